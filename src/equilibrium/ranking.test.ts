import test from 'ava';
import * as fc from 'fast-check';
import { Ranking } from './ranking.ts';

test('whatever is put and emptied, a walk visits what is there: lowest key first, the lower slot of equals', (t) => {
  const slots = fc.integer({ min: 0, max: 40 });
  const step = fc.record({ slot: fc.nat(39), key: fc.option(fc.tuple(fc.nat(3), fc.nat(3))) });
  fc.assert(
    fc.property(slots, fc.array(step, { maxLength: 120 }), fc.nat(45), (size, steps, enough) => {
      const ranking = new Ranking(size);
      const model = new Map<number, readonly [major: number, minor: number]>();
      for (const { slot, key } of steps.filter((each) => each.slot < size)) {
        if (key === null) {
          ranking.empty(slot);
          model.delete(slot);
        } else {
          ranking.put(slot, ...key);
          model.set(slot, key);
        }
      }
      const expected = [...model]
        .sort(([one, [oneMajor, oneMinor]], [other, [otherMajor, otherMinor]]) => {
          return oneMajor - otherMajor || oneMinor - otherMinor || one - other;
        })
        .map(([slot]) => slot);
      const visited: number[] = [];
      ranking.walk((slot) => visited.push(slot) > enough);
      t.deepEqual(visited, expected.slice(0, enough + 1));
    }),
    { numRuns: 400 },
  );
});
