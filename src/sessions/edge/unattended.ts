import type { Clock, QueueId, Timers } from '../../kernel/index.ts';
import { REPRESENTATIVE_RECONNECT_MS } from '../index.ts';

/**
 * Queues where sessions wait and nobody is connected who could take them out: as long as a lost
 * representative is waited for, so long whoever waits there waits for somebody to come back. One timer
 * for all queues. It begins anew with the process: while that was away nobody could come back.
 */
export class UnattendedQueues implements Disposable {
  /** Since when, on the monotonic clock. */
  readonly #since = new Map<QueueId, number>();
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #due: (queue: QueueId) => void;
  #timer: Disposable | undefined;
  #timerAtMs = Infinity;

  /** `due` moves whoever waits there, and says by `put` when nobody does any more; until then it is asked again. */
  constructor(ports: {
    readonly clock: Clock;
    readonly timers: Timers;
    readonly due: (queue: QueueId) => void;
  }) {
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#due = ports.due;
  }

  /** Somebody waits there, and whether anybody is there for them. */
  put(queue: QueueId, isUnattended: boolean): void {
    if (!isUnattended) {
      this.#since.delete(queue);
    } else if (!this.#since.has(queue)) {
      this.#begin(queue);
    }
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timerAtMs = -Infinity;
  }

  #begin(queue: QueueId): void {
    const nowMs = this.#clock.monotonicMs();
    this.#since.set(queue, nowMs);
    this.#wakeAt(nowMs + REPRESENTATIVE_RECONNECT_MS);
  }

  #wakeAt(atMs: number): void {
    if (atMs < this.#timerAtMs) {
      this.#timer?.[Symbol.dispose]();
      this.#timerAtMs = atMs;
      this.#timer = this.#timers.after(atMs - this.#clock.monotonicMs(), () => this.#wake());
    }
  }

  #wake(): void {
    this.#timerAtMs = Infinity;
    const nowMs = this.#clock.monotonicMs();
    let nextMs = Infinity;
    for (const [queue, sinceMs] of this.#since) {
      if (sinceMs + REPRESENTATIVE_RECONNECT_MS <= nowMs) {
        this.#begin(queue);
        this.#due(queue);
      } else {
        nextMs = Math.min(nextMs, sinceMs + REPRESENTATIVE_RECONNECT_MS);
      }
    }
    this.#wakeAt(nextMs);
  }
}
