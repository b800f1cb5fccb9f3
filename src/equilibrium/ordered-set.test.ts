import test from 'ava';
import * as fc from 'fast-check';
import { OrderedSet } from './ordered-set.ts';

test('whatever is added and deleted in whatever order, it holds each item once and in order', (t) => {
  // Few different items and long runs, so that chunks are split, emptied and merged.
  const step = fc.record({ add: fc.boolean(), item: fc.nat(400) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 1_200, size: 'max' }), (steps) => {
      const set = new OrderedSet<number>((one, other) => one - other);
      const model = new Set<number>();
      for (const { add, item } of steps) {
        if (add) {
          set.add(item);
          model.add(item);
        } else if (set.delete(item) !== model.delete(item)) {
          t.fail(`deleting ${item}`);
        }
      }
      const expected = [...model].sort((one, other) => one - other);
      t.deepEqual([...set], expected);
      t.is(set.size, expected.length);
      t.is(set.first, expected[0]);
      t.is(
        set.find((item) => item > 200),
        expected.find((item) => item > 200),
      );
    }),
    { numRuns: 60 },
  );
});

test('a thousand items added upwards, downwards and emptied from the front stay in order', (t) => {
  for (const items of [
    Array.from({ length: 1_000 }, (_, index) => index),
    Array.from({ length: 1_000 }, (_, index) => 1_000 - index),
  ]) {
    const set = new OrderedSet<number>((one, other) => one - other);
    for (const item of items) {
      set.add(item);
    }
    for (const expected of items.toSorted((one, other) => one - other)) {
      t.is(set.first, expected);
      t.true(set.delete(expected));
    }
    t.is(set.size, 0);
    t.is(set.first, undefined);
  }
});
