import { instant, type RepId, type Role } from '../../kernel/index.ts';
import { GRANTS, type Person, usernameKey } from '../index.ts';

/** A row of the table `people`. */
export interface PersonRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly administrator: number;
  readonly representative: number;
  readonly disabled_at: number | null;
  readonly password_hash: string;
  readonly created_at: number;
  readonly last_sign_in_at: number | null;
  readonly revision: number;
  readonly grants: string;
  readonly session_limit: number | null;
  readonly idle_limit_ms: number;
  readonly display_number: number;
  readonly listed: number;
}

export function personOf(row: PersonRow): Person {
  const roles = new Set<Role>();
  if (row.administrator === 1) {
    roles.add('administrator');
  }
  if (row.representative === 1) {
    roles.add('representative');
  }
  const facts = {
    id: row.id as RepId,
    username: row.username,
    name: row.name,
    roles,
    createdAt: instant(row.created_at),
    lastSignInAt: row.last_sign_in_at === null ? undefined : instant(row.last_sign_in_at),
    revision: row.revision,
    grants: new Set(GRANTS.filter((grant) => row.grants.split(' ').includes(grant))),
    sessionLimit: row.session_limit ?? undefined,
    idleLimitMs: row.idle_limit_ms,
    displayNumber: row.display_number,
    isListed: row.listed === 1,
  };
  return row.disabled_at === null
    ? { ...facts, status: 'active' }
    : { ...facts, status: 'disabled', disabledAt: instant(row.disabled_at) };
}

export function rowOf(person: Person): Omit<PersonRow, 'password_hash'> & { readonly username_key: string } {
  return {
    id: person.id,
    username: person.username,
    username_key: usernameKey(person.username),
    name: person.name,
    administrator: person.roles.has('administrator') ? 1 : 0,
    representative: person.roles.has('representative') ? 1 : 0,
    disabled_at: person.status === 'disabled' ? person.disabledAt : null,
    created_at: person.createdAt,
    last_sign_in_at: person.lastSignInAt ?? null,
    revision: person.revision,
    grants: [...person.grants].join(' '),
    session_limit: person.sessionLimit ?? null,
    idle_limit_ms: person.idleLimitMs,
    display_number: person.displayNumber,
    listed: person.isListed ? 1 : 0,
  };
}
