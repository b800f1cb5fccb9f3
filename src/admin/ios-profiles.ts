import { type IosProfileId, LIMITS } from '../kernel/index.ts';
import type { IosProfile, IosProfileFields } from '../ios-profiles/index.ts';
import type { PublicSite } from '../portals/index.ts';
import { field, problemOf, ticked, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { publicSiteHref } from './public-sites.ts';
import { removalPage } from './removal.ts';
import { translatedMeanwhile, translationFields } from './translations.ts';
import { counted, sizeInWords } from './words.ts';

export const IOS_PROFILES_PATH = '/login/ios-profiles';

export function iosProfileHref(id: IosProfileId): string {
  return `${IOS_PROFILES_PATH}/${id}`;
}

/** What administrators call what a profile sets up; others stand there under Apple's own name. */
const PAYLOADS: Readonly<Record<string, string>> = {
  'com.apple.wifi.managed': 'Wi-Fi',
  'com.apple.vpn.managed': 'VPN',
  'com.apple.mail.managed': 'Mail',
  'com.apple.eas.account': 'Exchange',
  'com.apple.carddav.account': 'Contacts',
  'com.apple.caldav.account': 'Calendar',
  'com.apple.subscribedcalendar.account': 'Subscribed calendar',
  'com.apple.ldap.account': 'LDAP',
  'com.apple.google-oauth': 'Google account',
  'com.apple.security.root': 'Root certificate',
  'com.apple.security.pem': 'Certificate',
  'com.apple.security.pkcs1': 'Certificate',
  'com.apple.security.pkcs12': 'Identity certificate',
  'com.apple.security.scep': 'SCEP',
  'com.apple.security.acme': 'ACME',
  'com.apple.mobiledevice.passwordpolicy': 'Passcode',
  'com.apple.applicationaccess': 'Restrictions',
  'com.apple.webClip.managed': 'Web clip',
  'com.apple.cellular': 'Cellular',
  'com.apple.dnsSettings.managed': 'DNS',
  'com.apple.webcontent-filter': 'Content filter',
  'com.apple.proxy.http.global': 'HTTP proxy',
  'com.apple.font': 'Font',
  'com.apple.mdm': 'Device management',
};

function contentsInWords({ payloads, isEncrypted }: IosProfile): string {
  return isEncrypted
    ? 'Encrypted'
    : [...new Set(payloads.map((type) => PAYLOADS[type] ?? type))].join(', ') || 'Nothing';
}

function downloadsInWords({ downloads }: IosProfile): string {
  return downloads === 0 ? 'Never' : counted(downloads, 'time', 'times');
}

/** Page model of login/ios-profiles. */
export function iosProfilesPage(shown: {
  readonly profiles: readonly IosProfile[];
  readonly sites: readonly PublicSite[];
  /** Whether the page of this site has a place for them; its template may have none. */
  readonly hasPlace: (site: PublicSite) => boolean;
  readonly notice?: Notice | undefined;
}) {
  const { profiles, sites } = shown;
  const enabled = sites.filter(({ iosProfiles }) => iosProfiles);
  return {
    profiles: profiles.map((profile) => ({
      href: iosProfileHref(profile.id),
      name: profile.name,
      isPublic: profile.isPublic,
      contents: contentsInWords(profile),
      size: sizeInWords(profile.size),
      downloads: downloadsInWords(profile),
      lastAt: profile.lastDownloadedAt ?? 0,
    })),
    isEmpty: profiles.length === 0,
    sites: sites.map((site) => ({
      href: `${publicSiteHref(site.id)}#ios`,
      name: site.name,
      isEnabled: site.iosProfiles,
      misses: site.iosProfiles && !shown.hasPlace(site),
    })),
    isNowhere: enabled.length === 0,
    notice: shown.notice,
  };
}

function profileForm(stored: IosProfileFields, typed: Typed | undefined) {
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.iosProfileNameCharacters,
    names: translationFields('name', stored.names, LIMITS.iosProfileNameCharacters, typed),
    description: field('description', stored.description, typed),
    descriptionLimit: LIMITS.iosProfileDescriptionCharacters,
    descriptions: translationFields(
      'description',
      stored.descriptions,
      LIMITS.iosProfileDescriptionCharacters,
      typed,
    ),
    isPublic: ticked('isPublic', stored.isPublic, typed),
    largest: sizeInWords(LIMITS.iosProfileBytes),
  };
}

/** Page model of login/ios-profile-add. */
export function addIosProfilePage(typed?: Typed) {
  return {
    ...profileForm({ name: '', description: '', isPublic: false }, typed),
    fileProblem: typed === undefined ? '' : problemOf('file', typed),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/ios-profile. `fileTyped` was refused in the form that replaces the file. */
export function editIosProfilePage(shown: {
  readonly profile: IosProfile;
  readonly typed?: Typed | undefined;
  readonly fileTyped?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { profile, typed, fileTyped } = shown;
  const fault = typed?.fault ?? fileTyped?.fault;
  return {
    ...profileForm(profile, typed),
    href: iosProfileHref(profile.id),
    heading: profile.name,
    revision: revisionShown(profile.revision, typed),
    contents: contentsInWords(profile),
    identifier: profile.identifier,
    isSigned: profile.isSigned,
    size: sizeInWords(profile.size),
    changedAt: profile.changedAt,
    digest: profile.digest,
    downloads: downloadsInWords(profile),
    lastAt: profile.lastDownloadedAt ?? 0,
    fileProblem: fileTyped === undefined ? '' : problemOf('file', fileTyped),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Name', value: profile.name },
            ...translatedMeanwhile(profile.names, 'Name'),
            { label: 'Description', value: profile.description || 'None' },
            ...translatedMeanwhile(profile.descriptions, 'Description'),
            { label: 'Public', value: profile.isPublic ? 'Yes' : 'No' },
          ]
        : [],
    notice: fault === undefined ? shown.notice : refusal(fault),
  };
}

/** Page model of login/remove for a profile. */
export function removeIosProfilePage(profile: IosProfile, typed: Typed | undefined) {
  return removalPage({
    heading: `Delete the profile ${profile.name}?`,
    sentence:
      'Nobody can download it any more, also not with an access key that was given out. Devices that have installed it keep it.',
    facts: [
      { label: 'Contents', value: contentsInWords(profile) },
      { label: 'Public', value: profile.isPublic ? 'Yes' : 'No' },
      { label: 'Downloaded', value: downloadsInWords(profile) },
    ],
    href: iosProfileHref(profile.id),
    typed,
  });
}
