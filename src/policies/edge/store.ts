import { LIMITS, type PortalId, type RepId, type SessionPolicyId } from '../../kernel/index.ts';
import { nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import {
  AVAILABLE_TO,
  type AvailableTo,
  type Definitions,
  definitionsFrom,
  INITIAL,
  type SessionPolicy,
  type SessionPolicyStore,
} from '../index.ts';

interface PolicyRow {
  readonly id: string;
  readonly name: string;
  readonly code_name: string;
  readonly description: string;
  readonly available_to: string;
  readonly permissions: string;
  readonly revision: number;
}

/** Policies in `session_policies`, the global default in `global_session_policy`, who has which in `portal_session_policies` and `user_session_policies`. */
export function createSessionPolicyStore(database: Database): SessionPolicyStore {
  const { table } = database;
  return {
    find(id) {
      const row = database.first<PolicyRow>(table('session_policies').where({ id }));
      return row === undefined ? undefined : policyOf(row);
    },
    all: () =>
      database
        .all<PolicyRow>(table('session_policies').orderBy('name_key').limit(LIMITS.sessionPolicies))
        .map(policyOf),
    add(tx, policy) {
      database.inside(tx).run(table('session_policies').insert(rowOf(policy)));
    },
    update(tx, policy) {
      const { id, ...values } = rowOf(policy);
      database.inside(tx).run(table('session_policies').where({ id }).update(values));
    },
    remove(tx, id) {
      database.inside(tx).run(table('session_policies').where({ id }).delete());
    },
    global() {
      const row = database.first<Pick<PolicyRow, 'permissions' | 'revision'>>(
        table('global_session_policy').where({ id: 1 }),
      );
      return {
        permissions: { ...INITIAL, ...(row === undefined ? {} : permissionsOf(row)) },
        revision: row?.revision ?? 0,
      };
    },
    putGlobal(tx, permissions, revision) {
      const row = { id: 1, permissions: JSON.stringify(permissions), revision };
      database.inside(tx).run(table('global_session_policy').insert(row).onConflict('id').merge());
    },
    chosen: () => ({
      portals: new Map(
        database
          .all<{ portal_id: string; policy_id: string }>(
            table('portal_session_policies').limit(LIMITS.publicSites + 1),
          )
          .map((row) => [row.portal_id as PortalId, row.policy_id as SessionPolicyId]),
      ),
      users: new Map(
        database
          .all<{ user_id: string; policy_id: string }>(table('user_session_policies'))
          .map((row) => [row.user_id as RepId, row.policy_id as SessionPolicyId]),
      ),
    }),
    choose(tx, { kind, id }, policy) {
      const inside = database.inside(tx);
      const [name, column] =
        kind === 'portal'
          ? (['portal_session_policies', 'portal_id'] as const)
          : (['user_session_policies', 'user_id'] as const);
      inside.run(
        table(name)
          .where({ [column]: id })
          .delete(),
      );
      if (policy !== undefined) {
        inside.run(table(name).insert({ [column]: id, policy_id: policy }));
      }
    },
  };
}

function permissionsOf({ permissions }: Pick<PolicyRow, 'permissions'>): Definitions {
  return definitionsFrom(JSON.parse(permissions) as Record<string, unknown>);
}

function policyOf(row: PolicyRow): SessionPolicy {
  const available = row.available_to.split(' ');
  return {
    id: row.id as SessionPolicyId,
    name: row.name,
    codeName: row.code_name,
    description: row.description,
    availableTo: new Set<AvailableTo>(AVAILABLE_TO.filter((each) => available.includes(each))),
    permissions: permissionsOf(row),
    revision: row.revision,
  };
}

function rowOf(
  policy: SessionPolicy,
): PolicyRow & { readonly name_key: string; readonly code_name_key: string } {
  return {
    id: policy.id,
    name: policy.name,
    name_key: nameKey(policy.name),
    code_name: policy.codeName,
    code_name_key: nameKey(policy.codeName),
    description: policy.description,
    available_to: [...policy.availableTo].join(' '),
    permissions: JSON.stringify(policy.permissions),
    revision: policy.revision,
  };
}
