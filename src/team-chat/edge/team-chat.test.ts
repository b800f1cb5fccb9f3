import test from 'ava';
import {
  instant,
  LIMITS,
  utf8ByteLength,
  type MessageId,
  type RepId,
  type TeamId,
} from '../../kernel/index.ts';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { Database } from '../../platform/database.ts';
import { TeamChat } from '../index.ts';
import { createTeamChatStore } from './store.ts';

const id = <Id extends string>(name: string) => name.padEnd(22, '-') as Id;
const RITA = { id: id<RepId>('rita'), name: 'Rita' };
const BOB = { id: id<RepId>('bob'), name: 'Bob' };
const EVE = { id: id<RepId>('eve'), name: 'Eve' };
const LAPTOPS = id<TeamId>('laptops');
const PRINTERS = id<TeamId>('printers');
const DAY_MS = 24 * 3_600_000;

/** Rita and Bob in *Laptops*, Rita alone in *Printers*; Eve in neither. */
async function opened() {
  const time = new FakeTime();
  const database = await Database.open({ file: ':memory:', log: new MemoryLog() });
  const store = createTeamChatStore(database);
  const teams = new Map<TeamId, readonly RepId[]>([
    [LAPTOPS, [RITA.id, BOB.id]],
    [PRINTERS, [RITA.id]],
  ]);
  const silenced = new Set<RepId>();
  const kept = { days: 90 };
  const chat = new TeamChat({
    store,
    members: {
      teams: () => [...teams.keys()],
      membersOf: (team) => teams.get(team) ?? [],
      teamsOf: (rep) => [...teams].filter(([, reps]) => reps.includes(rep)).map(([team]) => team),
      mayTalk: (rep) => !silenced.has(rep),
    },
    clock: time,
    keptForDays: () => kept.days,
  });
  await chat.followAll();
  let said = 0;
  return {
    time,
    database,
    store,
    teams,
    silenced,
    kept,
    chat,
    /** The same again after a restart of the appliance. */
    say: (from: typeof RITA, text: string, team = LAPTOPS, message = `m${(said += 1)}`) =>
      chat.post(from, team, id<MessageId>(message), text),
    texts: (reader: typeof RITA, team = LAPTOPS) =>
      chat.page(reader.id, team, undefined).messages.map(({ text }) => text),
    unread: (reader: typeof RITA, team = LAPTOPS) =>
      chat.chatsOf(reader.id).find((each) => each.team === team)?.unread,
  };
}

test('what is said stands in the order of the appliance, with who and when', async (t) => {
  const { chat, say, time } = await opened();
  const first = await say(RITA, 'Who knows the docking station?');
  time.advance(1_000);
  await Promise.all([say(BOB, 'I do'), say(RITA, 'Good'), say(BOB, 'Where?')]);
  const { messages, hasOlder, last } = chat.page(BOB.id, LAPTOPS, undefined);
  t.deepEqual(
    messages.map(({ from, text }) => [from.name, text]),
    [
      ['Rita', 'Who knows the docking station?'],
      ['Bob', 'I do'],
      ['Rita', 'Good'],
      ['Bob', 'Where?'],
    ],
  );
  t.is(first?.message.at, messages[0]?.at);
  t.is(messages[1]?.at, instant((first?.message.at ?? 0) + 1_000));
  t.false(hasOlder);
  t.is(messages.at(-1)?.place, last);
});

test('each message names the place before it in its own team', async (t) => {
  const { say } = await opened();
  const one = await say(RITA, 'one');
  const elsewhere = await say(RITA, 'elsewhere', PRINTERS);
  const two = await say(RITA, 'two');
  t.is(one?.previous, 0);
  t.is(elsewhere?.previous, 0);
  t.is(two?.previous, one?.message.place);
});

test('a message that is sent again is kept once, also after others; the same id of another author or team is another message', async (t) => {
  const { say, texts } = await opened();
  await say(RITA, 'once', LAPTOPS, 'same');
  await say(BOB, 'in between');
  t.is(await say(RITA, 'once', LAPTOPS, 'same'), undefined);
  t.deepEqual(texts(RITA), ['once', 'in between']);
  t.not(await say(BOB, 'mine', LAPTOPS, 'same'), undefined);
  t.not(await say(RITA, 'there', PRINTERS, 'same'), undefined);
});

test('only members read, write and see, and whoever may not use the console does not', async (t) => {
  const { chat, say, teams, silenced, texts } = await opened();
  await say(RITA, 'between us');
  const refused = { name: 'Fault', message: 'not-allowed' };
  const asked = async (who: typeof RITA, team = LAPTOPS) => {
    await t.throwsAsync(() => say(who, 'x', team), refused);
    t.throws(() => chat.page(who.id, team, undefined), refused);
    await t.throwsAsync(() => chat.see(who.id, team, 1), refused);
    t.false(chat.hears(who.id, team));
  };
  await asked(EVE);
  await asked(BOB, PRINTERS);
  await asked(RITA, id<TeamId>('no-such-team'));
  t.deepEqual(chat.chatsOf(EVE.id), []);
  silenced.add(BOB.id);
  await asked(BOB);
  t.deepEqual(chat.chatsOf(BOB.id), []);
  silenced.clear();
  t.deepEqual(texts(BOB), ['between us']);
  teams.set(LAPTOPS, [RITA.id]);
  await asked(BOB);
});

test('unread is what others wrote after what one has seen, for each member alone, counted up to a limit', async (t) => {
  const { chat, say, unread } = await opened();
  const { message } = (await say(RITA, 'one')) ?? {};
  await say(BOB, 'two');
  t.is(unread(RITA), 1);
  t.is(unread(BOB), 1);
  t.like(await chat.see(BOB.id, LAPTOPS, message?.place ?? 0), { unread: 0, seenUpTo: message?.place });
  t.is(unread(RITA), 1);
  await chat.see(RITA.id, LAPTOPS, Number.MAX_SAFE_INTEGER);
  t.is(unread(RITA), 0);
  t.like(await chat.see(RITA.id, LAPTOPS, 0), { unread: 0 }, 'nothing becomes unread again');
  for (let count = 0; count < LIMITS.teamChatUnread + 5; count += 1) {
    await say(BOB, 'and');
  }
  t.is(unread(RITA), LIMITS.teamChatUnread);
  t.is(unread(BOB), 0);
});

test('who comes into a team has nothing unread but can read back; who comes again begins anew', async (t) => {
  const { chat, say, teams, unread, texts } = await opened();
  await say(RITA, 'before');
  teams.set(LAPTOPS, [RITA.id, BOB.id, EVE.id]);
  t.is(unread(EVE), 0, 'also while the place is not written down yet');
  await chat.followRep(EVE.id);
  await say(RITA, 'welcome');
  t.is(unread(EVE), 1);
  t.deepEqual(texts(EVE), ['before', 'welcome']);
  teams.set(LAPTOPS, [RITA.id, BOB.id]);
  await chat.followRep(EVE.id);
  await say(RITA, 'meanwhile');
  teams.set(LAPTOPS, [RITA.id, EVE.id]);
  await chat.followAll();
  t.is(unread(EVE), 0);
  t.is(unread(BOB), undefined);
});

test('history comes backwards in pages of so many messages, and of one frame at most', async (t) => {
  const { chat, say } = await opened();
  for (let count = 1; count <= LIMITS.teamChatPage + 10; count += 1) {
    await say(RITA, String(count));
  }
  const newest = chat.page(BOB.id, LAPTOPS, undefined);
  t.is(newest.messages.length, LIMITS.teamChatPage);
  t.true(newest.hasOlder);
  t.is(newest.messages.at(-1)?.text, String(LIMITS.teamChatPage + 10));
  const older = chat.page(BOB.id, LAPTOPS, newest.messages[0]?.place);
  t.deepEqual(
    older.messages.map(({ text }) => text),
    Array.from({ length: 10 }, (_, at) => String(at + 1)),
  );
  t.false(older.hasOlder);
  t.deepEqual(chat.page(BOB.id, LAPTOPS, older.messages[0]?.place).messages, []);

  const longest = '\u0001'.repeat(LIMITS.chatCharacters);
  for (let count = 0; count < 6; count += 1) {
    await say(RITA, longest);
  }
  const heavy = chat.page(BOB.id, LAPTOPS, undefined);
  t.true(heavy.messages.length >= 1);
  t.true(heavy.hasOlder);
  const command = 'c'.repeat(22);
  t.true(utf8ByteLength(JSON.stringify({ type: 'answer', command, body: heavy })) <= LIMITS.frameBytes);
  let pages = 0;
  const all: number[] = [];
  for (let before: number | undefined, more = true; more; pages += 1) {
    const page = chat.page(BOB.id, LAPTOPS, before);
    all.unshift(...page.messages.map(({ place }) => place));
    before = page.messages[0]?.place;
    more = page.hasOlder;
  }
  t.is(new Set(all).size, LIMITS.teamChatPage + 16, 'each once, none left out');
  t.true(pages > 3);
});

test('what is older than is kept is not shown from that moment on, and is deleted by the sweep', async (t) => {
  const { chat, say, time, kept, texts, unread, store, database } = await opened();
  await say(RITA, 'old');
  time.advance(DAY_MS);
  await say(RITA, 'new');
  kept.days = 1;
  t.deepEqual(texts(BOB), ['old', 'new'], 'a day old is kept for a day');
  time.advance(1);
  t.deepEqual(texts(BOB), ['new']);
  t.is(unread(BOB), 1);
  t.is(await chat.sweep(), 1);
  t.is(database.all(database.table('team_chat_messages')).length, 1);
  kept.days = 0;
  t.deepEqual(texts(BOB), ['new'], 'an hour at least');
  time.advance(3_600_001);
  t.deepEqual(texts(BOB), []);
  t.is(unread(BOB), 0);
  t.is(await chat.sweep(), 1);
  t.deepEqual(store.teams(), []);
  const next = await say(RITA, 'next');
  t.is(next?.previous, 0);
  t.true((next?.message.place ?? 0) > 2, 'a place is never given twice');
  t.is(unread(BOB), 1);
});

test('what a team leaves that is no more is deleted, part by part', async (t) => {
  const { chat, say, teams, store } = await opened();
  await say(RITA, 'one');
  await say(RITA, 'two');
  await say(RITA, 'stays', PRINTERS);
  teams.delete(LAPTOPS);
  t.is(await store.forgetTeam(LAPTOPS, 1), 1, 'no more than was asked for');
  t.is(await chat.sweep(), 1);
  t.deepEqual(store.teams(), [PRINTERS]);
  t.deepEqual(
    store.positions().map(({ team }) => team),
    [PRINTERS],
  );
});

test('of a team that wrote too much the newest are kept', async (t) => {
  const { say, store, texts } = await opened();
  for (const text of ['1', '2', '3', '4', '5']) {
    await say(RITA, text);
  }
  t.is(await store.forgetAbove(LAPTOPS, 5, 10), 0);
  t.is(await store.forgetAbove(LAPTOPS, 3, 1), 1);
  t.is(await store.forgetAbove(LAPTOPS, 3, 10), 1);
  t.deepEqual(texts(BOB), ['3', '4', '5']);
});
