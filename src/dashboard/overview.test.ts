import test from 'ava';
import {
  CUSTOMER,
  instant,
  laterBy,
  LIMITS,
  personalQueue,
  type PortalId,
  type QueueId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import type { HeldSession, QueuedSession } from '../sessions/index.ts';
import { dutyLine, IDLE_AFTER_MS, personLine, queueLine } from './overview.ts';

const now = instant(1_800_000_000_000);
const TEAM = 'team:laptops---------------' as QueueId;
const mia = { id: 'mia-------------------' as RepId, name: 'Mia' };
const ben = { id: 'ben-------------------' as RepId, name: 'Ben' };
const person = { ...mia, role: 'member' } as const;

const waiting: QueuedSession = {
  id: 's1' as SessionId,
  status: 'waiting',
  customerName: 'Anna',
  details: '',
  portalId: 'p' as PortalId,
  portalName: 'Support',
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
  startedAt: now,
  version: 2,
  recent: new Set(),
  deliveredTo: new Map(),
  lost: new Map(),
  recordings: 0,
  reconnectMs: 300_000,
  recording: 'on',
  agreed: new Set(),
  openRecordings: new Set(),
  firstQueue: personalQueue(mia.id),
  buttons: [],
  declinedBy: new Set(),
  queue: personalQueue(mia.id),
  queueName: 'Personal queue',
  queuedAt: now,
  overflows: 0,
  others: [],
  invitations: [],
  externalInvitations: [],
  notices: new Map(),
  away: [],
  profiles: new Map(),
  overdueAt: undefined,
};
const held: HeldSession = {
  ...waiting,
  id: 's2' as SessionId,
  status: 'held',
  owner: mia,
  acceptedAt: laterBy(now, 1_000),
  screen: { state: 'off' },
  viewers: [],
  buttonOffer: undefined,
};

test('idle is who gave no sign of life for minutes, and since when', (t) => {
  const duty = {
    since: now,
    status: 'available',
    statusName: 'Ready',
    assignments: true,
    locked: false,
    activeAt: now,
  } as const;
  t.is(dutyLine(duty, laterBy(now, IDLE_AFTER_MS - 1))?.idleSince, undefined);
  t.is(dutyLine(duty, laterBy(now, IDLE_AFTER_MS))?.idleSince, now);
  t.is(dutyLine(duty, now)?.statusName, 'Ready');
  t.is(dutyLine(undefined, now), undefined);
});

test('somebody’s sessions are those that they are in, longest first, then those that wait for them', (t) => {
  const shared: HeldSession = {
    ...held,
    id: 's3' as SessionId,
    owner: ben,
    others: [{ who: mia, since: now }],
    screen: { state: 'on', producerId: 'p', since: now },
    lost: new Map([[CUSTOMER, now]]),
  };
  const line = personLine(TEAM, person, undefined, [waiting, held, shared]);
  t.is(line.duty, undefined);
  t.is(line.sessionCount, 3);
  t.like(line.sessions, [
    {
      session: 's3',
      status: 'in-session',
      ownerName: 'Ben',
      since: now,
      with: ['Ben'],
      withCount: 1,
      screen: true,
      customerLost: true,
    },
    { session: 's2', status: 'in-session', since: held.acceptedAt, with: [], screen: false },
    { session: 's1', status: 'waiting', since: now },
  ]);
  t.is(line.sessions[1]?.ownerName, undefined, 'her own');
});

test('of very many sessions and people only the first few are named, and all are counted', (t) => {
  const many = Array.from({ length: 40 }, (_, at) => ({ ...held, id: `s${at}` as SessionId }));
  const line = personLine(TEAM, person, undefined, many);
  t.is(line.sessionCount, 40);
  t.is(line.sessions.length, LIMITS.sessionsPerDashboardLine);
  const crowd = Array.from({ length: 9 }, (_, at) => ({
    who: { id: `r${at}` as RepId, name: `Rep ${at}` },
    since: now,
  }));
  const [session] = personLine(TEAM, person, undefined, [{ ...held, others: crowd }]).sessions;
  t.is(session?.with.length, LIMITS.namesPerDashboardSession);
  t.is(session?.withCount, 9);
});

test('the longest line still fits a frame', (t) => {
  const name = '𝔐'.repeat(LIMITS.nameCharacters);
  const crowd = Array.from({ length: 9 }, (_, at) => ({ who: { id: `r${at}` as RepId, name }, since: now }));
  const many = Array.from({ length: 40 }, (_, at) => ({
    ...held,
    id: `s${at}`.padEnd(22, '-') as SessionId,
    customerName: name,
    owner: { ...ben, name },
    others: [...crowd, { who: mia, since: now }],
  }));
  const line = personLine(TEAM, { ...person, name }, undefined, many);
  t.true(Buffer.byteLength(JSON.stringify(line)) < LIMITS.frameBytes - 2_048);
});

test('a queue in numbers: how many, how many are being offered, how many are late, and who waits longest', (t) => {
  t.deepEqual(queueLine(TEAM, [], [0]), { queue: TEAM, waiting: 0, offered: 0, overdue: 0, longest: [0] });
  const late = { ...waiting, queuedAt: laterBy(now, -5_000), overdueAt: now };
  const offered: QueuedSession = {
    ...waiting,
    status: 'offered',
    to: mia,
    offeredAt: now,
    until: now,
    why: {},
  };
  t.deepEqual(queueLine(TEAM, [waiting, late, offered], [3]), {
    queue: TEAM,
    waiting: 3,
    offered: 1,
    overdue: 1,
    oldestAt: late.queuedAt,
    longest: [3],
  });
});
