import { LIMITS, type PortalId, type TeamId } from '../kernel/index.ts';
import { LANGUAGES } from '../languages/index.ts';
import type { Team } from '../people/index.ts';
import {
  type ButtonProfile,
  DEFAULT_PORTAL,
  holidaysInWords,
  inTheWayOfDeleting,
  LOGO_TYPES,
  MODES,
  newSite,
  type PublicSite,
  type Schedule,
  type SiteFields,
  spansInWords,
  TIME_ZONES,
  type Way,
  WAYS,
} from '../portals/index.ts';
import { choice } from './choice.ts';
import { field, problemOf, ticked, revisionShown, type Typed } from './field.ts';
import { templateChoices } from './html-templates.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { languageInWords, modeInWords, wayInWords } from './words.ts';

/** The checkboxes of teams and languages, and the times of a weekday, are called so with what they mean behind. */
export const ISSUE_TEAM_FIELD = 'issues-of-';
export const LANGUAGE_FIELD = 'language-';
export const DAY_FIELD = 'hours-';
export const WAY_FIELD = 'show-';
export const MODE_FIELD = 'mode-';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export function publicSiteHref(id: PortalId): string {
  return `/login/public-sites/${id}`;
}

/** Page model of login/public-sites. */
export function publicSitesPage(shown: {
  readonly sites: readonly PublicSite[];
  /** The name of its own template; '' where it has the default page. */
  readonly templateOf?: (site: PublicSite) => string;
  readonly notice: Notice | undefined;
}) {
  return {
    sites: shown.sites.map((site) => ({
      template: shown.templateOf?.(site) ?? '',
      href: publicSiteHref(site.id),
      name: site.name,
      isDefault: site.id === DEFAULT_PORTAL,
      addresses: site.addresses.join(', '),
      schedule: scheduleInWords(site.schedule),
    })),
    notice: shown.notice,
  };
}

/** "Always open", or the hours by days that have the same ones. */
function scheduleInWords({ hours, holidays, timeZone }: Schedule): string {
  const closed =
    holidays.length === 0 ? '' : `; ${holidays.length === 1 ? '1 holiday' : `${holidays.length} holidays`}`;
  if (hours === 'always') {
    return `Always open${closed}`;
  }
  const parts: string[] = [];
  for (let first = 0; first < 7;) {
    const text = spansInWords(hours[first] ?? []);
    let last = first;
    while (last < 6 && spansInWords(hours[last + 1] ?? []) === text) {
      last += 1;
    }
    if (text !== '') {
      const days = [WEEKDAYS[first], WEEKDAYS[last]].map((day) => day?.slice(0, 3) ?? '');
      parts.push(`${first === last ? days[0] : days.join('–')} ${text}`);
    }
    first = last + 1;
  }
  return `${parts.join('; ')} (${timeZone})${closed}`;
}

/** What can be chosen in the form of a site. */
interface Offered {
  readonly teams: readonly Team[];
  /** Of all sites. */
  readonly buttonProfiles?: readonly ButtonProfile[];
}

function siteForm(
  stored: SiteFields & { readonly id?: PortalId },
  { teams, buttonProfiles = [] }: Offered,
  typed: Typed | undefined,
) {
  const { schedule } = stored;
  const hours = field('hours', schedule.hours === 'always' ? 'always' : 'hours', typed);
  const issueTeams = field('issueTeams', stored.issueTeams === 'all' ? 'all' : 'selected', typed);
  const isChosen = (id: TeamId) => stored.issueTeams !== 'all' && stored.issueTeams.includes(id);
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.siteNameCharacters,
    addresses: field('addresses', stored.addresses.join('\n'), typed),
    addressesLimit: LIMITS.siteAddressesCharacters,
    holidaysLimit: LIMITS.siteHolidaysCharacters,
    mainColour: colour('mainColour', stored.mainColour, typed),
    headerColour: colour('headerColour', stored.headerColour, typed),
    languages: LANGUAGES.map((language) => ({
      field: `${LANGUAGE_FIELD}${language}`,
      label: languageInWords(language),
      checked: ticked(`${LANGUAGE_FIELD}${language}`, stored.languages.includes(language), typed),
    })),
    languagesProblem: typed === undefined ? '' : problemOf('languages', typed),
    defaultLanguage: choice(
      'defaultLanguage',
      stored.languages[0] ?? 'en',
      LANGUAGES.map((language) => ({ value: language, label: languageInWords(language) })),
      typed,
    ),
    timeZone: choice(
      'timeZone',
      schedule.timeZone,
      TIME_ZONES.map((zone) => ({ value: zone, label: zone })),
      typed,
    ),
    hours: {
      problem: hours.problem,
      always: hours.value === 'always',
      given: hours.value === 'hours',
    },
    days: WEEKDAYS.map((label, index) => ({
      label,
      name: `${DAY_FIELD}${index}`,
      ...field(
        `${DAY_FIELD}${index}`,
        schedule.hours === 'always' ? '' : spansInWords(schedule.hours[index] ?? []),
        typed,
      ),
    })),
    holidays: field('holidays', holidaysInWords(schedule.holidays), typed),
    keysWhileClosed: ticked('keysWhileClosed', stored.keysWhileClosed, typed),
    ways: WAYS.map((way) => ({
      label: wayInWords(way),
      hint: WAY_HINTS[way],
      id: way,
      shownField: `${WAY_FIELD}${way}`,
      shown: ticked(`${WAY_FIELD}${way}`, stored.ways[way].shown, typed),
      modeField: `${MODE_FIELD}${way}`,
      mode: choice(
        `${MODE_FIELD}${way}`,
        stored.ways[way].mode,
        MODES.map((mode) => ({ value: mode, label: modeInWords(mode) })),
        typed,
      ),
    })),
    waysProblem: typed === undefined ? '' : problemOf('ways', typed),
    issueTeams: {
      problem: issueTeams.problem,
      all: issueTeams.value === 'all',
      selected: issueTeams.value === 'selected',
      choices: teams.map(({ id, name }) => ({
        field: `${ISSUE_TEAM_FIELD}${id}`,
        label: name,
        checked: ticked(`${ISSUE_TEAM_FIELD}${id}`, isChosen(id), typed),
      })),
    },
    hasTeams: teams.length > 0,
    hasButtonProfiles: buttonProfiles.some(({ portal }) => portal === stored.id),
    buttonProfile: choice(
      'buttonProfile',
      stored.buttonProfile ?? '',
      buttonProfiles
        .filter(({ portal }) => portal === stored.id)
        .map(({ id, name }) => ({ value: id, label: name })),
      typed,
    ),
    companyCode: ticked('companyCode', stored.companyCode, typed),
    offersTranscript: ticked('offersTranscript', stored.offersTranscript, typed),
    offersReceipt: ticked('offersReceipt', stored.offersReceipt, typed),
    iosProfiles: ticked('iosProfiles', stored.iosProfiles, typed),
  };
}

const WAY_HINTS = {
  sessionKey:
    'Customers type the key that a representative gave them. Links with a key in them work either way.',
  issues: 'Customers choose what they need help with and enter the queue of the team that owns it.',
  representatives:
    'Customers choose somebody who is logged in. Listed is who has the permission, and has ticked “Showing on representative list” in the console.',
} as const satisfies Record<Way, string>;

/** A colour as text with a swatch beside it; '' stands for the product's own. */
function colour(name: string, stored: string | undefined, typed: Typed | undefined) {
  const shown = field(name, stored ?? '', typed);
  return { ...shown, swatch: /^#[0-9a-f]{6}$/i.test(shown.value) ? shown.value : '' };
}

/** Page model of login/public-site-add. */
export function addPublicSitePage(
  shown: Offered & { readonly timeZone: string; readonly typed?: Typed | undefined },
) {
  const { typed } = shown;
  return {
    ...siteForm(newSite(shown.timeZone), shown, typed),
    isDefault: false,
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/public-site. `logoTyped` was refused in the form of the logo. */
export function editPublicSitePage(
  shown: Offered & {
    readonly site: PublicSite;
    readonly templates?: ReturnType<typeof templateChoices>;
    /** The address of its logo; '' when it has none. */
    readonly logo: string;
    /** What its portal page weighs, when that is too much. */
    readonly heavy?: string | undefined;
    readonly typed?: Typed | undefined;
    readonly logoTyped?: Typed;
    readonly notice?: Notice | undefined;
  },
) {
  const { site, typed, logoTyped } = shown;
  const fault = typed?.fault ?? logoTyped?.fault;
  return {
    ...siteForm(site, shown, typed),
    href: publicSiteHref(site.id),
    heading: site.name,
    isDefault: site.id === DEFAULT_PORTAL,
    revision: revisionShown(site.revision, typed),
    templates: shown.templates ?? templateChoices([], undefined),
    logo: shown.logo,
    heavy: shown.heavy ?? '',
    logoProblem: logoTyped === undefined ? '' : problemOf('logo', logoTyped),
    logoTypes: LOGO_TYPES.join(','),
    logoKilobytes: String(LIMITS.logoBytes / 1024),
    logoPixels: String(LIMITS.logoPixels),
    meanwhile: typed?.fault?.code === 'changed-meanwhile' ? storedNow(site, shown) : [],
    notice: fault === undefined ? shown.notice : refusal(fault),
  };
}

function storedNow(site: PublicSite, { teams, buttonProfiles = [] }: Offered) {
  const { schedule, ways, issueTeams } = site;
  const names = teams
    .filter(({ id }) => issueTeams !== 'all' && issueTeams.includes(id))
    .map(({ name }) => name);
  return [
    { label: 'Name', value: site.name },
    { label: 'Site Addresses', value: site.addresses.join(', ') || 'None' },
    { label: 'Main colour', value: site.mainColour ?? 'Handrail’s own' },
    { label: 'Header colour', value: site.headerColour ?? 'None' },
    { label: 'Languages', value: site.languages.map(languageInWords).join(', ') },
    { label: 'Schedule', value: scheduleInWords(schedule) },
    {
      label: 'Holidays',
      value: holidaysInWords(schedule.holidays).replaceAll('\n', '; ') || 'None',
    },
    { label: 'Session keys while closed', value: site.keysWhileClosed ? 'Yes' : 'No' },
    ...WAYS.map((way) => ({
      label: wayInWords(way),
      value: ways[way].shown ? modeInWords(ways[way].mode) : 'Not shown',
    })),
    { label: 'Display Issues', value: issueTeams === 'all' ? 'For All Teams' : names.join(', ') },
    {
      label: 'Default Support Button Profile',
      value: buttonProfiles.find(({ id }) => id === site.buttonProfile)?.name ?? 'None',
    },
    { label: 'Company Code', value: site.companyCode ? 'Yes' : 'No' },
    { label: 'Chat transcript after the session', value: site.offersTranscript ? 'Yes' : 'No' },
    { label: 'Receipt after the session', value: site.offersReceipt ? 'Yes' : 'No' },
    { label: 'iOS Configuration Profiles Link', value: site.iosProfiles ? 'Enabled' : 'Not enabled' },
  ];
}

/** Page model of login/remove for a public site. */
export function removePublicSitePage(
  site: PublicSite,
  buttonProfiles: readonly ButtonProfile[],
  notices: readonly { readonly name: string }[],
  typed: Typed | undefined,
) {
  return removalPage({
    heading: `Delete the public site ${site.name}?`,
    sentence:
      'Its host names lead to the default site from then on. Sessions that began there go on, and reports keep its name.',
    facts: [
      { label: 'Name', value: site.name },
      { label: 'Site Addresses', value: site.addresses.join(', ') || 'None' },
      ...(notices.length === 0
        ? []
        : [
            {
              label: 'Customer Notices that go with it',
              value: notices.map(({ name }) => name).join(', '),
            },
          ]),
    ],
    href: publicSiteHref(site.id),
    inTheWay: inTheWayOfDeleting(site.id, buttonProfiles),
    typed,
  });
}
