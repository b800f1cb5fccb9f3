import test from 'ava';
import type { QueueId, RepId, SessionId } from '../../src/kernel/index.ts';
import type { SupervisedPerson, SupervisedQueue } from '../../src/protocol/index.ts';
import { addTeam, builtInStatus } from '../company.ts';
import { revisionIn } from '../html.ts';
import { keyFrom, turnOfTheLoop, World, type PageEnd, type Visitor } from '../world.ts';

const ALL = { monitoring: 'representative-console', monitorIndicator: 'on', takeOver: 'on' } as const;

/** Meg manages Laptops, Ben leads it, Mia and Max are members; Otto is the manager of another team. */
interface Floor extends AsyncDisposable {
  readonly world: World;
  readonly administrator: Visitor;
  readonly queue: QueueId;
  readonly visitors: Readonly<Record<Name, Visitor>>;
  readonly consoles: Readonly<Record<Name, PageEnd>>;
}
const NAMES = ['meg', 'ben', 'mia', 'otto'] as const;
type Name = (typeof NAMES)[number];

async function floor(settings: Readonly<Record<string, string>> = ALL): Promise<Floor> {
  const world = await World.open();
  const administrator = await world.administrator();
  const visitors = {} as Record<Name, Visitor>;
  for (const name of NAMES) {
    visitors[name] = await world.person(administrator, name, ['representative']);
  }
  const queue = await addTeam(
    administrator,
    'Laptops',
    ['meg:manager', 'ben:lead', 'mia'],
    settings,
    new Map(),
  );
  await addTeam(administrator, 'Printers', ['otto:manager'], ALL, new Map());
  const consoles = {} as Record<Name, PageEnd>;
  for (const name of NAMES) {
    consoles[name] = await visitors[name].page('/console');
  }
  return {
    world,
    administrator,
    queue,
    visitors,
    consoles,
    async [Symbol.asyncDispose]() {
      for (const end of Object.values(consoles)) {
        end[Symbol.dispose]();
      }
      await world[Symbol.asyncDispose]();
    },
  };
}

/** A customer whom this console helps. */
async function helped(
  { world }: Floor,
  by: PageEnd,
  name = 'Anna',
): Promise<{ session: SessionId; page: PageEnd }> {
  const { visitor, session } = await world.customer(await keyFrom(by), name);
  const page = await visitor.page(`/session/${session}`);
  await by.command({ type: 'accept', session });
  await by.until(() => by.view(session).status === 'in-session');
  return { session, page };
}

/** What a page shows of the dashboard now. */
function shown(end: PageEnd) {
  const people = new Map<string, SupervisedPerson>();
  const queues = new Map<string, SupervisedQueue>();
  let teams: readonly { readonly name: string; readonly role: string }[] = [];
  for (const message of end.received) {
    if (message.type === 'dashboard') {
      if (message.reset) {
        people.clear();
        queues.clear();
        teams = message.teams;
      }
      for (const person of message.people) {
        people.set(`${person.queue} ${person.id}`, person);
      }
      for (const queue of message.queues) {
        queues.set(queue.queue, queue);
      }
    }
  }
  return { teams, people: [...people.values()], queues: [...queues.values()] };
}

function lineOf(end: PageEnd, name: string): SupervisedPerson | undefined {
  return shown(end).people.find((person) => person.name === `${name} Person`);
}

async function watch(end: PageEnd): Promise<void> {
  const before = end.received.length;
  const answer = await end.command({ type: 'watch-dashboard', open: true });
  if (answer.type !== 'done') {
    throw new Error(JSON.stringify(answer));
  }
  await end.until((all) =>
    all.slice(before).some((each) => each.type === 'dashboard' && each.people.length > 0),
  );
}

async function code(end: PageEnd, message: Parameters<PageEnd['command']>[0]): Promise<string> {
  const answer = await end.command(message);
  return answer.type === 'refused' ? answer.code : answer.type;
}

async function settle({ world }: Floor): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await world.pass(600);
  }
}

/** The events that a report page of this session shows, as text. */
async function report(visitor: Visitor, session: SessionId): Promise<string> {
  return (await visitor.get(`/login/reports/${session}`)).text();
}

async function changeRole(
  { administrator, queue }: Floor,
  end: PageEnd,
  role: string,
  was: string,
): Promise<void> {
  const team = `/login/teams/${queue.slice('team:'.length)}`;
  const rep = await repOf(end);
  const answer = await administrator.submit(team, `${team}/members/${rep}`, { role, was });
  if (answer.status !== 303) {
    throw new Error(`the role was not changed: ${answer.status}`);
  }
}

async function repOf(end: PageEnd): Promise<RepId> {
  const { as } = await end.next('welcome');
  if (as.kind !== 'representative') {
    throw new Error('no representative');
  }
  return as.id;
}

function mayDo(end: PageEnd): boolean | undefined {
  return end.received.findLast((each) => each.type === 'desk')?.may.supervise;
}

function told(end: PageEnd, session: SessionId): readonly string[] {
  return end.view(session).timeline.map(({ event }) => event.type);
}

test('a manager sees leads and members, a lead members; to members and outsiders there is no dashboard of the team', async (t) => {
  await using all = await floor();
  const { meg, ben, mia, otto } = all.consoles;
  await watch(meg);
  await watch(ben);
  t.deepEqual(
    shown(meg)
      .people.map(({ name, role }) => `${name}: ${role}`)
      .toSorted(),
    ['ben Person: lead', 'mia Person: member'],
  );
  t.deepEqual(
    shown(ben).people.map(({ name }) => name),
    ['mia Person'],
  );
  t.like(shown(ben).teams, [{ name: 'Laptops', role: 'lead' }]);
  t.is(await code(mia, { type: 'watch-dashboard', open: true }), 'not-allowed');
  t.is(await code(otto, { type: 'watch-dashboard', open: true }), 'not-allowed', 'nobody is below him');
  await settle(all);
  t.deepEqual([meg, ben, mia, otto].map(mayDo), [true, true, false, false]);
});

test('the lines follow who is there, what they say of themselves, their sessions and the queue', async (t) => {
  await using all = await floor();
  const { ben, mia } = all.consoles;
  await watch(ben);
  t.like(lineOf(ben, 'mia'), {
    sessionCount: 0,
    sessions: [],
    duty: { status: 'available', locked: false, assignments: true },
  });
  const { session, page } = await helped(all, mia);
  const waiting = await all.world.customer(await keyFrom(mia), 'Bert');
  await settle(all);
  t.like(lineOf(ben, 'mia'), {
    sessionCount: 2,
    sessions: [
      { session, customerName: 'Anna', status: 'in-session', with: [], screen: false, customerLost: false },
      { session: waiting.session, customerName: 'Bert', status: 'waiting' },
    ],
  });
  await mia.command({ type: 'set-status', status: builtInStatus('busy'), assignments: true });
  mia.send({ type: 'presence', state: 'locked' });
  await settle(all);
  t.like(lineOf(ben, 'mia')?.duty, { status: 'busy', statusName: 'Busy', locked: true });
  mia.send({ type: 'presence', state: 'idle' });
  await all.world.pass(200_000);
  await settle(all);
  t.like(lineOf(ben, 'mia')?.duty, { locked: false });
  t.truthy(lineOf(ben, 'mia')?.duty?.idleSince, 'nobody has touched that console for minutes');

  const oldest = all.world.time.now();
  await mia.command({ type: 'transfer', session, to: all.queue });
  await settle(all);
  t.like(shown(ben).queues, [{ waiting: 1, offered: 0, overdue: 0, oldestAt: oldest }]);
  t.is(shown(ben).queues[0]?.longest.at(-1), 1);
  t.is(lineOf(ben, 'mia')?.sessionCount, 1);
  await page.command({ type: 'end-session', session });
  await all.world.pass(120_000);
  await settle(all);
  t.like(shown(ben).queues, [{ waiting: 0 }]);
  t.is(shown(ben).queues[0]?.oldestAt, undefined);
  t.deepEqual(shown(ben).queues[0]?.longest.slice(-3).slice(0, 1), [1], 'the last hour remembers it');
  t.is(shown(ben).queues[0]?.longest.at(-1), 0);
  mia[Symbol.dispose]();
  await mia.closed;
  await ben.roundTrip();
  await all.world.pass(10_000);
  await settle(all);
  t.is(lineOf(ben, 'mia')?.duty, undefined, 'her console is closed');
});

test('whoever views reads along and changes nothing; the people in the session see it, and the report tells it', async (t) => {
  await using all = await floor();
  const { ben, mia } = all.consoles;
  const { session, page } = await helped(all, mia);
  await mia.command({ type: 'add-note', session, messageId: 'n'.padEnd(22, '-'), text: 'Noted by Mia' });
  t.is(await code(ben, { type: 'view-session', session, shown: 0 }), 'done');
  await ben.until(() => told(ben, session).includes('note'));
  await page.until(() => page.view(session).viewers.length === 1);
  t.like(page.view(session).viewers, [{ name: 'ben Person' }]);
  t.like(mia.view(session).viewers, [{ name: 'ben Person' }]);
  await page.command({ type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: 'Hello' });
  await ben.until(() => told(ben, session).includes('chat'));

  const text = { session, messageId: 'x'.padEnd(22, '-'), text: 'x' };
  for (const message of [
    { type: 'say', ...text },
    { type: 'add-note', ...text },
    { type: 'received', session, upTo: 1 },
    { type: 'request-screen', session },
    { type: 'stop-screen', session, reason: 'asked' },
    { type: 'end-session', session },
    { type: 'leave-session', session },
    { type: 'remove-participant', session, who: 'nobody----------------' },
    { type: 'share', session, to: all.queue },
  ] as const) {
    if (message.type === 'received') {
      ben.send(message);
    } else {
      t.is(await code(ben, message), 'no-such-session', message.type);
    }
  }
  t.is(
    await code(ben, { type: 'media-produce', session, transportId: 't', rtpParameters: {} }),
    'not-allowed',
  );

  t.is(await code(ben, { type: 'stop-viewing', session }), 'done');
  await page.until(() => page.view(session).viewers.length === 0);
  const before = told(ben, session).length;
  await page.command({ type: 'say', session, messageId: 'o'.padEnd(22, '-'), text: 'Are you there?' });
  await ben.roundTrip();
  t.is(told(ben, session).length, before, 'nothing more is told after that');
  t.is(await code(ben, { type: 'stop-viewing', session }), 'no-such-session');
  const words = await report(all.visitors.mia, session);
  t.regex(
    words,
    /ben Person<\/bdi>?[\s\S]{0,80}began to view the session from the dashboard, and the people in it were told/,
  );
  t.regex(words, /stopped viewing the session/);
});

test('the picture can be watched by whoever views, and not any more after that', async (t) => {
  await using all = await floor();
  const { ben, mia, otto } = all.consoles;
  const { session } = await helped(all, mia);
  t.is(await code(ben, { type: 'media-open', session }), 'not-in-session');
  await ben.command({ type: 'view-session', session, shown: 0 });
  t.is(await code(ben, { type: 'media-open', session }), 'answer');
  t.is(await code(otto, { type: 'media-open', session }), 'not-in-session');
  await ben.command({ type: 'stop-viewing', session });
  t.is(await code(ben, { type: 'media-open', session }), 'not-in-session');
});

test('without the monitor indicator nobody in the session learns of the look, not even from the report', async (t) => {
  await using all = await floor({ monitoring: 'representative-console' });
  const { ben, mia } = all.consoles;
  const { session, page } = await helped(all, mia);
  await ben.command({ type: 'view-session', session, shown: 0 });
  await ben.until(() => ben.view(session).status === 'in-session');
  await mia.roundTrip();
  await page.roundTrip();
  for (const end of [mia, page]) {
    t.deepEqual(end.view(session).viewers, []);
    t.false(
      JSON.stringify(end.received).includes('ben Person') && told(end, session).includes('viewing-started'),
    );
  }
  await ben.command({ type: 'stop-viewing', session });
  t.notRegex(await report(all.visitors.mia, session), /ben Person|viewing/);
  t.regex(
    await report(all.administrator, session),
    /began to view the session from the dashboard, without a notice to the people in it/,
  );
});

test('whoever takes over helps from then on, and the customer is told who; the former owner stays and may leave', async (t) => {
  await using all = await floor();
  const { ben, mia } = all.consoles;
  const { session, page } = await helped(all, mia);
  await watch(ben);
  t.is(await code(ben, { type: 'take-over', session }), 'done');
  await page.until(() => page.view(session).owner?.name === 'ben Person');
  t.like(page.view(session).others, [{ name: 'mia Person' }]);
  await ben.until(() => ben.view(session).owner?.name === 'ben Person');
  t.is(
    await code(mia, { type: 'end-session', session }),
    'not-owner',
    'what only the owner may do is not hers any more',
  );
  t.is(await code(mia, { type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: 'Bye' }), 'done');
  t.is(await code(mia, { type: 'leave-session', session }), 'done');
  await page.until(() => page.view(session).others.length === 0);
  t.is(await code(ben, { type: 'end-session', session }), 'done');
  t.regex(await report(all.visitors.ben, session), /took the session over/);
});

test('whoever joins shares the session, takes ownership of it, and only who is above the owner does', async (t) => {
  await using all = await floor();
  const { meg, ben, mia } = all.consoles;
  const { session, page } = await helped(all, mia);
  await ben.command({ type: 'view-session', session, shown: 0 });
  t.is(await code(ben, { type: 'join-session', session }), 'done');
  await page.until(() => page.view(session).others.length === 1);
  t.deepEqual(page.view(session).viewers, [], 'whoever is in it does not look on');
  t.is(await code(ben, { type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: 'Hello' }), 'done');
  await settle(all);
  const row = ben.received
    .filter((each) => each.type === 'queues')
    .flatMap(({ rows }) => rows)
    .findLast((each) => each.session === session);
  t.like(row, { status: 'in-session', mayTakeOver: true });
  t.is(await code(ben, { type: 'take-over', session }), 'done');
  await page.until(() => page.view(session).owner?.name === 'ben Person');
  t.is(await code(mia, { type: 'take-over', session }), 'not-allowed', 'she is in it and below him');
  t.is(await code(meg, { type: 'take-over', session }), 'done', 'a manager is above the lead');
  await page.until(() => page.view(session).owner?.name === 'meg Person');
  t.is(await code(ben, { type: 'take-over', session }), 'not-allowed', 'a lead is not above the manager');
});

test('a supervisor transfers a session, and one that waits for somebody who is not there', async (t) => {
  await using all = await floor();
  const { ben, mia, otto } = all.consoles;
  const { session, page } = await helped(all, mia);
  t.is(await code(otto, { type: 'transfer', session, to: all.queue }), 'no-such-session');
  t.is(await code(ben, { type: 'transfer', session, to: all.queue }), 'done');
  await page.until(() => page.view(session).status === 'waiting');
  const waiting = await all.world.customer(await keyFrom(mia), 'Bert');
  t.is(await code(otto, { type: 'transfer', session: waiting.session, to: all.queue }), 'no-such-session');
  t.is(await code(ben, { type: 'transfer', session: waiting.session, to: all.queue }), 'done');
  t.regex(await report(all.administrator, session), /transferred the session to the queue “Laptops”/);
});

test('to who is not above the owner there is no such session, and a team that does not allow it is said', async (t) => {
  await using all = await floor({});
  const { meg, ben, mia, otto } = all.consoles;
  const { session } = await helped(all, mia);
  const ofMeg = await helped(all, meg, 'Bert');
  const asked = ['view-session', 'join-session', 'take-over'] as const;
  for (const type of asked) {
    t.is(await code(otto, { type, session, shown: 0 }), 'no-such-session', `an outsider: ${type}`);
    t.is(await code(mia, { type, session: ofMeg.session, shown: 0 }), 'no-such-session', `a member: ${type}`);
    t.is(await code(ben, { type, session: ofMeg.session, shown: 0 }), 'no-such-session', `upwards: ${type}`);
    t.is(await code(ben, { type, session, shown: 0 }), 'not-allowed', `not in this team: ${type}`);
    t.is(await code(ben, { type, session: 'nobody----------------', shown: 0 }), 'no-such-session', type);
  }
  t.is(await code(ben, { type: 'transfer', session, to: all.queue }), 'not-allowed');
  t.is(await code(ben, { type: 'transfer', session: ofMeg.session, to: all.queue }), 'no-such-session');
});

test('sharing a session with somebody opens it to nobody above that somebody', async (t) => {
  await using all = await floor();
  const { ben, mia, meg } = all.consoles;
  const { session } = await helped(all, meg);
  await meg.command({ type: 'share', session, to: `personal:${await repOf(mia)}` as QueueId });
  await mia.command({ type: 'accept', session });
  await mia.until(() => mia.view(session).others.length === 1);
  await watch(ben);
  t.like(lineOf(ben, 'mia')?.sessions, [{ session, ownerName: 'meg Person' }]);
  t.is(await code(ben, { type: 'view-session', session, shown: 0 }), 'no-such-session');
  t.is(await code(ben, { type: 'take-over', session }), 'no-such-session');
});

test('whoever loses the role sees nothing more at once', async (t) => {
  await using all = await floor();
  const { ben, mia } = all.consoles;
  const { session, page } = await helped(all, mia);
  await watch(ben);
  await ben.command({ type: 'view-session', session, shown: 0 });
  await page.until(() => page.view(session).viewers.length === 1);
  await changeRole(all, ben, 'member', 'lead');
  await ben.until((received) => received.some((each) => each.type === 'viewing-over'));
  await page.until(() => page.view(session).viewers.length === 0);
  const before = told(ben, session).length;
  await page.command({ type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: 'Secret' });
  await settle(all);
  t.is(told(ben, session).length, before);
  t.deepEqual(shown(ben), { teams: [], people: [], queues: [] }, 'the dashboard is empty');
  t.is(await code(ben, { type: 'watch-dashboard', open: true }), 'not-allowed');
  t.is(mayDo(ben), false);
  const frames = ben.received.filter(({ type }) => type === 'dashboard').length;
  await mia.command({ type: 'set-status', status: builtInStatus('away'), assignments: true });
  await settle(all);
  t.is(ben.received.filter(({ type }) => type === 'dashboard').length, frames);
});

test('a look that was silent is told as soon as the team wants it told, and ends when the team allows it no more', async (t) => {
  await using all = await floor({ monitoring: 'representative-console' });
  const { ben, mia } = all.consoles;
  const { session, page } = await helped(all, mia);
  await ben.command({ type: 'view-session', session, shown: 0 });
  await page.roundTrip();
  t.deepEqual(page.view(session).viewers, []);
  await changeTeam(all, { monitoring: 'representative-console', monitorIndicator: 'on' });
  await page.until(() => page.view(session).viewers.length === 1);
  t.false(
    ben.received.some((each) => each.type === 'viewing-over'),
    'he goes on viewing',
  );
  await changeTeam(all, { monitoring: 'disabled' });
  await page.until(() => page.view(session).viewers.length === 0);
  await ben.until((received) => received.some((each) => each.type === 'viewing-over'));
  t.pass();
});

async function changeTeam(
  { administrator, queue }: Floor,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const team = `/login/teams/${queue.slice('team:'.length)}`;
  const html = await (await administrator.get(team)).text();
  const answer = await administrator.submit(team, team, {
    name: 'Laptops',
    codeName: 'laptops',
    comments: '',
    algorithm: 'none',
    alertTimeoutMs: '30000',
    waitingRule: 'none',
    waitingAfterMs: '60000',
    revision: revisionIn(html),
    ...fields,
  });
  if (answer.status !== 303) {
    throw new Error(`the team was not changed: ${answer.status} ${await answer.text()}`);
  }
}

test('a viewer whose connection is lost views no more after a moment; a short break is not noticed', async (t) => {
  await using all = await floor();
  const { ben, mia } = all.consoles;
  const { session, page } = await helped(all, mia);
  await ben.command({ type: 'view-session', session, shown: 0 });
  await page.until(() => page.view(session).viewers.length === 1);
  await all.world.lose(ben);
  await all.world.pass(3_000);
  using back = await all.visitors.ben.page('/console');
  t.is(await code(back, { type: 'view-session', session, shown: ben.view(session).lastSeq }), 'done');
  await page.command({ type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: 'Hello' });
  await back.until((received) => received.some((each) => each.type === 'events'));
  await settle(all);
  t.is(told(page, session).filter((type) => type === 'viewing-started').length, 1, 'told once');
  t.is(page.view(session).viewers.length, 1);
  await all.world.lose(back);
  await all.world.pass(7_000);
  await page.until(() => page.view(session).viewers.length === 0);
  t.is(page.view(session).status, 'in-session', 'the session does not mind');
});

test('whoever views is told how it ends, or that it moved on, and then no more of it', async (t) => {
  await using all = await floor();
  const { ben, mia } = all.consoles;
  const ended = await helped(all, mia, 'Anna');
  const moved = await helped(all, mia, 'Bert');
  for (const { session } of [ended, moved]) {
    await ben.command({ type: 'view-session', session, shown: 0 });
  }
  await mia.command({ type: 'end-session', session: ended.session });
  await mia.command({ type: 'transfer', session: moved.session, to: all.queue });
  await ben.until((received) => received.filter((each) => each.type === 'viewing-over').length === 2);
  t.is(ben.view(ended.session).status, 'ended');
  t.is(ben.view(moved.session).status, 'waiting');
  const before = told(ben, moved.session).length;
  await moved.page.command({
    type: 'say',
    session: moved.session,
    messageId: 'm'.padEnd(22, '-'),
    text: 'Hello?',
  });
  await ben.roundTrip();
  t.is(told(ben, moved.session).length, before);
  t.is(await code(ben, { type: 'view-session', session: moved.session, shown: 0 }), 'no-such-session');
});

test('after a restart a look goes on when its page comes back, and ends when it does not', async (t) => {
  await using all = await floor();
  const { mia, ben } = all.consoles;
  const { session } = await helped(all, mia);
  await ben.command({ type: 'view-session', session, shown: 0 });
  await all.world.stop();
  await all.world.start();
  using again = await all.visitors.mia.at(all.world.url).page('/console');
  await again.until(() => again.view(session).viewers.length === 1);
  await all.world.pass(8_000);
  await again.until(() => again.view(session).viewers.length === 0);
  t.is(again.view(session).status, 'in-session');
  await turnOfTheLoop();
});
