import anyTest, { type TestFn } from 'ava';
import {
  instant,
  LIMITS,
  newId,
  type RepId,
  type SessionId,
  startOfDay,
  type Day,
} from '../../kernel/index.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { SeededRandom } from '../../kernel/testing/seeded-random.ts';
import { Database } from '../../platform/database.ts';
import type { ReportIndex, Scope } from '../index.ts';
import { NO_FILTER, type Position, type ReportFilter } from '../report-filter.ts';
import { createReportIndex } from './store.ts';

const COUNT = 9_000;
const START = Date.UTC(2026, 0, 1);
const EVERY: Scope = { kind: 'every-session' };

interface Line {
  readonly id: SessionId;
  readonly startedAt: number;
  readonly customerName: string;
  readonly tookPart: readonly RepId[];
}

interface Context {
  readonly database: Database;
  readonly index: ReportIndex;
  /** Newest first. */
  readonly lines: readonly Line[];
}

const test = anyTest as TestFn<Context>;
const random = new SeededRandom(99);
// More sessions than are looked through at once, a few, and none.
const anna = newId<RepId>(random);
const ben = newId<RepId>(random);
const carl = newId<RepId>(random);

async function filled(lines: readonly Line[]): Promise<Database> {
  const database = await Database.open({ file: ':memory:', log: new MemoryLog() });
  for (let from = 0; from < lines.length; from += 1_000) {
    const part = lines.slice(from, from + 1_000);
    await database.write((_tx, db) => {
      for (const line of part) {
        db.run(
          database.table('sessions').insert({
            id: line.id,
            status: 'ended',
            customer_name: line.customerName,
            details: '',
            portal_id: 'p',
            portal_name: 'Help desk',
            start_method: 'session-key',
            owner_id: line.tookPart[0] ?? null,
            owner_name:
              line.tookPart[0] === undefined ? null : `Name of ${line.tookPart[0]} at ${line.startedAt}`,
            started_at: line.startedAt,
            accepted_at: null,
            ended_at: line.startedAt + 1,
            end_reason: 'ended-by-customer',
            recordings: 0,
            open_recordings: 0,
          }),
        );
        for (const person of line.tookPart) {
          db.run(database.table('session_people').insert({ session_id: line.id, person_id: person }));
        }
      }
    });
  }
  return database;
}

test.before(async (t) => {
  const lines: Line[] = [];
  for (let index = 0; index < COUNT; index += 1) {
    lines.push({
      id: newId<SessionId>(random),
      // Several start at the same moment; a session every 20 minutes on average.
      startedAt: START + Math.floor(index / 3) * 3_600_000,
      customerName: index % 1_000 === 7 ? `Ökonom ${index}` : `Customer ${index}`,
      tookPart: [...(index % 3 === 0 ? [] : [anna]), ...(index % 2_500 === 1 ? [ben] : [])],
    });
  }
  const database = await filled(lines);
  Object.assign(t.context as object, {
    database,
    index: createReportIndex(database, 'UTC'),
    lines: lines.toSorted((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1)),
  } satisfies Context);
});

test.after.always((t) => {
  t.context.database[Symbol.dispose]();
});

/** Goes through all pages, forth and back; the same sessions in the same order both ways. */
async function walk(
  t: { readonly context: Context },
  scope: Scope,
  filter: ReportFilter,
): Promise<{ readonly forth: readonly SessionId[]; readonly back: readonly SessionId[] }> {
  const forth: SessionId[] = [];
  const back: SessionId[] = [];
  let position: Position = { kind: 'newest' };
  for (;;) {
    const page = await t.context.index.page(scope, filter, position);
    forth.push(...page.lines.map(({ session }) => session));
    if (page.olderThan !== undefined) {
      position = { kind: 'older-than', place: page.olderThan };
      continue;
    }
    let shown = page;
    back.unshift(...shown.lines.map(({ session }) => session));
    while (shown.newer && shown.lines[0] !== undefined) {
      const { startedAt, session } = shown.lines[0];
      shown = await t.context.index.page(scope, filter, {
        kind: 'newer-than',
        place: { startedAt, session },
      });
      // The first page is a full one and may hold some of what was shown already.
      const known = new Set(back);
      back.unshift(...shown.lines.map((line) => line.session).filter((id) => !known.has(id)));
    }
    return { forth, back };
  }
}

for (const [what, scope, filter, fits] of [
  ['every session', EVERY, NO_FILTER, () => true],
  ['the sessions of somebody with many', { kind: 'sessions-of', person: anna }, NO_FILTER, took(anna)],
  ['the sessions of somebody with few', { kind: 'sessions-of', person: ben }, NO_FILTER, took(ben)],
  ['the sessions of somebody with none', { kind: 'sessions-of', person: carl }, NO_FILTER, () => false],
  ['no session', { kind: 'none' }, NO_FILTER, () => false],
  [
    'what two did together',
    { kind: 'sessions-of', person: anna },
    { ...NO_FILTER, representative: ben },
    (line: Line) => took(anna)(line) && took(ben)(line),
  ],
  [
    'a name that is rare',
    EVERY,
    { ...NO_FILTER, customer: 'öKONOM' },
    (line: Line) => line.customerName.startsWith('Ökonom'),
  ],
  [
    'a part of many names',
    { kind: 'sessions-of', person: anna },
    { ...NO_FILTER, customer: 'er 12' },
    (line: Line) => took(anna)(line) && line.customerName.includes('er 12'),
  ],
  [
    'some days',
    EVERY,
    { ...NO_FILTER, from: '2026-02-01' as Day, to: '2026-02-14' as Day },
    (line: Line) =>
      line.startedAt >= startOfDay('2026-02-01' as Day, 'UTC') &&
      line.startedAt < startOfDay('2026-02-15' as Day, 'UTC'),
  ],
  [
    'all filters at once',
    EVERY,
    {
      from: '2026-02-01' as Day,
      to: '2026-04-30' as Day,
      representative: anna,
      customer: 'customer 1',
    },
    (line: Line) =>
      took(anna)(line) &&
      line.customerName.startsWith('Customer 1') &&
      line.startedAt >= startOfDay('2026-02-01' as Day, 'UTC') &&
      line.startedAt < startOfDay('2026-05-01' as Day, 'UTC'),
  ],
] as const satisfies readonly (readonly [string, Scope, ReportFilter, (line: Line) => boolean])[]) {
  test(`the pages of ${what} hold each once, newest first, forth and back`, async (t) => {
    const expected = t.context.lines.filter(fits).map(({ id }) => id);
    const { forth, back } = await walk(t, scope, filter);
    t.deepEqual(forth, expected);
    t.deepEqual(back, expected);
  });
}

function took(person: RepId): (line: Line) => boolean {
  return ({ tookPart }) => tookPart.includes(person);
}

test('a page is full while there is more', async (t) => {
  const page = await t.context.index.page(EVERY, { ...NO_FILTER, customer: 'customer' }, { kind: 'newest' });
  t.is(page.lines.length, LIMITS.rowsPerPage);
  t.false(page.newer);
  t.false(page.unfinished);
  t.truthy(page.olderThan);
});

test('those who took part are offered once each, by the name of their latest session', (t) => {
  const latest = t.context.lines.find(({ tookPart }) => tookPart[0] === anna);
  const offered = t.context.index.representatives(EVERY);
  t.deepEqual(offered.map(({ id }) => id).toSorted(), [anna, ben].toSorted());
  t.is(offered.find(({ id }) => id === anna)?.name, `Name of ${anna} at ${latest?.startedAt}`);
  t.deepEqual(t.context.index.representatives({ kind: 'sessions-of', person: carl }), []);
  t.deepEqual(
    t.context.index
      .representatives({ kind: 'sessions-of', person: ben })
      .map(({ id }) => id)
      .toSorted(),
    [anna, ben].toSorted(),
  );
});

test('one session is found with those who took part', (t) => {
  const line = t.context.lines.find(({ tookPart }) => tookPart.length === 2);
  const found = t.context.index.find(line?.id ?? ('' as SessionId));
  t.deepEqual(found?.tookPart, new Set([anna, ben]));
  t.is(found?.customerName, line?.customerName);
  t.is(t.context.index.find(newId<SessionId>(random)), undefined);
});

test('a search that finds little goes on where it was ended, and others have their turn meanwhile', async (t) => {
  const count = 110_000;
  const lines = Array.from({ length: count }, (_, index): Line => ({
    id: newId<SessionId>(random),
    startedAt: START + index * 1_000,
    customerName: index === 3 ? 'Needle' : 'Hay',
    tookPart: [],
  }));
  using database = await filled(lines);
  const index = createReportIndex(database, 'UTC');
  const filter = { ...NO_FILTER, customer: 'needle' };
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 0);
  const first = await index.page(EVERY, filter, { kind: 'newest' });
  clearInterval(others);
  t.true(turns >= 20, `${turns} turns`);
  t.deepEqual(first.lines, []);
  t.true(first.unfinished);
  if (first.olderThan === undefined) {
    t.fail('the search does not say where it goes on');
    return;
  }
  t.true(first.olderThan.startedAt > instant(START));
  const second = await index.page(EVERY, filter, { kind: 'older-than', place: first.olderThan });
  t.deepEqual(
    second.lines.map(({ session }) => session),
    [lines[3]?.id],
  );
  t.false(second.unfinished);
});
