import type { client as english } from '../en/client.ts';
import type { Translation } from '../text.ts';

export const client = {
  'client.agreement-title': 'Accord',
  'client.agreement-text': `Une personne de l’assistance va vous aider dans cette session. Ce que vous écrivez est conservé, ainsi que ce qui a été fait et quand.
Si vous partagez votre écran, elle voit ce que vous avez choisi de montrer. Fermez d’abord tout ce qui est privé.
Vous pouvez arrêter le partage et la session à tout moment.`,
  'client.chat-agreement-text': `Une personne de l’assistance va échanger avec vous par écrit. Ce que vous écrivez est conservé, ainsi que ce qui a été fait et quand.
N’écrivez aucun mot de passe. Vous pouvez terminer la session à tout moment.`,
  'client.greeting': 'Bienvenue, %CUSTOMER_NAME%. Merci de vous adresser à %SITE_NAME%.',
  'client.on-hold': `Merci de patienter. Quelqu’un s’occupera de vous dès que possible.
Votre place dans la file : %POSITION%.
L’attente est en général de %EXPECTED_WAIT%.`,
  'client.point-screen': 'Personne ne voit votre écran avant que vous ne le partagiez.',
  'client.after': 'Merci d’avoir contacté %SITE_NAME%. Nous espérons avoir pu vous aider.',
} as const satisfies Translation<typeof english, 'one'>;
