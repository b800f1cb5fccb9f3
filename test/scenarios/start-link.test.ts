import test, { type ExecutionContext } from 'ava';
import { LIMITS, type SessionId } from '../../src/kernel/index.ts';
import { company, rowsIn, settle, type Company } from '../company.ts';
import { addIssue, declare, idOfAda } from '../sites.ts';
import { keyFrom } from '../world.ts';

const LINK = '/api/start_session';
type Fields = Readonly<Record<string, string>>;

/** As a script or an agent asks: no cookie, no origin, no browser. */
function asked({ world }: Company, fields: Fields, init: RequestInit = {}): Promise<Response> {
  return fetch(`${world.url}${LINK}?${new URLSearchParams(fields).toString()}`, {
    redirect: 'manual',
    ...init,
  });
}
function sent({ world }: Company, fields: Fields, accept = 'application/json'): Promise<Response> {
  return fetch(`${world.url}${LINK}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Accept: accept, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}
/** What a page's form sends without being seen. */
function hiddenIn(html: string): Fields {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  ) as Fields;
}
/** Whom the program sends there opens the page. */
async function come(t: ExecutionContext, { world }: Company, answer: Response): Promise<void> {
  t.is(answer.status, 201);
  await world.handedOver(answer, ((await answer.json()) as { session: SessionId }).session);
}
async function refusal(answer: Promise<Response>): Promise<readonly [number, string]> {
  const response = await answer;
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return [response.status, error.message];
}

test('an issue, a representative and a key are reached from a script, with everything that it says', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  await declare(all, 'Order number', 'order');
  const begun = await sent(all, {
    issue_menu: '1',
    codeName: 'screen',
    'customer.name': 'Anna',
    'customer.company': 'Fabrikam',
    'customer.company_code': 'fab-7',
    'customer.details': 'It {{7*7}} flickers',
    locale: 'de_AT',
    external_key: 'CASE-7',
    'session.custom.order': '4711',
    utm_source: 'mail',
  });
  t.is(begun.status, 201);
  const { session, page } = (await begun.json()) as { session: SessionId; page: string };
  t.is(page, `/session/${session}`);
  await all.world.handedOver(begun, session);
  const cookies = begun.headers.getSetCookie();
  t.true(cookies.length > 0 && cookies.every((line) => line.includes(`Path=/session/${session};`)));
  await settle(all);
  t.like(rowsIn(all.rita, all.queue('Laptops'))[0], {
    session,
    customerName: 'Anna',
    startMethod: 'link',
    mode: 'full',
    issue: 'Screen broken',
    company: 'Fabrikam',
    externalKey: 'CASE-7',
    language: 'de',
  });
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  t.like(all.rita.view(session).timeline[0]?.event, {
    details: 'It {{7*7}} flickers',
    companyCode: 'fab-7',
    custom: { order: '4711' },
  });
  // The page speaks the language of the link.
  const cookie = cookies.map((line) => line.split(';', 1)[0]).join('; ');
  const german = await fetch(`${all.world.url}${page}`, { headers: { Cookie: cookie } });
  t.regex(await german.text(), /<html lang="de"/);

  const byName = await sent(all, { name: 'Ada Admin', 'customer.name': 'Ben', c2cjs: '1' }, 'text/plain');
  t.is(byName.status, 201);
  const bensPage = await byName.text();
  t.regex(bensPage, /^\/session\/[A-Za-z0-9_-]{22}\n$/);
  await all.world.handedOver(byName, bensPage.trim().slice('/session/'.length) as SessionId);
  await come(t, all, await sent(all, { id: await idOfAda(all), 'customer.name': 'Cleo' }));
  const key = await keyFrom(all.ada);
  await come(t, all, await sent(all, { short_key: key.toLowerCase(), 'customer.name': 'Dan' }));
  t.is((await sent(all, { short_key: key, 'customer.name': 'Eve' })).status, 404, 'a key is good once');
  await settle(all);
  const { as } = await all.ada.next('welcome');
  const mine = as.kind === 'representative' ? rowsIn(all.ada, as.personalQueue) : [];
  t.deepEqual(
    mine.map(({ customerName, mode, startMethod }) => [customerName, mode, startMethod]),
    [
      ['Ben', 'chat', 'link'],
      ['Cleo', 'full', 'link'],
      ['Dan', 'full', 'link'],
    ],
  );
});

test('opening a link begins nothing: a browser gets one button, a program is told to send it by POST', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await declare(all, 'Order number', 'order');
  const key = await keyFrom(all.ada);
  const fields = {
    short_key: key,
    'customer.name': 'Anna',
    'customer.details': '"><b>{{7*7}}',
    'session.custom.order': '4711',
    locale: 'fr',
  };
  for (const init of [
    {},
    { method: 'HEAD' },
    { headers: { Accept: 'application/json', Purpose: 'prefetch' } },
  ]) {
    t.is((await asked(all, fields, init)).status, 200);
  }
  const browser = all.world.visitor();
  const html = await (
    await browser.request(`${LINK}?${new URLSearchParams(fields).toString()}`, {
      headers: { Accept: 'text/html' },
    })
  ).text();
  t.regex(html, /<html lang="fr"/);
  t.regex(html, /name="customer.name" value="Anna"/);
  t.regex(html, /&quot;&gt;&lt;b&gt;\{\{7\*7\}\}<\/textarea>/);
  t.regex(html, /<bdi>Order number<\/bdi>[\s\S]*<bdi>4711<\/bdi>/);
  const hidden = hiddenIn(html);
  const begun = await browser.request(LINK, {
    method: 'POST',
    headers: {
      Accept: 'text/html',
      Origin: all.world.url,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      short_key: hidden['short_key'] ?? '',
      locale: hidden['locale'] ?? '',
      'session.custom.order': hidden['session.custom.order'] ?? '',
      'customer.name': 'Anna',
    }).toString(),
  });
  t.is(begun.status, 303);
  const place = begun.headers.get('location') ?? '';
  using page = await browser.page(place);
  t.is((await page.next('welcome')).as.kind, 'customer');
});

test('what is missing is asked for, what is wrong is named in one sentence', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  await declare(all, 'Order number', 'order');
  const screen = { issue_menu: '1', codeName: 'screen' };
  const html = await (await sent(all, screen, 'text/html')).text();
  t.regex(html, /<input[^>]*id="name"[^>]*aria-invalid="true"/);
  t.regex(html, /Please tell us your name/);
  const asks = await (await asked(all, screen, { headers: { Accept: 'text/html' } })).text();
  t.notRegex(asks, /aria-invalid/, 'nothing was wrong yet');
  const name = { 'customer.name': 'Anna' };
  for (const [fields, status, sentence] of [
    [{}, 422, /session key, a representative or an issue/],
    [{ ...screen, id: 'x'.repeat(22) }, 422, /One is possible/],
    [{ short_key: 'ABCD2345', name: 'Ada Admin' }, 422, /One is possible/],
    [{ codeName: 'screen' }, 422, /One is possible/],
    [{ issue_menu: '1', codeName: 'nothing', ...name }, 404, /no longer offered/],
    [{ name: 'Nobody', ...name }, 404, /cannot be chosen/],
    [{ name: 'bob Person', ...name }, 409, /Nobody is there/],
    [screen, 422, /customer\.name.*tell us your name/],
    [{ ...screen, 'customer.name': 'x'.repeat(101) }, 422, /customer\.name.*100 characters/],
    [{ ...screen, ...name, 'customer.company': 'x'.repeat(101) }, 422, /customer\.company.*100/],
    [{ ...screen, ...name, 'customer.company_code': 'x'.repeat(101) }, 422, /company_code.*100/],
    [{ ...screen, ...name, 'customer.details': 'é'.repeat(513) }, 422, /1,024 bytes/],
    [{ ...screen, ...name, 'customer.nmae': 'x' }, 422, /no field .*customer\.nmae/],
    [{ ...screen, ...name, locale: 'xx' }, 422, /xx.* is not offered/],
    [{ ...screen, ...name, 'session.custom.secret': 'x' }, 422, /no field .*session\.custom\.secret/],
    [{ ...screen, ...name, 'session.custom.order': 'x'.repeat(1025) }, 422, /1,024 characters/],
    [{ ...screen, ...name, external_key: `a\u202eb` }, 422, /cannot be shown/],
  ] as const) {
    const [code, said] = await refusal(sent(all, fields));
    t.is(code, status, JSON.stringify(fields).slice(0, 80));
    t.regex(said, sentence);
  }
  t.is((await sent(all, { ...screen, ...name, 'customer.details': 'é'.repeat(512) })).status, 201);
  for (let field = 0; field < 11; field += 1) {
    await declare(all, `Field ${field}`, `f${field}`);
  }
  const much = Object.fromEntries(
    Array.from({ length: 11 }, (_, field) => [`session.custom.f${field}`, 'x'.repeat(1_000)]),
  );
  const [, tooMuch] = await refusal(sent(all, { ...screen, ...name, ...much }));
  t.regex(tooMuch, /10,240 bytes/);
});

test('a form of another site says its fields in its address, beside fields of its own; what cannot be read is said so that it can be mended', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const address = `${all.world.url}${LINK}?issue_menu=1&codeName=screen&interest=a&interest=b`;
  const json = { Accept: 'application/json' };
  const form = { ...json, 'Content-Type': 'application/x-www-form-urlencoded' };
  const typed = 'customer.name=Anna&topic%5B%5D=1&topic%5B%5D=2&codeName=screen';
  const both = await fetch(address, { method: 'POST', headers: form, body: typed });
  await come(t, all, both);
  const inAddress = `${address}&customer.name=Ben`;
  await come(t, all, await fetch(inAddress, { method: 'POST', headers: json }));
  await come(t, all, await fetch(inAddress, { method: 'POST', headers: form, body: '' }));
  t.is((await fetch(inAddress, { headers: json })).status, 200);
  for (const [headers, body] of [
    [{ ...json, 'Content-Type': 'application/json' }, '{"customer.name":"Anna"}'],
    [json, new URLSearchParams({ codeName: 'other' })],
    [json, new FormData()],
  ] as const) {
    const [status, said] = await refusal(fetch(inAddress, { method: 'POST', headers, body }));
    t.is(status, 400);
    t.regex(said, /application\/x-www-form-urlencoded in UTF-8, each once/);
  }
  const [, twice] = await refusal(fetch(`${inAddress}&customer.name=Cleo`, { headers: json }));
  t.regex(twice, /each once/);
});

test('where nobody is, or the site is closed, programs are told and people may leave a message', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const issue = await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  all.rita[Symbol.dispose]();
  all.bob[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  const fields = { issue_menu: '1', id: issue, 'customer.name': 'Anna', 'customer.details': 'Flickers' };
  const [status, said] = await refusal(sent(all, fields));
  t.deepEqual([status, said], [409, 'Nobody is there right now']);
  const html = await (await sent(all, fields, 'text/html')).text();
  t.regex(html, /Nobody is there right now[\s\S]*action="\/message"[\s\S]*>Flickers<\/textarea>/);
});

test('a declared field is removed again, and one name stands for one field', async (t) => {
  await using all = await company([]);
  const page = '/login/api-configuration';
  await declare(all, 'Order number', '');
  const html = await (await all.administrator.get(page)).text();
  t.regex(html, /session\.custom\.order_number/);
  const twice = await all.administrator.submit(page, page, { name: 'order NUMBER', codeName: 'o' });
  t.is(twice.status, 422);
  t.regex(await twice.text(), /Another custom field has this name/);
  const kept = await all.administrator.submit(page, page, { name: 'Ticket', codeName: 'External_Key' });
  t.regex(await kept.text(), /always there/);
  const remove = /action="(\/login\/api-configuration\/[^"]+\/remove)"/.exec(html)?.[1] ?? '';
  t.is((await all.administrator.submit(page, remove, {})).status, 303);
  t.notRegex(await (await all.administrator.get(page)).text(), /order_number/);
});

test('a program hands the session that it began to a browser, by a link that works once and not for long', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const fields = { issue_menu: '1', codeName: 'screen', 'customer.name': 'Anna' };
  const begin = async () => (await (await sent(all, fields)).json()) as { session: SessionId; link: string };
  const { session, link } = await begin();
  t.true(link.startsWith(`${all.world.url}/hand-over/`));
  const path = new URL(link).pathname;
  const scanner = all.world.visitor();
  for (let look = 0; look < 3; look += 1) {
    t.is((await scanner.get(path)).status, 200, 'looking takes nothing');
  }
  t.is((await scanner.get(`/session/${session}`)).status, 404);

  const customer = all.world.visitor();
  const { csrf = '' } = hiddenIn(await (await customer.get(path)).text());
  const [one, other] = await Promise.all([customer.post(path, { csrf }), customer.post(path, { csrf })]);
  t.deepEqual(new Set([one.status, other.status]), new Set([303, 404]), 'once');
  t.is((await customer.get(`/session/${session}`)).status, 200);
  using page = await customer.page(`/session/${session}`);
  await settle(all);
  t.is(page.view(session).status, 'waiting');
  const gone = await scanner.get(path);
  t.is(gone.status, 404);
  t.regex(await gone.text(), /has been used or has run out[\s\S]*href="\/"/);
  t.is((await scanner.get(`/session/${session}`)).status, 404);

  const again = await begin();
  const twice = new URL(again.link).pathname;
  const impatient = all.world.visitor(false);
  const { csrf: mine = '', once = '' } = hiddenIn(await (await impatient.get(twice)).text());
  const form = { csrf: mine, once };
  const opened = await Promise.all([impatient.post(twice, form), impatient.post(twice, form)]);
  t.deepEqual(
    [...opened, await impatient.post(twice, form)].map(({ status, headers }) => [
      status,
      headers.get('location'),
      headers.getSetCookie().length,
    ]),
    Array.from({ length: 3 }, () => [303, `/session/${again.session}`, 1]),
    'pressed twice, or its answer lost: the same browser comes to the same session',
  );
  t.is((await scanner.post(twice, form)).status, 403, 'another browser has not its form');
  const { csrf: theirs = '' } = hiddenIn(await (await scanner.get('/')).text());
  t.is((await scanner.post(twice, { csrf: theirs, once })).status, 404);

  const late = new URL((await begin()).link).pathname;
  await all.world.pass(LIMITS.sessionLinkLifeMs);
  t.is((await customer.get(late)).status, 404);
  t.is((await customer.get('/hand-over/short')).status, 404);
  const token = path.slice('/hand-over/'.length);
  t.false(JSON.stringify(all.world.log.lines).includes(token));
  t.is(((await (await sent(all, fields, 'text/plain')).text()).match(/hand-over/) ?? []).length, 0);
  const foreign = await fetch(`${all.world.url}${new URL((await begin()).link).pathname}`, {
    method: 'POST',
    headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: '',
  });
  t.is(foreign.status, 403);
});
