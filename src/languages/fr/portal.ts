import type { portal as english } from '../en/portal.ts';
import type { Translation } from '../text.ts';

export const portal = {
  'portal.skip': 'Aller au contenu',
  'portal.foot': 'Assistance à distance par Handrail',

  'portal.home.title': 'Obtenir de l’aide',
  'portal.home.heading': 'Rejoindre votre session d’assistance',
  'portal.home.lead':
    'Saisissez la clé de session que votre conseiller vous a donnée. Rien n’est installé et rien n’est partagé sans votre accord.',
  'portal.home.key': 'Clé de session',
  'portal.home.key-hint': 'Les majuscules, les minuscules et les espaces n’ont pas d’importance.',
  'portal.home.key-missing': 'Veuillez saisir la clé de session qui vous a été donnée.',
  'portal.home.next': 'Et ensuite ?',
  'portal.home.step-1': 'Vous dites qui vous êtes.',
  'portal.home.step-1-more': 'Votre nom et, en quelques mots, ce qui ne va pas.',
  'portal.home.step-2': 'Vous échangez avec votre conseiller.',
  'portal.home.step-2-more': 'Le chat s’ouvre aussitôt, directement dans ce navigateur.',
  'portal.home.step-3': 'Vous partagez votre écran, si vous le souhaitez.',
  'portal.home.step-3-more': 'Vous choisissez ce qui est visible, et un seul bouton suffit pour arrêter.',

  'portal.join.title': 'Rejoindre la session',
  'portal.join.heading': 'Vous rejoignez la session de {name}',
  'portal.join.lead':
    'Quelques mots sur vous, puis la salle d’attente s’ouvre et vous pouvez écrire aussitôt.',
  'portal.join.point-sees': '{name} voit que vous êtes là et ce que vous écrivez ici.',
  'portal.join.point-screen':
    'Personne ne voit votre écran avant que vous ne le partagiez. Dès que vous le partagez, l’image est enregistrée ; un point rouge l’indique.',
  'portal.join.point-leave': 'Vous pouvez partir à tout moment.',

  'portal.start.name': 'Votre nom',
  'portal.start.name-missing':
    'Veuillez indiquer votre nom, afin que le conseiller sache à qui il s’adresse.',
  'portal.start.name-too-long': {
    one: 'Ce nom est trop long : {count} caractère au maximum.',
    other: 'Ce nom est trop long : {count} caractères au maximum.',
  },
  'portal.start.details': 'Décrivez votre problème',
  'portal.start.details-hint': 'Facultatif. N’écrivez pas de mot de passe.',
  'portal.start.details-too-long':
    'Cette description est trop longue : {bytes} octets au maximum, soit environ {bytes} lettres latines. Vous pourrez dire le reste dans le chat.',
  'portal.start.hidden-character':
    'Le texte contient un caractère qui ne peut pas être affiché. Veuillez le saisir à nouveau.',
  'portal.start.join': 'Rejoindre la session',

  'portal.session.title': 'Session d’assistance',
  'portal.session.no-script': 'Cette page a besoin de JavaScript',
  'portal.session.no-script-more':
    'Le chat et le partage d’écran fonctionnent dans cette page même : rien n’est à installer. Veuillez autoriser JavaScript pour ce site et recharger la page, ou poursuivre par téléphone.',
  'portal.session.opening': 'Ouverture de votre session…',
} as const satisfies Translation<typeof english, 'one'>;
