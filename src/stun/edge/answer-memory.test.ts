import test from 'ava';
import { answerMemory } from './answer-memory.ts';

test('the same memory serves one answer after the other, a length each', (t) => {
  const allocate = answerMemory({ getSendQueueCount: () => 0 });
  const first = allocate(32);
  t.is(first.length, 32);
  t.is(allocate(44).length, 44);
  t.is(allocate(32), first);
});

test('the memory of an answer that waits to be sent is left alone', (t) => {
  let waiting = 0;
  const allocate = answerMemory({ getSendQueueCount: () => waiting });
  const first = allocate(32);
  waiting = 1;
  const second = allocate(32);
  const third = allocate(32);
  t.not(second, first);
  t.not(third, second);
  waiting = 0;
  t.is(allocate(32), first);
});
