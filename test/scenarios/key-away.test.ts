import test from 'ava';
import { LIMITS, type SessionId } from '../../src/kernel/index.ts';
import { company, settle, type Company } from '../company.ts';
import { addIssue } from '../sites.ts';
import { addProfile, makeButton } from '../support-buttons.ts';
import { keyFrom, type Visitor } from '../world.ts';

type Fields = Readonly<Record<string, string>>;
const LINK = '/api/start_session';

function sent(visitor: Visitor, fields: Fields, accept = 'text/html'): Promise<Response> {
  return visitor.request(LINK, {
    method: 'POST',
    headers: { Accept: accept, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}
async function read(visitor: Visitor, path: string): Promise<string> {
  return (await visitor.request(path, { headers: { Accept: 'text/html' } })).text();
}
/** A company whose Ada made two keys and closed her console. */
async function keyOfSomebodyAway(): Promise<{ all: Company; keys: readonly string[] }> {
  const all = await company([['Laptops', {}]]);
  const keys = [await keyFrom(all.ada), await keyFrom(all.ada), await keyFrom(all.ada)];
  await all.world.lose(all.ada);
  await all.world.pass(60_000);
  await settle(all);
  return { all, keys };
}

test('a key whose representative is away leads to the same waiting room by the portal, a link and a Support Button', async (t) => {
  const { all, keys } = await keyOfSomebodyAway();
  await using _all = all;
  const customer = all.world.visitor();
  for (const page of [`/?key=${keys[0]}`, `${LINK}?short_key=${keys[1]}`]) {
    const html = await read(customer, page);
    t.regex(html, /Ada Admin<\/bdi> is not there right now\. We wait about a minute/, page);
    t.true(html.includes('<a href="/message">Leave a message instead</a>'), page);
  }
  const button = await makeButton(all, await addProfile(all, { asks: 'key', queue: '' }));
  const ways = [
    () => customer.submit('/', '/start', { key: keys[0] ?? '', name: 'Anna', details: '' }),
    () => sent(customer, { short_key: keys[1] ?? '', 'customer.name': 'Anna' }),
    () => customer.submit(button, button, { key: keys[2] ?? '', name: 'Anna' }),
  ];
  for (const begin of ways) {
    const answer = await begin();
    const page = answer.headers.get('location') ?? `nowhere: ${answer.status}`;
    const session = page.slice('/session/'.length) as SessionId;
    using waiting = await customer.page(page);
    t.is((await waiting.next('waiting')).unattended, 'awaited', page);
    t.is(waiting.view(session).status, 'waiting');
    // A minute later they are told that nobody came, and may leave a message.
    await all.world.pass(70_000);
    await waiting.until(() => waiting.view(session).status === 'ended');
    t.is(waiting.view(session).endReason, 'no-representative');
    const form = await (await customer.get(`${page}/message?nobody=1`)).text();
    t.regex(form, /name="name"[^>]* value="[^"]+"/, page);
  }
});

test('what a link is refused for is said as on the portal, with what was typed; a program gets the error', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const customer = all.world.visitor();
  const words = { 'customer.name': 'Anna', 'customer.details': 'It <b>flickers</b>' };
  const key = await keyFrom(all.ada);
  t.is((await sent(customer, { short_key: key, ...words })).status, 303);
  const refused = await sent(customer, { short_key: key, ...words });
  t.is(refused.status, 404);
  const home = await refused.text();
  t.true(home.includes(`value="${key}"`) && home.includes('It &lt;b&gt;flickers&lt;/b&gt;'));
  t.regex(home, /id="key-error"/);
  t.regex(await read(customer, `${LINK}?short_key=${key}`), /id="key-error"/, 'and so when it is opened');
  const asJson = await sent(customer, { short_key: key, ...words }, 'application/json');
  t.is(((await asJson.json()) as { error: { code: string } }).error.code, 'key-refused');

  const issue = { issue_menu: '1', codeName: 'screen', ...words };
  let last = await sent(customer, issue);
  for (let count = 0; last.status === 303 && count < LIMITS.startsBurst; count += 1) {
    last = await sent(customer, issue);
  }
  t.is(last.status, 429);
  const page = await last.text();
  t.regex(page, /role="alert">[^<]*too often/i);
  t.true(page.includes('value="Anna"') && page.includes('It &lt;b&gt;flickers&lt;/b&gt;'));

  // Everybody goes.
  for (const console of [all.rita, all.bob, all.ada]) {
    await all.world.lose(console);
  }
  await all.world.pass(60_000);
  const nobody = await sent(customer, issue);
  t.is(nobody.status, 409);
  const form = await nobody.text();
  t.regex(form, /action="\/message"/);
  t.true(form.includes('value="Anna"') && form.includes('It &lt;b&gt;flickers&lt;/b&gt;'));
});

test('customers are not told what the company calls its queues', async (t) => {
  await using all = await company([
    ['Difficult cases', {}],
    ['Others', {}],
  ]);
  const { visitor, session } = await all.world.arrival(all.queue('Difficult cases'), {
    queueName: 'Difficult cases',
  });
  using page = await visitor.page(`/session/${session}`);
  await all.rita.command({ type: 'accept', session });
  await all.rita.command({ type: 'transfer', session, to: all.queue('Difficult cases') });
  await settle(all);
  t.is(page.view(session).status, 'waiting');
  t.false(JSON.stringify(page.received).includes('Difficult cases'));
  t.is(all.rita.view(session).queueName, 'Difficult cases');
});
