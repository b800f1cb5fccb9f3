import { instant, laterBy, type Clock, type Instant, type Timers } from '../index.ts';

/** Saturday, 21 November 2026, noon UTC. */
const START = instant(Date.UTC(2026, 10, 21, 12));

interface Timer {
  readonly atMs: number;
  readonly work: () => void;
}

/** A clock and its timers that stand still until a test advances them. */
export class FakeTime implements Clock, Timers {
  #now: Instant;
  #monotonicMs = 0;
  /** In the order they were asked for. */
  #due: Timer[] = [];

  constructor(now: Instant = START) {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  monotonicMs(): number {
    return this.#monotonicMs;
  }

  after(delayMs: number, work: () => void): Disposable {
    const timer = { atMs: this.#monotonicMs + Math.max(0, delayMs), work };
    this.#due.push(timer);
    return {
      [Symbol.dispose]: () => {
        this.#due = this.#due.filter((other) => other !== timer);
      },
    };
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#due.length;
  }

  /**
   * Lets time pass and runs what falls due on the way, earliest first, those of the same moment in
   * the order they were asked for; a timer that a timer starts runs too when it falls due in time.
   */
  advance(durationMs: number): void {
    const untilMs = this.#monotonicMs + durationMs;
    for (let next = this.#earliest(untilMs); next !== undefined; next = this.#earliest(untilMs)) {
      this.#passTo(next.atMs);
      this.#due.splice(this.#due.indexOf(next), 1);
      next.work();
    }
    this.#passTo(untilMs);
  }

  /** As when somebody sets the machine's clock: the calendar jumps, no time passes. */
  setCalendar(now: Instant): void {
    this.#now = now;
  }

  #earliest(untilMs: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#due) {
      if (timer.atMs <= untilMs && (first === undefined || timer.atMs < first.atMs)) {
        first = timer;
      }
    }
    return first;
  }

  #passTo(monotonicMs: number): void {
    this.#now = laterBy(this.#now, monotonicMs - this.#monotonicMs);
    this.#monotonicMs = monotonicMs;
  }
}
