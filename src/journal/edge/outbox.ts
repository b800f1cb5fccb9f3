import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fault, LIMITS, type Log } from '../../kernel/index.ts';
import type { Entry, StopSignal } from '../index.ts';

type Listener = (entries: readonly Entry[]) => void;

/** Tells readers what was committed: listeners at once, tails from wherever they left off. */
export class Outbox {
  readonly #page: (afterSeq: number, limit: number) => readonly Entry[];
  readonly #log: Log;
  readonly #listeners = new Set<Listener>();

  /** `page` reads what is committed, at once. */
  constructor(page: (afterSeq: number, limit: number) => readonly Entry[], log: Log) {
    this.#page = page;
    this.#log = log;
  }

  /** Called in the same turn as the commit, in order. */
  publish(entries: readonly Entry[]): void {
    for (const listener of this.#listeners) {
      try {
        listener(entries);
      } catch (thrown) {
        this.#log.error({ err: thrown, seq: entries[0]?.seq }, 'A listener of the journal failed.');
      }
    }
  }

  onCommitted(listener: Listener): Disposable {
    // A function given twice is two listeners.
    const own: Listener = (entries) => listener(entries);
    this.#listeners.add(own);
    return { [Symbol.dispose]: () => void this.#listeners.delete(own) };
  }

  /**
   * Three phases. Backfill: pages from the store, at the reader's own pace. Cut over: in the turn in
   * which a page comes back empty the reader begins to listen, so that nothing falls between. Stream:
   * what is committed waits in memory until it is taken.
   */
  async *tail(afterSeq: number, signal: StopSignal): AsyncGenerator<Entry, void, void> {
    let seq = afterSeq;
    for (
      let page = this.#page(seq, LIMITS.journalBatch);
      page.length > 0;
      page = this.#page(seq, LIMITS.journalBatch)
    ) {
      for (const entry of page) {
        if (signal.aborted) {
          return;
        }
        seq = entry.seq;
        yield entry;
      }
      // A reader that never waits would otherwise keep everybody else out until the end.
      await nextTurn();
    }

    let waiting: Entry[] = [];
    let newest = seq;
    let tooSlow = false;
    let wake = (): void => undefined;
    using _listening = this.onCommitted((entries) => {
      for (const entry of entries) {
        // What the last page held may be told once more.
        if (entry.seq > newest) {
          newest = entry.seq;
          waiting.push(entry);
        }
      }
      if (newest - seq > LIMITS.journalReaderBacklog) {
        tooSlow = true;
        waiting = [];
      }
      wake();
    });
    const onAbort = (): void => wake();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        const entries = waiting;
        waiting = [];
        for (const entry of entries) {
          if (signal.aborted || tooSlow) {
            break;
          }
          seq = entry.seq;
          yield entry;
        }
        if (tooSlow) {
          throw new Fault('consumer-too-slow', { detail: `behind entry ${newest} at ${seq}` });
        }
        if (waiting.length === 0 && !signal.aborted) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
