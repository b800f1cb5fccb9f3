import test from 'ava';
import { instant, laterBy } from '../../kernel/index.ts';
import { absoluteTime, byteCount, durationText, isoTime, relativeTime } from './time-text.ts';

const NOON = instant(Date.UTC(2026, 10, 21, 12));

test('a time is said relative to now in its largest unit', (t) => {
  const cases: readonly (readonly [number, string])[] = [
    [0, 'just now'],
    [59_000, 'just now'],
    [60_000, '1 min ago'],
    [3_599_000, '59 min ago'],
    [7_200_000, '2 h ago'],
    [86_400_000, '1 day ago'],
    [20 * 86_400_000, '20 days ago'],
    [-120_000, 'in 2 min'],
  ];
  for (const [agoMs, text] of cases) {
    t.is(relativeTime(laterBy(NOON, -agoMs), NOON), text);
  }
});

test('an absolute time names its day, second and zone', (t) => {
  t.is(isoTime(NOON), '2026-11-21T12:00:00.000Z');
  t.regex(absoluteTime(NOON), /^2\d Nov 2026, \d\d:00:00 \S+/);
});

test('lengths of time and of files are short', (t) => {
  t.deepEqual([0, 42_000, 725_000, 3_800_000, 187_200_000, -5].map(durationText), [
    '0:00',
    '0:42',
    '12:05',
    '1:03:20',
    '2 d 4 h',
    '0:00',
  ]);
  t.deepEqual([0, 999, 1_000, 1_234_567, 123_456_789, 5e12, 7e15].map(byteCount), [
    '0 bytes',
    '999 bytes',
    '1.0 kB',
    '1.2 MB',
    '123 MB',
    '5.0 TB',
    '7000 TB',
  ]);
});
