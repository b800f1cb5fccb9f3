import type { Instant, RepId, SessionId, Transaction } from '../kernel/index.ts';
import type { Session } from './session.ts';

/** What is known of a session without reading what happened in it. */
export interface Known {
  readonly customerName: string;
  /** Whose it is: who holds or held it, or in whose personal queue it waits. */
  readonly rep: RepId | undefined;
}

/** The list of sessions for lists and for starting again: derived from the journal, written with it. */
export interface SessionIndex {
  /** Writes the session's line within the same transaction as its events. */
  put(tx: Transaction, session: Exclude<Session, { status: 'new' }>): void;
  /** A session of any time; undefined when there never was one. */
  find(id: SessionId): Known | undefined;
  /** Every session that has not ended, and every one with a recording that is not finished. */
  unfinished(): readonly SessionId[];
}

/** One thing that happened, with its place in the journal. */
export interface Happened<Fact> {
  readonly seq: number;
  readonly at: Instant;
  readonly fact: Fact;
}
