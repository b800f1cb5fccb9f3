import type { link as english } from '../en/link.ts';
import type { Translation } from '../text.ts';

export const link = {
  'link.unknown': 'Il n’y a pas de champ {name}.',
  'link.nothing': 'Il ne dit pas qui joindre : une clé de session, une personne ou un sujet.',
  'link.two':
    'Il indique plusieurs destinations parmi une clé de session, une personne et un sujet, ou une même deux fois. Une seule est possible.',
  'link.locale': 'La langue {name} n’est pas proposée ici.',
  'link.too-much': 'Les champs sont trop longs ensemble : {bytes} octets au plus.',
  'link.wrong': 'Ce lien ne peut pas être utilisé. {parameter} : {sentence}',
  'link.by-post': 'Tout est compris. Pour démarrer la session, envoyez les mêmes champs par POST.',
  'link.hand-over': 'Votre session d’assistance est prête',
  'link.hand-over-more':
    'Ouvrez-la dans ce navigateur. Le lien fonctionne une seule fois, pendant quelques minutes.',
  'link.hand-over-open': 'Ouvrir la session',
  'link.hand-over-gone': 'Ce lien a déjà servi ou a expiré',
  'link.hand-over-gone-more':
    'Chaque lien ouvre une session une seule fois, en quelques minutes. Demandez-en un nouveau là où vous l’avez reçu, ou commencez sur notre page d’assistance.',
  'link.help': 'Aide',
  'link.said': 'Ceci est également transmis :',

  'button.key': 'Clé de session, si vous en avez reçu une',
  'button.keep': 'Gardez l’aide à portée de main',
  'button.keep-more':
    'Placez-la sur votre bureau : l’aide sera à un clic. Votre navigateur peut aussi proposer de l’installer.',
  'button.windows': 'Raccourci pour Windows',
  'button.mac': 'Raccourci pour macOS',
  'button.linux': 'Raccourci pour Linux',
  'button.gone': 'Ce bouton d’assistance ne fonctionne plus',
  'button.gone-more':
    'Il a expiré ou a été retiré. Demandez-en un nouveau à la personne qui vous l’a donné, ou commencez sur notre page d’assistance.',
  'button.to-portal': 'Aller à la page d’assistance',
} as const satisfies Translation<typeof english, 'one'>;
