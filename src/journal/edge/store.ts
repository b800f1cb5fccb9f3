import { Fault, LIMITS, type Log, type Transaction } from '../../kernel/index.ts';
import type { Database, Query, Writer } from '../../platform/database.ts';
import {
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
import { Outbox } from './outbox.ts';
import { sha256 } from './sha256.ts';
import { verifyJournal } from './verify.ts';

/** What the trigger of migration 0001 says when a stream is at another version. */
const OTHER_VERSION = 'journal: version must be the next of its stream';

const KNOWN_STREAMS = LIMITS.liveSessions;

/** The journal in the tables `journal` and `journal_streams`. One to a database. */
export function createJournal(database: Database, log: Log): Journal {
  return new SqliteJournal(database, log);
}

class SqliteJournal implements Journal {
  readonly #database: Database;
  readonly #outbox: Outbox;
  readonly #insert: (row: Row & { streamId: number }) => Query;
  readonly #streamNamed: (at: { name: string }) => Query;
  readonly #addStream: (at: { name: string }) => Query;
  readonly #versionOf: (at: { stream: string }) => Query;
  readonly #streamAfter: (at: { stream: string; version: number }) => Query;
  readonly #pageAfter: (at: { seq: number; limit: number }) => Query;
  readonly #streamPageAfter: (at: { stream: string; seq: number; limit: number }) => Query;
  readonly #familyPageAfter: (at: { from: string; to: string; seq: number; limit: number }) => Query;
  /** Undefined when it has to be read again. */
  #head: Link | undefined;
  /** Numbers of streams that are in use, the latest last. */
  readonly #streamIds = new Map<string, number>();

  constructor(database: Database, log: Log) {
    this.#database = database;
    this.#outbox = new Outbox((afterSeq, limit) => this.page(afterSeq, limit), log);
    const { table } = database;
    this.#insert = database.prepare<Row & { streamId: number }>((at) =>
      table('journal').insert({
        seq: at.seq,
        stream: at.streamId,
        version: at.version,
        at: at.at,
        type: at.type,
        data: at.data,
        hash: at.hash,
      }),
    );
    this.#streamNamed = database.prepare((at) => table('journal_streams').where({ name: at.name }));
    this.#addStream = database.prepare((at) =>
      table('journal_streams').insert({ name: at.name }).returning('id'),
    );
    this.#versionOf = database.prepare((at) =>
      table('journal')
        .select('version')
        .where({ stream: table('journal_streams').select('id').where({ name: at.stream }) })
        .orderBy('version', 'desc')
        .limit(1),
    );
    this.#streamAfter = database.prepare((at) =>
      table('journal_entries')
        .where({ stream: at.stream })
        .where('version', '>', at.version)
        .orderBy('version')
        .limit(LIMITS.eventsPerSession),
    );
    this.#pageAfter = database.prepare((at) =>
      table.raw('select * from journal_entries where seq > ? order by seq limit ?', [at.seq, at.limit]),
    );
    // Within a stream the order of versions is that of seq, and versions are indexed.
    this.#streamPageAfter = database.prepare((at) =>
      table.raw('select * from journal_entries where stream = ? and seq > ? order by version limit ?', [
        at.stream,
        at.seq,
        at.limit,
      ]),
    );
    // The plus keeps SQLite from gathering all streams of the family before it sorts their entries.
    this.#familyPageAfter = database.prepare((at) =>
      table.raw(
        'select * from journal_entries where seq > ? and +stream >= ? and +stream < ? order by seq limit ?',
        [at.seq, at.from, at.to, at.limit],
      ),
    );
  }

  write<T>(work: (tx: Transaction, append: Append) => T): Promise<T> {
    return this.#database.write((tx, db) => {
      const appended: Entry[] = [];
      const begun: string[] = [];
      db.settled((committed) => {
        if (!committed) {
          this.#forget(begun);
        } else if (appended.length > 0) {
          this.#outbox.publish(appended);
        }
      });
      let torn: unknown;
      const result = work(tx, (stream, expectedVersion, events, at) => {
        const before = this.head();
        const rows = rowsOf(before, stream, expectedVersion, events, at, sha256);
        try {
          this.#insertAll(db, rows, this.#streamId(db, stream, begun));
        } catch (thrown) {
          if (this.#head !== before) {
            torn = thrown;
          }
          throw thrown;
        }
        const entries = rows.map(entryOf);
        appended.push(...entries);
        return entries;
      });
      // A part of the events is in the table, so a work that caught the error is not kept either.
      if (torn !== undefined) {
        throw torn;
      }
      return result;
    });
  }

  version(stream: string): number {
    return this.#database.first<{ version: number }>(this.#versionOf({ stream }))?.version ?? 0;
  }

  stream(stream: string, afterVersion = 0): readonly Entry[] {
    return this.#entries(this.#streamAfter({ stream, version: afterVersion }));
  }

  page(afterSeq: number, limit: number, filter: { readonly streamPrefix?: string } = {}): readonly Entry[] {
    const at = { seq: afterSeq, limit: Math.min(limit, LIMITS.journalBatch) };
    const { streamPrefix } = filter;
    if (streamPrefix === undefined) {
      return this.#entries(this.#pageAfter(at));
    }
    if (!streamPrefix.endsWith(':')) {
      return this.#entries(this.#streamPageAfter({ ...at, stream: streamPrefix }));
    }
    // A semicolon is the character after the colon.
    const to = `${streamPrefix.slice(0, -1)};`;
    return this.#entries(this.#familyPageAfter({ ...at, from: streamPrefix, to }));
  }

  head(): Link {
    if (this.#head === undefined) {
      const last = this.#database.table('journal').select('seq', 'hash').orderBy('seq', 'desc').limit(1);
      this.#head = this.#database.first<Link>(last) ?? GENESIS;
    }
    return this.#head;
  }

  tail(afterSeq: number, signal: StopSignal): AsyncIterable<Entry> {
    return this.#outbox.tail(afterSeq, signal);
  }

  onCommitted(listener: (entries: readonly Entry[]) => void): Disposable {
    return this.#outbox.onCommitted(listener);
  }

  verify(): Verdict {
    return verifyJournal(this.#database);
  }

  #insertAll(db: Writer, rows: readonly Row[], streamId: number): void {
    for (const row of rows) {
      try {
        db.run(this.#insert({ ...row, streamId }));
      } catch (thrown) {
        throw thrown instanceof Error && thrown.message === OTHER_VERSION
          ? new Fault('changed-meanwhile', {
              detail: `${row.stream} does not wait for version ${row.version}`,
            })
          : thrown;
      }
      this.#head = { seq: row.seq, hash: row.hash };
    }
  }

  /** The stream's number; a stream that begins here is added to `begun`. */
  #streamId(db: Writer, name: string, begun: string[]): number {
    const known = this.#streamIds.get(name);
    if (known !== undefined) {
      return known;
    }
    let row = db.first<{ id: number }>(this.#streamNamed({ name }));
    if (row === undefined) {
      begun.push(name);
      row = db.first<{ id: number }>(this.#addStream({ name }));
    }
    if (row === undefined) {
      throw new Error('a stream that was added has no number');
    }
    if (this.#streamIds.size === KNOWN_STREAMS) {
      const [oldest = ''] = this.#streamIds.keys();
      this.#streamIds.delete(oldest);
    }
    this.#streamIds.set(name, row.id);
    return row.id;
  }

  /** What was undone must not be believed any longer. */
  #forget(begun: readonly string[]): void {
    this.#head = undefined;
    for (const name of begun) {
      this.#streamIds.delete(name);
    }
  }

  #entries(query: Query): readonly Entry[] {
    return this.#database.all<Row>(query).map(entryOf);
  }
}
