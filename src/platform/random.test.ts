import test from 'ava';
import { systemRandom } from './random.ts';

test('bytes come in the number asked for, and not twice the same', (t) => {
  t.is(systemRandom.bytes(32).length, 32);
  t.notDeepEqual(systemRandom.bytes(32), systemRandom.bytes(32));
});

test('below is uniform: each number comes about as often as the others, none at or over the limit', (t) => {
  const counts = Array.from({ length: 7 }, () => 0);
  for (let draw = 0; draw < 70_000; draw += 1) {
    const number = systemRandom.below(7);
    counts[number] = (counts[number] ?? Number.NaN) + 1;
  }
  // Ten standard deviations around 10,000: a sound generator fails this once in 10^22 runs.
  t.true(
    counts.every((count) => Math.abs(count - 10_000) < 930),
    counts.join(' '),
  );
  t.is(counts.length, 7);
  t.throws(() => systemRandom.below(0), { instanceOf: RangeError });
});
