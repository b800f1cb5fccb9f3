import test from 'ava';
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
