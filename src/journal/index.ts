/**
 * Journal: what happened, in order, and the proof that nobody changed it since.
 *
 * Owns   the numbered, hash-chained list of entries; adding to a stream at the expected version;
 *        reading it as a stream, by page, or to its end and onwards.
 * Never  knows what an event means, changes or removes one, or holds what can be forgotten
 *        (typing, who is connected).
 * Seed   none: the reports of every seed are read from here.
 */
export type { BadRow, Link, Row, Sha256 } from './chain.ts';
export { checkRow, entryOf, GENESIS, rowsOf } from './chain.ts';
export type { Entry, NewEvent } from './entry.ts';
export type { Append, Journal, StopSignal, Verdict } from './ports.ts';
