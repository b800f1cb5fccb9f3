import type { Texts } from '../text.ts';

/** What is sent to somebody who is to come into a session, where the administrator wrote nothing else. `%NAME%` is a macro (notify/macros.ts). */
export const invitation = {
  'invitation.subject': '%SITE_NAME%: your support session',
  'invitation.body': `Hello,

%REP_NAME% of %SITE_NAME% invites you to a support session. Please open this link:

%SESSION_KEY_URL%

Or go to %PORTAL_URL% and type this session key: %SESSION_KEY%

The key can be used once, until %EXPIRES%. Nobody sees your screen before you allow it.

If you did not ask for support, you can ignore this message.`,
  'invitation.sms':
    '%REP_NAME% (%SITE_NAME%) invites you to a support session: %SESSION_KEY_URL% Valid until %EXPIRES%.',
  'invitation.external-subject': '%SITE_NAME%: please come into a support session',
  'invitation.external-body': `Hello,

%REP_NAME% of %SITE_NAME% invites you into a support session, where you will be seen as %GUEST_NAME%. Please open this link:

%SESSION_KEY_URL%

It lets one person in, until %EXPIRES%, or until the session ends. If you are asked for a key, it is %SESSION_KEY%.

If you do not know what this is about, you can ignore this message. Please do not pass it on.`,
  'invitation.ios-subject': '%SITE_NAME%: profiles for your iPhone or iPad',
  'invitation.ios-body': `Hello,

%REP_NAME% of %SITE_NAME% has configuration profiles for your iPhone or iPad. Please open this link on the device itself:

%ACCESS_KEY_URL%

Or go to %PROFILES_URL% there and type this access key: %ACCESS_KEY%

The key can be used until %EXPIRES%. Please do not pass it on.

If you did not expect this, install nothing and ignore this message.`,
  'invitation.ios-sms':
    '%REP_NAME% (%SITE_NAME%) has profiles for your iPhone or iPad. Open on the device: %ACCESS_KEY_URL% Valid until %EXPIRES%.',
} as const satisfies Texts;
