import { skillTree, type Algorithm, type SkillId } from '../equilibrium/index.ts';
import { teamQueue, type RepId, type TeamId } from '../kernel/index.ts';
import type { Directory, Team } from '../people/index.ts';
import type { WaitingRule } from '../queues/index.ts';
import type { ReplayedRep, ReplayedTeam, Setting } from './replay.ts';
import type { Shift, Week } from './week.ts';

/** Whoever is replayed as they were on duty in the week itself. */
export type Staff = Omit<ReplayedRep, 'shifts'>;

/** Who and what is there in a replay, before it is known who was on duty in its week. */
export interface Scenario extends Omit<Setting, 'reps'> {
  readonly staff: readonly Staff[];
  /** People who were not there. */
  readonly added: readonly ReplayedRep[];
}

/** What is to be different. */
export interface Changes {
  readonly teams: ReadonlyMap<
    TeamId,
    { readonly algorithm: Algorithm; readonly alertTimeoutMs: number; readonly waitingRule: WaitingRule }
  >;
  readonly skills: { readonly rep: RepId; readonly morePreferred: ReadonlySet<SkillId> } | undefined;
  /** Not on duty in that week. */
  readonly without: ReadonlySet<RepId>;
  /** So many more, with the teams, skills and limits of somebody, on duty at these times. */
  readonly added:
    | { readonly count: number; readonly like: RepId; readonly shifts: readonly Shift[] }
    | undefined;
}

/** These teams with their members, skills and rules as they are today. */
export function scenarioOf(directory: Directory, teams: readonly Team[]): Scenario {
  const queues = new Map<RepId, ReturnType<typeof teamQueue>[]>();
  const active = new Set(directory.representatives().map(({ id }) => id));
  for (const { id } of teams) {
    for (const { rep } of directory.membersOf(id)) {
      if (active.has(rep)) {
        queues.set(rep, [...(queues.get(rep) ?? []), teamQueue(id)]);
      }
    }
  }
  return {
    teams: teams.map(({ id, algorithm, persistent, alertTimeoutMs, waitingRule }): ReplayedTeam => ({
      queue: teamQueue(id),
      algorithm,
      isPersistent: persistent,
      alertTimeoutMs,
      waitingRule,
    })),
    staff: [...queues].map(([id, own]) => ({
      id,
      queues: own,
      morePreferred: directory.skillsOf(id),
      sessionLimit: directory.availabilityRulesOf(id).sessionLimit,
      takesByHand: directory.may(id, 'accept-team-sessions') || directory.may(id, 'get-next-session'),
    })),
    added: [],
    skills: skillTree(directory.skills()),
  };
}

export function changed(scenario: Scenario, { teams, skills, without, added }: Changes): Scenario {
  const changes = new Map([...teams].map(([id, change]) => [teamQueue(id), change]));
  const like = scenario.staff.find(({ id }) => id === added?.like);
  const staff = scenario.staff.map((rep) =>
    rep.id === skills?.rep ? { ...rep, morePreferred: skills.morePreferred } : rep,
  );
  return {
    ...scenario,
    teams: scenario.teams.map((team) => ({ ...team, ...changes.get(team.queue) })),
    staff: staff.filter(({ id }) => !without.has(id)),
    added:
      like === undefined || added === undefined
        ? []
        : Array.from({ length: added.count }, (_, index) => ({
            ...like,
            id: `added-${index + 1}` as RepId,
            takesByHand: true,
            shifts: added.shifts,
          })),
  };
}

/** The scenario with everybody on duty as they were in that week. */
export function settingOf({ staff, added, ...rest }: Scenario, { shifts }: Week): Setting {
  return { ...rest, reps: [...staff.map((rep) => ({ ...rep, shifts: shifts.get(rep.id) ?? [] })), ...added] };
}
