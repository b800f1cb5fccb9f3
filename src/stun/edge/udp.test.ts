import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionContext } from 'ava';
import test from 'ava';
import type { Log } from '../../kernel/index.ts';
import { datagramOf, dissect, malformed } from '../testing/datagrams.ts';
import { SAMPLE_REQUEST } from '../testing/rfc5769.ts';
import type { StunOptions } from './udp.ts';
import { StunPortError, startStun } from './udp.ts';

const LOOPBACK = ['127.0.0.1', '::1'];
const ANSWER_TIMEOUT_MS = 5000;

/** The real thread, but it throws once the first answer of all was given. */
const DYING_THREAD = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { workerData } from 'node:worker_threads';
    import ${JSON.stringify(new URL('thread.ts', import.meta.url).href)};
    const answeredBefore = workerData.counts[1];
    setInterval(() => {
      if (answeredBefore === 0 && workerData.counts[1] > 0) throw new Error('it fell over');
    }, 5);
  `)}`,
);

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

async function started(t: ExecutionContext, options: Partial<StunOptions> = {}, thread?: URL) {
  const server = await startStun({ port: 0, addresses: LOOPBACK, log: silent, ...options }, thread);
  t.teardown(() => server.close());
  return server;
}

async function client(t: ExecutionContext, address = '127.0.0.1'): Promise<Socket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  t.teardown(() => socket.close());
  socket.bind(0, address);
  await once(socket, 'listening');
  return socket;
}

/** The next datagram that arrives. */
async function next(socket: Socket): Promise<Buffer> {
  const [datagram] = (await once(socket, 'message', {
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  })) as [Buffer];
  return datagram;
}

async function ask(socket: Socket, port: number, datagram: Uint8Array = datagramOf()) {
  const answer = next(socket);
  socket.send(datagram, port, socket.address().family === 'IPv6' ? '::1' : '127.0.0.1');
  return dissect(await answer);
}

/** A request that can be told from every other by its transaction. */
function numbered(number: number): Buffer {
  const transactionId = Buffer.alloc(12);
  transactionId.writeUInt32BE(number);
  return datagramOf({ transactionId });
}

test('a client on IPv4 is told the address and port that it is seen from', async (t) => {
  const { port } = await started(t);
  const socket = await client(t);
  const { attributes } = await ask(socket, port);
  const value = attributes.get(0x0020);
  t.is(value?.readUInt16BE(0), 0x0001);
  t.is((value?.readUInt16BE(2) ?? 0) ^ 0x2112, socket.address().port);
  t.is(((value?.readUInt32BE(4) ?? 0) ^ 0x2112a442) >>> 0, 0x7f000001);
});

test('a client on IPv6 is told its own on the same port', async (t) => {
  const { port } = await started(t);
  const socket = await client(t, '::1');
  const { transactionId, attributes } = await ask(socket, port);
  const value = attributes.get(0x0020);
  t.is(value?.readUInt16BE(0), 0x0002);
  t.is((value?.readUInt16BE(2) ?? 0) ^ 0x2112, socket.address().port);
  const mask = Buffer.from(`2112a442${transactionId}`, 'hex');
  const address = value?.subarray(4).map((byte, at) => byte ^ (mask[at] ?? 0));
  t.is(Buffer.from(address ?? []).toString('hex'), `${'0'.repeat(31)}1`);
});

test('without addresses it answers on every one, of both families', async (t) => {
  const { port, addresses } = await started(t, { addresses: ['0.0.0.0', '::'] });
  t.deepEqual(addresses, ['0.0.0.0', '::']);
  for (const address of ['127.0.0.1', '127.0.0.2', '::1']) {
    t.is((await ask(await client(t, address), port)).type, 0x0101);
  }
});

test('RFC 5769’s request is answered with a FINGERPRINT, an unknown attribute with 420', async (t) => {
  const { port } = await started(t);
  const socket = await client(t);
  t.true((await ask(socket, port, SAMPLE_REQUEST)).attributes.has(0x8028));
  const refused = await ask(socket, port, datagramOf({ attributes: [[0x7ffe, Buffer.alloc(0)]] }));
  t.is(refused.type, 0x0111);
});

test('everything malformed is met with silence: the first answer belongs to the request behind it', async (t) => {
  const server = await started(t);
  const { port } = server;
  for (const address of LOOPBACK) {
    const socket = await client(t, address);
    let number = 0;
    for (const [what, datagram] of malformed()) {
      socket.send(datagram, port, address);
      const { transactionId } = await ask(socket, port, numbered(++number));
      t.is(Number.parseInt(transactionId.slice(0, 8), 16), number, what);
    }
  }
  const sent = malformed().size * LOOPBACK.length;
  t.like(server.health(), { ok: true, received: sent * 2, answered: sent, ignored: sent, limited: 0 });
});

test('one source’s flood is cut off at its burst, while another source is answered', async (t) => {
  // One more a thousand seconds, so that the test’s own time gives none.
  const server = await started(t, { perSource: { perSecond: 0.001, burst: 20 } });
  const { port } = server;
  const flooding = await client(t);
  let answers = 0;
  flooding.on('message', () => answers++);
  for (let sent = 0; sent < 200; sent++) {
    flooding.send(datagramOf(), port, '127.0.0.1');
  }
  const other = await client(t, '127.0.0.2');
  t.is((await ask(other, port)).type, 0x0101);
  // All of the flood lies before what the other sent: one socket keeps the order.
  t.like(server.health(), { received: 201, answered: 21, limited: 180 });
  // From another port it is the same source still.
  (await client(t)).send(datagramOf(), port, '127.0.0.1');
  await ask(other, port);
  t.like(server.health(), { received: 203, answered: 22, limited: 181 });
  t.is(answers, 20);
});

test('after a hundred thousand random datagrams a request is answered as before', async (t) => {
  const server = await started(t);
  const { port } = server;
  const socket = await client(t);
  const noise = await client(t, '127.0.0.2');
  for (let sent = 0; sent < 100_000; sent++) {
    const datagram = Buffer.allocUnsafe(sent % 120);
    for (let at = 0; at < datagram.length; at++) {
      datagram[at] = Math.imul(sent + at, 0x9e3779b1) >>> 24;
    }
    if (sent % 2 === 0 && datagram.length >= 20) {
      datagramOf().copy(datagram);
      datagram.writeUInt16BE(datagram.length - 20, 2);
    }
    noise.send(datagram, port, '127.0.0.1');
    if (sent % 200 === 199) {
      // Answered when the noise before it is read: so it is not the system that throws it away.
      t.is((await ask(socket, port)).type, 0x0101);
    }
  }
  const after = server.health();
  t.true(after.ok && after.received === 100_500 && after.ignored > 50_000, JSON.stringify(after));
});

test('a port that is taken is refused with a sentence that names it, and nothing is left open', async (t) => {
  const taken = await client(t, '::1');
  const { port } = taken.address();
  const error = await t.throwsAsync(() => startStun({ port, addresses: LOOPBACK, log: silent }), {
    instanceOf: StunPortError,
    message: `STUN cannot open UDP port ${port} on ::1: another program uses it.`,
  });
  t.is(error.code, 'EADDRINUSE');
  // The socket on IPv4 was open already when IPv6 was refused.
  const free = createSocket('udp4');
  t.teardown(() => free.close());
  free.bind(port, '127.0.0.1');
  await t.notThrowsAsync(once(free, 'listening'));
});

test('an address that is not this machine’s is refused by name', async (t) => {
  await t.throwsAsync(() => startStun({ port: 0, addresses: ['192.0.2.77'], log: silent }), {
    message: 'STUN cannot open UDP port 0 on 192.0.2.77: this machine does not have that address.',
  });
});

test('closing twice is closing once; the port is free and health says that it is off', async (t) => {
  const server = await started(t);
  const { port } = server;
  t.true(server.health().ok);
  await Promise.all([server.close(), server.close()]);
  await server.close();
  t.deepEqual(server.health(), { ok: false, reason: 'STUN is off.' });
  const again = await started(t, { port });
  t.is(again.port, port);
  t.is((await ask(await client(t), port)).type, 0x0101);
});

test('a thread that dies is started again on the same port, and health says so meanwhile', async (t) => {
  const errors: unknown[] = [];
  const log = { ...silent, error: (fields: unknown) => errors.push(fields) };
  const server = await started(t, { log }, DYING_THREAD);
  const socket = await client(t);
  await ask(socket, server.port);
  let health = server.health();
  for (let waited = 0; health.ok && waited < 200; waited++) {
    await sleep(20);
    health = server.health();
  }
  t.deepEqual(health, { ok: false, reason: 'STUN is starting again: it fell over' });
  t.deepEqual(errors, [{ reason: 'it fell over', port: server.port }]);
  for (let waited = 0; !health.ok && waited < 200; waited++) {
    await sleep(50);
    health = server.health();
  }
  t.is((await ask(socket, server.port)).type, 0x0101);
  t.like(server.health(), { ok: true, port: server.port, answered: 2 });
});

test('closing while the thread is being started again leaves nothing behind', async (t) => {
  const server = await started(t, {}, DYING_THREAD);
  await ask(await client(t), server.port);
  for (let waited = 0; server.health().ok && waited < 200; waited++) {
    await sleep(20);
  }
  t.false(server.health().ok);
  await server.close();
  t.deepEqual(server.health(), { ok: false, reason: 'STUN is off.' });
  const again = await started(t, { port: server.port });
  t.true(again.health().ok);
});
