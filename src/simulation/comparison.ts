import type { Instant, RepId } from '../kernel/index.ts';
import { waitsOf, type Waits } from './figures.ts';
import { habitsOf } from './habits.ts';
import { asItWas, replay, type Replayed } from './replay.ts';
import { settingOf, type Scenario } from './scenario.ts';
import { onDutyMs } from './shifts.ts';
import type { Week } from './week.ts';

/** From fewer stays nothing can be said. */
export const STAYS_NEEDED = 20;
/** What a week's replay draws its chance from: always the same, so that two replays can be compared. */
const SEED = 20_261_121;

/** What a replay did, beside the waits. */
export type Doings = Omit<Replayed, 'outcomes'>;

/** The week as it was, replayed as everything is today, and replayed with changes. */
export interface Comparison {
  readonly waits: { readonly was: Waits; readonly today: Waits; readonly changed: Waits };
  readonly doings: { readonly today: Doings; readonly changed: Doings };
  /** What the replays rest on. */
  readonly basis: {
    readonly until: Instant;
    readonly dutyKnownFrom: Instant;
    /** Hours on duty of all together. */
    readonly onDutyMs: { readonly today: number; readonly changed: number };
    readonly answers: number;
    readonly declined: number;
    readonly takes: number;
    readonly left: number;
    /** Stays that were served by people who are in none of the teams today. */
    readonly byStrangers: number;
  };
}

/** Yields how much is done, from 0 to 1. `days` as in `waitsOf`. */
export function* compare(
  week: Week,
  today: Scenario,
  changed: Scenario,
  days: readonly Instant[],
): Generator<number, Comparison, void> {
  const habits = habitsOf(week);
  const settings = { today: settingOf(today, week), changed: settingOf(changed, week) };
  const now = yield* scaled(replay(week, settings.today, habits, SEED), 0, 0.5);
  const then = yield* scaled(replay(week, settings.changed, habits, SEED), 0.5, 1);
  const was = asItWas(week);
  const members = new Set<RepId>(today.staff.map(({ id }) => id));
  const hours = ({ reps }: typeof settings.today) =>
    reps.reduce((sum, { shifts }) => sum + onDutyMs(shifts, week.from, week.to), 0);
  return {
    waits: {
      was: waitsOf(was, days),
      today: waitsOf(now.outcomes, days),
      changed: waitsOf(then.outcomes, days),
    },
    doings: { today: doingsOf(now), changed: doingsOf(then) },
    basis: {
      until: week.until,
      dutyKnownFrom: week.dutyKnownFrom,
      onDutyMs: { today: hours(settings.today), changed: hours(settings.changed) },
      answers: week.answers.length,
      declined: week.answers.filter(({ outcome }) => outcome !== 'accepted').length,
      takes: week.takes.length,
      left: was.filter(({ ending }) => ending === 'left').length,
      byStrangers: was.filter(({ by }) => by !== undefined && !members.has(by)).length,
    },
  };
}

function doingsOf({ outcomes: _, ...doings }: Replayed): Doings {
  return doings;
}

function* scaled<Result>(
  work: Generator<number, Result, void>,
  from: number,
  to: number,
): Generator<number, Result, void> {
  for (;;) {
    const step = work.next();
    if (step.done === true) {
      return step.value;
    }
    yield from + (to - from) * step.value;
  }
}
