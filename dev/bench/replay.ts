/**
 * What the replay of a past week costs: 20,000 sessions with their conversations in the journal, read
 * and replayed twice in the simulator's own thread, while this thread measures how it is kept from its work.
 *
 *   node dev/bench/replay.ts [SESSIONS]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createJournal } from '../../src/journal/edge/store.ts';
import { skillTree, type SkillId } from '../../src/equilibrium/index.ts';
import { instant, newId, teamQueue, type RepId, type TeamId } from '../../src/kernel/index.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { SeededRandom } from '../../src/kernel/testing/seeded-random.ts';
import { Database } from '../../src/platform/database.ts';
import { ReplayRuns } from '../../src/simulation/edge/runs.ts';
import type { ReplayedRep } from '../../src/simulation/replay.ts';
import { livedWeek, writeLivedWeek } from '../../src/simulation/testing/lived-week.ts';

const SESSIONS = Number(process.argv[2] ?? 20_000);
const MESSAGES = 12;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONDAY = Date.UTC(2026, 10, 16);
const WORK_MINUTES = 8;

const random = new SeededRandom(20261121);
const teams = ['support', 'network'].map((name) => ({
  queue: teamQueue(name.padEnd(22, '-') as TeamId),
  algorithm: 'skills-match-least-busy' as const,
  isPersistent: true,
  alertTimeoutMs: 30_000,
  waitingRule: { kind: 'none' } as const,
}));
const skills = skillTree(
  ['a', 'b', 'c', 'd'].map((id, rank) => ({ id: id as SkillId, parent: undefined, rank })),
);
// As many people as make the busiest hours tight.
const people = Math.ceil((SESSIONS / 5) * 0.11 * (WORK_MINUTES / 60) * 1.05);
const reps = Array.from({ length: people }, (_, index): ReplayedRep => {
  const begins = index % 3 === 0 ? 7 : 9;
  return {
    id: newId<RepId>(random),
    queues: teams.map(({ queue }) => queue).filter((_queue, place) => (index + place) % 3 !== 0),
    morePreferred: new Set([...skills.keys()].filter((_skill, place) => (index + place) % 2 === 0)),
    sessionLimit: 0,
    takesByHand: true,
    shifts: Array.from({ length: 5 }, (_day, day) => [
      { at: instant(MONDAY + day * DAY_MS + begins * HOUR_MS), as: 'available' as const },
      { at: instant(MONDAY + day * DAY_MS + (begins + 9) * HOUR_MS), as: 'off' as const },
    ]).flat(),
  };
});
const setting = { teams, reps, skills };

const directory = mkdtempSync(join(tmpdir(), 'handrail-replay-'));
try {
  const file = join(directory, 'handrail.sqlite');
  const log = new MemoryLog();
  using database = await Database.open({ file, log });
  const journal = createJournal(database, log);
  const lived = livedWeek(random, instant(MONDAY), SESSIONS, setting, WORK_MINUTES);
  await writeLivedWeek(journal, random, lived, setting, MESSAGES);
  console.log(`  ${SESSIONS} sessions, ${people} people, ${journal.head().seq} entries in the journal`);

  await using runs = new ReplayRuns<string>({ random, log });
  const staff = reps.map(({ shifts: _, ...rep }) => rep);
  const today = { teams, skills, staff, added: [] };
  const changed = { ...today, teams: teams.map((team) => ({ ...team, algorithm: 'least-busy' as const })) };
  const before = process.memoryUsage().rss;
  let most = before;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  // How this machine keeps the loop when nothing is to be done.
  delay.enable();
  await pause(2_000);
  const idleMs = delay.max / 1e6;
  delay.reset();
  const beganMs = performance.now();
  const id = runs.start('bench', {
    file,
    days: Array.from({ length: 8 }, (_, day) => instant(MONDAY + day * DAY_MS)),
    now: instant(MONDAY + 8 * DAY_MS),
    today,
    changed,
  });
  const startMs = performance.now() - beganMs;
  while (runs.find(id)?.state.kind === 'running') {
    await pause(20);
    most = Math.max(most, process.memoryUsage().rss);
  }
  delay.disable();
  const state = runs.find(id)?.state;
  if (state?.kind !== 'done' || state.result.kind !== 'compared') {
    throw new Error(`no comparison: ${JSON.stringify(state)} ${JSON.stringify(log.lines)}`);
  }
  const { waits, basis } = state.result.comparison;
  const seconds = (ms = 0) => `${(ms / 1_000).toFixed(1)} s`;
  console.log(
    `  read and replayed twice: ${seconds(performance.now() - beganMs)} (in the thread ${seconds(state.result.tookMs)})`,
  );
  console.log(`  memory: ${((most - before) / 1e6).toFixed(0)} MB more at most`);
  console.log(
    `  the loop was kept at most ${(delay.max / 1e6).toFixed(1)} ms (p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms; doing nothing: ${idleMs.toFixed(1)} ms); starting took ${startMs.toFixed(1)} ms`,
  );
  for (const [name, { all }] of Object.entries(waits)) {
    console.log(
      `  ${name.padEnd(8)} ${all.stays} stays, ${all.left} left, median ${seconds(all.medianMs)}, nine of ten ${seconds(all.p90Ms)}, longest ${seconds(all.longestMs)}`,
    );
  }
  console.log(`  answers ${basis.answers}, by hand ${basis.takes}`);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
