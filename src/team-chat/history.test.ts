import test from 'ava';
import { instant } from '../kernel/index.ts';
import { keptSince } from './history.ts';

const DAY_MS = 24 * 3_600_000;
const NOW = instant(1_800_000_000_000);

test('messages are kept for so many days, and for an hour at least', (t) => {
  for (const [days, ageMs] of [
    [90, 90 * DAY_MS],
    [1, DAY_MS],
    [0, 3_600_000],
  ] as const) {
    t.is(keptSince(NOW, days), instant(NOW - ageMs));
  }
});
