import test from 'ava';
import * as fc from 'fast-check';
import { instant } from '../kernel/index.ts';
import { expectedWait, toldWait, withWait, type PastWait } from './expected-wait.ts';

const MINUTE_MS = 60_000;
const now = instant(100 * 60 * MINUTE_MS);

function waits(...minutes: readonly number[]): readonly PastWait[] {
  return minutes.map((each) => ({ acceptedAt: now, waitMs: each * MINUTE_MS }));
}

test('without history nothing is promised, and of two waits neither', (t) => {
  t.is(expectedWait([], now), undefined);
  t.is(expectedWait(waits(1, 2), now), undefined);
});

test('half of the latest waits lie within the range', (t) => {
  t.deepEqual(expectedWait(waits(5, 1, 4, 2, 3), now), {
    fromMs: 2 * MINUTE_MS,
    toMs: 4 * MINUTE_MS,
    waits: 5,
  });
});

test('one wait that was far longer than the others hardly changes it', (t) => {
  t.is(expectedWait(waits(2, 2, 2, 2, 2, 2, 600), now)?.toMs, 2 * MINUTE_MS);
});

test('waits of hours ago say nothing of now', (t) => {
  const old = waits(1, 1, 1).map((wait) => ({ ...wait, acceptedAt: instant(now - 2 * 60 * MINUTE_MS) }));
  t.is(expectedWait(old, now), undefined);
  t.deepEqual(expectedWait([...old, ...waits(3, 3, 3)], now), {
    fromMs: 3 * MINUTE_MS,
    toMs: 3 * MINUTE_MS,
    waits: 3,
  });
});

test('the range is told in whole minutes, from an hour on in hours, rounded apart', (t) => {
  const told = (from: number, to: number) => {
    const { fromMs, toMs } = toldWait({ fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS });
    return [fromMs / MINUTE_MS, toMs / MINUTE_MS];
  };
  t.deepEqual(told(2.6, 4.1), [2, 5]);
  t.deepEqual(told(3, 3), [3, 3]);
  t.deepEqual(told(0.1, 0.4), [0, 1]);
  t.deepEqual(told(0, 0), [0, 1]);
  t.deepEqual(told(59, 61), [59, 61]);
  t.deepEqual(told(70, 130), [60, 180]);
});

test('only the latest waits count and are kept', (t) => {
  let past: readonly PastWait[] = [];
  for (const wait of [
    ...waits(...Array.from({ length: 50 }, () => 90)),
    ...waits(...Array.from({ length: 20 }, () => 1)),
  ]) {
    past = withWait(past, wait);
  }
  t.is(past.length, 20);
  t.deepEqual(expectedWait(past, now), { fromMs: MINUTE_MS, toMs: MINUTE_MS, waits: 20 });
});

test('the range lies within what was waited, the right way round, in whatever order the waits came', (t) => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { minLength: 3, maxLength: 20 }), (minutes) => {
      const range = expectedWait(waits(...minutes), now);
      t.deepEqual(range, expectedWait(waits(...minutes.toSorted((one, other) => one - other)), now));
      t.true(range !== undefined && range.fromMs <= range.toMs);
      t.true(range !== undefined && range.fromMs >= Math.min(...minutes) * MINUTE_MS);
      t.true(range !== undefined && range.toMs <= Math.max(...minutes) * MINUTE_MS);
    }),
  );
});
