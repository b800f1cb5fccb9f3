import { Fault, type RepId, type Role } from '../kernel/index.ts';
import type { By } from '../settings/index.ts';
import { can, type Permission } from './can.ts';

/** Who does it, for the record. Raises `not-allowed` when they may not, whatever the route said. */
export function allowed(
  by: {
    readonly id: RepId;
    readonly name: string;
    readonly roles: ReadonlySet<Role>;
    readonly grants: ReadonlySet<string>;
  },
  permission: Permission,
): By {
  if (!can(by, permission)) {
    throw new Fault('not-allowed');
  }
  return { id: by.id, name: by.name };
}

/** Raises `not-valid` with the first of the sentences and its field, if there is one. */
export function mustHaveNone(problems: Readonly<Record<string, string>>): void {
  const [problem] = Object.entries(problems);
  if (problem !== undefined) {
    throw new Fault('not-valid', { field: problem[0], sentence: problem[1] });
  }
}
