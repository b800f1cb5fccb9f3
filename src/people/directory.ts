import type { SkillId } from '../equilibrium/index.ts';
import { type IssueId, type PortalId, type RepId, type TeamId, unreachable } from '../kernel/index.ts';
import type { Issue } from './issue.ts';
import { can, type Grant } from './can.ts';
import { nameKey } from './code-name.ts';
import type { Person } from './person.ts';
import type {
  IssueStore,
  PeopleStore,
  RepStatusStore,
  SkillStore,
  TeamMembership,
  TeamStore,
} from './ports.ts';
import type { AvailabilityRules } from './rep-settings.ts';
import { type RepStatus, statusesInOrder } from './rep-status.ts';
import { inTreeOrder, type RankedSkill } from './skill.ts';
import { supervisionIn, type Supervision } from './supervision.ts';
import { outranks, TEAM_ROLES, type Team, type TeamRole } from './team.ts';

/** What has changed; the directory says how it is now. */
export type DirectoryChange =
  /** Added, changed, or gone. */
  | { readonly kind: 'team'; readonly team: TeamId }
  /** Somebody's account, teams, roles in them, or skills. */
  | { readonly kind: 'rep'; readonly rep: RepId }
  | { readonly kind: 'issues' }
  /** The tree; a skill that is gone is gone from everybody's skills as well. */
  | { readonly kind: 'skills' }
  | { readonly kind: 'statuses' };

const NO_RULES: AvailabilityRules = { sessionLimit: undefined, idleLimitMs: 0 };
const [LOWEST_ROLE] = TEAM_ROLES;
const NO_SKILLS: ReadonlySet<SkillId> = new Set();

/**
 * Who is in which team and knows what, and what customers choose from, for rooms that ask often: everything is in memory and as it is on the disk.
 * What is answered never changes afterwards; ask again after `onChanged`.
 */
export interface Directory {
  team(id: TeamId): Team | undefined;
  /** Active representatives by Display Number. */
  representatives(): readonly Person[];
  /** Whether this representative is granted that; false for who is disabled, or nobody. */
  may(rep: RepId, grant: Grant): boolean;
  /** When Equilibrium may ask this representative. */
  availabilityRulesOf(rep: RepId): AvailabilityRules;
  /** By name. */
  teams(): readonly Team[];
  /** In no order; empty for who is in none. */
  teamsOf(rep: RepId): readonly { readonly team: TeamId; readonly role: TeamRole }[];
  /** In no order. Whoever is disabled or no representative any more is still named. */
  membersOf(team: TeamId): readonly { readonly rep: RepId; readonly role: TeamRole }[];
  /** The teams in which somebody active is below `rep`, by name, with `rep`'s role. */
  supervisedTeams(rep: RepId): readonly { readonly team: Team; readonly role: TeamRole }[];
  /** Active representatives whose role in that team is below this one. */
  peopleBelow(team: TeamId, role: TeamRole): readonly { readonly person: Person; readonly role: TeamRole }[];
  /** What `rep` may do with sessions of `owner`; undefined when `rep` has the higher role in no team of both. */
  supervision(rep: RepId, owner: RepId): Supervision | undefined;
  /** The public sites that the teams of this representative may use, beside the default one. */
  portalsOf(rep: RepId): 'all' | ReadonlySet<PortalId>;
  issue(id: IssueId): Issue | undefined;
  /** By description. */
  issues(): readonly Issue[];
  /** Roots from the most critical down, each followed by what is below it. */
  skills(): readonly RankedSkill[];
  /** In which this one is More Preferred; the other levels follow from the tree. */
  skillsOf(rep: RepId): ReadonlySet<SkillId>;
  /** What representatives can say of themselves: available, busy, away; of each the default one first. */
  statuses(): readonly RepStatus[];
  /** Calls `listener` after each change that is on the disk and in this directory. */
  onChanged(listener: (change: DirectoryChange) => void): Disposable;
}

/** The directory, and what its writers call when something is on the disk. */
export interface KeptDirectory extends Directory {
  refresh(change: DirectoryChange): void;
}

export function createDirectory(stores: {
  readonly people: Pick<PeopleStore, 'find' | 'all'>;
  readonly teams: TeamStore;
  readonly issues: IssueStore;
  readonly skills: SkillStore;
  readonly statuses: RepStatusStore;
}): KeptDirectory {
  const listeners = new Set<(change: DirectoryChange) => void>();
  let teams = stores.teams.all();
  const teamById = new Map(teams.map((team) => [team.id, team]));
  const teamsOfRep = new Map<RepId, readonly TeamMembership[]>();
  const membersOfTeam = new Map<TeamId, readonly TeamMembership[]>();
  const personById = new Map(stores.people.all().map((person) => [person.id, person]));
  let representatives: readonly Person[] | undefined;
  let issues = stores.issues.all();
  let issueById = new Map(issues.map((issue) => [issue.id, issue]));
  let statuses = statusesInOrder(stores.statuses.all());
  let skills = skillsInOrder();
  let skillsOfRep = new Map(stores.skills.ofEverybody());
  for (const [rep, memberships] of Map.groupBy(stores.teams.memberships(), ({ rep }) => rep)) {
    teamsOfRep.set(rep, memberships);
  }
  for (const [team, memberships] of Map.groupBy([...teamsOfRep.values()].flat(), ({ team }) => team)) {
    membersOfTeam.set(team, memberships);
  }

  function skillsInOrder(): readonly RankedSkill[] {
    return inTreeOrder(stores.skills.all()).map(({ skill }) => skill);
  }

  function refreshTeam(id: TeamId): void {
    const team = stores.teams.find(id);
    teams = stores.teams.all();
    if (team !== undefined) {
      teamById.set(id, team);
      return;
    }
    teamById.delete(id);
    for (const { rep } of membersOfTeam.get(id) ?? []) {
      setTeamsOf(
        rep,
        (teamsOfRep.get(rep) ?? []).filter(({ team: other }) => other !== id),
      );
    }
    membersOfTeam.delete(id);
  }

  function refreshRep(rep: RepId): void {
    const person = stores.people.find(rep);
    if (person === undefined) {
      personById.delete(rep);
    } else {
      personById.set(rep, person);
    }
    representatives = undefined;
    const now = stores.teams.membershipsOf(rep);
    for (const { team } of teamsOfRep.get(rep) ?? []) {
      setMembersOf(
        team,
        (membersOfTeam.get(team) ?? []).filter((member) => member.rep !== rep),
      );
    }
    for (const membership of now) {
      setMembersOf(membership.team, [...(membersOfTeam.get(membership.team) ?? []), membership]);
    }
    setTeamsOf(rep, now);
    const known = stores.skills.ofPerson(rep);
    if (known.size === 0) {
      skillsOfRep.delete(rep);
    } else {
      skillsOfRep.set(rep, known);
    }
  }

  function take(change: DirectoryChange): void {
    switch (change.kind) {
      case 'team':
        return refreshTeam(change.team);
      case 'rep':
        return refreshRep(change.rep);
      case 'issues':
        issues = stores.issues.all();
        issueById = new Map(issues.map((issue) => [issue.id, issue]));
        return undefined;
      case 'skills':
        skills = skillsInOrder();
        skillsOfRep = new Map(stores.skills.ofEverybody());
        return undefined;
      case 'statuses':
        statuses = statusesInOrder(stores.statuses.all());
        return undefined;
      default:
        return unreachable(change);
    }
  }

  function setTeamsOf(rep: RepId, memberships: readonly TeamMembership[]): void {
    if (memberships.length === 0) {
      teamsOfRep.delete(rep);
    } else {
      teamsOfRep.set(rep, memberships);
    }
  }
  function setMembersOf(team: TeamId, members: readonly TeamMembership[]): void {
    if (members.length === 0) {
      membersOfTeam.delete(team);
    } else {
      membersOfTeam.set(team, members);
    }
  }

  function* below(team: TeamId, role: TeamRole): IterableIterator<{ person: Person; role: TeamRole }> {
    // Most are members, and this is asked for everybody whenever somebody comes or goes.
    for (const member of role === LOWEST_ROLE ? [] : (membersOfTeam.get(team) ?? [])) {
      const person = personById.get(member.rep);
      if (person !== undefined && helps(person) && outranks(role, member.role)) {
        yield { person, role: member.role };
      }
    }
  }

  return {
    team: (id) => teamById.get(id),
    representatives: () =>
      (representatives ??= [...personById.values()]
        .filter(helps)
        .toSorted((one, other) => one.displayNumber - other.displayNumber)),
    may(rep, grant) {
      const person = personById.get(rep);
      return person?.status === 'active' && can(person, grant);
    },
    availabilityRulesOf(rep) {
      const { sessionLimit, idleLimitMs } = personById.get(rep) ?? NO_RULES;
      return { sessionLimit, idleLimitMs };
    },
    teams: () => teams,
    teamsOf: (rep) => teamsOfRep.get(rep) ?? [],
    membersOf: (team) => membersOfTeam.get(team) ?? [],
    supervisedTeams: (rep) =>
      (teamsOfRep.get(rep) ?? [])
        .flatMap(({ team: id, role }) => {
          const team = teamById.get(id);
          return team !== undefined && below(id, role).next().done === false ? [{ team, role }] : [];
        })
        .toSorted((one, other) => (nameKey(one.team.name) < nameKey(other.team.name) ? -1 : 1)),
    peopleBelow: (team, role) => [...below(team, role)],
    supervision: (rep, owner) =>
      supervisionIn(
        (teamsOfRep.get(rep) ?? []).flatMap(({ team, role }) => {
          const known = teamById.get(team);
          const below = (teamsOfRep.get(owner) ?? []).some(
            (other) => other.team === team && outranks(role, other.role),
          );
          return known !== undefined && below ? [known] : [];
        }),
      ),
    portalsOf(rep) {
      const access = (teamsOfRep.get(rep) ?? []).map(({ team }) => teamById.get(team)?.portalAccess ?? []);
      return access.includes('all')
        ? 'all'
        : new Set(access.flatMap((portals) => (portals === 'all' ? [] : portals)));
    },
    issue: (id) => issueById.get(id),
    issues: () => issues,
    skills: () => skills,
    skillsOf: (rep) => skillsOfRep.get(rep) ?? NO_SKILLS,
    statuses: () => statuses,
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
    refresh(change) {
      take(change);
      for (const listener of listeners) {
        listener(change);
      }
    },
  };
}

function helps({ status, roles }: Person): boolean {
  return status === 'active' && roles.has('representative');
}
