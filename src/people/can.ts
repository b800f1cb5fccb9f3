import type { Role } from '../kernel/index.ts';

/**
 * What a person may do. The only place that knows who may what: handlers ask `can`, pages are given
 * `permissionsOf`. Some permissions come with a role; others an administrator grants to one
 * representative. When group policies come, they add to what is granted and nothing else changes.
 */
const PERMISSIONS = {
  'use-console': ['representative'],
  'accept-session': ['representative'],
  'see-own-reports': ['representative', 'administrator'],
  'see-all-reports': ['administrator'],
  'see-status': ['representative', 'administrator'],
  'manage-people': ['administrator'],
  'manage-settings': ['administrator'],
  'manage-teams': ['administrator'],
  'manage-public-sites': ['administrator'],
  'manage-session-policies': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

/** What comes with a role. */
export type Permission = keyof typeof PERMISSIONS;

/** What is granted to one representative or not; it counts for representatives only. */
export const GRANTS = [
  'generate-session-keys',
  'accept-team-sessions',
  'get-next-session',
  'transfer-to-other-teams',
  'share-with-other-teams',
  'opt-out-of-assignments',
  'invite-external-representatives',
  'show-on-public-site',
  'deploy-personal-support-buttons',
  'deploy-team-support-buttons',
  'manage-team-support-buttons',
  'change-support-button-portals',
  'send-ios-profiles',
] as const;
export type Grant = (typeof GRANTS)[number];

/** What a new user is granted. */
export const DEFAULT_GRANTS: ReadonlySet<Grant> = new Set([
  'generate-session-keys',
  'accept-team-sessions',
  'get-next-session',
  'invite-external-representatives',
  'send-ios-profiles',
]);

interface Roles {
  readonly roles: ReadonlySet<Role>;
}

export function can(person: Roles, permission: Permission): boolean;
export function can(
  person: Roles & { readonly grants: ReadonlySet<Grant> },
  permission: Permission | Grant,
): boolean;
export function can(
  person: Roles & { readonly grants?: ReadonlySet<Grant> },
  permission: Permission | Grant,
): boolean {
  return isGrant(permission)
    ? person.roles.has('representative') && person.grants?.has(permission) === true
    : PERMISSIONS[permission].some((role) => person.roles.has(role));
}

function isGrant(permission: Permission | Grant): permission is Grant {
  return !Object.hasOwn(PERMISSIONS, permission);
}

/** Every answer about a role at once, for a page that shows only what its reader may do. */
export function permissionsOf(person: Roles): Readonly<Record<Permission, boolean>> {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return Object.fromEntries(permissions.map((permission) => [permission, can(person, permission)])) as Record<
    Permission,
    boolean
  >;
}
