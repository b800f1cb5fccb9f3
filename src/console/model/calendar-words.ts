import type { Instant } from '../../kernel/index.ts';

/** The reader's own language and time zone unless a test names them. */
export interface Place {
  readonly locale?: string;
  readonly timeZone?: string;
}

/** The time of day: "14:05". */
export function timeOfDay(at: Instant, place: Place = {}): string {
  return format(at, place, { timeStyle: 'short' });
}

/** Date and time in full, for a tooltip or a detail: "21 November 2026 at 14:05:09". */
export function fullTime(at: Instant, place: Place = {}): string {
  return format(at, place, { dateStyle: 'long', timeStyle: 'medium' });
}

/** Until when: the time alone on the same day, with the day otherwise. */
export function untilWhen(at: Instant, now: Instant, place: Place = {}): string {
  const sameDay = day(at, place) === day(now, place);
  return `${timeOfDay(at, place)} ${sameDay ? 'today' : `on ${dayWords(at, place)}`}`;
}

/** Whether two moments are on the same day of the reader. */
export function onSameDay(one: Instant, other: Instant, place: Place = {}): boolean {
  return day(one, place) === day(other, place);
}

/** The day: "Saturday, 21 November". */
export function dayWords(at: Instant, place: Place = {}): string {
  return format(at, place, { weekday: 'long', day: 'numeric', month: 'long' });
}

function day(at: Instant, place: Place): string {
  return format(at, place, { dateStyle: 'short' });
}

// Making an Intl format costs about 50 µs; a table of rows asks for the same few a thousand times.
const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: Instant, place: Place, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([place, options]);
  let made = formats.get(key);
  if (made === undefined) {
    made = new Intl.DateTimeFormat(
      place.locale,
      place.timeZone === undefined ? options : { ...options, timeZone: place.timeZone },
    );
    formats.set(key, made);
  }
  return made.format(at);
}
