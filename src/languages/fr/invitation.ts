import type { invitation as english } from '../en/invitation.ts';
import type { Translation } from '../text.ts';

export const invitation = {
  'invitation.subject': '%SITE_NAME% : votre session d’assistance',
  'invitation.body': `Bonjour,

%REP_NAME% de %SITE_NAME% vous invite à une session d’assistance. Veuillez ouvrir ce lien :

%SESSION_KEY_URL%

Vous pouvez aussi aller sur %PORTAL_URL% et saisir cette clé de session : %SESSION_KEY%

La clé sert une seule fois, jusqu’au %EXPIRES%. Personne ne voit votre écran sans votre accord.

Si vous n’avez pas demandé d’assistance, vous pouvez ignorer ce message.`,
  'invitation.sms':
    '%REP_NAME% (%SITE_NAME%) vous invite à une session d’assistance : %SESSION_KEY_URL% Valable jusqu’au %EXPIRES%.',
  'invitation.external-subject': '%SITE_NAME% : invitation à une session d’assistance',
  'invitation.external-body': `Bonjour,

%REP_NAME% de %SITE_NAME% vous invite dans une session d’assistance, où vous apparaîtrez sous le nom de %GUEST_NAME%. Veuillez ouvrir ce lien :

%SESSION_KEY_URL%

Il laisse entrer une seule personne, jusqu’au %EXPIRES% ou jusqu’à la fin de la session. Si une clé vous est demandée, la voici : %SESSION_KEY%

Si vous ne savez pas de quoi il s’agit, vous pouvez ignorer ce message. Merci de ne pas le transmettre.`,
  'invitation.ios-subject': '%SITE_NAME% : profils pour votre iPhone ou iPad',
  'invitation.ios-body': `Bonjour,

%REP_NAME% de %SITE_NAME% met à votre disposition des profils de configuration pour votre iPhone ou iPad. Veuillez ouvrir ce lien sur l’appareil lui-même :

%ACCESS_KEY_URL%

Vous pouvez aussi y ouvrir %PROFILES_URL% et saisir cette clé d’accès : %ACCESS_KEY%

La clé est valable jusqu’au %EXPIRES%. Veuillez ne pas la transmettre.

Si vous n’attendiez pas ce message, n’installez rien et ignorez-le.`,
  'invitation.ios-sms':
    '%REP_NAME% (%SITE_NAME%) a des profils pour votre iPhone ou iPad. À ouvrir sur l’appareil : %ACCESS_KEY_URL% Valable jusqu’au %EXPIRES%.',
} as const satisfies Translation<typeof english, 'one'>;
