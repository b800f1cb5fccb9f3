import { closeSync, existsSync, openSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import knex, { type Knex } from 'knex';
import { StartProblem, type Log } from '../kernel/index.ts';
import type { Migration } from './migrations/index.ts';

/** How long opening may wait for a tool that holds the file. */
const OPEN_TIMEOUT_MS = 2_000;
/**
 * How long a statement may wait, holding the loop, for an operator's tool that writes to the file.
 * Other servers are kept out by the lock; readers and backups are never in the way of a WAL.
 */
const BUSY_TIMEOUT_MS = 250;
/** What a checkpoint leaves of the WAL's file. */
const WAL_BYTES = 64 * 1024 * 1024;

/** Why the database cannot be opened; `message` is one sentence for whoever starts the appliance. */
export class DatabaseProblem extends StartProblem {
  override readonly name = 'DatabaseProblem';
}

export interface OpenFile extends Disposable {
  readonly connection: BetterSqlite3.Database;
  /** What is left of the disk for this process. */
  freeBytes(): number;
}

/**
 * The file, open for one server: locked against a second one, checked, its tables brought up to date.
 * Raises DatabaseProblem.
 */
export async function openFile(file: string, migrations: readonly Migration[], log: Log): Promise<OpenFile> {
  const opened = new DisposableStack();
  try {
    if (file !== ':memory:') {
      opened.use(lock(file));
      makePrivate(file);
    }
    const connection = opened.adopt(new BetterSqlite3(file, { timeout: OPEN_TIMEOUT_MS }), (it) =>
      it.close(),
    );
    connection.pragma('journal_mode = wal');
    // A commit is on disk when it returns; better-sqlite3's own default for a WAL is less.
    connection.pragma('synchronous = full');
    connection.pragma('foreign_keys = on');
    connection.pragma('recursive_triggers = on');
    connection.pragma('trusted_schema = off');
    connection.pragma(`journal_size_limit = ${WAL_BYTES}`);
    check(connection, file);
    await migrate(connection, file, migrations, log);
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    return openedFile(file, connection, opened.move());
  } catch (thrown) {
    opened.dispose();
    throw problem(thrown, file);
  }
}

function openedFile(file: string, connection: BetterSqlite3.Database, parts: Disposable): OpenFile {
  return {
    connection,
    freeBytes() {
      if (file === ':memory:') {
        return Infinity;
      }
      const { bavail, bsize } = statfsSync(dirname(file));
      return bavail * bsize;
    },
    [Symbol.dispose]: () => parts[Symbol.dispose](),
  };
}

/** The file as it is, whether or not a server is running on it. Raises DatabaseProblem. */
export function openFileToRead(file: string, isChecked: boolean): OpenFile {
  if (!existsSync(file)) {
    throw new DatabaseProblem(`There is no database at ${file}.`);
  }
  const opened = new DisposableStack();
  try {
    const connection = opened.adopt(
      new BetterSqlite3(file, { readonly: true, fileMustExist: true, timeout: OPEN_TIMEOUT_MS }),
      (it) => it.close(),
    );
    if (!isChecked) {
      check(connection, file);
    }
    return openedFile(file, connection, opened.move());
  } catch (thrown) {
    opened.dispose();
    throw problem(thrown, file);
  }
}

/**
 * Keeps a second server off the same file. SQLite's lock on an empty file beside it: the kernel
 * releases it however the process ends, and the database itself stays readable for tools.
 */
function lock(file: string): Disposable {
  const lockFile = `${file}.lock`;
  makePrivate(lockFile);
  const holder = new BetterSqlite3(lockFile, { timeout: 0 });
  try {
    holder.exec('begin exclusive');
  } catch (thrown) {
    holder.close();
    if (codeOf(thrown) === 'SQLITE_BUSY') {
      throw new DatabaseProblem(
        `Another Handrail is running on ${file}: stop it first, or give this one a HANDRAIL_DATA_DIR of its own.`,
        { cause: thrown },
      );
    }
    throw thrown;
  }
  return { [Symbol.dispose]: () => holder.close() };
}

/** A file that is not there yet is made for its owner alone; SQLite gives those beside it the same mode. */
function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
}

function check(connection: BetterSqlite3.Database, file: string): void {
  const found: unknown = connection.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') {
    throw damaged(file, String(found));
  }
}

async function migrate(
  connection: BetterSqlite3.Database,
  file: string,
  migrations: readonly Migration[],
  log: Log,
): Promise<void> {
  const done = completed(connection);
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = done.find((name) => !known.has(name));
  if (unknown !== undefined) {
    throw new DatabaseProblem(
      `${file} was written by a newer Handrail (it has "${unknown}"): install that version, or restore a backup of this one.`,
    );
  }
  if (done.length === migrations.length) {
    return;
  }
  const migrator = knex({
    client: 'better-sqlite3',
    connection: { filename: file },
    pool: { min: 0, max: 1 },
    useNullAsDefault: true,
    log: {
      debug: (message: unknown) => log.debug({ knex: message }, 'A migration speaks.'),
      warn: (message: unknown) => log.warn({ knex: message }, 'A migration warns.'),
      error: (message: unknown) => log.error({ knex: message }, 'A migration failed.'),
    },
    migrations: {
      migrationSource: {
        getMigrations: () => Promise.resolve([...migrations]),
        getMigrationName: (migration: Migration) => migration.name,
        getMigration: (migration: Migration) =>
          Promise.resolve({
            up: (knexOfTransaction) => migration.up(knexOfTransaction),
            down: () => Promise.reject(new Error('restore the snapshot taken before the update')),
          }),
      } satisfies Knex.MigrationSource<Migration> as Knex.MigrationSource<unknown>,
    },
  });
  // The migrator works on the connection that is open already: there is only one.
  const client = migrator.client as {
    acquireRawConnection(): Promise<BetterSqlite3.Database>;
    destroyRawConnection(): Promise<void>;
  };
  client.acquireRawConnection = () => Promise.resolve(connection);
  client.destroyRawConnection = () => Promise.resolve();
  try {
    // A lock that is still there is that of a process that was killed: ours is the only server.
    await migrator.migrate.forceFreeMigrationsLock();
    await migrator.migrate.latest();
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new DatabaseProblem(
      `The tables of ${file} could not be brought up to date (${why}); nothing of them was changed.`,
      { cause: thrown },
    );
  } finally {
    await migrator.destroy();
  }
}

function completed(connection: BetterSqlite3.Database): readonly string[] {
  const table = connection.prepare("select 1 from sqlite_schema where name = 'knex_migrations'").get();
  return table === undefined
    ? []
    : connection.prepare('select name from knex_migrations order by id').pluck().all().map(String);
}

/** SQLite's or Node's own name for what went wrong; undefined for anything else. */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}

export function isDamage(code: string | undefined): boolean {
  return code !== undefined && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
}

function damaged(file: string, why: string): DatabaseProblem {
  return new DatabaseProblem(
    `The database ${file} is damaged (${why}) and was left as it is: restore it from a backup.`,
  );
}

function problem(thrown: unknown, file: string): DatabaseProblem {
  if (thrown instanceof DatabaseProblem) {
    return thrown;
  }
  const code = codeOf(thrown);
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return isDamage(code)
    ? damaged(file, text)
    : new DatabaseProblem(`The database ${file} cannot be opened (${code ?? 'error'}: ${text}).`, {
        cause: thrown,
      });
}
