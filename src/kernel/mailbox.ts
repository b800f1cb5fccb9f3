import { Fault } from './fault.ts';
import { LIMITS } from './limits.ts';

/** Runs what is posted one after another, in order. One owner a thing, a mailbox in front of it. */
export class Mailbox {
  #last: Promise<unknown> = Promise.resolve();
  #length = 0;
  readonly #limit: number;

  constructor(limit: number = LIMITS.mailboxLength) {
    this.#limit = limit;
  }

  /** How many are waiting or running. */
  get length(): number {
    return this.#length;
  }

  /** Rejects with `too-many` when the mailbox is full, otherwise as `work` does. */
  post<T>(work: () => Promise<T> | T): Promise<T> {
    if (this.#length >= this.#limit) {
      return Promise.reject(new Fault('too-many', { detail: 'mailbox is full' }));
    }
    this.#length += 1;
    const result = this.#last.then(work).finally(() => {
      this.#length -= 1;
    });
    // The chain must go on after a failure; whoever posted sees the failure through `result`.
    this.#last = result.catch(() => undefined);
    return result;
  }
}
