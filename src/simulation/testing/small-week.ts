import { skillTree, type SkillId, type SkillTree } from '../../equilibrium/index.ts';
import {
  instant,
  teamQueue,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
  type TeamId,
} from '../../kernel/index.ts';
import { habitsOf, type Habits } from '../habits.ts';
import {
  replay,
  type Outcome,
  type Replayed,
  type ReplayedRep,
  type ReplayedTeam,
  type Setting,
} from '../replay.ts';
import type { Answer, Ending, Leg, Shift, Visit, Week } from '../week.ts';

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** Weeks of tests begin here. */
export const MONDAY = instant(Date.UTC(2026, 10, 16));
export const SUPPORT = queue('support');

export function queue(name: string): QueueId {
  return teamQueue(name as TeamId);
}

/** So many minutes after the week began. */
export function at(minutes: number): Instant {
  return instant(MONDAY + minutes * MINUTE_MS);
}

/** A customer who comes after so many minutes and whose session takes so many. */
export function visit(
  name: string,
  comes: number,
  works: number,
  different: {
    readonly queue?: QueueId;
    readonly needs?: readonly string[];
    readonly by?: string;
    /** Minutes waited then. */
    readonly waited?: number;
    readonly ending?: Ending;
    readonly next?: readonly Leg[];
  } = {},
): Visit {
  return {
    session: name as SessionId,
    needs: (different.needs ?? []) as SkillId[],
    legs: [leg(comes, works, different), ...(different.next ?? [])],
  };
}

export function leg(
  comes: number,
  works: number,
  different: {
    readonly queue?: QueueId;
    readonly by?: string;
    readonly waited?: number;
    readonly ending?: Ending;
    /** Minutes after the stay before. */
    readonly gap?: number;
  } = {},
): Leg {
  const ending = different.ending ?? 'served';
  return {
    queue: different.queue ?? SUPPORT,
    enteredAt: at(comes),
    gapMs: (different.gap ?? 0) * MINUTE_MS,
    ending,
    waitMs: (different.waited ?? 0) * MINUTE_MS,
    served:
      ending === 'served'
        ? { by: (different.by ?? 'somebody') as RepId, workMs: works * MINUTE_MS }
        : undefined,
  };
}

export function week(visits: readonly Visit[], different: Partial<Week> = {}): Week {
  return {
    from: MONDAY,
    to: instant(MONDAY + 7 * DAY_MS),
    until: instant(MONDAY + 8 * DAY_MS),
    visits,
    elsewhere: [],
    shifts: new Map(),
    dutyKnownFrom: MONDAY,
    answers: [],
    takes: [],
    ...different,
  };
}

export function team(name: string, different: Partial<ReplayedTeam> = {}): ReplayedTeam {
  return {
    queue: queue(name),
    algorithm: 'least-busy',
    isPersistent: true,
    alertTimeoutMs: 30 * SECOND_MS,
    waitingRule: { kind: 'none' },
    ...different,
  };
}

/** Somebody in one team who is always there and takes one session at a time. */
export function rep(name: string, different: Partial<ReplayedRep> = {}): ReplayedRep {
  return {
    id: name as RepId,
    queues: [SUPPORT],
    morePreferred: new Set(),
    sessionLimit: 0,
    takesByHand: true,
    shifts: [{ at: instant(MONDAY - DAY_MS), as: 'available' }],
    ...different,
  };
}

export function shifts(...turns: readonly (readonly [minutes: number, as: Shift['as']])[]): readonly Shift[] {
  return turns.map(([minutes, as]) => ({ at: at(minutes), as }));
}

export function setting(
  reps: readonly ReplayedRep[],
  teams: readonly ReplayedTeam[] = [team('support')],
  skills: SkillTree = skillTree([]),
): Setting {
  return { teams, reps, skills };
}

/** Everybody accepts so long after being asked, whatever else they do. */
export function everybodyAccepts(afterMs = 0): Pick<Week, 'answers'> {
  const answers: Answer[] = [0, 1, 2, 3].map((load) => ({
    rep: 'anybody' as RepId,
    load,
    outcome: 'accepted',
    afterMs,
  }));
  return { answers };
}

/** The whole replay at once. */
export function replayed(of: Week, how: Setting, habits: Habits = habitsOf(of), seed = 1): Replayed {
  const steps = replay(of, how, habits, seed);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
  }
}

/** `ended after so many minutes by whom`, in the order in which the customers came. */
export function told(outcomes: readonly Outcome[]): readonly string[] {
  return outcomes
    .toSorted((one, other) => one.enteredAt - other.enteredAt)
    .map(({ ending, waitMs, by }) => `${ending} ${waitMs / MINUTE_MS}${by === undefined ? '' : ` ${by}`}`);
}
