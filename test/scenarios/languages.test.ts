import { get } from 'node:http';
import test from 'ava';
import { company } from '../company.ts';
import { addIssue, save } from '../sites.ts';
import { keyFrom, World, type Visitor } from '../world.ts';

function ask(visitor: Visitor, path: string, accepted: string): Promise<Response> {
  return visitor.request(path, { headers: { 'Accept-Language': accepted } });
}

/** Sends a form of the page at `/` with the language that the browser asks for. */
async function send(
  world: World,
  visitor: Visitor,
  action: string,
  fields: Readonly<Record<string, string>>,
  accepted: string,
): Promise<Response> {
  const html = await (await ask(visitor, '/', accepted)).text();
  const csrf = /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  return visitor.request(action, {
    method: 'POST',
    headers: {
      Origin: world.url,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Accept-Language': accepted,
    },
    body: new URLSearchParams({ ...fields, csrf }).toString(),
  });
}

test('a customer reads the portal as their browser asks, until they choose', async (t) => {
  await using world = await World.open();
  const visitor = world.visitor();
  const german = await ask(visitor, '/', 'de-CH,de;q=0.9,en;q=0.5');
  t.is(german.headers.get('content-language'), 'de');
  t.is(german.headers.get('vary'), 'Accept-Language, Cookie');
  t.regex(await german.text(), /<html lang="de" dir="ltr">[\s\S]*Sitzungsschlüssel/);

  const chosen = await send(world, visitor, '/language', { language: 'ar', here: '/?key=ABCD' }, 'de');
  t.is(chosen.status, 303);
  t.is(chosen.headers.get('location'), '/?key=ABCD');
  t.regex(
    chosen.headers.getSetCookie().join(),
    /^handrail_language=ar; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/,
  );
  t.regex(await (await ask(visitor, '/', 'de')).text(), /<html lang="ar" dir="rtl">[\s\S]*مفتاح الجلسة/);

  const nonsense = await send(
    world,
    visitor,
    '/language',
    { language: '../x', here: '//evil.example/' },
    'de',
  );
  t.is(nonsense.headers.get('location'), '/', 'no other site');
  t.deepEqual(nonsense.headers.getSetCookie(), [], 'what is no language is not remembered');
});

test('what is wrong is said in the same language, by page, field and code, with the text kept', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const representative = await world.person(administrator, 'rita', ['representative']);
  using console = await representative.page('/console');
  const key = await keyFrom(console);

  const empty = await send(world, world.visitor(), '/join', { key: ' ' }, 'fr');
  t.regex(await empty.text(), /Veuillez saisir la clé de session/);
  const wrong = await send(world, world.visitor(), '/join', { key: 'AAAA2222' }, 'ja');
  t.regex(await wrong.text(), /このセッションキーは無効です/);
  const nameless = await send(
    world,
    world.visitor(),
    '/start',
    { key, name: ' ', details: 'x'.repeat(1025) },
    'es',
  );
  const html = await nameless.text();
  t.regex(html, /Díganos su nombre/);
  t.regex(html, /caben 1024 bytes|caben 1\.024 bytes/);
  t.true(html.includes('x'.repeat(1025)));
  t.regex(html, /<input type="hidden" name="here" value="\/\?key&#x3D;[^"]+">/, 'the same page again');
  const tooLong = await send(
    world,
    world.visitor(),
    '/start',
    { key, name: 'n'.repeat(101), details: '' },
    'ar',
  );
  t.regex(await tooLong.text(), /الحد الأقصى 100 حرف\./);
  const started = await send(world, world.visitor(), '/start', { key, name: '花子', details: '' }, 'ja');
  t.is(started.status, 303);
  const row = await console.until((all) =>
    all
      .flatMap((message) => (message.type === 'queues' ? message.rows : []))
      .find(({ customerName }) => customerName === '花子'),
  );
  t.is(row.language, 'ja', 'whoever accepts it sees it before');
  const nothing = await ask(world.visitor(), '/nothing-here', 'de');
  t.is(nothing.status, 404);
  t.regex(await nothing.text(), /<html lang="de" dir="ltr">[\s\S]*Unter dieser Adresse gibt es nichts/);
  const forged = await world.visitor().request('/join', {
    method: 'POST',
    headers: {
      Origin: world.url,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Accept-Language': 'de',
    },
    body: 'key=ABCD',
  });
  t.regex(await forged.text(), /Bitte erlauben Sie Cookies/);
});

test('pages of representatives and administrators stay in English', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  for (const path of ['/login', '/login/users', '/login/nothing', '/console']) {
    const page = await ask(administrator, path, 'de');
    t.is(page.headers.get('content-language') ?? 'en', 'en', path);
    t.notRegex(await page.text(), /lang="de"/, path);
  }
  const refused = await send(world, world.visitor(), '/login', { username: 'x', password: 'y' }, 'de');
  t.notRegex(await refused.text(), /lang="de"/);
});

/** The portal at this host name, as a browser reads it that asks for these languages. */
function portalAt(world: World, host: string, accepted: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { Host: host, 'Accept-Language': accepted };
    get(world.url, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

test('a portal speaks the languages that it offers, its own first, and the others are not in its menu', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const added = await administrator.submit('/login/public-sites/new', '/login/public-sites/new', {
    name: 'Hilfe',
    addresses: 'hilfe.example',
    mainColour: '',
    headerColour: '',
    'show-sessionKey': 'on',
    'mode-sessionKey': 'full',
    'mode-issues': 'full',
    'mode-representatives': 'full',
    issueTeams: 'all',
    timeZone: 'Europe/Berlin',
    hours: 'always',
    holidays: '',
    'language-en': 'on',
    'language-de': 'on',
    defaultLanguage: 'de',
  });
  t.is(added.status, 303);
  const offered = (html: string) =>
    [...html.matchAll(/name="language" value="(..)"/g)].map(([, code]) => code);
  const spoken = (html: string) => /<html lang="(..)"/.exec(html)?.[1];
  const french = await portalAt(world, 'hilfe.example', 'fr');
  t.is(spoken(french), 'de', 'what it does not offer is not spoken');
  t.deepEqual(offered(french), ['de', 'en']);
  t.is(spoken(await portalAt(world, 'hilfe.example', 'fr,en;q=0.5')), 'en');
  const other = await portalAt(world, 'anything.example', 'fr');
  t.is(spoken(other), 'fr');
  t.is(offered(other).length, 6);
});

test('an issue is read in the language of the page, from the list to the message; the company reads what it calls it', async (t) => {
  await using all = await company([['Printers', { persistent: 'on' }]]);
  const { world, administrator, queue } = all;
  const id = await addIssue(all, 'Paper jam', 'Printers');
  const page = `/login/issues/${id}`;
  const fields = { description: 'Paper jam', codeName: 'jam', team: queue('Printers').slice('team:'.length) };
  const refused = await save(administrator, page, {
    ...fields,
    priority: 'high',
    'description-de': 'x'.repeat(121),
    'description-ja': '{{紙}}<b>',
  });
  t.is(refused.status, 422);
  const again = await refused.text();
  t.regex(again, /id="description-de-problem"[^>]*>[^<]*120/);
  t.regex(again, /value="\{\{紙\}\}&lt;b&gt;"/);
  const translated = { 'description-de': 'Papierstau', 'description-ja': '{{紙}}<b>' };
  t.is((await save(administrator, page, { ...fields, priority: 'high', ...translated })).status, 303);

  const visitor = world.visitor();
  for (const [language, text] of [
    ['de', 'Papierstau'],
    ['ja', '{{紙}}&lt;b&gt;'],
    ['fr', 'Paper jam'],
  ] as const) {
    const list = await (await ask(visitor, '/', language)).text();
    t.is(new RegExp(`<option value="${id}">([^<]*)`).exec(list)?.[1], text);
    t.true((await (await ask(visitor, `/ask?issue=${id}`, language)).text()).includes(text));
    t.true((await (await ask(visitor, `/message?issue=${id}`, language)).text()).includes(text));
    const link = '/api/start_session?issue_menu=1&codeName=jam';
    const linked = visitor.request(link, { headers: { Accept: 'text/html', 'Accept-Language': language } });
    t.true((await (await linked).text()).includes(text));
  }
  // What a new appliance begins with is no English list.
  t.regex(await (await ask(visitor, '/', 'ja')).text(), /<option value="[^"]*">サインインできません</);

  const german = { name: 'Anna', details: '', issue: id };
  const begun = await visitor.submit(`/ask?issue=${id}`, '/start', german);
  t.is(begun.status, 303);
  const row = await all.rita.until((messages) =>
    messages.flatMap((message) => (message.type === 'queues' ? message.rows : [])).find(Boolean),
  );
  t.is(row.issue, 'Paper jam');
});
