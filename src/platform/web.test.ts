import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import * as v from 'valibot';
import { type Log, type Principal, type RepId, type SessionId } from '../kernel/index.ts';
import { systemClock } from './clock.ts';
import { systemRandom } from './random.ts';
import {
  Assets,
  createWeb,
  fileRoute,
  formRoute,
  jsonRoute,
  pageRoute,
  render,
  type Route,
  sendFile,
  textField,
  Views,
  type Web,
  type WebContext,
} from './web.ts';

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {}, child: () => quiet };
const ID = 'a'.repeat(22);

/** A cookie is `person-<roles joined by _>` or `customer-<session>` here; the real resolvers are tested in people/. */
function person(cookie: string | undefined): (Principal & { kind: 'person' }) | undefined {
  const roles =
    cookie?.startsWith('person-') === true ? cookie.slice('person-'.length).split('_') : undefined;
  return roles === undefined
    ? undefined
    : {
        kind: 'person',
        id: ID as RepId,
        name: 'Ann',
        roles: new Set(roles) as never,
        grants: new Set(roles),
        signIn: 'x',
      };
}

const directory = mkdtempSync(join(tmpdir(), 'handrail-web-'));
mkdirSync(join(directory, 'views', 'error'), { recursive: true });
mkdirSync(join(directory, 'views', 'layouts'), { recursive: true });
mkdirSync(join(directory, 'dist'), { recursive: true });
writeFileSync(
  join(directory, 'views/error/error.hbs'),
  '<h1>{{title}}</h1><p>{{sentence}}</p><a href="{{next.href}}">{{next.label}}</a>',
);
writeFileSync(join(directory, 'views/layouts/plain.hbs'), '<title>{{title}}</title>{{> @partial-block}}');
writeFileSync(
  join(directory, 'views/form.hbs'),
  '{{#> layouts/plain title="Form"}}<form method="post">{{csrf}}<input name="name" value="{{name}}"><p>{{problem}}</p></form>{{/layouts/plain}}',
);
writeFileSync(join(directory, 'dist/manifest.json'), '{"app.js":"app-123.js"}');
writeFileSync(join(directory, 'dist/app-123.js'), 'let answer = 42; // '.padEnd(2000, 'x'));
writeFileSync(join(directory, 'canary.txt'), 'CANARY 0123456789');

const nameForm = v.object({ name: textField('Name', { max: 10 }) });
function hello(ctx: WebContext): void {
  ctx.body = 'hello';
}
const routes: readonly Route[] = [
  pageRoute({
    path: '/form',
    who: 'anyone',
    handle: (ctx) => render(ctx, 'form', { name: '', problem: '' }),
  }),
  formRoute({
    path: '/form',
    who: 'anyone',
    form: nameForm,
    handle: (ctx, sent) => {
      if (!sent.ok) {
        render(
          ctx,
          'form',
          { name: sent.text['name'] ?? '', problem: sent.problems['name'] ?? sent.fault.sentence },
          sent.fault.status,
        );
        return;
      }
      ctx.body = `taken: ${sent.values.name}`;
    },
  }),
  formRoute({
    path: '/own',
    who: 'signed-in',
    form: nameForm,
    handle: (ctx, sent) => {
      ctx.body = sent.ok ? 'taken' : sent.fault.code;
    },
  }),
  pageRoute({
    path: '/own',
    who: 'signed-in',
    handle: (ctx) => render(ctx, 'form', { name: '', problem: '' }),
  }),
  pageRoute({ path: '/rep', who: 'representative', handle: hello }),
  pageRoute({ path: '/admin', who: 'administrator', handle: hello }),
  pageRoute({ path: '/granted', who: { may: 'edit' }, handle: hello }),
  pageRoute({ path: '/session/:id', who: 'customer', handle: hello }),
  pageRoute({ path: '/outside/:id', who: 'external', handle: hello }),
  pageRoute({ path: '/setup', who: 'claimant', handle: hello }),
  pageRoute({
    path: '/broken',
    who: 'anyone',
    handle: () => {
      throw new TypeError('secret detail');
    },
  }),
  pageRoute({
    path: '/address',
    who: 'anyone',
    handle: (ctx) => {
      ctx.body = `${ctx.state.address} ${ctx.state.secure}`;
    },
  }),
  fileRoute({
    path: '/file',
    who: 'anyone',
    handle: (ctx) =>
      sendFile(ctx, join(directory, 'canary.txt'), { type: 'text/plain', download: 'a "b"\r\n.txt' }),
  }),
  jsonRoute({
    method: 'POST',
    path: '/ticket',
    who: 'anyone',
    body: v.strictObject({}),
    handle: () => ({ ticket: 'x' }),
  }),
  jsonRoute({
    method: 'GET',
    path: '/me',
    who: 'representative',
    handle: (ctx) => ({ kind: ctx.state.principal?.kind }),
  }),
];

async function serve(
  more: { trustedHops?: number; publicUrl?: string; requestMs?: number } = {},
): Promise<{ web: Web; port: number; at: string }> {
  const assets = Assets.load(join(directory, 'dist'));
  const web = createWeb({
    routes: [...routes, ...assets.routes()],
    views: Views.load({ directory: join(directory, 'views'), asset: assets.addressOf, clock: systemClock }),
    principals: {
      person: (cookies) => person(cookies('handrail_sign_in')),
      may: ({ grants }, permission) => grants.has(permission),
      personCookie: 'handrail_sign_in',
      customer: (cookies) =>
        cookies('handrail_customer') === undefined
          ? undefined
          : { kind: 'customer', session: cookies('handrail_customer') as SessionId, signIn: 'y' },
      external: (cookies) =>
        cookies('handrail_external') === undefined
          ? undefined
          : {
              kind: 'external',
              session: cookies('handrail_external') as SessionId,
              id: 'x'.repeat(22) as RepId,
              name: 'Karl (external)',
              signIn: 'z',
            },
      claimant: (claim) => claim === 'right',
    },
    page: () => ({ siteName: 'Test' }),
    signInPath: '/login',
    publicUrl: more.publicUrl,
    trustedHops: more.trustedHops ?? 0,
    ...(more.requestMs === undefined ? {} : { requestMs: more.requestMs }),
    clock: systemClock,
    random: systemRandom,
    log: quiet,
  });
  const port = await web.listen(0, '127.0.0.1');
  return { web, port, at: `http://127.0.0.1:${port}` };
}

/** One request exactly as written, so that no client tidies the path; answers the whole response. */
function raw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request, 'latin1'));
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (text += part));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

let world: Awaited<ReturnType<typeof serve>>;
test.before(async () => {
  world = await serve();
});
test.after.always(async () => {
  await world.web.close();
  rmSync(directory, { recursive: true });
});

async function formOf(at: string, path = '/form', cookie = '') {
  const answer = await fetch(at + path, { headers: { cookie } });
  const token = /name="csrf" value="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
  return {
    token,
    cookie: answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
    lines: answer.headers.getSetCookie(),
  };
}
function send(at: string, path: string, fields: string, headers: Record<string, string> = {}) {
  return fetch(at + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: at, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: fields,
  });
}

test('a page carries the strict policy, no sniffing, no framing and no caching', async (t) => {
  const { headers } = await fetch(`${world.at}/form`);
  t.regex(
    headers.get('content-security-policy') ?? '',
    /default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/,
  );
  t.notRegex(headers.get('content-security-policy') ?? '', /unsafe/);
  t.is(headers.get('x-content-type-options'), 'nosniff');
  t.is(headers.get('cache-control'), 'no-store');
  t.regex(headers.get('x-request-id') ?? '', /^[A-Za-z0-9_-]+$/);
});

test('a form is taken with its cookie and token, and with nothing less', async (t) => {
  const form = await formOf(world.at);
  t.regex(form.lines[0] ?? '', /^handrail_form=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  const fields = `csrf=${form.token}&name=Ann`;
  t.is(await (await send(world.at, '/form', fields, { cookie: form.cookie })).text(), 'taken: Ann');
  const other = await formOf(world.at);
  const refused = [
    await send(world.at, '/form', 'name=Ann', { cookie: form.cookie }),
    await send(world.at, '/form', `csrf=${other.token}&name=Ann`, { cookie: form.cookie }),
    await send(world.at, '/form', fields),
    await send(world.at, '/form', `csrf=&name=Ann`, { cookie: 'handrail_form=' }),
  ];
  for (const answer of refused) {
    t.is(answer.status, 403);
    const text = await answer.text();
    t.regex(text, /value="Ann"/, 'what was typed is kept');
    t.regex(text, /send (it|the form) again/);
  }
});

test('a form of a signed-in person is tied to the sign-in', async (t) => {
  const mine = 'handrail_sign_in=person-representative';
  const form = await formOf(world.at, '/own', mine);
  t.is(form.lines.length, 0, 'a signed-in person needs no form cookie');
  const fields = `csrf=${form.token}&name=Ann`;
  t.is(await (await send(world.at, '/own', fields, { cookie: mine })).text(), 'taken');
  t.is(
    await (await send(world.at, '/own', fields, { cookie: 'handrail_sign_in=person-administrator' })).text(),
    'form-expired',
  );
  const anonymous = await formOf(world.at);
  t.is(
    await (
      await send(world.at, '/own', `csrf=${anonymous.token}&name=A`, {
        cookie: `${mine}; ${anonymous.cookie}`,
      })
    ).text(),
    'form-expired',
    'an anonymous token does not serve where a sign-in is needed',
  );
  t.is(
    await (
      await send(world.at, '/form', `csrf=${anonymous.token}&name=A`, {
        cookie: `${mine}; ${anonymous.cookie}`,
      })
    ).text(),
    'taken: A',
    'a form opened before signing in still does where anyone may send it',
  );
});

test('a form from elsewhere, or from nowhere, is refused', async (t) => {
  const form = await formOf(world.at);
  const fields = `csrf=${form.token}&name=Ann`;
  for (const origin of [
    'https://evil.example',
    'null',
    `${world.at}.evil.example`,
    'http://127.0.0.1:1',
    world.at.toUpperCase(),
  ]) {
    t.is((await send(world.at, '/form', fields, { cookie: form.cookie, origin })).status, 403, origin);
  }
  for (const site of ['cross-site', 'same-site', 'nonsense']) {
    t.is(
      (await send(world.at, '/form', fields, { cookie: form.cookie, 'sec-fetch-site': site })).status,
      403,
      site,
    );
  }
  const none = await raw(
    world.port,
    `POST /form HTTP/1.1\r\nHost: 127.0.0.1:${world.port}\r\nCookie: ${form.cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${fields.length}\r\nConnection: close\r\n\r\n${fields}`,
  );
  t.regex(none, /^HTTP\/1.1 403 /);
});

test('a field twice, an array, an object, __proto__, another type or a huge body is a bad request, not a crash', async (t) => {
  const form = await formOf(world.at);
  const csrf = `csrf=${form.token}`;
  const cases: readonly (readonly [string, number])[] = [
    [`${csrf}&name=a&name=b`, 400],
    [`${csrf}&name[]=a`, 422],
    [`${csrf}&name[x]=a`, 422],
    [`${csrf}&__proto__=a&name=a`, 200],
    [`${csrf}&__proto__[name]=a`, 422],
    [`${csrf}&constructor=a`, 422],
    [`${csrf}&name=a%00b`, 422],
    [`${csrf}&name=%E2%80%AEevil`, 422],
    [`${csrf}&name=12345678901`, 422],
    [`${csrf}&name=${'a'.repeat(100_000)}`, 413],
    [`${csrf}&${Array.from({ length: 1_300 }, (_, n) => `f${n}=1`).join('&')}`, 400],
  ];
  for (const [fields, status] of cases) {
    t.is(
      (await send(world.at, '/form', fields, { cookie: form.cookie })).status,
      status,
      fields.slice(60, 120),
    );
  }
  t.is((await send(world.at, '/form', '{"name":"a"}', { 'content-type': 'application/json' })).status, 400);
  t.is((await send(world.at, '/form', 'x', { 'content-encoding': 'gzip' })).status, 400);
  const latin = await raw(
    world.port,
    `POST /form HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\nConnection: close\r\n\r\nname=\xc0`,
  );
  t.regex(latin, /^HTTP\/1.1 400 /);
  t.is(({} as Record<string, unknown>)['name'], undefined);
});

test('each route admits who its table says, and nobody else', async (t) => {
  const cookies = {
    nobody: '',
    representative: 'handrail_sign_in=person-representative',
    administrator: 'handrail_sign_in=person-administrator',
    granted: 'handrail_sign_in=person-representative_edit',
    customer: `handrail_customer=${ID}`,
    external: `handrail_external=${ID}`,
    roleless: 'handrail_sign_in=person-',
  };
  const wanted: Readonly<Record<string, Readonly<Record<keyof typeof cookies, number>>>> = {
    '/own': {
      nobody: 303,
      representative: 200,
      granted: 200,
      administrator: 200,
      customer: 303,
      external: 303,
      roleless: 200,
    },
    '/rep': {
      nobody: 303,
      representative: 200,
      granted: 200,
      administrator: 403,
      customer: 303,
      external: 303,
      roleless: 403,
    },
    '/admin': {
      nobody: 303,
      representative: 403,
      granted: 403,
      administrator: 200,
      customer: 303,
      external: 303,
      roleless: 403,
    },
    '/granted': {
      nobody: 303,
      representative: 403,
      granted: 200,
      administrator: 403,
      customer: 303,
      external: 303,
      roleless: 403,
    },
    '/me': {
      nobody: 401,
      representative: 200,
      granted: 200,
      administrator: 403,
      customer: 401,
      external: 401,
      roleless: 403,
    },
    [`/session/${ID}`]: {
      nobody: 404,
      representative: 404,
      granted: 404,
      administrator: 404,
      customer: 200,
      external: 404,
      roleless: 404,
    },
    [`/session/${'b'.repeat(22)}`]: {
      nobody: 404,
      representative: 404,
      granted: 404,
      administrator: 404,
      customer: 404,
      external: 404,
      roleless: 404,
    },
    [`/outside/${ID}`]: {
      nobody: 404,
      representative: 404,
      granted: 404,
      administrator: 404,
      customer: 404,
      external: 200,
      roleless: 404,
    },
    [`/outside/${'b'.repeat(22)}`]: {
      nobody: 404,
      representative: 404,
      granted: 404,
      administrator: 404,
      customer: 404,
      external: 404,
      roleless: 404,
    },
    '/setup': {
      nobody: 404,
      representative: 404,
      granted: 404,
      administrator: 404,
      customer: 404,
      external: 404,
      roleless: 404,
    },
    '/setup?claim=wrong': {
      nobody: 404,
      representative: 404,
      granted: 404,
      administrator: 404,
      customer: 404,
      external: 404,
      roleless: 404,
    },
    '/setup?claim=right&claim=right': {
      nobody: 404,
      representative: 404,
      granted: 404,
      administrator: 404,
      customer: 404,
      external: 404,
      roleless: 404,
    },
    '/setup?claim=right': {
      nobody: 200,
      representative: 200,
      granted: 200,
      administrator: 200,
      customer: 200,
      external: 200,
      roleless: 200,
    },
  };
  for (const [path, answers] of Object.entries(wanted)) {
    for (const [who, status] of Object.entries(answers)) {
      const cookie = cookies[who as keyof typeof cookies];
      t.is(
        (await fetch(world.at + path, { redirect: 'manual', headers: { cookie } })).status,
        status,
        `${who} ${path}`,
      );
    }
  }
  const sent = await fetch(`${world.at}/admin?a=b`, { redirect: 'manual' });
  t.is(sent.headers.get('location'), '/login?next=%2Fadmin%3Fa%3Db');
});

test('a path counts only as we write it (T12, T17)', async (t) => {
  for (const target of [
    '//form',
    '/form/',
    '/form/x',
    '/FORM',
    '/%66orm',
    '/form;x',
    '/form%2f',
    '/./form',
    '/x/../form',
    `http://127.0.0.1:${world.port}/form`,
    '*',
    '/assets/../canary.txt',
    '/assets/..%2fcanary.txt',
    '/assets/%2e%2e/canary.txt',
    '/assets/%252e%252e/canary.txt',
    '/assets/..;/canary.txt',
    '/assets/..\\canary.txt',
    '/assets/....//canary.txt',
    '/assets/%c0%ae%c0%ae/canary.txt',
    '/assets/manifest.json',
    '/assets/',
    '/assets/constructor',
    '/assets/__proto__',
    '/assets/app-123.js%00',
    '/session/../form',
    '/file/../../etc/passwd',
  ]) {
    const answer = await raw(
      world.port,
      `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${world.port}\r\nConnection: close\r\n\r\n`,
    );
    t.regex(answer, /^HTTP\/1.1 404 /, target);
    t.notRegex(answer, /CANARY/, target);
  }
});

test('a wrong method is told what is possible, but not where a way in is hidden', async (t) => {
  const wrong = await fetch(`${world.at}/me`, { method: 'DELETE' });
  t.is(wrong.status, 405);
  t.is(wrong.headers.get('allow'), 'HEAD, GET');
  t.is((await fetch(`${world.at}/setup`, { method: 'POST' })).status, 404);
  t.is((await fetch(`${world.at}/setup?claim=right`, { method: 'DELETE' })).status, 404);
});

test('a failure shows a sentence and never its detail', async (t) => {
  const answer = await fetch(`${world.at}/broken`);
  t.is(answer.status, 500);
  t.is(answer.headers.get('content-type'), 'text/html; charset=utf-8');
  t.regex(answer.headers.get('content-security-policy') ?? '', /style-src 'self'/);
  const text = await answer.text();
  t.regex(text, /written down/);
  t.notRegex(text, /secret detail|TypeError|web\.test/);
});

test('an error page leads on: who is signed in to Status, everybody else to the start page', async (t) => {
  const visitor = await (await fetch(`${world.at}/nothing`)).text();
  t.regex(visitor, /<a href="\/">Go to the start page<\/a>/);
  const headers = { cookie: 'handrail_sign_in=person-representative' };
  const person = await fetch(`${world.at}/admin`, { headers });
  t.is(person.status, 403);
  t.regex(await person.text(), /<a href="\/login">Go to Status<\/a>/);
});

test('JSON wants our own header, and refuses in JSON', async (t) => {
  const headers = { origin: world.at, 'content-type': 'application/json' };
  const without = await fetch(`${world.at}/ticket`, { method: 'POST', headers, body: '{}' });
  t.deepEqual(Object.keys((await without.json()) as object), ['error']);
  t.is(without.status, 403);
  const good = await fetch(`${world.at}/ticket`, {
    method: 'POST',
    headers: { ...headers, 'x-handrail': '1' },
    body: '{}',
  });
  t.deepEqual(await good.json(), { ticket: 'x' });
  for (const body of ['', '[]', 'null', '{"a":1}', '{"__proto__":1}', '{']) {
    const bad = await fetch(`${world.at}/ticket`, {
      method: 'POST',
      headers: { ...headers, 'x-handrail': '1' },
      body,
    });
    t.is(bad.status, 400, body);
  }
});

test('a file is sent whole or in part, with what a player needs to seek', async (t) => {
  const get = (headers: Record<string, string>) => fetch(`${world.at}/file`, { headers });
  const whole = await get({});
  t.is(await whole.text(), 'CANARY 0123456789');
  t.is(whole.headers.get('accept-ranges'), 'bytes');
  t.is(
    whole.headers.get('content-disposition'),
    `attachment; filename="a _b___.txt"; filename*=UTF-8''a%20%22b%22%0D%0A.txt`,
  );
  t.regex(whole.headers.get('content-security-policy') ?? '', /sandbox/);
  const tag = whole.headers.get('etag') ?? '';
  const cases: readonly (readonly [Record<string, string>, number, string, string | null])[] = [
    [{ range: 'bytes=0-5' }, 206, 'CANARY', 'bytes 0-5/17'],
    [{ range: 'bytes=7-' }, 206, '0123456789', 'bytes 7-16/17'],
    [{ range: 'bytes=-3' }, 206, '789', 'bytes 14-16/17'],
    [{ range: 'bytes=10-999' }, 206, '3456789', 'bytes 10-16/17'],
    [{ range: 'bytes=17-' }, 416, 'That part is not in the file.', 'bytes */17'],
    [{ range: 'bytes=-0' }, 416, 'That part is not in the file.', 'bytes */17'],
    [{ range: 'bytes=5-1' }, 200, 'CANARY 0123456789', null],
    [{ range: 'bytes=0-1,3-4' }, 200, 'CANARY 0123456789', null],
    [{ range: 'lines=0-1' }, 200, 'CANARY 0123456789', null],
    [{ range: 'bytes=0-5', 'if-range': tag }, 206, 'CANARY', 'bytes 0-5/17'],
    [{ range: 'bytes=0-5', 'if-range': '"old"' }, 200, 'CANARY 0123456789', null],
    [{ 'if-none-match': tag }, 304, '', null],
  ];
  for (const [headers, status, text, range] of cases) {
    const answer = await get(headers);
    t.is(answer.status, status, JSON.stringify(headers));
    t.is(await answer.text(), text);
    t.is(answer.headers.get('content-range'), range);
  }
  const head = await fetch(`${world.at}/file`, { method: 'HEAD' });
  t.is(head.headers.get('content-length'), '17');
});

test('an asset is kept for ever and packed for who takes it', async (t) => {
  const plain = await raw(
    world.port,
    `GET /assets/app-123.js HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
  );
  t.regex(plain, /immutable/);
  t.regex(plain, /content-length: 2000/i);
  const packed = await raw(
    world.port,
    `GET /assets/app-123.js HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip, br\r\nConnection: close\r\n\r\n`,
  );
  t.regex(packed, /content-encoding: br/i);
  t.regex(packed, /text\/javascript/);
});

test('forged X-Forwarded headers change nothing; trusted hops are believed and no more (T31)', async (t) => {
  const forged = { 'x-forwarded-for': '6.6.6.6, 7.7.7.7', 'x-forwarded-proto': 'https' };
  t.is(await (await fetch(`${world.at}/address`, { headers: forged })).text(), '127.0.0.1 false');
  const behind = await serve({ trustedHops: 1 });
  try {
    t.is(await (await fetch(`${behind.at}/address`, { headers: forged })).text(), '7.7.7.7 true');
    t.is(await (await fetch(`${behind.at}/address`)).text(), '127.0.0.1 false');
    t.is(
      await (await fetch(`${behind.at}/address`, { headers: { 'x-forwarded-for': '<script>' } })).text(),
      '127.0.0.1 false',
    );
    const secure = await fetch(`${behind.at}/form`, { headers: forged });
    t.regex(secure.headers.getSetCookie()[0] ?? '', /; Secure$/);
    t.truthy(secure.headers.get('strict-transport-security'));
  } finally {
    await behind.web.close();
  }
});

test('with a public URL its origin is accepted, and cookies are Secure when it says https', async (t) => {
  const { web, at } = await serve({ publicUrl: 'https://help.example' });
  try {
    const form = await formOf(at);
    t.regex(form.lines[0] ?? '', /; Secure$/);
    const fields = `csrf=${form.token}&name=Ann`;
    t.is(
      (await send(at, '/form', fields, { cookie: form.cookie, origin: 'https://help.example' })).status,
      200,
    );
    t.is(
      (await send(at, '/form', fields, { cookie: form.cookie, origin: 'http://help.example' })).status,
      403,
    );
  } finally {
    await web.close();
  }
});

test('users’ text is data in a view, whatever it looks like (T5)', async (t) => {
  const form = await formOf(world.at);
  for (const text of ['{{7*7}}', '{{csrf}}', '<b>x</b>', '"x"']) {
    const answer = await send(world.at, '/form', `name=${encodeURIComponent(text)}`, { cookie: form.cookie });
    const escaped = text
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('=', '&#x3D;');
    t.true((await answer.text()).includes(`value="${escaped}"`), text);
  }
});

test('close answers what runs and then lets nobody in', async (t) => {
  const { web, at } = await serve();
  t.is((await fetch(`${at}/address`)).status, 200);
  const startedMs = performance.now();
  await web.close();
  await web.close();
  t.true(performance.now() - startedMs < 5_000);
  await t.throwsAsync(fetch(`${at}/address`));
});

test('what comes too slowly, byte for byte, is answered 408 and cut: a form, JSON, a head', async (t) => {
  const slow = await serve({ requestMs: 300 });
  const head = (path: string, type: string) =>
    `POST ${path} HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nX-Handrail: 1\r\nContent-Type: ${type}\r\nContent-Length: 5000\r\n\r\n`;
  /** Sends `text`, then a byte every 20 ms for as long as it is listened to; answers what came back, and when it was cut. */
  const drip = (text: string) =>
    new Promise<{ answer: string; afterMs: number }>((resolve) => {
      const beganMs = performance.now();
      let answer = '';
      const socket = connect(slow.port, '127.0.0.1', () => socket.write(text, 'latin1'));
      const dripping = setInterval(() => void socket.write('a'), 20);
      socket.setEncoding('latin1');
      socket.on('data', (part: string) => (answer += part));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearInterval(dripping);
        resolve({ answer, afterMs: performance.now() - beganMs });
      });
    });
  try {
    for (const text of [
      head('/form', 'application/x-www-form-urlencoded'),
      head('/ticket', 'application/json'),
      'GET /form HTTP/1.1\r\nHost: a\r\nX-Long: ',
    ]) {
      const { answer, afterMs } = await drip(text);
      t.regex(answer, /^HTTP\/1\.1 408 /, text);
      t.true(afterMs >= 290, `${afterMs} ms: it had its time`);
    }
    t.is((await fetch(`${slow.at}/form`)).status, 200, 'others are served as ever');
  } finally {
    await slow.web.close();
  }
});
