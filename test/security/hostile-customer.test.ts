import { connect, type Socket } from 'node:net';
import test from 'ava';
import { LIMITS, type SessionId } from '../../src/kernel/index.ts';
import { keyFrom, turnOfTheLoop, World, type PageEnd } from '../world.ts';

function chats(end: PageEnd, session: SessionId): readonly string[] {
  return end.view(session).timeline.flatMap(({ event }) => (event.type === 'chat' ? [event.text] : []));
}

test('a name of a hundred astral characters reaches both pages, and breaks neither', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const name = '😀'.repeat(100);
  const { visitor, session } = await world.customer(await keyFrom(console), name);
  using page = await visitor.page(`/session/${session}`);
  world.time.advance(100);
  const row = await console.until((received) =>
    received
      .flatMap((each) => (each.type === 'queues' ? each.rows : []))
      .find((each) => each.session === session),
  );
  t.is(row.customerName, name);
  t.is((await console.command({ type: 'accept', session })).type, 'done');
  await page.until(() => page.view(session).status === 'in-session');
});

test('whoever starts a session and never opens its page is not waited for', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { session } = await world.customer(await keyFrom(console));
  await world.pass(7_000);
  await world.pass(6 * 60_000);
  const gone = await console.until((received) =>
    received.some((each) => each.type === 'queues' && each.gone.some((row) => row.session === session)),
  );
  t.true(gone);
});

test('a refused WebSocket is cut, even when its other end never closes', async (t) => {
  await using world = await World.open();
  const { port } = new URL(world.url);
  const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => undefined);
  socket.write('GET /x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await new Promise((resolve) => void socket.once('end', resolve).resume());
  const closed = new Promise((resolve) => void socket.once('close', () => resolve('closed')));
  socket.write('more');
  await turnOfTheLoop();
  socket.write('and more');
  t.is(
    await Promise.race([closed, new Promise((resolve) => setTimeout(() => resolve('still open'), 500))]),
    'closed',
  );
});

test('nobody without a visible name, nor with one that turns the text around it, starts a session', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const key = await keyFrom(console);
  for (const name of ['\u200b\u200d', '\u3164', '\u2800\u2800', '\u0301', '\u202eevil', 'bell\u0007']) {
    const answer = await world.visitor().submit('/', '/start', { key, name, details: '' });
    t.is(answer.status, 422, JSON.stringify(name));
  }
  t.is((await world.visitor().submit('/', '/start', { key, name: '李', details: '' })).status, 303);
});

test('whoever is told to go is not listened to any more, even when they stay', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const rep = await world.person(administrator, 'rita', ['representative']);
  using console = await rep.page('/console');
  const { session } = await world.customer(await keyFrom(console));
  const { _socket: stubborn } = console.socket as unknown as { readonly _socket: Socket };
  // The page never hears that it is closed, and so never answers it.
  stubborn.removeAllListeners('data');
  stubborn.resume();
  await rep.submit('/login/account', '/login/sign-out', {});
  console.send({ type: 'accept', command: 'c'.padEnd(22, '-'), session });
  await rep.submit('/login', '/login', { username: 'rita', password: 'rita has a long password' });
  using back = await rep.page('/console');
  const row = await back.until((received) =>
    received
      .flatMap((each) => (each.type === 'queues' ? each.rows : []))
      .find((each) => each.session === session),
  );
  t.is(row.status, 'waiting');
});

test('however much a customer has written, the console of the representative catches up', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session } = await world.customer(await keyFrom(console));
  using page = await visitor.page(`/session/${session}`);
  await console.command({ type: 'accept', session });
  console[Symbol.dispose]();
  // Each is 24 kB as JSON, all together more than may wait for one page.
  const text = '\u0001'.repeat(4_000);
  const count = Math.ceil((1.5 * LIMITS.outgoingBytes) / (6 * text.length));
  for (let sent = 0; sent < count; sent += 1) {
    await world.pass(50);
    await page.command({ type: 'say', session, messageId: `m${sent}`.padEnd(22, '-'), text });
  }
  using back = await administrator.page('/console');
  const { _socket: network } = back.socket as unknown as { readonly _socket: Socket };
  network.pause();
  await page.command({ type: 'say', session, messageId: 'last'.padEnd(22, '-'), text: 'last' });
  network.resume();
  await back.until(() => chats(back, session).length > count);
  t.deepEqual(
    chats(back, session).map((each) => each.length),
    [...Array<number>(count).fill(4_000), 4],
  );
  t.true(
    back.received.every((each) => JSON.stringify(each).length <= LIMITS.frameBytes),
    'a frame is too large',
  );
});

test('a queue of hundreds is shown in frames of the allowed size', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const name = '"'.repeat(100);
  for (let count = 0; count < 40; count += 1) {
    await world.customer(await keyFrom(console), name);
    await world.pass(1_000);
  }
  using back = await administrator.page('/console');
  const frames = () => back.received.flatMap((each) => (each.type === 'queues' ? [each] : []));
  await back.until(() => frames().reduce((rows, each) => rows + each.rows.length, 0) === 40);
  t.deepEqual(
    frames().map(({ reset }) => reset),
    frames().map((_, index) => index === 0),
  );
  t.true(frames().every((each) => Buffer.byteLength(JSON.stringify(each)) <= LIMITS.frameBytes));
});

test('however often a page says what it has received, it is kept once a message', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session } = await world.customer(await keyFrom(console));
  using page = await visitor.page(`/session/${session}`);
  await console.command({ type: 'accept', session });
  await console.command({ type: 'say', session, messageId: 'm'.padEnd(22, '-'), text: 'Hello' });
  await page.until(() => chats(page, session).length === 1);
  for (let upTo = 0; upTo < 60; upTo += 1) {
    page.send({ type: 'received', session, upTo });
  }
  await page.command({ type: 'say', session, messageId: 'n'.padEnd(22, '-'), text: 'Hello' });
  await console.until(() => chats(console, session).length === 2);
  const delivered = console.received
    .flatMap((each) => (each.type === 'events' ? each.entries : []))
    .filter(({ event }) => event.type === 'chat-delivered');
  t.is(delivered.length, 1);
});

test('a page that asks for answers and never reads them is given no more than there is room for', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { _socket: network } = console.socket as unknown as { readonly _socket: Socket };
  const pings = 200_000;
  let pongs = 0;
  console.socket.on('pong', () => (pongs += 1));
  network.pause();
  for (let count = 0; count < pings; count += 1_000) {
    for (let each = 0; each < 1_000; each += 1) {
      console.socket.ping(Buffer.alloc(120));
    }
    await turnOfTheLoop();
  }
  while (console.socket.bufferedAmount > 0) {
    await turnOfTheLoop();
  }
  network.resume();
  console.send({ type: 'ping', sentAtMs: 1 });
  await console.next('pong');
  // What the kernel holds between the two is not ours to limit: some megabytes.
  t.true(pongs < 0.75 * pings, `${pongs} answers were kept for it`);
});
