import { LIMITS, type SessionPolicyId } from '../kernel/index.ts';
import { nameProblems, type Recorded, withCodeName } from '../people/index.ts';
import { type Definitions, PERMISSIONS } from './permission.ts';

/** Where a policy may be chosen. */
export const AVAILABLE_TO = ['users', 'portals', 'invites'] as const;
export type AvailableTo = (typeof AVAILABLE_TO)[number];

/** What an administrator says about a session policy. */
export interface SessionPolicyFields {
  readonly name: string;
  /** For programs. Blank: made from the name. */
  readonly codeName: string;
  readonly description: string;
  readonly availableTo: ReadonlySet<AvailableTo>;
  readonly permissions: Definitions;
}

export interface SessionPolicy extends SessionPolicyFields {
  readonly id: SessionPolicyId;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** Who has a policy, by name. */
export interface Dependents {
  readonly portals: readonly { readonly id: string; readonly name: string }[];
  readonly users: readonly { readonly id: string; readonly name: string }[];
}

/** The same with a Code Name where it was left blank. */
export function policyWithCodeName(
  fields: SessionPolicyFields,
  others: readonly SessionPolicyFields[],
): SessionPolicyFields {
  return withCodeName(fields, { name: fields.name, fallback: 'policy' }, others);
}

/** A sentence for each field that cannot stay as it is. */
export function policyProblems(
  fields: SessionPolicyFields,
  others: readonly SessionPolicyFields[],
  { portals, users }: Dependents,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {
    ...nameProblems(fields, others, { noun: 'session policy', most: LIMITS.policyNameCharacters }),
  };
  if (!fields.availableTo.has('users') && users.length > 0) {
    problems['users'] = `${listed(users)} have it. Please give them another policy first.`;
  }
  if (!fields.availableTo.has('portals') && portals.length > 0) {
    problems['portals'] = `${listed(portals)} have it. Please give them another policy first.`;
  }
  return problems;
}

/** Why a policy cannot go; undefined when it can. */
export function inTheWayOfRemoval({ portals, users }: Dependents): string | undefined {
  const having = [
    ...(portals.length === 0 ? [] : [`the public sites ${listed(portals)}`]),
    ...(users.length === 0 ? [] : [`the users ${listed(users)}`]),
  ];
  return having.length === 0
    ? undefined
    : `It is the session policy of ${having.join(' and of ')}. Please choose another one there first.`;
}

const MOST_NAMES = 5;

/** "Anna, Bernd and 3 others". */
function listed(those: readonly { readonly name: string }[]): string {
  const names = those.slice(0, MOST_NAMES).map(({ name }) => name);
  const more = those.length - names.length;
  return more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more`;
}

/** What the audit keeps of permissions; '' for what is not defined. */
export function recordedPermissions(permissions: Definitions): Recorded {
  return Object.fromEntries(PERMISSIONS.map(({ name }) => [name, permissions[name] ?? '']));
}

/** What the audit keeps of a policy. */
export function recordedPolicy(fields: SessionPolicyFields): Recorded {
  const { name, codeName, description, availableTo, permissions } = fields;
  return {
    name,
    codeName,
    description,
    availableTo: AVAILABLE_TO.filter((each) => availableTo.has(each)),
    ...recordedPermissions(permissions),
  };
}
