import { Fault, LIMITS, type Log, type Transaction } from '../../kernel/index.ts';
import { Outbox } from '../edge/outbox.ts';
import { sha256 } from '../edge/sha256.ts';
import {
  checkRow,
  entryOf,
  GENESIS,
  rowsOf,
  type Append,
  type Entry,
  type Journal,
  type Link,
  type Row,
  type StopSignal,
  type Verdict,
} from '../index.ts';

/**
 * A journal in memory, for the tests of rooms that write to one. Its transactions undo what was
 * appended and nothing else: other stores in memory that write with it have to be looked at by the
 * test.
 */
export class MemoryJournal implements Journal {
  /** What a test may spoil, to see it found. */
  readonly rows: Row[] = [];
  readonly #outbox: Outbox;

  constructor(log: Log) {
    this.#outbox = new Outbox((afterSeq, limit) => this.page(afterSeq, limit), log);
  }

  async write<T>(work: (tx: Transaction, append: Append) => T): Promise<T> {
    await Promise.resolve();
    const before = this.rows.length;
    let open = true;
    try {
      const result = work({} as Transaction, (stream, expectedVersion, events, at) => {
        if (!open) {
          throw new Error('this transaction is over');
        }
        const rows = rowsOf(this.head(), stream, expectedVersion, events, at, sha256);
        if (this.version(stream) !== expectedVersion && rows.length > 0) {
          throw new Fault('changed-meanwhile');
        }
        this.rows.push(...rows);
        return rows.map(entryOf);
      });
      const appended = this.rows.slice(before).map(entryOf);
      if (appended.length > 0) {
        this.#outbox.publish(appended);
      }
      return result;
    } catch (thrown) {
      this.rows.length = before;
      throw thrown;
    } finally {
      open = false;
    }
  }

  version(stream: string): number {
    return this.rows.findLast((row) => row.stream === stream)?.version ?? 0;
  }

  stream(stream: string, afterVersion = 0): readonly Entry[] {
    return this.rows
      .filter((row) => row.stream === stream && row.version > afterVersion)
      .slice(0, LIMITS.eventsPerSession)
      .map(entryOf);
  }

  page(afterSeq: number, limit: number, filter: { readonly streamPrefix?: string } = {}): readonly Entry[] {
    const { streamPrefix } = filter;
    return this.rows
      .filter(
        ({ seq, stream }) =>
          seq > afterSeq &&
          (streamPrefix === undefined ||
            (streamPrefix.endsWith(':') ? stream.startsWith(streamPrefix) : stream === streamPrefix)),
      )
      .slice(0, Math.min(limit, LIMITS.journalBatch))
      .map(entryOf);
  }

  head(): Link {
    const { seq, hash } = this.rows.at(-1) ?? GENESIS;
    return { seq, hash };
  }

  tail(afterSeq: number, signal: StopSignal): AsyncIterable<Entry> {
    return this.#outbox.tail(afterSeq, signal);
  }

  onCommitted(listener: (entries: readonly Entry[]) => void): Disposable {
    return this.#outbox.onCommitted(listener);
  }

  verify(): Verdict {
    let previous: Link = GENESIS;
    for (const row of this.rows) {
      const bad = checkRow(previous, row, sha256);
      if (bad !== undefined) {
        return { ok: false, ...bad };
      }
      previous = row;
    }
    return { ok: true, entries: this.rows.length, head: this.head() };
  }
}
