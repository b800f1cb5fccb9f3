import type { Clock, Instant, MessageId, Random, SessionId, Timers } from '../../kernel/index.ts';
import { PROTOCOL_VERSION, readUp, write, type Down, type Up } from '../../protocol/index.ts';
import type { LinkPorts, LinkSocket, SocketListener, TicketResult } from '../ports.ts';

export const SESSION = 'SSSSSSSSSSSSSSSSSSSSSS' as SessionId;

/** Time that stands still until it is moved; chance that repeats. */
export class FakeTime implements Clock, Timers {
  #nowMs = 0;
  #next = 1;
  readonly #due = new Map<number, { readonly atMs: number; readonly work: () => void }>();

  now(): Instant {
    return this.#nowMs as Instant;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, work: () => void): Disposable {
    const id = this.#next++;
    this.#due.set(id, { atMs: this.#nowMs + delayMs, work });
    return { [Symbol.dispose]: () => void this.#due.delete(id) };
  }

  /** Runs what falls due on the way, with the promises that it settles. */
  async pass(ms: number): Promise<void> {
    await settled();
    const endMs = this.#nowMs + ms;
    for (;;) {
      const [first] = [...this.#due]
        .filter(([, one]) => one.atMs <= endMs)
        .sort(([a, one], [b, other]) => one.atMs - other.atMs || a - b);
      if (first === undefined) {
        break;
      }
      const [id, { atMs, work }] = first;
      this.#due.delete(id);
      this.#nowMs = Math.max(this.#nowMs, atMs);
      work();
      await settled();
    }
    this.#nowMs = endMs;
    await settled();
  }
}

/** After every promise that could settle now has settled. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Chance that repeats: a linear congruential generator, of which the upper half is used. */
export function repeatableRandom(): Random {
  let seed = 1;
  const next = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed >>> 16;
  };
  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 255),
    below: (limit) => (next() * 65_536 + next()) % limit,
  };
}

/** The appliance as far as a link sees it: it keeps a journal of chat and answers what it hears. */
export class FakeAppliance {
  readonly time = new FakeTime();
  readonly tickets: TicketResult[] = [];
  readonly heard: Up[] = [];
  readonly journal: { readonly messageId: MessageId; readonly text: string }[] = [];
  /** While true nothing that it is sent reaches it, and the page is not told. */
  silent = false;
  /** While true it carries out what it hears and its answers are lost. */
  answersLost = false;
  reloads = 0;
  mayReload = true;
  version: number = PROTOCOL_VERSION;
  opened = 0;
  #listener: SocketListener | undefined;

  readonly ports: LinkPorts = {
    clock: this.time,
    timers: this.time,
    random: repeatableRandom(),
    getTicket: () =>
      Promise.resolve(this.tickets.shift() ?? { kind: 'ticket', ticket: `ticket-${this.opened + 1}` }),
    open: (_ticket, listener) => this.#open(listener),
    reload: () => {
      this.reloads += 1;
      return this.mayReload;
    },
  };

  get isConnected(): boolean {
    return this.#listener !== undefined;
  }

  send(message: Down): void {
    this.sendText(write(message));
  }

  sendText(text: string): void {
    this.#listener?.message(text);
  }

  /** The connection ends, with `code` when the appliance ended it. */
  drop(code = 1006): void {
    const listener = this.#listener;
    this.#listener = undefined;
    listener?.closed(code);
  }

  #open(listener: SocketListener): LinkSocket {
    this.opened += 1;
    this.#listener = listener;
    queueMicrotask(() => {
      if (this.#listener === listener) {
        listener.opened();
      }
    });
    return {
      send: (text) => {
        if (this.#listener === listener && !this.silent) {
          this.#hear(readUp(text));
        }
      },
      close: () => {
        if (this.#listener === listener) {
          this.#listener = undefined;
        }
      },
    };
  }

  #hear(message: Up): void {
    this.heard.push(message);
    if (message.type === 'say' && !this.journal.some((one) => one.messageId === message.messageId)) {
      this.journal.push({ messageId: message.messageId, text: message.text });
    }
    if (this.answersLost) {
      return;
    }
    const reply = this.#reply(message);
    const listener = this.#listener;
    if (reply !== undefined) {
      queueMicrotask(() => {
        if (this.#listener === listener) {
          listener?.message(write(reply));
        }
      });
    }
  }

  #reply(message: Up): Down | undefined {
    if (message.type === 'hello') {
      return {
        type: 'welcome',
        version: this.version,
        now: 0 as Instant,
        siteName: 'Test',
        as: { kind: 'customer', name: 'Anna', session: SESSION },
        sessions: [SESSION],
        head: 0,
      };
    }
    if (message.type === 'ping') {
      return { type: 'pong', sentAtMs: message.sentAtMs };
    }
    return 'command' in message ? { type: 'done', command: message.command } : undefined;
  }
}
