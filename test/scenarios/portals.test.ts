import test from 'ava';
import { LIMITS, type QueueId, type SessionId } from '../../src/kernel/index.ts';
import type { DownOf } from '../../src/protocol/index.ts';
import { company, rowsIn, settle, type Company, userPage } from '../company.ts';
import { revisionIn } from '../html.ts';
import { addIssue, addSite, atOther, changeSite, OTHER_HOST, OTHER_SITE } from '../sites.ts';
import { keyFrom, type PageEnd, type Visitor } from '../world.ts';

/** Grants this representative to be shown, with a place in the list. */
async function show({ administrator }: Company, name: string, displayNumber: string): Promise<string> {
  const href = await userPage(administrator, name);
  const user = await (await administrator.get(href)).text();
  const form = user.slice(user.indexOf('id="permissions"'));
  const saved = await administrator.submit(href, `${href}/permissions`, {
    revision: revisionIn(form),
    sessionLimit: 'none',
    idleLimitMs: '0',
    displayNumber,
    'may-show-on-public-site': 'on',
  });
  if (saved.status !== 303) {
    throw new Error(`${name} was not granted it: ${saved.status}`);
  }
  return href.slice('/login/users/'.length);
}

function sessionOf(answer: Response): SessionId {
  const id = /^\/session\/([A-Za-z0-9_-]{22})$/.exec(answer.headers.get('location') ?? '')?.[1];
  if (id === undefined) {
    throw new Error(`no session began: ${answer.status}`);
  }
  return id as SessionId;
}

/** The names on the list of representatives, in its order, beside Ada's, who is granted everything. */
function listed(html: string): readonly string[] {
  return [...html.matchAll(/href="\/ask\?representative[^>]*>.*?<bdi[^>]*>([^<]+)<\/bdi>/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'Ada Admin');
}

function issuesIn(html: string): readonly string[] {
  return [...html.matchAll(/<option value="[A-Za-z0-9_-]{22}"[^>]*>([^<]+)<\/option>/g)].map(
    ([, description]) => description ?? '',
  );
}

function desk(end: PageEnd): DownOf<'desk'>['publicSite'] | undefined {
  return end.received.filter((message) => message.type === 'desk').at(-1)?.publicSite;
}

async function nobodyIsThere(all: Company): Promise<void> {
  all.rita[Symbol.dispose]();
  all.bob[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
}

async function personalQueueOf(end: PageEnd): Promise<QueueId> {
  const { as } = await end.next('welcome');
  return as.kind === 'representative' ? as.personalQueue : ('' as QueueId);
}

test('two hosts are two portals, each with its own name, look, ways in and issues', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Phones', {}],
  ]);
  await addIssue(all, 'Screen broken', 'Laptops');
  await addIssue(all, 'No signal', 'Phones');
  const id = await addSite(all, {
    issueTeams: 'selected',
    [`issues-of-${all.queue('Phones').slice('team:'.length)}`]: 'on',
  });
  const standard = await (await all.world.visitor().get('/')).text();
  t.regex(standard, /<title>[^<]*– Northwind<\/title>/);
  t.notRegex(standard, /colours\.css/);
  t.true(['No signal', 'Screen broken'].every((issue) => issuesIn(standard).includes(issue)));
  const other = await (await atOther(all).get('/')).text();
  t.regex(other, /<title>[^<]*– Contoso Help<\/title>/);
  const colours = new RegExp(`href="(/sites/${id}/colours\\.css\\?v=[^"]*)"`).exec(
    other.replaceAll('&#x3D;', '='),
  )?.[1];
  t.regex(await (await atOther(all).get(colours ?? '')).text(), /--brand: #a01030[\s\S]*--header: #102a43/);
  t.deepEqual(issuesIn(other), ['No signal']);
  // Only English and German there.
  t.regex(other, /value="de"/);
  t.notRegex(other, /value="ja"/);
  // The company's own pages keep their name under every host.
  t.regex(await (await atOther(all).get('/login')).text(), /– Northwind<\/title>/);
});

test('who chooses an issue waits in the queue of the team that owns it, with all that they said', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const id = await addSite(all, { companyCode: 'on', 'mode-issues': 'chat' });
  const issue = await addIssue(all, 'Screen broken', 'Laptops');
  const customer = atOther(all);
  const asked = await customer.submit('/', '/ask', { issue, details: 'It {{7*7}} flickers' });
  const html = await asked.text();
  t.is(asked.status, 200);
  t.regex(html, /You are asking for help: <bdi>Screen broken<\/bdi>/);
  t.regex(html, /Somebody is there now\./);
  t.regex(html, /<textarea[^>]*id="details"[^>]*>It \{\{7\*7\}\} flickers<\/textarea>/);
  t.regex(html, /<label[^>]*for="companyCode">Company code<\/label>/);
  t.regex(html, /Your screen is no part of it/, 'a chat is announced as one');
  const started = await customer.submit(`/ask?issue=${issue}`, '/start', {
    issue,
    name: 'Anna',
    company: 'Fabrikam',
    companyCode: 'fab-7',
    details: 'It {{7*7}} flickers',
  });
  const session = sessionOf(started);
  using page = await customer.page(`/session/${session}`);
  await settle(all);
  t.is((await page.next('welcome')).siteName, 'Contoso Help');
  const [row] = rowsIn(all.rita, all.queue('Laptops'));
  t.like(row, {
    customerName: 'Anna',
    details: 'It {{7*7}} flickers',
    portalName: 'Contoso Help',
    startMethod: 'issue',
    mode: 'chat',
    issue: 'Screen broken',
    priority: 'high',
    company: 'Fabrikam',
    language: 'en',
  });
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  t.like(all.rita.view(session).timeline[0]?.event, { companyCode: 'fab-7' });
  // A site that does not ask for a code takes none.
  await changeSite(all, id, { 'mode-issues': 'full' });
  const second = await customer.submit(`/ask?issue=${issue}`, '/start', {
    issue,
    name: 'Ben',
    companyCode: 'x',
  });
  const plain = sessionOf(second);
  await settle(all);
  await all.rita.command({ type: 'accept', session: plain });
  await settle(all);
  t.like(all.rita.view(plain).timeline[0]?.event, { mode: 'full', companyCode: undefined });
});

test('two administrators give one host name to two sites at once: one gets it, the other is told who has it', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const ids = [
    await addSite(all, { name: 'First', addresses: 'first.example' }),
    await addSite(all, { name: 'Second', addresses: 'second.example' }),
  ];
  const forms = await Promise.all(
    ids.map(async (id, index) => {
      const page = `/login/public-sites/${id}`;
      const html = await (await all.administrator.get(page)).text();
      const revision = revisionIn(html);
      const name = index === 0 ? 'First' : 'Second';
      const fields = { ...OTHER_SITE, name, revision, addresses: 'shared.example' };
      return [page, { ...fields, ...(await all.administrator.given(page)) }] as const;
    }),
  );
  const answers = await Promise.all(forms.map(([page, form]) => all.administrator.post(page, form)));
  t.deepEqual(
    answers.map(({ status }) => status).toSorted((one, other) => one - other),
    [303, 422],
  );
  const loser = answers.findIndex(({ status }) => status === 422);
  const html = (await answers[loser]?.text()) ?? '';
  const problem = /id="addresses-problem"[^>]*>([^<]*)/.exec(html)?.[1] ?? '';
  t.true(problem.includes('shared.example') && problem.includes(loser === 0 ? 'Second' : 'First'), problem);
  t.true(html.includes('shared.example'), 'the text is kept');
});

test('representatives are listed with the permission, by their own choice, while they are there, in their order', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addSite(all);
  const names = async (visitor: Visitor) => listed(await (await visitor.get('/')).text());
  t.deepEqual(await names(all.world.visitor()), [], 'nobody has the permission');
  t.like(await all.rita.command({ type: 'set-listed', listed: true }), {
    type: 'refused',
    code: 'not-allowed',
  });
  const rita = await show(all, 'rita Person', '20');
  const bob = await show(all, 'bob Person', '10');
  await settle(all);
  t.like(desk(all.rita), { mayList: true, listed: true, messages: 0 });
  t.deepEqual(await names(all.world.visitor()), ['bob Person', 'rita Person']);
  t.like(await all.bob.command({ type: 'set-listed', listed: false }), { type: 'done' });
  await settle(all);
  t.like(desk(all.bob), { mayList: true, listed: false, messages: 0 });
  t.deepEqual(await names(all.world.visitor()), ['rita Person']);

  const customer = atOther(all);
  const page = `/ask?representative=${rita}`;
  t.regex(
    await (await customer.get(page)).text(),
    /You are asking <bdi>rita Person<\/bdi> for help[\s\S]*<bdi>rita Person<\/bdi> is there now/,
  );
  const session = sessionOf(await customer.submit(page, '/start', { representative: rita, name: 'Anna' }));
  await settle(all);
  const [row] = rowsIn(all.rita, await personalQueueOf(all.rita));
  t.like(row, { session, startMethod: 'representative', portalName: 'Contoso Help' });

  // Whoever does not want to be listed is not reached by a link either.
  const hidden = await all.world.visitor().submit('/', '/start', { representative: bob, name: 'Eve' });
  t.is(hidden.status, 404);
  t.notRegex(await hidden.text(), /bob Person/);
  // Nor named by the form for messages, whose words are then for everybody who sees to them.
  const message = `/message?representative=${bob}`;
  t.notRegex(await (await all.world.visitor().get(message)).text(), /bob Person/);
  // The choice is remembered, whatever the page is.
  using again = await all.visitors.bob.page('/console');
  await settle(all);
  t.like(desk(again), { mayList: true, listed: false, messages: 0 });
  await all.bob.command({ type: 'set-listed', listed: true });
  all.rita[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  t.deepEqual(await names(all.world.visitor()), ['bob Person'], 'only who is there');
});

test('members of a team use the portals that it may: for keys, and on the list', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const id = await addSite(all);
  await show(all, 'rita Person', '20');
  const team = `/login/teams/${all.queue('Laptops').slice('team:'.length)}`;
  const form = await (await all.administrator.get(team)).text();
  const revision = revisionIn(form);
  const saved = await all.administrator.submit(team, team, {
    name: 'Laptops',
    codeName: 'laptops',
    comments: '',
    algorithm: 'none',
    alertTimeoutMs: '30000',
    waitingRule: 'none',
    waitingAfterMs: '60000',
    revision,
    portalAccess: 'selected',
  });
  t.is(saved.status, 303);
  using rita = await all.visitors.rita.page('/console');
  const { publicSite } = await rita.next('desk');
  t.deepEqual(
    publicSite.portals.map(({ name }) => name),
    ['Northwind'],
  );
  t.like(await rita.command({ type: 'generate-key', validForMs: 3_600_000, portal: id }), {
    type: 'refused',
    code: 'not-allowed',
  });
  t.deepEqual(listed(await (await atOther(all).get('/')).text()), []);
  t.deepEqual(listed(await (await all.world.visitor().get('/')).text()), ['rita Person']);
});

test('a key leads to the host of the chosen portal, and the session belongs to the portal where it was entered', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const id = await addSite(all);
  const answer = await all.rita.command({ type: 'generate-key', validForMs: 3_600_000, portal: id });
  t.is(answer.type, 'answer');
  const { url, key } = (answer as { body: { url: string; key: string } }).body;
  t.is(new URL(url).hostname, OTHER_HOST);
  t.is(new URL(url).port, new URL(all.world.url).port);
  const { session } = await all.world.customer(key);
  await settle(all);
  const [row] = rowsIn(all.rita, await personalQueueOf(all.rita));
  t.like(row, { session, portalName: 'Northwind', startMethod: 'session-key' });
  // And a key of the default portal, entered at the other one.
  const customer = atOther(all);
  const typed = await keyFrom(all.rita);
  const started = await customer.submit(`/?key=${typed}`, '/start', { key: typed, name: 'Ben' });
  const second = sessionOf(started);
  await settle(all);
  t.like(
    rowsIn(all.rita, await personalQueueOf(all.rita)).find((each) => each.session === second),
    { portalName: 'Contoso Help' },
  );
});

test('who waits keeps the look and the languages of their site when its addresses lead elsewhere', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const id = await addSite(all);
  const customer = atOther(all);
  const key = await keyFrom(all.rita);
  const session = sessionOf(await customer.submit(`/?key=${key}`, '/start', { key, name: 'Ben' }));
  const shown = async (path: string) => (await customer.get(path)).text();
  t.regex(await shown(`/session/${session}`), /– Contoso Help<\/title>/);
  await changeSite(all, id, { addresses: 'elsewhere.example.com' });
  t.regex(await shown('/'), /– Northwind<\/title>/);
  const page = await shown(`/session/${session}`);
  t.regex(page, /– Contoso Help<\/title>/);
  t.true(page.includes(`/sites/${id}/colours.css`));
  t.notRegex(page, /value="ja"/);
  // A page of a session that there is not has the look of the host.
  t.regex(await shown(`/session/${'x'.repeat(22)}`), /– Northwind<\/title>/);
});

test('before they start, customers are told who is there; where nobody is, what they wrote is kept for a message', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Night', { persistent: 'on' }],
  ]);
  const laptops = await addIssue(all, 'Screen broken', 'Laptops');
  const night = await addIssue(all, 'At night', 'Night');
  t.notRegex(await (await all.world.visitor().get('/')).text(), /Nobody is there now/);
  const customer = all.world.visitor();
  await customer.get('/');
  await nobodyIsThere(all);
  const home = await (await customer.get('/')).text();
  t.regex(home, /<optgroup label="Nobody is there now, but you can wait in line">\s*<option[^>]*>At night/);
  t.regex(
    home,
    /<optgroup label="Nobody is there now, but you can leave a message">[\s\S]*<option[^>]*>Screen broken/,
  );
  t.regex(
    await (await customer.get(`/ask?issue=${night}`)).text(),
    /Nobody is there right now\. You wait in line/,
  );
  t.is((await customer.submit(`/ask?issue=${night}`, '/start', { issue: night, name: 'Anna' })).status, 303);

  // Somebody filled in the form while the last representative left.
  const late = await customer.submit('/', '/start', { issue: laptops, name: 'Anna', details: 'It flickers' });
  t.is(late.status, 409);
  const html = await late.text();
  t.regex(html, /<h1>Nobody is there right now<\/h1>/);
  t.regex(html, /We are sorry that nobody can help you at this moment/);
  t.regex(html, /name="name"[^>]* value="Anna"/);
  t.regex(html, /<textarea[^>]*name="message"[^>]*>It flickers<\/textarea>/);
  t.regex(html, /About: <bdi>Screen broken<\/bdi>/);

  const page = `/message?issue=${laptops}`;
  const empty = await customer.submit(page, '/message', {
    issue: laptops,
    name: ' ',
    reach: '',
    message: 'x'.repeat(2_001),
  });
  t.is(empty.status, 422);
  const again = await empty.text();
  t.regex(again, /id="name-error"[\s\S]*id="reach-error"[\s\S]*id="message-error"/);
  t.true(again.includes('x'.repeat(2_001)), 'the text is kept');

  const left = await customer.submit(page, '/message', {
    issue: laptops,
    name: 'Anna <b>',
    reach: '+49 30 123',
    message: 'It {{7*7}} flickers\n<script>alert(1)</script>',
  });
  t.is(left.headers.get('location'), '/message/left');
  t.regex(await (await customer.get('/message/left')).text(), /Your message has arrived/);

  // Members of the team see it, others do not; the console says how many there are.
  const { rita } = all.visitors;
  using console = await rita.page('/console');
  await settle(all);
  t.is(desk(console)?.messages, 1);
  const list = await (await rita.get('/login/messages')).text();
  t.regex(list, /1 message is to be seen to/);
  t.regex(
    list,
    /Anna &lt;b&gt;[\s\S]*It \{\{7\*7\}\} flickers[\s\S]*&lt;script&gt;[\s\S]*\+49 30 123[\s\S]*Screen broken[\s\S]*Laptops/,
  );
  const stranger = await all.world.person(all.administrator, 'sam', ['representative']);
  t.regex(await (await stranger.get('/login/messages')).text(), /No messages/);
  t.regex(await (await all.administrator.get('/login/messages')).text(), /Anna &lt;b&gt;/);

  const action = /action="(\/login\/messages\/[A-Za-z0-9_-]{22}\/done)"/.exec(list)?.[1] ?? '';
  t.is((await stranger.submit('/login/account', action, {})).status, 404);
  t.is(
    (await rita.submit('/login/messages', action, {})).headers.get('location'),
    '/login/messages?done=message-done',
  );
  await settle(all);
  t.is(desk(console)?.messages, 0);
  const done = await (await rita.get('/login/messages')).text();
  t.regex(done, /Nothing is to be done[\s\S]*Done[\s\S]*by <bdi[^>]*>rita Person/);
  await rita.submit('/login/messages', action.replace('/done', '/reopen'), {});
  await settle(all);
  t.is(desk(console)?.messages, 1);

  // It survives.
  await all.world.stop();
  await all.world.start();
  const after = all.administrator.at(all.world.url);
  t.regex(await (await after.get('/login/messages')).text(), /Anna &lt;b&gt;/);
});

test('a closed portal says until when, keeps what was typed, and lets keys in as its settings say', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const issue = await addIssue(all, 'Screen broken', 'Laptops');
  const id = await addSite(all);
  const customer = atOther(all);
  const key = await keyFrom(all.rita);
  await customer.get('/');
  // Closed today, whatever day it is for this test.
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(all.world.time.now());
  await changeSite(all, id, { holidays: `${today} Today` });

  const closed = await (await customer.get('/')).text();
  t.regex(closed, /<h1>We are closed<\/h1>/);
  t.regex(closed, /We are not here at the moment/);
  t.regex(closed, /We open again: \w+day,? [^<]*00:00/);
  t.regex(closed, /Were you given a session key\? It works now as well/);
  t.notRegex(closed, /name="issue"/);
  const late = await customer.submit('/', '/start', { issue, name: 'Anna', details: 'It flickers' });
  t.is(late.status, 409);
  const html = await late.text();
  t.regex(html, /<h1>We are closed<\/h1>[\s\S]*value="Anna"[\s\S]*>It flickers<\/textarea>/);
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, 0);
  t.is(
    (await customer.submit('/', '/message', { name: 'Anna', reach: 'a@b.example', message: 'Hello' })).status,
    303,
  );

  t.is(
    (await customer.submit(`/?key=${key}`, '/start', { key, name: 'Anna' })).status,
    303,
    'who has a key is expected',
  );
  await changeSite(all, id, { holidays: `${today} Today`, keysWhileClosed: 'off' });
  const shut = await keyFrom(all.rita);
  t.regex(await (await customer.get(`/?key=${shut}`)).text(), /<h1>We are closed<\/h1>/);
  t.is((await customer.submit('/', '/start', { key: shut, name: 'Anna' })).status, 409);
  t.regex(await (await all.world.visitor().get('/')).text(), /name="issue"/, 'the other portal is open');

  // A day with nobody there is short.
  for (const page of [all.ada, all.rita, all.bob]) {
    await all.world.lose(page);
  }
  await all.world.pass(24 * 3_600_000);
  t.regex(await (await customer.get('/')).text(), /name="issue"/, 'it opens by itself');
});

test('whatever is forged or gone meanwhile leads to a page that says what to do next, with the text kept', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Phones', {}],
  ]);
  const laptops = await addIssue(all, 'Screen broken', 'Laptops');
  await addIssue(all, 'No signal', 'Phones');
  await addSite(all, {
    issueTeams: 'selected',
    [`issues-of-${all.queue('Phones').slice('team:'.length)}`]: 'on',
  });
  const customer = atOther(all);
  for (const issue of [
    laptops,
    'nobody----------------',
    '../../etc/passwd',
    "' or 1=1",
    '$(id)',
    'x'.repeat(10_000),
  ]) {
    for (const path of ['/ask', '/start'] as const) {
      const refused = await customer.submit('/', path, { issue, name: 'Anna', details: 'It flickers' });
      t.is(refused.status, 404, `${path} ${issue.slice(0, 30)}`);
      const html = await refused.text();
      t.regex(html, /What you chose is no longer offered here\. Please choose again/);
      t.regex(html, /<textarea[^>]*id="details"[^>]*>It flickers<\/textarea>/);
      t.deepEqual(issuesIn(html), ['No signal']);
    }
  }
  const nothing = await customer.submit('/', '/ask', { issue: '', details: 'It flickers' });
  t.is(nothing.status, 422);
  t.regex(
    await nothing.text(),
    /id="issue-error" role="alert">Please choose what you need help with\.[\s\S]*>It flickers</,
  );
  for (const representative of ['nobody----------------', '__proto__', 'x'.repeat(10_000)]) {
    const refused = await customer.submit('/', '/start', {
      representative,
      name: 'Anna',
      details: 'It flickers',
    });
    t.is(refused.status, 404);
    t.regex(await refused.text(), /This representative cannot be chosen here[\s\S]*>It flickers</);
  }
  // Nobody may be asked by a link whom no list may show.
  const { as } = await all.rita.next('welcome');
  const unlisted = as.kind === 'representative' ? as.id : '';
  t.not((await customer.submit('/', '/start', { representative: unlisted, name: 'Eve' })).status, 303);

  // Another host is no other site, and no way into one.
  const forged = await customer.request('/ask', {
    method: 'POST',
    headers: { Origin: 'http://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `issue=${laptops}`,
  });
  t.is(forged.status, 403);
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, 0);
  t.is(rowsIn(all.rita, all.queue('Phones')).length, 0);
});

test('one network begins and leaves only so much; what was typed is kept', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const issue = await addIssue(all, 'Screen broken', 'Laptops');
  const customer = all.world.visitor();
  let last = 303;
  let html = '';
  for (let count = 0; count <= LIMITS.startsBurst && last === 303; count += 1) {
    const answer = await customer.submit(`/ask?issue=${issue}`, '/start', { issue, name: `Anna ${count}` });
    last = answer.status;
    html = await answer.text();
  }
  t.is(last, 429);
  await settle(all);
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, LIMITS.startsBurst);
  t.regex(html, /role="alert">That was too often[\s\S]*value="Anna 30"/);
  const key = await keyFrom(all.rita);
  t.is(
    (await customer.submit(`/?key=${key}`, '/start', { key, name: 'Ben' })).status,
    303,
    'a key works all the same',
  );

  for (let count = 0; count < LIMITS.messagesLeftBurst; count += 1) {
    t.is(
      (await customer.submit('/message', '/message', { name: 'A', reach: 'b', message: 'c' })).status,
      303,
    );
  }
  const many = await customer.submit('/message', '/message', { name: 'A', reach: 'b', message: 'kept' });
  t.is(many.status, 429);
  t.regex(await many.text(), /Several messages were left from your network[\s\S]*>kept<\/textarea>/);
});

test('what a site says when nobody is there is its own, in each language, and can be the default again', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const issue = await addIssue(all, 'Screen broken', 'Laptops');
  await nobodyIsThere(all);
  const { administrator } = all;
  const page = '/login/customer-client?site=default-portal--------&language=de';
  const form = await (await administrator.get(page)).text();
  t.regex(form, /Orphaned Session Message[\s\S]*Es tut uns leid, dass Ihnen im Moment niemand helfen kann/);
  const texts = (html: string) => ({
    site: 'default-portal--------',
    language: 'de',
    revision: revisionIn(html),
    'orphaned-message': 'Rufen Sie {{an}}\n<b>030 123</b>',
    'orphaned-url': 'https://www.example.com/hilfe?a=1&b=2',
    'closed-message': '',
  });
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'www.example.com',
    'https://a b',
    'https://x"y',
  ]) {
    const refused = await administrator.submit(page, '/login/customer-client', {
      ...texts(form),
      'orphaned-url': url,
    });
    t.is(refused.status, 422, url);
    t.regex(await refused.text(), /id="orphaned-url-problem"/);
  }
  const saved = await administrator.submit(page, '/login/customer-client', texts(form));
  t.is(saved.headers.get('location'), `${page}&done=saved`);
  // Somebody who had the page open before is told.
  const other = { ...texts(form), 'orphaned-message': 'Rufen Sie uns an' };
  const late = await administrator.submit(page, '/login/customer-client', other);
  t.is(late.status, 409);
  t.regex(await late.text(), /Somebody else saved while you were typing/);

  const ask = async (language: string) => {
    const answer = await all.world
      .visitor()
      .request(`/ask?issue=${issue}`, { headers: { 'Accept-Language': language } });
    return answer.text();
  };
  const german = await ask('de');
  t.regex(german, /<p[^>]*>Rufen Sie \{\{an\}\}<\/p>\s*<p[^>]*>&lt;b&gt;030 123&lt;\/b&gt;<\/p>/);
  t.regex(
    german.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
    /href="https:\/\/www\.example\.com\/hilfe\?a=1&b=2" rel="noopener noreferrer"/,
  );
  t.regex(await ask('en'), /We are sorry that nobody can help you/);

  const own = await (await administrator.get(page)).text();
  t.regex(own, /name="reset" value="orphaned-message"/);
  await administrator.submit(page, '/login/customer-client', { ...texts(own), reset: 'orphaned-message' });
  t.regex(await ask('de'), /Es tut uns leid/);
  t.regex(await ask('de'), /www\.example\.com/, 'the other text stays');
});
