import {
  Fault,
  LIMITS,
  type PortalId,
  type Random,
  type RepId,
  type TeamId,
  type Transaction,
} from '../kernel/index.ts';
import type { Audit, AuditEvent, By, Settings } from '../settings/index.ts';
import { allowed } from './allowed.ts';
import { type AuditedList, createAuditedList } from './audited-list.ts';
import type { DirectoryChange } from './directory.ts';
import { type Person, usernameKey } from './person.ts';
import type { IssueStore, PeopleStore, TeamStore } from './ports.ts';
import { changesOf } from './recorded.ts';
import type { SignedInPrincipal } from './service.ts';
import {
  inTheWay,
  recordedTeam,
  ruleAfter,
  type Team,
  type TeamFields,
  teamProblems,
  type TeamRole,
  type TeamUse,
  teamWithCodeName,
} from './team.ts';

/**
 * Support teams and their members. Each method that changes something raises `not-allowed` unless `by`
 * may manage teams, and `not-found` when the team is gone.
 */
export interface Teams extends Pick<AuditedList<TeamId, TeamFields, Team>, 'add' | 'change'> {
  /** What hangs on the team. */
  use(id: TeamId): TeamUse;
  /**
   * Deletes the team, not its members. Its issues, the overdue sessions that it takes and the fallback
   * queue go to `successor`; raises `not-valid` for that field when something hangs on the team and
   * there is none.
   */
  delete(by: SignedInPrincipal, id: TeamId, successor: TeamId | undefined): Promise<void>;

  sizes(): ReadonlyMap<TeamId, number>;
  /** `page` counts from 1. */
  members(
    id: TeamId,
    page: number,
  ): {
    readonly members: readonly { readonly person: Person; readonly role: TeamRole }[];
    readonly total: number;
  };
  /** Representatives who could be added, the first 200 by name. */
  candidates(id: TeamId): readonly Person[];
  /** Raises `not-valid` for field `username` when it is no representative's, or a member's already. */
  addMember(by: SignedInPrincipal, id: TeamId, username: string, role: TeamRole): Promise<void>;
  /** Raises `changed-meanwhile` when the member's role is not `was` any more. */
  changeRole(by: SignedInPrincipal, id: TeamId, rep: RepId, role: TeamRole, was: TeamRole): Promise<void>;
  /** Idempotent. */
  removeMember(by: SignedInPrincipal, id: TeamId, rep: RepId): Promise<void>;

  /** Adds a team with its first manager within a write of another; for what a new site begins with. */
  addInside(
    tx: Transaction,
    record: (event: AuditEvent) => void,
    by: By,
    fields: TeamFields,
    manager: Person,
  ): { readonly team: Team; afterwards(): void };
}

const CANDIDATES = 200;

export function createTeams(ports: {
  readonly store: TeamStore;
  readonly people: Pick<PeopleStore, 'find' | 'findByUsername'>;
  readonly issues: Pick<IssueStore, 'countOf' | 'moveAll'>;
  readonly settings: Pick<Settings, 'current' | 'changeInside'>;
  readonly audit: Audit;
  readonly isPortal: (portal: PortalId) => boolean;
  readonly random: Random;
  /** Called after a change is on the disk. */
  readonly changed: (change: DirectoryChange) => void;
}): Teams {
  const { store, people, issues, settings, audit, isPortal, random, changed } = ports;

  function existing(id: TeamId): Team {
    const team = store.find(id);
    if (team === undefined) {
      throw new Fault('not-found', { sentence: 'This team does not exist any more.' });
    }
    return team;
  }
  function othersOf(id: TeamId): readonly Team[] {
    return store.all().filter((other) => other.id !== id);
  }
  function useOf(id: TeamId): TeamUse {
    return {
      issues: issues.countOf(id),
      overflowOf: othersOf(id).filter(
        ({ waitingRule }) => waitingRule.kind === 'transfer' && waitingRule.to === id,
      ),
      isFallback: settings.current().fallbackTeam === id,
    };
  }
  function recordMember(
    record: (event: AuditEvent) => void,
    type: 'team-member-added' | 'team-member-changed' | 'team-member-removed',
    data: { by: By; team: Team; person: { id: RepId; name: string }; old?: TeamRole; new?: TeamRole },
  ): void {
    record({
      type,
      data: {
        by: data.by,
        id: data.team.id,
        name: data.team.name,
        person: { id: data.person.id, name: data.person.name },
        ...(data.old === undefined ? {} : { old: { role: data.old } }),
        ...(data.new === undefined ? {} : { new: { role: data.new } }),
      },
    });
  }

  const list = createAuditedList<TeamId, TeamFields, Team>({
    store,
    audit,
    random,
    permission: 'manage-teams',
    event: 'team',
    noun: 'team',
    most: LIMITS.teamsPerSite,
    tooMany: `There can be ${LIMITS.teamsPerSite} teams at most. Please delete one that is not needed.`,
    complete: teamWithCodeName,
    problems: (fields, others, before) => teamProblems(fields, before?.id, others, isPortal),
    entry: (fields, kept) => ({ ...fields, ...kept }),
    recorded: recordedTeam,
    changed: (id) => changed({ kind: 'team', team: id }),
  });

  return {
    ...list,
    use: useOf,

    async delete(byPrincipal, id, successor) {
      const by = allowed(byPrincipal, 'manage-teams');
      const done = await audit.write((tx, record) => {
        if (store.find(id) === undefined && audit.happened('team-deleted', 'id', id)) {
          return undefined;
        }
        const before = existing(id);
        const use = useOf(id);
        const reason = inTheWay(use);
        if (reason !== undefined) {
          if (successor === undefined || successor === id || store.find(successor) === undefined) {
            throw new Fault('not-valid', { field: 'successor', sentence: reason });
          }
          issues.moveAll(tx, id, successor);
          for (const team of use.overflowOf) {
            const after: Team = {
              ...team,
              waitingRule: ruleAfter(team, successor),
              revision: team.revision + 1,
            };
            store.update(tx, after);
            record({
              type: 'team-changed',
              data: { by, id: team.id, ...changesOf(recordedTeam(team), recordedTeam(after)) },
            });
          }
        }
        const site =
          use.isFallback && successor !== undefined
            ? settings.changeInside(tx, record, by, { fallbackTeam: successor })
            : undefined;
        store.remove(tx, id);
        record({
          type: 'team-deleted',
          data: {
            by,
            id,
            old: recordedTeam(before),
            successor: reason === undefined ? '' : (successor ?? ''),
          },
        });
        return { use, site };
      });
      if (done === undefined) {
        return;
      }
      const { use, site } = done;
      site?.afterwards();
      if (use.issues > 0) {
        changed({ kind: 'issues' });
      }
      for (const team of use.overflowOf) {
        changed({ kind: 'team', team: team.id });
      }
      changed({ kind: 'team', team: id });
    },

    sizes: () => store.sizes(),
    members: (id, page) =>
      store.members(id, { offset: (page - 1) * LIMITS.rowsPerPage, limit: LIMITS.rowsPerPage }),
    candidates: (id) => store.candidates(id, CANDIDATES),

    async addMember(byPrincipal, id, username, role) {
      const by = allowed(byPrincipal, 'manage-teams');
      const rep = await audit.write((tx, record) => {
        const team = existing(id);
        const person = people.findByUsername(usernameKey(username.trim()))?.person;
        if (person === undefined || !person.roles.has('representative')) {
          throw new Fault('not-valid', {
            field: 'username',
            sentence:
              person === undefined
                ? 'Nobody has this username. Please choose one of the list.'
                : 'This user is not a representative. Please give the user that role first.',
          });
        }
        if (store.role(id, person.id) !== undefined) {
          throw new Fault('not-valid', { field: 'username', sentence: 'This user is in the team already.' });
        }
        store.putMember(tx, { team: id, rep: person.id, role });
        recordMember(record, 'team-member-added', { by, team, person, new: role });
        return person.id;
      });
      changed({ kind: 'rep', rep });
    },

    async changeRole(byPrincipal, id, rep, role, was) {
      const by = allowed(byPrincipal, 'manage-teams');
      await audit.write((tx, record) => {
        const team = existing(id);
        const person = people.find(rep);
        const now = store.role(id, rep);
        if (person === undefined || (now !== was && now !== role)) {
          throw new Fault('changed-meanwhile');
        }
        if (role !== now) {
          store.putMember(tx, { team: id, rep, role });
          recordMember(record, 'team-member-changed', { by, team, person, old: was, new: role });
        }
      });
      changed({ kind: 'rep', rep });
    },

    async removeMember(byPrincipal, id, rep) {
      const by = allowed(byPrincipal, 'manage-teams');
      await audit.write((tx, record) => {
        const team = existing(id);
        const role = store.role(id, rep);
        const person = people.find(rep);
        if (role !== undefined && person !== undefined) {
          store.removeMember(tx, id, rep);
          recordMember(record, 'team-member-removed', { by, team, person, old: role });
        }
      });
      changed({ kind: 'rep', rep });
    },

    addInside(tx, record, by, fields, manager) {
      const team = list.addInside(tx, record, by, fields);
      store.putMember(tx, { team: team.id, rep: manager.id, role: 'manager' });
      recordMember(record, 'team-member-added', { by, team, person: manager, new: 'manager' });
      return {
        team,
        afterwards() {
          changed({ kind: 'team', team: team.id });
          changed({ kind: 'rep', rep: manager.id });
        },
      };
    },
  };
}
