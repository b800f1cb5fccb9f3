import type { Transaction } from '../kernel/index.ts';
import type { AuditEvent, By } from '../settings/index.ts';
import type { Person } from './person.ts';
import { NEW_TEAM } from './team.ts';
import type { Teams } from './team-service.ts';

/**
 * What a new site begins with, so that no page is empty: a team with the first administrator as its
 * manager. To be called within the write that makes this administrator.
 */
export function createBeginning(ports: { readonly teams: Pick<Teams, 'addInside'> }) {
  return function begin(
    tx: Transaction,
    record: (event: AuditEvent) => void,
    by: By,
    first: Person,
  ): { afterwards(): void } {
    const general = ports.teams.addInside(tx, record, by, { ...NEW_TEAM, name: 'General' }, first);
    return { afterwards: () => general.afterwards() };
  };
}
