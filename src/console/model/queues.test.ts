import test from 'ava';
import type { QueueId } from '../../kernel/index.ts';
import { MAJA, PERSONAL, row, sample, secondsAfterNoon } from '../testing/samples.ts';
import {
  arrivals,
  departures,
  invitationCount,
  longestWaiting,
  newInvitations,
  newlyOverdue,
  NO_QUEUES,
  rowOfSession,
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
  t.deepEqual(
    [...snapshot([row('D')]).rows.values()].map(({ session }) => session),
    [row('D').session],
  );
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
    [],
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
  const moved = change(first, {
    rows: [row('A', { queue: TEAM })],
    gone: [{ queue: PERSONAL, session: row('A').session }],
  });
  t.is(arrivals(first, moved).length, 1);
  t.is(rowsOf(moved, PERSONAL).length, 0);
});

test('being accepted and leaving are both departures', (t) => {
  const first = snapshot([row('A'), row('B')]);
  const after = change(first, {
    rows: [row('A', { status: 'in-session' })],
    gone: [{ queue: PERSONAL, session: row('B').session }],
  });
  t.is(departures(first, after).length, 2);
  t.is(waitingCount(after), 0);
});

test('an invitation stands beside the session that it is for, each in its own queue', (t) => {
  const both = snapshot([
    row('A', { queue: TEAM, status: 'in-session' }),
    row('A', { status: 'invitation', ownerName: 'Ravi' }),
  ]);
  t.is(both.rows.size, 2);
  const withdrawn = change(both, { gone: [{ queue: PERSONAL, session: row('A').session }] });
  t.deepEqual(
    [...withdrawn.rows.values()].map(({ queue }) => queue),
    [TEAM],
  );
});

test('favourites stand before the other teams, both by name', (t) => {
  const names = ['Printing', 'E-mail', 'Network'];
  const queues = {
    ...NO_QUEUES,
    queues: names.map((name) => ({ id: `team:${sample(name)}` as QueueId, name })),
  };
  t.deepEqual(
    queueSummaries(queues, MAJA.id, [`team:${sample('Printing')}` as QueueId]).map(
      ({ title, favourite }) => `${title}${favourite ? ' *' : ''}`,
    ),
    ['Personal queue', 'Printing *', 'E-mail', 'Network'],
  );
});

test('invitations and those who wait too long are counted by themselves', (t) => {
  const [personal] = queueSummaries(
    snapshot([row('A', { isOverdue: true }), row('B'), row('C', { status: 'invitation' })]),
    MAJA.id,
    [],
  );
  t.like(personal, { waiting: 2, overdue: 1, invitations: 1, inSession: 0 });
});

test('becoming overdue is news once, and an invitation is news when it comes', (t) => {
  const first = snapshot([row('A')]);
  const late = change(first, { rows: [row('A', { isOverdue: true })] });
  t.is(newlyOverdue(first, late).length, 1);
  t.is(
    newlyOverdue(late, change(late, { rows: [row('A', { isOverdue: true, connected: false })] })).length,
    0,
  );
  t.is(arrivals(first, late).length, 0);
  const invited = change(first, { rows: [row('B', { status: 'invitation' })] });
  t.is(newInvitations(first, invited).length, 1);
  t.is(arrivals(first, invited).length, 0);
});

test('a session is found where it waits, before where it only stands', (t) => {
  const both = snapshot([row('A', { status: 'invitation' }), row('A', { queue: TEAM })]);
  t.is(rowOfSession(both, row('A').session)?.queue, TEAM);
  t.is(rowOfSession(both, row('Z').session), undefined);
});

test('an invitation into a session that I am in is none for me, though my team sees it', (t) => {
  const mine = snapshot([row('A', { status: 'in-session' })]);
  const invited = change(mine, {
    rows: [row('A', { queue: TEAM, status: 'invitation' }), row('B', { queue: TEAM, status: 'invitation' })],
  });
  t.deepEqual(
    newInvitations(mine, invited).map(({ session }) => session),
    [row('B').session],
  );
  t.is(invitationCount(invited), 1);
  t.like(
    queueSummaries(invited, MAJA.id, []).find(({ id }) => id === TEAM),
    { invitations: 1 },
  );
});
