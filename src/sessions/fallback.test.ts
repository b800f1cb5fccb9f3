import test from 'ava';
import { personalQueue, type QueueId, type RepId } from '../kernel/index.ts';
import { fallback, type Orphaned } from './fallback.ts';

const bob = 'bob-------------------' as RepId;
const last = 'team:last------------------' as QueueId;
const first = 'team:first-----------------' as QueueId;
const designated = 'team:designated------------' as QueueId;

const orphaned = (served: readonly QueueId[], more: Partial<Orphaned> = {}): Orphaned => ({
  sharing: [],
  lastQueue: last,
  firstQueue: first,
  fallbackQueue: designated,
  usesQueues: true,
  isPersistent: () => false,
  isServed: (queue) => served.includes(queue),
  nameOf: (queue) => queue,
  ...more,
});

test('the five rules, in their order', (t) => {
  const all = [last, first, designated];
  const to = (queue: QueueId) => ({ kind: 'to-queue', queue, queueName: queue });
  const table: readonly (readonly [string, Orphaned, unknown])[] = [
    ['1: who has shared it longest', orphaned(all, { sharing: [bob] }), { kind: 'to-rep', rep: bob }],
    ['2: the last queue', orphaned(all), to(last)],
    ['3: the first queue, when nobody serves the last', orphaned([first, designated]), to(first)],
    ['4: the designated queue', orphaned([designated]), to(designated)],
    ['5: nobody anywhere', orphaned([]), { kind: 'end' }],
    ['5: there is no designated queue', orphaned([], { fallbackQueue: undefined }), { kind: 'end' }],
    ['rules 2 to 4 are off', orphaned(all, { usesQueues: false }), { kind: 'end' }],
    [
      'rule 1 holds although 2 to 4 are off',
      orphaned(all, { usesQueues: false, sharing: [bob] }),
      { kind: 'to-rep', rep: bob },
    ],
    [
      'a persistent queue takes it back, though nobody is there and the rules are off',
      orphaned([], { usesQueues: false, sharing: [bob], isPersistent: (queue) => queue === last }),
      to(last),
    ],
    [
      'a persistent first queue holds it without anybody',
      orphaned([], { isPersistent: (queue) => queue === first }),
      to(first),
    ],
    [
      'the personal queue of somebody who is logged off takes nothing',
      orphaned([first], { lastQueue: personalQueue(bob) }),
      to(first),
    ],
  ];
  for (const [name, session, expected] of table) {
    t.deepEqual(fallback(session), expected as never, name);
  }
});
