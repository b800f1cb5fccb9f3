import type { Instant, InvitationId, RepId } from '../kernel/index.ts';
import type { Command, Profile } from './facts.ts';
import type { Person, Representative } from './people.ts';

/** The key of an invitation from outside lets somebody in for so long. Whoever is in stays. */
export const EXTERNAL_KEY_MS = 2 * 3_600_000;

/** Somebody from outside who was asked to come and is not there yet. */
export interface ExternalInvitation {
  readonly id: InvitationId;
  /** As everybody will see it. */
  readonly name: string;
  readonly by: Representative;
  readonly at: Instant;
  readonly until: Instant;
  readonly profile: Profile | undefined;
}

/** The name under which somebody from outside is known in a session: no page and no report can leave out what it says. */
export function externalName(name: string): string {
  return `${name} (external)`;
}

/** All that somebody from outside may want; every other command of theirs is refused, whatever the session is. */
const ALLOWED: ReadonlySet<Command['kind']> = new Set([
  'say',
  'deliver',
  'add-note',
  'leave',
  'lose',
  'return',
]);

/** Whether this command is one that nobody from outside may give, and is given by one of `externals`. */
export function isForbidden(command: Command, externals: ReadonlySet<RepId>): boolean {
  if (ALLOWED.has(command.kind) || !('by' in command) || command.by === undefined) {
    return false;
  }
  if (typeof command.by !== 'object') {
    return externals.has(command.by as RepId);
  }
  const by: Person = command.by;
  return by.external === true || externals.has(by.id as RepId);
}
