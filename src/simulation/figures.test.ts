import test from 'ava';
import { instant, type RepId } from '../kernel/index.ts';
import { figuresOf, waitsOf } from './figures.ts';
import type { Outcome } from './replay.ts';
import { at, MINUTE_MS, MONDAY, SUPPORT } from './testing/small-week.ts';

function outcome(comes: number, ending: Outcome['ending'], waited: number): Outcome {
  return {
    queue: SUPPORT,
    enteredAt: at(comes),
    ending,
    waitMs: waited * MINUTE_MS,
    by: ending === 'served' ? ('ada' as RepId) : undefined,
  };
}

test('the median, what nine of ten waited at most, the longest: waits that somebody had', (t) => {
  const figures = figuresOf([
    ...[9, 1, 8, 2, 7, 3, 6, 4, 5, 30].map((waited) => outcome(0, 'served', waited)),
    outcome(0, 'left', 99),
    outcome(0, 'sent-away', 0),
    outcome(0, 'moved', 99),
    outcome(0, 'waiting', 99),
  ]);
  t.deepEqual(figures, {
    stays: 14,
    served: 10,
    left: 1,
    sentAway: 1,
    otherwise: 2,
    meanMs: 7.5 * MINUTE_MS,
    medianMs: 5 * MINUTE_MS,
    p90Ms: 9 * MINUTE_MS,
    longestMs: 30 * MINUTE_MS,
  });
  const three = figuresOf([3, 1, 2].map((waited) => outcome(0, 'served', waited)));
  t.deepEqual([three.medianMs, three.p90Ms], [2 * MINUTE_MS, 3 * MINUTE_MS]);
  t.like(figuresOf([outcome(0, 'left', 3)]), {
    served: 0,
    meanMs: undefined,
    medianMs: undefined,
    longestMs: undefined,
  });
});

test('by day and by hour of the day in which they came; others are not counted', (t) => {
  const days = [0, 1, 2].map((day) => instant(MONDAY + day * 24 * 60 * MINUTE_MS));
  const waits = waitsOf(
    [
      outcome(-1, 'served', 1),
      outcome(0, 'served', 2),
      outcome(61, 'served', 3),
      outcome(24 * 60 + 119, 'served', 4),
      outcome(2 * 24 * 60, 'served', 5),
    ],
    days,
  );
  t.is(waits.all.stays, 3);
  t.deepEqual(
    waits.byDay.map(({ stays }) => stays),
    [2, 1],
  );
  t.is(waits.byHour.length, 24);
  t.deepEqual(
    waits.byHour.slice(0, 3).map(({ meanMs }) => meanMs),
    [2 * MINUTE_MS, 3.5 * MINUTE_MS, undefined],
  );
});
