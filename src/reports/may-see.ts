import { unreachable, type Principal, type RepId } from '../kernel/index.ts';
import { can } from '../people/index.ts';
import type { SessionFact } from '../sessions/index.ts';

/** Which sessions somebody may read about. */
export type Scope =
  | { readonly kind: 'every-session' }
  | { readonly kind: 'sessions-of'; readonly person: RepId }
  | { readonly kind: 'none' };

/** Whoever may see all reports sees them all, others those of sessions in which they took part; customers see none. */
export function scopeOf(viewer: Principal | undefined): Scope {
  if (viewer?.kind !== 'person') {
    return { kind: 'none' };
  }
  if (can(viewer, 'see-all-reports')) {
    return { kind: 'every-session' };
  }
  return can(viewer, 'see-own-reports') ? { kind: 'sessions-of', person: viewer.id } : { kind: 'none' };
}

/** Whether the reader may know of it: a look that nobody in the session was told of is for whoever sees all reports. */
export function mayKnow(scope: Scope, fact: SessionFact): boolean {
  return (
    scope.kind === 'every-session' ||
    (fact.type !== 'viewing-started' && fact.type !== 'viewing-ended') ||
    fact.isTold
  );
}

/** Whether the session in which these representatives took part is within the scope. */
export function seesSessionOf(scope: Scope, tookPart: ReadonlySet<RepId>): boolean {
  switch (scope.kind) {
    case 'every-session':
      return true;
    case 'sessions-of':
      return tookPart.has(scope.person);
    case 'none':
      return false;
    default:
      return unreachable(scope);
  }
}
