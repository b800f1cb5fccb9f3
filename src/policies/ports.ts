import type { PortalId, RepId, SessionPolicyId, Transaction } from '../kernel/index.ts';
import type { EntryStore } from '../people/index.ts';
import type { WholeDefinitions } from './permission.ts';
import type { SessionPolicy } from './session-policy.ts';

/** Whose policy it is. */
export type PolicyOwner =
  | { readonly kind: 'portal'; readonly id: PortalId }
  | { readonly kind: 'user'; readonly id: RepId };

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface SessionPolicyStore extends EntryStore<SessionPolicyId, SessionPolicy> {
  /** `revision` is 0 while it was never changed. */
  global(): { readonly permissions: WholeDefinitions; readonly revision: number };
  putGlobal(tx: Transaction, permissions: WholeDefinitions, revision: number): void;
  /** Who has which. It goes with its owner. */
  chosen(): {
    readonly portals: ReadonlyMap<PortalId, SessionPolicyId>;
    readonly users: ReadonlyMap<RepId, SessionPolicyId>;
  };
  choose(tx: Transaction, owner: PolicyOwner, policy: SessionPolicyId | undefined): void;
}
