import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import test from 'ava';
import { LIMITS } from '../../src/kernel/index.ts';
import { keyFrom, turnOfTheLoop, World } from '../world.ts';
import { until } from '../running-appliance.ts';

const ANSWER_MS = 5_000;
/** After this without a word more, an answer is thought to be over. */
const SILENCE_MS = 200;

/** Everything that comes back for these bytes. */
function answerTo(world: World, bytes: string | Buffer): Promise<string> {
  const { port } = new URL(world.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    let heard = '';
    socket.setTimeout(ANSWER_MS, () => socket.destroy());
    socket.on('data', (data) => {
      heard += data.toString('latin1');
      socket.setTimeout(SILENCE_MS);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });
}

const statuses = (answer: string) =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

const get = (target: string, headers = '') =>
  `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${headers}Connection: close\r\n\r\n`;

test('after set-up nothing that looks like its address leads there (T12)', async (t) => {
  await using world = await World.open();
  const used = new URL(await world.claimUrl());
  await world.administrator();
  const path = used.pathname;
  const claim = used.search;
  for (const target of [
    path,
    `${path}/`,
    `${path}/x`,
    `/${path}`,
    path.toUpperCase(),
    path.replace('s', '%73'),
    `${path};x`,
    `${path}%2f`,
    path.replace('/setup', '/./setup'),
    path.replace('/setup', '/x/../setup'),
    `http://localhost${path}`,
    `//localhost${path}`,
    `${path}%00`,
    `${path}\\`,
    `${path}.`,
    `${path}%20`,
    `/login%2fsetup`,
    `/login\\setup`,
  ]) {
    for (const search of ['', claim, `${claim}&claim=x`, `?claim=${'A'.repeat(43)}`]) {
      for (const method of ['GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND']) {
        const answer = await answerTo(world, get(`${target}${search}`).replace('GET', method));
        const [status = 0] = statuses(answer);
        t.true([400, 403, 404, 405].includes(status), `${status} for ${method} ${target}${search}`);
        t.notRegex(
          answer,
          /Create administrator|set-cookie: handrail_sign_in/i,
          `${method} ${target}${search}`,
        );
      }
    }
  }
});

test('no path leads out of what is served (T17)', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session } = await world.customer(await keyFrom(console));
  const up = ['..', '%2e%2e', '%252e%252e', '..;', '....', '%c0%ae%c0%ae', '.%00.', '..%5c', '..\\'];
  const bases = [
    '/assets/',
    '/',
    `/session/${session}/`,
    '/login/reports/',
    `/login/reports/${session}/recordings/`,
  ];
  const cookies = `Cookie: ${administrator.cookiesFor('/')}; ${visitor.cookiesFor(`/session/${session}`)}\r\n`;
  for (const base of bases) {
    for (const dots of up) {
      for (const slash of ['/', '%2f', '\\', '//']) {
        for (const file of ['etc/passwd', 'package.json', 'handrail.sqlite']) {
          const target = base + `${dots}${slash}`.repeat(8) + file;
          const answer = await answerTo(world, get(target, cookies));
          const [status = 0] = statuses(answer);
          t.true([400, 403, 404].includes(status), `${status} for ${target}`);
          t.notRegex(answer, /root:x:0|"dependencies"|SQLite format/, target);
        }
      }
    }
  }
});

test('what is no plain request is refused, and does not become a second one', async (t) => {
  await using world = await World.open();
  const cases: Readonly<Record<string, readonly [bytes: string, allowed: readonly number[]]>> = {
    'two lengths': [
      'POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nkey=x',
      [400],
    ],
    'length and chunks': [
      'POST /join HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n',
      [400],
    ],
    'an unknown coding': [
      'POST /join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked, x\r\n\r\n',
      [400, 501],
    ],
    'no host': ['GET / HTTP/1.1\r\n\r\n', [400]],
    'two hosts': ['GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', [400, 200]],
    'a giant header': [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, [431]],
    'thousands of headers': [`GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(5_000)}\r\n`, [431, 400]],
    'a giant address': [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, [431, 414, 400]],
    'a folded header': ['GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n folded: z\r\n\r\n', [400, 200]],
    'a bare line feed in a header': ['GET / HTTP/1.1\r\nHost: a\r\nX: y\nZ: w\r\n\r\n', [400]],
    'a NUL in a header': ['GET / HTTP/1.1\r\nHost: a\r\nX: y\u0000z\r\n\r\n', [400]],
    'a tunnel': ['CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', []],
    'another protocol': [
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n',
      [404, 200],
    ],
    'HTTP/2 without asking': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400, 505]],
    'an expectation': [
      'POST /join HTTP/1.1\r\nHost: a\r\nExpect: the-unexpected\r\nContent-Length: 0\r\n\r\n',
      [417],
    ],
    TLS: ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', [400]],
    'chunks without end': [
      `POST /join HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n${`2000\r\n${'x'.repeat(0x2000)}\r\n`.repeat(12)}`,
      [413],
    ],
    'a chunk with a giant extension': [
      `POST /join HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n2;${'x'.repeat(40_000)}\r\n`,
      [413, 400],
    ],
  };
  for (const [name, [bytes, allowed]] of Object.entries(cases)) {
    const given = statuses(await answerTo(world, Buffer.from(bytes, 'latin1')));
    t.true(
      given.length === Math.min(1, allowed.length) && given.every((status) => allowed.includes(status)),
      `${given.join(' ')} for ${name}`,
    );
    t.is(statuses(await answerTo(world, get('/healthz')))[0], 200, `after ${name}`);
  }
});

test('one machine does not take all connections, and has its own back when it lets go', async (t) => {
  await using world = await World.open();
  const port = Number(new URL(world.url).port);
  // One after the other: more at once than the system queues for a server are tried again by it after seconds,
  // and by then the first are told 408 and make room.
  const sockets: Socket[] = [];
  for (let number = 0; number < LIMITS.connectionsPerSource + 50; number += 1) {
    const socket = connect(port, '127.0.0.1')
      .on('error', () => undefined)
      .resume();
    sockets.push(socket);
    await once(socket, 'connect');
  }
  // Whoever is too many is cut without a word; who was let in and says nothing is told 408 after ten seconds.
  const cut = () => sockets.filter(({ closed, bytesRead }) => closed && bytesRead === 0).length;
  await until('all but the allowed to be cut', () => cut() >= 50);
  await turnOfTheLoop();
  t.is(cut(), 50);
  for (const socket of sockets) {
    socket.destroy();
  }
  let answer = '';
  for (let turn = 0; turn < 100 && answer === ''; turn += 1) {
    answer = await answerTo(world, get('/healthz'));
  }
  t.is(statuses(answer)[0], 200);
});

test('whatever Host, Origin and forwarding headers say, nobody else is believed', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const cookies = `Cookie: ${administrator.cookiesFor('/')}\r\n`;
  const { host } = new URL(world.url);
  const token = /name="csrf" value="([^"]+)"/.exec(
    await (await administrator.get('/login/account')).text(),
  )?.[1];
  const body = `csrf=${token}`;
  const post = (headers: string) =>
    `POST /login/sign-out HTTP/1.1\r\n${headers}${cookies}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
  for (const headers of [
    `Host: ${host}\r\n`,
    `Host: ${host}\r\nOrigin: null\r\n`,
    `Host: ${host}\r\nOrigin: http://evil.example\r\n`,
    `Host: ${host}\r\nX-Forwarded-Host: evil.example\r\nOrigin: http://evil.example\r\n`,
    `Host: ${host}\r\nForwarded: host=evil.example\r\nOrigin: http://evil.example\r\n`,
    `Host: ${host}\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n`,
    `Host: ${host}\r\nOrigin: ${world.url}\r\nOrigin: http://evil.example\r\n`.replace(
      `Origin: ${world.url}\r\n`,
      '',
    ),
    `Host: ${host}\r\nOrigin: ${world.url}\r\nSec-Fetch-Site: cross-site\r\n`,
    `Host: ${host}\r\nOrigin: ${world.url}\r\nSec-Fetch-Site: same-site\r\n`,
    `Host: ${host}\r\nReferer: ${world.url}/login/account\r\n`,
  ]) {
    const [status = 0] = statuses(await answerTo(world, post(headers)));
    t.true([400, 403].includes(status), `${status} for ${headers}`);
  }
  const page = await answerTo(
    world,
    get('/', 'X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 10.9.8.7\r\n'),
  );
  t.false(page.includes('evil.example'));
  t.notRegex(page, /; Secure|Strict-Transport/i);
  t.false(world.log.lines.some(({ fields }) => fields['address'] === '10.9.8.7'));
  t.is((await administrator.get('/login/account')).status, 200, 'still signed in');
});
