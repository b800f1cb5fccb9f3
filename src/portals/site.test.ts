import test from 'ava';
import type { ButtonProfileId, PortalId, TeamId } from '../kernel/index.ts';
import {
  DEFAULT_PORTAL,
  inTheWayOfDeleting,
  mayUseSite,
  newSite,
  originOf,
  type PublicSite,
  siteOf,
  siteProblems,
} from './site.ts';

const TEAM = 'team-one' as TeamId;
const PROFILE = 'profile' as ButtonProfileId;
const standard: PublicSite = {
  ...newSite('UTC'),
  id: DEFAULT_PORTAL,
  name: 'Northwind',
  logo: undefined,
  revision: 1,
};
const help: PublicSite = {
  ...standard,
  id: 'help' as PortalId,
  name: 'Help',
  addresses: ['help.example.com', 'hilfe.example.com'],
};
const byHost = new Map(help.addresses.map((host) => [host, help]));

function problems(fields: Partial<PublicSite>, id?: PortalId) {
  return siteProblems(
    { ...newSite('UTC'), name: 'Other', addresses: ['other.example.com'], ...fields },
    id,
    [standard, help],
    {
      isTeam: (team) => team === TEAM,
      isProfileOf: (profile, site) => profile === PROFILE && site === help.id,
    },
  );
}

test('a host leads to the site that has it, every other one to the default site', (t) => {
  for (const host of ['help.example.com', 'HILFE.example.com:8443', 'help.example.com.']) {
    t.is(siteOf(host, { byHost, standard }), help, host);
  }
  for (const host of [
    undefined,
    '',
    'example.com',
    'help.example.com.evil.example',
    'xhelp.example.com',
    '__proto__',
  ]) {
    t.is(siteOf(host, { byHost, standard }), standard, host);
  }
});

test('a link leads to the host of the chosen site, with the scheme and port of ours', (t) => {
  const cases: readonly (readonly [PublicSite, string, PublicSite, string])[] = [
    [help, 'https://support.example.com', standard, 'https://help.example.com'],
    [help, 'http://localhost:8080', standard, 'http://help.example.com:8080'],
    [help, 'http://[::1]:8080', standard, 'http://help.example.com:8080'],
    [help, 'https://hilfe.example.com', help, 'https://hilfe.example.com'],
    [standard, 'https://support.example.com', standard, 'https://support.example.com'],
    [
      { ...standard, addresses: ['main.example.com'] },
      'https://help.example.com',
      help,
      'https://main.example.com',
    ],
  ];
  for (const [site, base, baseSite, origin] of cases) {
    t.is(originOf(site, base, baseSite), origin, `${site.name} from ${base}`);
  }
});

test('a site stays as long as Support Buttons lead to it, and the default one always', (t) => {
  const profiles = [
    { name: 'Till', portal: help.id },
    { name: 'Desk', portal: help.id },
    { name: 'Other', portal: DEFAULT_PORTAL },
  ];
  t.regex(inTheWayOfDeleting(DEFAULT_PORTAL, []), /default public site cannot be deleted/);
  t.is(inTheWayOfDeleting(help.id, profiles.slice(2)), '');
  t.regex(inTheWayOfDeleting(help.id, profiles.slice(1)), /profile Desk\. Please give it another site/);
  t.regex(inTheWayOfDeleting(help.id, profiles), /profiles Till, Desk\. Please give them/);
});

test('no link to a site without an address leads to another one', (t) => {
  t.is(originOf(standard, 'https://help.example.com', help), undefined);
});

test('what a site cannot be is said beside the field', (t) => {
  t.deepEqual(problems({}), {});
  const cases: readonly (readonly [Partial<PublicSite>, string])[] = [
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ name: 'HELP' }, 'name'],
    [{ name: 'northwind' }, 'name'],
    [{ addresses: [] }, 'addresses'],
    [{ addresses: ['a b'] }, 'addresses'],
    [{ addresses: ['ok.example', '../x'] }, 'addresses'],
    [{ addresses: ['hilfe.example.com'] }, 'addresses'],
    [{ addresses: Array.from({ length: 21 }, (_, index) => `a${index}.example`) }, 'addresses'],
    [{ mainColour: '#ffff00' }, 'mainColour'],
    [{ mainColour: 'red' }, 'mainColour'],
    [{ headerColour: 'red}' }, 'headerColour'],
    [{ languages: [] }, 'languages'],
    [{ schedule: { ...standard.schedule, timeZone: 'Mars/Olympus' } }, 'timeZone'],
    [{ schedule: { ...standard.schedule, hours: [[], [], [], [], [], [], []] } }, 'hours'],
    [{ ways: { ...standard.ways, issues: { shown: true, mode: 'full' } }, issueTeams: [] }, 'issueTeams'],
    [{ issueTeams: ['gone' as TeamId] }, 'issueTeams'],
    [
      {
        ways: {
          sessionKey: { shown: false, mode: 'full' },
          issues: { shown: false, mode: 'full' },
          representatives: { shown: false, mode: 'chat' },
        },
      },
      'ways',
    ],
  ];
  for (const [fields, field] of cases) {
    t.deepEqual(Object.keys(problems(fields)), [field], JSON.stringify(fields));
  }
  t.regex(
    problems({ addresses: ['hilfe.example.com'] })['addresses'] ?? '',
    /belongs to the public site “Help”/,
  );
  t.deepEqual(problems({ headerColour: '#ffff00', issueTeams: [TEAM] }), {}, 'a header may be of any colour');
});

test('the default site needs no address and no name of its own', (t) => {
  t.deepEqual(problems({ name: '', addresses: [] }, DEFAULT_PORTAL), {});
});

test('the members of a team may always use the default site', (t) => {
  t.true(mayUseSite(new Set(), DEFAULT_PORTAL));
  t.false(mayUseSite(new Set(), help.id));
  t.true(mayUseSite(new Set([help.id]), help.id));
  t.true(mayUseSite('all', help.id));
});

test('the default Support Button profile is one of the site’s own', (t) => {
  t.deepEqual(problems({ buttonProfile: PROFILE }, help.id), {});
  t.deepEqual(Object.keys(problems({ buttonProfile: PROFILE }, 'other' as PortalId)), ['buttonProfile']);
  t.deepEqual(
    Object.keys(problems({ buttonProfile: PROFILE })),
    ['buttonProfile'],
    'a new site has none yet',
  );
});
