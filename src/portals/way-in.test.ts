import test from 'ava';
import { type IssueId, LIMITS, type PortalId, type RepId, type TeamId } from '../kernel/index.ts';
import type { Issue } from '../people/index.ts';
import { DEFAULT_PORTAL, newSite, type PublicSite } from './site.ts';
import {
  type Availability,
  type Listable,
  listsRepresentative,
  offeredIssues,
  offersIssue,
  representativesNamed,
} from './way-in.ts';

const LAPTOPS = 'laptops' as TeamId;
const PHONES = 'phones' as TeamId;
const HELP = 'help-portal' as PortalId;
const site: PublicSite = { ...newSite('UTC'), id: HELP, name: 'Help', logo: undefined, revision: 1 };
const hidden = { shown: false, mode: 'full' } as const;

function issue(id: string, team: TeamId): Issue {
  return { id: id as IssueId, description: id, codeName: id, team, priority: 'low', needs: [], revision: 1 };
}
const issues = [issue('a', LAPTOPS), issue('b', PHONES), issue('c', LAPTOPS)];

test('a site shows the issues of all teams, or of the selected ones, or none', (t) => {
  const shown = (of: PublicSite) =>
    issues.filter((each) => offersIssue(of, each)).map(({ id }) => id as string);
  t.deepEqual(shown(site), ['a', 'b', 'c']);
  t.deepEqual(shown({ ...site, issueTeams: [PHONES] }), ['b']);
  t.deepEqual(shown({ ...site, issueTeams: [] }), []);
  t.deepEqual(shown({ ...site, ways: { ...site.ways, issues: hidden } }), []);
});

test('with which somebody helps now come first, the others in their order', (t) => {
  const by: Readonly<Record<string, Availability>> = { a: 'nobody', b: 'somebody', c: 'persistent' };
  t.deepEqual(
    offeredIssues(site, issues, ({ id }) => by[id] ?? 'nobody').map((each) => [
      each.issue.id as string,
      each.availability,
    ]),
    [
      ['b', 'somebody'],
      ['c', 'persistent'],
      ['a', 'nobody'],
    ],
  );
  t.deepEqual(
    offeredIssues(site, issues, () => 'somebody').map((each) => each.issue.id as string),
    ['a', 'b', 'c'],
  );
});

test('a representative is named with the permission AND the own choice AND logged in AND on a portal of theirs', (t) => {
  const person: Listable = {
    id: 'mira' as RepId,
    name: 'Mira',
    mayBeShown: true,
    isListed: true,
    isLoggedIn: true,
    portals: 'all',
  };
  t.true(listsRepresentative(site, person));
  for (const lacking of [
    { mayBeShown: false },
    { isListed: false },
    { isLoggedIn: false },
    { portals: new Set<PortalId>() },
  ]) {
    t.false(listsRepresentative(site, { ...person, ...lacking }), JSON.stringify(lacking));
  }
  t.true(listsRepresentative(site, { ...person, portals: new Set([HELP]) }));
  t.true(listsRepresentative({ ...site, id: DEFAULT_PORTAL }, { ...person, portals: new Set() }));
  t.false(listsRepresentative({ ...site, ways: { ...site.ways, representatives: hidden } }, person));
});

test('of more representatives than a page names the first are named, and the others found by a part of their name', (t) => {
  const listed = Array.from({ length: 1_000 }, (_, index) => ({ name: `Ｎame ${index + 1}` }));
  const all = representativesNamed(listed, ' ');
  t.is(all.count, 1_000);
  t.deepEqual(all.named, listed.slice(0, LIMITS.representativesListed));
  t.deepEqual(representativesNamed(listed, ' name 100 ').named, [
    { name: 'Ｎame 100' },
    { name: 'Ｎame 1000' },
  ]);
  t.deepEqual(representativesNamed(listed, 'nobody'), { named: [], count: 0 });
  t.is(representativesNamed(listed, 'NAME').named.length, LIMITS.representativesListed);
});
