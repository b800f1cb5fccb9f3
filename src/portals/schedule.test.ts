import test from 'ava';
import * as fc from 'fast-check';
import { instant, type Instant } from '../kernel/index.ts';
import {
  EVERY_DAY,
  holidaysInWords,
  isOpen,
  nextOpening,
  openTimes,
  parseHolidays,
  parseSpans,
  type Schedule,
  spansInWords,
  type Week,
} from './schedule.ts';

const NINE_TO_FIVE = [{ from: 9 * 60, to: 17 * 60 }];
const WORKDAYS: Week = [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []];
const BERLIN: Schedule = { timeZone: 'Europe/Berlin', hours: WORKDAYS, holidays: [] };

function at(text: string): Instant {
  return instant(Date.parse(text));
}
function opening(schedule: Schedule, text: string): string | undefined {
  const next = nextOpening(schedule, at(text));
  return next === undefined ? undefined : new Date(next).toISOString();
}

test('hours are those of the site’s own clocks, in winter and in summer', (t) => {
  const cases: readonly (readonly [string, boolean])[] = [
    // Monday, UTC+1.
    ['2026-01-12T07:59:59Z', false],
    ['2026-01-12T08:00:00Z', true],
    ['2026-01-12T15:59:59Z', true],
    ['2026-01-12T16:00:00Z', false],
    // Monday, UTC+2.
    ['2026-07-13T06:59:59Z', false],
    ['2026-07-13T07:00:00Z', true],
    ['2026-07-13T15:00:00Z', false],
    // Saturday.
    ['2026-07-11T10:00:00Z', false],
  ];
  for (const [text, open] of cases) {
    t.is(isOpen(BERLIN, at(text)), open, text);
  }
  // The same moment is another day elsewhere.
  const tokyo = { ...BERLIN, timeZone: 'Asia/Tokyo' };
  t.true(isOpen(tokyo, at('2026-07-13T00:30:00Z')));
  t.false(isOpen(tokyo, at('2026-07-10T23:00:00Z')));
  const kathmandu = { ...BERLIN, timeZone: 'Asia/Kathmandu' };
  t.false(isOpen(kathmandu, at('2026-07-13T03:14:59Z')));
  t.true(isOpen(kathmandu, at('2026-07-13T03:15:00Z')));
});

test('a day has several spans, and one of 24 hours ends at midnight', (t) => {
  const lunch = parseSpans('09:00-12:30, 13:30-17:00') ?? [];
  const shop: Schedule = {
    ...BERLIN,
    hours: [lunch, [{ from: 0, to: 1440 }], [], [], [], [], []],
  };
  t.true(isOpen(shop, at('2026-01-12T11:29:00Z')));
  t.false(isOpen(shop, at('2026-01-12T11:30:00Z')));
  t.is(opening(shop, '2026-01-12T11:30:00Z'), '2026-01-12T12:30:00.000Z');
  t.true(isOpen(shop, at('2026-01-13T22:59:59Z')));
  t.false(isOpen(shop, at('2026-01-13T23:00:00Z')));
});

test('a holiday is closed all day long, also where it is always open', (t) => {
  const christmas = { day: '2026-12-25', name: 'Christmas Day' };
  const shop: Schedule = { ...BERLIN, holidays: [christmas] };
  t.false(isOpen(shop, at('2026-12-25T10:00:00Z')));
  t.is(opening(shop, '2026-12-25T10:00:00Z'), '2026-12-28T08:00:00.000Z');
  const always: Schedule = { timeZone: 'Europe/Berlin', hours: 'always', holidays: [christmas] };
  t.true(isOpen(always, at('2026-12-24T22:59:59Z')));
  t.false(isOpen(always, at('2026-12-24T23:00:00Z')));
  t.is(opening(always, '2026-12-24T23:00:00Z'), '2026-12-25T23:00:00.000Z');
});

test('a holiday may have hours of its own, and come each year; the day itself counts before the yearly one', (t) => {
  const holidays = parseHolidays(
    '*-12-24 09:00-12:00 Christmas Eve\n*-12-25\n2027-12-24 10:00 - 11:00; 12.00–13.00\n*-02-29 Leap day',
  );
  t.true(Array.isArray(holidays));
  const shop: Schedule = { ...BERLIN, holidays: holidays as Schedule['holidays'] };
  t.true(isOpen(shop, at('2026-12-24T10:00:00Z')));
  t.false(isOpen(shop, at('2026-12-24T11:00:00Z')));
  t.false(isOpen(shop, at('2028-12-25T10:00:00Z')));
  t.false(isOpen(shop, at('2027-12-24T08:30:00Z')));
  t.true(isOpen(shop, at('2027-12-24T11:30:00Z')));
  t.is(opening(shop, '2026-12-24T11:00:00Z'), '2026-12-28T08:00:00.000Z');
  t.is(
    holidaysInWords(shop.holidays),
    '*-02-29 Leap day\n*-12-24 09:00–12:00 Christmas Eve\n*-12-25\n2027-12-24 10:00–11:00, 12:00–13:00',
  );
  t.deepEqual(parseHolidays(holidaysInWords(shop.holidays)), shop.holidays);
  for (const wrong of ['*-02-30', '2026-12-24 12:00-09:00', '2026-12-24 09:00-25:00', '**-12-24', '*-12']) {
    t.deepEqual(parseHolidays(wrong), { wrong });
  }
  // As a weekday's, without minutes too: it is never a day that is closed and called “9-12 …”.
  const short = [{ day: '2026-12-24', hours: [{ from: 9 * 60, to: 12 * 60 }], name: 'Christmas Eve' }];
  t.deepEqual(parseHolidays('2026-12-24 9-12 Christmas Eve'), short);
  t.deepEqual(parseHolidays('2026-12-24 9-12:00, 14-9'), { wrong: '2026-12-24 9-12:00, 14-9' });
  // What only begins like an hour is a name.
  t.deepEqual(parseHolidays('2026-05-01 9 am closed'), [{ day: '2026-05-01', name: '9 am closed' }]);
});

test('the next opening is over the weekend, over the change of clocks, and none while it is open', (t) => {
  t.is(opening(BERLIN, '2026-01-16T16:00:00Z'), '2026-01-19T08:00:00.000Z');
  // Clocks go forward on Sunday 29 March 2026: Monday at nine is an hour earlier in UTC.
  t.is(opening(BERLIN, '2026-03-27T17:00:00Z'), '2026-03-30T07:00:00.000Z');
  // And back on Sunday 25 October 2026.
  t.is(opening(BERLIN, '2026-10-23T17:00:00Z'), '2026-10-26T08:00:00.000Z');
  t.is(opening(BERLIN, '2026-01-12T08:00:00Z'), undefined);
  t.is(opening({ ...BERLIN, hours: [[], [], [], [], [], [], []] }, '2026-01-12T08:00:00Z'), undefined);
  // A year of holidays ends too.
  const day = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10);
  const holidays = Array.from({ length: 200 }, (_, number) => ({ day: day(number), name: '' }));
  t.is(opening({ ...BERLIN, holidays }, '2026-01-01T00:00:00Z'), '2026-07-20T07:00:00.000Z');
});

test('a span that begins in the hour that clocks leave out opens when they go on', (t) => {
  const night: Schedule = {
    ...BERLIN,
    hours: [[], [], [], [], [], [], [{ from: 2 * 60 + 30, to: 4 * 60 }]],
  };
  // 02:00 is followed by 03:00.
  t.false(isOpen(night, at('2026-03-29T00:59:59Z')));
  t.true(isOpen(night, at('2026-03-29T01:00:00Z')));
  t.is(opening(night, '2026-03-29T00:00:00Z'), '2026-03-29T01:00:00.000Z');
  const lost: Schedule = { ...BERLIN, hours: [[], [], [], [], [], [], [{ from: 130, to: 170 }]] };
  t.is(opening(lost, '2026-03-28T12:00:00Z'), '2026-04-05T00:10:00.000Z', 'it is not there on that day');
});

test('a span in the hour that clocks repeat opens twice', (t) => {
  const night: Schedule = {
    ...BERLIN,
    hours: [[], [], [], [], [], [], [{ from: 2 * 60 + 15, to: 2 * 60 + 45 }]],
  };
  t.is(opening(night, '2026-10-25T00:00:00Z'), '2026-10-25T00:15:00.000Z');
  t.is(opening(night, '2026-10-25T00:45:00Z'), '2026-10-25T01:15:00.000Z');
  t.is(opening(night, '2026-10-25T01:45:00Z'), '2026-11-01T01:15:00.000Z');
});

test('the times in which it is open and the moments at which it is agree, everywhere and at every change of clocks', (t) => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Africa/Casablanca',
    'UTC',
  ];
  const span = fc
    .tuple(fc.nat(1439), fc.integer({ min: 1, max: 1440 }))
    .filter(([from, to]) => from < to)
    .map(([from, to]) => ({ from, to }));
  const week = fc.array(span, { minLength: 7, maxLength: 7 }).map((spans) => spans.map((each) => [each]));
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.oneof(fc.constant(EVERY_DAY), week),
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
      fc.array(fc.nat(400), { maxLength: 5 }),
      (timeZone, hours, from, days) => {
        const holidays = days.map((number) => ({
          day: new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10),
          name: '',
        }));
        const schedule: Schedule = { timeZone, hours, holidays };
        let closedFrom: number = from;
        let count = 0;
        for (const time of openTimes(schedule, instant(from))) {
          for (const open of [time.from, time.from + (time.to - time.from) / 2, time.to - 1]) {
            t.true(isOpen(schedule, instant(open)), `${timeZone} ${new Date(open).toISOString()}`);
          }
          if (time.to < from + 369 * 86_400_000) {
            t.false(isOpen(schedule, time.to));
          }
          if (time.from > closedFrom) {
            for (const closed of [closedFrom, (closedFrom + time.from) / 2, time.from - 1]) {
              t.false(isOpen(schedule, instant(closed)), `${timeZone} ${new Date(closed).toISOString()}`);
            }
            t.is(nextOpening(schedule, instant(closedFrom)), time.from);
          }
          closedFrom = time.to;
          if ((count += 1) > 8) {
            return;
          }
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('hours are written as people write them', (t) => {
  t.deepEqual(parseSpans(''), []);
  t.deepEqual(parseSpans('9-17'), [{ from: 540, to: 1020 }]);
  t.deepEqual(parseSpans('13:30 – 17.00, 9:00-12:30'), [
    { from: 540, to: 750 },
    { from: 810, to: 1020 },
  ]);
  t.deepEqual(parseSpans('00:00-24:00'), [{ from: 0, to: 1440 }]);
  t.is(spansInWords(parseSpans('9-12:30,13-17') ?? []), '09:00–12:30, 13:00–17:00');
  t.deepEqual(parseSpans('9:00-12:00, 12:00-13:00')?.length, 2);
  for (const wrong of [
    '9',
    '17-9',
    '9-9',
    '22:00-02:00',
    '9-25',
    '9:60-10',
    '9-12, 11-13',
    'x',
    '-',
    '24:01-25',
  ]) {
    t.is(parseSpans(wrong), undefined, wrong);
  }
  t.is(parseSpans('1-2,3-4,5-6,7-8,9-10,11-12,13-14'), undefined, 'seven are too many');
});

test('holidays are a day a line, with a name or without', (t) => {
  const parsed = parseHolidays('2026-12-26  Boxing\n\n2026-01-01');
  t.deepEqual(parsed, [
    { day: '2026-01-01', name: '' },
    { day: '2026-12-26', name: 'Boxing' },
  ]);
  t.is(Array.isArray(parsed) ? holidaysInWords(parsed) : '', '2026-01-01\n2026-12-26 Boxing');
  // One of two lines would be lost.
  t.deepEqual(parseHolidays('2026-12-24 09:00-12:00\n*-12-24\n2026-12-24 14:00-16:00'), {
    twice: '2026-12-24',
  });
  for (const wrong of [
    '25.12.2026',
    '2026-02-30',
    '2026-13-01',
    'Christmas',
    `2026-01-01 ${'x'.repeat(81)}`,
  ]) {
    t.deepEqual(parseHolidays(wrong), { wrong });
  }
});
