import test from 'ava';
import { LIMITS, type MessageId, type QueueId, type TeamId } from '../../kernel/index.ts';
import type { DownOf, TeamMessage } from '../../protocol/index.ts';
import { MAJA, PERSONAL, RAVI, sample, secondsAfterNoon } from '../testing/samples.ts';
import {
  chatOfQueue,
  isBehind,
  keptWords,
  looked,
  lookedAway,
  NO_TEAM_CHATS,
  readSavedChats,
  savedChats,
  takenBackFromTeam,
  unheard,
  unreadInTeams,
  unreadWords,
  withNewest,
  withOlder,
  withSaid,
  withTeamOutgoing,
  withTeamProgress,
  withTold,
  type TeamChat,
} from './team-chat.ts';

const LAPTOPS = sample<TeamId>('Laptops');
const PRINTERS = sample<TeamId>('Printers');

function message(place: number, from = RAVI): TeamMessage {
  return {
    place,
    at: secondsAfterNoon(place),
    messageId: sample<MessageId>(`M${place}`),
    from,
    text: `Text ${place}`,
  };
}
const messages = (...places: readonly number[]) => places.map((place) => message(place));
const places = (chat: TeamChat) => chat.messages.map(({ place }) => place);

function told(
  chats: readonly (readonly [team: TeamId, last: number, seenUpTo: number, unread: number])[],
  reset = true,
): DownOf<'team-chats'> {
  return {
    type: 'team-chats',
    reset,
    keptForDays: 90,
    chats: chats.map(([team, last, seenUpTo, unread]) => ({ team, last, seenUpTo, unread })),
  };
}

/** The chat of Laptops after the appliance has told of it. */
function chatAt(last: number, seenUpTo: number, unread: number): TeamChat {
  const chat = withTold(NO_TEAM_CHATS, told([[LAPTOPS, last, seenUpTo, unread]])).byTeam.get(LAPTOPS);
  if (chat === undefined) {
    throw new Error('there is no chat');
  }
  return chat;
}
/** The same, with its newest messages read. */
function readAt(
  newest: readonly TeamMessage[],
  hasOlder = false,
  seenUpTo = newest.at(-1)?.place ?? 0,
): TeamChat {
  const last = newest.at(-1)?.place ?? 0;
  const unread = newest.filter(({ place }) => place > seenUpTo).length;
  return withNewest(chatAt(last, seenUpTo, unread), { messages: [...newest], hasOlder, last }, MAJA.id);
}
const said = (previous: number, now: TeamMessage): DownOf<'team-said'> => ({
  type: 'team-said',
  team: LAPTOPS,
  previous,
  message: now,
});

test('a snapshot is all teams; one told alone keeps the others; a team that is named no more is gone', (t) => {
  const both = withTold(
    NO_TEAM_CHATS,
    told([
      [LAPTOPS, 9, 5, 3],
      [PRINTERS, 0, 0, 0],
    ]),
  );
  t.is(unreadInTeams(both), 3);
  const one = withTold(both, told([[LAPTOPS, 9, 9, 0]], false));
  t.deepEqual([...one.byTeam.keys()], [LAPTOPS, PRINTERS]);
  t.is(unreadInTeams(one), 0);
  t.deepEqual([...withTold(one, told([[PRINTERS, 0, 0, 0]])).byTeam.keys()], [PRINTERS]);
  t.is(chatOfQueue(one, `team:${LAPTOPS}` as QueueId)?.team, LAPTOPS);
  t.is(chatOfQueue(one, PERSONAL), undefined);
});

test('what follows what is here is added; what is here already is passed over; a gap is noticed and closed', (t) => {
  const read = readAt(messages(1, 4));
  const five = withSaid(read, said(4, message(5)), MAJA.id, false);
  t.deepEqual(places(five), [1, 4, 5]);
  t.is(five.unread, 1);
  t.false(isBehind(five));
  t.is(withSaid(five, said(4, message(5)), MAJA.id, false), five);
  t.is(withSaid(five, said(1, message(4)), MAJA.id, false), five);

  const gap = withSaid(five, said(8, message(9)), MAJA.id, false);
  t.deepEqual(places(gap), [1, 4, 5], 'nothing is shown behind a gap');
  t.true(isBehind(gap));
  t.is(gap.unread, 2);
  const closed = withNewest(gap, { messages: messages(5, 8, 9), hasOlder: true, last: 9 }, MAJA.id);
  t.deepEqual(places(closed), [1, 4, 5, 8, 9]);
  t.false(isBehind(closed));
  t.false(closed.hasOlder, 'the beginning was here already');
});

test('after a long time away only the newest page stays, and the rest is read on the way back', (t) => {
  const away = { ...readAt(messages(1, 2, 3)), last: 90 };
  const page = { messages: messages(80, 85, 90), hasOlder: true, last: 90 };
  const back = withNewest(away, page, MAJA.id);
  t.deepEqual(places(back), [80, 85, 90]);
  t.true(back.hasOlder);
  const older = withOlder(back, { messages: messages(3, 70), hasOlder: true, last: 90 });
  t.deepEqual(places(older), [3, 70, 80, 85, 90]);
  t.true(older.hasOlder);
});

test('what was said while a page was on its way is neither lost nor doubled', (t) => {
  const asked = { ...readAt(messages(1, 2)), newest: 'asked' as const };
  const meanwhile = withSaid(asked, said(2, message(3)), MAJA.id, true);
  const after = withNewest(meanwhile, { messages: messages(1, 2), hasOlder: false, last: 2 }, MAJA.id);
  t.deepEqual(places(after), [1, 2, 3]);
  t.is(after.upTo, 3);
  t.is(after.last, 3);
  t.is(after.newest, 'nothing');
});

test('a chat that was never opened counts what comes, and holds nothing', (t) => {
  const one = withSaid(chatAt(4, 4, 0), said(4, message(5)), MAJA.id, false);
  t.is(one.unread, 1);
  t.deepEqual(one.messages, []);
  t.true(isBehind(one));
  t.is(withSaid(one, said(5, message(6, MAJA)), MAJA.id, false).unread, 1, 'my own words are not news');
  const many = { ...one, unread: LIMITS.teamChatUnread };
  t.is(withSaid(many, said(5, message(6)), MAJA.id, false).unread, LIMITS.teamChatUnread);
});

test('looking at it makes it seen, with a mark before what was new; what comes meanwhile needs no mark', (t) => {
  const news = readAt(messages(1, 2, 3), false, 1);
  t.is(news.unread, 2);
  const seen = looked(news);
  t.like(seen, { unread: 0, seenUpTo: 3, newAfter: 1 });
  t.is(looked(seen), seen);
  const more = withSaid(seen, said(3, message(4)), MAJA.id, true);
  t.like(more, { unread: 0, seenUpTo: 4, newAfter: 1 });
  const gone = lookedAway(more);
  t.is(gone.newAfter, undefined);
  t.is(looked(gone).newAfter, undefined);
  const behind = { ...news, last: 9 };
  t.is(looked(behind), behind, 'what is not here yet was not seen');
});

test('seen on another browser is seen here; what the appliance did not hear is told again', (t) => {
  const chats = withTold(NO_TEAM_CHATS, told([[LAPTOPS, 9, 5, 3]]));
  t.is(withTold(chats, told([[LAPTOPS, 9, 9, 0]], false)).byTeam.get(LAPTOPS)?.unread, 0);

  const seen = new Map(chats.byTeam).set(LAPTOPS, { ...chatAt(9, 9, 0) });
  const again = told([[LAPTOPS, 12, 5, 6]]);
  const after = withTold({ ...chats, byTeam: seen }, again);
  t.like(after.byTeam.get(LAPTOPS), { seenUpTo: 9, unread: 0, last: 12 });
  t.deepEqual(unheard(after, again), [{ team: LAPTOPS, upTo: 9 }]);
  const answered = told([[LAPTOPS, 12, 9, 2]], false);
  t.is(withTold(after, answered).byTeam.get(LAPTOPS)?.unread, 2);
  t.deepEqual(unheard(withTold(after, answered), answered), []);
});

test('an appliance that was put back to an earlier day is believed', (t) => {
  const here = readAt(messages(7, 8, 9));
  const chats = { ...NO_TEAM_CHATS, byTeam: new Map([[LAPTOPS, here]]) };
  const after = withTold(chats, told([[LAPTOPS, 4, 2, 2]])).byTeam.get(LAPTOPS);
  t.like(after, { last: 4, seenUpTo: 4 });
  t.deepEqual(after?.messages, []);
  t.true(after !== undefined && isBehind(after));
});

test('what I write stands at the end until the appliance has it, and not twice', (t) => {
  const mine = message(5, MAJA);
  const outgoing = { messageId: mine.messageId, text: mine.text, at: mine.at };
  const written = withTeamOutgoing({ ...readAt(messages(4)), draft: mine.text, newAfter: 3 }, outgoing);
  t.like(written, { draft: '', newAfter: undefined });
  t.is(written.outgoing[0]?.progress, 'sending');
  t.deepEqual(withSaid(written, said(4, mine), MAJA.id, true).outgoing, []);
  t.deepEqual(
    withNewest(written, { messages: [message(4), mine], hasOlder: false, last: 5 }, MAJA.id).outgoing,
    [],
  );
  const other = { ...mine, from: RAVI };
  t.is(withSaid(written, said(4, other), MAJA.id, true).outgoing.length, 1, 'another may have the same id');

  const failed = withTeamProgress(written, mine.messageId, { failed: 'No.' });
  t.deepEqual(failed.outgoing[0]?.progress, { failed: 'No.' });
  const back = takenBackFromTeam({ ...failed, draft: 'And' }, mine.messageId);
  t.is(back.draft, `${mine.text}\nAnd`);
  t.deepEqual(back.outgoing, []);
});

test('a page that is open for days holds a bounded part of each chat', (t) => {
  let chat = readAt(messages(1));
  for (let place = 2; place <= 5_000; place += 1) {
    chat = withSaid(chat, said(place - 1, message(place)), MAJA.id, true);
    t.true(chat.messages.length <= 2_000);
  }
  t.true(chat.hasOlder);
  t.is(chat.messages.at(-1)?.place, 5_000);
  const away = lookedAway(chat);
  t.true(away.messages.length <= 300);
  t.is(away.messages.at(-1)?.place, 5_000);
});

test('drafts and what was on its way survive a reload, of each team', (t) => {
  const written = withTeamOutgoing(readAt(messages(1)), {
    messageId: sample<MessageId>('Mine'),
    text: 'On its way',
    at: secondsAfterNoon(1),
  });
  const byTeam = new Map([
    [LAPTOPS, { ...written, draft: 'Half a' }],
    [PRINTERS, readAt(messages(2))],
  ]);
  const stored: unknown = JSON.parse(JSON.stringify(savedChats({ ...NO_TEAM_CHATS, byTeam })));
  const saved = readSavedChats(stored);
  t.deepEqual([...saved.keys()], [LAPTOPS]);
  const before = { ...NO_TEAM_CHATS, saved };
  t.deepEqual(
    JSON.parse(JSON.stringify(savedChats(before))),
    stored,
    'also while the appliance has not told yet',
  );
  const after = withTold(before, told([[LAPTOPS, 1, 1, 0]]));
  t.like(after.byTeam.get(LAPTOPS), { draft: 'Half a' });
  t.like(after.byTeam.get(LAPTOPS)?.outgoing[0], { text: 'On its way', progress: 'sending' });
  const left = withTold(after, told([]));
  t.is(withTold(left, told([[LAPTOPS, 1, 1, 0]])).byTeam.get(LAPTOPS)?.draft, '', 'once only');
  for (const wrong of [undefined, 7, [{}], [{ team: 'x', draft: '', outgoing: [] }]]) {
    t.is(readSavedChats(wrong).size, 0);
  }
});

test('the bubble says how many and where; the chat says for how long it is kept', (t) => {
  t.is(unreadWords(1, 'Laptops'), '1 new message in Laptops');
  t.is(unreadWords(3, 'Laptops'), '3 new messages in Laptops');
  t.is(unreadWords(LIMITS.teamChatUnread, 'Laptops'), '99+ new messages in Laptops');
  t.is(keptWords(90), 'Messages are kept for 90 days.');
  t.is(keptWords(1), 'Messages are kept for a day.');
  t.is(keptWords(0), 'Messages are not kept: each goes an hour after it was written.');
});
