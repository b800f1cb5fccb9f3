import { LIMITS, type PortalId, type RepId } from '../kernel/index.ts';
import { type Issue, nameKey } from '../people/index.ts';
import { mayUseSite, type PublicSite } from './site.ts';

/** What a customer would find in a queue now; `persistent`: nobody, but the queue keeps who waits. */
export type Availability = 'somebody' | 'persistent' | 'nobody';
export const AVAILABILITIES: readonly Availability[] = ['somebody', 'persistent', 'nobody'];

/** Whether customers of this site choose from this issue. */
export function offersIssue(site: PublicSite, issue: Pick<Issue, 'team'>): boolean {
  return site.ways.issues.shown && (site.issueTeams === 'all' || site.issueTeams.includes(issue.team));
}

export interface OfferedIssue {
  readonly issue: Issue;
  readonly availability: Availability;
}

/** The issues of a site, those with which somebody helps now first; otherwise in the order that they come in. */
export function offeredIssues(
  site: PublicSite,
  issues: readonly Issue[],
  availability: (issue: Issue) => Availability,
): readonly OfferedIssue[] {
  return issues
    .filter((issue) => offersIssue(site, issue))
    .map((issue) => ({ issue, availability: availability(issue) }))
    .toSorted(
      (one, other) => AVAILABILITIES.indexOf(one.availability) - AVAILABILITIES.indexOf(other.availability),
    );
}

/** A representative, as far as a list of them on a site needs to know. */
export interface Listable {
  readonly id: RepId;
  readonly name: string;
  /** *Allowed to show on public site*. */
  readonly mayBeShown: boolean;
  /** *Showing on representative list*, ticked in the console. */
  readonly isListed: boolean;
  readonly isLoggedIn: boolean;
  readonly portals: 'all' | ReadonlySet<PortalId>;
}

/** Whether a site names this representative: with the permission, by their own choice, and only while they are there. */
export function listsRepresentative(site: PublicSite, person: Listable): boolean {
  return person.isLoggedIn && wouldList(site, person);
}

/** Whether it would if they were there: then a message can be left for them by name. */
export function wouldList(site: PublicSite, person: Omit<Listable, 'isLoggedIn'>): boolean {
  return (
    site.ways.representatives.shown &&
    person.mayBeShown &&
    person.isListed &&
    mayUseSite(person.portals, site.id)
  );
}

/** Whom a page names of those whom its site lists: the first of who has this in the name; and how many have. */
export function representativesNamed<Person extends { readonly name: string }>(
  listed: readonly Person[],
  sought: string,
): { readonly named: readonly Person[]; readonly count: number } {
  const key = nameKey(sought.trim());
  const found = key === '' ? listed : listed.filter(({ name }) => nameKey(name).includes(key));
  return { named: found.slice(0, LIMITS.representativesListed), count: found.length };
}
