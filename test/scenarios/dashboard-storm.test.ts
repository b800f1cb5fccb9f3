import test from 'ava';
import { createDashboardChannel } from '../../src/dashboard/edge/channel.ts';
import type { Duty } from '../../src/dashboard/index.ts';
import {
  personalQueue,
  teamQueue,
  type KeyId,
  type PortalId,
  type Principal,
  type QueueId,
  type RepId,
  type SessionId,
  type TeamId,
} from '../../src/kernel/index.ts';
import { FakeTime } from '../../src/kernel/testing/fake-time.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { SeededRandom } from '../../src/kernel/testing/seeded-random.ts';
import { MemoryJournal } from '../../src/journal/testing/memory-journal.ts';
import type { Connection } from '../../src/platform/socket-server.ts';
import { readDown, type DownOf } from '../../src/protocol/index.ts';
import { Sessions, type QueuedSession } from '../../src/sessions/index.ts';

const LEADS = 20;
const MEMBERS = 30;
const CHANGES = 500;
const TEAM = teamQueue('laptops---------------' as TeamId);

function rep(name: string, at: number): { readonly id: RepId; readonly name: string } {
  return { id: `${name}${at}`.padEnd(22, '-') as RepId, name: `${name} ${at}` };
}

/** A page of the wire that keeps the very frames that it was sent. */
class Page {
  readonly frames: string[] = [];
  readonly connection: Connection;

  constructor(who: { readonly id: RepId; readonly name: string }) {
    const principal: Principal = {
      kind: 'person',
      ...who,
      roles: new Set(['representative']),
      grants: new Set(),
      signIn: '',
    };
    this.connection = {
      id: who.id,
      principal,
      origin: '',
      send: () => undefined,
      sendFrame: (frame, sent) => {
        this.frames.push(frame);
        sent?.();
      },
      close: () => undefined,
    };
  }

  /** What the page shows of somebody, and of the queue. */
  shown() {
    const messages = this.frames.map((frame) => readDown(frame) as DownOf<'dashboard'>);
    return {
      person: (id: RepId) => messages.flatMap(({ people }) => people).findLast((each) => each.id === id),
      queue: () => messages.flatMap(({ queues }) => queues).at(-1),
    };
  }
}

function floor() {
  const time = new FakeTime();
  const log = new MemoryLog();
  const random = new SeededRandom(7);
  const leads = Array.from({ length: LEADS }, (_, at) => rep('lead', at));
  const members = Array.from({ length: MEMBERS }, (_, at) => rep('member', at));
  const duties = new Map<RepId, Duty>();
  const dutyListeners = new Set<(rep: RepId) => void>();
  const sessions = new Sessions({
    journal: new MemoryJournal(log),
    index: {
      put: () => undefined,
      find: () => undefined,
      unfinished: () => [],
      waited: () => undefined,
      waitsSince: () => [],
    },
    clock: time,
    random,
    log,
  });
  const dashboard = createDashboardChannel({
    sessions,
    supervisors: {
      teamsOf: (of) =>
        leads.some(({ id }) => id === of)
          ? [{ queue: TEAM, name: 'Laptops', role: 'lead', view: true, isTold: true, takeOver: true }]
          : [],
      peopleBelow: () => members.map((member) => ({ ...member, role: 'member' as const })),
      over: () => undefined,
      onChanged: () => ({ [Symbol.dispose]: () => undefined }),
    },
    pages: {
      duty: (of) => duties.get(of),
      onDutyChanged(listener) {
        dutyListeners.add(listener);
        return { [Symbol.dispose]: () => void dutyListeners.delete(listener) };
      },
      waitingIn: (queue) =>
        [...sessions.live()].filter(
          (session): session is QueuedSession => session.status !== 'held' && session.queue === queue,
        ),
      show: () => undefined,
      hide: () => false,
    },
    clock: time,
    timers: time,
    log,
  });
  return { time, leads, members, duties, dutyListeners, sessions, dashboard };
}

function request(queue: QueueId, name: string): Parameters<Sessions['request']>[0] {
  return {
    kind: 'request',
    customerName: name,
    details: '',
    portalId: 'p' as PortalId,
    portalName: 'Support',
    startMethod: 'session-key',
    mode: 'full',
    language: 'en',
    keyId: 'k' as KeyId,
    queue,
    queueName: 'Laptops',
  };
}

const turn = () => new Promise((resolve) => void setImmediate(resolve));

test('500 changes in ten seconds in front of 20 leads cost at most a twentieth of a message each, the same ones for all', async (t) => {
  const { time, leads, members, duties, dutyListeners, sessions, dashboard } = floor();
  const pages = leads.map((lead) => new Page(lead));
  for (const page of pages) {
    await dashboard.handlers['watch-dashboard']?.(page.connection, {
      type: 'watch-dashboard',
      command: '',
      open: true,
    });
  }
  await turn();
  const beganWith = pages.map(({ frames }) => frames.length);
  const open: SessionId[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    const member = members[change % MEMBERS];
    if (member === undefined) {
      throw new Error('nobody');
    }
    const session = open[0];
    if (change % 3 === 0) {
      open.push(await sessions.request(request(TEAM, `Customer ${change}`), () => undefined));
    } else if (change % 3 === 1 && session !== undefined) {
      open.shift();
      await sessions.command(session, { kind: 'accept', by: member, from: new Set([TEAM]) });
    } else {
      duties.set(member.id, {
        since: time.now(),
        status: change % 2 === 0 ? 'busy' : 'available',
        statusName: 'Busy or not',
        assignments: change % 4 === 0,
        locked: false,
        activeAt: time.now(),
      });
      for (const listener of dutyListeners) {
        listener(member.id);
      }
    }
    time.advance(20);
    if (change % 5 === 0) {
      await turn();
    }
  }
  await turn();
  time.advance(1_000);
  await turn();
  const sentFrames = pages.map(({ frames }, at) => frames.slice(beganWith[at]));
  const messages = sentFrames.flat().length;
  const naive = CHANGES * LEADS;
  t.log(`${messages} frames in all, ${messages / LEADS} a lead; naive ${naive}; ratio ${messages / naive}`);
  t.true(messages / LEADS >= 10, 'it is live all the same');
  t.true(messages / naive <= 0.05, `${messages} of ${naive}`);
  for (const frames of sentFrames) {
    t.deepEqual(frames, sentFrames[0]);
  }
  const [page] = pages;
  t.is(page?.shown().queue()?.waiting, open.length);
  for (const { id } of members) {
    const duty = duties.get(id);
    t.is(page?.shown().person(id)?.duty?.status, duty?.status);
    t.is(page?.shown().person(id)?.duty?.assignments, duty?.assignments);
  }
  dashboard[Symbol.dispose]();
  t.is(time.waiting, 0, 'no timer is left');
});

test('a change alone is shown at once, a sign of life that changes nothing is told to nobody', async (t) => {
  const { time, leads, members, duties, dutyListeners, sessions, dashboard } = floor();
  const [lead] = leads;
  const [mia] = members;
  if (lead === undefined || mia === undefined) {
    throw new Error('nobody');
  }
  const page = new Page(lead);
  const be = (duty: Omit<Duty, 'activeAt' | 'since'>) => {
    duties.set(mia.id, { since: time.now(), ...duty, activeAt: time.now() });
    for (const listener of dutyListeners) {
      listener(mia.id);
    }
  };
  const idle = { status: 'available', statusName: 'Available', assignments: true, locked: false } as const;
  be(idle);
  const began = duties.get(mia.id)?.since ?? time.now();
  await dashboard.handlers['watch-dashboard']?.(page.connection, {
    type: 'watch-dashboard',
    command: '',
    open: true,
  });
  await turn();
  const before = page.frames.length;
  for (let minute = 0; minute < 5; minute += 1) {
    time.advance(50_000);
    duties.set(mia.id, { ...idle, since: began, activeAt: time.now() });
    for (const listener of dutyListeners) {
      listener(mia.id);
    }
    await turn();
  }
  const told = page.frames.slice(before).filter((frame) => frame.includes(mia.id));
  t.deepEqual(told, [], 'she is there, and nothing else');
  time.advance(2_000);
  await sessions.request(request(personalQueue(mia.id), 'Anna'), () => undefined);
  await turn();
  t.is(page.shown().person(mia.id)?.sessionCount, 1, 'at once, without any time passing');
  dashboard[Symbol.dispose]();
});
