import * as v from 'valibot';
import { idPattern, LIMITS, type TeamId } from '../kernel/index.ts';

/** Whether Handrail answers STUN on UDP 3478, so that two ends can try a direct connection. */
export const PEER_TO_PEER = ['disabled', 'appliance'] as const;
export type PeerToPeer = (typeof PEER_TO_PEER)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What *Maximum Session Key Timeout* may be. */
export const KEY_TIMEOUT_LIMITS_MS = { min: 5 * MINUTE_MS, max: 30 * DAY_MS } as const;

/** What *Team Chat History* may be, in days. */
export const TEAM_CHAT_DAYS = { min: 0, max: 3_650 } as const;

/** The site's options. The names are those of the stored rows and of the audit's old and new values. */
export interface SiteSettings {
  readonly siteName: string;
  /** How long a session key may be valid for starting a session, at most. */
  readonly maximumSessionKeyTimeoutMs: number;
  readonly peerToPeer: PeerToPeer;
  /** *Require Closed Sessions on Logout or Quit*. */
  readonly requireClosedSessions: boolean;
  /** Fallback rules 2, 3 and 4 for attended sessions. Rules 1 and 5 always hold. */
  readonly fallbackForNormalSessions: boolean;
  /** The same for unattended sessions. */
  readonly fallbackForJumpSessions: boolean;
  /** Whose queue is the designated fallback queue. A team that does not exist (any more) counts as none. */
  readonly fallbackTeam: TeamId | 'none';
  /** *Show Session Information in All Alert Dialog Boxes*. */
  readonly showSessionInformation: boolean;
  /** *Team Chat History*: how long what is said in a team chat is kept; 0: not longer than it is shown. */
  readonly teamChatHistoryDays: number;
  /** *Enable Screen Sharing Recording*; a public site may say otherwise. */
  readonly screenSharingRecording: boolean;
  /** *Enable client-side emails for support and presentation invitations*. */
  readonly clientSideEmails: boolean;
  /** *Enable server-side emails for support invitations*. */
  readonly serverSideEmails: boolean;
  /** The host of *SMS Gateway URL*, which may be shown; '' without a gateway. */
  readonly smsGatewayHost: string;
  /** The whole of it, sealed; '' without a gateway. */
  readonly smsGatewaySealed: string;
}

export const DEFAULT_SETTINGS: SiteSettings = {
  siteName: 'Handrail',
  maximumSessionKeyTimeoutMs: DAY_MS,
  peerToPeer: 'appliance',
  requireClosedSessions: false,
  fallbackForNormalSessions: true,
  fallbackForJumpSessions: true,
  fallbackTeam: 'none',
  showSessionInformation: true,
  teamChatHistoryDays: 90,
  screenSharingRecording: true,
  clientSideEmails: true,
  serverSideEmails: false,
  smsGatewayHost: '',
  smsGatewaySealed: '',
};

export const settingSchemas = {
  siteName: v.pipe(
    v.string(),
    v.minLength(1),
    v.check((text) => Array.from(text).length <= LIMITS.siteNameCharacters),
  ),
  maximumSessionKeyTimeoutMs: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(KEY_TIMEOUT_LIMITS_MS.min),
    v.maxValue(KEY_TIMEOUT_LIMITS_MS.max),
  ),
  peerToPeer: v.picklist(PEER_TO_PEER),
  requireClosedSessions: v.boolean(),
  fallbackForNormalSessions: v.boolean(),
  fallbackForJumpSessions: v.boolean(),
  fallbackTeam: v.custom<TeamId | 'none'>(
    (value) => typeof value === 'string' && (value === 'none' || idPattern.test(value)),
  ),
  showSessionInformation: v.boolean(),
  teamChatHistoryDays: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(TEAM_CHAT_DAYS.min),
    v.maxValue(TEAM_CHAT_DAYS.max),
  ),
  screenSharingRecording: v.boolean(),
  clientSideEmails: v.boolean(),
  serverSideEmails: v.boolean(),
  smsGatewayHost: v.pipe(v.string(), v.maxLength(LIMITS.smsGatewayUrlCharacters)),
  smsGatewaySealed: v.pipe(v.string(), v.maxLength(4 * LIMITS.smsGatewayUrlCharacters)),
} as const satisfies { readonly [Name in keyof SiteSettings]: v.GenericSchema<unknown, SiteSettings[Name]> };

/** Settings that hold a secret: nobody is told what they are, the audit only that they changed. */
export const SEALED_SETTINGS: ReadonlySet<keyof SiteSettings> = new Set(['smsGatewaySealed']);

export type SettingName = keyof SiteSettings;
type SettingValue = SiteSettings[SettingName];
const SETTING_NAMES = Object.keys(settingSchemas) as readonly SettingName[];

/**
 * Stored values as settings. A missing value is its default, and so is one that does not parse (an
 * older version may have allowed it), which is named in `unreadable` for the log.
 */
export function parseSettings(stored: ReadonlyMap<string, unknown>): {
  readonly settings: SiteSettings;
  readonly unreadable: readonly SettingName[];
} {
  const unreadable: SettingName[] = [];
  function read<Name extends SettingName>(name: Name): SiteSettings[Name] {
    if (!stored.has(name)) {
      return DEFAULT_SETTINGS[name];
    }
    const result = v.safeParse(settingSchemas[name], stored.get(name));
    if (result.success) {
      return result.output as SiteSettings[Name];
    }
    unreadable.push(name);
    return DEFAULT_SETTINGS[name];
  }
  return {
    settings: {
      siteName: read('siteName'),
      maximumSessionKeyTimeoutMs: read('maximumSessionKeyTimeoutMs'),
      peerToPeer: read('peerToPeer'),
      requireClosedSessions: read('requireClosedSessions'),
      fallbackForNormalSessions: read('fallbackForNormalSessions'),
      fallbackForJumpSessions: read('fallbackForJumpSessions'),
      fallbackTeam: read('fallbackTeam'),
      showSessionInformation: read('showSessionInformation'),
      teamChatHistoryDays: read('teamChatHistoryDays'),
      screenSharingRecording: read('screenSharingRecording'),
      clientSideEmails: read('clientSideEmails'),
      serverSideEmails: read('serverSideEmails'),
      smsGatewayHost: read('smsGatewayHost'),
      smsGatewaySealed: read('smsGatewaySealed'),
    },
    unreadable,
  };
}

/** What really changes when `wanted` is asked for: each name with its old and its new value. */
export function changesBetween(
  current: SiteSettings,
  wanted: Partial<SiteSettings>,
): readonly { readonly name: SettingName; readonly old: SettingValue; readonly new: SettingValue }[] {
  return SETTING_NAMES.flatMap((name) => {
    const value = wanted[name];
    return value === undefined || value === current[name] ? [] : [{ name, old: current[name], new: value }];
  });
}
