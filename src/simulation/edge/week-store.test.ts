import test from 'ava';
import { createJournal } from '../../journal/edge/store.ts';
import { instant, type Instant, type PortalId, type RepId } from '../../kernel/index.ts';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { SeededRandom } from '../../kernel/testing/seeded-random.ts';
import { createSessionIndex } from '../../sessions/edge/store.ts';
import { Sessions } from '../../sessions/index.ts';
import { Database } from '../../platform/database.ts';
import { at, DAY_MS, MINUTE_MS, MONDAY, SUPPORT } from '../testing/small-week.ts';
import type { Week } from '../week.ts';
import { readWeek, weeksWithSessions } from './week-store.ts';

const ada = { id: 'ada'.padEnd(22, '-') as RepId, name: 'Ada' };
const bob = { id: 'bob'.padEnd(22, '-') as RepId, name: 'Bob' };
const END = instant(MONDAY + 7 * DAY_MS);

type Line = readonly [at: Instant, stream: string, type: string, data?: object];

async function read(lines: readonly Line[], now = instant(MONDAY + 9 * DAY_MS)): Promise<Week> {
  const week = await tryToRead(lines, now);
  if (week === 'too-many') {
    throw new Error('too many');
  }
  return week;
}

async function tryToRead(
  lines: readonly Line[],
  now: Instant,
  most?: { readonly entries: number; readonly stays: number },
): Promise<Week | 'too-many'> {
  const log = new MemoryLog();
  using database = await Database.open({ file: ':memory:', log });
  const journal = createJournal(database, log);
  for (const [moment, stream, type, data] of lines) {
    await journal.write((_tx, append) =>
      append(stream, journal.version(stream), [{ type, data: data ?? {} }], moment),
    );
  }
  return readWeek(
    database,
    { from: MONDAY, to: END, now, queues: new Set([SUPPORT]), staff: [ada.id, bob.id] },
    () => undefined,
    most,
  );
}

function session(id: string, minutes: number): readonly Line[] {
  return [
    [at(minutes), `session:${id}`, 'requested', { customerName: 'Anna' }],
    [at(minutes), `session:${id}`, 'queued', { queue: SUPPORT, queueName: 'Support', how: 'arrival' }],
    [at(minutes + 1), `session:${id}`, 'chat', { text: 'not read' }],
    [at(minutes + 2), `session:${id}`, 'accepted', { by: ada }],
    [at(minutes + 5), `session:${id}`, 'ended', { reason: 'ended-by-customer' }],
  ];
}

test('the week is read with a day before it and half a day after', async (t) => {
  const minutes = 7 * 24 * 60;
  const week = await read([
    ...session('too-early', -2 * 24 * 60),
    ...session('before', -60),
    ...session('in', 60),
    ...session('last', minutes - 1),
    ...session('after', minutes + 10),
  ]);
  t.deepEqual(
    week.visits.map(({ session: id, legs }) => [id, legs[0]?.waitMs, legs[0]?.served?.workMs]),
    ['before', 'in', 'last'].map((id) => [id, 2 * MINUTE_MS, 3 * MINUTE_MS]) as never,
  );
  t.is(week.until, instant(END + DAY_MS / 2));
});

test('a week that is not over is read as far as it has come', async (t) => {
  const week = await read(session('in', 60), at(63));
  t.is(week.until, at(63));
  t.deepEqual(week.visits[0]?.legs[0]?.served, { by: ada.id, workMs: MINUTE_MS });
});

test('who was on duty when the week began is known from before, unless the appliance was started since', async (t) => {
  const long = instant(MONDAY - 20 * DAY_MS);
  const lines: readonly Line[] = [
    [long, 'duty', 'duty-begun'],
    [long, `duty:${ada.id}`, 'on-duty', { who: ada, as: 'available' }],
    [long, `duty:${ada.id}`, 'duty-changed', { as: 'busy' }],
  ];
  const rest: readonly Line[] = [
    [instant(MONDAY - 2 * DAY_MS), `duty:${bob.id}`, 'on-duty', { who: bob, as: 'available' }],
    [at(60), `duty:${bob.id}`, 'off-duty'],
  ];
  const known = await read([...lines, ...rest]);
  t.is(known.dutyKnownFrom, long);
  const from = instant(MONDAY - DAY_MS);
  t.deepEqual(known.shifts.get(ada.id), [{ at: from, as: 'busy' }]);
  t.deepEqual(known.shifts.get(bob.id), [
    { at: from, as: 'available' },
    { at: at(60), as: 'off' },
  ]);
  const restarted = await read([...lines, [instant(long + DAY_MS), 'duty', 'duty-begun'], ...rest]);
  t.deepEqual(restarted.shifts.get(ada.id), undefined);
  t.is(restarted.shifts.get(bob.id)?.length, 2);
});

test('a journal that says nothing of duty knows nothing of it', async (t) => {
  const week = await read(session('in', 60));
  t.is(week.dutyKnownFrom, week.until);
  t.deepEqual(week.shifts.get(ada.id), [
    { at: at(62), as: 'available' },
    { at: at(65), as: 'off' },
  ]);
  t.deepEqual((await read([])).visits, []);
});

test('more than a replay takes in is not read', async (t) => {
  const lines = [...session('one', 60), ...session('two', 120)];
  const now = instant(MONDAY + 9 * DAY_MS);
  t.is(await tryToRead(lines, now, { entries: 9, stays: 2 }), 'too-many');
  t.is(await tryToRead(lines, now, { entries: 10, stays: 1 }), 'too-many');
  t.not(await tryToRead(lines, now, { entries: 10, stays: 2 }), 'too-many');
});

test('only weeks that have sessions can be chosen', async (t) => {
  const log = new MemoryLog();
  using database = await Database.open({ file: ':memory:', log });
  const weeks = [0, 1, 2].map((count) => ({
    from: instant(MONDAY + count * 7 * DAY_MS),
    to: instant(MONDAY + (count + 1) * 7 * DAY_MS),
  }));
  t.deepEqual(weeksWithSessions(database, weeks), [false, false, false]);
  const index = createSessionIndex(database);
  const sessions = new Sessions({
    journal: createJournal(database, log),
    index,
    clock: new FakeTime(instant(MONDAY + 7 * DAY_MS)),
    random: new SeededRandom(1),
    log,
  });
  await sessions.request(
    {
      kind: 'request',
      customerName: 'Anna',
      details: '',
      portalId: 'default-portal--------' as PortalId,
      portalName: 'Northwind',
      startMethod: 'issue',
      mode: 'full',
      language: 'en',
      queue: SUPPORT,
      queueName: 'Support',
    },
    () => undefined,
  );
  t.deepEqual(weeksWithSessions(database, weeks), [false, true, false]);
});
