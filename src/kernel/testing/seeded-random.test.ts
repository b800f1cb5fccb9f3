import test from 'ava';
import { SeededRandom } from './seeded-random.ts';

test('a seed gives the same numbers again, another seed others', (t) => {
  const draw = (seed: number): readonly number[] => {
    const random = new SeededRandom(seed);
    return [...random.bytes(16), ...Array.from({ length: 16 }, () => random.below(1_000))];
  };
  t.deepEqual(draw(1), draw(1));
  t.notDeepEqual(draw(1), draw(2));
});

test('below stays below and reaches every number', (t) => {
  const random = new SeededRandom(7);
  const seen = new Set(Array.from({ length: 500 }, () => random.below(6)));
  t.deepEqual(
    [0, 1, 2, 3, 4, 5, 6].filter((number) => seen.has(number)),
    [0, 1, 2, 3, 4, 5],
  );
  t.throws(() => random.below(0), { instanceOf: RangeError });
});
