import { type Instant, msBetween, type RepId } from '../kernel/index.ts';
import type { SignedIn, SignedInPrincipal } from '../people/index.ts';
import { can } from '../people/index.ts';
import type { Notice } from './notice.ts';

/** What the appliance says of itself, the same as GET /healthz. */
export interface StatusFacts {
  readonly version: string;
  readonly startedAt: Instant;
  readonly parts: readonly {
    /** As people know it: "Database", "Screen relay". */
    readonly name: string;
    readonly state: { readonly ok: true } | { readonly ok: false; readonly why: string };
  }[];
}

/** Page model of login/status. Only who manages people sees who else is signed in. */
export function statusPage(shown: {
  readonly facts: StatusFacts;
  readonly signedIn: readonly SignedIn[];
  readonly reader: SignedInPrincipal;
  readonly now: Instant;
  readonly notice: Notice | undefined;
}) {
  const { facts, reader, now } = shown;
  const seesPeople = can(reader, 'manage-people');
  return {
    version: facts.version,
    startedAt: facts.startedAt,
    uptimeMs: msBetween(facts.startedAt, now),
    allWell: facts.parts.every(({ state }) => state.ok),
    parts: facts.parts.map(({ name, state }) => ({ name, ok: state.ok, why: state.ok ? '' : state.why })),
    mayUseConsole: can(reader, 'use-console'),
    seesPeople,
    people: (seesPeople ? shown.signedIn : []).map(({ person, name, since, seenAt }) => ({
      href: userHref(person),
      name,
      since,
      seenAt,
      isReader: person === reader.id,
    })),
    notice: shown.notice,
  };
}

export function userHref(id: RepId): string {
  return `/login/users/${id}`;
}
