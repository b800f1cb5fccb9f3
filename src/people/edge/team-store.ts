import { LIMITS, type PortalId, type RepId, type TeamId, type Transaction } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import {
  nameKey,
  type Team,
  type TeamMembership,
  type TeamRole,
  type TeamStore,
  type WaitingRule,
} from '../index.ts';
import { personOf, type PersonRow } from './person-row.ts';

interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly code_name: string;
  readonly comments: string;
  readonly persistent: number;
  readonly algorithm: string;
  readonly alert_timeout_ms: number;
  readonly waiting_rule: string;
  readonly waiting_after_ms: number | null;
  readonly overflow_team_id: string | null;
  readonly monitoring: string;
  readonly monitor_indicator: number;
  readonly take_over: number;
  readonly all_portals: number;
  readonly revision: number;
}

interface PortalRow {
  readonly team_id: string;
  readonly site_id: string;
}

interface MembershipRow {
  readonly team_id: string;
  readonly person_id: string;
  readonly role: string;
}

/** Teams and their members in the tables `teams` and `team_members`. */
export function createTeamStore(database: Database): TeamStore {
  const { table } = database;

  function teamsOf(rows: readonly TeamRow[]): readonly Team[] {
    const portals = Map.groupBy(
      database.all<PortalRow>(
        table('team_portals').whereIn(
          'team_id',
          rows.filter(({ all_portals }) => all_portals === 0).map(({ id }) => id),
        ),
      ),
      ({ team_id }) => team_id,
    );
    return rows.map((row) =>
      teamOf(
        row,
        (portals.get(row.id) ?? []).map(({ site_id }) => site_id as PortalId),
      ),
    );
  }
  function putPortals(tx: Transaction, { id, portalAccess }: Team): void {
    const inside = database.inside(tx);
    inside.run(table('team_portals').where({ team_id: id }).delete());
    for (const site_id of portalAccess === 'all' ? [] : new Set(portalAccess)) {
      inside.run(table('team_portals').insert({ team_id: id, site_id }));
    }
  }

  return {
    find: (id) => teamsOf(database.all<TeamRow>(table('teams').where({ id })))[0],
    all: () =>
      teamsOf(database.all<TeamRow>(table('teams').orderBy(['name_key', 'id']).limit(LIMITS.teamsPerSite))),
    add(tx, team) {
      database.inside(tx).run(table('teams').insert(rowOf(team)));
      putPortals(tx, team);
    },
    update(tx, team) {
      const { id, ...values } = rowOf(team);
      database.inside(tx).run(table('teams').where({ id }).update(values));
      putPortals(tx, team);
    },
    remove(tx, id) {
      database.inside(tx).run(table('teams').where({ id }).delete());
    },

    memberships: () => database.all<MembershipRow>(table('team_members')).map(membershipOf),
    membershipsOf: (rep) =>
      database.all<MembershipRow>(table('team_members').where({ person_id: rep })).map(membershipOf),
    role: (team, rep) =>
      database.first<MembershipRow>(table('team_members').where({ team_id: team, person_id: rep }))?.role as
        | TeamRole
        | undefined,
    sizes: () =>
      new Map(
        database
          .all<{ team_id: string; total: number }>(
            table('team_members').groupBy('team_id').select('team_id').count('* as total'),
          )
          .map(({ team_id, total }) => [team_id as TeamId, total]),
      ),
    members(team, { offset, limit }) {
      const rows = database.all<PersonRow & { readonly team_role: string }>(
        table('team_members')
          .join('people', 'people.id', 'team_members.person_id')
          .where({ team_id: team })
          .select('people.*', 'team_members.role as team_role')
          .orderByRaw(
            "case team_members.role when 'manager' then 0 when 'lead' then 1 else 2 end, people.name collate nocase, people.id",
          )
          .limit(limit)
          .offset(offset),
      );
      const counted = database.first<{ total: number }>(
        table('team_members').where({ team_id: team }).count('* as total'),
      );
      return {
        members: rows.map((row) => ({ person: personOf(row), role: row.team_role as TeamRole })),
        total: counted?.total ?? 0,
      };
    },
    candidates: (team, limit) =>
      database
        .all<PersonRow>(
          table('people')
            .where({ representative: 1, disabled_at: null })
            .whereNotIn('id', table('team_members').where({ team_id: team }).select('person_id'))
            .orderByRaw('name collate nocase, id')
            .limit(limit),
        )
        .map(personOf),
    putMember(tx, { team, rep, role }) {
      database
        .inside(tx)
        .run(
          table('team_members')
            .insert({ team_id: team, person_id: rep, role })
            .onConflict(['team_id', 'person_id'])
            .merge(),
        );
    },
    removeMember(tx, team, rep) {
      database.inside(tx).run(table('team_members').where({ team_id: team, person_id: rep }).delete());
    },
  };
}

function membershipOf(row: MembershipRow): TeamMembership {
  return { team: row.team_id as TeamId, rep: row.person_id as RepId, role: row.role as TeamRole };
}

function teamOf(row: TeamRow, portals: readonly PortalId[]): Team {
  return {
    id: row.id as TeamId,
    name: row.name,
    codeName: row.code_name,
    comments: row.comments,
    persistent: row.persistent === 1,
    algorithm: row.algorithm as Team['algorithm'],
    alertTimeoutMs: row.alert_timeout_ms,
    waitingRule: ruleOf(row),
    monitoring: row.monitoring as Team['monitoring'],
    monitorIndicator: row.monitor_indicator === 1,
    takeOver: row.take_over === 1,
    portalAccess: row.all_portals === 1 ? 'all' : portals,
    revision: row.revision,
  };
}

function ruleOf(row: TeamRow): WaitingRule {
  if (row.waiting_rule === 'none' || row.waiting_after_ms === null) {
    return { kind: 'none' };
  }
  return row.waiting_rule === 'transfer' && row.overflow_team_id !== null
    ? { kind: 'transfer', afterMs: row.waiting_after_ms, to: row.overflow_team_id as TeamId }
    : { kind: 'alert', afterMs: row.waiting_after_ms };
}

function rowOf(team: Team): TeamRow & { readonly name_key: string; readonly code_name_key: string } {
  const { waitingRule } = team;
  return {
    id: team.id,
    name: team.name,
    name_key: nameKey(team.name),
    code_name: team.codeName,
    code_name_key: nameKey(team.codeName),
    comments: team.comments,
    persistent: team.persistent ? 1 : 0,
    algorithm: team.algorithm,
    alert_timeout_ms: team.alertTimeoutMs,
    waiting_rule: waitingRule.kind,
    waiting_after_ms: waitingRule.kind === 'none' ? null : waitingRule.afterMs,
    overflow_team_id: waitingRule.kind === 'transfer' ? waitingRule.to : null,
    monitoring: team.monitoring,
    monitor_indicator: team.monitorIndicator ? 1 : 0,
    take_over: team.takeOver ? 1 : 0,
    all_portals: team.portalAccess === 'all' ? 1 : 0,
    revision: team.revision,
  };
}
