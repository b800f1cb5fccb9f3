import { connect } from 'node:net';
import test from 'ava';
import { everyForm, everyPage, furnished, type Furnished, patternFor, type Seen } from '../furnished.ts';
import { isTyped, readPage, servedFields } from '../html.ts';

const BROWSER = { Accept: 'text/html' };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Everything that comes back for these bytes. */
function answerTo(url: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let heard = '';
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('data', (data) => void (heard += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

function noErrors({ world }: Furnished) {
  return world.log.lines.filter(({ level }) => level === 'error' || level === 'warn');
}

/** Every address of ours that a page leads to or a form is sent to, without its query. */
function addressesOn(pages: readonly Seen[]): readonly string[] {
  const all = pages.flatMap(({ address, page }) => [
    address,
    ...page.links,
    ...page.forms.map(({ action }) => action),
  ]);
  return [...new Set(all.map((each) => each.split(/[?#]/)[0] ?? ''))].filter((each) => each.startsWith('/'));
}

/** The path of a route, led to something that is there where a page leads to one. */
function reached(path: string, addresses: readonly string[]): string {
  const pattern = patternFor(path);
  return addresses.find((each) => pattern.test(each)) ?? path.replaceAll(/:\w+/g, 'nobody----------------');
}

test('a method that a route does not have is refused with those that it has', async (t) => {
  await using all = await furnished();
  const { world, administrator } = all;
  const addresses = addressesOn(await everyPage(world.url, all.readers));
  const own = { Origin: world.url, 'Sec-Fetch-Site': 'same-origin' };
  for (const path of new Set(world.appliance.routes.map((route) => route.path))) {
    const target = reached(path, addresses);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      const answer = await administrator.request(target, { method, headers: own });
      await answer.text();
      const isKnown = answer.status === 405 && answer.headers.get('allow') !== null;
      t.true(isKnown || answer.status === 404, `${answer.status} for ${method} ${target}`);
    }
    const head = await administrator.request(target, { method: 'HEAD', headers: own });
    t.is(await head.text(), '');
    t.true(head.status < 500, `${head.status} for HEAD ${target}`);
  }
  t.deepEqual(noErrors(all), []);
});

test('no page is kept, framed, guessed at, or read by another site, and every address of it stays here', async (t) => {
  await using all = await furnished();
  const pages = await everyPage(all.world.url, all.readers);
  for (const { address, reader } of pages) {
    const { headers } = await reader.visitor.request(address, { headers: BROWSER });
    t.is(headers.get('cache-control'), 'no-store', address);
    t.is(headers.get('x-content-type-options'), 'nosniff', address);
    t.is(headers.get('referrer-policy'), 'same-origin', address);
    t.is(headers.get('cross-origin-opener-policy'), 'same-origin', address);
    t.is(headers.get('access-control-allow-origin'), null, address);
    const policy = headers.get('content-security-policy') ?? '';
    t.regex(policy, /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/, address);
    t.notRegex(policy, /unsafe-inline|unsafe-eval|\*/, address);
  }
  // What a customer keeps of a session is as personal as its pages.
  const mine = all.readers.flatMap(({ who, visitor, begin }) =>
    who === 'customer' ? begin.map((address) => ({ visitor, address })) : [],
  );
  for (const { visitor, address } of mine) {
    const session = /^\/session\/[^/]+/.exec(address)?.[0] ?? '';
    for (const kept of ['transcript.txt', 'receipt.json', 'after']) {
      const { headers } = await visitor.get(`${session}/${kept}`);
      t.is(headers.get('cache-control'), 'no-store', kept);
      t.is(headers.get('x-content-type-options'), 'nosniff', kept);
    }
  }
  const foreign = pages.flatMap(({ page }) =>
    page.elements.flatMap(({ attributes }) =>
      [attributes['src'], attributes['action'], attributes['formaction']].filter(
        (each) => each !== undefined && /^(?:[a-z]+:)?\/\//i.test(each),
      ),
    ),
  );
  t.deepEqual(foreign, []);
});

test('no form is taken from another origin or without its token, and what was typed is kept', async (t) => {
  await using all = await furnished();
  const { world } = all;
  const pages = await everyPage(world.url, all.readers);
  const forms = everyForm(all, pages).filter(({ form }) => form.method === 'post');
  /** Each begins the sender’s own session and nothing else; the language is remembered for nobody without the token. */
  const isOpen = new Set(['post /api/start_session']);
  const inFrame = new Set(['post /login/templates/preview']);
  for (const { reader, form, name } of forms) {
    const send = (headers: Readonly<Record<string, string>>, token?: string) => {
      const fields = servedFields(form).map(([field, value]) => [
        field,
        field === 'csrf'
          ? (token ?? value)
          : form.controls.some((each) => each.name === field && isText(each))
            ? 'kept'
            : value,
      ]);
      const body = new URLSearchParams(fields as [string, string][]).toString();
      return reader.visitor.request(form.action, {
        method: 'POST',
        headers: { ...BROWSER, ...FORM, ...headers },
        body,
      });
    };
    if (isOpen.has(name)) {
      continue;
    }
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: `${world.url}.evil.example` },
      { Origin: 'null' },
      {},
      { Origin: world.url, 'Sec-Fetch-Site': 'cross-site' },
      { Origin: world.url, 'Sec-Fetch-Site': 'same-site' },
    ] as const) {
      const answer = await send(headers);
      t.is(answer.status, 403, `${name} from ${JSON.stringify(headers)}`);
      t.deepEqual(answer.headers.getSetCookie(), []);
      t.regex(await answer.text(), /<h1/);
    }
    if (form.isUpload) {
      continue;
    }
    for (const token of [
      '',
      'x'.repeat(43),
      `${form.controls.find((each) => each.name === 'csrf')?.value.slice(0, -1)}x`,
    ]) {
      const answer = await send({ Origin: world.url }, token);
      const html = await answer.text();
      if (name === 'post /language') {
        t.deepEqual(answer.headers.getSetCookie(), []);
        continue;
      }
      t.is(answer.status, 403, `${name} with another token`);
      const again = readPage(html).forms.find(
        (each) => each.action === form.action && each.controls[1]?.name === form.controls[1]?.name,
      );
      const lost = form.controls
        .filter(isText)
        .filter((each) => again?.controls.find((other) => other.name === each.name)?.value !== 'kept');
      t.true(
        lost.length === 0 || inFrame.has(name),
        `${name} keeps ${lost.map((each) => each.name).join(', ')}`,
      );
    }
  }
  t.deepEqual(noErrors(all), []);
});

function isText(control: Parameters<typeof isTyped>[0]): boolean {
  return isTyped(control) && control.kind !== 'password' && control.attributes['readonly'] === undefined;
}

const HOSTS: Readonly<Record<string, 'Shops' | 'Northwind'>> = {
  'shops.example': 'Shops',
  'SHOPS.Example': 'Shops',
  'shops.example:8080': 'Shops',
  'shops.example.': 'Shops',
  'shops.example.:443': 'Shops',
  'evil.example': 'Northwind',
  'shops.example.evil.example': 'Northwind',
  'evil.example#shops.example': 'Northwind',
  'evil.example@shops.example': 'Northwind',
  '[::1]:8080': 'Northwind',
  '192.0.2.7': 'Northwind',
  '1.2.3.4.5': 'Northwind',
  '[': 'Northwind',
  ':80': 'Northwind',
  'a b': 'Northwind',
  'a"b<script>': 'Northwind',
  '%00': 'Northwind',
  'a:99999': 'Northwind',
  '..': 'Northwind',
  é: 'Northwind',
  '': 'Northwind',
};

test('whatever Host says leads to one site or to a sentence; no part of it becomes an address or markup', async (t) => {
  await using all = await furnished();
  const { world, administrator } = all;
  const addresses = addressesOn(await everyPage(world.url, all.readers));
  const button = addresses.find((each) => /^\/button\/[A-Za-z0-9_-]{32}$/.test(each)) ?? '';
  const cookies = administrator.cookiesFor('/');
  const ask = (target: string, host: string, more = '') =>
    answerTo(
      world.url,
      `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html\r\nCookie: ${cookies}\r\n${more}Connection: close\r\n\r\n`,
    );
  for (const [host, site] of Object.entries(HOSTS)) {
    const home = await ask('/', host);
    t.is(statusOf(home), 200, host);
    t.true(home.includes(`<title>${site}`) || home.includes(`${site}</title>`), `${host} leads to ${site}`);
    t.notRegex(home, /evil|<script>|8080/, host);
    for (const target of [
      '/message',
      '/login',
      button,
      `${button}/support.url`,
      `${button}/support.webmanifest`,
      '/login/public-sites/default-portal--------/help-button',
      '/sites/default-portal--------/logo',
    ]) {
      const answer = await ask(target, host);
      t.true([200, 400].includes(statusOf(answer)), `${statusOf(answer)} for ${target} at ${host}`);
      t.notRegex(answer, /<script>|[?#@]shops/, `${target} at ${host}`);
    }
    const posted = await answerTo(
      world.url,
      `POST /join HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b`,
    );
    t.is(statusOf(posted), 403, host);
  }
  for (const target of ['http://shops.example/', 'http://[/', 'https://evil.example/login', '*']) {
    t.true([400, 404].includes(statusOf(await ask(target, 'shops.example'))), target);
  }
  const forwarded =
    'X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nForwarded: host=evil.example\r\n';
  const help = await ask('/login/public-sites/default-portal--------/help-button', 'help.example', forwarded);
  t.notRegex(help, /evil\.example|https:\/\/help\.example/);
  t.deepEqual(noErrors(all), []);
});

test('a link that was cut off, made longer, guessed or used leads to a page that says what to do next', async (t) => {
  await using all = await furnished();
  const { world } = all;
  const addresses = addressesOn(await everyPage(world.url, all.readers)).filter((each) =>
    /[A-Za-z0-9_-]{22,}/.test(each),
  );
  t.true(addresses.length > 30);
  const other = (text: string) => text.replaceAll(/[A-Za-z0-9_-]{22,}/g, (id) => 'A'.repeat(id.length));
  for (const { visitor, who } of [
    { visitor: world.visitor(), who: 'anyone' },
    { visitor: all.administrator, who: 'administrator' },
  ]) {
    for (const address of addresses) {
      const forged = [
        address.replace(
          /([A-Za-z0-9_-]{22,})(.*)$/,
          (_, id: string, rest: string) => `${id.slice(0, -1)}${rest}`,
        ),
        address.replace(/([A-Za-z0-9_-]{22,})/, '$1A'),
        other(address),
      ];
      for (const path of forged) {
        const answer = await visitor.request(path, { headers: BROWSER });
        const html = await answer.text();
        const toSignIn =
          answer.status === 303 && answer.headers.get('location')?.startsWith('/login') === true;
        t.true(toSignIn || [404, 403, 405].includes(answer.status), `${who}: ${answer.status} for ${path}`);
        const leadsOn = /<h1/.test(html) && readPage(html).links.length > 0;
        const isFile = /\.[a-z]+$/.test(path);
        t.true(toSignIn || leadsOn || isFile, `${who}: ${path} leads nowhere`);
      }
    }
  }
  for (const address of [
    '/?key=ABCD',
    '/?key=',
    '/?key=ABCD-2345&key=ABCD-2345',
    `/?key=${'A'.repeat(5_000)}`,
    '/?key=%00',
    '/?key=%ED%A0%80',
    '/ask?issue=x',
    '/ask?representative=%3Cscript%3E',
    '/ask',
    '/message?issue=x&nobody=7',
    '/console/external?key=x',
    '/login/setup?claim=x',
    '/login?next=//evil.example',
    '/login?next=https://evil.example',
    '/session/x',
  ]) {
    const answer = await world.visitor().request(address, { headers: BROWSER });
    const html = await answer.text();
    t.true(answer.status < 500, address);
    t.regex(html, /<h1/, address);
    t.notRegex(html, /evil\.example|<script>/, address);
  }
  t.deepEqual(noErrors(all), []);
});
