import type { Instant } from '../kernel/index.ts';

/** Something that happened, not yet in the journal. */
export interface NewEvent {
  /** What happened, in kebab-case. */
  readonly type: string;
  /** Plain JSON; a field that is undefined is left out. Never a secret: nothing of it can be removed again. */
  readonly data: object;
}

/** Something that happened, in its place. Entries are never changed and never removed. */
export interface Entry {
  /** 1, 2, 3 … over the whole journal, without a gap. */
  readonly seq: number;
  /** What it belongs to: `session:<SessionId>`, `audit`, `duty:<RepId>` or `duty`. */
  readonly stream: string;
  /** 1, 2, 3 … within its stream, without a gap. */
  readonly version: number;
  readonly at: Instant;
  readonly type: string;
  /** The event's data as JSON gives it back. */
  readonly data: unknown;
  /** SHA-256 in hex over the previous entry's hash and all of the above (docs/decisions/journal.md). */
  readonly hash: string;
}

const DEPTH = 32;

/**
 * The one text of a JSON value: names sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript writes them (RFC 8785), fields that are undefined left out. Raises TypeError for what
 * JSON cannot hold or not give back.
 */
export function canonicalJson(value: unknown): string {
  return canonical(value, DEPTH);
}

function canonical(value: unknown, depth: number): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) {
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') {
    throw new TypeError(`JSON has no ${typeof value === 'number' ? value : typeof value}`);
  }
  if (depth === 0) {
    throw new TypeError('too deep for the journal');
  }
  return Array.isArray(value) ? canonicalArray(value, depth - 1) : canonicalObject(value, depth - 1);
}

function canonicalArray(values: readonly unknown[], depth: number): string {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) {
    text += index === 0 ? canonical(values[index], depth) : `,${canonical(values[index], depth)}`;
  }
  return `${text}]`;
}

function canonicalObject(object: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('only plain objects go into the journal');
  }
  const fields = object as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(fields).sort()) {
    const value = fields[name];
    if (value !== undefined) {
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(value, depth)}`;
    }
  }
  return `{${text}}`;
}
