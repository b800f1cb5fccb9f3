import { laterBy, type Instant } from '../kernel/index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * From when on messages are kept. With 0 days it is an hour: what was shown once goes, but a console
 * whose connection was away for a moment still gets it.
 */
export function keptSince(now: Instant, days: number): Instant {
  return laterBy(now, -Math.max(days * DAY_MS, HOUR_MS));
}
