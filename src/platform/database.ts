import type BetterSqlite3 from 'better-sqlite3';
import knex, { type Knex } from 'knex';
import { Fault, type Log, type Transaction } from '../kernel/index.ts';
import { codeOf, isDamage, openFile, openFileToRead, type OpenFile } from './database-file.ts';
import { compiled, prepared, type Query, type SqlValue } from './database-query.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';

export { DatabaseProblem } from './database-file.ts';
export type { Query, SqlValue } from './database-query.ts';

/** Statements kept prepared; the oldest gives way. */
const CACHED_STATEMENTS = 500;
/** One commit takes this many works at most, so that it does not hold the loop; the rest has the next turn. */
const COMMIT_WORKS = 500;
const WAITING_WORKS = 20_000;
/** What has to be free again before a disk that was full counts as well. */
const ROOM_BYTES = 16 * 1024 * 1024;

const DISK_TROUBLE = /^SQLITE_(FULL|IOERR|BUSY|LOCKED|READONLY|CANTOPEN|NOMEM|PROTOCOL)/;

/** Writes inside an open transaction. Every method raises once the transaction is over. */
export interface Writer {
  run(query: Query): { readonly changes: number };
  all<Row>(query: Query): readonly Row[];
  first<Row>(query: Query): Row | undefined;
  /**
   * `listener` learns what became of the work: true right after the commit, before any promise of it
   * settles; false as soon as it is undone, before any other work runs.
   */
  settled(listener: (committed: boolean) => void): void;
}

interface Task {
  readonly work: (tx: Transaction, db: Writer) => unknown;
  readonly resolve: (result: unknown) => void;
  readonly reject: (thrown: unknown) => void;
}

/** A task that has run inside the open transaction and is told its result after the commit. */
interface Attempt {
  readonly task: Task;
  readonly transaction: OpenTransaction;
  readonly result:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly thrown: unknown };
}

/**
 * The SQLite database: knex builds the queries, one synchronous connection runs them
 * (docs/decisions/sqlite.md). Reading is immediate. Writing is posted: all works posted in the same
 * turn of the loop are committed together, and each fails or succeeds alone.
 */
export class Database implements Disposable {
  /** Builds queries and nothing else: a query that is awaited rejects. */
  readonly table: Knex;
  readonly #file: OpenFile;
  readonly #connection: BetterSqlite3.Database;
  readonly #log: Log;
  readonly #statements = new Map<string, BetterSqlite3.Statement>();
  readonly #begin: BetterSqlite3.Statement;
  readonly #commit: BetterSqlite3.Statement;
  readonly #rollback: BetterSqlite3.Statement;
  readonly #savepoint: BetterSqlite3.Statement;
  readonly #rollbackToSavepoint: BetterSqlite3.Statement;
  readonly #release: BetterSqlite3.Statement;
  #waiting: Task[] = [];
  #turn: NodeJS.Immediate | undefined;
  #closed = false;
  #failing = false;

  private constructor(file: OpenFile, log: Log) {
    this.table = knex({ client: 'better-sqlite3', useNullAsDefault: true });
    this.#file = file;
    this.#connection = file.connection;
    this.#log = log;
    this.#begin = this.#connection.prepare('begin immediate');
    this.#commit = this.#connection.prepare('commit');
    this.#rollback = this.#connection.prepare('rollback');
    this.#savepoint = this.#connection.prepare('savepoint work');
    this.#rollbackToSavepoint = this.#connection.prepare('rollback to work');
    this.#release = this.#connection.prepare('release work');
  }

  /**
   * Opens the file (`:memory:` for a test), makes it when it is not there, and brings its tables up
   * to date. Raises DatabaseProblem when it is damaged, newer than this program or in use by another
   * server.
   */
  static async open(options: {
    readonly file: string;
    readonly log: Log;
    readonly migrations?: readonly Migration[];
  }): Promise<Database> {
    return new Database(
      await openFile(options.file, options.migrations ?? MIGRATIONS, options.log),
      options.log,
    );
  }

  /**
   * Opens the file for reading, whether or not a server is running on it: for commands that look at a
   * database. Raises DatabaseProblem when there is none or it cannot be read. `isChecked`: the server
   * that runs on it has looked at the whole file, so that it need not be done again.
   */
  static openToRead(options: {
    readonly file: string;
    readonly log: Log;
    readonly isChecked?: boolean;
  }): Database {
    return new Database(openFileToRead(options.file, options.isChecked ?? false), options.log);
  }

  /**
   * Builds a query once that is run often: `build` is called now with a stand-in for each value, and
   * what comes back gives the query for the values of one run.
   *
   *     const personById = database.prepare<{ id: string }>((at) => database.table('people').where({ id: at.id }));
   *     database.first<PersonRow>(personById({ id }));
   *
   * knex's `limit()` takes no stand-in: where the limit is a value, write the query with `table.raw`.
   */
  prepare<Values extends Readonly<Record<keyof Values, SqlValue>>>(
    build: (at: { readonly [Name in keyof Values]: Knex.Value }) => Query,
  ): (values: Values) => Query {
    return prepared(build);
  }

  /** Every row at once, holding the loop: whoever asks bounds their number in the query. */
  all<Row>(query: Query): readonly Row[] {
    const { sql, bindings } = compiled(query);
    return this.#reading(sql).all(bindings) as Row[];
  }

  first<Row>(query: Query): Row | undefined {
    const { sql, bindings } = compiled(query);
    return this.#reading(sql).get(bindings) as Row | undefined;
  }

  /**
   * Runs `work` in the transaction that it shares with what else is posted in this turn of the loop,
   * and resolves with its result when that is safely on disk. `work` is synchronous. When it throws,
   * it alone is undone and the promise rejects with what it threw. Rejects with Fault
   * `database-busy` when the disk does not take the commit or too much is waiting, `shutting-down`
   * after closing.
   */
  write<T>(work: (tx: Transaction, db: Writer) => T): Promise<T> {
    if (this.#closed) {
      return Promise.reject(new Fault('shutting-down'));
    }
    if (this.#waiting.length >= WAITING_WORKS) {
      return Promise.reject(new Fault('database-busy', { detail: 'too many writes are waiting' }));
    }
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Task['resolve'], reject });
      this.#turn ??= setImmediate(() => this.#commitWaiting());
    });
  }

  /** The writer of a transaction that another room holds. Raises when it is over or of another database. */
  inside(tx: Transaction): Writer {
    const transaction: unknown = tx;
    if (!(transaction instanceof OpenTransaction) || transaction.database !== this) {
      throw new Error('this is not a transaction of this database');
    }
    transaction.mustBeOpen();
    return transaction;
  }

  /**
   * Whether the last write reached the disk. While it has not, each call looks whether there is room
   * again and tries a small one.
   */
  health(): { readonly ok: true } | { readonly ok: false; readonly why: string } {
    try {
      if (this.#failing && this.#file.freeBytes() < ROOM_BYTES) {
        return { ok: false, why: 'SQLITE_FULL: there is not enough room on the disk' };
      }
      this.#connection.pragma(this.#failing ? 'user_version = 0' : 'schema_version');
      this.#note(undefined);
      return { ok: true };
    } catch (thrown) {
      return { ok: false, why: faultOf(thrown).detail ?? 'unknown' };
    }
  }

  /** Commits what was posted and closes. Closing twice is closing once. */
  [Symbol.dispose](): void {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    clearImmediate(this.#turn);
    while (this.#waiting.length > 0) {
      this.#commitWaiting();
    }
    this.#file[Symbol.dispose]();
  }

  /** The prepared statement of this text. Only for OpenTransaction and Database. */
  statement(sql: string): BetterSqlite3.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      if (this.#statements.size === CACHED_STATEMENTS) {
        const [oldest = ''] = this.#statements.keys();
        this.#statements.delete(oldest);
      }
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #reading(sql: string): BetterSqlite3.Statement {
    const statement = this.statement(sql);
    if (!statement.readonly) {
      throw new Error(`only write() may change the database: ${sql}`);
    }
    return statement;
  }

  #commitWaiting(): void {
    const tasks = this.#waiting;
    this.#waiting = [];
    this.#turn = undefined;
    const attempts: Attempt[] = [];
    let failure: Fault | undefined;
    try {
      this.#begin.run();
      this.#attemptAll(tasks, attempts);
      this.#commit.run();
      this.#note(attempts.find(({ transaction }) => transaction.trouble !== undefined)?.transaction.trouble);
    } catch (thrown) {
      failure = faultOf(thrown);
      if (this.#connection.inTransaction) {
        this.#rollback.run();
      }
      this.#note(failure);
    }
    // Where the transaction could not even begin, no later task would fare better.
    const begun = failure === undefined || attempts.length > 0;
    const left = begun ? tasks.slice(attempts.length) : [];
    if (left.length > 0 || this.#waiting.length > 0) {
      this.#waiting = left.concat(this.#waiting);
      this.#turn ??= setImmediate(() => this.#commitWaiting());
    }
    this.#answer(attempts, failure);
    if (!begun) {
      for (const task of tasks) {
        task.reject(failure);
      }
    }
  }

  /** Listeners first, all of them: whoever goes on after a promise finds them told. */
  #answer(attempts: readonly Attempt[], failure: Fault | undefined): void {
    for (const { transaction, result } of attempts) {
      if (result.ok) {
        transaction.tell(failure === undefined, this.#log);
      }
    }
    for (const { task, result } of attempts) {
      if (!result.ok) {
        task.reject(result.thrown);
      } else if (failure === undefined) {
        task.resolve(result.value);
      } else {
        task.reject(failure);
      }
    }
  }

  /** Raises when the whole transaction is lost; what one task throws stays in its attempt. */
  #attemptAll(tasks: readonly Task[], attempts: Attempt[]): void {
    for (const task of tasks.slice(0, COMMIT_WORKS)) {
      const attempt = this.#attempt(task);
      attempts.push(attempt);
      // SQLite gives up a whole transaction on some errors of the disk.
      if (!attempt.result.ok && !this.#connection.inTransaction) {
        throw attempt.result.thrown;
      }
    }
  }

  #attempt(task: Task): Attempt {
    const transaction = new OpenTransaction(this);
    this.#savepoint.run();
    try {
      const value = task.work(transaction as unknown as Transaction, transaction);
      if (isThenable(value)) {
        value.then(undefined, () => undefined);
        throw new Error('work must be synchronous: its transaction is over when it returns');
      }
      if (transaction.trouble !== undefined) {
        throw transaction.trouble;
      }
      this.#release.run();
      return { task, transaction, result: { ok: true, value } };
    } catch (thrown) {
      if (this.#connection.inTransaction) {
        this.#rollbackToSavepoint.run();
        this.#release.run();
      }
      transaction.tell(false, this.#log);
      return { task, transaction, result: { ok: false, thrown } };
    } finally {
      transaction.end();
    }
  }

  /** Remembers whether the disk takes writes, and logs when that changes. */
  #note(trouble: Fault | undefined): void {
    if (trouble !== undefined && !this.#failing) {
      this.#log.error({ detail: trouble.detail }, 'The database cannot be written.');
    }
    if (trouble === undefined && this.#failing) {
      this.#log.info({}, 'The database can be written again.');
    }
    this.#failing = trouble !== undefined;
  }
}

class OpenTransaction implements Writer {
  readonly database: Database;
  /** What the disk refused, if it did: a work that catches it is undone all the same. */
  trouble: Fault | undefined;
  #open = true;
  #listeners: ((committed: boolean) => void)[] | undefined;

  constructor(database: Database) {
    this.database = database;
  }

  run(query: Query): { readonly changes: number } {
    return this.#do(query, (statement, bindings) => statement.run(bindings));
  }

  all<Row>(query: Query): readonly Row[] {
    return this.#do(query, (statement, bindings) => statement.all(bindings) as Row[]);
  }

  first<Row>(query: Query): Row | undefined {
    return this.#do(query, (statement, bindings) => statement.get(bindings) as Row | undefined);
  }

  settled(listener: (committed: boolean) => void): void {
    this.mustBeOpen();
    this.#listeners ??= [];
    this.#listeners.push(listener);
  }

  mustBeOpen(): void {
    if (!this.#open) {
      throw new Error('this transaction is over');
    }
  }

  end(): void {
    this.#open = false;
  }

  tell(committed: boolean, log: Log): void {
    for (const listener of this.#listeners ?? []) {
      try {
        listener(committed);
      } catch (thrown) {
        log.error({ err: thrown }, 'A listener of a commit failed.');
      }
    }
  }

  #do<T>(query: Query, work: (statement: BetterSqlite3.Statement, bindings: readonly unknown[]) => T): T {
    this.mustBeOpen();
    const { sql, bindings } = compiled(query);
    try {
      return work(this.database.statement(sql), bindings);
    } catch (thrown) {
      const code = codeOf(thrown);
      if (code !== undefined && (DISK_TROUBLE.test(code) || isDamage(code))) {
        this.trouble = faultOf(thrown);
        this.end();
        throw this.trouble;
      }
      throw thrown;
    }
  }
}

/** Whether a write was refused because a value that must be unique is there already. */
export function isUniqueViolation(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

function faultOf(thrown: unknown): Fault {
  if (thrown instanceof Fault) {
    return thrown;
  }
  const code = codeOf(thrown);
  const detail = `${code ?? 'error'}: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  return new Fault(code !== undefined && DISK_TROUBLE.test(code) ? 'database-busy' : 'internal', { detail });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
