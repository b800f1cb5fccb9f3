import test from 'ava';
import { WebSocket } from 'ws';
import { LIMITS } from '../../src/kernel/index.ts';
import { CLOSE, PROTOCOL_VERSION } from '../../src/protocol/index.ts';
import { RunningAppliance } from '../running-appliance.ts';
import { keyFrom, type PageEnd, Visitor, World } from '../world.ts';

/** The HTTP status with which a WebSocket was refused; 101 when it was opened. */
function answerTo(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', () => resolve(0));
  });
}

test('a WebSocket opens only from our own origin (T20)', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const { port } = new URL(world.url);
  for (const origin of [
    undefined,
    'null',
    '',
    'https://evil.example',
    `http://localhost.evil.example:${port}`,
    `http://evil-localhost:${port}`,
    'http://localhost:1',
    `http://localhost:${port}.evil.example`,
    `http://localhost:${port}@evil.example`,
    `file://`,
  ]) {
    const ticket = await administrator.ticket('/console');
    t.is(await answerTo(administrator.socket('/console', ticket, { origin })), 403, String(origin));
  }
  t.is(await answerTo(administrator.socket('/console', await administrator.ticket('/console'))), 101);
});

test('behind a proxy of ours every host name of ours opens one, over TLS alone', async (t) => {
  await using appliance = await RunningAppliance.start({
    HANDRAIL_PUBLIC_URL: 'https://support.example.com',
    HANDRAIL_TRUST_PROXY: '1',
  });
  const visitor = new Visitor(appliance.url);
  const claim = new URL(await appliance.claimUrl());
  const setUp = `${claim.pathname}${claim.search}`;
  await visitor.submit(setUp, setUp, {
    name: 'Ada Admin',
    username: 'ada',
    password: 'correct horse battery',
    siteName: 'Northwind',
  });
  const open = async (headers: Readonly<Record<string, string>>) => {
    const ticket = await visitor.ticket('/console');
    return answerTo(
      new WebSocket(`${appliance.url.replace('http', 'ws')}/console/socket?ticket=${ticket}`, {
        headers: { Cookie: visitor.cookiesFor('/console'), ...headers },
      }),
    );
  };
  const proxied = { Host: 'help.example.com', 'X-Forwarded-Proto': 'https' };
  t.is(await open({ ...proxied, Origin: 'https://help.example.com' }), 101);
  t.is(await open({ ...proxied, Origin: 'https://support.example.com' }), 101);
  t.is(await open({ ...proxied, Origin: 'http://help.example.com' }), 403);
  t.is(await open({ ...proxied, Origin: 'https://evil.example' }), 403);
  t.is(await open({ ...proxied, 'X-Forwarded-Proto': 'http', Origin: 'https://help.example.com' }), 403);
});

test('a ticket is good once, soon, for the sign-in that asked, at its own place', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const other = await world.person(administrator, 'rita', ['representative']);
  using console = await administrator.page('/console');
  const { visitor: customer, session } = await world.customer(await keyFrom(console));

  const used = await administrator.ticket('/console');
  t.is(await answerTo(administrator.socket('/console', used)), 101);
  t.is(await answerTo(administrator.socket('/console', used)), 403, 'used twice');

  const old = await administrator.ticket('/console');
  await world.pass(LIMITS.ticketLifeMs + 1);
  t.is(await answerTo(administrator.socket('/console', old)), 403, 'too old');

  const hers = await administrator.ticket('/console');
  t.is(await answerTo(other.socket('/console', hers)), 403, 'of somebody else');
  const bare = await administrator.ticket('/console');
  t.is(await answerTo(administrator.socket('/console', bare, { cookies: '' })), 403, 'without the cookie');
  const misplaced = await customer.ticket(`/session/${session}`);
  t.is(
    await answerTo(
      customer.socket('/console', misplaced, { cookies: customer.cookiesFor(`/session/${session}`) }),
    ),
    403,
    "a customer's at the console",
  );
  for (const ticket of ['', 'x', 'A'.repeat(43), '$(id)', '../../etc/passwd']) {
    t.is(await answerTo(administrator.socket('/console', encodeURIComponent(ticket))), 403, ticket);
  }
  for (const place of ['/console/x', '/session/x', '/other']) {
    t.true(
      [403, 404].includes(
        await answerTo(administrator.socket(place, await administrator.ticket('/console'))),
      ),
      place,
    );
  }
});

test('signing out closes the pages of that sign-in', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const console = await administrator.page('/console');
  await administrator.submit('/login/account', '/login/sign-out', {});
  t.is(await console.closed, CLOSE.signedOut);
});

test('binary frames, invalid UTF-8 and giant frames end the connection with their own code (T3)', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const binary = await administrator.page('/console');
  binary.socket.send(Buffer.from('{"type":"ping","sentAtMs":1}'), { binary: true });
  t.is(await binary.closed, CLOSE.unsupportedData);
  const invalid = await administrator.page('/console');
  invalid.socket.send(Buffer.from([0xc0, 0x27, 0xff]), { binary: false });
  t.is(await invalid.closed, CLOSE.invalidText);
  const giant = await administrator.page('/console');
  giant.socket.send('x'.repeat(LIMITS.frameBytes + 1));
  t.is(await giant.closed, CLOSE.tooLarge);
});

test('garbage is refused with a code and the connection goes on, until it is too much', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using end = await administrator.page('/console');
  for (const text of ['', '{', 'null', '[]', '{"type":"say"}', '{"type":"nothing","command":"abc"}']) {
    end.socket.send(text);
  }
  await end.until((received) => received.filter((each) => each.type === 'refused').length === 6);
  t.is((await end.command({ type: 'accept', session: 'nobody----------------' })).type, 'refused');
  end.send({ type: 'ping', sentAtMs: 5 });
  t.is((await end.next('pong')).sentAtMs, 5);
  for (let count = 0; count <= LIMITS.refusalsPerConnection; count += 1) {
    end.socket.send('garbage');
  }
  t.is(await end.closed, CLOSE.policy);
});

test('a message before hello, a second hello, and another version', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const socket = administrator.socket('/console', await administrator.ticket('/console'));
  await new Promise((resolve) => void socket.once('open', resolve));
  socket.send('{"type":"ping","sentAtMs":1}');
  const refused = await new Promise<string>(
    (resolve) => void socket.once('message', (data) => resolve((data as Buffer).toString('utf8'))),
  );
  t.like(JSON.parse(refused), { type: 'refused', code: 'bad-request' });
  socket.send('{"type":"hello","version":999,"shown":[]}');
  t.is(await new Promise((resolve) => void socket.once('close', resolve)), CLOSE.reload);
  using end = await administrator.page('/console');
  end.send({ type: 'hello', version: PROTOCOL_VERSION, shown: [] });
  t.like(await end.next('refused'), { code: 'bad-request' });
});

test('a flood of messages is refused while others are served', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using noisy = await administrator.page('/console');
  using quiet = await administrator.page('/console');
  for (let count = 0; count < LIMITS.messagesUpBurst + 50; count += 1) {
    noisy.send({ type: 'ping', sentAtMs: count });
  }
  await noisy.until((received) =>
    received.some((each) => each.type === 'refused' && each.code === 'too-many'),
  );
  quiet.send({ type: 'ping', sentAtMs: 7 });
  t.is((await quiet.next('pong')).sentAtMs, 7);
});

test('nobody has more pages open than allowed: the oldest gives way', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const pages: PageEnd[] = [];
  for (let count = 0; count <= LIMITS.connectionsPerPrincipal; count += 1) {
    pages.push(await administrator.page('/console'));
  }
  t.is(await pages[0]?.closed, CLOSE.replaced);
  for (const page of pages) {
    page[Symbol.dispose]();
  }
});
