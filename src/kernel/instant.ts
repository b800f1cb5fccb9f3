import type { Brand } from './brand.ts';

/** Milliseconds since the Unix epoch. */
export type Instant = Brand<number, 'Instant'>;

export function instant(epochMs: number): Instant {
  return epochMs as Instant;
}

export function laterBy(from: Instant, durationMs: number): Instant {
  return instant(from + durationMs);
}

/** Never negative: a clock that was set back shows no time passing instead of time returning. */
export function msBetween(from: Instant, to: Instant): number {
  return Math.max(0, to - from);
}

/** The only sources of time. Core rooms are given one; tests give one that stands still. */
export interface Clock {
  now(): Instant;
  /** For measuring; unrelated to the calendar, never goes back. */
  monotonicMs(): number;
}

/** Calls later, through the same injected time as the clock. */
export interface Timers {
  /** Calls `work` once, `delayMs` from now, unless disposed before. */
  after(delayMs: number, work: () => void): Disposable;
}
