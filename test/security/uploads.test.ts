import { connect } from 'node:net';
import test from 'ava';
import { furnished, type Furnished } from '../furnished.ts';
import { readPage } from '../html.ts';

const SITE = '/login/public-sites/default-portal--------';
const STORE = '/login/file-store';
/** The page with the form, where it is sent, and the field of the file. */
const PLACES = [
  { page: STORE, action: STORE, field: 'file' },
  { page: SITE, action: `${SITE}/logo`, field: 'logo' },
  { page: '/verify', action: '/verify/file', field: 'file' },
] as const;
/** As much of a picture of this size as tells what it is. */
function png(side: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  return bytes;
}
const END = '--b--\r\n';
const MULTIPART = 'multipart/form-data; boundary=b';

const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (field: string, name: string, content = 'a{}') =>
  `--b\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: image/png\r\n\r\n${content}\r\n`;

/** What is wrong with the body itself: around the file, which would be good. */
function wrongBodies(token: string, field: string): Readonly<Record<string, readonly [string, string]>> {
  const good = file(field, 'a.css');
  const many = Array.from({ length: 10_000 }, (_, number) => part(`x${number}`, 'y')).join('');
  return {
    'no end': [token + good.slice(0, -2), MULTIPART],
    'no boundary': [token + good + END, 'multipart/form-data'],
    'an empty boundary': [token + good + END, 'multipart/form-data; boundary='],
    'another boundary': [token + good + END, 'multipart/form-data; boundary=other'],
    'an endless boundary': [token + good + END, `multipart/form-data; boundary=${'x'.repeat(5_000)}`],
    'another type': [`csrf=x&${field}=a`, 'application/x-www-form-urlencoded'],
    nothing: ['', MULTIPART],
    'an end alone': [END, MULTIPART],
    'half a header': [`${token}--b\r\nContent-Dispos`, MULTIPART],
    'a part without headers': [`${token}--b\r\n\r\nx\r\n${END}`, MULTIPART],
    'ten thousand parts': [token + many + good + END, MULTIPART],
    'one part ten thousand times': [token + part('x', 'y').repeat(10_000) + good + END, MULTIPART],
    'the token twice': [token + token + good + END, MULTIPART],
    'two files': [token + good + good + END, MULTIPART],
    'an empty file': [token + file(field, 'a.css', '') + END, MULTIPART],
    'another field': [token + file('other', 'a.css') + END, MULTIPART],
  };
}

async function tokenPart({ administrator }: Furnished, page: string): Promise<string> {
  const html = await (await administrator.get(page)).text();
  return part('csrf', /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '');
}

function namesIn(html: string): readonly string[] {
  return readPage(html).elements.flatMap(({ tag, text, attributes }) =>
    tag === 'a' && /^\/login\/file-store\/./.test(attributes['href'] ?? '') ? [text] : [],
  );
}

test('a body that is not what a browser sends is refused with a page, nothing of it is kept, and the next one is taken', async (t) => {
  await using all = await furnished();
  const { administrator, world } = all;
  const before = namesIn(await (await administrator.get(STORE)).text());
  for (const { page, action, field } of PLACES) {
    const token = await tokenPart(all, page);
    for (const [what, [body, type]] of Object.entries(wrongBodies(token, field))) {
      const answer = await administrator.request(action, {
        method: 'POST',
        headers: { Origin: world.url, 'Content-Type': type, Accept: 'text/html' },
        body: Buffer.from(body, 'latin1'),
      });
      const html = await answer.text();
      t.true([400, 403, 413, 422].includes(answer.status), `${answer.status} for ${what} at ${action}`);
      t.regex(html, /<h1/, `${what} at ${action}`);
    }
  }
  t.deepEqual(namesIn(await (await administrator.get(STORE)).text()), before);
  const last = await administrator.upload(STORE, STORE, 'file', new File(['b{}'], 'b.css'));
  t.is(last.status, 303);
  t.deepEqual(
    world.log.lines.filter(({ level }) => level === 'error' || level === 'warn'),
    [],
  );
});

test('whoever stops in the middle of a file leaves nothing', async (t) => {
  await using all = await furnished();
  const token = await tokenPart(all, STORE);
  const socket = connect(Number(new URL(all.world.url).port), '127.0.0.1');
  const closed = new Promise((resolve) => void socket.once('close', resolve));
  socket.on('error', () => undefined).resume();
  socket.end(
    `POST ${STORE} HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\nCookie: ${all.administrator.cookiesFor('/')}\r\nContent-Type: ${MULTIPART}\r\nContent-Length: 5000\r\n\r\n${token}${file('file', 'half.css')}`,
  );
  await closed;
  t.false((await (await all.administrator.get(STORE)).text()).includes('half.css'));
});

test('what a file is called is a name to be shown, never a path or a header', async (t) => {
  await using all = await furnished();
  const { administrator, world } = all;
  const token = await tokenPart(all, STORE);
  const names: readonly (readonly [string, string])[] = [
    ['../../../etc/passwd', 'passwd'],
    ['C:\\Users\\eve\\boot.ini', 'boot.ini'],
    ['..', 'file'],
    ['a\u0000b.css', 'a b.css'],
    ['a\u202Esc.exe', 'a sc.exe'],
    ['x%0d%0aX-Evil: 1.css', 'x%0d%0aX-Evil: 1.css'],
    ['<img src=x onerror=alert(1)>.css', '<img src=x onerror=alert(1)>.css'],
    ['{{constructor}}%%TITLE%%.css', '{{constructor}}%%TITLE%%.css'],
    ['שלום 🎉.css', 'שלום 🎉.css'],
    [`${'x'.repeat(20_000)}.css`, 'x'.repeat(100)],
  ];
  for (const [sent, kept] of names) {
    const answer = await administrator.request(STORE, {
      method: 'POST',
      headers: { Origin: world.url, 'Content-Type': MULTIPART },
      body: Buffer.from(token + file('file', sent, `/* ${kept} */`) + END),
    });
    t.is(answer.status, 303, sent.slice(0, 40));
    const place = new URL(answer.headers.get('location') ?? '', world.url).pathname;
    t.true(namesIn(await (await administrator.get(STORE)).text()).includes(kept), kept);
    const served = await world.visitor().get(place.replace(STORE, '/content'));
    t.is(served.headers.get('x-evil'), null);
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    t.notRegex(served.headers.get('content-disposition') ?? '', /[^\x20-\x7e]|\.\.|[/\\]/);
  }
});

test('a file that is two things at once is served as the one that runs nowhere', async (t) => {
  await using all = await furnished();
  const { administrator, world } = all;
  const polyglots: readonly (readonly [string, string, string])[] = [
    ['gif.png', 'GIF89a/*\u0001\u0000\u0001\u0000*/=1;alert(1)//', 'image/gif'],
    ['page.html', `${png(2).toString('latin1')}<script>alert(1)</script>`, 'image/png'],
    ['report.html', '%PDF-1.7\n<html><script>alert(1)</script></html>', 'application/pdf'],
    ['looks.css', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>', 'image/svg+xml'],
    ['style.css', '</style><script>alert(1)</script>', 'application/octet-stream'],
    ['module.js', 'export default alert(1)', 'application/octet-stream'],
    ['archive.zip', 'PK\u0003\u0004<script>alert(1)</script>', 'application/octet-stream'],
  ];
  for (const [name, content, type] of polyglots) {
    const bytes = Buffer.from(content, 'latin1');
    const answer = await administrator.upload(STORE, STORE, 'file', new File([bytes], name));
    const place = new URL(answer.headers.get('location') ?? '', world.url).pathname.replace(
      STORE,
      '/content',
    );
    const served = await world.visitor().get(place);
    t.is(served.headers.get('content-type'), type, name);
    t.is(served.headers.get('x-content-type-options'), 'nosniff');
    t.is(served.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    const isImage = type === 'image/gif' || type === 'image/png';
    t.regex(served.headers.get('content-disposition') ?? '', isImage ? /^inline/ : /^attachment/, name);
  }
  const bomb = Uint8Array.from(png(60_000));
  const refused = await administrator.upload(SITE, `${SITE}/logo`, 'logo', new File([bomb], 'l.png'));
  t.is(refused.status, 422);
  t.regex(await refused.text(), /id="logo-problem"[^>]*>[^<]*2000/);
});
