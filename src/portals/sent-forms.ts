import { type Clock, laterBy, LIMITS, type Transaction } from '../kernel/index.ts';
import type { Began, SentFormStore } from './ports.ts';

/**
 * Forms that begin something begin it once. A double click, a network that lost the answer and a process that died
 * before it answered all send the same form again: it is told what the first one began, for
 * LIMITS.sentFormLifeMs, also after a restart.
 */
export interface SentForms {
  /**
   * Runs `work` with what this very form began before. Whoever sends it while it is being worked on waits for that.
   * Without a mark there is nothing to know it by.
   */
  inTurn<T>(mark: string | undefined, work: (began: Began | undefined) => Promise<T>): Promise<T>;
  /** Within the transaction that begins it. */
  keep(tx: Transaction, mark: string | undefined, began: Began): void;
}

export function createSentForms(ports: {
  readonly store: SentFormStore;
  readonly clock: Pick<Clock, 'now'>;
}): SentForms {
  const { store, clock } = ports;
  const last = new Map<string, Promise<unknown>>();

  return {
    async inTurn(mark, work) {
      if (mark === undefined) {
        return work(undefined);
      }
      const before = last.get(mark) ?? Promise.resolve();
      const mine = before.then(() => work(store.find(mark, laterBy(clock.now(), -LIMITS.sentFormLifeMs))));
      // Who comes next waits for the end of this one, whichever it is.
      const over = mine.then(
        () => undefined,
        () => undefined,
      );
      last.set(mark, over);
      try {
        return await mine;
      } finally {
        if (last.get(mark) === over) {
          last.delete(mark);
        }
      }
    },
    keep(tx, mark, began) {
      if (mark !== undefined) {
        const now = clock.now();
        store.put(tx, mark, began, now);
        store.forget(tx, laterBy(now, -LIMITS.sentFormLifeMs), LIMITS.sentForms);
      }
    },
  };
}
