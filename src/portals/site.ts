import { type ButtonProfileId, LIMITS, type PortalId, type TeamId } from '../kernel/index.ts';
import { type Language, LANGUAGES } from '../languages/index.ts';
import { nameKey } from '../people/index.ts';
import { type Brand, mainColourProblem, parseColour } from './colours.ts';
import { hostOf, isHostName } from './host.ts';
import { holidaysInWords, type Schedule, spansInWords, TIME_ZONES } from './schedule.ts';

/** The site that is always there and cannot be deleted. Its name is the site's own. */
export const DEFAULT_PORTAL = 'default-portal--------' as PortalId;

/** What a customer begins: with everything, or as a chat that can become more later. */
export const MODES = ['full', 'chat'] as const;
export type Mode = (typeof MODES)[number];

/** The ways in that a site can show, in the order in which it shows them. */
export const WAYS = ['sessionKey', 'issues', 'representatives'] as const;
export type Way = (typeof WAYS)[number];

export interface WayShown {
  readonly shown: boolean;
  readonly mode: Mode;
}

/** What an administrator says about a public site. */
export interface SiteFields extends Brand {
  /** Unique. The default site's is ignored: it has the name of the whole site. */
  readonly name: string;
  /** Site Addresses: host names in ASCII and small letters, each of one site only. */
  readonly addresses: readonly string[];
  /** The first one is for who understands none of them. Never empty. */
  readonly languages: readonly Language[];
  readonly schedule: Schedule;
  /** Whether a session key opens the site outside its hours: somebody is there who gave it. */
  readonly keysWhileClosed: boolean;
  readonly ways: Readonly<Record<Way, WayShown>>;
  /** *Display Issues for All Teams* or *for the Selected Teams*. */
  readonly issueTeams: 'all' | readonly TeamId[];
  /** Whether it asks for a Company Code. */
  readonly companyCode: boolean;
  /** *Default Support Button Profile*: one of this site's own; undefined for none. */
  readonly buttonProfile: ButtonProfileId | undefined;
  /** What customers may keep of a session that has ended. */
  readonly offersTranscript: boolean;
  readonly offersReceipt: boolean;
  /** *iOS Configuration Profiles Link Enabled*. */
  readonly iosProfiles: boolean;
}

/** What customers see of the company under certain host names. */
export interface PublicSite extends SiteFields {
  readonly id: PortalId;
  /** Changes with the logo; undefined when it has none. */
  readonly logo: string | undefined;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** What a new site begins with. */
export function newSite(timeZone: string): SiteFields {
  return {
    name: '',
    addresses: [],
    mainColour: undefined,
    headerColour: undefined,
    languages: LANGUAGES,
    schedule: { timeZone, hours: 'always', holidays: [] },
    keysWhileClosed: true,
    ways: {
      sessionKey: { shown: true, mode: 'full' },
      issues: { shown: true, mode: 'full' },
      representatives: { shown: true, mode: 'full' },
    },
    issueTeams: 'all',
    companyCode: false,
    buttonProfile: undefined,
    offersTranscript: true,
    offersReceipt: true,
    iosProfiles: false,
  };
}

/** The site that a `Host` header asks for: an unknown host gets the default site. */
export function siteOf(
  host: string | undefined,
  sites: { readonly byHost: ReadonlyMap<string, PublicSite>; readonly standard: PublicSite },
): PublicSite {
  return sites.byHost.get(hostOf(host) ?? '') ?? sites.standard;
}

/**
 * Where a site is reached, as an origin. `base` is one of ours that leads to `baseSite`: the public URL,
 * or where the representative is; the site's first address takes the place of its host. Undefined for a
 * site without an address when `base` leads to another one: whoever went there would see another name.
 */
export function originOf(site: PublicSite, base: string, baseSite: PublicSite): string | undefined {
  const [address] = site.addresses;
  if (site.id === baseSite.id) {
    return base;
  }
  return address === undefined
    ? undefined
    : base.replace(/^(https?:\/\/)(?:\[[^\]]*\]|[^:/]+)/, `$1${address}`);
}

/** Why this site cannot be deleted; '' when nothing is in the way. */
export function inTheWayOfDeleting(
  site: PortalId,
  profiles: readonly { readonly name: string; readonly portal: PortalId }[],
): string {
  if (site === DEFAULT_PORTAL) {
    return 'The default public site cannot be deleted: every host name that no other site has leads to it.';
  }
  const names = profiles.filter(({ portal }) => portal === site).map(({ name }) => name);
  return names.length === 0
    ? ''
    : `Support Buttons lead to this site, with the ${names.length === 1 ? 'profile' : 'profiles'} ${names.join(', ')}. Please give ${names.length === 1 ? 'it' : 'them'} another site first, or delete ${names.length === 1 ? 'it' : 'them'}.`;
}

/** A sentence for each field that cannot stay as it is. `others` are the sites beside this one. */
export function siteProblems(
  fields: SiteFields,
  id: PortalId | undefined,
  others: readonly PublicSite[],
  known: {
    readonly isTeam: (team: TeamId) => boolean;
    readonly isProfileOf: (profile: ButtonProfileId, site: PortalId) => boolean;
  },
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  if (id !== DEFAULT_PORTAL) {
    const length = Array.from(fields.name).length;
    if (length < 1 || length > LIMITS.siteNameCharacters) {
      problems['name'] = `Please give a name of 1 to ${LIMITS.siteNameCharacters} characters.`;
    } else if (others.some(({ name }) => nameKey(name) === nameKey(fields.name))) {
      problems['name'] = 'Another public site has this name. Please choose another one.';
    }
  }
  const addresses = addressProblem(fields.addresses, id, others);
  if (addresses !== undefined) {
    problems['addresses'] = addresses;
  }
  const mainColour = fields.mainColour === undefined ? undefined : colourProblem(fields.mainColour, true);
  if (mainColour !== undefined) {
    problems['mainColour'] = mainColour;
  }
  const headerColour =
    fields.headerColour === undefined ? undefined : colourProblem(fields.headerColour, false);
  if (headerColour !== undefined) {
    problems['headerColour'] = headerColour;
  }
  if (fields.languages.length === 0) {
    problems['languages'] = 'Please tick at least one language.';
  }
  if (!TIME_ZONES.includes(fields.schedule.timeZone)) {
    problems['timeZone'] = 'Please choose one of the offered time zones.';
  }
  if (fields.schedule.hours !== 'always' && fields.schedule.hours.every((spans) => spans.length === 0)) {
    problems['hours'] = 'Please give the hours of at least one day, or choose that it is always open.';
  }
  if (fields.schedule.holidays.length > LIMITS.holidaysPerSite) {
    problems['holidays'] =
      `There can be ${LIMITS.holidaysPerSite} holidays at most. Please delete past ones.`;
  }
  if (!Object.values(fields.ways).some(({ shown }) => shown)) {
    problems['ways'] = 'Please show at least one way in: otherwise nobody can begin here.';
  }
  if (fields.issueTeams !== 'all') {
    if (fields.ways.issues.shown && fields.issueTeams.length === 0) {
      problems['issueTeams'] = 'Please select at least one team, or display the issues of all teams.';
    } else if (!fields.issueTeams.every(known.isTeam)) {
      problems['issueTeams'] = 'One of the teams does not exist any more. Please look again.';
    }
  }
  if (
    fields.buttonProfile !== undefined &&
    (id === undefined || !known.isProfileOf(fields.buttonProfile, id))
  ) {
    problems['buttonProfile'] = 'Please choose one of the Support Button profiles of this site.';
  }
  return problems;
}

function addressProblem(
  addresses: readonly string[],
  id: PortalId | undefined,
  others: readonly PublicSite[],
): string | undefined {
  if (addresses.length === 0) {
    return id === DEFAULT_PORTAL
      ? undefined
      : 'Please give at least one host name, such as help.example.com.';
  }
  if (addresses.length > LIMITS.addressesPerSite) {
    return `A public site can have ${LIMITS.addressesPerSite} host names at most.`;
  }
  const wrong = addresses.find((address) => !isHostName(address));
  if (wrong !== undefined) {
    return `“${wrong}” is no host name. Please write it like help.example.com, without a path.`;
  }
  for (const other of others) {
    const taken = addresses.find((address) => other.addresses.includes(address));
    if (taken !== undefined) {
      return `“${taken}” belongs to the public site “${other.name}”. A host name leads to one site only.`;
    }
  }
  return undefined;
}

function colourProblem(colour: string, isForText: boolean): string | undefined {
  return parseColour(colour) !== colour
    ? 'Please write the colour as # and six digits or letters A to F, such as #0b5c6b.'
    : isForText
      ? mainColourProblem(colour)
      : undefined;
}

/** What the audit keeps of a site. */
export function recordedSite(
  site: SiteFields,
): Readonly<Record<string, string | number | boolean | readonly string[]>> {
  const { schedule, ways } = site;
  return {
    name: site.name,
    addresses: site.addresses,
    mainColour: site.mainColour ?? '',
    headerColour: site.headerColour ?? '',
    languages: site.languages,
    timeZone: schedule.timeZone,
    hours: schedule.hours === 'always' ? 'always' : schedule.hours.map(spansInWords),
    holidays: holidaysInWords(schedule.holidays),
    keysWhileClosed: site.keysWhileClosed,
    ...Object.fromEntries(
      WAYS.map((way) => [way, ways[way].shown ? `shown, ${ways[way].mode}` : `hidden, ${ways[way].mode}`]),
    ),
    issueTeams: site.issueTeams,
    companyCode: site.companyCode,
    buttonProfile: site.buttonProfile ?? '',
    offersTranscript: site.offersTranscript,
    offersReceipt: site.offersReceipt,
    iosProfiles: site.iosProfiles,
  };
}

/** Whether a link of a team's members may lead to this site. The default site is open to all. */
export function mayUseSite(access: 'all' | ReadonlySet<PortalId>, site: PortalId): boolean {
  return site === DEFAULT_PORTAL || access === 'all' || access.has(site);
}
