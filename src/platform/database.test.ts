import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import * as fc from 'fast-check';
import { Fault } from '../kernel/index.ts';
import { MemoryLog } from '../kernel/testing/memory-log.ts';
import { Database, DatabaseProblem, isUniqueViolation, type Writer } from './database.ts';
import type { Migration } from './migrations/index.ts';

const people: Migration = {
  name: '0001-people',
  async up(knex) {
    await knex.schema.createTable('people', (table) => {
      table.text('id').primary();
      table.text('name');
      table.boolean('disabled').notNullable().defaultTo(false);
    });
    await knex.schema.createTable('notes', (table) => {
      table.text('person').notNullable().references('id').inTable('people');
    });
  },
};

interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly disabled: number;
}

async function peopleDatabase(file = ':memory:', migrations = [people]): Promise<Database> {
  return Database.open({ file, log: new MemoryLog(), migrations });
}

function temporaryFile(t: ExecutionContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'handrail-database-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, 'handrail.sqlite');
}

function insert(database: Database, db: Writer, id: string): void {
  db.run(database.table('people').insert({ id }));
}

function ids(database: Database): readonly string[] {
  return database.all<Person>(database.table('people').orderBy('id')).map((row) => row.id);
}

test('a query that knex builds is run by all, first and write', async (t) => {
  using database = await peopleDatabase();
  const { changes } = await database.write((_tx, db) =>
    db.run(
      database.table('people').insert([
        { id: 'a', name: 'Ada', disabled: true },
        { id: 'b', disabled: false },
      ]),
    ),
  );
  t.is(changes, 2);
  t.deepEqual(database.all<Person>(database.table('people').orderBy('id')), [
    { id: 'a', name: 'Ada', disabled: 1 },
    { id: 'b', name: null, disabled: 0 },
  ]);
  t.is(database.first<Person>(database.table('people').where({ id: 'b' }).first())?.name, null);
  t.is(database.first<Person>(database.table('people').where({ disabled: true }))?.id, 'a');
  t.is(database.first(database.table('people').where({ id: 'c' })), undefined);
});

test('a prepared query is built once and takes the values of each run in their places', async (t) => {
  using database = await peopleDatabase();
  let built = 0;
  const add = database.prepare<{ name: string; id: string; disabled: boolean }>((at) => {
    built += 1;
    return database.table('people').insert({ id: at.id, name: at.name, disabled: at.disabled });
  });
  const named = database.prepare<{ name: string; limit: number }>((at) =>
    database.table.raw('select * from people where name = ? and disabled = ? order by id limit ?', [
      at.name,
      false,
      at.limit,
    ]),
  );
  await database.write((_tx, db) => {
    db.run(add({ id: 'a', name: 'Ada', disabled: false }));
    db.run(add({ id: 'b', name: 'Ada', disabled: false }));
    db.run(add({ id: 'c', name: 'Ada', disabled: true }));
  });
  t.deepEqual(
    database.all<Person>(named({ name: 'Ada', limit: 5 })).map((row) => row.id),
    ['a', 'b'],
  );
  t.is(database.all(named({ name: 'Ada', limit: 1 })).length, 1);
  t.is(built, 1);
});

test('a query that is awaited instead of handed over rejects, and a reading method refuses to write', async (t) => {
  using database = await peopleDatabase();
  await t.throwsAsync(async () => database.table('people').first());
  t.throws(() => database.all(database.table('people').insert({ id: 'a' }).returning('id')), {
    message: /only write\(\) may change/,
  });
  t.deepEqual(ids(database), []);
});

test('what is posted in one turn of the loop is one transaction, and resolves in its order', async (t) => {
  using database = await peopleDatabase();
  const order: string[] = [];
  const works = ['a', 'b', 'c'].map(async (id) => {
    await database.write((_tx, db) => {
      insert(database, db, id);
      order.push(`ran ${id}`);
      db.settled((committed) => order.push(`${committed ? 'committed' : 'lost'} ${id}`));
    });
    order.push(`resolved ${id}`);
  });
  t.deepEqual(ids(database), []);
  await Promise.all(works);
  t.deepEqual(order, [
    'ran a',
    'ran b',
    'ran c',
    'committed a',
    'committed b',
    'committed c',
    'resolved a',
    'resolved b',
    'resolved c',
  ]);
});

test('any mix of works that succeed and throw keeps exactly what the successful ones wrote', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ writes: fc.nat(3), throws: fc.boolean() }), { minLength: 1, maxLength: 20 }),
      async (works) => {
        using database = await peopleDatabase();
        const expected: string[] = [];
        const settled = await Promise.allSettled(
          works.map(({ writes, throws }, work) =>
            database.write((_tx, db) => {
              for (let row = 0; row < writes; row += 1) {
                const id = `${String(work).padStart(3, '0')}-${row}`;
                insert(database, db, id);
                if (!throws) {
                  expected.push(id);
                }
              }
              if (throws) {
                throw new Error(`work ${work}`);
              }
              return work;
            }),
          ),
        );
        t.deepEqual(ids(database), expected);
        t.deepEqual(
          settled.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason))),
          works.map(({ throws }, work) => (throws ? `Error: work ${work}` : work)),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test('a work that is refused by the table rejects with what says so, and harms no other', async (t) => {
  using database = await peopleDatabase();
  const [first, again, orphan, last] = await Promise.allSettled([
    database.write((_tx, db) => insert(database, db, 'a')),
    database.write((_tx, db) => insert(database, db, 'a')),
    database.write((_tx, db) => db.run(database.table('notes').insert({ person: 'nobody' }))),
    database.write((_tx, db) => insert(database, db, 'b')),
  ]);
  t.is(first.status, 'fulfilled');
  t.true(again.status === 'rejected' && isUniqueViolation(again.reason));
  t.regex(orphan.status === 'rejected' ? String(orphan.reason) : '', /FOREIGN KEY constraint failed/);
  t.false(orphan.status === 'rejected' && isUniqueViolation(orphan.reason));
  t.is(last.status, 'fulfilled');
  t.deepEqual(ids(database), ['a', 'b']);
});

test('another room writes in the same transaction by its token, and only while it is open', async (t) => {
  using database = await peopleDatabase();
  using other = await peopleDatabase();
  let kept: Parameters<typeof database.inside>[0] | undefined;
  let writer: Writer | undefined;
  await t.throwsAsync(
    database.write((tx, db) => {
      insert(database, database.inside(tx), 'a');
      t.is(db.first<Person>(database.table('people'))?.id, 'a');
      t.throws(() => other.inside(tx), { message: /not a transaction of this database/ });
      kept = tx;
      writer = db;
      throw new Error('undo');
    }),
    { message: 'undo' },
  );
  t.deepEqual(ids(database), []);
  const over = kept;
  t.true(over !== undefined && writer !== undefined);
  if (over !== undefined) {
    t.throws(() => database.inside(over), { message: /is over/ });
  }
  t.throws(() => insert(database, writer as Writer, 'b'), { message: /is over/ });
});

test('a work that would go on after its transaction is refused and undone', async (t) => {
  using database = await peopleDatabase();
  await t.throwsAsync(
    database.write(async (_tx, db) => {
      insert(database, db, 'a');
      await Promise.resolve();
      insert(database, db, 'b');
    }),
    { message: /must be synchronous/ },
  );
  t.deepEqual(ids(database), []);
});

test('more works than one commit takes are committed in the turns that follow', async (t) => {
  using database = await peopleDatabase();
  let committed = 0;
  const committedBefore: number[] = [];
  const works = Array.from({ length: 1_200 }, (_, work) =>
    database.write((_tx, db) => {
      insert(database, db, String(work).padStart(5, '0'));
      committedBefore.push(committed);
      db.settled(() => {
        committed += 1;
      });
    }),
  );
  await Promise.all(works);
  t.deepEqual(
    committedBefore,
    works.map((_, work) => (work < 500 ? 0 : work < 1_000 ? 500 : 1_000)),
  );
  t.is(ids(database).length, 1_200);
});

test('a listener of a commit that throws is logged, and neither the write nor other listeners suffer', async (t) => {
  const log = new MemoryLog();
  using database = await Database.open({ file: ':memory:', log, migrations: [people] });
  let told = false;
  await database.write((_tx, db) => {
    insert(database, db, 'a');
    db.settled(() => {
      throw new Error('listener');
    });
    db.settled((committed) => {
      told = committed;
    });
  });
  t.true(told);
  t.deepEqual(ids(database), ['a']);
  t.is(log.lines.length, 1);
});

test('a full disk rejects the write, loses nothing earlier and heals', async (t) => {
  const log = new MemoryLog();
  const file = temporaryFile(t);
  using database = await Database.open({ file, log, migrations: [people] });
  await database.write((_tx, db) => insert(database, db, 'before'));
  // SQLite's own limit raises the very error of a full disk, SQLITE_FULL.
  const limitTo = (pages: number): unknown =>
    database.first(database.table.raw(`pragma max_page_count = ${pages}`));
  const used =
    database.first<{ page_count: number }>(database.table.raw('pragma page_count'))?.page_count ?? 0;
  limitTo(used);
  const [small, big] = await Promise.allSettled([
    database.write((_tx, db) => insert(database, db, 'small')),
    database.write((_tx, db) => insert(database, db, 'x'.repeat(1_000_000))),
  ]);
  t.true(big.status === 'rejected' && big.reason instanceof Fault);
  if (big.status === 'rejected' && big.reason instanceof Fault) {
    t.is(big.reason.code, 'database-busy');
    t.regex(big.reason.detail ?? '', /SQLITE_FULL/);
  }
  // Whether the small one shared the big one's fate is SQLite's choice; promise and table must agree.
  t.deepEqual(ids(database), small.status === 'fulfilled' ? ['before', 'small'] : ['before']);
  t.deepEqual(
    log.lines.map(({ message }) => message),
    ['The database cannot be written.'],
  );
  limitTo(1_000_000);
  await database.write((_tx, db) => insert(database, db, 'later'));
  t.true(ids(database).includes('later'));
  t.deepEqual(database.health(), { ok: true });
});

test('a work that catches the error of a full disk is undone and rejected all the same', async (t) => {
  using database = await peopleDatabase(temporaryFile(t));
  const pages =
    database.first<{ page_count: number }>(database.table.raw('pragma page_count'))?.page_count ?? 0;
  database.first(database.table.raw(`pragma max_page_count = ${pages}`));
  const fault = await t.throwsAsync(
    database.write((_tx, db) => {
      insert(database, db, 'before');
      t.throws(() => insert(database, db, 'x'.repeat(1_000_000)), { instanceOf: Fault });
      t.throws(() => insert(database, db, 'after'), { message: /is over/ });
    }),
    { instanceOf: Fault },
  );
  t.is(fault.code, 'database-busy');
  t.deepEqual(ids(database), []);
});

test('a disk that takes no write is told by the write, by health and once in the log, until it does', async (t) => {
  const log = new MemoryLog();
  using database = await Database.open({ file: temporaryFile(t), log, migrations: [people] });
  t.deepEqual(database.health(), { ok: true });
  const refuse = (on: 0 | 1): unknown => database.statement(`pragma query_only = ${on}`).run();
  refuse(1);
  for (const id of ['a', 'b']) {
    const fault = await t.throwsAsync(
      database.write((_tx, db) => insert(database, db, id)),
      { instanceOf: Fault },
    );
    t.is(fault.code, 'database-busy');
    t.like(database.health(), { ok: false, why: 'SQLITE_READONLY: attempt to write a readonly database' });
  }
  refuse(0);
  t.deepEqual(database.health(), { ok: true });
  await database.write((_tx, db) => insert(database, db, 'c'));
  t.deepEqual(ids(database), ['c']);
  t.deepEqual(
    log.lines.map(({ level, message }) => [level, message]),
    [
      ['error', 'The database cannot be written.'],
      ['info', 'The database can be written again.'],
    ],
  );
});

test('what was posted is committed by closing; afterwards writing is refused', async (t) => {
  const file = temporaryFile(t);
  const database = await peopleDatabase(file);
  const posted = database.write((_tx, db) => insert(database, db, 'a'));
  database[Symbol.dispose]();
  database[Symbol.dispose]();
  await posted;
  await t.throwsAsync(
    database.write(() => undefined),
    { instanceOf: Fault, message: 'shutting-down' },
  );
  using again = await peopleDatabase(file);
  t.deepEqual(ids(again), ['a']);
});

test('commits are durable, foreign keys are kept and the file is readable by its owner alone', async (t) => {
  const file = temporaryFile(t);
  using database = await peopleDatabase(file);
  const pragma = (name: string): unknown =>
    Object.values(
      database.first<Record<string, unknown>>(database.table.raw('select * from ??', [`pragma_${name}`])) ??
        {},
    )[0];
  t.deepEqual(['journal_mode', 'synchronous', 'foreign_keys', 'recursive_triggers'].map(pragma), [
    'wal',
    2,
    1,
    1,
  ]);
  for (const suffix of ['', '-wal', '.lock']) {
    t.is(statSync(`${file}${suffix}`).mode & 0o777, 0o600, suffix);
  }
});

test('a second server on the same file is refused with a sentence, a reader is not', async (t) => {
  const file = temporaryFile(t);
  const database = await peopleDatabase(file);
  await database.write((_tx, db) => insert(database, db, 'a'));
  const problem = await t.throwsAsync(peopleDatabase(file), { instanceOf: DatabaseProblem });
  t.regex(problem.message, /^Another Handrail is running on .*handrail\.sqlite: stop it first/);
  {
    using reader = Database.openToRead({ file, log: new MemoryLog() });
    t.deepEqual(ids(reader), ['a']);
    await t.throwsAsync(reader.write((_tx, db) => insert(reader, db, 'b')));
  }
  database[Symbol.dispose]();
  using stopped = Database.openToRead({ file, log: new MemoryLog() });
  t.deepEqual(ids(stopped), ['a']);
  using next = await peopleDatabase(file);
  t.deepEqual(ids(next), ['a']);
});

test('a damaged file is told as such and left as it is', async (t) => {
  const file = temporaryFile(t);
  {
    using database = await peopleDatabase(file);
    await Promise.all(
      Array.from({ length: 2_000 }, (_, id) =>
        database.write((_tx, db) => insert(database, db, `person-${id}`)),
      ),
    );
  }
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096 * 3, 4096 * 9);
  writeFileSync(file, bytes);
  const problem = await t.throwsAsync(peopleDatabase(file), { instanceOf: DatabaseProblem });
  t.regex(problem.message, /is damaged \(.*\) and was left as it is: restore it from a backup\.$/s);
  t.deepEqual(readFileSync(file), bytes);
  writeFileSync(file, 'this is not a database, it is a text of some length '.repeat(50));
  const other = await t.throwsAsync(peopleDatabase(file), { instanceOf: DatabaseProblem });
  t.regex(other.message, /is damaged \(file is not a database\)/);
});

test('a place where no database can be is told with the reason', async (t) => {
  const file = join(temporaryFile(t), 'missing', 'handrail.sqlite');
  await t.throwsAsync(peopleDatabase(file), {
    instanceOf: DatabaseProblem,
    message: /cannot be opened \(ENOENT/,
  });
  t.throws(() => Database.openToRead({ file, log: new MemoryLog() }), { message: /There is no database at/ });
});

test('migrations run once, all or none, and a database of a newer version is refused', async (t) => {
  const file = temporaryFile(t);
  const teams: Migration = {
    name: '0002-teams',
    async up(knex) {
      await knex.schema.createTable('teams', (table) => table.text('id').primary());
    },
  };
  const broken: Migration = {
    name: '0003-broken',
    async up(knex) {
      await knex.schema.createTable('half', (table) => table.text('id').primary());
      await knex.raw('select nothing from nowhere');
    },
  };
  (await peopleDatabase(file))[Symbol.dispose]();
  await t.throwsAsync(peopleDatabase(file, [people, teams, broken]), { instanceOf: DatabaseProblem });
  {
    using database = await peopleDatabase(file, [people, teams]);
    t.deepEqual(database.all(database.table('teams')), []);
    t.throws(() => database.all(database.table('half')));
  }
  const problem = await t.throwsAsync(peopleDatabase(file), { instanceOf: DatabaseProblem });
  t.regex(problem.message, /newer Handrail \(it has "0002-teams"\)/);
});
