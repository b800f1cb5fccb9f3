import { Fault, instant, LIMITS, utf8ByteLength, type Instant } from '../kernel/index.ts';
import { canonicalJson, type Entry, type NewEvent } from './entry.ts';

/** SHA-256 of the text's UTF-8, in hex. */
export type Sha256 = (text: string) => string;

/** A place in the chain, and the hash that the next entry builds on. */
export interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const GENESIS: Link = { seq: 0, hash: '0'.repeat(64) };

/** An entry as it is kept: its data as canonical text. */
export interface Row {
  readonly seq: number;
  readonly stream: string;
  readonly version: number;
  readonly at: number;
  readonly type: string;
  readonly data: string;
  readonly hash: string;
}

const STREAM = /^[a-z]+(?::[A-Za-z0-9_-]{1,64})?$/;
const TYPE = /^[a-z]+(?:-[a-z]+)*$/;

/**
 * The rows that these events become behind `head`. Raises Fault `too-large` for an event over
 * LIMITS.journalEventBytes or more than LIMITS.journalBatch of them.
 */
export function rowsOf(
  head: Link,
  stream: string,
  expectedVersion: number,
  events: readonly NewEvent[],
  at: Instant,
  sha256: Sha256,
): readonly Row[] {
  if (!STREAM.test(stream)) {
    throw new TypeError(`not a stream: ${stream}`);
  }
  if (events.length > LIMITS.journalBatch) {
    throw new Fault('too-large', { detail: `${events.length} events at once` });
  }
  let previous = head;
  return events.map((event, index) => {
    if (!TYPE.test(event.type)) {
      throw new TypeError(`not a type of event: ${event.type}`);
    }
    const data = canonicalJson(event.data);
    if (exceeds(data, LIMITS.journalEventBytes)) {
      throw new Fault('too-large', { detail: `an event ${event.type} of ${data.length} characters` });
    }
    const seq = previous.seq + 1;
    const unsealed = { seq, stream, version: expectedVersion + index + 1, at, type: event.type, data };
    const row = { ...unsealed, hash: hashOf(previous, unsealed, sha256) };
    previous = row;
    return row;
  });
}

export function entryOf(row: Row): Entry {
  return { ...row, at: instant(row.at), data: JSON.parse(row.data) as unknown };
}

/** The first row of a chain that is not as it was written, and why. */
export interface BadRow {
  readonly seq: number;
  readonly why: string;
}

/** What is wrong with the row that stands behind `previous`; undefined when nothing is. */
export function checkRow(previous: Link, row: Row, sha256: Sha256): BadRow | undefined {
  const expected = previous.seq + 1;
  if (row.seq > expected) {
    return { seq: expected, why: `is missing: ${row.seq} follows ${previous.seq}` };
  }
  if (row.seq < expected) {
    return { seq: row.seq, why: `is out of order: it follows ${previous.seq}` };
  }
  return hashOf(previous, row, sha256) === row.hash
    ? undefined
    : { seq: row.seq, why: 'was changed: its content in this place does not give its hash' };
}

/**
 * An array of JSON, so that no two contents give the same text. The data is in it by its own hash:
 * what must be forgotten some day can be, and the chain still holds by what is left.
 */
function hashOf(previous: Link, row: Omit<Row, 'hash'>, sha256: Sha256): string {
  const { seq, stream, version, at, type, data } = row;
  return sha256(
    `["${previous.hash}",${seq},${JSON.stringify(stream)},${version},${at},${JSON.stringify(type)},"${sha256(data)}"]`,
  );
}

/** Counts only where the count of characters leaves it open. */
function exceeds(text: string, limitBytes: number): boolean {
  return text.length > limitBytes || (text.length * 3 > limitBytes && utf8ByteLength(text) > limitBytes);
}
