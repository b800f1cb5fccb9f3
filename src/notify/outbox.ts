import { Fault, Mailbox, type Log, type Timers } from '../kernel/index.ts';
import { isTemporary, type Attempt, type Delivery } from './delivery.ts';

export interface Pace {
  /** How many may wait or be under way. */
  readonly waiting: number;
  /** Whoever waited longer for a turn is told that it takes too long. */
  readonly waitMs: number;
  readonly attemptMs: number;
  /** After a temporary failure; the second try is the last. */
  readonly againAfterMs: number;
}

/**
 * What goes out to one server: one message after another, so that a server that hangs costs one
 * worker and nothing else; each with a limit on its time, and one more try where that may help.
 * Whoever posts gets what really became of the message.
 */
export class Outbox {
  readonly #pace: Pace;
  readonly #timers: Timers;
  readonly #nowMs: () => number;
  readonly #log: Log;
  readonly #line: Mailbox;
  #closing = false;
  /** The try that is under way. */
  #attempt: Attempt | undefined;
  /** Ends the pause before a second try. */
  #wake: (() => void) | undefined;

  constructor(
    pace: Pace,
    ports: { readonly timers: Timers; readonly nowMs: () => number; readonly log: Log },
  ) {
    this.#pace = pace;
    this.#timers = ports.timers;
    this.#nowMs = ports.nowMs;
    this.#log = ports.log;
    // One place more than is given away, for whoever waits for the end of the line.
    this.#line = new Mailbox(pace.waiting + 1);
  }

  /** `begin` starts a try. Raises `too-many` when too much waits or it took too long to get a turn, `shutting-down`. */
  async post(begin: () => Attempt, tries: 1 | 2 = 2): Promise<Delivery> {
    if (this.#closing) {
      throw new Fault('shutting-down');
    }
    if (this.#line.length >= this.#pace.waiting) {
      throw tooBusy();
    }
    const postedMs = this.#nowMs();
    return this.#line.post(async () => {
      if (this.#closing) {
        throw new Fault('shutting-down');
      }
      if (this.#nowMs() - postedMs > this.#pace.waitMs) {
        throw tooBusy();
      }
      const first = await this.#try(begin);
      if (tries === 1 || first.kind !== 'refused' || !isTemporary(first.refusal)) {
        return first;
      }
      await this.#pause(this.#pace.againAfterMs);
      return this.#closing ? first : this.#try(begin);
    });
  }

  /** What waits is refused; what is under way has so long, and is then given up. */
  async close(withinMs: number): Promise<void> {
    this.#closing = true;
    this.#wake?.();
    const late = this.#timers.after(withinMs, () => this.#attempt?.giveUp());
    await this.#line.post(() => undefined);
    late[Symbol.dispose]();
  }

  async #try(begin: () => Attempt): Promise<Delivery> {
    const attempt = begin();
    this.#attempt = attempt;
    const late = this.#timers.after(this.#pace.attemptMs, () => attempt.giveUp());
    try {
      return await attempt.outcome;
    } finally {
      late[Symbol.dispose]();
      this.#attempt = undefined;
    }
  }

  async #pause(durationMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const over = this.#timers.after(durationMs, resolve);
    this.#wake = resolve;
    this.#log.info({ afterMs: durationMs }, 'A message was refused for now and is tried once more');
    await promise;
    over[Symbol.dispose]();
    this.#wake = undefined;
  }
}

function tooBusy(): Fault {
  return new Fault('too-many', {
    sentence:
      'Too many messages wait to be sent, because the server that takes them is slow. Please try again later.',
  });
}
