import type { Instant, SessionId, Transaction } from '../kernel/index.ts';
import type { Session } from './session.ts';

/** The list of sessions for lists and for starting again: derived from the journal, written with it. */
export interface SessionIndex {
  /** Writes the session's line within the same transaction as its events. */
  put(tx: Transaction, session: Exclude<Session, { status: 'new' }>): void;
  /** Every session that has not ended, and every one with a recording that is not finished. */
  unfinished(): readonly SessionId[];
}

/** One thing that happened, with its place in the journal. */
export interface Happened<Fact> {
  readonly seq: number;
  readonly at: Instant;
  readonly fact: Fact;
}
