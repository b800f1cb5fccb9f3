import test from 'ava';
import type { QueueId, RepId } from '../kernel/index.ts';
import { declinedAfter } from './declined.ts';

const [first, second] = ['team:first', 'team:second'] as [QueueId, QueueId];
const declined = new Set(['ada' as RepId]);

test('who declined stays out while a waiting session rule moves the session to and fro', (t) => {
  const there = declinedAfter(declined, { by: 'waiting-rule', from: first, to: second });
  t.deepEqual(there, declined);
  t.deepEqual(declinedAfter(there, { by: 'waiting-rule', from: second, to: first }), declined);
});

test('who declined stays out when the session comes back because its representative was lost', (t) => {
  t.deepEqual(declinedAfter(declined, { by: 'fallback', from: undefined, to: first }), declined);
});

test('a transfer by hand to another queue lets everybody be asked again', (t) => {
  t.is(declinedAfter(declined, { by: 'hand', from: first, to: second }).size, 0);
});

test('a transfer by hand to the queue where it is already changes nothing', (t) => {
  t.deepEqual(declinedAfter(declined, { by: 'hand', from: first, to: first }), declined);
});
