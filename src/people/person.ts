import { Fault, type Instant, LIMITS, type RepId, type Role } from '../kernel/index.ts';
import type { RepSettings } from './rep-settings.ts';

interface PersonFacts extends RepSettings {
  readonly id: RepId;
  /** *Showing on representative list*: their own choice in the console; it counts with the permission alone. */
  readonly isListed: boolean;
  /** What is typed to sign in; unique without regard to case. */
  readonly username: string;
  /** The public display name, which customers see. */
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  readonly createdAt: Instant;
  readonly lastSignInAt: Instant | undefined;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** Somebody with an account. Only an active person can be signed in. */
export type Person =
  | (PersonFacts & { readonly status: 'active' })
  | (PersonFacts & { readonly status: 'disabled'; readonly disabledAt: Instant });

/** What an administrator types about a person. */
export interface PersonFields {
  readonly name: string;
  readonly username: string;
  readonly administrator: boolean;
  readonly representative: boolean;
}

/** What two usernames are compared by. */
export function usernameKey(username: string): string {
  return username.normalize('NFKC').toLowerCase();
}

export function rolesOf(fields: Pick<PersonFields, Role>): ReadonlySet<Role> {
  return new Set((['administrator', 'representative'] as const).filter((role) => fields[role]));
}

export function personFields(person: Person): PersonFields {
  return {
    name: person.name,
    username: person.username,
    administrator: person.roles.has('administrator'),
    representative: person.roles.has('representative'),
  };
}

/** A sentence for each field that cannot stay as it is. */
export function problemsOf(
  fields: Pick<PersonFields, 'name' | 'username'>,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const nameLength = Array.from(fields.name).length;
  if (nameLength < 1 || nameLength > LIMITS.nameCharacters) {
    problems['name'] = `Please give a name of 1 to ${LIMITS.nameCharacters} characters.`;
  }
  if (
    fields.username.length > LIMITS.usernameCharacters ||
    !/^[\p{L}\p{N}](?:[\p{L}\p{N}._@+-]*[\p{L}\p{N}])?$/u.test(fields.username)
  ) {
    problems['username'] =
      `Please use 1 to ${LIMITS.usernameCharacters} letters and digits; . _ - + and @ may stand between them.`;
  }
  return problems;
}

/** What somebody wants to do to a person that can leave the site without an administrator. */
export type Removal = 'disable' | 'delete' | 'demote';

/**
 * Raises `not-allowed` when `by` must not do this to `target`: nobody removes themself, and the last
 * active administrator stays. `otherAdministrators` counts the active ones beside `target`.
 */
export function mayRemove(removal: Removal, target: Person, by: RepId, otherAdministrators: number): void {
  if (target.id === by) {
    throw new Fault('not-allowed', { sentence: OWN_ACCOUNT[removal] });
  }
  const isActiveAdministrator = target.status === 'active' && target.roles.has('administrator');
  if (isActiveAdministrator && otherAdministrators === 0) {
    throw new Fault('not-allowed', {
      sentence: 'This is the last administrator. Please make somebody else an administrator first.',
    });
  }
}

const OWN_ACCOUNT: Readonly<Record<Removal, string>> = {
  disable: 'You cannot disable your own account. Another administrator can.',
  delete: 'You cannot delete your own account. Another administrator can.',
  demote: 'You cannot take the administrator role from yourself. Another administrator can.',
};
