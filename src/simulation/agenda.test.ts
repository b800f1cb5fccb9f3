import test from 'ava';
import { SeededRandom } from '../kernel/testing/seeded-random.ts';
import { Agenda } from './agenda.ts';

test('the earliest comes first, of two at the same moment the one that was noted first; what comes later is noted meanwhile', (t) => {
  const random = new SeededRandom(3);
  const agenda = new Agenda();
  const done: { readonly atMs: number; readonly order: number }[] = [];
  let noted = 0;
  const note = (atMs: number) => {
    const order = noted;
    noted += 1;
    agenda.at(atMs, () => {
      done.push({ atMs, order });
      if (noted < 2_000) {
        note(atMs + random.below(5));
      }
    });
  };
  for (let count = 0; count < 1_000; count += 1) {
    note(random.below(100));
  }
  agenda.at(Infinity, () => t.fail());
  while (agenda.nextAtMs < Infinity) {
    agenda.doNext();
  }
  t.is(done.length, 2_000);
  t.deepEqual(
    done,
    done.toSorted((one, other) => one.atMs - other.atMs || one.order - other.order),
  );
});
