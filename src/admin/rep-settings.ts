import { unreachable } from '../kernel/index.ts';
import {
  DISPLAY_NUMBER_MAX,
  type Grant,
  GRANTS,
  IDLE_LIMITS_MS,
  type RepSettings,
  SESSION_LIMITS,
} from '../people/index.ts';
import { choice } from './choice.ts';
import { field, ticked, type Typed } from './field.ts';
import { counted, lengthInWords } from './words.ts';

/** The checkbox of a grant in a form is called so, with the grant behind it. */
export const GRANT_FIELD = 'may-';
/** The choice that stands for no limit. */
export const NO_LIMIT = 'none';

/** The form *Representative Permissions* of a user. */
export function repSettingsForm(stored: RepSettings, typed: Typed | undefined) {
  return {
    displayNumber: field('displayNumber', String(stored.displayNumber), typed),
    displayNumberLength: String(DISPLAY_NUMBER_MAX).length,
    grants: GRANTS.map((grant) => ({
      field: `${GRANT_FIELD}${grant}`,
      label: grantInWords(grant),
      checked: ticked(`${GRANT_FIELD}${grant}`, stored.grants.has(grant), typed),
    })),
    sessionLimit: choice(
      'sessionLimit',
      stored.sessionLimit === undefined ? NO_LIMIT : String(stored.sessionLimit),
      [
        { value: NO_LIMIT, label: 'No limit' },
        ...SESSION_LIMITS.map((count) => ({
          value: String(count),
          label: counted(count, 'session', 'sessions'),
        })),
      ],
      typed,
    ),
    idleLimitMs: choice(
      'idleLimitMs',
      String(stored.idleLimitMs),
      IDLE_LIMITS_MS.map((durationMs) => ({
        value: String(durationMs),
        label: durationMs === 0 ? 'No limit' : lengthInWords(durationMs),
      })),
      typed,
    ),
  };
}

/** What is stored now, for who saved too late. */
export function repSettingsInWords(stored: RepSettings) {
  return [
    { label: 'Display Number', value: String(stored.displayNumber) },
    {
      label: 'Permissions',
      value:
        GRANTS.filter((grant) => stored.grants.has(grant))
          .map(grantInWords)
          .join('; ') || 'None',
    },
    {
      label: 'Participating in more than',
      value:
        stored.sessionLimit === undefined ? 'No limit' : counted(stored.sessionLimit, 'session', 'sessions'),
    },
    {
      label: 'Idle for at least',
      value: stored.idleLimitMs === 0 ? 'No limit' : lengthInWords(stored.idleLimitMs),
    },
  ];
}

function grantInWords(grant: Grant): string {
  switch (grant) {
    case 'generate-session-keys':
      return 'Allowed to generate session keys for support sessions within the representative console';
    case 'accept-team-sessions':
      return 'Allowed to manually accept sessions from a team queue';
    case 'get-next-session':
      return 'Allowed to get the next session from a queue';
    case 'transfer-to-other-teams':
      return 'Allowed to transfer sessions to teams which they do not belong to';
    case 'share-with-other-teams':
      return 'Allowed to share sessions with teams which they do not belong to';
    case 'opt-out-of-assignments':
      return 'Allowed to opt out of session assignments';
    case 'invite-external-representatives':
      return 'Allowed to invite external support representatives';
    case 'show-on-public-site':
      return 'Allowed to show on public site';
    case 'deploy-personal-support-buttons':
      return 'Allowed to deploy and manage Support Buttons in personal queue';
    case 'deploy-team-support-buttons':
      return 'Allowed to deploy Team Support Buttons';
    case 'manage-team-support-buttons':
      return 'Allowed to manage Team Support Buttons';
    case 'change-support-button-portals':
      return 'Allowed to change the Public Portal associated with Support Buttons';
    case 'send-ios-profiles':
      return 'Allowed to generate access keys for sending iOS profiles';
    case 'edit-html-templates':
      return 'Allowed to edit HTML templates';
    case 'edit-customer-notices':
      return 'Allowed to edit customer notices';
    case 'edit-file-store':
      return 'Allowed to edit file store';
    case 'edit-ios-profiles':
      return 'Allowed to edit iOS profiles';
    default:
      return unreachable(grant);
  }
}
