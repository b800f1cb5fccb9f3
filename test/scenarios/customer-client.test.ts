import { createHash } from 'node:crypto';
import test from 'ava';
import type { IssueId, SessionId } from '../../src/kernel/index.ts';
import { CLIENT_FIELDS, CLIENT_PAGE as PAGE, configureClient } from '../customer-client.ts';
import { company, rowsIn, settle, type Company } from '../company.ts';
import { revisionIn } from '../html.ts';
import { keyFrom, type PageEnd, type Visitor } from '../world.ts';

const MINUTE_MS = 60_000;
async function asking(fields: Readonly<Record<string, string>>): Promise<Company> {
  const all = await company([['Laptops', { persistent: 'on' }]]);
  await configureClient(all.administrator, fields);
  return all;
}

async function arrived(all: Company): Promise<{ session: SessionId; visitor: Visitor; page: PageEnd }> {
  const { session, visitor } = await all.world.arrival(all.queue('Laptops'));
  const page = await visitor.page(`/session/${session}`);
  await settle(all);
  return { session, visitor, page };
}

function isQueued(all: Company, session: SessionId): boolean {
  return rowsIn(all.rita, all.queue('Laptops')).some((row) => row.session === session);
}

async function reportOf({ administrator }: Company, session: SessionId): Promise<string> {
  return (await administrator.get(`/login/reports/${session}`)).text();
}

test('the agreement is shown as it was written, and only who accepts it comes into the queue', async (t) => {
  const title = 'Terms {{title}}';
  const text = '<b>No</b> %CUSTOMER_NAME% {{this}}\nSecond line \u202Eabc';
  await using all = await asking({
    agreementFull: 'on',
    'agreement-title': title,
    'agreement-text': text.replace('\u202E', ''),
  });
  const shown = text.replace('\u202E', '');
  const { session, page } = await arrived(all);
  using _page = page;
  t.like(await page.next('site-says'), { agreement: { title, text: shown } });
  t.is(page.view(session).asked, 'agreement');
  t.false(isQueued(all, session), 'nobody sees it before');
  t.is((await all.rita.command({ type: 'accept', session })).type, 'refused');
  t.is(
    (await page.command({ type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: 'early' })).type,
    'refused',
  );
  t.is((await page.command({ type: 'answer-agreement', session, accept: true })).type, 'done');
  await settle(all);
  t.is(page.view(session).status, 'waiting');
  t.true(isQueued(all, session));
  t.is((await page.command({ type: 'answer-agreement', session, accept: false })).type, 'done', 'too late');
  t.is((await all.rita.command({ type: 'accept', session })).type, 'done');
  const digest = createHash('sha256').update(`${title}\n\n${shown}`).digest('hex');
  const report = await reportOf(all, session);
  t.regex(report, new RegExp(`accepted the agreement \\(SHA-256 ${digest}\\)`));
  t.regex(
    report,
    /&lt;b&gt;No&lt;\/b&gt; %CUSTOMER_NAME% \{\{this\}\}/,
    'the report shows which text it was',
  );
});

test('the agreement of click-to-chat is its own', async (t) => {
  await using all = await asking({ agreementChat: 'on', 'chat-agreement-text': 'For the chat' });
  const full = await arrived(all);
  using _full = full.page;
  t.true(isQueued(all, full.session), 'full sessions are not asked');
  const { session, visitor } = await all.world.arrival(all.queue('Laptops'), { mode: 'chat' });
  using page = await visitor.page(`/session/${session}`);
  t.like(await page.next('site-says'), { agreement: { text: 'For the chat' } });
});

test('a chat goes on with the screen only with the agreement of full sessions, in the words of that moment', async (t) => {
  const asks = { agreementFull: 'on', 'agreement-title': 'Terms', 'agreement-text': 'The first text' };
  await using all = await asking(asks);
  const { session, visitor } = await all.world.arrival(all.queue('Laptops'), { mode: 'chat' });
  using page = await visitor.page(`/session/${session}`);
  await settle(all);
  t.true(isQueued(all, session), 'nothing is asked of a chat');
  await all.rita.command({ type: 'accept', session });
  await all.rita.command({ type: 'elevate', session });
  await settle(all);
  const shown = () => page.received.findLast((each) => each.type === 'site-says');
  t.like(shown(), { agreement: { title: 'Terms', text: 'The first text' } });
  const sha256 = createHash('sha256').update('Terms\n\nThe first text').digest('hex');
  t.like(page.view(session).screen, { state: 'elevating', agreement: { sha256 } });
  // What is not on the page cannot be agreed to.
  const agree = { type: 'answer-elevation', session, allow: true } as const;
  t.like(await page.command(agree), { type: 'refused', code: 'changed-meanwhile' });
  t.like(await page.command({ ...agree, agreement: 'f'.repeat(64) }), { type: 'refused' });
  t.is((await all.rita.command({ type: 'request-screen', session })).type, 'refused');
  await page.command({ type: 'answer-elevation', session, allow: false });
  await settle(all);
  t.like(page.view(session), { mode: 'chat', screen: { state: 'off' } });

  // Longer than the question for a screen, as the text takes its time; a page that comes meanwhile has it too.
  await configureClient(all.administrator, { ...asks, 'agreement-text': 'The second text' });
  await all.rita.command({ type: 'elevate', session });
  await all.world.pass(2 * MINUTE_MS);
  using again = await visitor.page(`/session/${session}`);
  t.like(await again.next('site-says'), { agreement: { text: 'The second text' } });
  const second = createHash('sha256').update('Terms\n\nThe second text').digest('hex');
  t.is((await again.command({ ...agree, agreement: second })).type, 'done');
  await settle(all);
  t.like(all.rita.view(session), { mode: 'full', screen: { state: 'off' } });
  t.is((await all.rita.command({ type: 'request-screen', session })).type, 'done');
  const report = await reportOf(all, session);
  t.regex(report, new RegExp(`refused the agreement \\(SHA-256 ${sha256}\\)`));
  t.regex(report, new RegExp(`accepted the agreement \\(SHA-256 ${second}\\)`));
  t.regex(report, /refused: the session stayed a chat/);
  t.true(report.includes('The first text') && report.includes('The second text'));
});

test('who refuses the agreement is told so, and so is who does not answer in time', async (t) => {
  await using all = await asking({ agreementFull: 'on', agreementTimeoutMs: String(5 * MINUTE_MS) });
  const refusing = await arrived(all);
  using _one = refusing.page;
  await refusing.page.command({ type: 'answer-agreement', session: refusing.session, accept: false });
  await settle(all);
  t.is(refusing.page.view(refusing.session).endReason, 'agreement-refused');
  t.regex(await reportOf(all, refusing.session), /Agreement refused by the customer/);

  const late = await arrived(all);
  using _other = late.page;
  await all.world.pass(5 * MINUTE_MS - 20_000);
  t.is(late.page.view(late.session).status, 'preparing');
  await all.world.pass(30_000);
  await settle(all);
  t.is(late.page.view(late.session).endReason, 'agreement-not-answered');
  t.false(isQueued(all, late.session));
  t.regex(await reportOf(all, late.session), /did not accept the agreement/);
});

test('a restart in the middle of the questions loses nothing, and the text is the one that was shown before', async (t) => {
  await using all = await asking({
    agreementFull: 'on',
    recordingPrompt: 'on',
    'agreement-text': 'As it was',
  });
  const { session, visitor, page } = await arrived(all);
  page[Symbol.dispose]();
  await configureClient(all.administrator, { agreementFull: 'on', 'agreement-text': 'As it is now' });
  await all.world.pass(6 * MINUTE_MS - 60_000);
  await all.world.stop();
  await all.world.start();
  using again = await visitor.at(all.world.url).page(`/session/${session}`);
  t.like(await again.next('site-says'), { agreement: { text: 'As it was' } });
  await again.until(() => again.view(session).asked === 'agreement');
  t.is((await again.command({ type: 'answer-agreement', session, accept: true })).type, 'done');
  await again.until(() => again.view(session).asked === 'recording');
  await all.world.stop();
  await all.world.start();
  using third = await visitor.at(all.world.url).page(`/session/${session}`);
  await third.until(() => third.view(session).asked === 'recording');
  t.is((await third.command({ type: 'answer-recording', session, allow: true })).type, 'done');
  await third.until(() => third.view(session).status === 'waiting');
  t.is(third.view(session).recording, 'on');
});

test('refused, the recording is none: the session goes on, and the report says why', async (t) => {
  await using all = await asking({ recordingPrompt: 'on' });
  const { session, page } = await arrived(all);
  using _page = page;
  t.is(page.view(session).asked, 'recording');
  await page.command({ type: 'answer-recording', session, allow: false });
  await settle(all);
  t.like(page.view(session), { status: 'waiting', recording: 'refused' });
  await all.rita.command({ type: 'accept', session });
  t.regex(await reportOf(all, session), /The customer did not allow a recording/);
});

test('without an answer nothing is recorded and the session goes on; switched off, nobody is asked', async (t) => {
  await using all = await asking({ recordingPrompt: 'on' });
  const silent = await arrived(all);
  using _silent = silent.page;
  await all.world.pass(6 * MINUTE_MS);
  await settle(all);
  t.like(silent.page.view(silent.session), { status: 'waiting', recording: 'refused' });

  await configureClient(all.administrator, { recordingPrompt: 'on', recording: 'off' });
  const off = await arrived(all);
  using _off = off.page;
  t.like(off.page.view(off.session), { status: 'waiting', recording: 'off' });
  t.regex(await reportOf(all, off.session), /Recording is switched off/);
});

test('whoever loses the connection while being asked is waited for, and then it ends', async (t) => {
  await using all = await asking({ agreementFull: 'on', agreementTimeoutMs: String(30 * MINUTE_MS) });
  const { session, visitor, page } = await arrived(all);
  page[Symbol.dispose]();
  await all.world.pass(4 * MINUTE_MS);
  const back = await visitor.page(`/session/${session}`);
  await settle(all);
  t.is(back.view(session).status, 'preparing');
  back[Symbol.dispose]();
  await all.world.pass(6 * MINUTE_MS);
  await settle(all);
  t.regex(await reportOf(all, session), /Customer left while waiting/);
});

test('where everybody has gone by then, the customer waits as all do whose queue was left', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await configureClient(all.administrator, { agreementFull: 'on' });
  const byKey = await all.world.customer(await keyFrom(all.rita));
  using keyPage = await byKey.visitor.page(`/session/${byKey.session}`);
  const { session, page } = await arrived(all);
  using _page = page;
  all.rita[Symbol.dispose]();
  all.bob[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  await page.command({ type: 'answer-agreement', session, accept: true });
  await keyPage.command({ type: 'answer-agreement', session: byKey.session, accept: true });
  await settle(all);
  t.is(page.view(session).status, 'waiting');
  t.is(keyPage.view(byKey.session).status, 'waiting');
  await all.world.pass(2 * MINUTE_MS);
  await settle(all);
  t.is(page.view(session).endReason, 'no-representative', 'as for everybody who waits where nobody is left');
});

test('greeting and on-hold message are told in the session’s language, with their macros for the page', async (t) => {
  await using all = await asking({
    displayGreeting: 'on',
    displayOnHold: 'on',
    onHoldEveryMs: '30000',
    greeting: 'Hello %CUSTOMER_NAME% {{x}}',
  });
  const { page } = await arrived(all);
  using _page = page;
  t.like(await page.next('site-says'), {
    greeting: 'Hello %CUSTOMER_NAME% {{x}}',
    onHold: { everyMs: 30_000 },
  });
  const german = await all.world.arrival(all.queue('Laptops'), { language: 'de' });
  using other = await german.visitor.page(`/session/${german.session}`);
  t.regex((await other.next('site-says')).greeting ?? '', /^Willkommen, %CUSTOMER_NAME%/);
});

test('what cannot be chosen is refused next to its field, what was written is kept, and changes are recorded', async (t) => {
  await using all = await company([]);
  const form = await (await all.administrator.get(PAGE)).text();
  const refused = await all.administrator.submit(PAGE, '/login/customer-client', {
    site: 'default-portal--------',
    language: 'en',
    revision: revisionIn(form),
    ...CLIENT_FIELDS,
    agreementFull: 'on',
    agreementTimeoutMs: '7',
    'agreement-text': 'Kept',
  });
  t.is(refused.status, 422);
  const html = await refused.text();
  t.regex(html, /id="agreementTimeoutMs-problem"/);
  t.regex(html, />Kept<\/textarea>/);
  t.regex(html, /name="agreementFull"[^>]* checked/);
  await configureClient(all.administrator, {
    agreementFull: 'on',
    'agreement-text': 'Longer than the form of another page '.repeat(100),
  });
  t.regex(await (await all.administrator.get(PAGE)).text(), /name="agreementFull"[^>]* checked/);
});

test('a customer who lost the connection is waited for as long as the site says, also when that changes meanwhile', async (t) => {
  await using all = await asking({ reconnectTimeoutMs: String(MINUTE_MS) });
  const { session, page } = await arrived(all);
  await all.rita.command({ type: 'accept', session });
  await configureClient(all.administrator, { reconnectTimeoutMs: String(30 * MINUTE_MS) });
  page[Symbol.dispose]();
  await all.world.pass(50_000);
  await settle(all);
  t.is(all.rita.view(session).status, 'in-session');
  await all.world.pass(30_000);
  await settle(all);
  t.is(all.rita.view(session).endReason, 'customer-lost');
});

test('what is said afterwards reaches also a page that is loaded after the end; addresses are of the web alone', async (t) => {
  await using all = await asking({
    displayAfter: 'on',
    redirectAfterMs: '5000',
    'after-message': 'Bye %CUSTOMER_NAME% <b>{{x}}</b>',
    'after-url': 'https://www.example.com/thanks',
  });
  const after = {
    message: 'Bye %CUSTOMER_NAME% <b>{{x}}</b>',
    url: 'https://www.example.com/thanks',
    redirectAfterMs: 5_000,
  };
  const { session, visitor, page } = await arrived(all);
  t.like(await page.next('site-says'), { after });
  await all.rita.command({ type: 'accept', session });
  await all.rita.command({ type: 'end-session', session });
  page[Symbol.dispose]();
  await settle(all);
  using again = await visitor.page(`/session/${session}`);
  t.like(await again.next('site-says'), { after });
  for (const url of ['javascript:alert(1)', 'ftp://example.com', '//example.com']) {
    await t.throwsAsync(configureClient(all.administrator, { 'after-url': url }), {
      message: /not saved: 422/,
    });
  }
});

test('who does not want to wait is led to a message for the same people', async (t) => {
  await using all = await asking({});
  const issue = {
    id: 'i'.padEnd(22, '-') as IssueId,
    codeName: 'printing',
    description: 'Printing',
    priority: 'high',
    skills: [],
  } as const;
  const { session, visitor } = await all.world.arrival(all.queue('Laptops'), { issue });
  const page = `/session/${session}/message`;
  const form = await (await visitor.get(page)).text();
  t.regex(form, /name="name"[^>]* value="Anna Lindqvist"/);
  t.regex(form, /About: <bdi>Printing<\/bdi>/);
  const wrong = await visitor.submit(page, page, { name: 'Anna', reach: '', message: 'It {{jams}}' });
  t.is(wrong.status, 422);
  t.regex(await wrong.text(), /action="\/session\/[^"]+\/message"[\s\S]*>It \{\{jams\}\}<\/textarea>/);
  const left = await visitor.submit(page, page, { name: 'Anna', reach: '0701234567', message: 'It jams' });
  t.is(left.headers.get('location'), '/message/left');
  // For those of the team alone.
  const messages = async (who: Visitor) =>
    (await (await who.get('/login/messages')).text()).includes('It jams');
  t.true(await messages(all.visitors.rita));
  t.is((await all.world.visitor().get(page)).status, 404, 'of somebody else’s session');
});

test('what a site does without is told to its customers’ pages, and nothing where it does without nothing', async (t) => {
  await using all = await company([['Laptops', { persistent: 'on' }]]);
  const plain = await arrived(all);
  using _plain = plain.page;
  t.is((await plain.page.next('site-says')).without, undefined);
  await configureClient(all.administrator, {}, ['displayPlace', 'displayExpectedWait', 'spellCheck']);
  const { page } = await arrived(all);
  using _page = page;
  t.deepEqual((await page.next('site-says')).without, ['place', 'expected-wait', 'spell-check']);
  t.like(await page.next('waiting'), { position: 2 }, 'texts may still say it');
});

test('an exit survey that is not displayed asks customers nothing; representatives and answers stay', async (t) => {
  await using all = await asking({});
  const one = await arrived(all);
  using _page = one.page;
  await all.rita.command({ type: 'accept', session: one.session });
  await all.rita.command({ type: 'end-session', session: one.session });
  const survey = `/session/${one.session}/survey`;
  const state = async () =>
    ((await (await one.visitor.get(`/session/${one.session}/after`)).json()) as { survey: string }).survey;
  t.is(await state(), 'open');
  await configureClient(all.administrator, {}, ['displayExitSurvey']);
  t.is(await state(), 'none');
  t.is((await one.visitor.get(survey)).headers.get('location'), `/session/${one.session}`);
  await configureClient(all.administrator, {});
  await one.visitor.submit(survey, survey, { 'q-rating----------------': '5' });
  await configureClient(all.administrator, {}, ['displayExitSurvey']);
  t.is(await state(), 'answered');
});

test('the orphaned session message is left out where the site does not display it', async (t) => {
  await using all = await company([]);
  await configureClient(all.administrator, {
    'orphaned-message': 'Gone fishing',
    'orphaned-url': 'https://www.example.com/fish',
  });
  const shown = await (await all.world.visitor().get('/message?nobody=1')).text();
  t.regex(shown, /Gone fishing/);
  t.regex(shown, /www\.example\.com/);
  await configureClient(
    all.administrator,
    { 'orphaned-message': 'Gone fishing', 'orphaned-url': 'https://www.example.com/fish' },
    ['displayOrphaned'],
  );
  const silent = await (await all.world.visitor().get('/message?nobody=1')).text();
  t.notRegex(silent, /Gone fishing|www\.example\.com/);
  t.regex(silent, /Nobody is there/);
});
