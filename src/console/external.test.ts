import test from 'ava';
import { Fault, instant, type SessionId } from '../kernel/index.ts';
import type { SessionEvent } from '../protocol/index.ts';
import { ConsoleAtWork } from './testing/console-at-work.ts';
import { ACCEPTED, ANNA, chat, KARL, MAJA, NOON, sample } from './testing/samples.ts';

const SESSION = sample<SessionId>('S1');
const JOINED: readonly SessionEvent[] = [...ACCEPTED, { type: 'joined', who: KARL, by: MAJA }];

/** Somebody from outside, in the session. */
function outsider(kept?: ConstructorParameters<typeof ConsoleAtWork>[0]): ConsoleAtWork {
  const work = new ConsoleAtWork(kept, SESSION);
  work.welcomeOutsider(SESSION);
  work.events(SESSION, JOINED);
  return work;
}

/** Maja has accepted the session, and may invite from outside. */
function owner(): ConsoleAtWork {
  const work = new ConsoleAtWork();
  work.welcome({ sessions: [SESSION] });
  work.desk();
  work.events(SESSION, ACCEPTED);
  work.console.invitations.ask(SESSION);
  return work;
}

function invitation(work: ConsoleAtWork) {
  const { dialog } = work.state;
  if (dialog.kind !== 'invite-external') {
    throw new Error(`there is the dialog ${dialog.kind}`);
  }
  return dialog.at;
}

test('the page of somebody from outside says nothing that they may not: no presence, no shortcuts', (t) => {
  const work = outsider();
  work.console.present({ kind: 'activity' });
  work.console.tick();
  work.console.press({ do: 'session-key' });
  work.console.press({ do: 'get-next' });
  work.console.press({ do: 'search' });
  t.deepEqual(work.told, []);
  t.deepEqual(work.asked, []);
  t.is(work.state.dialog.kind, 'none');
});

test('they read and write, and their picture follows the session', (t) => {
  const work = outsider();
  work.events(SESSION, [chat(ANNA, 'Hello', 'm1')], JOINED.length + 1);
  t.deepEqual(work.told, [{ type: 'received', session: SESSION, upTo: JOINED.length + 1 }]);
  work.console.draft(SESSION, 'chat', 'Hello Anna');
  void work.console.send(SESSION, 'chat');
  t.like(work.last('say').body, { session: SESSION, text: 'Hello Anna' });
  work.events(SESSION, [{ type: 'screen-started', producerId: 'p' }], JOINED.length + 2);
  t.is(work.pictures.at(-1), 'watch S p');
  work.events(SESSION, [{ type: 'left', who: KARL, how: 'removed' }], JOINED.length + 3);
  t.is(work.pictures.at(-1), 'stop S');
});

test('what they typed survives a reload, and nothing stays in the browser when they are out', (t) => {
  const kept = { preferences: new Map(), work: undefined as unknown };
  const work = outsider(kept);
  work.console.draft(SESSION, 'chat', 'Half a sentence');
  const again = outsider(kept);
  t.is(again.state.sessions.get(SESSION)?.chatDraft, 'Half a sentence');
  again.console.prefer((before) => ({ ...before, panesWidthPx: 400 }));
  again.events(SESSION, [{ type: 'ended', reason: 'ended-by-representative', by: MAJA }], JOINED.length + 1);
  again.console.draft(SESSION, 'chat', 'More');
  t.is(kept.work, undefined);
  t.is(kept.preferences.size, 0);
});

test('a greeting for somebody else is none', (t) => {
  const work = new ConsoleAtWork(undefined, SESSION);
  work.welcome({ sessions: [SESSION] });
  t.is(work.state.me, undefined);
  const representative = new ConsoleAtWork();
  representative.welcomeOutsider(SESSION);
  t.is(representative.state.me, undefined);
});

test('an invitation is looked at before it is sent, and what was typed stays', async (t) => {
  const work = owner();
  await work.console.invitations.create();
  t.like(invitation(work), {
    step: 'asking',
    busy: false,
    problems: { name: 'Please give a name: the customer sees who comes.' },
  });
  t.deepEqual(work.asked, []);
  work.console.invitations.draft('name', '  Karl   Vendor ');
  work.console.invitations.draft('comments', 'Plotter');
  t.like(invitation(work), { problems: {} });
  void work.console.invitations.create();
  void work.console.invitations.create();
  t.is(work.asked.length, 1, 'a second press does nothing');
  t.deepEqual(work.last('invite-external').body, {
    type: 'invite-external',
    session: SESSION,
    name: '  Karl   Vendor ',
    comments: 'Plotter',
  });
  await work.last('invite-external').refuse(new Fault('too-many-invited'));
  t.like(invitation(work), { step: 'asking', name: '  Karl   Vendor ', comments: 'Plotter', busy: false });
  t.regex(JSON.stringify(invitation(work)), /So many are invited/);
});

test('a key is shown to be copied, and another one begins anew', async (t) => {
  const work = owner();
  work.console.invitations.draft('name', 'Karl');
  void work.console.invitations.create();
  const key = {
    key: 'AAAA-BBBB-CCCC',
    url: 'http://x/console/external?key=AAAABBBBCCCC',
    until: NOON,
    ways: { serverMail: true },
  };
  await work.last('invite-external').answer(key);
  t.like(invitation(work), { step: 'made', name: 'Karl', key: { ...key, until: instant(NOON) } });
  await work.console.invitations.copy('link');
  t.deepEqual(work.copied, [key.url]);
  t.like(invitation(work), { copied: 'link' });
  work.mayCopy = false;
  await work.console.invitations.copy('key');
  t.like(invitation(work), { copied: 'refused' });
  work.console.invitations.askAnother();
  t.like(invitation(work), { step: 'asking', name: '' });
});

test('a key is sent by mail; an answer for a key that is not shown any more says nothing about the next one', async (t) => {
  const work = owner();
  const key = { key: 'AAAA-BBBB-CCCC', url: 'http://x', until: NOON, ways: { serverMail: true } };
  work.console.invitations.draft('name', 'Karl');
  work.console.invitations.chooseLanguage('de');
  void work.console.invitations.create();
  await work.last('invite-external').answer(key);
  await work.console.invitations.send();
  t.like(invitation(work), { sending: { state: 'open', problem: 'Please enter their e-mail address.' } });
  work.console.invitations.typeRecipient('karl@vendor.example');
  void work.console.invitations.send();
  void work.console.invitations.send();
  t.is(work.asked.filter(({ body }) => body.type === 'send-external-invitation').length, 1);
  t.like(work.last('invite-external').body, { language: 'de' });
  t.like(work.last('send-external-invitation').body, { language: 'de' });
  t.like(work.last('send-external-invitation').body, { key: key.key, to: 'karl@vendor.example' });
  await work.last('send-external-invitation').refuse(new Fault('not-sent', { sentence: 'No.' }));
  t.like(invitation(work), { sending: { state: 'open', to: 'karl@vendor.example', problem: 'No.' } });
  void work.console.invitations.send();
  const late = work.last('send-external-invitation');
  work.console.invitations.askAnother();
  work.console.invitations.draft('name', 'Kim');
  void work.console.invitations.create();
  await work.last('invite-external').answer({ ...key, key: 'DDDD-EEEE-FFFF' });
  await late.answer();
  t.like(invitation(work), { name: 'Kim', sending: { state: 'open', to: '' } });
});

test('the owner sees who is invited until when, who is lost and may return, and that they are gone', (t) => {
  const work = owner();
  const until = instant(NOON + 7_200_000);
  const view = () => work.state.sessions.get(SESSION)?.view;
  work.events(
    SESSION,
    [{ type: 'external-invited', invitation: sample('I1'), name: KARL.name, comments: '', until, by: MAJA }],
    ACCEPTED.length + 1,
  );
  t.deepEqual(view()?.invitations, [{ id: sample('I1'), to: undefined, toName: KARL.name, until }]);
  work.events(
    SESSION,
    [
      { type: 'invitation-closed', invitation: sample('I1'), outcome: 'accepted' },
      { type: 'joined', who: KARL, by: MAJA },
      { type: 'left', who: KARL, how: 'lost' },
    ],
    ACCEPTED.length + 2,
  );
  t.deepEqual(view()?.invitations, []);
  t.deepEqual(
    view()?.away.map(({ id }) => id),
    [KARL.id],
  );
  work.events(SESSION, [{ type: 'left', who: KARL, how: 'removed' }], ACCEPTED.length + 5);
  t.deepEqual(view()?.away, []);
});
