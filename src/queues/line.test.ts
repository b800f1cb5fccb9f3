import test from 'ava';
import * as fc from 'fast-check';
import { instant, type SessionId } from '../kernel/index.ts';
import { inOrder } from './line.ts';

test('who entered first comes first, and every page sees the same order', (t) => {
  const waiting = fc.record({
    session: fc.uuid().map((text) => text as SessionId),
    queuedAt: fc.integer({ min: 0, max: 5 }).map(instant),
  });
  fc.assert(
    fc.property(fc.uniqueArray(waiting, { selector: (each) => each.session, maxLength: 30 }), (all) => {
      const line = inOrder(all);
      t.deepEqual(line, inOrder([...all].reverse()));
      for (const [place, each] of line.entries()) {
        const before = line[place - 1];
        t.true(before === undefined || before.queuedAt <= each.queuedAt);
      }
    }),
  );
});
