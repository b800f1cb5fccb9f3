/**
 * Runs in a thread of its own, started by runs.ts: reads a week from the database, replays it twice and
 * says what came of it. However long that takes, nobody else waits for it.
 */
import { constants, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Log } from '../../kernel/index.ts';
import { Database } from '../../platform/database.ts';
import { compare, STAYS_NEEDED, type Comparison } from '../comparison.ts';
import type { ReplayOrders, ReplayReport, ReplayResult } from './orders.ts';
import { readWeek } from './week-store.ts';

/** Of the whole work, what reading takes. */
const READING_SHARE = 0.5;
/** Progress is said in steps of this share. */
const STEP = 0.02;

// What goes wrong with the file is raised, and said by runs.ts.
const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

let said = 0;

function say(report: ReplayReport): void {
  parentPort?.postMessage(report);
}

function sayProgress(share: number): void {
  if (share >= said + STEP) {
    said = share;
    say({ kind: 'progress', share });
  }
}

function run({ file, days, now, today, changed }: ReplayOrders): ReplayResult {
  const beganMs = performance.now();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) {
    throw new Error('a week without days');
  }
  using database = Database.openToRead({ file, log: silent, isChecked: true });
  const week = readWeek(
    database,
    {
      from,
      to,
      now,
      queues: new Set(today.teams.map(({ queue }) => queue)),
      staff: today.staff.map(({ id }) => id),
    },
    (share) => sayProgress(share * READING_SHARE),
  );
  if (week === 'too-many') {
    return { kind: 'too-many' };
  }
  const stays = week.visits.flatMap(({ legs }) => legs).filter(({ enteredAt }) => enteredAt >= from).length;
  if (stays < STAYS_NEEDED) {
    return { kind: 'too-few', stays };
  }
  const steps = compare(week, today, changed, days);
  let comparison: Comparison | undefined;
  while (comparison === undefined) {
    const step = steps.next();
    if (step.done === true) {
      comparison = step.value;
    } else {
      sayProgress(READING_SHARE + (1 - READING_SHARE) * step.value);
    }
  }
  return { kind: 'compared', comparison, tookMs: performance.now() - beganMs };
}

if (process.platform === 'linux') {
  // There it is the thread's alone: where processors are few, the server goes first.
  setPriority(constants.priority.PRIORITY_LOW);
}
say({ kind: 'result', result: run(workerData as ReplayOrders) });
