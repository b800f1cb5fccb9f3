import test from 'ava';
import {
  CUSTOMER,
  Fault,
  instant,
  type Instant,
  type MessageId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import { words as arabic } from '../languages/customer-page/ar.ts';
import { words } from '../languages/customer-page/en.ts';
import { Unanswered, type CommandBody, type Remark } from '../link/index.ts';
import { FakeTime, repeatableRandom, settled } from '../link/testing/fake-appliance.ts';
import { PROTOCOL_VERSION, type SessionEntry } from '../protocol/index.ts';
import { CustomerPage } from './customer-page.ts';
import { afterwards, titleOf, type After } from './model/page-state.ts';
import { NO_WORK, type SavedWork } from './model/saved-work.ts';
import type { SharingAbility } from './model/sharing.ts';
import type { BrowserAddress, Choice, PictureSender } from './ports.ts';

const SESSION = 'SSSSSSSSSSSSSSSSSSSSSS' as SessionId;
const REP = { id: 'RRRRRRRRRRRRRRRRRRRRRR' as RepId, name: 'Mira' };

const ADDRESS: BrowserAddress = { endpoint: 'https://push.test/1', p256dh: 'p', auth: 'a' };

/** A customer's page with everything around it in the test's hands. */
function world(
  work: Partial<SavedWork> = {},
  more: { readonly ability?: SharingAbility; readonly mayBeCalled?: boolean } = {},
) {
  const time = new FakeTime();
  const asked: CommandBody[] = [];
  const told: Remark[] = [];
  const notified: string[] = [];
  const around = {
    time,
    asked,
    told,
    notified,
    went: [] as string[],
    chimes: 0,
    saved: { ...NO_WORK, ...work },
    /** What the appliance answers; a Fault or Unanswered is raised. */
    answer: undefined as unknown,
    choice: { kind: 'chosen', surface: 'monitor' } as Choice,
    isSeen: true,
    after: { survey: 'open', transcript: true, receipt: true, recordings: [] } as After,
    subscribed: undefined as BrowserAddress | undefined,
    subscribes: 'works' as 'works' | 'refused',
    captures: 0,
    sends: 0,
    sendFails: undefined as unknown,
    sourceEnds: () => {},
    sender: undefined as Parameters<PictureSender['send']>[0] | undefined,
    wakes: 0,
  };
  let seq = 0;
  const page = new CustomerPage(
    {
      link: {
        ask: (body) => {
          asked.push(body);
          return around.answer instanceof Error
            ? Promise.reject(around.answer)
            : Promise.resolve(around.answer);
        },
        tell: (message) => void told.push(message),
        wake: () => void (around.wakes += 1),
        start: () => {},
      },
      screen: {
        ability: more.ability ?? 'possible',
        choose: (onEnded) => {
          around.sourceEnds = onEnded;
          around.captures += around.choice.kind === 'chosen' ? 1 : 0;
          return Promise.resolve(around.choice);
        },
        end: () => void (around.captures = 0),
      },
      sender: {
        prepare: () => {},
        stop: () => {},
        send: (listener) => {
          around.sends += 1;
          around.sender = listener;
          return around.sendFails instanceof Error
            ? Promise.reject(around.sendFails)
            : Promise.resolve({ producerId: `p${around.sends}` });
        },
      },
      clock: time,
      timers: time,
      random: repeatableRandom(),
      desk: {
        isSeen: () => around.isSeen,
        mayNotify: () => 'granted',
        askToNotify: () => Promise.resolve('granted'),
        chime: () => void (around.chimes += 1),
        go: (address) => void around.went.push(address),
        notify: (title, text) => void notified.push(`${title}: ${text}`),
      },
      languages: {
        offered: [
          { code: 'en', name: 'English' },
          { code: 'ar', name: 'العربية' },
        ],
        choose: (code) => (code === 'ar' ? Promise.resolve(arabic) : Promise.reject(new Error('no network'))),
      },
      after: { ask: () => Promise.resolve(around.after) },
      caller: {
        isPossible: more.mayBeCalled === true,
        known: () => Promise.resolve(around.subscribed),
        subscribe: (): Promise<BrowserAddress> =>
          around.subscribes === 'refused'
            ? Promise.reject(new Error('AbortError'))
            : Promise.resolve((around.subscribed = ADDRESS)),
        forget: () => {
          around.subscribed = undefined;
          return Promise.resolve();
        },
      },
      memory: { work: () => around.saved, keepWork: (kept) => void (around.saved = kept) },
    },
    { session: SESSION, siteName: 'Northwind', words },
  );
  function happen(...events: readonly SessionEntry['event'][]): void {
    page.message({
      type: 'events',
      session: SESSION,
      entries: events.map((event) => ({ seq: ++seq, at: time.now(), event })),
    });
  }
  function welcome(): void {
    page.status({ kind: 'up' });
    page.message({
      type: 'welcome',
      version: PROTOCOL_VERSION,
      now: (time.now() + 5_000_000) as Instant,
      siteName: 'Northwind IT',
      as: { kind: 'customer', name: 'Anna', session: SESSION },
      sessions: [SESSION],
      head: 0,
    });
  }
  function accepted(...more: readonly SessionEntry['event'][]): void {
    welcome();
    happen(
      {
        type: 'requested',
        customerName: 'Anna',
        details: '',
        portalName: 'P',
        startMethod: 'session-key',
        mode: 'full',
        language: 'en',
      },
      { type: 'queued', queueName: 'Mira', how: 'arrival' },
      { type: 'accepted', by: REP },
      ...more,
    );
  }
  return Object.assign(around, { page, happen, welcome, accepted, last: () => asked.at(-1) });
}

test('a message is shown at once, sent with an id of its own, and gone from the draft', async (t) => {
  const { page, accepted, last, saved } = world();
  accepted();
  page.draftChanged('Hello');
  page.say('  Hello \n');
  const sent = last();
  t.like(sent, { type: 'say', session: SESSION, text: 'Hello' });
  t.is(page.state.value.outgoing.length, 1);
  t.is(page.draft, '');
  t.is(saved.unsent.length, 0, 'the work was read before');
  page.say('   ');
  t.is(page.state.value.outgoing.length, 1, 'space is nothing to say');
});

test('a refused message keeps its text, says why, and goes again under the same id', async (t) => {
  const around = world();
  const { page, accepted, asked } = around;
  accepted();
  around.answer = new Fault('too-many');
  page.say('Hello');
  await settled();
  const [refused] = page.state.value.outgoing;
  t.is(refused?.refusal, new Fault('too-many').sentence);
  around.answer = undefined;
  page.sayAgain(refused?.messageId ?? ('' as MessageId));
  const says = asked.filter((body) => body.type === 'say');
  t.is(says.length, 2);
  t.deepEqual(says[0], says[1]);
});

test('what was not sent before a reload is sent after it, with the same ids', async (t) => {
  const unsent = [{ messageId: 'm'.padEnd(22, '-') as MessageId, text: 'Hello' }];
  const { page, asked } = world({ unsent, draft: 'and anoth' });
  page.start();
  t.deepEqual(asked, [{ type: 'say', session: SESSION, ...unsent[0] } as CommandBody]);
  t.is(page.draft, 'and anoth');
});

test('typing is told at most every two seconds', async (t) => {
  const { page, accepted, told, time } = world();
  accepted();
  for (let i = 0; i < 10; i++) {
    page.draftChanged(`draft ${i}`);
    await time.pass(500);
  }
  t.is(told.filter(({ type }) => type === 'typing').length, 3);
});

test('what the representative writes is acknowledged, and calls somebody who looks elsewhere', (t) => {
  const around = world();
  const { happen, accepted, told, notified, page } = around;
  accepted();
  around.isSeen = false;
  happen({ type: 'chat', messageId: 'a'.padEnd(22, '-') as MessageId, from: REP, text: 'Are you there?' });
  t.deepEqual(told.at(-1), { type: 'received', session: SESSION, upTo: 4 });
  t.deepEqual(notified, ['Mira: Are you there?']);
  t.is(page.state.value.unread, 1);
  around.isSeen = true;
  page.looked();
  t.is(page.state.value.unread, 0);
});

test('the clock of the page is the appliance’s', async (t) => {
  const { page, welcome } = world();
  welcome();
  t.is(page.state.value.now, instant(5_000_000));
});

test('sharing opens the picker in the click, sends, and keeps the capture over breaks', async (t) => {
  const around = world();
  const { page, accepted, welcome, happen } = around;
  accepted();
  page.shareScreen();
  t.is(around.captures, 1, 'within the click');
  await settled();
  t.like(page.state.value.sharing, { state: 'on', producerId: 'p1' });
  t.true(around.saved.wasSharing);
  happen({ type: 'screen-started', producerId: 'p1' });

  page.message({ type: 'media-restarted', session: SESSION });
  await settled();
  t.is(around.sends, 2);
  welcome();
  await settled();
  t.is(around.sends, 3);
  t.is(around.captures, 1, 'the same capture all the time');
});

test('a failed way is opened again by itself', async (t) => {
  const around = world();
  const { page, accepted, time } = around;
  accepted();
  around.sendFails = new Fault('relay-down');
  page.shareScreen();
  await time.pass(3_000);
  t.true(around.sends >= 3, `${around.sends} tries in 3 s`);
  t.is(around.captures, 1);
  around.sendFails = undefined;
  await time.pass(5_000);
  t.like(page.state.value.sharing, { state: 'on', failures: 0 });
});

test('what was asked for is answered when the browser has given it, or has not', async (t) => {
  const around = world();
  const { page, accepted, happen, asked } = around;
  accepted();
  happen({ type: 'screen-requested', by: REP });
  around.choice = { kind: 'not-chosen', why: 'cancelled' };
  page.allowScreen();
  await settled();
  t.deepEqual(asked.at(-1), { type: 'answer-screen', session: SESSION, allow: false });
  happen({ type: 'screen-request-closed', outcome: 'denied' }, { type: 'screen-requested', by: REP });
  around.choice = { kind: 'chosen', surface: 'window' };
  page.allowScreen();
  await settled();
  t.deepEqual(asked.at(-1), { type: 'answer-screen', session: SESSION, allow: true });
  t.is(around.sends, 1);
});

test('the browser’s own stop button stops it here and there', async (t) => {
  const around = world();
  const { page, accepted, last } = around;
  accepted();
  page.shareScreen();
  await settled();
  around.sourceEnds();
  t.deepEqual(last(), { type: 'stop-screen', session: SESSION, reason: 'source-ended' });
  t.is(page.state.value.sharing.state, 'off');
  t.false(around.saved.wasSharing);
});

test('a page that shared before it was loaded again asks for the screen again when it knows that it may', async (t) => {
  const on: readonly SessionEntry['event'][] = [
    {
      type: 'requested',
      customerName: 'Anna',
      details: '',
      portalName: 'P',
      startMethod: 'session-key',
      mode: 'full',
      language: 'en',
    },
    { type: 'accepted', by: REP },
    { type: 'screen-started', producerId: 'p0' },
  ];
  const resumed = world({ wasSharing: true });
  resumed.page.start();
  resumed.welcome();
  t.is(resumed.captures, 0, 'not before the session is known');
  resumed.happen(...on);
  await settled();
  t.is(resumed.sends, 1);

  const click = world({ wasSharing: true });
  click.choice = { kind: 'not-chosen', why: 'needs-click' };
  click.welcome();
  click.happen(...on);
  await settled();
  t.is(click.page.state.value.sharing.state, 'again');
  t.true(click.saved.wasSharing, 'another reload asks again');

  const stopped = world({ wasSharing: true });
  stopped.welcome();
  stopped.happen(...on, { type: 'screen-stopped', reason: 'stopped-by-representative' });
  await settled();
  t.is(stopped.sends, 0);
  t.false(stopped.saved.wasSharing);
});

test('the picture’s delay is told only while the picture arrives', async (t) => {
  const around = world();
  const { page, accepted, told } = around;
  accepted();
  page.shareScreen();
  around.sender?.delay({ delayMs: 12, limitedBy: 'none' });
  t.is(told.length, 0, 'on its way');
  await settled();
  around.sender?.delay({ delayMs: 12, limitedBy: 'cpu' });
  t.deepEqual(told, [{ type: 'sender-delay', session: SESSION, delayMs: 12, limitedBy: 'cpu' }]);
  page.stopSharing();
  around.sender?.delay({ delayMs: 12, limitedBy: 'none' });
  t.is(told.length, 1);
});

test('the reload key renews while sharing, and loads the page when pressed again', async (t) => {
  const around = world();
  const { page, accepted, time } = around;
  accepted();
  t.false(page.refresh(), 'nothing is shared: an ordinary reload loses nothing');
  page.shareScreen();
  await settled();
  t.true(page.refresh());
  await settled();
  t.is(around.sends, 2);
  t.is(around.wakes, 1);
  t.false(page.refresh(), 'meant');
  await time.pass(10_000);
  t.true(page.refresh());
});

test('ending is asked for once and a refusal says why', async (t) => {
  const around = world();
  const { page, accepted, last } = around;
  accepted();
  page.askToEnd(true);
  t.true(page.state.value.askingToEnd);
  around.answer = new Unanswered('over');
  page.endSession();
  t.deepEqual(last(), { type: 'end-session', session: SESSION });
  t.true(page.state.value.ending);
  await settled();
  t.false(page.state.value.ending);
  t.is(page.state.value.toast, new Unanswered('over').sentence);
});

test('typing of the other side is shown for four seconds or until the message', async (t) => {
  const { page, accepted, happen, time } = world();
  page.start();
  accepted();
  const typed = { type: 'typed', session: SESSION, who: REP.id, name: 'Mira' } as const;
  page.message(typed);
  t.is(page.state.value.typing?.name, 'Mira');
  await time.pass(6_000);
  t.is(page.state.value.typing, undefined);
  page.message(typed);
  happen({ type: 'chat', messageId: 'a'.padEnd(22, '-') as MessageId, from: REP, text: 'Hello' });
  t.is(page.state.value.typing, undefined);
  page.message({ ...typed, who: CUSTOMER });
  t.is(page.state.value.typing, undefined, 'another page of one’s own');
});

test('the page changes its language while it is used, and stays in its own when the words cannot be had', async (t) => {
  const { page, accepted } = world();
  accepted();
  await page.speak('ar');
  t.is(page.state.value.words, arabic);
  await page.speak('en');
  t.is(page.state.value.words, arabic);
  t.is(page.state.value.toast, 'لم ينجح ذلك. يُرجى المحاولة مرة أخرى.');
});

const AFTER = { message: 'Bye', url: 'https://www.example.com/thanks', redirectAfterMs: 5_000 };
const OVER = { type: 'ended', reason: 'ended-by-representative', by: REP } as const;

/** What the site says; the session is accepted after that. */
function told(around: ReturnType<typeof world>, after: typeof AFTER = AFTER): void {
  around.after = { survey: 'none', transcript: true, receipt: true, recordings: [] };
  around.page.message({ type: 'site-says', session: SESSION, after });
  around.accepted();
  around.page.start();
}

test('the page that saw the end goes on by itself, unless it is told to stay or asks a survey', async (t) => {
  const around = world();
  told(around);
  around.happen(OVER);
  await around.time.pass(3_000);
  t.deepEqual(around.went, []);
  await around.time.pass(3_000);
  t.deepEqual(around.went, [AFTER.url]);
  await around.time.pass(10_000);
  t.is(around.went.length, 1);

  const staying = world();
  told(staying);
  staying.happen(OVER);
  staying.page.stay();
  const asked = world();
  told(asked);
  asked.after = { survey: 'open', transcript: true, receipt: true, recordings: [] };
  asked.happen(OVER);
  for (const each of [staying, asked]) {
    await each.time.pass(20_000);
    t.deepEqual(each.went, []);
  }
});

test('nobody is taken anywhere by a link alone, after an end that was over before, or to what is no page of the web', async (t) => {
  const linked = world();
  told(linked, { ...AFTER, redirectAfterMs: 0 });
  linked.happen(OVER);
  const wrong = world();
  told(wrong, { ...AFTER, url: 'javascript:alert(1)' });
  wrong.happen(OVER);
  t.is(afterwards(wrong.page.state.value)?.url, '');
  const late = world();
  late.page.message({ type: 'site-says', session: SESSION, after: AFTER });
  late.page.start();
  late.accepted(OVER);
  for (const around of [linked, wrong, late]) {
    await around.time.pass(20_000);
    t.deepEqual(around.went, []);
  }
  t.is(afterwards(late.page.state.value)?.host, 'www.example.com');
});

test('whoever is about to leave the line is asked, is not asked any more when somebody is there, and can leave', (t) => {
  const around = world();
  around.welcome();
  around.happen({ type: 'queued', queueName: 'Mira', how: 'arrival' });
  around.page.askToLeave('message');
  t.is(around.page.state.value.askingToLeave, 'message');
  around.happen({ type: 'accepted', by: REP });
  t.is(around.page.state.value.askingToLeave, undefined);
  around.page.askToLeave('leave');
  around.page.endSession();
  t.like(around.last(), { type: 'end-session' });
  t.is(around.page.state.value.askingToLeave, undefined);
});

test('who leaves a message instead of waiting leaves the line first, and stays when that does not work', async (t) => {
  const around = world();
  told(around);
  around.answer = new Unanswered('no-answer');
  await around.page.leaveMessage();
  t.deepEqual(around.went, []);
  t.false(around.page.state.value.ending);
  around.answer = undefined;
  await around.page.leaveMessage();
  t.like(around.last(), { type: 'end-session' });
  t.deepEqual(around.went, [`/session/${SESSION}/message`]);
});

test('who waits elsewhere is called by the title and a sound when somebody is there, until they look', (t) => {
  const around = world();
  around.welcome();
  around.happen({ type: 'queued', queueName: 'Mira', how: 'arrival' });
  around.isSeen = false;
  around.happen({ type: 'accepted', by: REP });
  t.regex(titleOf(around.page.state.value), /^Mira is here – /);
  t.is(around.chimes, 1);
  around.happen({ type: 'chat', messageId: 'c'.padEnd(22, '-') as MessageId, from: REP, text: 'Hello' });
  t.is(around.chimes, 1, 'once is enough');
  around.isSeen = true;
  around.page.looked();
  t.notRegex(titleOf(around.page.state.value), /is here/);

  const looking = world();
  looking.accepted();
  t.is(looking.chimes, 0);
  t.is(looking.page.state.value.calls, undefined);
});

test('Notify me asks the browser, then the appliance, and only then the page says that it may be closed', async (t) => {
  const around = world({}, { mayBeCalled: true });
  const { page, welcome, happen, asked, told } = around;
  welcome();
  const offer = { type: 'push-offer', session: SESSION, key: 'K'.repeat(87) } as const;
  page.message(offer);
  await settled();
  t.is(page.state.value.called, 'no', 'granted once for this site is not asked for this session');
  t.deepEqual(told, []);
  await page.askToNotify();
  t.deepEqual(asked.at(-1), { type: 'subscribe-push', session: SESSION, ...ADDRESS } as CommandBody);
  t.is(page.state.value.called, 'yes');
  t.deepEqual(told.at(-1), { type: 'looking', session: SESSION, looks: true });
  around.isSeen = false;
  page.looked();
  page.looked();
  t.deepEqual(told.slice(1), [{ type: 'looking', session: SESSION, looks: false }]);
  page.message(offer);
  await settled();
  t.is(asked.filter(({ type }) => type === 'subscribe-push').length, 2, 'a new connection learns it again');
  t.like(told.at(-1), { looks: false });
  await page.doNotCallMe();
  t.like(asked.at(-1), { type: 'unsubscribe-push' });
  t.is(page.state.value.called, 'no');
  t.deepEqual(around.subscribed, undefined);
  await page.askToNotify();
  happen({ type: 'ended', reason: 'ended-by-customer' });
  await settled();
  t.deepEqual(around.subscribed, undefined, 'the browser forgets it with the session');
  t.is(page.state.value.called, 'impossible');
});

test('a browser that does not let the page be called is told apart, and so is a site or an appliance that does not call', async (t) => {
  const refusing = world({}, { mayBeCalled: true });
  refusing.welcome();
  refusing.subscribes = 'refused';
  refusing.page.message({ type: 'push-offer', session: SESSION, key: 'K'.repeat(87) });
  await settled();
  await refusing.page.askToNotify();
  t.is(refusing.page.state.value.called, 'failed');
  t.deepEqual(refusing.asked, []);

  const unknown = world({}, { mayBeCalled: true });
  unknown.welcome();
  unknown.answer = new Fault('not-valid');
  unknown.page.message({ type: 'push-offer', session: SESSION, key: 'K'.repeat(87) });
  await settled();
  await unknown.page.askToNotify();
  t.is(unknown.page.state.value.called, 'failed', 'its push service is not one that the appliance calls');

  const off = world({}, { mayBeCalled: true });
  off.subscribed = ADDRESS;
  off.page.message({ type: 'push-offer', session: SESSION });
  await settled();
  t.is(off.page.state.value.called, 'impossible');
  t.deepEqual(off.subscribed, undefined);

  const without = world();
  without.page.message({ type: 'push-offer', session: SESSION, key: 'K'.repeat(87) });
  await settled();
  await without.page.askToNotify();
  t.is(without.page.state.value.called, 'impossible');
  t.deepEqual(without.asked, []);
});
