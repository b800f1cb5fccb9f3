import test from 'ava';
import { dayAfter, dayAt, endOfDay, momentOfDay, mondayOf, parseDay, startOfDay, type Day } from './day.ts';
import { instant } from './instant.ts';

const HOUR_MS = 3_600_000;

function hoursOf(day: string, timeZone: string): number {
  return (endOfDay(day as Day, timeZone) - startOfDay(day as Day, timeZone)) / HOUR_MS;
}

test('what a date field sends is a day', (t) => {
  t.is(parseDay('2026-11-21'), '2026-11-21' as Day);
  t.is(parseDay('2028-02-29'), '2028-02-29' as Day);
});

for (const text of [
  '',
  '2026-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-1-1',
  '21.11.2026',
  '2026-11-21T00:00',
  '0026-11-21',
  '22026-11-21',
  '２０２６-11-21',
  '2026-11-21\n',
  '{"$ne":1}',
]) {
  test(`${JSON.stringify(text)} is not a day`, (t) => {
    t.is(parseDay(text), undefined);
  });
}

for (const [day, timeZone, start] of [
  ['2026-11-21', 'UTC', '2026-11-21T00:00:00.000Z'],
  ['2026-11-21', 'Europe/Berlin', '2026-11-20T23:00:00.000Z'],
  ['2026-11-21', 'America/New_York', '2026-11-21T05:00:00.000Z'],
  ['2026-11-21', 'Pacific/Kiritimati', '2026-11-20T10:00:00.000Z'],
  ['2026-11-21', 'Asia/Kathmandu', '2026-11-20T18:15:00.000Z'],
  // Clocks were put on at midnight: this day began at one o'clock.
  ['2024-09-08', 'America/Santiago', '2024-09-08T04:00:00.000Z'],
  // Clocks were put back at one o'clock: this day had two midnights.
  ['2024-11-03', 'America/Havana', '2024-11-03T04:00:00.000Z'],
] as const) {
  test(`${day} begins in ${timeZone} at ${start}`, (t) => {
    t.is(new Date(startOfDay(day as Day, timeZone)).toISOString(), start);
  });
}

test('a day on which clocks change is an hour shorter or longer', (t) => {
  t.is(hoursOf('2026-03-29', 'Europe/Berlin'), 23);
  t.is(hoursOf('2026-10-25', 'Europe/Berlin'), 25);
  t.is(hoursOf('2026-11-21', 'Europe/Berlin'), 24);
  t.is(hoursOf('2024-09-08', 'America/Santiago'), 23);
  t.is(hoursOf('2024-11-03', 'America/Havana'), 25);
});

test('every moment of a year is within the day that the clock shows', (t) => {
  for (const timeZone of ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Cairo']) {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * HOUR_MS + 1) {
      const day = dayAt(instant(at), timeZone) as Day;
      t.true(startOfDay(day, timeZone) <= at && at < endOfDay(day, timeZone), `${timeZone} ${day} ${at}`);
    }
  }
});

test('a moment of a day is what the clocks there show, also on the days on which they are changed', (t) => {
  const shown = (day: string, minutes: number) =>
    new Date(momentOfDay(day as Day, minutes, 'Europe/Berlin')).toISOString();
  t.is(shown('2026-11-21', 9 * 60), '2026-11-21T08:00:00.000Z');
  t.is(shown('2026-07-01', 9 * 60 + 30), '2026-07-01T07:30:00.000Z');
  t.is(shown('2026-03-29', 9 * 60), '2026-03-29T07:00:00.000Z');
  t.is(shown('2026-03-29', 60), '2026-03-29T00:00:00.000Z');
  t.is(shown('2026-10-25', 9 * 60), '2026-10-25T08:00:00.000Z');
  t.is(shown('2026-10-25', 0), '2026-10-24T22:00:00.000Z');
  t.is(shown('2026-11-21', 24 * 60), '2026-11-21T23:00:00.000Z');
});

test('a week begins on its Monday', (t) => {
  t.is(mondayOf('2026-11-16' as Day), '2026-11-16' as Day);
  t.is(mondayOf('2026-11-22' as Day), '2026-11-16' as Day);
  t.is(mondayOf('2027-01-01' as Day), '2026-12-28' as Day);
  t.is(dayAfter('2026-12-28' as Day, 7), '2027-01-04' as Day);
});
