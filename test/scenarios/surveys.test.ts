import test from 'ava';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { LIMITS, type SessionId } from '../../src/kernel/index.ts';
import { configureClient } from '../customer-client.ts';
import { revisionIn } from '../html.ts';
import { keyFrom, World, type PageEnd, type Visitor } from '../world.ts';

const RATING = 'q-rating----------------';
const COMMENTS = 'q-comments--------------';
const HOSTILE = `</p><script>alert(1)</script>{{7*7}} {{{constructor}}} \${7*7} =cmd|' /C calc'!A0`;
const ESCAPED = `&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}} {{{constructor}}} \${7*7}`;

async function ended(
  world: World,
  console: PageEnd,
): Promise<{ readonly visitor: Visitor; readonly session: SessionId; readonly page: string }> {
  const { visitor, session } = await world.customer(await keyFrom(console));
  await console.command({ type: 'accept', session });
  await console.command({ type: 'end-session', session });
  await visitor.get(`/session/${session}`);
  return { visitor, session, page: `/session/${session}/survey` };
}

async function after(visitor: Visitor, session: SessionId): Promise<unknown> {
  const answer = await visitor.get(`/session/${session}/after`);
  return { survey: ((await answer.json()) as { survey: string }).survey };
}

/** The form of a question, with the revision that it has now. */
async function question(
  administrator: Visitor,
  survey: string,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const page = `/login/exit-surveys/question?survey=${survey}&question=${fields['question'] ?? ''}`;
  const html = await (await administrator.get(page)).text();
  return administrator.submit(page, '/login/exit-surveys/question', {
    site: 'default-portal--------',
    survey,
    revision: revisionIn(html),
    name: '',
    ...fields,
  });
}

test('a customer answers once after the end, and it shows in the report as it was written', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session } = await world.customer(await keyFrom(console));
  const page = `/session/${session}/survey`;
  t.deepEqual(await after(visitor, session), { survey: 'none' });
  t.is((await visitor.get(page)).headers.get('location'), `/session/${session}`);
  await console.command({ type: 'accept', session });
  await console.command({ type: 'end-session', session });
  t.deepEqual(await after(visitor, session), { survey: 'open' });

  const missing = await visitor.submit(page, page, { [COMMENTS]: HOSTILE });
  const again = await missing.text();
  t.is(missing.status, 422);
  t.true(again.includes('Please answer this question.'));
  t.true(again.includes(ESCAPED), 'what was written is kept, and is text');
  const unknown = await visitor.submit(page, page, { [RATING]: '9' });
  t.is(unknown.status, 422);

  const sent = await visitor.submit(page, page, { [RATING]: '4', [COMMENTS]: HOSTILE });
  t.is(sent.status, 303);
  t.deepEqual(await after(visitor, session), { survey: 'answered' });
  t.true((await (await visitor.get(page)).text()).includes('Your answers have arrived.'));

  const replayed = await visitor.submit('/', page, { [RATING]: '1', [COMMENTS]: 'Another' });
  t.is(replayed.status, 303);
  const report = await (await administrator.get(`/login/reports/${session}`)).text();
  t.true(report.includes('Customer Exit Survey'));
  t.regex(report, /Satisfied <span class="muted">\(<bdi>4<\/bdi>\)/);
  t.true(report.includes(ESCAPED));
  t.false(report.includes('<script>alert'));
  t.false(report.includes('Another'), 'the second time changed nothing');
});

test('every question may be answered at length, in every script', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  for (let count = 1; count < LIMITS.questionsPerSurvey - 1; count += 1) {
    const name = `more-${count}`;
    const fields = { name, type: 'textarea', reportHeader: name, 'label-en': name };
    t.is((await question(administrator, 'customer', fields)).status, 303);
  }
  const { visitor, session, page } = await ended(world, console);
  const asked = await (await visitor.get(page)).text();
  const names = [...asked.matchAll(/<textarea [^>]*name="(q-[^"]+)"/g)].map(([, name]) => name ?? '');
  t.is(names.length, LIMITS.questionsPerSurvey - 1);
  const long = '長'.repeat(LIMITS.answerCharacters);
  const all = Object.fromEntries(names.map((name) => [name, long]));
  t.is((await visitor.submit(page, page, { ...all, [RATING]: '4' })).status, 303);
  t.deepEqual(await after(visitor, session), { survey: 'answered' });
});

test('who has answered, or skipped it, is led on to where the site says; nobody else, and nowhere where it says nothing', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const before = await ended(world, console);
  const plain = await (await before.visitor.get(before.page)).text();
  t.regex(plain, new RegExp(`<a href="/session/${before.session}">Skip`));
  t.true((await (await before.visitor.get(`${before.page}?skipped=1`)).text()).includes('How was your'));

  await configureClient(administrator, {
    displayAfter: 'on',
    redirectAfterMs: '10000',
    'after-url': 'https://www.example.com/thanks?a=1&b=2',
  });
  const { visitor, page, session } = await ended(world, console);
  const asked = await (await visitor.get(page)).text();
  t.false(asked.includes('www.example.com'), 'not before the survey is done with');
  t.true(asked.includes(`<a href="${page}?skipped&#x3D;1">Skip`));
  const link =
    /<a [^>]*href="https:\/\/www\.example\.com\/thanks\?a&#x3D;1&amp;b&#x3D;2"[^>]* data-seconds="10"/;
  const skipped = await (await visitor.get(`${page}?skipped=1`)).text();
  t.regex(skipped, link);
  t.regex(skipped, /You skipped the questions/);
  t.true(skipped.includes(`href="${page}"`), 'and it can still be answered');
  t.deepEqual(await after(visitor, session), { survey: 'open' });
  t.is((await visitor.submit(page, page, { [RATING]: '4' })).status, 303);
  const thanks = await (await visitor.get(page)).text();
  t.regex(thanks, link);
  t.regex(thanks, /Stay on this page/);
  t.regex(await (await visitor.get(`${page}?skipped=1`)).text(), /Your answers have arrived/);

  const { visitor: left, session: unhelped } = await world.customer(await keyFrom(console));
  using waiting = await left.page(`/session/${unhelped}`);
  await waiting.command({ type: 'end-session', session: unhelped });
  const nobody = await (await left.get(`/session/${unhelped}/survey?skipped=1`)).text();
  t.false(nobody.includes('www.example.com'), 'nobody helped');
});

test('answers survive the process, are in the journal, and the cookie still finds them', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  let found: Awaited<ReturnType<typeof ended>>;
  {
    using console = await administrator.page('/console');
    found = await ended(world, console);
  }
  await world.stop();
  await world.start();
  const visitor = found.visitor.at(world.url);
  t.deepEqual(await after(visitor, found.session), { survey: 'open' });
  t.is((await visitor.submit(found.page, found.page, { [RATING]: '5' })).status, 303);
  await world.stop();
  const database = new DatabaseSync(join(world.directory, 'handrail.sqlite'), { readOnly: true });
  const { count } = database
    .prepare('select count(*) as count from journal join journal_streams on id = stream where name = ?')
    .get(`survey:${found.session}`) as { count: number };
  database.close();
  t.is(count, 2);
  await world.start();
  t.deepEqual(await after(found.visitor.at(world.url), found.session), { survey: 'answered' });
});

test('nobody answers for another session, before its end, without a cookie, too much, or nothing', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const one = await ended(world, console);
  const other = await ended(world, console);
  t.not((await one.visitor.submit(one.page, other.page, { [RATING]: '5' })).status, 303);
  t.deepEqual(await after(other.visitor, other.session), { survey: 'open' });
  t.not((await world.visitor().post(one.page, { [RATING]: '5' })).status, 303);
  t.is(
    (await one.visitor.submit(one.page, one.page, { [RATING]: '5', [COMMENTS]: 'x'.repeat(2_001) })).status,
    422,
  );
  t.is((await one.visitor.submit(one.page, one.page, { [COMMENTS]: 'x'.repeat(1_000_000) })).status, 413);
  t.is((await one.visitor.submit(one.page, one.page, { [RATING]: '5', [COMMENTS]: 'a\u202eb' })).status, 422);
  t.deepEqual(await after(one.visitor, one.session), { survey: 'open' });
  await world.lose(console);
  await world.pass(25 * 3_600_000);
  t.not((await one.visitor.get(one.page)).status, 200);
});

test('an administrator changes the survey, and old answers stay as they were asked', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const before = await ended(world, console);
  await before.visitor.submit(before.page, before.page, { [RATING]: '2' });

  const added = await question(administrator, 'customer', {
    type: 'checkboxes',
    reportHeader: 'What was done',
    'label-en': HOSTILE,
    'options-en': '{{1}} = <i>One</i>\nTwo',
    'label-de': 'Was wurde gemacht?',
    'options-de': 'Eins\nZwei',
  });
  t.is(added.status, 303, await added.text());
  const changed = await question(administrator, 'customer', {
    question: RATING.slice(2),
    type: 'dropdown',
    name: 'rating',
    reportHeader: 'Stars',
    'label-en': 'How many stars?',
    'options-en': '3\n2\n1',
  });
  t.is(changed.status, 303);
  const twice = await question(administrator, 'customer', {
    type: 'text',
    name: 'RATING',
    reportHeader: 'Again',
    'label-en': 'Again?',
  });
  t.is(twice.status, 422);
  t.true((await twice.text()).includes('Another question of this survey has this name.'));

  const list = await (await administrator.get('/login/exit-surveys')).text();
  t.true(list.includes(ESCAPED));
  const added1 = [...list.matchAll(/name="question" value="([A-Za-z0-9_-]{22})"/g)].at(-1)?.[1] ?? '';
  const revision = revisionIn(list);
  const place = { site: 'default-portal--------', survey: 'customer', question: added1 };
  const move = { ...place, revision, direction: 'up' };
  t.is((await administrator.submit('/login/exit-surveys', '/login/exit-surveys/move', move)).status, 303);
  const late = await administrator.submit('/login/exit-surveys', '/login/exit-surveys/move', move);
  t.is(late.status, 409, 'the survey is not as it was shown any more');

  const next = await ended(world, console);
  const form = await (await next.visitor.get(next.page)).text();
  t.true(form.indexOf('How many stars?') < form.indexOf('&lt;i&gt;One'));
  t.true(form.indexOf('&lt;i&gt;One') < form.indexOf(COMMENTS));
  await next.visitor.submit(next.page, next.page, { [`q-${added1}-0`]: 'on' });
  const report = await (await administrator.get(`/login/reports/${next.session}`)).text();
  t.true(report.includes('&lt;i&gt;One&lt;/i&gt; <span class="muted">(<bdi>{{1}}</bdi>)'));
  const old = await (await administrator.get(`/login/reports/${before.session}`)).text();
  t.true(old.includes('How satisfied are you with the help that you got?'));
  t.true(old.includes('Dissatisfied'));

  const removal = `/login/exit-surveys/delete?survey=customer&question=${added1}`;
  const now = revisionIn(await (await administrator.get(removal)).text());
  const gone = await administrator.submit(removal, '/login/exit-surveys/delete', { ...place, revision: now });
  t.is(gone.status, 303);
  t.true((await (await administrator.get(`/login/reports/${next.session}`)).text()).includes('&lt;i&gt;One'));
});

test('a representative who took part is asked, in a survey of their own', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const rita = await world.person(administrator, 'rita', ['representative']);
  using console = await administrator.page('/console');
  const { session } = await ended(world, console);
  const page = `/console/surveys/${session}`;
  t.deepEqual(await (await administrator.get(`${page}/state`)).json(), { survey: 'none' });
  t.is((await administrator.get(page)).status, 404, 'nothing is asked as installed');
  const added = await question(administrator, 'representative', {
    type: 'radio',
    reportHeader: 'Solved',
    required: 'on',
    'label-en': 'Was it solved?',
    'options-en': 'Yes\nNo',
  });
  t.is(added.status, 303);
  t.deepEqual(await (await administrator.get(`${page}/state`)).json(), { survey: 'open' });
  t.is((await rita.get(page)).status, 404, 'she was not in the session');
  const field = /name="(q-[A-Za-z0-9_-]{22})"/.exec(await (await administrator.get(page)).text())?.[1] ?? '';
  t.is((await administrator.submit(page, page, {})).status, 422);
  t.is((await administrator.submit(page, page, { [field]: 'Yes' })).status, 303);
  t.deepEqual(await (await administrator.get(`${page}/state`)).json(), { survey: 'answered' });
  const report = await (await administrator.get(`/login/reports/${session}`)).text();
  t.true(report.includes('Representative Exit Survey'));
  t.true(report.includes('Was it solved?'));
});

test('answers of some days are added up and kept as CSV, for those who may see these sessions', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const rita = await world.person(administrator, 'rita', ['representative']);
  const bob = await world.person(administrator, 'bob', ['representative']);
  using console = await rita.page('/console');
  for (const [rating, comment] of [
    ['5', HOSTILE],
    ['2', '=1+1'],
  ] as const) {
    const { visitor, page } = await ended(world, console);
    await visitor.submit(page, page, { [RATING]: rating, [COMMENTS]: comment });
  }
  const path = '/login/reports/surveys';
  const html = await (await administrator.get(path)).text();
  t.true(html.includes('2 answered'));
  t.true(html.includes('average <strong class="numbers">3.50</strong>'));
  t.regex(html, /5 – Very satisfied<\/bdi><\/dt><dd class="numbers">1 \(50 %\)/);
  t.true(html.includes(ESCAPED));
  t.true((await (await rita.get(path)).text()).includes('2 answered'), 'she was in both');
  t.true((await (await bob.get(path)).text()).includes('Nothing was answered'));
  t.false((await (await bob.get(`${path}.csv`)).text()).includes('=1+1'));

  const csv = await administrator.get(`${path}.csv`);
  t.regex(csv.headers.get('content-disposition') ?? '', /^attachment; filename="exit-survey-customer-/);
  const lines = (await csv.text()).split('\r\n');
  t.is(lines[0], '"Answered","Session","Public site","Who","Language","Rating","Comments"');
  t.is(lines.length, 4);
  t.true(lines.some((line) => line.endsWith(`,"2","'=1+1"`)));

  t.true(
    (await (await administrator.get(`${path}?from=2020-01-01&to=2020-01-02`)).text()).includes('Nothing was'),
  );
  t.is((await administrator.get(`${path}?from=yesterday`)).status, 422);
  t.is((await administrator.get(`${path}.csv?from=yesterday`)).status, 422);
  t.is((await administrator.get(`${path}?after=9999999999999~x~`)).status, 200);
  t.true((await (await administrator.get(`${path}?site=${'x'.repeat(22)}`)).text()).includes('Nothing was'));
});

test('a long list of answers goes on where its page ended', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const all = new Set<string>();
  for (let count = 0; count < 53; count += 1) {
    const { visitor, page, session } = await ended(world, console);
    await visitor.submit(page, page, { [RATING]: '5' });
    all.add(session);
    // What one console may say at once is limited.
    await world.pass(1_000);
  }
  const seen: string[] = [];
  let href = '/login/reports/surveys';
  while (href !== '') {
    const html = await (await administrator.get(href)).text();
    t.true(html.includes('53 answered'));
    seen.push(
      ...[...html.matchAll(/href="\/login\/reports\/([A-Za-z0-9_-]{22})"/g)].map(([, id]) => id ?? ''),
    );
    href = (/href="([^"]*after[^"]*)"/.exec(html)?.[1] ?? '')
      .replaceAll('&#x3D;', '=')
      .replaceAll('&amp;', '&');
  }
  t.is(seen.length, 53);
  t.deepEqual(seen.toSorted(), [...all].toSorted());
});

test('killed when the answers had been taken: they are there, once, and sending them again changes nothing', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session, page } = await ended(world, console);
  const form = { ...(await visitor.given(page)), [RATING]: '4', [COMMENTS]: 'Quick and kind' };
  await using before = await world.killed();
  t.is((await visitor.post(page, form)).status, 303);
  await using after = await world.killed();
  for (const killed of [before, after]) {
    const restarted = visitor.at(killed.url);
    t.is((await restarted.post(page, form)).status, 303);
    t.is((await restarted.post(page, { ...form, [COMMENTS]: 'Something else' })).status, 303);
    const report = await (await administrator.at(killed.url).get(`/login/reports/${session}`)).text();
    t.is(report.split('Quick and kind').length - 1, 1);
    t.false(report.includes('Something else'));
  }
});
