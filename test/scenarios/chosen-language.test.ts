import test from 'ava';
import type { SessionId } from '../../src/kernel/index.ts';
import { configureClient } from '../customer-client.ts';
import { company, rowsIn, settle } from '../company.ts';
import { unescaped } from '../html.ts';
import { addIssue } from '../sites.ts';
import type { PageEnd, Visitor } from '../world.ts';

/** As the customer's page does it from its menu. */
function choose(visitor: Visitor, session: SessionId, language: string): Promise<Response> {
  return visitor.request(`/session/${session}/language`, {
    method: 'POST',
    headers: { Origin: visitor.url, 'Content-Type': 'application/json', 'X-Handrail': '1' },
    body: JSON.stringify({ language }),
  });
}

function saysLast(page: PageEnd): { readonly greeting?: string | undefined } | undefined {
  return page.received.filter((message) => message.type === 'site-says').at(-1);
}

function titles(page: PageEnd, session: SessionId): readonly string[] {
  return page.view(session).notices.map(({ title }) => title);
}

test('greeting, on-hold message and notices follow the language that a customer chooses while waiting, over a restart too', async (t) => {
  await using all = await company([['Laptops', { persistent: 'on' }]]);
  await configureClient(all.administrator, {
    displayGreeting: 'on',
    displayAfter: 'on',
    greeting: 'Hello %CUSTOMER_NAME%',
  });
  await all.administrator.submit('/login/notices/new', '/login/notices/new', {
    name: 'Outage',
    active: 'on',
    whileWaiting: 'on',
    sites: 'all',
    lastDay: '',
    'title-en': 'Mail is down',
    'message-en': 'Back at noon.',
    'title-de': 'Die Post steht',
    'message-de': 'Mittags geht es wieder.',
  });
  const queue = all.queue('Laptops');
  const { session, visitor } = await all.world.arrival(queue);
  const page = await visitor.page(`/session/${session}`);
  await page.until(() => titles(page, session).join() === 'Mail is down');
  t.is(saysLast(page)?.greeting, 'Hello %CUSTOMER_NAME%');

  t.is((await choose(visitor, session, 'de')).status, 204);
  await page.until(() => titles(page, session).join() === 'Die Post steht');
  t.regex(saysLast(page)?.greeting ?? '', /^Willkommen, %CUSTOMER_NAME%/);
  await settle(all);
  t.is(rowsIn(all.rita, queue).find((row) => row.session === session)?.language, 'de');
  const told = page.received.length;
  await choose(visitor, session, 'de');
  await page.roundTrip();
  t.is(page.received.length, told, 'the same again is nothing new');
  t.is((await choose(visitor, session, 'xx')).status, 400);
  const stranger = all.world.visitor();
  t.not((await choose(stranger, session, 'fr')).status, 204, 'nobody else chooses for them');

  page[Symbol.dispose]();
  await all.world.stop();
  await all.world.start();
  const back = visitor.at(all.world.url);
  using again = await back.page(`/session/${session}`);
  t.regex((await again.next('site-says')).greeting ?? '', /^Willkommen/);
  await again.until(() => titles(again, session).join() === 'Die Post steht');
  await again.command({ type: 'end-session', session });
  t.is((await choose(back, session, 'fr')).status, 204, 'the page after the end still changes its words');
  using after = await back.page(`/session/${session}`);
  const report = await (await all.administrator.at(all.world.url).get(`/login/reports/${session}`)).text();
  t.regex(report, /reads this language from then on[\s\S]{0,200}de/);
  t.regex((await after.next('site-says')).greeting ?? '', /^Willkommen/, 'as it was at the end');
});

test('whoever changes the language on the page of a very long link comes back to all of it', async (t) => {
  await using all = await company([['Laptops', { persistent: 'on' }]]);
  const { world } = all;
  await addIssue(all, 'Email', 'Laptops', 'email');
  const details = 'Ünd Outlook fragt. '.repeat(40).trim();
  const query = new URLSearchParams({
    issue_menu: '1',
    codeName: 'email',
    'customer.name': 'Anna',
    'customer.details': details,
  });
  const link = `/api/start_session?${query.toString()}`;
  t.true(link.length > 512);
  const visitor = world.visitor();
  const ask = (path: string) => visitor.request(path, { headers: { Accept: 'text/html' } });
  const html = await (await ask(link)).text();
  const hidden = (name: string) =>
    unescaped(new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '');
  const sent = await visitor.post('/language', {
    csrf: hidden('csrf'),
    here: hidden('here'),
    language: 'fr',
  });
  t.is(sent.status, 303);
  const page = await ask(sent.headers.get('location') ?? '');
  t.is(page.headers.get('content-language'), 'fr');
  t.true((await page.text()).includes(details), 'what the link said is still filled in');
  for (const here of [
    '//evil.example/',
    `/${'a'.repeat(20_000)}`,
    '/\\evil.example',
    'https://evil.example/',
  ]) {
    const refused = await visitor.post('/language', { csrf: hidden('csrf'), here, language: 'fr' });
    t.is(refused.headers.get('location'), '/', here.slice(0, 40));
  }
});
