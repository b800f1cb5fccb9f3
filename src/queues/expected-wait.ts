import { laterBy, type Instant } from '../kernel/index.ts';

/** One wait in one queue that ended with somebody accepting. */
export interface PastWait {
  readonly acceptedAt: Instant;
  readonly waitMs: number;
}

/** How long one is likely to wait: half of the latest waits were within this. */
export interface WaitRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** How many waits it is made of. */
  readonly waits: number;
}

/** So many of the latest waits count. */
const WAITS_COUNTED = 20;
/** Older waits say nothing about now. */
const WAITS_WITHIN_MS = 2 * 60 * 60_000;
/** Of fewer waits nothing is said: one quick answer is no promise. */
const WAITS_NEEDED = 3;

/** Waits that ended before this say nothing any more. */
export function waitsCountFrom(now: Instant): Instant {
  return laterBy(now, -WAITS_WITHIN_MS);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The range as it is told: in whole minutes, from an hour on in whole hours, rounded apart so that it
 * promises no more than is known, and told anew only when that changes.
 */
export function toldWait({ fromMs, toMs }: Pick<WaitRange, 'fromMs' | 'toMs'>): {
  readonly fromMs: number;
  readonly toMs: number;
} {
  const unitMs = fromMs < HOUR_MS ? MINUTE_MS : HOUR_MS;
  return {
    fromMs: Math.floor(fromMs / unitMs) * unitMs,
    toMs: Math.max(1, Math.ceil(toMs / unitMs)) * unitMs,
  };
}

/** `past` with one more wait, as long as is ever needed. */
export function withWait(past: readonly PastWait[], wait: PastWait): readonly PastWait[] {
  return [...past, wait].slice(-WAITS_COUNTED);
}

/**
 * The quartiles of the latest waits of one queue; undefined when there are too few to say anything.
 * `past` is oldest first. Whoever left without an answer is not among them, so this is how long those
 * waited who stayed.
 */
export function expectedWait(past: readonly PastWait[], now: Instant): WaitRange | undefined {
  const waitsMs = past
    .filter(({ acceptedAt }) => acceptedAt > waitsCountFrom(now))
    .slice(-WAITS_COUNTED)
    .map(({ waitMs }) => waitMs)
    .sort((one, other) => one - other);
  return waitsMs.length < WAITS_NEEDED
    ? undefined
    : { fromMs: quantile(waitsMs, 0.25), toMs: quantile(waitsMs, 0.75), waits: waitsMs.length };
}

/** Between two values in proportion, as spreadsheets do it. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return Math.round(below + (above - below) * (place - Math.floor(place)));
}
