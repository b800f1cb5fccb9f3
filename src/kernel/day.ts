import type { Brand } from './brand.ts';
import { instant, type Instant } from './instant.ts';

/** A day of the calendar as a date field sends it: `2026-11-21`. */
export type Day = Brand<string, 'Day'>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A day from 1970 to 2999; undefined for anything else, such as 30 February. */
export function parseDay(text: string): Day | undefined {
  if (!/^(?:19[7-9]|2[0-9]{2})[0-9]-[0-9]{2}-[0-9]{2}$/.test(text)) {
    return undefined;
  }
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(epochMs) && dayAt(instant(epochMs), 'UTC') === text ? (text as Day) : undefined;
}

/** The day that a clock in this time zone (an IANA name) shows. */
export function dayAt(at: Instant, timeZone: string): Day {
  return wallClock(at, timeZone).slice(0, 3).join('-') as Day;
}

/** The first moment of the day in this time zone: not always midnight, where clocks are changed then. */
export function startOfDay(day: Day, timeZone: string): Instant {
  const midnightUtcMs = Date.parse(`${day}T00:00:00Z`);
  // The offset may change during the day: those of the day before and the day after are all there can be.
  const [first, second] = [-DAY_MS, DAY_MS]
    .map((awayMs) => midnightUtcMs - offsetMs(instant(midnightUtcMs + awayMs), timeZone))
    .toSorted((a, b) => a - b);
  return instant(first !== undefined && dayAt(instant(first), timeZone) === day ? first : (second ?? 0));
}

/** The first moment after the day in this time zone. */
export function endOfDay(day: Day, timeZone: string): Instant {
  return startOfDay(dayAfter(day, 1), timeZone);
}

/** When a clock in this time zone shows so many minutes after midnight; for a time that it skips, an hour earlier. */
export function momentOfDay(day: Day, minutes: number, timeZone: string): Instant {
  const atMs = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  const before = instant(atMs - offsetMs(instant(atMs - DAY_MS), timeZone));
  return instant(atMs - offsetMs(before, timeZone));
}

/** So many days after (or, below 0, before) this one. */
export function dayAfter(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as Day;
}

/** The Monday of its week. */
export function mondayOf(day: Day): Day {
  return dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** How far a clock in this time zone is ahead of UTC at that moment. */
export function offsetMs(at: Instant, timeZone: string): number {
  const [year, month, day, hour, minute, second] = wallClock(at, timeZone).map(Number);
  const shown = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return shown - Math.floor(at / 1000) * 1000;
}

/** Year, month, day, hour, minute, second as a clock in this time zone shows them, each in digits. */
export function wallClock(at: Instant, timeZone: string): readonly string[] {
  const shown = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return (['year', 'month', 'day', 'hour', 'minute', 'second'] as const).map((part) => shown.get(part) ?? '');
}

/** The same in one text, as `2026-11-21 14:05:10`. */
export function dateAndTime(at: Instant, timeZone: string): string {
  const [year, month, day, hour, minute, second] = wallClock(at, timeZone);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}
