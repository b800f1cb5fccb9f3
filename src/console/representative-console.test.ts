import test from 'ava';
import {
  Fault,
  type InvitationId,
  type KeyId,
  type MessageId,
  type NoticeId,
  type SessionId,
} from '../kernel/index.ts';
import type { GeneratedKey } from '../protocol/index.ts';
import { Unanswered } from '../link/index.ts';
import { acceptable, attentionCount, shownQueue } from './model/console-state.ts';
import { portalsOf } from './model/desk.ts';
import { NEW_SESSION, partOf, unreadCount } from './model/open-session.ts';
import { withFavourite, withSound } from './model/preferences.ts';
import { ConsoleAtWork } from './testing/console-at-work.ts';
import {
  ACCEPTED,
  ANNA,
  chat,
  MAJA,
  NOON,
  PERSONAL,
  RAVI,
  row,
  sample,
  secondsAfterNoon,
  TEAM,
} from './testing/samples.ts';

const S1 = sample<SessionId>('A');
const S2 = sample<SessionId>('B');

/** A console with one session open, Anna's. */
function inSession(): ConsoleAtWork {
  const work = new ConsoleAtWork();
  work.welcome({ sessions: [S1], head: 3 });
  work.queue([row('A', { status: 'in-session' })]);
  work.events(S1, ACCEPTED);
  return work;
}

test('a session that is mine has a tab, and does not push itself in front', (t) => {
  const { state } = inSession();
  t.deepEqual(state.tabs, { list: [{ session: S1, name: undefined }], active: 'queues' });
});

test('accepting opens the tab in front as soon as the session is mine, and not before', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([row('A')]);
  const accepting = work.console.accept(S1);
  t.true(work.state.accepting.has(S1));
  await work.last('accept').answer();
  await accepting;
  t.is(work.state.tabs.list.length, 0);
  work.events(S1, ACCEPTED);
  t.is(work.state.tabs.active, S1);
  t.false(work.state.accepting.has(S1));
});

test('a session accepted in another window of mine gets a tab here, behind', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([row('A')]);
  work.events(S1, ACCEPTED);
  t.is(work.state.tabs.list.length, 1);
  t.is(work.state.tabs.active, 'queues');
});

test('accepting twice asks once', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([row('A')]);
  void work.console.accept(S1);
  void work.console.accept(S1);
  t.is(work.asked.length, 1);
});

test('who comes too late is told who was first, politely', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([row('A')]);
  const accepting = work.console.accept(S1);
  await work
    .last('accept')
    .refuse(new Fault('already-accepted', { sentence: 'Ravi has already accepted this session.' }));
  await accepting;
  t.deepEqual(work.notices, ['Customer A: Ravi has already accepted this session.']);
  t.is(work.state.tabs.active, 'queues');
  t.false(work.state.accepting.has(S1));
});

test('Accept without a choice takes the one who waits longest, with a choice the chosen one', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([row('A'), row('B', { queuedAt: secondsAfterNoon(-5) })]);
  void work.console.acceptNext();
  t.like(work.last('accept').body, { session: S2 });
  work.console.select(S1);
  void work.console.acceptNext();
  t.like(work.last('accept').body, { session: S1 });
});

test('a second click on a row closes its details, and a customer who goes takes them along', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([row('A')]);
  work.console.select(S1);
  work.console.select(S1);
  t.is(work.state.selected, undefined);
  work.console.select(S1);
  work.hear({ type: 'queues', reset: false, queues: [], rows: [], gone: [{ queue: PERSONAL, session: S1 }] });
  t.is(work.state.selected, undefined);
});

test('a message is kept under one id until the appliance has it', async (t) => {
  const work = inSession();
  work.console.draft(S1, 'chat', ' Hello ');
  const sending = work.console.send(S1, 'chat');
  const open = () => work.state.sessions.get(S1);
  t.is(open()?.chatDraft, '');
  t.like(open()?.outgoing[0], { text: 'Hello', progress: 'sending' });
  await work.last('say').answer();
  await sending;
  t.like(open()?.outgoing[0], { progress: 'sent' });
  const { body } = work.last('say');
  work.events(
    S1,
    [
      {
        type: 'chat',
        messageId: 'messageId' in body ? body.messageId : ('' as MessageId),
        from: MAJA,
        text: 'Hello',
      },
    ],
    4,
  );
  t.is(open()?.outgoing.length, 0);
});

test('a message that is refused says why, and is sent again under the same id', async (t) => {
  const work = inSession();
  work.console.draft(S1, 'chat', 'Hello');
  const sending = work.console.send(S1, 'chat');
  const first = work.last('say');
  await first.refuse(new Unanswered('no-answer'));
  await sending;
  const message = work.state.sessions.get(S1)?.outgoing[0];
  t.deepEqual(message?.progress, { failed: 'The appliance did not answer in time. Please try again.' });
  void work.console.sendAgain(S1, message?.messageId ?? ('' as MessageId));
  t.deepEqual(work.last('say').body, first.body);
  t.is(work.asked.filter(({ body }) => body.type === 'say').length, 2);
});

test('an empty or too long text stays where it is', async (t) => {
  const work = inSession();
  for (const text of ['   ', 'x'.repeat(4001)]) {
    work.console.draft(S1, 'chat', text);
    await work.console.send(S1, 'chat');
    t.is(work.state.sessions.get(S1)?.chatDraft, text);
  }
  t.is(work.asked.length, 0);
});

test('typing is told at most every two seconds', (t) => {
  const work = inSession();
  for (const [atMs, text] of [
    [0, 'a'],
    [500, 'ab'],
    [1999, 'abc'],
    [2000, 'abcd'],
  ] as const) {
    work.nowMs = atMs;
    work.console.draft(S1, 'chat', text);
  }
  t.is(work.told.filter(({ type }) => type === 'typing').length, 2);
});

test('the customer’s message is acknowledged once, and again on a new connection only while it is not known', (t) => {
  const work = inSession();
  const received = () => work.told.filter(({ type }) => type === 'received').length;
  work.events(S1, [chat(ANNA, 'Are you there?', 'C1')], 4);
  t.deepEqual(work.told.at(-1), { type: 'received', session: S1, upTo: 4 });
  work.events(S1, [{ type: 'recording-started', recordingId: sample('R1') }], 5);
  t.is(received(), 1);
  work.welcome({ sessions: [S1] });
  work.events(S1, [{ type: 'screen-requested', by: MAJA }], 6);
  t.is(received(), 2);
  work.events(S1, [{ type: 'chat-delivered', to: MAJA.id, upTo: 4 }], 7);
  work.welcome({ sessions: [S1] });
  work.events(S1, [{ type: 'screen-request-closed', outcome: 'denied' }], 8);
  t.is(received(), 2);
});

test('a new message rings when its tab is not in front; what is old when the page opens does not', (t) => {
  const work = new ConsoleAtWork();
  work.welcome({ sessions: [S1], head: 4 });
  work.events(S1, [...ACCEPTED, chat(ANNA, 'Old', 'C1')]);
  t.deepEqual(work.rung, []);
  t.is(attentionCount(work.state), 1);
  work.events(S1, [chat(ANNA, 'New', 'C2')], 5);
  t.deepEqual(work.rung, ['chat']);
  work.console.activate(S1);
  t.is(attentionCount(work.state), 0);
  work.events(S1, [chat(ANNA, 'Seen', 'C3')], 6);
  t.deepEqual(work.rung, ['chat']);
});

test('a hidden page reads nothing until it is seen again', (t) => {
  const work = inSession();
  work.console.activate(S1);
  work.seen = false;
  work.events(S1, [chat(ANNA, 'Hello?', 'C1')], 4);
  t.is(unreadCount(work.state.sessions.get(S1) ?? NEW_SESSION, MAJA.id), 1);
  work.seen = true;
  work.console.sightChanged();
  t.is(unreadCount(work.state.sessions.get(S1) ?? NEW_SESSION, MAJA.id), 0);
});

test('sounds can be switched off, and notifications come only hidden, wanted and allowed', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([]);
  work.console.prefer((before) => ({ ...before, sounds: false }));
  work.queue([row('A')], false);
  t.deepEqual([work.rung, work.notified], [[], []]);
  work.mayNotify = 'denied';
  await work.console.allowSystemNotices(true);
  t.false(work.state.preferences.systemNotices);
  work.mayNotify = 'granted';
  await work.console.allowSystemNotices(true);
  work.queue([row('B')], false);
  t.deepEqual(work.notified, []);
  work.seen = false;
  work.queue([row('C')], false);
  t.deepEqual(work.notified, ['Customer C is waiting']);
});

test('a reload brings back tabs, names, the one in front, drafts, and sends again what had no answer', (t) => {
  const before = inSession();
  before.console.renameTab(S1, 'Printer');
  before.console.activate(S1);
  before.console.draft(S1, 'chat', 'On its way');
  void before.console.send(S1, 'chat');
  before.console.draft(S1, 'chat', 'Half a sent');
  before.console.draft(S1, 'note', 'A note');

  const after = before.reloaded();
  t.deepEqual(after.console.shown(), [{ session: S1, upTo: 0 }]);
  after.welcome({ sessions: [S1], head: 3 });
  after.events(S1, ACCEPTED);
  t.deepEqual(after.state.tabs, { list: [{ session: S1, name: 'Printer' }], active: S1 });
  t.like(after.state.sessions.get(S1), { chatDraft: 'Half a sent', noteDraft: 'A note' });
  t.deepEqual(after.last('say').body, before.last('say').body);
});

test('an ended session keeps its tab, over a reload too, until it is closed', (t) => {
  const before = inSession();
  const ended = { type: 'ended' as const, reason: 'ended-by-customer' as const, by: ANNA };
  before.events(S1, [ended], 4);
  t.is(before.state.tabs.list.length, 1);
  t.deepEqual(before.notices, ['Anna Lindqvist: Anna Lindqvist ended the session.']);

  const after = before.reloaded();
  after.welcome({ head: 4 });
  after.events(S1, [...ACCEPTED, ended]);
  t.is(after.state.tabs.list.length, 1);
  after.console.closeTab(S1);
  t.is(after.state.tabs.list.length, 0);
  after.events(S1, [...ACCEPTED, ended]);
  t.is(after.state.tabs.list.length, 0);
});

test('closing the tab of an ended session offers its survey, unless it asks nothing or something else is open', async (t) => {
  const ended = { type: 'ended' as const, reason: 'ended-by-customer' as const, by: ANNA };
  for (const [isSurveyed, isBusy, dialog] of [
    [true, false, 'survey'],
    [false, false, 'none'],
    [true, true, 'help'],
  ] as const) {
    const work = inSession();
    work.events(S1, [ended], 4);
    if (isSurveyed) {
      work.surveyed.add(S1);
    }
    work.console.closeTab(S1);
    if (isBusy) {
      work.console.press({ do: 'help' });
    }
    await new Promise((resolve) => void setImmediate(resolve));
    t.is(work.state.dialog.kind, dialog);
    work.console.closeDialog();
    t.is(work.state.dialog.kind, 'none');
  }
});

test('a running session cannot be closed, only ended', (t) => {
  const work = inSession();
  work.console.closeTab(S1);
  t.is(work.state.tabs.list.length, 1);
  t.regex(work.notices[0] ?? '', /still running/);
});

test('a session that the appliance knows no more after a break is over here too', (t) => {
  const work = inSession();
  work.welcome({ sessions: [] });
  t.true(work.state.sessions.get(S1)?.lost);
  work.welcome({ sessions: [S1] });
  t.false(work.state.sessions.get(S1)?.lost);
});

test('the page tells the appliance what it shows, session by session', (t) => {
  t.deepEqual(inSession().console.shown(), [{ session: S1, upTo: 3 }]);
});

test('the picture is watched while it is shared, renewed on a new connection or relay, and stopped', (t) => {
  const work = inSession();
  work.pictures.length = 0;
  work.events(S1, [{ type: 'screen-started', producerId: 'P1' }], 4);
  work.hear({ type: 'media-restarted', session: S1 });
  work.hear({ type: 'sender-delay', session: S1, delayMs: 40, limitedBy: 'none' });
  work.welcome({ sessions: [S1] });
  work.events(S1, [{ type: 'screen-stopped', reason: 'stopped-by-customer' }], 5);
  t.deepEqual(work.pictures, ['watch A P1', 'renew A', 'heard 40', 'renew A', 'stop A']);
});

test('asking for the screen twice asks once, and a refusal is said', async (t) => {
  const work = inSession();
  const asking = work.console.requestScreen(S1);
  void work.console.requestScreen(S1);
  t.is(work.asked.length, 1);
  await work.last('request-screen').refuse(new Fault('request-open'));
  await asking;
  t.regex(work.notices[0] ?? '', /already been asked/);
  t.false(work.state.busyScreens.has(S1));
});

test('ending asks first; a session that has ended meanwhile is no mistake', async (t) => {
  const work = inSession();
  work.console.askToEnd(S1);
  t.is(work.asked.length, 0);
  const ending = work.console.end(S1);
  await work.last('end-session').refuse(new Fault('already-ended'));
  await ending;
  t.is(work.state.dialog.kind, 'none');
  t.deepEqual(work.notices, []);
});

test('an end that fails leaves the question open with the reason', async (t) => {
  const work = inSession();
  work.console.askToEnd(S1);
  const ending = work.console.end(S1);
  await work.last('end-session').refuse(new Fault('database-busy'));
  await ending;
  t.like(work.state.dialog, {
    kind: 'end-session',
    busy: false,
    problem: 'The appliance is busy. Please try again in a moment.',
  });
});

const KEY: GeneratedKey = {
  id: 'key-key-key-key-key-kk' as KeyId,
  key: 'K7QM3XWP',
  url: 'https://support.example/?key=K7QM3XWP',
  ways: { localMail: { subject: 'Hello', body: 'Come here' }, serverMail: true, sms: true },
  expiresAt: secondsAfterNoon(1),
};

test('a generated key is shown, its choice remembered, key and link copied', async (t) => {
  const work = inSession();
  work.console.keys.open();
  const { dialog } = work.state;
  t.true(dialog.kind === 'session-key' && dialog.at.step === 'choosing');
  if (dialog.kind === 'session-key') {
    work.console.keys.choose({ ...dialog.at.choice, validForMs: 900_000 });
  }
  const generating = work.console.keys.generate();
  t.like(work.last('generate-key').body, { validForMs: 900_000 });
  await work.last('generate-key').answer(KEY);
  await generating;
  await work.console.keys.copy('key');
  await work.console.keys.copy('link');
  t.deepEqual(work.copied, [KEY.key, KEY.url]);
  t.like(work.state.dialog, { kind: 'session-key', at: { step: 'made', key: KEY, copied: 'link' } });

  const after = work.reloaded();
  after.welcome();
  after.console.keys.open();
  t.like(after.state.dialog, { kind: 'session-key', at: { choice: { validForMs: 900_000 } } });
});

test('a key that cannot be made says why and keeps the choice', async (t) => {
  const work = inSession();
  work.console.keys.open();
  const generating = work.console.keys.generate();
  await work.last('generate-key').refuse(new Fault('too-many'));
  await generating;
  t.like(work.state.dialog, {
    kind: 'session-key',
    at: {
      step: 'choosing',
      busy: false,
      problem: 'That was too often in a short time. Please wait a moment and try again.',
    },
  });
});

test('an answer for a dialog that was closed meanwhile opens nothing', async (t) => {
  const work = inSession();
  work.console.keys.open();
  const generating = work.console.keys.generate();
  work.console.closeDialog();
  await work.last('generate-key').answer(KEY);
  await generating;
  t.is(work.state.dialog.kind, 'none');
});

test('a browser that refuses to copy is not claimed to have copied', async (t) => {
  const work = inSession();
  work.mayCopy = false;
  work.console.keys.open();
  const generating = work.console.keys.generate();
  await work.last('generate-key').answer(KEY);
  await generating;
  await work.console.keys.copy('key');
  t.like(work.state.dialog, { kind: 'session-key', at: { step: 'made', copied: 'refused' } });
});

test('a key is sent by the appliance: the recipient stays until the answer, and what it says is shown there', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.console.keys.open();
  void work.console.keys.generate();
  await work.last('generate-key').answer(KEY);
  const sending = () => {
    const { dialog } = work.state;
    return dialog.kind === 'session-key' && dialog.at.step === 'made' ? dialog.at.sending : undefined;
  };

  await work.console.keys.send('mail');
  t.like(sending()?.mail, { state: 'open', problem: 'Please enter the customer’s e-mail address.' });
  work.console.keys.typeRecipient('mail', ' anna@example.com ');
  t.like(sending()?.mail, { problem: undefined });
  void work.console.keys.send('mail');
  void work.console.keys.send('mail');
  work.console.keys.typeRecipient('mail', 'somebody else');
  t.like(sending()?.mail, { state: 'busy', to: ' anna@example.com ' });
  t.is(work.asked.filter(({ body }) => body.type === 'send-invitation').length, 1);
  t.like(work.last('send-invitation').body, {
    key: KEY.key,
    way: 'mail',
    to: ' anna@example.com ',
    language: 'en',
  });
  await work.last('send-invitation').refuse(new Fault('not-sent', { sentence: 'The server said no.' }));
  t.deepEqual(sending()?.mail, { state: 'open', to: ' anna@example.com ', problem: 'The server said no.' });
  void work.console.keys.send('mail');
  await work.last('send-invitation').answer();
  t.deepEqual(sending()?.mail, { state: 'sent', to: '', sentTo: 'anna@example.com' });
  t.like(sending()?.sms, { state: 'open', to: '' });
});

test('an answer for a key that is not shown any more says nothing about the next one', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.console.keys.open();
  void work.console.keys.generate();
  await work.last('generate-key').answer(KEY);
  work.console.keys.typeRecipient('sms', '0701234567');
  void work.console.keys.send('sms');
  const late = work.last('send-invitation');
  work.console.closeDialog();
  work.console.keys.open();
  void work.console.keys.generate();
  await work.last('generate-key').answer({ ...KEY, key: 'ABCD2345' });
  await late.answer();
  t.like(work.state.dialog, { at: { step: 'made', sending: { sms: { state: 'open', to: '' } } } });
});

test('keys belong to the dialog while one is open', (t) => {
  const work = inSession();
  work.console.press({ do: 'help' });
  work.console.press({ do: 'tab', place: 2 });
  work.console.press({ do: 'session-key' });
  t.is(work.state.tabs.active, 'queues');
  t.is(work.state.dialog.kind, 'help');
});

test('the search finds a customer who waits and shows them', (t) => {
  const work = inSession();
  work.queue([row('A', { status: 'in-session' }), row('B')]);
  work.console.activate(S1);
  work.console.press({ do: 'search' });
  work.console.search('customer b');
  work.console.choose();
  t.is(work.state.selected, S2);
  t.is(work.state.tabs.active, 'queues');
  t.is(work.state.dialog.kind, 'none');
});

test('a message of information goes by itself, a problem stays until it is closed', async (t) => {
  const work = inSession();
  work.console.closeTab(S1);
  const asking = work.console.requestScreen(S1);
  await work.last('request-screen').refuse(new Fault('relay-down'));
  await asking;
  t.is(work.notices.length, 2);
  work.nowMs = 60_000;
  work.console.tick();
  t.is(work.notices.length, 1);
  work.console.dismiss(work.state.notices[0]?.id ?? 0);
  t.deepEqual(work.notices, []);
});

test('it is said to how many a notice was shown, and that it was to nobody', async (t) => {
  const work = inSession();
  for (const told of [1, 3, 0]) {
    void work.console.sendNotice(sample<NoticeId>('outage'), { queue: row('A').queue });
    await work.last('send-notice').answer({ told });
  }
  t.deepEqual(work.notices, [
    'The notice is shown to one customer.',
    'The notice is shown to 3 customers.',
    'Nobody was shown the notice: they wait no longer, or it is not for their site.',
  ]);
});

test('a clock of this page that is wrong does not change how long people wait', (t) => {
  const work = new ConsoleAtWork();
  work.nowMs = 7 * 3_600_000;
  work.hear({
    type: 'welcome',
    version: 1,
    now: NOON,
    siteName: '',
    as: {
      kind: 'representative',
      ...MAJA,
      keyValidForMsMax: 60_000,
      personalQueue: row('A').queue,
    },
    sessions: [],
    head: 0,
  });
  work.nowMs += 5000;
  work.console.tick();
  t.is(work.state.now, secondsAfterNoon(5));
});

test('signing out leaves nothing of the work in this browser tab', (t) => {
  const before = inSession();
  before.console.draft(S1, 'note', 'Secret');
  before.console.forget();
  const after = before.reloaded();
  after.welcome({ sessions: [S1] });
  t.is(after.state.sessions.get(S1)?.noteDraft, '');
});

test('where the site asks for it nobody signs out of, or quits, a session that is open', (t) => {
  const work = inSession();
  work.desk();
  work.console.draft(S1, 'note', 'Secret');
  t.false(work.console.mustStay(), 'elsewhere everybody may');
  work.desk({ closeSessionsFirst: true });
  t.true(work.console.mustStay());
  t.false(work.console.signsOut());
  const again = work.reloaded();
  again.welcome({ sessions: [S1] });
  t.is(again.state.sessions.get(S1)?.noteDraft, 'Secret', 'what was kept is not forgotten');
  again.desk({ closeSessionsFirst: true });
  again.events(S1, [{ type: 'ended', reason: 'ended-by-representative', by: MAJA }]);
  t.false(again.console.mustStay());
  t.true(again.console.signsOut());
});

test('a session that was transferred keeps nobody from signing out', (t) => {
  const work = inSession();
  work.desk({ closeSessionsFirst: true });
  work.events(
    S1,
    [
      { type: 'left', who: MAJA, how: 'transferred' },
      { type: 'queued', queueName: 'E-mail', how: 'hand', by: MAJA },
    ],
    4,
  );
  t.false(work.console.mustStay());
  t.true(work.console.signsOut());
});

// --- Queues of teams, offers, sharing ----------------------------------------------------------

const INVITATION = sample<InvitationId>('I1');

/** Maja is a guest in Ravi's session with Anna. */
function asGuest(): ConsoleAtWork {
  const work = new ConsoleAtWork();
  work.welcome();
  work.desk();
  work.queue([row('A', { status: 'invitation', invitation: INVITATION, ownerName: RAVI.name })]);
  void work.console.accept(S1);
  work.events(S1, [
    ...ACCEPTED.slice(0, 2),
    { type: 'accepted', by: RAVI },
    { type: 'invited', invitation: INVITATION, to: PERSONAL, toName: MAJA.name, by: RAVI },
    { type: 'invitation-closed', invitation: INVITATION, outcome: 'accepted' },
    { type: 'joined', who: MAJA },
  ]);
  return work;
}

test('an offer rings, is answered once, and the accepted session comes to the front', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([]);
  work.offer(S1);
  t.deepEqual(work.rung, ['offer']);
  work.pass(700);
  const answering = work.console.answerOffer(true, 'pointer');
  void work.console.answerOffer(false, 'pointer');
  t.is(work.asked.length, 1);
  t.like(work.last('answer-offer').body, { session: S1, accept: true });
  await work.last('answer-offer').answer();
  await answering;
  work.events(S1, ACCEPTED);
  work.offer();
  t.is(work.state.offer, undefined);
  t.is(work.state.tabs.active, S1);
  t.deepEqual(work.notices, [], 'what was pressed is not told back');
});

test('Alt+A accepts what is offered, also over an open dialog, but not with a key that was on its way', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([row('B')]);
  work.console.openDialog('help');
  work.offer(S1);
  work.console.press({ do: 'accept' });
  t.is(work.asked.length, 0, 'neither the offer nor the queue');
  work.nowMs += 600;
  work.console.press({ do: 'accept' });
  t.like(work.last('answer-offer').body, { session: S1, accept: true });
});

test('the last seconds of an offer sound once, and an offer that runs out says so', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.offer(S1);
  work.pass(24_000);
  t.deepEqual(work.rung, ['offer']);
  work.pass(1000);
  work.pass(1000);
  t.deepEqual(work.rung, ['offer', 'offer-ending']);
  work.pass(4000);
  work.offer();
  t.is(work.notices.length, 1);
  t.regex(work.notices[0] ?? '', /did not answer in time/);
});

test('an offer whose answer is refused can be answered again', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.offer(S1);
  const answering = work.console.answerOffer(true, 'pointer');
  await work.last('answer-offer').refuse(new Unanswered('no-answer'));
  await answering;
  t.is(work.state.offer?.answering, 'nothing');
  t.false(work.state.accepting.has(S1));
  t.is(work.notices.length, 1);
});

test('a kind of sound that is off is silent, the others sound', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([]);
  work.console.prefer((before) => ({ ...before, silent: ['overdue'] }));
  work.queue([row('A')], false);
  work.queue([row('A', { isOverdue: true })], false);
  work.queue([row('B', { status: 'invitation', invitation: INVITATION })], false);
  t.deepEqual(work.rung, ['waiting', 'invitation']);
});

test('Get Next brings the session to the front, whichever comes first, its events or the answer', async (t) => {
  for (const isEventFirst of [true, false]) {
    const work = new ConsoleAtWork();
    work.welcome();
    work.desk();
    work.queue([row('A', { queue: TEAM })]);
    const getting = work.console.getNext();
    void work.console.getNext();
    t.is(work.asked.length, 1);
    if (isEventFirst) {
      work.events(S1, ACCEPTED);
    }
    await work.last('get-next').answer({ session: S1 });
    await getting;
    work.events(S1, ACCEPTED);
    t.is(work.state.tabs.active, S1);
    t.false(work.state.gettingNext);
  }
});

test('whether sites name me is asked of the appliance, and a refusal is said', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.desk();
  const asking = work.console.setListed(false);
  t.like(work.last('set-listed').body, { type: 'set-listed', listed: false });
  await work.last('set-listed').refuse(new Fault('not-allowed'));
  await asking;
  t.deepEqual(work.notices, ['You are not allowed to do that.']);
});

test('a portal that was added meanwhile can be chosen for a key without a reload', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.desk({ publicSite: { mayList: false, listed: true, messages: 0, portals: [] } });
  work.console.keys.open();
  t.deepEqual(work.notices, ['There is no public portal yet. An administrator has to make one first.']);
  work.desk();
  work.console.keys.open();
  t.is(work.state.dialog.kind, 'session-key');
});

test('with nobody waiting Get Next says so, and without the permission it asks nothing', async (t) => {
  const work = new ConsoleAtWork();
  work.welcome({ deskIsLater: true });
  await work.console.getNext();
  t.is(work.asked.length, 0);
  work.desk();
  const getting = work.console.getNext();
  await work.last('get-next').refuse(new Fault('nobody-waiting'));
  await getting;
  t.deepEqual(work.notices, ['Nobody is waiting in the queues of your teams.']);
});

test('without the permission for team queues nobody can be accepted from them', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.desk({
    may: {
      generateKeys: true,
      getNext: false,
      acceptFromTeams: false,
      optOut: false,
      inviteExternal: false,
      supervise: false,
    },
  });
  work.queue([row('A', { queue: TEAM }), row('B')]);
  work.console.showQueue(TEAM);
  t.is(acceptable(work.state), undefined);
  work.console.showQueue(PERSONAL);
  t.is(acceptable(work.state)?.session, S2);
});

test('a transfer closes the tab and says where the customer went', async (t) => {
  const work = inSession();
  work.desk();
  work.console.activate(S1);
  work.console.askForTarget('transfer', S1);
  await work.console.confirmTarget();
  t.is(work.asked.length, 0, 'nobody is chosen yet');
  work.console.chooseTarget(TEAM);
  const transferring = work.console.confirmTarget();
  t.like(work.last('transfer').body, { session: S1, to: TEAM });
  await work.last('transfer').answer();
  await transferring;
  t.is(work.state.dialog.kind, 'none');
  work.events(
    S1,
    [
      { type: 'left', who: MAJA, how: 'transferred' },
      { type: 'queued', queueName: 'E-mail', how: 'hand', by: MAJA },
    ],
    4,
  );
  t.deepEqual(work.state.tabs, { list: [], active: 'queues' });
  t.deepEqual(work.notices, ['Anna Lindqvist was transferred to E-mail.']);
});

test('who takes a transferred session back has it whole again', (t) => {
  const work = inSession();
  work.events(
    S1,
    [
      { type: 'left', who: MAJA, how: 'transferred' },
      { type: 'queued', queueName: 'E-mail', how: 'hand', by: MAJA },
    ],
    4,
  );
  void work.console.accept(S1);
  work.events(S1, [{ type: 'accepted', by: MAJA }], 6);
  t.is(work.state.tabs.active, S1);
  t.is(work.state.sessions.get(S1)?.view.timeline.length, 6);
  t.false(work.state.sessions.get(S1)?.lost);
});

test('a refused transfer stays open and says why', async (t) => {
  const work = inSession();
  work.desk();
  work.console.askForTarget('transfer', S1);
  work.console.chooseTarget(TEAM);
  const transferring = work.console.confirmTarget();
  await work.last('transfer').refuse(new Fault('not-owner'));
  await transferring;
  t.like(work.state.dialog, {
    kind: 'transfer',
    busy: false,
    problem: 'Only the owner of this session can do that.',
  });
});

test('an invitation that is accepted opens a tab in front, as a guest', (t) => {
  const work = asGuest();
  t.is(work.state.tabs.active, S1);
  const view = work.state.sessions.get(S1)?.view;
  t.is(view && partOf(view, MAJA.id), 'participant');
});

test('a guest who is removed loses the tab and is told', (t) => {
  const work = asGuest();
  work.events(S1, [{ type: 'left', who: MAJA, how: 'removed' }], 7);
  t.is(work.state.tabs.list.length, 0);
  t.deepEqual(work.notices, ['You were removed from the session with Anna Lindqvist.']);
});

test('when the owner is lost, the guest who stays owns the session and is told', (t) => {
  const work = asGuest();
  work.events(
    S1,
    [
      { type: 'connection-lost', who: RAVI },
      { type: 'owner-changed', to: MAJA, how: 'fallback' },
      { type: 'left', who: RAVI, how: 'lost' },
    ],
    7,
  );
  t.is(work.state.sessions.get(S1)?.view.owner?.id, MAJA.id);
  t.deepEqual(work.notices, [
    'You own the session with Anna Lindqvist now.',
    'Ravi Shah left the session with Anna Lindqvist.',
  ]);
});

test('a guest stays when the owner transfers: the tab says that nobody owns it, and it can be accepted', (t) => {
  const work = asGuest();
  work.events(
    S1,
    [
      { type: 'left', who: RAVI, how: 'transferred' },
      { type: 'queued', queueName: 'E-mail', how: 'hand', by: RAVI },
    ],
    7,
  );
  t.is(work.state.tabs.list.length, 1);
  t.is(work.state.sessions.get(S1)?.view.status, 'waiting');
  void work.console.takeOwn(S1);
  t.like(work.last('accept').body, { session: S1 });
});

test('inviting keeps the dialog for the next one; a guest leaves, the owner removes', async (t) => {
  const work = inSession();
  work.desk();
  work.console.askForTarget('share', S1);
  work.console.chooseTarget(TEAM);
  const inviting = work.console.confirmTarget();
  await work.last('share').answer();
  await inviting;
  t.like(work.state.dialog, { kind: 'share', chosen: undefined, busy: false });
  void work.console.removeParticipant(S1, RAVI.id);
  t.like(work.last('remove-participant').body, { session: S1, who: RAVI.id });
  void work.console.leaveSession(S1);
  t.like(work.last('leave-session').body, { session: S1 });
  void work.console.closeInvitation(S1, INVITATION);
  t.like(work.last('close-invitation').body, { session: S1, invitation: INVITATION });
});

test('favourites and silenced sounds are remembered for the next visit', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.console.prefer((before) => withFavourite(before, TEAM, true));
  work.console.prefer((before) => withSound(before, 'chat', false));
  const later = work.reloaded();
  later.welcome();
  t.deepEqual(later.state.preferences.favourites, [TEAM]);
  t.deepEqual(later.state.preferences.silent, ['chat']);
});

test('the appliance is told that somebody is here, on each connection and when the page is seen again', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  const presence = () => work.told.flatMap((message) => (message.type === 'presence' ? [message.state] : []));
  t.deepEqual(presence(), ['active']);
  work.pass(60_000);
  t.deepEqual(presence(), ['active', 'idle']);
  work.console.sightChanged();
  t.deepEqual(presence(), ['active', 'idle', 'active']);
  work.welcome();
  t.deepEqual(presence(), ['active', 'idle', 'active', 'active']);
});

test('a row of another queue is found and shown there', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.queue([row('A'), row('B', { queue: TEAM, customerName: 'Tomás Bello' })]);
  work.console.openDialog('search');
  work.console.search('bello');
  work.console.choose();
  t.is(shownQueue(work.state), TEAM);
  t.is(work.state.selected, S2);
});

test('a desk that comes in several frames counts when the last is there; another one, or another greeting, takes its place', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  const names = () => work.state.desk?.teams.map(({ name }) => name);
  const team = (name: string) => [{ queue: TEAM, name, online: 2, mayTransfer: true, mayShare: true }];
  work.desk({ goesOn: true, teams: [] });
  work.hear({ type: 'desk-more', goesOn: true, teams: team('One'), notices: [] });
  t.deepEqual(names(), ['E-mail']);
  work.hear({ type: 'desk-more', goesOn: false, teams: team('Two') });
  t.deepEqual(names(), ['One', 'Two']);
  t.is(work.state.desk?.representatives.length, 1);
  t.false('goesOn' in (work.state.desk ?? {}));
  work.desk({ goesOn: true, teams: team('Three') });
  work.desk();
  work.hear({ type: 'desk-more', goesOn: false, teams: team('Four') });
  t.deepEqual(names(), ['E-mail']);
  work.desk({ goesOn: true, teams: team('Five') });
  work.welcome();
  work.hear({ type: 'desk-more', goesOn: false, teams: team('Six') });
  t.deepEqual(names(), ['E-mail']);
  t.is(portalsOf(work.state.desk).length, 1, 'a greeting takes none of the portals away');
});
