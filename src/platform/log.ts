import pino from 'pino';
import type { Log } from '../kernel/index.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What may wait for a reader of the log that has stopped reading; lines beyond it are dropped, not sessions. */
const WAITING_BYTES = 4 * 1024 * 1024;
const DEPTH = 4;
const ELEMENTS = 50;
const TEXT_CHARACTERS = 4_000;
const SECRET_WORDS = new Set([
  'password',
  'passwords',
  'passphrase',
  'secret',
  'secrets',
  'token',
  'tokens',
  'cookie',
  'cookies',
  'ticket',
  'tickets',
  'key',
  'keys',
  'authorization',
  'credential',
  'credentials',
  'claim',
]);
const SECRET_IN_ADDRESS = /([?&](?:key|short_key|ticket|token|claim|password|secret)=)[^&#\s"]+/gi;
/**
 * What JSON leaves as it is and a terminal obeys or a viewer turns around: control characters from 127 on (155 begins
 * a command like ESC [ does), line separators, bidirectional marks.
 */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const UNSEEN = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
export const REDACTED = '[redacted]';

/**
 * The log: one JSON object a line, on standard output unless `destination` is given. Fields named
 * like a secret are blanked on the way (`redacted`).
 */
export function createLog(level: LogLevel, destination?: { write(line: string): void }): Log {
  return new PinoLog(
    pino(
      {
        level,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        // Errors are taken apart by `redacted`, so that their fields are looked through as well.
        serializers: { err: (error: unknown) => error },
      },
      destination ?? pino.destination({ dest: 1, sync: false, maxLength: WAITING_BYTES }),
    ),
  );
}

class PinoLog implements Log {
  readonly #pino: pino.Logger;

  constructor(logger: pino.Logger) {
    this.#pino = logger;
  }

  debug(fields: Readonly<Record<string, unknown>>, message: string): void {
    if (this.#pino.isLevelEnabled('debug')) {
      this.#pino.debug(redacted(fields), message);
    }
  }

  info(fields: Readonly<Record<string, unknown>>, message: string): void {
    if (this.#pino.isLevelEnabled('info')) {
      this.#pino.info(redacted(fields), message);
    }
  }

  warn(fields: Readonly<Record<string, unknown>>, message: string): void {
    if (this.#pino.isLevelEnabled('warn')) {
      this.#pino.warn(redacted(fields), message);
    }
  }

  error(fields: Readonly<Record<string, unknown>>, message: string): void {
    if (this.#pino.isLevelEnabled('error')) {
      this.#pino.error(redacted(fields), message);
    }
  }

  child(fields: Readonly<Record<string, unknown>>): Log {
    return new PinoLog(this.#pino.child(redacted(fields)));
  }
}

/**
 * The fields as they may be logged: text under a name that has a secret's word in it (`newPassword`,
 * `session-key`, `Set-Cookie`; not `keyId`) is blanked, as is `?key=…` inside any text; long text,
 * long lists and deep objects are cut. A net below the rule that nobody logs a secret, not a licence.
 */
export function redacted(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactedObject(fields, DEPTH);
}

function redactedObject(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .slice(0, ELEMENTS)
      .map(([name, value]) => [name, namesSecret(name) ? blanked(value) : redactedValue(value, depth)]),
  );
}

function redactedValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    const text = value.length > TEXT_CHARACTERS ? `${value.slice(0, TEXT_CHARACTERS)}…` : value;
    return text.replace(SECRET_IN_ADDRESS, `$1${REDACTED}`).replace(UNSEEN, escaped);
  }
  if (typeof value === 'bigint') {
    return String(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth === 0) {
    return '[deep]';
  }
  if (value instanceof Error) {
    return {
      type: value.name,
      message: redactedValue(value.message, depth),
      stack: redactedValue(value.stack, depth),
      ...redactedObject(value, depth - 1),
      ...(value.cause === undefined ? {} : { cause: redactedValue(value.cause, depth - 1) }),
    };
  }
  if (value instanceof Date || value instanceof URL) {
    return redactedValue(value instanceof Date ? value.toJSON() : value.href, depth);
  }
  if (ArrayBuffer.isView(value)) {
    return `[${value.byteLength} bytes]`;
  }
  if (value instanceof Map) {
    return redactedObject(Object.fromEntries(value), depth - 1);
  }
  if (Array.isArray(value) || value instanceof Set) {
    return [...value].slice(0, ELEMENTS).map((element) => redactedValue(element, depth - 1));
  }
  return redactedObject(value, depth - 1);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Numbers and flags say how many or whether, never what. */
function blanked(value: unknown): unknown {
  return value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : REDACTED;
}

const known = new Map<string, boolean>();
const KNOWN_NAMES = 1_000;

function namesSecret(name: string): boolean {
  let secret = known.get(name);
  if (secret === undefined) {
    const words = name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/);
    secret = words.at(-1) !== 'id' && words.some((word) => SECRET_WORDS.has(word));
    if (known.size < KNOWN_NAMES) {
      known.set(name, secret);
    }
  }
  return secret;
}
