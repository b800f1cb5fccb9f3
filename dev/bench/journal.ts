/**
 * What appending to the journal costs, against plain rows that knex inserts one by one through the
 * same better-sqlite3; what durability costs both; and what reading one row by its id costs.
 *
 *   node dev/bench/journal.ts
 *
 * The journal does all that it promises (version, chain, triggers); the baseline only inserts. Both
 * wait for the disk (synchronous = full, as the appliance does) or neither does (normal). Contenders
 * alternate in one process on one disk; the first round is thrown away; figures and ratios are
 * medians of the others. Ends by itself within about 20 s, with fewer rounds on a slow disk.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { createJournal } from '../../src/journal/edge/store.ts';
import { verifyJournal } from '../../src/journal/edge/verify.ts';
import type { Journal } from '../../src/journal/index.ts';
import { instant, type Log } from '../../src/kernel/index.ts';
import { Database } from '../../src/platform/database.ts';

const ROUNDS = 6;
const LEAST_ROUNDS = 4;
const ENOUGH_MS = 12_000;
const WRITERS = 64;
const APPENDS = 6_400;
const PLAIN_INSERTS = 1_280;
const DURABLE_INSERTS = 128;
const LONE_APPENDS = 32;
/** Entries a stream, as many as a support session has. */
const STREAM_LENGTH = 50;
const READS = 20_000;
const PLAIN_READS = 4_000;
const PEOPLE = 1_000;

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** Microseconds a unit of work. */
interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

const directory = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
try {
  await compare();
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  using database = await Database.open({ file: join(directory, 'handrail.sqlite'), log: silent });
  const journal = createJournal(database, silent);
  const normal = await plainTable('normal');
  const full = await plainTable('full');
  await fillPeople(database, normal);

  const grouped: Cost[] = [];
  const hasty: Cost[] = [];
  const plain: Cost[] = [];
  const durable: Cost[] = [];
  const lone: Cost[] = [];
  const hot: Cost[] = [];
  const plainReads: Cost[] = [];
  const begunMs = performance.now();
  for (
    let round = 0;
    round < LEAST_ROUNDS || (round < ROUNDS && performance.now() - begunMs < ENOUGH_MS);
    round += 1
  ) {
    grouped.push(await cost(APPENDS, () => appendFrom(journal, round, WRITERS, APPENDS)));
    database.statement('pragma synchronous = normal').run();
    hasty.push(await cost(APPENDS, () => appendFrom(journal, ROUNDS + round, WRITERS, APPENDS)));
    database.statement('pragma synchronous = full').run();
    plain.push(await cost(PLAIN_INSERTS, () => insertFrom(normal, round, WRITERS, PLAIN_INSERTS)));
    durable.push(await cost(DURABLE_INSERTS, () => insertFrom(full, round, WRITERS, DURABLE_INSERTS)));
    lone.push(await cost(LONE_APPENDS, () => appendFrom(journal, 2 * ROUNDS + round, 1, LONE_APPENDS)));
    hot.push(await cost(READS, () => Promise.resolve(readPeople(database))));
    plainReads.push(await cost(PLAIN_READS, () => readPlainPeople(normal)));
  }
  const verifying = await cost(journal.head().seq, () => {
    if (!verifyJournal(database).ok) {
      throw new Error('the journal is broken');
    }
    return Promise.resolve();
  });
  await normal.destroy();
  await full.destroy();

  report('append, 64 writers, durable, time', grouped, durable, 'wall', 'knex one by one', 20);
  report('append, 64 writers, durable, CPU', grouped, durable, 'cpu', 'knex one by one', 8);
  report('append, 64 writers, not durable, CPU', hasty, plain, 'cpu', 'knex one by one', 8);
  report('row by id, CPU', hot, plainReads, 'cpu', 'knex first()', 10);
  console.log(
    `  append, 1 writer, durable: ${figure(lone, 'wall')} µs each, of which ${figure(lone, 'cpu')} µs CPU; ` +
      `knex one by one: ${figure(durable, 'wall')} µs`,
  );
  console.log(`  verify: ${verifying.wall.toFixed(1)} µs an entry`);
}

function report(
  name: string,
  ours: readonly Cost[],
  theirs: readonly Cost[],
  unit: keyof Cost,
  baseline: string,
  goal: number,
): void {
  const ratio = median(ours.map((cost, round) => (theirs[round]?.[unit] ?? 0) / cost[unit]).slice(1));
  console.log(
    `  ${name}: ${figure(ours, unit)} µs; ${baseline}: ${figure(theirs, unit)} µs; ` +
      `ratio ${ratio.toFixed(1)}, goal ≥ ${goal}: ${ratio >= goal ? 'met' : 'missed'}`,
  );
}

function figure(costs: readonly Cost[], unit: keyof Cost): string {
  return median(costs.slice(1).map((cost) => cost[unit])).toFixed(1);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function cost(units: number, work: () => Promise<void>): Promise<Cost> {
  const begun = process.cpuUsage();
  const begunMs = performance.now();
  await work();
  const wallMs = performance.now() - begunMs;
  const { user, system } = process.cpuUsage(begun);
  return { cpu: (user + system) / units, wall: (wallMs * 1_000) / units };
}

function eventData(version: number): { messageId: string; from: { id: string; name: string }; text: string } {
  return {
    messageId: 'AAAAAAAAAAAAAAAAAAAAAA',
    from: { id: 'customer', name: 'Ada Lovelace' },
    text: `Could you look at line ${version} of the invoice, please?`,
  };
}

/** The places of a writer's entries: one session after the other, in streams named as they are. */
function* places(
  round: number,
  writer: number,
  entries: number,
): Generator<readonly [stream: string, version: number]> {
  let stream = '';
  for (let entry = 0; entry < entries; entry += 1) {
    const version = entry % STREAM_LENGTH;
    if (version === 0) {
      stream = `session:${createHash('md5').update(`${round} ${writer} ${entry}`).digest('base64url')}`;
    }
    yield [stream, version];
  }
}

async function appendFrom(journal: Journal, round: number, writers: number, appends: number): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (const [stream, version] of places(round, writer, appends / writers)) {
        const event = { type: 'chat', data: eventData(version) };
        await journal.write((_tx, append) => append(stream, version, [event], instant(Date.now())));
      }
    }),
  );
}

async function insertFrom(table: Knex, round: number, writers: number, inserts: number): Promise<void> {
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (const [stream, version] of places(round, writer, inserts / writers)) {
        await table('journal').insert({
          stream,
          version,
          at: Date.now(),
          type: 'chat',
          data: JSON.stringify(eventData(version)),
          hash: 'f'.repeat(64),
        });
      }
    }),
  );
}

async function plainTable(synchronous: 'normal' | 'full'): Promise<Knex> {
  const table = knex({
    client: 'better-sqlite3',
    connection: { filename: join(directory, `plain-${synchronous}.sqlite`) },
    pool: { min: 1, max: 1 },
    useNullAsDefault: true,
  });
  await table.raw('pragma journal_mode = wal');
  await table.raw(`pragma synchronous = ${synchronous}`);
  await table.schema.createTable('journal', (columns) => {
    columns.increments('seq');
    columns.text('stream').notNullable();
    columns.integer('version').notNullable();
    columns.integer('at').notNullable();
    columns.text('type').notNullable();
    columns.text('data').notNullable();
    columns.text('hash').notNullable();
    columns.unique(['stream', 'version']);
  });
  await table.schema.createTable('bench_people', people);
  return table;
}

function people(columns: Knex.CreateTableBuilder): void {
  columns.text('id').primary();
  columns.text('name').notNullable();
  columns.integer('roles').notNullable();
  columns.integer('signed_in_at').notNullable();
}

async function fillPeople(database: Database, plain: Knex): Promise<void> {
  const rows = Array.from({ length: PEOPLE }, (_, index) => ({
    id: `person-${index}`,
    name: `Representative ${index}`,
    roles: 3,
    signed_in_at: index,
  }));
  await database.write((_tx, db) => {
    for (const { sql } of database.table.schema.createTable('bench_people', people).toSQL()) {
      db.run(database.table.raw(sql));
    }
    for (const row of rows) {
      db.run(database.table('bench_people').insert(row));
    }
  });
  await plain.batchInsert('bench_people', rows, 100);
}

function readPeople(database: Database): void {
  const byId = database.prepare<{ id: string }>((at) => database.table('bench_people').where({ id: at.id }));
  for (let read = 0; read < READS; read += 1) {
    if (database.first(byId({ id: `person-${read % PEOPLE}` })) === undefined) {
      throw new Error('nobody');
    }
  }
}

async function readPlainPeople(plain: Knex): Promise<void> {
  for (let read = 0; read < PLAIN_READS; read += 1) {
    if (
      (await plain('bench_people')
        .where({ id: `person-${read % PEOPLE}` })
        .first()) === undefined
    ) {
      throw new Error('nobody');
    }
  }
}
