import test from 'ava';
import { givesUpAfterMs, survivalOf } from './survival.ts';

test('those who gave up are set against all who still waited then', (t) => {
  const survival = survivalOf([
    { waitMs: 10, gaveUp: true },
    { waitMs: 20, gaveUp: false },
    { waitMs: 30, gaveUp: true },
    { waitMs: 30, gaveUp: true },
    { waitMs: 40, gaveUp: false },
  ]);
  // 1 of 5 after 10; one was served; then 2 of the 3 who were left after 30.
  t.deepEqual(
    survival.map(({ waitMs, share }) => [waitMs, Math.round(share * 1_000) / 1_000]),
    [
      [10, 0.8],
      [30, 0.267],
    ],
  );
});

test('whoever gives up does so as often as it was seen', (t) => {
  const survival = survivalOf([
    { waitMs: 10, gaveUp: true },
    { waitMs: 20, gaveUp: true },
    { waitMs: 30, gaveUp: true },
    { waitMs: 99, gaveUp: false },
  ]);
  const drawn = Array.from({ length: 100 }, (_, index) => givesUpAfterMs(survival, 0, index / 100));
  const count = (waitMs: number) => drawn.filter((each) => each === waitMs).length;
  t.deepEqual([count(Infinity), count(30), count(20), count(10)], [25, 25, 25, 25]);
  t.deepEqual(
    [0, 0.3, 0.6, 0.99].map((share) => givesUpAfterMs(survival, 10, share)),
    [20, 20, 30, Infinity],
    'who has waited for 10 already: a third each',
  );
  t.is(givesUpAfterMs(survival, 30, 0.99), Infinity);
  t.is(givesUpAfterMs([], 0, 0.99), Infinity, 'nobody ever gave up');
});
