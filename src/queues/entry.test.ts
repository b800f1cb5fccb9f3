import test from 'ava';
import { instant, teamQueue, type TeamId } from '../kernel/index.ts';
import { bounces, totalWaitMs, type QueueEntry } from './entry.ts';

function entry(team: string, from: number, to: number | undefined, by: QueueEntry['by']): QueueEntry {
  return {
    queue: teamQueue(team as TeamId),
    queuedAt: instant(from),
    leftAt: to === undefined ? undefined : instant(to),
    by,
  };
}

test('the total wait is that of all queues together, without the time in session', (t) => {
  const entries = [
    entry('support', 0, 100, 'start'),
    entry('overflow', 100, 160, 'waiting-rule'),
    // In session from 160 to 500, when the representative was lost.
    entry('support', 500, undefined, 'fallback'),
  ];
  t.is(totalWaitMs(entries, instant(530)), 190);
});

test('going to and fro between two overflow queues is counted by returns', (t) => {
  const entries = ['support', 'overflow', 'support', 'overflow', 'support'].map((team, place) =>
    entry(team, 10 * place, 10 * place + 10, place === 0 ? 'start' : 'waiting-rule'),
  );
  t.is(bounces(entries), 3);
});

test('coming back by hand or by fallback is no bounce', (t) => {
  t.is(
    bounces([
      entry('support', 0, 1, 'start'),
      entry('overflow', 1, 2, 'waiting-rule'),
      entry('support', 2, 3, 'hand'),
      entry('support', 9, undefined, 'fallback'),
    ]),
    0,
  );
});
