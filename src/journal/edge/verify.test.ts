import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import BetterSqlite3 from 'better-sqlite3';
import { instant } from '../../kernel/index.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { SeededRandom } from '../../kernel/testing/seeded-random.ts';
import { Database } from '../../platform/database.ts';
import { createJournal } from './store.ts';
import { verdictSentence, verifyJournal } from './verify.ts';

const ROWS = 2_500;
const AT = instant(1_795_262_400_000);

/** A stopped server's file with a journal of ROWS entries. */
async function journalFile(t: ExecutionContext): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'handrail-verify-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'handrail.sqlite');
  const log = new MemoryLog();
  using database = await Database.open({ file, log });
  const journal = createJournal(database, log);
  for (let version = 0; version < ROWS; version += 500) {
    const events = Array.from({ length: 500 }, (_, index) => ({
      type: 'said',
      data: { text: `line ${version + index}` },
    }));
    await journal.write((_tx, append) => append('audit', version, events, AT));
  }
  return file;
}

/** What somebody with the file and the time can do to it: the triggers are taken off and put back. */
function tamper(file: string, ...statements: readonly string[]): void {
  const connection = new BetterSqlite3(file);
  const triggers = connection.prepare("select name, sql from sqlite_schema where type = 'trigger'").all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) {
    connection.exec(`drop trigger ${name}`);
  }
  for (const statement of statements) {
    connection.exec(statement);
  }
  for (const { sql } of triggers) {
    connection.exec(sql);
  }
  connection.close();
}

function verdict(file: string) {
  using database = Database.openToRead({ file, log: new MemoryLog() });
  return verifyJournal(database);
}

test('a whole journal is told with its length and its last hash, also while the server runs', async (t) => {
  const file = await journalFile(t);
  const stopped = verdict(file);
  t.like(stopped, { ok: true, entries: ROWS });
  t.regex(
    verdictSentence(stopped),
    /^The journal is whole: 2500 entries, the last with hash [0-9a-f]{64}\.$/,
  );
  const log = new MemoryLog();
  using database = await Database.open({ file, log });
  const journal = createJournal(database, log);
  await journal.write((_tx, append) => append('session:a', 0, [{ type: 'requested', data: {} }], AT));
  t.deepEqual(verdict(file), { ok: true, entries: ROWS + 1, head: journal.head() });
  t.deepEqual(journal.verify(), verdict(file));
});

test('an empty journal is whole', async (t) => {
  const log = new MemoryLog();
  using database = await Database.open({ file: ':memory:', log });
  const verdict = verifyJournal(database);
  t.deepEqual(verdict, { ok: true, entries: 0, head: { seq: 0, hash: '0'.repeat(64) } });
  t.is(verdictSentence(verdict), 'The journal is whole: nothing has been written yet.');
});

test('a change of one bit anywhere in a row is found and named', async (t) => {
  const file = await journalFile(t);
  const random = new SeededRandom(20_261_121);
  for (const column of ['version', 'at', 'type', 'data', 'hash'] as const) {
    const seq = 1 + random.below(ROWS);
    const connection = new BetterSqlite3(file);
    const [was, type] = connection
      .prepare(`select hex(${column}), typeof(${column}) from journal where seq = ?`)
      .raw()
      .get(seq) as [string, string];
    connection.close();
    if (type === 'integer') {
      tamper(
        file,
        `update journal set ${column} = (${column} | 1048576) - (${column} & 1048576) where seq = ${seq}`,
      );
    } else {
      const bytes = Buffer.from(was, 'hex');
      const at = random.below(bytes.length);
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.below(7)), at);
      tamper(
        file,
        `update journal set ${column} = cast(x'${bytes.toString('hex')}' as text) where seq = ${seq}`,
      );
    }
    const bad = verdict(file);
    t.deepEqual(
      bad,
      { ok: false, seq, why: 'was changed: its content in this place does not give its hash' },
      column,
    );
    tamper(
      file,
      type === 'integer'
        ? `update journal set ${column} = cast(cast(x'${was}' as text) as integer) where seq = ${seq}`
        : `update journal set ${column} = cast(x'${was}' as text) where seq = ${seq}`,
    );
    t.true(verdict(file).ok, `${column} is as it was`);
  }
});

test('a row that is taken out is named: in the middle, the first, the last', async (t) => {
  const file = await journalFile(t);
  tamper(file, 'delete from journal where seq = 2500');
  t.deepEqual(verdict(file), {
    ok: false,
    seq: 2_500,
    why: 'is missing: entries up to 2500 have been written',
  });
  tamper(file, 'delete from journal where seq in (1200, 1201)');
  t.deepEqual(verdict(file), { ok: false, seq: 1_200, why: 'is missing: 1202 follows 1199' });
  t.is(verdictSentence(verdict(file)), 'The journal is broken: entry 1200 is missing: 1202 follows 1199.');
  tamper(file, 'delete from journal where seq = 1');
  t.like(verdict(file), { ok: false, seq: 1 });
  tamper(file, 'delete from journal');
  t.like(verdict(file), { ok: false, seq: 1, why: 'is missing: entries up to 2500 have been written' });
});

test('an entry that is moved to another stream, and a stream with another name, are named', async (t) => {
  const file = await journalFile(t);
  tamper(
    file,
    "insert into journal_streams (id, name) values (9, 'session:a')",
    'update journal set stream = 9 where seq = 4',
  );
  t.like(verdict(file), { ok: false, seq: 4 });
  const renamed = await journalFile(t);
  tamper(renamed, "update journal_streams set name = 'audiu'");
  t.like(verdict(renamed), { ok: false, seq: 1 });
  const lost = await journalFile(t);
  tamper(lost, 'pragma foreign_keys = off', 'delete from journal_streams');
  t.like(verdict(lost), { ok: false, seq: 1 });
});

test('rows that changed places, and one that was slipped in before the first, are named', async (t) => {
  const file = await journalFile(t);
  tamper(
    file,
    'update journal set seq = -1, version = -1 where seq = 700',
    'update journal set seq = 700, version = 700 where seq = 701',
    'update journal set seq = 701, version = 701 where seq = -1',
  );
  t.like(verdict(file), { ok: false, seq: 700 });
  const other = await journalFile(t);
  tamper(other, "insert into journal values (-5, 1, -5, 0, 'forged', '{}', 'x')");
  t.deepEqual(verdict(other), { ok: false, seq: -5, why: 'is out of order: it follows 0' });
});

test('the table itself refuses what a writer must not do', async (t) => {
  const log = new MemoryLog();
  using database = await Database.open({ file: ':memory:', log });
  const journal = createJournal(database, log);
  await journal.write((_tx, append) => append('audit', 0, [{ type: 'said', data: {} }], AT));
  const row = { seq: 2, stream: 1, version: 2, at: AT, type: 'said', data: '{}', hash: 'x' };
  const table = database.table;
  const refused = [
    [table('journal').where({ seq: 1 }).update({ data: '{"forged":true}' }), /never changed/],
    [table('journal').where({ seq: 1 }).del(), /never removed/],
    [table('journal_streams').update({ name: 'other' }), /never changed/],
    [table('journal_streams').del(), /never removed/],
    [table('journal').insert({ ...row, seq: 3 }), /seq must be the next number/],
    [table('journal').insert({ ...row, version: 3 }), /version must be the next/],
    [
      table.raw("insert or replace into journal values (1, 1, 1, 0, 'said', '{}', 'x')"),
      /journal: (seq|version) must be/,
    ],
    [
      table.raw("insert or ignore into journal values (1, 1, 1, 0, 'said', '{}', 'x')"),
      /journal: (seq|version) must be/,
    ],
    [
      table.raw(
        "insert into journal values (1, 1, 1, 0, 'said', '{}', 'x') on conflict do update set data = 'x'",
      ),
      /journal: (seq|version) must be/,
    ],
  ] as const;
  for (const [query, message] of refused) {
    await t.throwsAsync(
      database.write((_tx, db) => db.run(query)),
      { message },
    );
  }
  t.like(journal.verify(), { ok: true, entries: 1 });
});
