import { getRandomValues } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import { instant, LIMITS, type Clock, type Random, type Timers } from '../../kernel/index.ts';
import type { Link } from '../connection.ts';
import type { LinkPorts, Place, TicketResult } from '../ports.ts';
import { socketAddress, ticketFrom } from '../ticket.ts';

/** As a browser says it when a connection ended without a close frame (RFC 6455 §7.4.1). */
const NO_CLOSE_FRAME = 1006;

export const clock: Clock = { now: () => instant(Date.now()), monotonicMs: () => performance.now() };

export const timers: Timers = {
  after(delayMs, work) {
    const id = setTimeout(work, delayMs);
    return { [Symbol.dispose]: () => clearTimeout(id) };
  },
};

export const random: Random = {
  bytes: (count) => getRandomValues(new Uint8Array(count)),
  // The bias of a remainder is below limit / 2^32: for jitter, not for keys.
  below: (limit) => (getRandomValues(new Uint32Array(1))[0] ?? 0) % limit,
};

/** A program's ports for a link to `place`, which is absolute and says its own headers. */
export function linkPorts(place: Place): LinkPorts {
  return {
    clock,
    timers,
    random,
    getTicket: () => getTicket(place),
    open(ticket, listener) {
      const socket = new WebSocket(socketAddress(place.socketUrl, ticket), {
        headers: { ...place.headers },
        handshakeTimeout: 10_000,
        // Snapshots come in frames of many entries; they are bounded by what the appliance lets wait.
        maxPayload: LIMITS.outgoingBytes,
      });
      socket.binaryType = 'nodebuffer';
      let over = false;
      const end = (code: number) => {
        if (!over) {
          over = true;
          listener.closed(code);
        }
      };
      socket.on('open', () => listener.opened());
      socket.on('message', (data, isBinary) =>
        listener.message(isBinary || !Buffer.isBuffer(data) ? '' : data.toString()),
      );
      // An error is followed by `close`, but for a refused handshake it alone comes.
      socket.on('error', () => end(NO_CLOSE_FRAME));
      socket.on('close', end);
      return {
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) {
            socket.send(text);
          }
        },
        close: () => {
          over = true;
          socket.close();
        },
      };
    },
    // A program is not loaded anew by itself.
    reload: () => false,
  };
}

/** A program is not looked at, and its network's return is noticed by trying. */
export function wakeWithPage(link: Link): void {
  void link;
}

async function getTicket(place: Place): Promise<TicketResult> {
  try {
    const response = await fetch(place.ticketUrl, {
      method: 'POST',
      headers: { ...place.headers, 'content-type': 'application/json', 'x-handrail': '1' },
      body: '{}',
      redirect: 'manual',
      signal: AbortSignal.timeout(12_000),
    });
    return ticketFrom(response.status, response.ok ? await response.json() : undefined);
  } catch {
    return { kind: 'try-again' };
  }
}
