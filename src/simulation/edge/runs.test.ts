import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import test from 'ava';
import { skillTree } from '../../equilibrium/index.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { SeededRandom } from '../../kernel/testing/seeded-random.ts';
import { Database } from '../../platform/database.ts';
import { at, DAY_MS, MONDAY } from '../testing/small-week.ts';
import { ReplayRuns, type ReplayId } from './runs.ts';

const nobody = { teams: [], staff: [], added: [], skills: skillTree([]) };
const days = Array.from({ length: 8 }, (_, day) => at((day * DAY_MS) / 60_000));

function ordersFor(file: string) {
  return { file, days, now: MONDAY, today: nobody, changed: nobody };
}

async function ended(runs: ReplayRuns<string>, id: ReplayId): Promise<string> {
  while (runs.find(id)?.state.kind === 'running') {
    await pause(10);
  }
  return runs.find(id)?.state.kind ?? 'forgotten';
}

test('one replay runs at a time, and one that fails is said to have failed', async (t) => {
  const log = new MemoryLog();
  await using runs = new ReplayRuns<string>({ random: new SeededRandom(1), log });
  const id = runs.start('first', ordersFor('/nowhere/handrail.sqlite'));
  t.throws(() => runs.start('second', ordersFor('/nowhere/handrail.sqlite')), { message: /too-many/ });
  t.is(await ended(runs, id), 'failed');
  t.regex(JSON.stringify(log.lines), /A replay failed/);
  t.is(runs.find(id)?.asked, 'first');
  t.notThrows(() => runs.start('third', ordersFor('/nowhere/handrail.sqlite')));
});

test('what came of a replay is kept, and another one can be asked for at once', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'handrail-runs-'));
  const log = new MemoryLog();
  const file = join(directory, 'handrail.sqlite');
  const database = await Database.open({ file, log });
  t.teardown(() => {
    database[Symbol.dispose]();
    rmSync(directory, { recursive: true });
  });
  await using runs = new ReplayRuns<string>({ random: new SeededRandom(1), log });
  const ids: ReplayId[] = [];
  for (let count = 0; count < 3; count += 1) {
    const id = runs.start(`replay ${count}`, ordersFor(file));
    ids.push(id);
    t.is(await ended(runs, id), 'done');
    t.deepEqual(runs.find(id)?.state, { kind: 'done', result: { kind: 'too-few', stays: 0 } });
  }
  t.is(runs.find(ids[0] as ReplayId)?.asked, 'replay 0');
});

test('closing ends a replay that runs', async (t) => {
  const log = new MemoryLog();
  const runs = new ReplayRuns<string>({ random: new SeededRandom(1), log });
  const id = runs.start('first', ordersFor('/nowhere/handrail.sqlite'));
  await runs[Symbol.asyncDispose]();
  t.is(runs.find(id)?.state.kind, 'failed');
});
