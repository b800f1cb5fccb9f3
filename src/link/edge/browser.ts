import { instant, type Clock, type Random, type Timers } from '../../kernel/index.ts';
import type { Link } from '../connection.ts';
import type { LinkPorts, Place, TicketResult } from '../ports.ts';
import { socketAddress, ticketFrom } from '../ticket.ts';

const RELOADED_AT = 'handrail-reloaded-at';
/** A page that has been loaded anew within this time and is still outdated is not helped by another reload. */
const RELOAD_AGAIN_AFTER_MS = 60_000;

export const clock: Clock = { now: () => instant(Date.now()), monotonicMs: () => performance.now() };

export const timers: Timers = {
  after(delayMs, work) {
    const id = setTimeout(work, delayMs);
    return { [Symbol.dispose]: () => clearTimeout(id) };
  },
};

export const random: Random = {
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  // The bias of a remainder is below limit / 2^32: for jitter, not for keys.
  below: (limit) => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % limit,
};

/** A browser's ports for a link to `place`, which may be relative to the page. */
export function linkPorts(place: Place): LinkPorts {
  const socketUrl = new URL(place.socketUrl, location.href).href;
  return {
    clock,
    timers,
    random,
    getTicket: () => getTicket(place.ticketUrl),
    open(ticket, listener) {
      const socket = new WebSocket(socketAddress(socketUrl, ticket));
      socket.addEventListener('open', () => listener.opened());
      socket.addEventListener('message', (event: MessageEvent<unknown>) => {
        // The appliance sends text only; anything else is not a message.
        listener.message(typeof event.data === 'string' ? event.data : '');
      });
      socket.addEventListener('close', (event) => listener.closed(event.code));
      return {
        send: (text) => {
          if (socket.readyState === WebSocket.OPEN) {
            socket.send(text);
          }
        },
        close: () => socket.close(),
      };
    },
    reload() {
      const lastMs = Number(readMark() ?? '0');
      if (Date.now() - lastMs < RELOAD_AGAIN_AFTER_MS) {
        return false;
      }
      if (!writeMark(String(Date.now()))) {
        // Without a place to remember it, reloading could go on for ever.
        return false;
      }
      location.reload();
      return true;
    },
  };
}

/** Wakes the link when the network returns or somebody looks at the page again. */
export function wakeWithPage(link: Link): void {
  addEventListener('online', () => link.wake());
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      link.wake();
    }
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') {
      link.wake();
    }
  });
}

async function getTicket(url: string): Promise<TicketResult> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-handrail': '1' },
      body: '{}',
      signal: AbortSignal.timeout(12_000),
    });
    return ticketFrom(response.status, response.ok ? await response.json() : undefined);
  } catch {
    return { kind: 'try-again' };
  }
}

function readMark(): string | null {
  try {
    return sessionStorage.getItem(RELOADED_AT);
  } catch {
    return null;
  }
}

function writeMark(value: string): boolean {
  try {
    sessionStorage.setItem(RELOADED_AT, value);
    return true;
  } catch {
    return false;
  }
}
