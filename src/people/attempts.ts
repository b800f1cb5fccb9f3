import type { Instant } from '../kernel/index.ts';
import { afterAttempt, type Attempts, isLocked, isStale, NO_ATTEMPTS, withoutOne } from './sign-in.ts';

/**
 * The attempts at every username, in memory: existing accounts are always kept (there are few),
 * invented ones up to `limit`, the oldest giving way, so that nobody can push an account's lock out by
 * trying names that do not exist.
 */
export class AttemptLedger {
  readonly #accounts = new Map<string, Attempts>();
  readonly #invented = new Map<string, Attempts>();
  readonly #limit: number;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#accounts.size + this.#invented.size;
  }

  /** Counts one attempt; false when the username is locked and no password may be tried. */
  begin(key: string, exists: boolean, now: Instant): boolean {
    const attempts = this.#accounts.get(key) ?? this.#invented.get(key) ?? NO_ATTEMPTS;
    if (isLocked(attempts, now)) {
      return false;
    }
    const kept = exists ? this.#accounts : this.#invented;
    kept.delete(key);
    kept.set(key, afterAttempt(attempts, now));
    this.#makeRoom(now);
    return true;
  }

  /** Takes back one attempt that `begin` counted and that was never checked. */
  undo(key: string, now: Instant): void {
    for (const kept of [this.#accounts, this.#invented]) {
      const attempts = kept.get(key);
      if (attempts !== undefined) {
        kept.set(key, withoutOne(attempts, now));
      }
    }
  }

  isLocked(key: string, now: Instant): boolean {
    return isLocked(this.#accounts.get(key) ?? this.#invented.get(key) ?? NO_ATTEMPTS, now);
  }

  /** After the right password, or when an administrator gives a new one. */
  forget(key: string): void {
    this.#accounts.delete(key);
    this.#invented.delete(key);
  }

  #makeRoom(now: Instant): void {
    if (this.#invented.size > this.#limit) {
      const oldest = this.#invented.keys().next();
      if (oldest.done !== true) {
        this.#invented.delete(oldest.value);
      }
    }
    // Accounts are as many as there are; those with nothing to remember go when the map has grown.
    if (this.#accounts.size > 1_000) {
      for (const [key, attempts] of this.#accounts) {
        if (isStale(attempts, now)) {
          this.#accounts.delete(key);
        }
      }
    }
  }
}
