import test from 'ava';
import type { RepId } from '../kernel/index.ts';
import { answerOf, habitsOf, handLimitOf, lookAfterMs, workOf } from './habits.ts';
import { at, MINUTE_MS, queue, SECOND_MS, shifts, SUPPORT, visit, week } from './testing/small-week.ts';
import type { Answer, Take } from './week.ts';

const ada = 'ada' as RepId;
const bob = 'bob' as RepId;

function answers(rep: RepId, load: number, outcome: Answer['outcome'], count: number): readonly Answer[] {
  return Array.from({ length: count }, () => ({ rep, load, outcome, afterMs: 7 * SECOND_MS }));
}

function take(rep: RepId, minutes: number, queuedAt: number): Take {
  return { rep, at: at(minutes), queuedAt: at(queuedAt) };
}

test('answers: the own ones from twenty on, otherwise everybody’s at that load, or at the nearest', (t) => {
  const habits = habitsOf(
    week([], {
      answers: [
        ...answers(ada, 0, 'accepted', 20),
        ...answers(ada, 1, 'rejected', 19),
        ...answers(bob, 1, 'no-answer', 81),
        ...answers(bob, 9, 'rejected', 20),
      ],
    }),
  );
  const share = (rep: RepId, load: number, outcome: Answer['outcome']) =>
    Array.from({ length: 100 }, (_, index) => answerOf(habits, rep, load, index / 100)).filter(
      (answer) => answer.outcome === outcome,
    ).length;
  t.is(share(ada, 0, 'accepted'), 100);
  t.is(share(ada, 1, 'rejected'), 19, 'nineteen are too few: those of all count');
  t.is(share(bob, 1, 'no-answer'), 100, 'eighty-one are enough');
  t.is(share(ada, 2, 'rejected'), 19, 'nobody was asked at two: as at one');
  t.is(share(ada, 7, 'rejected'), 100, 'from three on all are alike');
  t.deepEqual(answerOf(habits, ada, 0, 0), answers(ada, 0, 'accepted', 1)[0] as never);
});

test('where nobody was asked, whoever is not busy is taken to accept', (t) => {
  const habits = habitsOf(week([]));
  t.deepEqual(answerOf(habits, ada, 0, 0.5), { outcome: 'accepted', afterMs: 5 * SECOND_MS });
  t.is(answerOf(habits, ada, 1, 0.5).outcome, 'no-answer');
});

test('by hand: how many somebody has when taking another one, and how long they let it wait', (t) => {
  const visits = [
    visit('s1', 0, 10, { by: 'ada', waited: 1 }),
    visit('s2', 2, 10, { by: 'ada', waited: 12 }),
  ];
  const takes = [take(ada, 1, 0), take(ada, 14, 2)];
  const one = habitsOf(week(visits, { takes }));
  t.is(handLimitOf(one, ada), 0, 'the former one had ended before each of them');
  t.deepEqual([lookAfterMs(one, 0), lookAfterMs(one, 0.99)], [MINUTE_MS, 3 * MINUTE_MS]);
  // The second is now taken while the first still runs, and there was a break until shortly before.
  const two = habitsOf(
    week([visit('s1', 0, 30, { by: 'ada', waited: 1 }), visit('s2', 2, 10, { by: 'ada', waited: 12 })], {
      takes,
      shifts: new Map([[ada, shifts([0, 'available'], [5, 'away'], [13.5, 'available'])]]),
    }),
  );
  t.is(handLimitOf(two, ada), 1);
  t.is(lookAfterMs(two, 0), 0.5 * MINUTE_MS);
});

test('the load that nine of ten did not exceed is the limit; one’s own from five on', (t) => {
  const elsewhere = [{ rep: ada, from: at(500), to: at(600) }];
  const takes = [...Array.from({ length: 9 }, (_, index) => take(ada, 10 * index, 0)), take(ada, 550, 0)];
  const habits = habitsOf(week([], { takes, elsewhere }));
  t.is(handLimitOf(habits, ada), 0);
  const more = habitsOf(
    week([], {
      takes: [...takes, take(ada, 560, 0), take(bob, 1, 0)],
      elsewhere: [...elsewhere, { rep: bob, from: at(0), to: at(9) }],
    }),
  );
  t.is(handLimitOf(more, ada), 1, 'two of eleven are more than one of ten');
  t.is(handLimitOf(more, bob), 1, 'one take is no habit: that of all counts');
});

test('work that nobody did then is that of another session of the queue', (t) => {
  const second = queue('second');
  const habits = habitsOf(
    week([visit('s1', 0, 10), visit('s2', 0, 20), visit('s3', 0, 90, { queue: second })]),
  );
  t.deepEqual(
    [0, 0.5].map((share) => workOf(habits, SUPPORT, share) / MINUTE_MS),
    [10, 20],
  );
  t.is(workOf(habits, second, 0.7), 90 * MINUTE_MS);
  t.is(workOf(habits, queue('third'), 0.99), 90 * MINUTE_MS, 'of any queue, where its own had none');
  t.is(workOf(habitsOf(week([])), SUPPORT, 0.5), 0);
});
