import { LIMITS, unreachable } from '../kernel/index.ts';
import type { Team } from '../people/index.ts';
import type { SiteSettings } from '../settings/index.ts';
import { choice } from './choice.ts';
import { field, ticked, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { lengthInWords } from './words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const TIMEOUTS_MS = [
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
  3 * DAY_MS,
  7 * DAY_MS,
  14 * DAY_MS,
  30 * DAY_MS,
];

/** What *Maximum Session Key Timeout* offers; a stored value that is none of the usual ones is offered too. */
function keyTimeoutChoices(currentMs: number): readonly { readonly value: string; readonly label: string }[] {
  return [...new Set([...TIMEOUTS_MS, currentMs])]
    .toSorted((left, right) => left - right)
    .map((durationMs) => ({ value: String(durationMs), label: lengthInWords(durationMs) }));
}

const PEER_TO_PEER_WORDS = {
  disabled: {
    label: 'Disabled',
    hint: 'Handrail does not answer on UDP 3478. All session traffic goes through it.',
  },
  appliance: {
    label: 'Use Handrail as Peer-to-Peer Server',
    hint: 'Direct connections are attempted, while a second stream still comes here for the record. Clients must reach UDP 3478 of this appliance; where they cannot, the session goes through Handrail and nothing waits for it.',
  },
} as const;

/** Page model of login/options. */
export function optionsPage(shown: {
  readonly settings: SiteSettings;
  readonly revision: number;
  /** What the designated fallback queue can be. */
  readonly teams: readonly Team[];
  /** Whether *Email Configuration* is set up. */
  readonly canMail: boolean;
  /** Whether there is an SMS gateway, and its address can still be read. */
  readonly gateway: 'none' | 'stored' | 'unreadable';
  readonly typed?: Typed;
  readonly notice?: Notice | undefined;
}) {
  const { settings, teams, typed } = shown;
  // A team that is gone counts as none.
  const fallbackTeam = teams.find(({ id }) => id === settings.fallbackTeam);
  const timeout = field('maximumSessionKeyTimeoutMs', String(settings.maximumSessionKeyTimeoutMs), typed);
  const peerToPeer = field('peerToPeer', settings.peerToPeer, typed);
  return {
    revision: revisionShown(shown.revision, typed),
    siteName: field('siteName', settings.siteName, typed),
    siteNameLimit: LIMITS.siteNameCharacters,
    timeout: {
      problem: timeout.problem,
      choices: keyTimeoutChoices(settings.maximumSessionKeyTimeoutMs).map((choice) => ({
        ...choice,
        selected: choice.value === timeout.value,
      })),
    },
    peerToPeer: {
      problem: peerToPeer.problem,
      choices: (['disabled', 'appliance'] as const).map((value) => ({
        value,
        ...PEER_TO_PEER_WORDS[value],
        checked: value === peerToPeer.value,
      })),
    },
    requireClosedSessions: ticked('requireClosedSessions', settings.requireClosedSessions, typed),
    fallbackForNormalSessions: ticked('fallbackForNormalSessions', settings.fallbackForNormalSessions, typed),
    fallbackForJumpSessions: ticked('fallbackForJumpSessions', settings.fallbackForJumpSessions, typed),
    fallbackTeam: choice(
      'fallbackTeam',
      fallbackTeam?.id ?? 'none',
      [{ value: 'none', label: 'None' }, ...teams.map(({ id, name }) => ({ value: id, label: name }))],
      typed,
    ),
    showSessionInformation: ticked('showSessionInformation', settings.showSessionInformation, typed),
    screenSharingRecording: ticked('screenSharingRecording', settings.screenSharingRecording, typed),
    clientSideEmails: ticked('clientSideEmails', settings.clientSideEmails, typed),
    serverSideEmails: ticked('serverSideEmails', settings.serverSideEmails, typed),
    canMail: shown.canMail,
    smsGatewayUrl: {
      ...field('smsGatewayUrl', '', typed),
      hint: gatewayHint(shown.gateway, settings.smsGatewayHost),
    },
    smsGatewayUrlLimit: LIMITS.smsGatewayUrlCharacters,
    hasGateway: shown.gateway !== 'none',
    smsGatewayRemoved: ticked('smsGatewayRemoved', false, typed),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Site name', value: settings.siteName },
            {
              label: 'Maximum Session Key Timeout',
              value: lengthInWords(settings.maximumSessionKeyTimeoutMs),
            },
            { label: 'Peer to Peer', value: PEER_TO_PEER_WORDS[settings.peerToPeer].label },
            {
              label: 'Require Closed Sessions on Logout or Quit',
              value: onOrOff(settings.requireClosedSessions),
            },
            {
              label: 'Enable Rules 2, 3, and 4 for Normal Sessions',
              value: onOrOff(settings.fallbackForNormalSessions),
            },
            {
              label: 'Enable Rules 2, 3, and 4 for Jump Sessions',
              value: onOrOff(settings.fallbackForJumpSessions),
            },
            { label: 'Designated fallback queue', value: fallbackTeam?.name ?? 'None' },
            {
              label: 'Show Session Information in All Alert Dialog Boxes',
              value: onOrOff(settings.showSessionInformation),
            },
            { label: 'Enable Screen Sharing Recording', value: onOrOff(settings.screenSharingRecording) },
            {
              label: 'Enable client-side emails for support and presentation invitations',
              value: onOrOff(settings.clientSideEmails),
            },
            {
              label: 'Enable server-side emails for support invitations',
              value: onOrOff(settings.serverSideEmails),
            },
            {
              label: 'SMS Gateway URL',
              value: settings.smsGatewayHost === '' ? 'None' : `At ${settings.smsGatewayHost}`,
            },
          ]
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

function gatewayHint(gateway: 'none' | 'stored' | 'unreadable', host: string): string {
  switch (gateway) {
    case 'none':
      return 'Without one, representatives are not offered SMS.';
    case 'stored':
      return `An address at ${host} is stored. It may hold a password, so it is not shown. Leave the field blank to keep it.`;
    case 'unreadable':
      return `An address at ${host} is stored, but the key that sealed it (the file sealing-key in the data directory) was replaced. Please enter the address again.`;
    default:
      return unreachable(gateway);
  }
}

function onOrOff(value: boolean): string {
  return value ? 'On' : 'Off';
}
