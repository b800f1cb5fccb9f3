import test from 'ava';
import { durationClock, durationWords } from './duration.ts';

for (const [durationMs, clock, words] of [
  [-5, '0:00', 'less than a minute'],
  [59_999, '0:59', 'less than a minute'],
  [60_000, '1:00', '1 minute'],
  [247_000, '4:07', '4 minutes'],
  [3_600_000, '1:00:00', '1 hour'],
  [7_510_000, '2:05:10', '2 hours 5 minutes'],
] as const) {
  test(`${durationMs} ms are ${clock}, and ${words}`, (t) => {
    t.is(durationClock(durationMs), clock);
    t.is(durationWords(durationMs), words);
  });
}
