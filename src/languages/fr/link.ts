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
  'link.said': 'Ceci est également transmis :',
} as const satisfies Translation<typeof english, 'one'>;
