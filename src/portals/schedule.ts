import { instant, type Instant, LIMITS, offsetMs } from '../kernel/index.ts';

/** Minutes since midnight as clocks show them; `from` before `to`, and `to` at most 24:00. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Monday first, seven of them; the spans of a day in their order, apart from each other. */
export type Week = readonly (readonly Span[])[];

/** A day with hours of its own, or none. */
export interface Holiday {
  /** `2026-12-25` in the site's time zone, or `*-12-25` for that day of each year. */
  readonly day: string;
  /** When the site is open on it; missing when it stays closed. */
  readonly hours?: readonly Span[];
  /** '' when it has none. */
  readonly name: string;
}

/** When customers can begin. */
export interface Schedule {
  /** An IANA name. */
  readonly timeZone: string;
  readonly hours: 'always' | Week;
  /** By day, each once. */
  readonly holidays: readonly Holiday[];
}

/** From `from` up to but not at `to` customers can begin. */
export interface OpenTime {
  readonly from: Instant;
  readonly to: Instant;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAY_MINUTES = 24 * 60;
/** No zone changes its clocks twice in so short a time. */
const STEP_MS = 6 * HOUR_MS;
/** How far ahead it is looked for an opening. */
const AHEAD_MS = 370 * DAY_MS;

export const EVERY_DAY: Week = Array.from({ length: 7 }, () => [{ from: 0, to: DAY_MINUTES }]);

export function isOpen(schedule: Schedule, now: Instant): boolean {
  const { day, minutes } = wallClock(now, schedule.timeZone);
  return spansOf(schedule, day).some(({ from, to }) => from <= minutes && minutes < to);
}

/** When it opens next, counted from when it is closed; undefined while it is open, or when it stays closed for a year. */
export function nextOpening(schedule: Schedule, now: Instant): Instant | undefined {
  if (isOpen(schedule, now)) {
    return undefined;
  }
  for (const { from } of openTimes(schedule, now)) {
    return from;
  }
  return undefined;
}

/**
 * The times in which it is open, from the one that holds `from` or comes after it, in their order, a
 * year ahead. Clocks that are changed within a span make it longer or shorter; two that meet are one.
 */
export function* openTimes(schedule: Schedule, from: Instant): Generator<OpenTime, void, void> {
  let last: OpenTime | undefined;
  for (const piece of steadyPieces(schedule.timeZone, from, instant(from + AHEAD_MS))) {
    for (const time of timesIn(schedule, piece)) {
      if (last !== undefined && time.from <= last.to) {
        last = { from: last.from, to: time.to };
      } else {
        if (last !== undefined) {
          yield last;
        }
        last = time;
      }
    }
  }
  if (last !== undefined) {
    yield last;
  }
}

/** A stretch of time in which clocks are `offsetMs` ahead of UTC. */
interface SteadyPiece {
  readonly from: Instant;
  readonly to: Instant;
  readonly offsetMs: number;
}

function* steadyPieces(timeZone: string, from: Instant, to: Instant): Generator<SteadyPiece, void, void> {
  let begun: number = from;
  let offset = offsetMs(from, timeZone);
  for (let at: number = from; at < to; at += STEP_MS) {
    const end = Math.min(at + STEP_MS, to);
    const after = offsetMs(instant(end), timeZone);
    if (after !== offset) {
      const change = firstChange(timeZone, at, end, offset);
      yield { from: instant(begun), to: instant(change), offsetMs: offset };
      begun = change;
      offset = after;
    } else if (end - begun >= DAY_MS) {
      // In pieces of a day, so that whoever needs only the next opening pays for that alone.
      yield { from: instant(begun), to: instant(end), offsetMs: offset };
      begun = end;
    }
  }
  if (begun < to) {
    yield { from: instant(begun), to, offsetMs: offset };
  }
}

/** The first whole second between `low` and `high` at which the offset is not `before` any more. */
function firstChange(timeZone: string, low: number, high: number, before: number): number {
  let [still, changed] = [Math.floor(low / 1000), Math.ceil(high / 1000)];
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2);
    if (offsetMs(instant(middle * 1000), timeZone) === before) {
      still = middle;
    } else {
      changed = middle;
    }
  }
  return changed * 1000;
}

function* timesIn(schedule: Schedule, piece: SteadyPiece): Generator<OpenTime, void, void> {
  const firstDay = Math.floor((piece.from + piece.offsetMs) / DAY_MS);
  const lastDay = Math.floor((piece.to + piece.offsetMs - 1) / DAY_MS);
  for (let dayNumber = firstDay; dayNumber <= lastDay; dayNumber += 1) {
    for (const span of spansOf(schedule, new Date(dayNumber * DAY_MS).toISOString().slice(0, 10))) {
      const midnight = dayNumber * DAY_MS - piece.offsetMs;
      const from = Math.max(midnight + span.from * MINUTE_MS, piece.from);
      const to = Math.min(midnight + span.to * MINUTE_MS, piece.to);
      if (from < to) {
        yield { from: instant(from), to: instant(to) };
      }
    }
  }
}

function spansOf(schedule: Schedule, day: string): readonly Span[] {
  const yearly = `*${day.slice(4)}`;
  const holiday =
    schedule.holidays.find((each) => each.day === day) ??
    schedule.holidays.find((each) => each.day === yearly);
  if (holiday !== undefined) {
    return holiday.hours ?? [];
  }
  const week = schedule.hours === 'always' ? EVERY_DAY : schedule.hours;
  return week[weekdayOf(day)] ?? [];
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The day, and the minutes since its midnight, that a clock in this zone shows. */
function wallClock(at: Instant, timeZone: string): { readonly day: string; readonly minutes: number } {
  const shown = new Date(at + offsetMs(at, timeZone));
  return {
    day: shown.toISOString().slice(0, 10),
    minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

/** What a site can choose from, by name. */
export const TIME_ZONES: readonly string[] = [
  ...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]),
].toSorted();

// --- As an administrator writes it ------------------------------------------------------------

/**
 * `09:00-12:30, 13:30-17:00` as spans; undefined when it is not written so, a span ends before it
 * begins, or two overlap. Blank: none.
 */
export function parseSpans(text: string): readonly Span[] | undefined {
  const spans: Span[] = [];
  for (const part of text.split(/[,;]/).map((each) => each.trim())) {
    if (part === '') {
      continue;
    }
    const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?$/.exec(part);
    const [from, to] = [minutesOf(match?.[1], match?.[2]), minutesOf(match?.[3], match?.[4])];
    if (from === undefined || to === undefined || from >= to) {
      return undefined;
    }
    spans.push({ from, to });
  }
  const sorted = spans.toSorted((one, other) => one.from - other.from);
  return sorted.every((span, index) => index === 0 || (sorted[index - 1]?.to ?? 0) <= span.from) &&
    sorted.length <= LIMITS.spansPerDay
    ? sorted
    : undefined;
}

function minutesOf(hours: string | undefined, minutes = '00'): number | undefined {
  const total = Number(hours) * 60 + Number(minutes);
  return hours !== undefined && Number(minutes) < 60 && total <= DAY_MINUTES ? total : undefined;
}

export function spansInWords(spans: readonly Span[]): string {
  return spans.map(({ from, to }) => `${timeInWords(from)}–${timeInWords(to)}`).join(', ');
}

function timeInWords(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const HOLIDAY =
  /^((?:\d{4}|\*)-\d{2}-\d{2})(?:\s+(\d{1,2}(?:[:.]\d{2})?\s*[-–—]\s*\d{1,2}(?:[:.]\d{2})?(?:\s*[,;]\s*\d{1,2}(?:[:.]\d{2})?\s*[-–—]\s*\d{1,2}(?:[:.]\d{2})?)*))?(?:\s+(.*))?$/u;

/**
 * A line a day as holidays by day: `2026-12-25 Christmas Day`, `*-01-01 New Year` for each year,
 * `2026-12-24 09:00-12:00 Christmas Eve` with hours, which are written as those of a weekday. Instead, the first
 * line that is none, or the first day that has two lines: one of them would be lost.
 */
export function parseHolidays(
  text: string,
): readonly Holiday[] | { readonly wrong: string } | { readonly twice: string } {
  const holidays = new Map<string, Holiday>();
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') {
      continue;
    }
    const [, day = '', times, name = ''] = HOLIDAY.exec(line) ?? [];
    const hours = times === undefined ? undefined : parseSpans(times);
    // 29 February is a day of some years.
    if (
      !isDay(day.replace('*', '2024')) ||
      (times !== undefined && hours === undefined) ||
      Array.from(name).length > LIMITS.holidayCharacters
    ) {
      return { wrong: line };
    }
    if (holidays.has(day)) {
      return { twice: day };
    }
    holidays.set(day, { day, ...(hours === undefined ? {} : { hours }), name });
  }
  return [...holidays.values()].toSorted((one, other) => (one.day < other.day ? -1 : 1));
}

/** Whether there is such a day: no 30 February. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^[12]\d{3}-/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text;
}

export function holidaysInWords(holidays: readonly Holiday[]): string {
  return holidays
    .map(({ day, hours, name }) =>
      [day, ...(hours === undefined ? [] : [spansInWords(hours)]), ...(name === '' ? [] : [name])].join(' '),
    )
    .join('\n');
}
