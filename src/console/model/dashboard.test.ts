import test from 'ava';
import type { QueueId, RepId, SessionId } from '../../kernel/index.ts';
import type { DownOf, SupervisedPerson, SupervisedSession } from '../../protocol/index.ts';
import { NOON, sample, secondsAfterNoon, TEAM } from '../testing/samples.ts';
import {
  boardsOf,
  longestSession,
  NO_DASHBOARD,
  presenceWords,
  sessionWords,
  sparkLine,
  sparkWords,
  supervisedSession,
  withDashboard,
} from './dashboard.ts';

const OTHER = 'team:OtherOtherOtherOtherOt' as QueueId;
const LAPTOPS = {
  queue: TEAM,
  name: 'Laptops',
  role: 'lead',
  view: true,
  isTold: true,
  takeOver: true,
} as const;

function message(more: Partial<DownOf<'dashboard'>>): DownOf<'dashboard'> {
  return { type: 'dashboard', reset: false, teams: [], queues: [], people: [], ...more };
}

function session(name: string, more: Partial<SupervisedSession> = {}): SupervisedSession {
  return {
    session: sample<SessionId>(name),
    customerName: `Customer ${name}`,
    status: 'in-session',
    since: NOON,
    with: [],
    withCount: 0,
    screen: false,
    customerLost: false,
    ...more,
  };
}

function person(name: string, more: Partial<SupervisedPerson> = {}): SupervisedPerson {
  return {
    queue: TEAM,
    id: sample<RepId>(name),
    name,
    role: 'member',
    duty: { since: NOON, status: 'available', statusName: 'Available', locked: false, assignments: true },
    sessionCount: more.sessions?.length ?? 0,
    sessions: [],
    ...more,
  };
}

function absent(name: string): SupervisedPerson {
  const { duty: _, ...rest } = person(name);
  return rest;
}

test('a snapshot replaces everything, a change what it names', (t) => {
  const first = withDashboard(
    NO_DASHBOARD,
    message({ reset: true, teams: [LAPTOPS], people: [person('Mia'), person('Max')] }),
  );
  t.true(first.known);
  const changed = withDashboard(first, message({ people: [person('Mia', { sessions: [session('S1')] })] }));
  const [board] = boardsOf(changed);
  t.deepEqual(
    board?.present.map(({ name, sessionCount }) => `${name} ${sessionCount}`),
    ['Max 0', 'Mia 1'],
  );
  const reset = withDashboard(changed, message({ reset: true }));
  t.deepEqual(boardsOf(reset), []);
  t.true(reset.known);
});

test('people stand by name; who is not there stands apart', (t) => {
  const busy = { since: NOON, status: 'busy', statusName: 'Busy', locked: false, assignments: true } as const;
  const dashboard = withDashboard(
    NO_DASHBOARD,
    message({
      reset: true,
      teams: [LAPTOPS],
      people: [
        person('Zoe'),
        person('Bea', { duty: busy }),
        absent('Kim'),
        absent('Ann'),
        person('Mia', { duty: busy, sessions: [session('S1')] }),
        { ...absent('Lou'), sessionCount: 1, sessions: [session('S2')] },
      ],
    }),
  );
  const [board] = boardsOf(dashboard);
  t.deepEqual(
    board?.present.map(({ name }) => name),
    ['Bea', 'Lou', 'Mia', 'Zoe'],
    'whose console is closed but whose session goes on is here',
  );
  t.deepEqual(
    board?.absent.map(({ name }) => name),
    ['Ann', 'Kim'],
  );
});

test('presence in words says what matters, and nothing when there is nothing to say', (t) => {
  const now = secondsAfterNoon(600);
  const words = (duty: Partial<NonNullable<SupervisedPerson['duty']>>) =>
    presenceWords(
      {
        duty: {
          since: NOON,
          status: 'available',
          statusName: 'Available',
          locked: false,
          assignments: true,
          ...duty,
        },
      },
      now,
    );
  t.is(words({}), '');
  t.is(words({ idleSince: NOON }), 'Idle for 10 min');
  t.is(words({ idleSince: NOON, locked: true }), 'Locked');
  t.is(words({ assignments: false }), 'No automatic assignments');
  t.is(presenceWords({}, now), 'No console is open');
});

test('the longest session counts from the oldest that somebody is in', (t) => {
  const now = secondsAfterNoon(3600);
  t.is(longestSession({ sessions: [] }, now), undefined);
  t.is(longestSession({ sessions: [session('S1', { status: 'waiting' })] }, now), undefined);
  t.is(
    longestSession({ sessions: [session('S1', { since: secondsAfterNoon(3000) }), session('S2')] }, now),
    '1 h',
  );
});

test('a session in words: with whom, whose it is, whether the screen is shared', (t) => {
  t.is(sessionWords(session('S1')), '');
  t.is(
    sessionWords(session('S1', { with: ['Bob', 'Kim'], withCount: 4, screen: true, customerLost: true })),
    'with Bob, Kim and 2 more · screen shared · customer not connected',
  );
  t.is(sessionWords(session('S1', { ownerName: 'Meg', with: ['Meg'], withCount: 1 })), 'Meg owns it');
  t.is(sessionWords(session('S1', { status: 'waiting' })), 'waits for them');
});

test('a session is found where its owner stands', (t) => {
  const shared = session('S1', { ownerName: 'Mia' });
  const own = session('S1');
  const dashboard = withDashboard(
    NO_DASHBOARD,
    message({
      reset: true,
      teams: [LAPTOPS],
      people: [person('Max', { sessions: [shared] }), person('Mia', { queue: OTHER, sessions: [own] })],
    }),
  );
  t.is(supervisedSession(dashboard, own.session)?.person.name, 'Mia');
  t.is(supervisedSession(dashboard, sample<SessionId>('S9')), undefined);
});

test('the line of the last hour ends at the right edge, is as long as what is known, and touches top and bottom', (t) => {
  const box = { width: 118, height: 20 };
  t.is(sparkLine([0], box), '118,20');
  t.is(sparkLine([0, 4, 2], box), '114,20 116,0 118,10');
  t.is(sparkLine(Array<number>(80).fill(1), box).split(' ').length, 60);
  t.is(sparkWords([0, 0]), 'Nobody waited in the last 2 minutes');
  t.is(sparkWords([0, 7, 3]), 'At most 7 waited at once in the last 3 minutes');
  t.is(sparkWords(Array<number>(60).fill(2)), 'At most 2 waited at once in the last hour');
});
