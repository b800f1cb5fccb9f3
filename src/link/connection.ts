import { Fault, newId, unreachable, type Brand, type SessionId } from '../kernel/index.ts';
import { readDown, write, type Down, type Up } from '../protocol/index.ts';
import {
  INITIAL,
  alarmAtMs,
  statusOf,
  step,
  type Command,
  type CommandBody,
  type LinkEffect,
  type LinkEvent,
  type LinkState,
  type LinkStatus,
  type Outcome,
  type Remark,
} from './link.ts';
import type { LinkPorts, LinkSocket } from './ports.ts';
import { Unanswered } from './unanswered.ts';

export interface LinkListener {
  /** What the page shows already, session by session; asked at each greeting. */
  shown(): readonly { readonly session: SessionId; readonly upTo: number }[];
  message(message: Down): void;
  status(status: LinkStatus): void;
}

interface Pending {
  readonly resolve: (body: unknown) => void;
  readonly reject: (why: Fault | Unanswered) => void;
}

/** Carries out what link.ts decides. */
export class Link implements Disposable {
  readonly #ports: LinkPorts;
  readonly #listener: LinkListener;
  readonly #pending = new Map<string, Pending>();
  readonly #events: LinkEvent[] = [];
  #state: LinkState = INITIAL;
  #status: LinkStatus = statusOf(INITIAL);
  #socket: LinkSocket | undefined;
  #alarm: Disposable | undefined;
  #alarmAtMs = Infinity;

  constructor(ports: LinkPorts, listener: LinkListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  get status(): LinkStatus {
    return this.#status;
  }

  /** Also after `replaced`: takes the place back. */
  start(): void {
    this.#handle({ kind: 'start' });
  }

  /** The network is back, or somebody looks at the page again. */
  wake(): void {
    this.#handle({ kind: 'wake' });
  }

  /**
   * Sends a command, now or when the connection is back, and resolves to the body of its answer
   * (undefined for `done`). Raises the appliance's Fault, or Unanswered.
   */
  ask(body: CommandBody): Promise<unknown> {
    const message = { ...body, command: newId<Brand<string, 'CommandId'>>(this.#ports.random) } as Command;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(message.command, { resolve, reject });
    this.#handle({ kind: 'command', message });
    return promise;
  }

  /** Sends something that is not answered, when connected; otherwise it is forgotten. */
  tell(message: Remark): void {
    this.#handle({ kind: 'remark', message });
  }

  [Symbol.dispose](): void {
    this.#handle({ kind: 'stop' });
  }

  /** One event after another: what a listener does in between takes its turn. */
  #handle(event: LinkEvent): void {
    this.#events.push(event);
    if (this.#events.length > 1) {
      return;
    }
    for (let next = this.#events[0]; next !== undefined; next = this.#events[0]) {
      try {
        this.#take(next);
      } finally {
        this.#events.shift();
      }
    }
  }

  #take(event: LinkEvent): void {
    const { state, effects } = step(this.#state, event, {
      nowMs: this.#ports.clock.monotonicMs(),
      chance: this.#ports.random.below(1_000_000) / 1_000_000,
    });
    this.#state = state;
    for (const effect of effects) {
      this.#carryOut(effect);
    }
    this.#setAlarm();
    const status = statusOf(this.#state);
    const before = this.#status;
    if (
      status.kind !== before.kind ||
      (status.kind === 'over' && before.kind === 'over' && status.why !== before.why)
    ) {
      this.#status = status;
      this.#listener.status(status);
    }
  }

  #carryOut(effect: LinkEffect): void {
    switch (effect.kind) {
      case 'get-ticket':
        void this.#ports.getTicket().then((result) => {
          this.#handle({ kind: 'ticket', attempt: effect.attempt, result });
        });
        return;
      case 'open':
        this.#socket = this.#ports.open(effect.ticket, {
          opened: () => this.#handle({ kind: 'opened', attempt: effect.attempt }),
          message: (text) => this.#read(effect.attempt, text),
          closed: (code) => this.#handle({ kind: 'closed', attempt: effect.attempt, code }),
        });
        return;
      case 'send-hello':
        this.#send({ type: 'hello', version: effect.version, shown: [...this.#listener.shown()] });
        return;
      case 'send':
        this.#send(effect.message);
        return;
      case 'close':
        this.#socket?.close();
        this.#socket = undefined;
        return;
      case 'deliver':
        this.#listener.message(effect.message);
        return;
      case 'settle':
        this.#settle(effect.command, effect.outcome);
        return;
      case 'reload':
        if (!this.#ports.reload()) {
          this.#handle({ kind: 'reload-refused' });
        }
        return;
      default:
        unreachable(effect);
    }
  }

  #send(message: Up): void {
    this.#socket?.send(write(message));
  }

  #read(attempt: number, text: string): void {
    let message: Down;
    try {
      message = readDown(text);
    } catch {
      this.#handle({ kind: 'unreadable', attempt });
      return;
    }
    this.#handle({ kind: 'message', attempt, message });
  }

  #settle(command: string, outcome: Outcome): void {
    const pending = this.#pending.get(command);
    this.#pending.delete(command);
    switch (outcome.kind) {
      case 'done':
        pending?.resolve(undefined);
        return;
      case 'answer':
        pending?.resolve(outcome.body);
        return;
      case 'refused':
        pending?.reject(new Fault(outcome.code, { sentence: outcome.sentence }));
        return;
      case 'unanswered':
        pending?.reject(new Unanswered(outcome.why));
        return;
      default:
        unreachable(outcome);
    }
  }

  #setAlarm(): void {
    const atMs = alarmAtMs(this.#state);
    if (atMs === this.#alarmAtMs) {
      return;
    }
    this.#alarm?.[Symbol.dispose]();
    this.#alarm = undefined;
    this.#alarmAtMs = atMs;
    if (atMs !== Infinity) {
      this.#alarm = this.#ports.timers.after(Math.max(0, atMs - this.#ports.clock.monotonicMs()), () => {
        this.#alarmAtMs = Infinity;
        this.#handle({ kind: 'alarm' });
      });
    }
  }
}
