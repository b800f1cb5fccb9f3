import type { invitation as english } from '../en/invitation.ts';
import type { Translation } from '../text.ts';

export const invitation = {
  'invitation.subject': '%SITE_NAME%: Ihre Support-Sitzung',
  'invitation.body': `Guten Tag,

%REP_NAME% von %SITE_NAME% lädt Sie zu einer Support-Sitzung ein. Bitte öffnen Sie diesen Link:

%SESSION_KEY_URL%

Oder gehen Sie auf %PORTAL_URL% und geben Sie diesen Sitzungsschlüssel ein: %SESSION_KEY%

Der Schlüssel gilt einmal und bis %EXPIRES%. Niemand sieht Ihren Bildschirm, bevor Sie es erlauben.

Wenn Sie nicht um Hilfe gebeten haben, können Sie diese Nachricht ignorieren.`,
  'invitation.sms':
    '%REP_NAME% (%SITE_NAME%) lädt Sie zu einer Support-Sitzung ein: %SESSION_KEY_URL% Gültig bis %EXPIRES%.',
} as const satisfies Translation<typeof english, 'one'>;
