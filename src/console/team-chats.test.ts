import test from 'ava';
import { Fault, FAULTS, teamOfQueue, type MessageId, type TeamId } from '../kernel/index.ts';
import type { DownOf } from '../protocol/index.ts';
import { attentionCount } from './model/console-state.ts';
import { withSound, withTeamChat } from './model/preferences.ts';
import { ConsoleAtWork } from './testing/console-at-work.ts';
import { MAJA, RAVI, sample, secondsAfterNoon, TEAM } from './testing/samples.ts';

const LAPTOPS = teamOfQueue(TEAM) as TeamId;

function told(work: ConsoleAtWork, last: number, seenUpTo: number, unread: number, reset = true): void {
  work.hear({
    type: 'team-chats',
    reset,
    keptForDays: 90,
    chats: [{ team: LAPTOPS, last, seenUpTo, unread }],
  });
}

function message(place: number, from = RAVI): DownOf<'team-said'>['message'] {
  return {
    place,
    at: secondsAfterNoon(place),
    messageId: sample<MessageId>(`M${place}`),
    from,
    text: `Text ${place}`,
  };
}

function says(work: ConsoleAtWork, place: number, from = RAVI, previous = place - 1): void {
  work.hear({ type: 'team-said', team: LAPTOPS, previous, message: message(place, from) });
}

/** A console in a team whose chat has `last` messages, `unread` of them new. */
function atWork(last = 0, unread = 0, work = new ConsoleAtWork()): ConsoleAtWork {
  work.welcome();
  work.queue([]);
  told(work, last, last - unread, unread);
  return work;
}

/** The newest page is asked for and comes. */
async function pageComes(work: ConsoleAtWork, places: readonly number[], hasOlder = false): Promise<void> {
  await work.last('team-chat-page').answer({
    messages: places.map((place) => message(place)),
    hasOlder,
    last: places.at(-1) ?? 0,
  });
}

const chat = (work: ConsoleAtWork) => work.state.teamChats.byTeam.get(LAPTOPS);
const pages = (work: ConsoleAtWork) => work.asked.filter(({ body }) => body.type === 'team-chat-page').length;
const seen = (work: ConsoleAtWork) => work.told.filter((remark) => remark.type === 'team-chat-seen');

test('what a colleague writes is heard, announced and counted, until the chat is opened', async (t) => {
  const work = atWork(3);
  t.is(attentionCount(work.state), 0);
  says(work, 4);
  t.is(chat(work)?.unread, 1);
  t.is(attentionCount(work.state), 1);
  t.deepEqual(work.rung, ['team-chat']);
  t.is(work.state.announcement, 'Ravi Shah wrote. 1 new message in E-mail');
  says(work, 5);
  t.deepEqual(work.rung, ['team-chat'], 'lines that follow each other closely ring once');
  work.pass(5_000);
  says(work, 6);
  t.is(work.rung.length, 2);
  t.is(pages(work), 0, 'nothing is read that nobody looks at');

  work.console.teamChats.open(TEAM);
  t.is(work.state.queue, TEAM);
  t.is(work.state.tabs.active, 'queues');
  t.deepEqual(seen(work), [], 'nothing was in front of the person yet');
  await pageComes(work, [2, 3, 4, 5, 6]);
  t.like(chat(work), { unread: 0, newAfter: 3 });
  t.deepEqual(seen(work), [{ type: 'team-chat-seen', team: LAPTOPS, upTo: 6 }]);
  t.is(attentionCount(work.state), 0);
});

test('while it is looked at nothing rings, and everything is seen at once', async (t) => {
  const work = atWork(1);
  work.console.teamChats.open(TEAM);
  await pageComes(work, [1]);
  says(work, 2);
  t.is(chat(work)?.unread, 0);
  t.deepEqual(work.rung, []);
  t.like(seen(work).at(-1), { upTo: 2 });
  t.is(chat(work)?.newAfter, undefined);
});

test('a page that nobody sees rings, and counts as read when somebody comes back to it', async (t) => {
  const work = atWork(1);
  work.console.prefer((before) => ({ ...before, systemNotices: true }));
  work.console.teamChats.open(TEAM);
  await pageComes(work, [1]);
  work.seen = false;
  says(work, 2);
  t.is(chat(work)?.unread, 1);
  t.deepEqual(work.notified, ['Ravi Shah in E-mail']);
  work.seen = true;
  work.console.sightChanged();
  t.like(chat(work), { unread: 0, newAfter: 1 });
  t.like(seen(work).at(-1), { upTo: 2 });
});

test('its sound can be switched off alone; my own words never ring', (t) => {
  const work = atWork(1);
  says(work, 2, MAJA);
  t.deepEqual(work.rung, []);
  t.is(chat(work)?.unread, 0);
  work.console.prefer((before) => withSound(before, 'team-chat', false));
  says(work, 3);
  t.deepEqual(work.rung, []);
  t.is(chat(work)?.unread, 1);
});

test('what was written before the page was opened is no news, what came during a break is', (t) => {
  const work = atWork(5, 2);
  t.deepEqual(work.rung, []);
  t.is(chat(work)?.unread, 2);
  work.welcome();
  told(work, 9, 3, 5);
  t.deepEqual(work.rung, ['team-chat']);
  t.is(work.state.announcement, '5 new messages in E-mail');
});

test('after a break the newest are read again, once, and join what is here', async (t) => {
  const work = atWork(2);
  work.console.teamChats.open(TEAM);
  await pageComes(work, [1, 2]);
  work.welcome();
  told(work, 4, 2, 2);
  t.is(pages(work), 2);
  says(work, 5);
  t.is(pages(work), 2, 'it is on its way already');
  await pageComes(work, [1, 2, 3, 4, 5]);
  t.deepEqual(
    chat(work)?.messages.map(({ place }) => place),
    [1, 2, 3, 4, 5],
  );
  t.like(chat(work), { unread: 0 });
  t.deepEqual(work.rung, [], 'it is in front of the person');
});

test('what was seen while the appliance could not hear it is told again', async (t) => {
  const work = atWork(2);
  work.console.teamChats.open(TEAM);
  await pageComes(work, [1, 2]);
  says(work, 3);
  work.told.length = 0;
  work.welcome();
  told(work, 3, 2, 1);
  t.deepEqual(seen(work), [{ type: 'team-chat-seen', team: LAPTOPS, upTo: 3 }]);
  t.is(chat(work)?.unread, 0);
});

test('an answer that lags behind what was seen since is not told again: far away that would never end', async (t) => {
  const work = atWork(1);
  work.console.teamChats.open(TEAM);
  await pageComes(work, [1]);
  for (const place of [2, 3, 4]) {
    says(work, place);
  }
  t.is(seen(work).at(-1)?.upTo, 4);
  const before = seen(work).length;
  for (const [last, seenUpTo] of [
    [2, 1],
    [3, 2],
    [4, 3],
    [4, 4],
  ] as const) {
    told(work, last, seenUpTo, last - seenUpTo, false);
  }
  t.is(seen(work).length, before);
  t.like(chat(work), { unread: 0, seenUpTo: 4 });
});

test('older messages are asked for one page at a time, and a failure can be tried again', async (t) => {
  const work = atWork(9);
  work.console.teamChats.open(TEAM);
  await pageComes(work, [7, 8, 9], true);
  const { teamChats } = work.console;
  const first = teamChats.readOlder(LAPTOPS);
  void teamChats.readOlder(LAPTOPS);
  t.is(pages(work), 2);
  t.like(work.last('team-chat-page').body, { before: 7 });
  await work.last('team-chat-page').refuse(new Fault('database-busy'));
  await first;
  t.like(chat(work)?.older, { failed: FAULTS['database-busy'][1] });
  const again = teamChats.readOlder(LAPTOPS);
  await pageComes(work, [5, 6]);
  await again;
  t.deepEqual(
    chat(work)?.messages.map(({ place }) => place),
    [5, 6, 7, 8, 9],
  );
  await teamChats.readOlder(LAPTOPS);
  t.is(pages(work), 3, 'there are none before');
});

test('a message is sent once, kept when it fails, and its draft stays with its team', async (t) => {
  const work = atWork(1);
  work.console.teamChats.open(TEAM);
  await pageComes(work, [1]);
  const { teamChats } = work.console;
  await teamChats.send(LAPTOPS);
  t.is(work.asked.filter(({ body }) => body.type === 'say-to-team').length, 0, 'nothing was written');
  teamChats.draft(LAPTOPS, '  Who is free?  ');
  const sending = teamChats.send(LAPTOPS);
  t.like(work.last('say-to-team').body, { team: LAPTOPS, text: 'Who is free?' });
  t.is(chat(work)?.draft, '');
  await work.last('say-to-team').refuse(new Fault('too-many'));
  await sending;
  const [failed] = chat(work)?.outgoing ?? [];
  t.like(failed?.progress, { failed: FAULTS['too-many'][1] });
  const again = teamChats.sendAgain(LAPTOPS, failed?.messageId as MessageId);
  t.like(work.last('say-to-team').body, { messageId: failed?.messageId });
  await work.last('say-to-team').answer();
  await again;
  work.hear({
    type: 'team-said',
    team: LAPTOPS,
    previous: 1,
    message: { ...message(2, MAJA), messageId: failed?.messageId as MessageId },
  });
  t.deepEqual(chat(work)?.outgoing, []);
  teamChats.draft(LAPTOPS, 'Half a sentence');
  work.console.showQueue(work.state.me?.personalQueue ?? TEAM);
  work.console.showQueue(TEAM);
  t.is(chat(work)?.draft, 'Half a sentence');
  teamChats.draft(LAPTOPS, 'x'.repeat(4_001));
  await teamChats.send(LAPTOPS);
  t.is(chat(work)?.draft.length, 4_001);
});

test('what was sent without an answer is sent again after a reload, under the same id', async (t) => {
  const work = atWork(1);
  work.console.teamChats.draft(LAPTOPS, 'Before the reload');
  void work.console.teamChats.send(LAPTOPS);
  const { body } = work.last('say-to-team');
  const next = atWork(1, 0, work.reloaded());
  t.deepEqual(next.last('say-to-team').body, body);
  t.is(next.asked.length, 1);
});

test('an open chat is open again after a reload, and whoever leaves the team sees it no more', async (t) => {
  const work = atWork(1);
  work.console.teamChats.open(TEAM);
  await pageComes(work, [1]);
  t.deepEqual(work.state.preferences, withTeamChat(work.state.preferences, TEAM, true));
  const next = atWork(1, 0, work.reloaded());
  t.is(pages(next), 1, 'read without being asked to open it');
  await pageComes(next, [1]);
  next.hear({ type: 'team-chats', reset: true, keptForDays: 90, chats: [] });
  t.is(chat(next), undefined);
  says(next, 2);
  t.deepEqual(next.rung, []);
  next.console.teamChats.close(TEAM);
  t.deepEqual(next.state.preferences.teamChats, []);
});
