import type { Role } from '../kernel/index.ts';

/**
 * What a person may do. The only place that knows which role may what: handlers ask `can`, pages are
 * given `permissionsOf`. When permissions become a person's own (session policies, group policies),
 * they replace the table behind these two functions and nothing else.
 */
const PERMISSIONS = {
  'use-console': ['representative'],
  'accept-session': ['representative'],
  'make-session-key': ['representative'],
  'see-own-reports': ['representative', 'administrator'],
  'see-all-reports': ['administrator'],
  'see-status': ['representative', 'administrator'],
  'manage-people': ['administrator'],
  'manage-settings': ['administrator'],
  'manage-teams': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export function can(person: { readonly roles: ReadonlySet<Role> }, permission: Permission): boolean {
  return PERMISSIONS[permission].some((role) => person.roles.has(role));
}

/** Every answer at once, for a page that shows only what its reader may do. */
export function permissionsOf(person: {
  readonly roles: ReadonlySet<Role>;
}): Readonly<Record<Permission, boolean>> {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return Object.fromEntries(permissions.map((permission) => [permission, can(person, permission)])) as Record<
    Permission,
    boolean
  >;
}
