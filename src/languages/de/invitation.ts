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
  'invitation.external-subject': '%SITE_NAME%: Einladung in eine Support-Sitzung',
  'invitation.external-body': `Guten Tag,

%REP_NAME% von %SITE_NAME% lädt Sie in eine Support-Sitzung ein; dort erscheinen Sie als %GUEST_NAME%. Bitte öffnen Sie diesen Link:

%SESSION_KEY_URL%

Er lässt eine Person ein, bis %EXPIRES% oder bis die Sitzung endet. Wenn Sie nach einem Schlüssel gefragt werden: %SESSION_KEY%

Wenn Sie nicht wissen, worum es geht, können Sie diese Nachricht ignorieren. Bitte geben Sie sie nicht weiter.`,
  'invitation.ios-subject': '%SITE_NAME%: Profile für Ihr iPhone oder iPad',
  'invitation.ios-body': `Guten Tag,

%REP_NAME% von %SITE_NAME% hat Konfigurationsprofile für Ihr iPhone oder iPad. Bitte öffnen Sie diesen Link auf dem Gerät selbst:

%ACCESS_KEY_URL%

Oder gehen Sie dort auf %PROFILES_URL% und geben Sie diesen Zugangsschlüssel ein: %ACCESS_KEY%

Der Schlüssel gilt bis %EXPIRES%. Bitte geben Sie ihn nicht weiter.

Wenn Sie das nicht erwartet haben, installieren Sie nichts und ignorieren Sie diese Nachricht.`,
  'invitation.ios-sms':
    '%REP_NAME% (%SITE_NAME%) hat Profile für Ihr iPhone oder iPad. Bitte auf dem Gerät öffnen: %ACCESS_KEY_URL% Gültig bis %EXPIRES%.',
} as const satisfies Translation<typeof english, 'one'>;
