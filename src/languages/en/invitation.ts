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
} as const satisfies Texts;
