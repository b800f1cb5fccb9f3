import { durationClock } from '../../conversation/index.ts';
import { msBetween, type Instant } from '../../kernel/index.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long it has been, as short as a live list needs it: "42 s", "4 min", "2 h 5 min", "3 d 4 h". */
export function durationBrief(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < MINUTE_MS) {
    return `${Math.floor(ms / SECOND_MS)} s`;
  }
  if (ms < HOUR_MS) {
    return `${Math.floor(ms / MINUTE_MS)} min`;
  }
  if (ms < DAY_MS) {
    return twoWords(Math.floor(ms / HOUR_MS), 'h', Math.floor((ms % HOUR_MS) / MINUTE_MS), 'min');
  }
  return twoWords(Math.floor(ms / DAY_MS), 'd', Math.floor((ms % DAY_MS) / HOUR_MS), 'h');
}

/** A choice of length, said in full: "15 minutes", "1 hour", "1 hour 30 minutes", "7 days". */
export function lengthWords(lengthMs: number): string {
  const minutes = Math.max(1, Math.round(lengthMs / MINUTE_MS));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  return [counted(days, 'day'), counted(hours, 'hour'), counted(minutes % 60, 'minute')]
    .filter((part) => part !== '')
    .join(' ');
}

/** Since `from`, ticking. */
export function clockSince(from: Instant, now: Instant): string {
  return durationClock(msBetween(from, now));
}

function twoWords(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function counted(count: number, unit: string): string {
  return count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
}
