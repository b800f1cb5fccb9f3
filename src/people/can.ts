import type { Role } from '../kernel/index.ts';

/**
 * What a person may do. The only place that knows who may what: handlers ask `can`, pages are given
 * `permissionsOf`. Some permissions come with a role, others an administrator grants to one
 * representative, and some are both. When group policies come, they add to what is granted and nothing else changes.
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
  'edit-html-templates': ['administrator'],
  'edit-customer-notices': ['administrator'],
  'edit-file-store': ['administrator'],
  'edit-ios-profiles': ['administrator'],
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
  'edit-html-templates',
  'edit-customer-notices',
  'edit-file-store',
  'edit-ios-profiles',
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
interface Granted extends Roles {
  readonly grants: ReadonlySet<string>;
}

export function can(person: Roles, permission: Exclude<Permission, Grant>): boolean;
export function can(person: Granted, permission: Permission | Grant): boolean;
export function can(person: Roles & Partial<Granted>, permission: Permission | Grant): boolean {
  const roles: readonly Role[] = isPermission(permission) ? PERMISSIONS[permission] : [];
  return (
    roles.some((role) => person.roles.has(role)) ||
    (isGrant(permission) && person.roles.has('representative') && person.grants?.has(permission) === true)
  );
}

/** As `can`, for a permission that is known by its name alone; nobody has one that is none. */
export function hasPermission(person: Granted, name: string): boolean {
  return isPermission(name) && can(person, name);
}

function isPermission(name: string): name is Permission {
  return Object.hasOwn(PERMISSIONS, name);
}

function isGrant(name: string): name is Grant {
  return GRANTS.some((grant) => grant === name);
}

/** Every answer at once, for a page that shows only what its reader may do. */
export function permissionsOf(person: Granted): Readonly<Record<Permission, boolean>> {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return Object.fromEntries(permissions.map((permission) => [permission, can(person, permission)])) as Record<
    Permission,
    boolean
  >;
}
