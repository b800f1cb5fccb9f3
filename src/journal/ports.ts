import type { Instant, Transaction } from '../kernel/index.ts';
import type { BadRow, Link } from './chain.ts';
import type { Entry, NewEvent } from './entry.ts';

/**
 * Adds events to the end of a stream that has `expectedVersion` events (0: none yet), and returns
 * them with their places. Raises Fault `changed-meanwhile` when it has another number of them,
 * `too-large` beyond LIMITS.journalEventBytes or LIMITS.journalBatch; TypeError for what JSON cannot hold.
 */
export type Append = (
  stream: string,
  expectedVersion: number,
  events: readonly NewEvent[],
  at: Instant,
) => readonly Entry[];

/** What the tail needs of an AbortSignal, which core does not know. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export type Verdict =
  | { readonly ok: true; readonly entries: number; readonly head: Link }
  | ({ readonly ok: false } & BadRow);

export interface Journal {
  /**
   * Runs `work`, which is synchronous, in a transaction: what it appends and what it writes through
   * `tx` into other stores is kept together or not at all. Resolves when it is on disk. Rejects with
   * what `work` throws; as the database does with `database-busy` and `shutting-down`.
   */
  write<T>(work: (tx: Transaction, append: Append) => T): Promise<T>;

  /** How many events the stream has; within `work`, those that it has appended count. */
  version(stream: string): number;

  /** A stream's entries after a version, at most LIMITS.eventsPerSession. */
  stream(stream: string, afterVersion?: number): readonly Entry[];

  /**
   * Entries after a place, in order; `limit` is cut to LIMITS.journalBatch. `streamPrefix` is a
   * stream's whole name, or ends in a colon: `session:`.
   */
  page(afterSeq: number, limit: number, filter?: { readonly streamPrefix?: string }): readonly Entry[];

  /** The last entry's place. */
  head(): Link;

  /**
   * Every entry after a place, each once and in order: those of the past, then those to come, until
   * `signal` ends it. Raises Fault `consumer-too-slow` in a reader that had caught up and fell more
   * than LIMITS.journalReaderBacklog behind; it may come back with the last seq it has seen.
   */
  tail(afterSeq: number, signal: StopSignal): AsyncIterable<Entry>;

  /**
   * `listener` gets what each write appended, in order, after its commit and before its promise
   * resolves. It must not take long: everybody waits for it. What it throws is logged.
   */
  onCommitted(listener: (entries: readonly Entry[]) => void): Disposable;

  /** Reads the whole journal, holding the loop: for a command or a test. */
  verify(): Verdict;
}
