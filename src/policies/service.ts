import {
  Fault,
  LIMITS,
  type PortalId,
  type Random,
  type RepId,
  type SessionPolicyId,
} from '../kernel/index.ts';
import {
  allowed,
  type AuditedList,
  changesOf,
  createAuditedList,
  type SignedInPrincipal,
} from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import { effectivePolicy, type EffectivePolicy } from './effective.ts';
import { STRICTEST, type WholeDefinitions } from './permission.ts';
import type { PolicyOwner, SessionPolicyStore } from './ports.ts';
import {
  type Dependents,
  inTheWayOfRemoval,
  policyProblems,
  policyWithCodeName,
  recordedPermissions,
  recordedPolicy,
  type SessionPolicy,
  type SessionPolicyFields,
} from './session-policy.ts';

/** Whose layer stands behind the portal's: that of a user, or of the profile with which somebody was invited. */
export type Holder =
  | { readonly kind: 'user'; readonly id: RepId }
  | { readonly kind: 'profile'; readonly id: SessionPolicyId | undefined };

/** Session policies, for those who may manage them. What is read is in memory. To delete one that somebody has raises `not-allowed`. */
export interface SessionPolicies extends AuditedList<SessionPolicyId, SessionPolicyFields, SessionPolicy> {
  /** By name. */
  all(): readonly SessionPolicy[];
  find(id: SessionPolicyId): SessionPolicy | undefined;
  of(owner: PolicyOwner): SessionPolicy | undefined;
  dependents(id: SessionPolicyId): Dependents;
  global(): { readonly permissions: WholeDefinitions; readonly revision: number };
  /** Raises `not-allowed`, `changed-meanwhile`. */
  changeGlobal(by: SignedInPrincipal, permissions: WholeDefinitions, revision: number): Promise<void>;
  /**
   * Raises `not-allowed`, `not-found` when either is gone, `not-valid` for a policy that is not available
   * there, `changed-meanwhile` unless the owner has the policy `before` now.
   */
  choose(
    by: SignedInPrincipal,
    owner: PolicyOwner,
    policy: SessionPolicyId | undefined,
    before: SessionPolicyId | undefined,
  ): Promise<void>;
  /** What counts for this one in a session of that portal, as it is now. */
  effective(portal: PortalId, holder: Holder): EffectivePolicy;
  /** What counts may have changed. */
  onChanged(listener: () => void): Disposable;
}

export function createSessionPolicies(ports: {
  readonly store: SessionPolicyStore;
  readonly audit: Audit;
  /** Undefined for who is not there. */
  readonly portalName: (id: PortalId) => string | undefined;
  readonly userName: (id: RepId) => string | undefined;
  readonly random: Random;
}): SessionPolicies {
  const { store, audit, portalName, userName, random } = ports;
  const listeners = new Set<() => void>();
  let known = store.all();
  let global = store.global();
  let chosen = store.chosen();

  function changed(): void {
    known = store.all();
    global = store.global();
    chosen = store.chosen();
    for (const listener of listeners) {
      listener();
    }
  }
  function find(id: SessionPolicyId | undefined): SessionPolicy | undefined {
    return known.find((policy) => policy.id === id);
  }
  function dependentsIn({ portals, users }: typeof chosen, id: SessionPolicyId): Dependents {
    return { portals: named(portals, portalName, id), users: named(users, userName, id) };
  }
  const list = createAuditedList<SessionPolicyId, SessionPolicyFields, SessionPolicy>({
    store,
    audit,
    random,
    permission: 'manage-session-policies',
    event: 'session-policy',
    noun: 'session policy',
    most: LIMITS.sessionPolicies,
    tooMany: `There can be ${LIMITS.sessionPolicies} session policies at most. Please delete one that is not needed.`,
    complete: policyWithCodeName,
    problems: (fields, others, before) =>
      policyProblems(
        fields,
        others,
        before === undefined ? { portals: [], users: [] } : dependentsIn(store.chosen(), before.id),
      ),
    entry: (fields, kept) => ({ ...fields, ...kept }),
    recorded: recordedPolicy,
    mayDelete({ id }) {
      const sentence = inTheWayOfRemoval(dependentsIn(store.chosen(), id));
      if (sentence !== undefined) {
        throw new Fault('not-allowed', { sentence });
      }
    },
    changed,
  });

  return {
    ...list,
    all: () => known,
    find,
    of: ({ kind, id }) => find(kind === 'portal' ? chosen.portals.get(id) : chosen.users.get(id)),
    dependents: (id) => dependentsIn(chosen, id),
    global: () => global,
    async changeGlobal(byPrincipal, permissions, revision) {
      const by = allowed(byPrincipal, 'manage-session-policies');
      await audit.write((tx, record) => {
        const before = store.global();
        const changes = changesOf(recordedPermissions(before.permissions), recordedPermissions(permissions));
        // A form that is pressed twice is sent twice.
        if (before.revision !== revision && changes !== undefined) {
          throw new Fault('changed-meanwhile');
        }
        if (changes !== undefined) {
          store.putGlobal(tx, permissions, revision + 1);
          record({ type: 'global-session-policy-changed', data: { by, ...changes } });
        }
      });
      changed();
    },
    async choose(byPrincipal, owner, policy, shownBefore) {
      const by = allowed(byPrincipal, 'manage-session-policies');
      await audit.write((tx, record) => {
        const name = owner.kind === 'portal' ? portalName(owner.id) : userName(owner.id);
        if (name === undefined) {
          throw new Fault('not-found');
        }
        const now = store.chosen();
        const before = owner.kind === 'portal' ? now.portals.get(owner.id) : now.users.get(owner.id);
        if (before === policy) {
          return;
        }
        if (before !== shownBefore) {
          throw new Fault('changed-meanwhile');
        }
        const after = policy === undefined ? undefined : store.find(policy);
        if (
          policy !== undefined &&
          after?.availableTo.has(owner.kind === 'portal' ? 'portals' : 'users') !== true
        ) {
          throw new Fault('not-valid', {
            field: 'policy',
            sentence: 'This session policy cannot be chosen here any more. Please choose another one.',
          });
        }
        store.choose(tx, owner, policy);
        record({
          type: `${owner.kind}-session-policy-changed`,
          data: {
            by,
            id: owner.id,
            old: { sessionPolicy: (before === undefined ? undefined : store.find(before)?.name) ?? '' },
            new: { sessionPolicy: after?.name ?? '' },
          },
        });
      });
      changed();
    },
    effective(portal, holder) {
      return effectivePolicy({
        portal: find(chosen.portals.get(portal))?.permissions,
        representative:
          holder.kind === 'user'
            ? find(chosen.users.get(holder.id))?.permissions
            : holder.id === undefined
              ? undefined
              : (find(holder.id)?.permissions ?? STRICTEST),
        global: global.permissions,
      });
    },
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
  };
}

/** Those that have it and are still there, by name. */
function named<Id extends string>(
  chosen: ReadonlyMap<Id, SessionPolicyId>,
  nameOf: (id: Id) => string | undefined,
  policy: SessionPolicyId,
): Dependents['users'] {
  return [...chosen]
    .flatMap(([id, chosenPolicy]) => {
      const name = chosenPolicy === policy ? nameOf(id) : undefined;
      return name === undefined ? [] : [{ id, name }];
    })
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
