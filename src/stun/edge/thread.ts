/**
 * Runs in a thread of its own, started by udp.ts: sockets, the source limit and nothing else, so
 * that a flood costs the web nothing but its share of the machine.
 */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { answerTo, readIpAddress } from '../index.ts';
import { isBindingRequest } from '../message.ts';
import { SourceLimit } from '../source-limit.ts';
import { answerMemory } from './answer-memory.ts';
import type { ThreadOrders, ThreadReport } from './orders.ts';
import { COUNTS } from './orders.ts';

/** Datagrams that may wait while the thread is busy; Linux gives less where its own limit is lower. */
const RECEIVE_BUFFER_BYTES = 1024 * 1024;

/** A free port on one address may be taken on another: how many free ports are tried. */
const FREE_PORT_TRIES = 5;

class BindRefused extends Error {
  readonly address: string;
  readonly code: string;

  constructor(address: string, code: string) {
    super(`${address}: ${code}`);
    this.address = address;
    this.code = code;
  }
}

// Started by udp.ts, which is the only one to give orders.
parentPort?.postMessage(await serve(workerData as ThreadOrders));

async function serve(orders: ThreadOrders): Promise<ThreadReport> {
  for (let tries = 1; ; tries++) {
    const sockets: Socket[] = [];
    try {
      return await openAll(orders, sockets);
    } catch (error) {
      for (const socket of sockets) {
        socket.close();
      }
      if (!(error instanceof BindRefused)) {
        throw error;
      }
      if (orders.port !== 0 || error.code !== 'EADDRINUSE' || tries === FREE_PORT_TRIES) {
        return { kind: 'refused', port: orders.port, address: error.address, code: error.code };
      }
    }
  }
}

/** One socket an address, all on one port. `sockets` gets each as soon as it is open. */
async function openAll(orders: ThreadOrders, sockets: Socket[]): Promise<ThreadReport> {
  const limit = new SourceLimit(orders.perSource, randomBytes(4).readUInt32BE());
  const addresses: string[] = [];
  let { port } = orders;
  let refused: BindRefused | undefined;
  for (const address of orders.addresses) {
    try {
      const socket = await open(address, port);
      sockets.push(socket);
      addresses.push(address);
      port = socket.address().port;
      answerOn(socket, limit, orders.counts);
    } catch (error) {
      // A machine without IPv6 is served on IPv4 alone.
      if (!(error instanceof BindRefused) || error.code !== 'EAFNOSUPPORT') {
        throw error;
      }
      refused = error;
    }
  }
  if (refused !== undefined && addresses.length === 0) {
    throw refused;
  }
  return { kind: 'bound', port, addresses };
}

function open(address: string, port: number): Promise<Socket> {
  const family = isIPv6(address) ? 6 : 4;
  const socket = createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    // IPv4 has its own socket: so each client is told the address of the family it asked over.
    ipv6Only: family === 6,
    recvBufferSize: RECEIVE_BUFFER_BYTES,
    // Every address is a numeric one that was just received from, so there is nothing to look up.
    lookup: (hostname, _options, callback) => {
      callback(null, hostname, family);
    },
  });
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      socket.close();
      reject(new BindRefused(address, error.code ?? error.message));
    };
    socket.once('error', refuse);
    socket.bind({ port, address }, () => {
      // An error from now on is nobody's to handle here: it ends the thread, and udp.ts starts another.
      socket.off('error', refuse);
      resolve(socket);
    });
  });
}

function answerOn(socket: Socket, limit: SourceLimit, counts: Float64Array): void {
  const count = (place: number) => {
    counts[place] = (counts[place] ?? 0) + 1;
  };
  const address = new Uint8Array(socket.address().family === 'IPv6' ? 16 : 4);
  const allocate = answerMemory(socket);
  socket.on('message', (datagram, { address: sender, port }) => {
    count(COUNTS.received);
    // Nobody can be answered on port 0; only a forged datagram comes from there.
    if (port === 0 || !isBindingRequest(datagram) || !readIpAddress(sender, address)) {
      count(COUNTS.ignored);
      return;
    }
    if (!limit.allows(address, performance.now())) {
      count(COUNTS.limited);
      return;
    }
    const answer = answerTo(datagram, { address, port }, allocate);
    if (answer === undefined) {
      count(COUNTS.ignored);
      return;
    }
    count(COUNTS.answered);
    // Without a callback: an answer that cannot be sent is a lost datagram, and the client asks again.
    socket.send(answer, port, sender);
  });
}
