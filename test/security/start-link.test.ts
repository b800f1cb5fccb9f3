import test from 'ava';
import { company, rowsIn, settle } from '../company.ts';
import { readPage, servedFields } from '../html.ts';
import { addIssue } from '../sites.ts';
import { keyFrom } from '../world.ts';

const LINK = '/api/start_session';
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const HOSTILE = `"><img src=x onerror=alert(1)>{{7*7}}'`;

/**
 * Other origins may send to /api/start_session (behaviour.md trap 30). What makes that safe: it begins the
 * sender's own session and nothing else, looks at no cookie, gives one for that session's pages alone,
 * cannot be framed or sent behind somebody's back, and leads nowhere else.
 */
test('another origin begins a session of its sender’s own: with no cookie but its own, in no frame, led nowhere else', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const body = new URLSearchParams({
    issue_menu: '1',
    codeName: 'screen',
    'customer.name': 'Anna',
    next: 'https://evil.example/',
    redirect: '//evil.example/',
    url: 'https://evil.example/',
  }).toString();
  const navigated = {
    Accept: 'text/html',
    Origin: 'https://shop.example',
    'Sec-Fetch-Site': 'cross-site',
    'Sec-Fetch-Mode': 'navigate',
    'Sec-Fetch-Dest': 'document',
  };
  const post = (visitor: typeof all.administrator, headers: Readonly<Record<string, string>>) =>
    visitor.request(LINK, { method: 'POST', headers: { ...FORM, ...headers }, body });
  const begun = await post(all.administrator, navigated);
  t.is(begun.status, 303);
  const place = begun.headers.get('location') ?? '';
  t.regex(place, /^\/session\/[A-Za-z0-9_-]{22}$/);
  const cookies = begun.headers.getSetCookie();
  t.is(cookies.length, 1);
  t.true(cookies[0]?.includes(`Path=${place}; `) && cookies[0].includes('HttpOnly; SameSite=Lax'));
  // A signed-in person's cookie makes no difference, and the session is the browser's own customer's.
  await settle(all);
  t.is((await all.world.visitor().get(place)).status, 404);
  for (const dest of ['iframe', 'empty', 'image', 'script']) {
    const refused = await post(all.world.visitor(), { ...navigated, 'Sec-Fetch-Dest': dest });
    t.is(refused.status, 403, dest);
    t.deepEqual(refused.headers.getSetCookie(), []);
  }
  const shown = await all.world.visitor().request(`${LINK}?${body}`, { headers: { Accept: 'text/html' } });
  t.regex(shown.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  t.is(shown.headers.get('access-control-allow-origin'), null);
  t.notRegex(await shown.text(), /evil\.example/);
  // Of everything else, other origins are still refused.
  const start = await all.world
    .visitor()
    .request('/start', { method: 'POST', headers: { ...FORM, ...navigated }, body });
  t.is(start.status, 403);
});

test('every parameter is text wherever it is shown, and too much of anything is a sentence', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const names = [
    'short_key',
    'id',
    'name',
    'codeName',
    'issue_menu',
    'locale',
    'c2cjs',
    'external_key',
    'session.custom.x',
    `session.custom.${HOSTILE}`,
    'customer.name',
    'customer.company',
    'customer.company_code',
    'customer.details',
    `customer.${HOSTILE}`,
    HOSTILE,
  ];
  for (const method of ['GET', 'POST']) {
    for (const accept of ['text/html', 'application/json', '*/*']) {
      for (const name of names) {
        const base = { issue_menu: '1', codeName: 'screen', 'customer.name': 'Anna' };
        const query = new URLSearchParams({ ...base, [name]: HOSTILE }).toString();
        const answer = await fetch(`${all.world.url}${LINK}${method === 'GET' ? `?${query}` : ''}`, {
          method,
          redirect: 'manual',
          headers: { ...FORM, Accept: accept },
          ...(method === 'POST' ? { body: query } : {}),
        });
        t.true(answer.status < 500, `${method} ${name}`);
        const html = await answer.text();
        if ((answer.headers.get('content-type') ?? '').startsWith('text/html')) {
          t.notRegex(html, /<img src=x/, `${method} ${name}`);
        }
        t.is(answer.headers.get('x-content-type-options'), 'nosniff');
      }
    }
  }
  const big = await fetch(`${all.world.url}${LINK}`, {
    method: 'POST',
    headers: { ...FORM, Accept: 'application/json' },
    body: `customer.details=${'x'.repeat(1024 * 1024)}`,
  });
  t.is(big.status, 413);
  t.like(await big.json(), { error: { code: 'too-large' } });
  for (const body of ['id=1&id=2', Array.from({ length: 2_000 }, (_, i) => `customer.f${i}=1`).join('&')]) {
    const refused = await fetch(`${all.world.url}${LINK}`, { method: 'POST', headers: FORM, body });
    t.is(refused.status, 400);
  }
  const json = await fetch(`${all.world.url}${LINK}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  t.is(json.status, 400);
});

test('a key in a link is in no line of the log, guesses cost time, and one source does not begin sessions without end', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const key = await keyFrom(all.ada);
  const send = (fields: Readonly<Record<string, string>>, method = 'POST') => {
    const body = new URLSearchParams({ 'customer.name': 'Anna', ...fields }).toString();
    return fetch(`${all.world.url}${LINK}${method === 'GET' ? `?${body}` : ''}`, {
      method,
      redirect: 'manual',
      headers: { ...FORM, Accept: 'application/json' },
      ...(method === 'POST' ? { body } : {}),
    });
  };
  t.is((await send({ short_key: key }, 'GET')).status, 200);
  t.is((await send({ short_key: key })).status, 201);
  t.is((await send({ short_key: key })).status, 404);
  const lines = JSON.stringify(all.world.log.lines);
  t.true(lines.includes(LINK));
  t.false(lines.includes(key) || lines.includes('Anna'));
  const guesses = [];
  for (let guess = 0; guess < 12; guess += 1) {
    guesses.push((await send({ short_key: `ABCD23${String(guess).padStart(2, '4')}` }, 'GET')).status);
  }
  t.is(guesses.at(-1), 429);
  const starts = [];
  for (let start = 0; start < 31; start += 1) {
    starts.push((await send({ issue_menu: '1', codeName: 'screen' })).status);
  }
  t.deepEqual([starts[0], starts.at(-1)], [201, 429]);
});

test('a link as long as it may be is read whole, says what of it is wrong, and is not lost by a choice of language', async (t) => {
  await using all = await company([['Laptops', { persistent: 'on' }]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const visitor = all.world.visitor();
  const open = (more: string, headers: Readonly<Record<string, string>> = { Accept: 'text/html' }) =>
    visitor.request(`${LINK}?issue_menu=1&codeName=screen&customer.name=Anna${more}`, { headers });
  const before = all.world.log.lines.length;
  // Eight kilobytes of what others add change nothing; a prefetch begins nothing.
  const noise = await open(`&utm_source=${'x'.repeat(8_000)}`, {
    Accept: 'text/html',
    'Sec-Purpose': 'prefetch',
  });
  t.is(noise.status, 200);
  t.notRegex(await noise.text(), /utm_source/);
  for (const details of ['x'.repeat(1_024), '%F0%9F%8E%89'.repeat(256)]) {
    const page = readPage(await (await open(`&customer.details=${details}`)).text());
    const menu = page.forms.find(({ action }) => action === '/language');
    const { language: _, ...fields } = Object.fromEntries(menu === undefined ? [] : servedFields(menu));
    const chosen = await visitor.post('/language', { ...fields, language: 'de' });
    const back = new URL(chosen.headers.get('location') ?? '', all.world.url);
    t.is(back.pathname, LINK);
    t.is(encodeURIComponent(back.searchParams.get('customer.details') ?? ''), details);
  }
  const long = `&customer.details=${'x'.repeat(8_000)}`;
  const told = await open(long, { Accept: 'application/json' });
  t.like(await told.json(), { ready: false });
  const line = await (await open(long, { Accept: '*/*' })).text();
  t.regex(line, /^customer\.details: .*1\D024/);
  const shown = readPage(await (await open(long)).text());
  t.is(
    shown.elements.find(({ attributes }) => attributes['autofocus'] !== undefined)?.attributes['id'],
    'details',
  );
  t.is((await open(`&utm_source=${'x'.repeat(20_000)}`)).status, 431);
  t.false(all.world.log.lines.slice(before).some(({ level }) => level === 'error' || level === 'warn'));
  t.deepEqual(rowsIn(all.rita, all.queue('Laptops')), []);
});
