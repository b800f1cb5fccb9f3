import test from 'ava';
import type { QueueId } from '../kernel/index.ts';
import { MINUTE_MS, QueueHistory } from './queue-history.ts';

const TEAM = 'team:laptops---------------' as QueueId;
const BEGAN_MS = 1_000 * MINUTE_MS + 20_000;
const at = (minutes: number) => BEGAN_MS + minutes * MINUTE_MS;

test('a queue in which nobody waited was empty for as long as it is known, and no longer', (t) => {
  const history = new QueueHistory(BEGAN_MS);
  t.deepEqual(history.of(TEAM, at(0)), [0]);
  t.deepEqual(history.of(TEAM, at(3)), [0, 0, 0, 0]);
  t.is(history.of(TEAM, at(500)).length, 60);
});

test('each minute keeps the most that waited in it, however short', (t) => {
  const history = new QueueHistory(BEGAN_MS);
  history.put(TEAM, 1, at(2));
  history.put(TEAM, 5, at(2) + 1_000);
  history.put(TEAM, 2, at(2) + 2_000);
  t.deepEqual(history.of(TEAM, at(2) + 3_000), [0, 0, 5]);
});

test('who waits when a minute ends waits in the next ones too', (t) => {
  const history = new QueueHistory(BEGAN_MS);
  history.put(TEAM, 3, at(0));
  t.deepEqual(history.of(TEAM, at(2)), [3, 3, 3]);
  history.put(TEAM, 0, at(3));
  t.deepEqual(history.of(TEAM, at(3)), [3, 3, 3, 3], 'they were there when the minute began');
  t.deepEqual(history.of(TEAM, at(5)), [3, 3, 3, 3, 0, 0]);
});

test('an hour is kept', (t) => {
  const history = new QueueHistory(BEGAN_MS);
  history.put(TEAM, 7, at(0));
  history.put(TEAM, 1, at(1));
  history.put(TEAM, 0, at(2));
  const line = history.of(TEAM, at(60));
  t.is(line.length, 60);
  t.deepEqual(line.slice(0, 3), [7, 1, 0], 'the minute before the seven is forgotten');
  t.deepEqual(new Set(history.of(TEAM, at(200))), new Set([0]));
});
