import test from 'ava';
import { LIMITS, teamQueue, utf8ByteLength, type TeamId } from '../../kernel/index.ts';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { readDown } from '../../protocol/index.ts';
import { QueueRows } from './queue-rows.ts';

test('the queues of somebody who is in every team come in frames of which each fits, the names first', (t) => {
  using rows = new QueueRows({ timers: new FakeTime(), send: () => undefined });
  const queues = Array.from({ length: LIMITS.teamsPerSite }, (_, number) => ({
    id: teamQueue(String(number).padStart(22, 'x') as TeamId),
    name: '𝒳'.repeat(LIMITS.teamNameCharacters),
  }));
  const frames = rows.snapshot(queues);
  t.true(frames.length > 1);
  t.true(Math.max(...frames.map(utf8ByteLength)) <= LIMITS.frameBytes);
  const messages = frames.map(readDown).flatMap((message) => (message.type === 'queues' ? [message] : []));
  t.deepEqual(
    messages.map(({ reset }) => reset),
    messages.map((_, index) => index === 0),
  );
  t.deepEqual(
    messages.flatMap((message) => message.queues),
    queues,
  );
  t.deepEqual(rows.snapshot([]).map(readDown), [
    { type: 'queues', reset: true, queues: [], rows: [], gone: [] },
  ]);
});
