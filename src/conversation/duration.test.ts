import test from 'ava';
import { durationClock } from './duration.ts';

for (const [durationMs, clock] of [
  [-5, '0:00'],
  [59_999, '0:59'],
  [60_000, '1:00'],
  [247_000, '4:07'],
  [3_600_000, '1:00:00'],
  [7_510_000, '2:05:10'],
] as const) {
  test(`${durationMs} ms are ${clock}`, (t) => {
    t.is(durationClock(durationMs), clock);
  });
}
