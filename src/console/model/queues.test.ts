import test from 'ava';
import type { QueueId } from '../../kernel/index.ts';
import { MAJA, PERSONAL, row, sample, secondsAfterNoon } from '../testing/samples.ts';
import {
  arrivals,
  departures,
  longestWaiting,
  NO_QUEUES,
  queueSummaries,
  rowsOf,
  waitingCount,
  withQueues,
} from './queues.ts';

const TEAM = `team:${sample('T1')}` as QueueId;
const snapshot = (rows: Parameters<typeof withQueues>[1]['rows']) =>
  withQueues(NO_QUEUES, {
    type: 'queues',
    reset: true,
    queues: [
      { id: TEAM, name: 'E-mail' },
      { id: PERSONAL, name: 'Personal queue' },
    ],
    rows,
    gone: [],
  });
const change = (before: ReturnType<typeof snapshot>, more: Partial<Parameters<typeof withQueues>[1]>) =>
  withQueues(before, { type: 'queues', reset: false, queues: [], rows: [], gone: [], ...more });

test('a snapshot replaces everything, a change puts rows by session and takes others away', (t) => {
  const first = snapshot([row('A'), row('B')]);
  const changed = change(first, {
    rows: [row('B', { status: 'in-session' }), row('C')],
    gone: [{ queue: PERSONAL, session: row('A').session }],
  });
  t.deepEqual(
    [...changed.rows.values()].map(({ customerName, status }) => `${customerName} ${status}`),
    ['Customer B in-session', 'Customer C waiting'],
  );
  t.deepEqual([...snapshot([row('D')]).rows.keys()], [row('D').session]);
});

test('a queue that is named in a change is added or renamed, the others stay', (t) => {
  const changed = change(snapshot([]), { queues: [{ id: TEAM, name: 'E-mail and calendars' }] });
  t.deepEqual(
    changed.queues.map(({ name }) => name),
    ['E-mail and calendars', 'Personal queue'],
  );
});

test('Personal comes first and is there even when the appliance named no queue', (t) => {
  t.deepEqual(
    queueSummaries(NO_QUEUES, MAJA.id, []).map(({ title }) => title),
    ['Personal queue'],
  );
  t.deepEqual(
    queueSummaries(snapshot([]), MAJA.id, []).map(({ title }) => title),
    ['Personal queue', 'E-mail'],
  );
});

test('a summary counts who waits and who is in session, and knows the oldest wait', (t) => {
  const [personal, team] = queueSummaries(
    snapshot([
      row('A', { queuedAt: secondsAfterNoon(20) }),
      row('B', { queuedAt: secondsAfterNoon(5) }),
      row('C', { status: 'in-session', queuedAt: secondsAfterNoon(1) }),
    ]),
    MAJA.id,
  );
  t.like(personal, { waiting: 2, inSession: 1, oldest: secondsAfterNoon(5) });
  t.like(team, { waiting: 0, inSession: 0, oldest: undefined });
});

test('who waits longest is never somebody in session', (t) => {
  const rows = [
    row('A', { status: 'in-session', queuedAt: secondsAfterNoon(1) }),
    row('B', { queuedAt: secondsAfterNoon(9) }),
    row('C', { queuedAt: secondsAfterNoon(3) }),
  ];
  t.is(longestWaiting(rows)?.customerName, 'Customer C');
  t.is(longestWaiting(rows.slice(0, 1)), undefined);
});

test('those who wait when the page opens are no arrivals; who comes later is', (t) => {
  const first = snapshot([row('A')]);
  t.deepEqual(arrivals(NO_QUEUES, first), []);
  const later = change(first, { rows: [row('B')] });
  t.deepEqual(
    arrivals(first, later).map(({ customerName }) => customerName),
    ['Customer B'],
  );
  t.deepEqual(arrivals(later, change(later, { rows: [row('B', { connected: false })] })), []);
});

test('who came while the connection was away is an arrival of the snapshot that follows', (t) => {
  t.deepEqual(
    arrivals(snapshot([row('A')]), snapshot([row('A'), row('B')])).map(({ customerName }) => customerName),
    ['Customer B'],
  );
});

test('moving to another queue is an arrival there', (t) => {
  const first = snapshot([row('A')]);
  const moved = change(first, { rows: [row('A', { queue: TEAM })] });
  t.is(arrivals(first, moved).length, 1);
  t.is(rowsOf(moved, PERSONAL).length, 0);
});

test('being accepted and leaving are both departures', (t) => {
  const first = snapshot([row('A'), row('B')]);
  const after = change(first, { rows: [row('A', { status: 'in-session' })], gone: [{ queue: PERSONAL, session: row('B').session }] });
  t.is(departures(first, after).length, 2);
  t.is(waitingCount(after), 0);
});
