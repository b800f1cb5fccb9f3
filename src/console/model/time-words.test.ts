import test from 'ava';
import { durationBrief, lengthWords } from './time-words.ts';

const MINUTE_MS = 60_000;

test('a wait is said in at most two words, in seconds only while it is short', (t) => {
  const said = [
    0,
    59_999,
    MINUTE_MS,
    59.9 * MINUTE_MS,
    60 * MINUTE_MS,
    125 * MINUTE_MS,
    76 * 60 * MINUTE_MS,
    -5,
  ];
  t.deepEqual(said.map(durationBrief), [
    '0 s',
    '59 s',
    '1 min',
    '59 min',
    '1 h',
    '2 h 5 min',
    '3 d 4 h',
    '0 s',
  ]);
});

test('a length to choose is said in full', (t) => {
  const lengths = [1, 15, 60, 90, 24 * 60, 7 * 24 * 60];
  t.deepEqual(
    lengths.map((minutes) => lengthWords(minutes * MINUTE_MS)),
    ['1 minute', '15 minutes', '1 hour', '1 hour 30 minutes', '1 day', '7 days'],
  );
});
