import test from 'ava';
import { LIMITS, type SessionId } from '../../src/kernel/index.ts';
import { PAGE_WITHIN_MS } from '../../src/sessions/deadlines.ts';
import { company, offerTo, rowsIn, settle, type Company } from '../company.ts';
import { configureClient } from '../customer-client.ts';
import { addIssue } from '../sites.ts';
import { keyFrom, type Visitor } from '../world.ts';

const MINUTE_MS = 60_000;

/** Anna's form was taken; her browser has not opened the page yet. */
async function begun(
  { world }: Company,
  issue: string,
  visitor = world.visitor(false),
): Promise<{ readonly visitor: Visitor; readonly page: string; readonly session: SessionId }> {
  const started = await visitor.submit(`/ask?issue=${issue}`, '/start', { issue, name: 'Anna' });
  const page = started.headers.get('location') ?? `nowhere: ${started.status}`;
  return { visitor, page, session: page.slice('/session/'.length) as SessionId };
}
async function reportOf({ administrator }: Company, session: SessionId): Promise<string> {
  return (await administrator.get(`/login/reports/${session}`)).text();
}

test('nobody sees or is offered a session before its customer’s page is there, and the wait counts from then', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'least-busy', alertTimeoutMs: '60000' }]]);
  const laptops = all.queue('Laptops');
  const issue = await addIssue(all, 'Screen broken', 'Laptops');
  const { visitor, page, session } = await begun(all, issue);
  const other = await begun(all, issue);
  await all.world.pass(30_000);
  await settle(all);
  t.deepEqual(rowsIn(all.rita, laptops), []);
  t.deepEqual([offerTo(all.rita), offerTo(all.bob)], [undefined, undefined]);
  t.like(await all.rita.command({ type: 'accept', session }), { type: 'refused', code: 'no-such-session' });
  t.is((await visitor.get(page)).status, 200, 'looking at the page is not being there');
  await settle(all);
  t.deepEqual(rowsIn(all.rita, laptops), []);

  const cameAt = all.world.time.now();
  using here = await visitor.page(page);
  t.is((await here.next('waiting')).position, 1, 'first in line, although another one began');
  await settle(all);
  t.like(rowsIn(all.rita, laptops), { 0: { session, queuedAt: cameAt }, length: 1 });
  t.is([offerTo(all.rita), offerTo(all.bob)].filter((offer) => offer?.session === session).length, 1);
  using late = await other.visitor.page(other.page);
  t.is((await late.next('waiting')).position, 2);
});

test('who never comes is given up after a while, is told so, asked nothing, and stands in the report', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { visitor, page, session } = await begun(all, await addIssue(all, 'Screen broken', 'Laptops'));
  await all.world.pass(PAGE_WITHIN_MS - 10_000);
  const { session: other, visitor: in_time } = await begun(all, await addIssue(all, 'Other', 'Laptops'));
  await in_time.come(other);
  await all.world.pass(20_000);
  using late = await visitor.page(page);
  await late.until(() => late.view(session).status === 'ended');
  t.is(late.view(session).endReason, 'customer-never-came');
  t.like(await (await visitor.get(`${page}/after`)).json(), { survey: 'none' });
  t.regex(await reportOf(all, session), /page never connected/);
  t.regex(await reportOf(all, session), /page is waited for/);
  await settle(all);
  t.deepEqual(
    rowsIn(all.rita, all.queue('Laptops')).map((row) => row.session),
    [other],
    'who did come waits for as long as ever',
  );
});

test('what a program began waits for as long as the link by which it is handed over', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const begin = async () => {
    const answer = await fetch(`${all.world.url}/api/start_session`, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ issue_menu: '1', codeName: 'screen', 'customer.name': 'Anna' }).toString(),
    });
    return (await answer.json()) as { session: SessionId; link: string };
  };
  const [handed, kept] = [await begin(), await begin()];
  await all.world.pass(LIMITS.sessionLinkLifeMs - 10_000);
  await settle(all);
  t.deepEqual(rowsIn(all.rita, all.queue('Laptops')), []);
  const path = new URL(handed.link).pathname;
  const customer = all.world.visitor();
  t.is((await customer.submit(path, path, {})).status, 303);
  await settle(all);
  t.is(rowsIn(all.rita, all.queue('Laptops'))[0]?.session, handed.session);
  await all.world.pass(10_000 + PAGE_WITHIN_MS);
  await all.world.pass(1_000);
  t.regex(await reportOf(all, kept.session), /page never connected/);
});

test('what the site asks first is asked when the page is there, and its time begins then', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await configureClient(all.administrator, {
    agreementFull: 'on',
    agreementTimeoutMs: String(5 * MINUTE_MS),
  });
  const { visitor, page, session } = await begun(all, await addIssue(all, 'Screen broken', 'Laptops'));
  await all.world.pass(MINUTE_MS);
  using here = await visitor.page(page);
  t.truthy((await here.next('site-says')).agreement);
  await here.until(() => here.view(session).asked === 'agreement');
  await all.world.pass(4 * MINUTE_MS + 30_000);
  t.is((await here.command({ type: 'answer-agreement', session, accept: true })).type, 'done');
  await settle(all);
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, 1);
});

test('a restart and a kill in between go on: the page comes, or does not', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const issue = await addIssue(all, 'Screen broken', 'Laptops');
  const [comes, never] = [await begun(all, issue), await begun(all, issue)];
  await using killed = await all.world.killed(10_000);
  const rita = await all.visitors.rita.at(killed.url).page('/console');
  using here = await comes.visitor.at(killed.url).page(comes.page);
  await here.until(() => here.view(comes.session).status === 'waiting');
  await killed.pass(1_000);
  await rita.roundTrip();
  t.deepEqual(
    rowsIn(rita, all.queue('Laptops')).map((row) => row.session),
    [comes.session],
  );
  await killed.pass(PAGE_WITHIN_MS);
  using late = await never.visitor.at(killed.url).page(never.page);
  await late.until(() => late.view(never.session).endReason === 'customer-never-came');
  rita[Symbol.dispose]();
  // Killed once more, right when the page had come.
  await using again = await killed.killed();
  using back = await comes.visitor.at(again.url).page(comes.page);
  await back.until(() => back.view(comes.session).status === 'waiting');
  t.is(back.view(comes.session).timeline.filter(({ event }) => event.type === 'queued').length, 1);
});

test('one source has so many sessions that nobody came to, and no more; a key is not held up by that', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const issue = await addIssue(all, 'Screen broken', 'Laptops');
  const flood = all.world.visitor(false);
  const first = await begun(all, issue, flood);
  for (let count = 1; count < LIMITS.awaitedPerSource; count += 1) {
    await begun(all, issue, flood);
  }
  const form = { issue, name: 'Ben', details: 'It flickers' };
  const refused = await flood.submit(`/ask?issue=${issue}`, '/start', form);
  t.is(refused.status, 429);
  t.true((await refused.text()).includes('It flickers'), 'the text is kept');
  const key = await keyFrom(all.ada);
  t.is((await flood.submit('/', '/start', { key, name: 'Cleo' })).status, 303);
  await settle(all);
  t.deepEqual(rowsIn(all.rita, all.queue('Laptops')), []);
  // As soon as one comes, or is given up, there is room.
  const anna = all.world.visitor(false);
  await all.world.pass(PAGE_WITHIN_MS + 1_000);
  const { session } = await begun(all, issue, anna);
  await anna.come(session);
  t.not(session, first.session);
  await settle(all);
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, 1);
});
