import test from 'ava';
import * as fc from 'fast-check';
import {
  instant,
  personalQueue,
  teamQueue,
  type RepId,
  type SessionId,
  type TeamId,
} from '../kernel/index.ts';
import { getNext, type Queued } from './get-next.ts';

const [ada, bob] = ['ada', 'bob'] as [RepId, RepId];
const support = teamQueue('support' as TeamId);
const network = teamQueue('network' as TeamId);
const foreign = teamQueue('foreign' as TeamId);

function queued(session: string, queue: Queued['queue'], queuedAt: number, asked?: RepId): Queued {
  return { session: session as SessionId, queue, queuedAt: instant(queuedAt), asked };
}

test('the oldest over all own team queues is next', (t) => {
  const waiting = [
    queued('s1', support, 30),
    queued('s2', network, 10),
    queued('s3', support, 20),
    queued('s4', foreign, 1),
  ];
  t.is(getNext(ada, new Set([support, network]), waiting)?.session, 's2' as SessionId);
});

test('a session of the personal queue is never next, even when that queue is named', (t) => {
  const mine = personalQueue(ada);
  t.is(getNext(ada, new Set([support, mine]), [queued('s1', mine, 1)]), undefined);
});

test('a session that somebody else is being asked for is passed over; an own offer is taken', (t) => {
  const waiting = [queued('s1', support, 10, bob), queued('s2', support, 20)];
  t.is(getNext(ada, new Set([support]), waiting)?.session, 's2' as SessionId);
  t.is(getNext(bob, new Set([support]), waiting)?.session, 's1' as SessionId);
});

test('nobody waits: nobody is next', (t) => {
  t.is(getNext(ada, new Set(), [queued('s1', support, 1)]), undefined);
  t.is(getNext(ada, new Set([support]), []), undefined);
});

test('whoever is next, nobody older could have been', (t) => {
  const waiting = fc.uniqueArray(
    fc.record({
      session: fc.uuid().map((text) => text as SessionId),
      queue: fc.constantFrom(support, network, foreign, personalQueue(ada)),
      queuedAt: fc.nat(5).map(instant),
      asked: fc.constantFrom(undefined, ada, bob),
    }),
    { selector: ({ session }) => session, maxLength: 20 },
  );
  fc.assert(
    fc.property(waiting, (all) => {
      const next = getNext(ada, new Set([support, network]), all);
      const could = all.filter(
        ({ queue, asked }) => (queue === support || queue === network) && asked !== bob,
      );
      t.is(next === undefined, could.length === 0);
      t.true(could.every(({ queuedAt }) => next !== undefined && next.queuedAt <= queuedAt));
      t.deepEqual(getNext(ada, new Set([support, network]), all.toReversed()), next);
    }),
  );
});
