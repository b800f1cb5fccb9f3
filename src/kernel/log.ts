/**
 * What rooms write to. Fields are plain data; never put a secret, a password, a key, a cookie or
 * chat text in one (the log is read by more people than the journal).
 */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** A log that writes `fields` on each of its lines. */
  child(fields: Readonly<Record<string, unknown>>): Log;
}
