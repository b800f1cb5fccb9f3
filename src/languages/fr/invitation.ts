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
} as const satisfies Translation<typeof english, 'one'>;
