import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import test from 'ava';
import { LIMITS, type TeamId } from '../../src/kernel/index.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { Database } from '../../src/platform/database.ts';
import type { DownOf, TeamChatPage, TeamMessage } from '../../src/protocol/index.ts';
import { revisionIn } from '../html.ts';
import { RunningAppliance } from '../running-appliance.ts';
import { World, Visitor, type PageEnd } from '../world.ts';

/** A company with the team *Laptops* of Rita and Bob; Eve helps too, but is not in it. */
interface Company extends AsyncDisposable {
  readonly world: World;
  readonly administrator: Visitor;
  readonly team: TeamId;
  readonly visitors: Readonly<Record<'rita' | 'bob' | 'eve', Visitor>>;
}

async function company(): Promise<Company> {
  const world = await World.open();
  const administrator = await world.administrator();
  const [rita, bob, eve] = [
    await world.person(administrator, 'rita', ['representative']),
    await world.person(administrator, 'bob', ['representative']),
    await world.person(administrator, 'eve', ['representative']),
  ];
  const team = await addTeam(administrator, 'Laptops', ['rita', 'bob']);
  return {
    world,
    administrator,
    team,
    visitors: { rita, bob, eve },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

async function addTeam(administrator: Visitor, name: string, members: readonly string[]): Promise<TeamId> {
  const added = await administrator.submit('/login/teams/new', '/login/teams/new', {
    name,
    codeName: '',
    comments: '',
    algorithm: 'none',
    alertTimeoutMs: '30000',
    waitingRule: 'none',
    waitingAfterMs: '60000',
  });
  const id = /\/login\/teams\/([A-Za-z0-9_-]{22})/.exec(added.headers.get('location') ?? '')?.[1] as TeamId;
  for (const username of members) {
    await administrator.submit(`/login/teams/${id}`, `/login/teams/${id}/members`, {
      username,
      role: 'member',
    });
  }
  return id;
}

async function removeMember(administrator: Visitor, team: TeamId, username: string): Promise<void> {
  const page = await (await administrator.get(`/login/teams/${team}`)).text();
  const row = [...page.matchAll(/<tr[\s\S]*?<\/tr>/g)]
    .map(([text]) => text)
    .find((text) => text.includes(username));
  const action = /action="([^"]+\/remove)"/.exec(row ?? '')?.[1] ?? '';
  const removed = await administrator.submit(`/login/teams/${team}`, action, {});
  if (removed.status !== 303) {
    throw new Error(`${username} was not removed: ${removed.status}`);
  }
}

let messageIds = 0;
function newMessageId(): string {
  return `message-${(messageIds += 1)}`.padEnd(22, '-');
}

function say(end: PageEnd, team: TeamId, text: string, messageId = newMessageId()) {
  return end.command({ type: 'say-to-team', team, messageId, text });
}

async function page(end: PageEnd, team: TeamId, before?: number): Promise<TeamChatPage> {
  const answer = await end.command({
    type: 'team-chat-page',
    team,
    ...(before === undefined ? {} : { before }),
  });
  if (answer.type !== 'answer') {
    throw new Error(`no page: ${JSON.stringify(answer)}`);
  }
  return answer.body as TeamChatPage;
}

const texts = async (end: PageEnd, team: TeamId) => (await page(end, team)).messages.map(({ text }) => text);

function heard(end: PageEnd): readonly TeamMessage[] {
  return end.received.flatMap((message) => (message.type === 'team-said' ? [message.message] : []));
}

/** Where that console was told last to stand in the chat of the team; undefined when it is in none. */
function stateOf(end: PageEnd, team: TeamId): DownOf<'team-chats'>['chats'][number] | undefined {
  let state: DownOf<'team-chats'>['chats'][number] | undefined;
  for (const message of end.received) {
    if (message.type === 'team-chats') {
      const found = message.chats.find((chat) => chat.team === team);
      state = found ?? (message.reset ? undefined : state);
    }
  }
  return state;
}

test('two members write to each other; a third who is no member neither hears, reads nor writes', async (t) => {
  await using all = await company();
  const { team, visitors } = all;
  using rita = await visitors.rita.page('/console');
  using ritasPhone = await visitors.rita.page('/console');
  using bob = await visitors.bob.page('/console');
  using eve = await visitors.eve.page('/console');
  t.deepEqual(stateOf(rita, team), { team, last: 0, seenUpTo: 0, unread: 0 });
  t.is(stateOf(eve, team), undefined);

  t.is((await say(rita, team, 'Who knows this docking station?')).type, 'done');
  t.is((await say(bob, team, 'I do. {{7*7}} <img src=x onerror=alert(1)>')).type, 'done');
  await rita.until(() => heard(rita).length === 2);
  await bob.until(() => heard(bob).length === 2);
  await ritasPhone.until(() => heard(ritasPhone).length === 2);
  t.deepEqual(heard(rita), heard(bob));
  t.deepEqual(
    heard(rita).map(({ from, text }) => [from.name, text]),
    [
      ['rita Person', 'Who knows this docking station?'],
      ['bob Person', 'I do. {{7*7}} <img src=x onerror=alert(1)>'],
    ],
  );
  t.deepEqual((await page(bob, team)).messages, heard(bob));

  for (const refused of [
    await say(eve, team, 'Let me in'),
    await eve.command({ type: 'team-chat-page', team }),
    await say(eve, 'nobody----------------' as TeamId, 'Anybody?'),
  ]) {
    t.like(refused, { type: 'refused', code: 'not-allowed', sentence: 'You are not in this team.' });
  }
  eve.send({ type: 'team-chat-seen', team, upTo: 1 });
  await eve.until((received) =>
    received.some((message) => message.type === 'refused' && message.command === undefined),
  );
  await eve.roundTrip();
  t.deepEqual(heard(eve), []);
  t.is((await texts(rita, team)).length, 2);
});

test('a customer has no part in it', async (t) => {
  await using all = await company();
  const { world, administrator, team } = all;
  using ada = await administrator.page('/console');
  const key = await ada.command({
    type: 'generate-key',
    validForMs: 3_600_000,
    portal: 'default-portal--------',
  });
  const { visitor, session } = await world.customer((key as { body: { key: string } }).body.key);
  using customer = await visitor.page(`/session/${session}`);
  t.like(await say(customer, team, 'Hello'), { type: 'refused', code: 'not-allowed' });
  t.like(await customer.command({ type: 'team-chat-page', team }), { type: 'refused', code: 'not-allowed' });
  await customer.roundTrip();
  t.false(customer.received.some(({ type }) => type === 'team-chats' || type === 'team-said'));
});

test('what was seen follows the representative to another browser, and is nobody else’s', async (t) => {
  await using all = await company();
  const { team, visitors } = all;
  using rita = await visitors.rita.page('/console');
  await say(rita, team, 'one');
  await say(rita, team, 'two');
  using bob = await visitors.bob.page('/console');
  using bobsPhone = await visitors.bob.page('/console');
  t.like(stateOf(bob, team), { unread: 2 });
  const last = stateOf(bob, team)?.last ?? 0;
  bob.send({ type: 'team-chat-seen', team, upTo: last });
  await bobsPhone.until(() => stateOf(bobsPhone, team)?.unread === 0);
  bob[Symbol.dispose]();
  bobsPhone[Symbol.dispose]();
  using bobAtHome = await visitors.bob.page('/console');
  t.deepEqual(stateOf(bobAtHome, team), { team, last, seenUpTo: last, unread: 0 });
  await say(rita, team, 'three');
  await bobAtHome.until(() => heard(bobAtHome).length === 1);
  using bobAgain = await visitors.bob.page('/console');
  t.like(stateOf(bobAgain, team), { unread: 1, seenUpTo: last });
});

test('a restart keeps everything; what is sent again after it is there once and in its place', async (t) => {
  await using all = await company();
  const { world, team, visitors } = all;
  const rita = await visitors.rita.page('/console');
  const unsure = newMessageId();
  await say(rita, team, 'before', unsure);
  await say(rita, team, 'and after');
  await world.stop();
  await world.start();
  using ritaAgain = await visitors.rita.at(world.url).page('/console');
  using bob = await visitors.bob.at(world.url).page('/console');
  t.is((await say(ritaAgain, team, 'before', unsure)).type, 'done');
  t.deepEqual(await texts(ritaAgain, team), ['before', 'and after']);
  await bob.roundTrip();
  t.deepEqual(heard(bob), [], 'a copy is not told again');
  t.like(stateOf(bob, team), { unread: 2 });
  await say(ritaAgain, team, 'new');
  await bob.until(() => heard(bob).length === 1);
  const [said] = bob.received.filter((message) => message.type === 'team-said');
  t.is(said?.previous, stateOf(bob, team)?.last, 'a page sees that nothing is missing in between');
});

test('who leaves the team, or is disabled, stops at once; who comes into it starts at once', async (t) => {
  await using all = await company();
  const { administrator, team, visitors } = all;
  using rita = await visitors.rita.page('/console');
  using bob = await visitors.bob.page('/console');
  using eve = await visitors.eve.page('/console');
  await say(rita, team, 'before');
  await bob.until(() => heard(bob).length === 1);

  await removeMember(administrator, team, 'bob');
  t.like(await say(bob, team, 'I am still here'), { type: 'refused', code: 'not-allowed' });
  t.like(await bob.command({ type: 'team-chat-page', team }), { type: 'refused', code: 'not-allowed' });
  await bob.until(() => stateOf(bob, team) === undefined);
  await say(rita, team, 'without Bob');
  await bob.roundTrip();
  t.is(heard(bob).length, 1);

  await administrator.submit(`/login/teams/${team}`, `/login/teams/${team}/members`, {
    username: 'eve',
    role: 'member',
  });
  await eve.until(() => stateOf(eve, team) !== undefined);
  t.like(stateOf(eve, team), { unread: 0 });
  t.deepEqual(await texts(eve, team), ['before', 'without Bob']);
  await say(eve, team, 'Hello');
  await rita.until(() => heard(rita).length === 3);

  const users = await (await administrator.get('/login/users')).text();
  const href = /href="(\/login\/users\/[A-Za-z0-9_-]{22})"[^>]*>(?:(?!<\/a>).)*eve/s.exec(users)?.[1] ?? '';
  const disabled = await administrator.submit(`${href}/disable`, `${href}/disable`, {});
  t.is(disabled.status, 303);
  await eve.closed;
  await say(rita, team, 'without Eve');
  await eve.roundTrip();
  t.false(heard(eve).some(({ text }) => text === 'without Eve'));
});

test('a deleted team has no chat any more, and nothing of it stays', async (t) => {
  await using all = await company();
  const { world, administrator, team, visitors } = all;
  using rita = await visitors.rita.page('/console');
  await say(rita, team, 'a secret of this team');
  const deleted = await administrator.submit(
    `/login/teams/${team}/delete`,
    `/login/teams/${team}/delete`,
    {},
  );
  t.is(deleted.status, 303);
  await rita.until(() => stateOf(rita, team) === undefined);
  t.like(await rita.command({ type: 'team-chat-page', team }), { type: 'refused', code: 'not-allowed' });
  await world.pass(3_600_000);
  await world.stop();
  using database = Database.openToRead({
    file: join(world.directory, 'handrail.sqlite'),
    log: new MemoryLog(),
  });
  for (const table of ['team_chat_messages', 'team_chat_seen']) {
    t.deepEqual(database.all(database.table(table).where({ team_id: team })), [], table);
  }
  await world.start();
});

test('Team Chat History: for so many days, or not longer than it is shown', async (t) => {
  t.timeout(60_000);
  await using all = await company();
  const { world, administrator, team, visitors } = all;
  using rita = await visitors.rita.page('/console');
  using bob = await visitors.bob.page('/console');
  await say(rita, team, 'kept for a while');
  t.like(
    rita.received.find(({ type }) => type === 'team-chats'),
    { keptForDays: 90 },
  );
  const setDays = async (teamChatHistoryDays: string) => {
    const form = await (await administrator.get('/login/teams')).text();
    const revision = revisionIn(form);
    return administrator.submit('/login/teams', '/login/teams/chat-history', {
      teamChatHistoryDays,
      revision,
    });
  };
  for (const wrong of ['', 'ten', '-1', '1.5', '3651', '99999']) {
    const refused = await setDays(wrong);
    t.is(refused.status, 422, wrong);
    t.regex(await refused.text(), /Please give a whole number of days from 0 to 3650\./);
  }
  await world.pass(3_500_000);
  t.is((await setDays('0')).status, 303);
  await rita.until((received) =>
    received.some((message) => message.type === 'team-chats' && message.keptForDays === 0),
  );
  t.deepEqual(await texts(bob, team), ['kept for a while'], 'not yet an hour');
  await world.pass(200_000);
  t.deepEqual(await texts(bob, team), []);
  t.like(stateOf(bob, team), { unread: 1 });
  await world.pass(3_600_000);
  await bob.until(() => stateOf(bob, team)?.unread === 0);
  await say(rita, team, 'short');
  t.deepEqual(await texts(bob, team), ['short']);
});

test('a representative with many teams is told of all of them, in frames of a bounded size', async (t) => {
  t.timeout(60_000);
  await using all = await company();
  const { administrator, team, visitors } = all;
  const teams = [team];
  for (let count = 0; count < 12; count += 1) {
    teams.push(await addTeam(administrator, `Team ${count}`, ['rita']));
  }
  using rita = await visitors.rita.page('/console');
  await rita.roundTrip();
  for (const each of teams) {
    t.like(stateOf(rita, each), { unread: 0 });
  }
  t.is(
    rita.received.filter(({ type }) => type === 'team-chats').length,
    Math.ceil(13 / LIMITS.teamChatsPerFrame),
  );
});

test('who writes faster than people do is refused for a while, and nothing that was refused is kept', async (t) => {
  await using all = await company();
  const { world, team, visitors } = all;
  using rita = await visitors.rita.page('/console');
  const answers = [];
  for (let count = 0; count < LIMITS.teamChatBurst + 10; count += 1) {
    answers.push(await say(rita, team, `message ${count}`));
  }
  t.is(answers.filter(({ type }) => type === 'done').length, LIMITS.teamChatBurst);
  t.like(answers.at(-1), { type: 'refused', code: 'too-many' });
  await world.pass(5_000);
  t.is((await say(rita, team, 'slower')).type, 'done');
  const newest = await page(rita, team);
  t.is(newest.messages.at(-1)?.text, 'slower');
  t.is(newest.messages.length, LIMITS.teamChatPage);
  const older = await page(rita, team, newest.messages[0]?.place);
  t.is(older.messages.length + newest.messages.length, LIMITS.teamChatBurst + 1);
  t.false(older.hasOlder);
});

test('killed again and again, it has every message that it said it has, once and in order', async (t) => {
  t.timeout(60_000);
  await using appliance = await RunningAppliance.start();
  const ada = new Visitor(appliance.url);
  const { pathname, search } = new URL(await appliance.claimUrl());
  await ada.submit(`${pathname}${search}`, `${pathname}${search}`, {
    name: 'Ada Admin',
    username: 'ada',
    password: 'correct horse battery',
    siteName: 'Northwind',
  });
  const list = await (await ada.get('/login/teams')).text();
  const team = /href="\/login\/teams\/([A-Za-z0-9_-]{22})"/.exec(list)?.[1] as TeamId;
  const acknowledged: string[] = [];
  let unsure: { readonly text: string; readonly messageId: string } | undefined;
  let count = 0;
  for (let kill = 0; kill < 3; kill += 1) {
    using console = await ada.page('/console');
    const working = (async () => {
      for (;;) {
        // What was not answered is sent again, as the console does, before anything else.
        unsure ??= { text: `message ${(count += 1)}`, messageId: `kill-${count}`.padEnd(22, '-') };
        const { text, messageId } = unsure;
        const answer = await say(console, team, text, messageId);
        if (answer.type === 'done') {
          acknowledged.push(text);
          unsure = undefined;
        } else {
          await new Promise((resolve) => void setTimeout(resolve, 20));
        }
      }
    })().catch(() => undefined);
    await new Promise((resolve) => void setTimeout(resolve, randomInt(50, 400)));
    await appliance.stop('SIGKILL');
    console[Symbol.dispose]();
    await Promise.race([working, console.closed]);
    await appliance.start();
  }
  using console = await ada.page('/console');
  if (unsure !== undefined) {
    t.is((await say(console, team, unsure.text, unsure.messageId)).type, 'done');
    acknowledged.push(unsure.text);
  }
  const kept: string[] = [];
  for (let before: number | undefined, more = true; more;) {
    const part = await page(console, team, before);
    kept.unshift(...part.messages.map(({ text }) => text));
    before = part.messages[0]?.place;
    more = part.hasOlder;
  }
  t.true(acknowledged.length > 10, `only ${acknowledged.length} messages were sent`);
  t.deepEqual(kept, acknowledged);
});
