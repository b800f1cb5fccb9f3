import * as v from 'valibot';
import { idPattern, LIMITS, type TeamId } from '../../kernel/index.ts';
import { checkboxField, choiceField, textField } from '../../platform/web.ts';
import { KEY_TIMEOUT_LIMITS_MS, PEER_TO_PEER, TEAM_CHAT_DAYS } from '../../settings/index.ts';

/** A password is taken as it is typed: no trimming, any character. Whether it is good is for people/ to say. */
function passwordField(label: string) {
  return v.pipe(
    v.string(`Please fill in ${label}.`),
    v.minLength(1, `Please fill in ${label}.`),
    v.maxLength(4 * LIMITS.passwordCharactersMax, `${label} is too long.`),
  );
}

export const revisionField = v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number));
/** One of the times that a list offers; whether it is one of them is for people/ to say. */
export const timeField = v.pipe(
  v.string('Please choose one of the offered times.'),
  v.regex(/^\d{1,9}$/, 'Please choose one of the offered times.'),
  v.transform(Number),
);

const usernameField = textField('Username', { max: LIMITS.usernameCharacters });
const nameField = textField('Name', { max: LIMITS.nameCharacters });
const siteNameField = textField('Site name', { max: LIMITS.siteNameCharacters });

export const signInForm = v.object({
  // Whatever is typed is only compared, so nothing but its length is checked.
  username: v.pipe(v.string(), v.maxLength(1_000)),
  password: passwordField('Password'),
  next: v.optional(v.string()),
  kept: v.optional(v.string()),
});

export const setupForm = v.object({
  name: textField('Your name', { max: LIMITS.nameCharacters }),
  username: usernameField,
  password: passwordField('Password'),
  siteName: siteNameField,
});

const rolesFields = { administrator: checkboxField(), representative: checkboxField() };

export const addUserForm = v.object({
  name: nameField,
  username: usernameField,
  password: passwordField('Password'),
  ...rolesFields,
});

export const editUserForm = v.object({
  name: nameField,
  username: usernameField,
  ...rolesFields,
  revision: revisionField,
});

export const resetPasswordForm = v.object({ password: passwordField('New password') });

export const accountForm = v.object({
  currentPassword: passwordField('Current password'),
  newPassword: passwordField('New password'),
});

export const optionsForm = v.object({
  siteName: siteNameField,
  maximumSessionKeyTimeoutMs: v.pipe(
    v.string('Please choose one of the offered values.'),
    v.regex(/^\d{1,12}$/, 'Please choose one of the offered values.'),
    v.transform(Number),
    v.minValue(KEY_TIMEOUT_LIMITS_MS.min, 'Please choose 5 minutes or more.'),
    v.maxValue(KEY_TIMEOUT_LIMITS_MS.max, 'Please choose 30 days or less.'),
  ),
  peerToPeer: choiceField('Peer to Peer', PEER_TO_PEER),
  requireClosedSessions: checkboxField(),
  fallbackForNormalSessions: checkboxField(),
  fallbackForJumpSessions: checkboxField(),
  fallbackTeam: v.pipe(
    v.optional(v.string('Please choose one of the teams.'), 'none'),
    v.check((id) => id === 'none' || idPattern.test(id), 'Please choose one of the teams.'),
    v.transform((id) => id as TeamId | 'none'),
  ),
  showSessionInformation: checkboxField(),
  screenSharingRecording: checkboxField(),
  clientSideEmails: checkboxField(),
  serverSideEmails: checkboxField(),
  // What it must be is for notify/ to say; blank keeps the stored one.
  smsGatewayUrl: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.maxLength(2 * LIMITS.smsGatewayUrlCharacters, 'SMS Gateway URL is too long.'),
  ),
  smsGatewayRemoved: checkboxField(),
  revision: revisionField,
});

const WHOLE_DAYS = `Please give a whole number of days from ${TEAM_CHAT_DAYS.min} to ${TEAM_CHAT_DAYS.max}.`;

export const teamChatHistoryForm = v.object({
  teamChatHistoryDays: v.pipe(
    v.string(WHOLE_DAYS),
    v.trim(),
    v.regex(/^\d{1,5}$/, WHOLE_DAYS),
    v.transform(Number),
    v.maxValue(TEAM_CHAT_DAYS.max, WHOLE_DAYS),
  ),
  revision: revisionField,
});

/** Only a button. */
export const emptyForm = v.object({});
