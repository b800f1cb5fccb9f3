import type { faults as english } from '../en/faults.ts';
import type { Translation } from '../text.ts';

export const faults = {
  'fault.bad-request': 'La demande n’a pas été comprise. Veuillez recharger la page et réessayer.',
  'fault.not-allowed': 'Vous n’êtes pas autorisé à faire cela.',
  'fault.form-expired':
    'Ce formulaire est trop ancien ou a été ouvert ailleurs. Rien n’est perdu : veuillez l’envoyer à nouveau.',
  'fault.form-expired.cookies':
    'Votre navigateur n’a pas renvoyé le cookie de ce formulaire. Veuillez autoriser les cookies pour ce site, puis envoyer à nouveau le formulaire ; rien n’est perdu.',
  'fault.wrong-origin': 'Cette connexion vient d’un autre site et a été refusée.',
  'fault.ticket-refused': 'Cette connexion n’a pas pu être confirmée. La page réessaie d’elle-même.',
  'fault.not-found': 'Il n’y a rien à cette adresse.',
  'fault.bad-request.fields':
    'Les champs n’ont pas pu être lus. Veuillez les envoyer en application/x-www-form-urlencoded, en UTF-8, chacun une seule fois.',
  'fault.not-found.method': 'Cette adresse n’accepte pas ce type de demande.',
  'fault.no-such-session': 'Cette session n’existe pas, ou elle est terminée.',
  'fault.already-ended': 'Cette session est déjà terminée.',
  'fault.not-waiting': 'Cette session n’est plus en attente.',
  'fault.not-in-session': 'Vous n’êtes pas dans cette session.',
  'fault.chat-only':
    'Cette session est une discussion : l’écran n’en fait pas partie tant que la personne aidée n’a pas accepté.',
  'fault.already-sharing': 'L’écran est déjà partagé.',
  'fault.not-sharing': 'L’écran n’est pas partagé.',
  'fault.changed-meanwhile':
    'Quelqu’un d’autre a fait une modification en même temps. Veuillez vérifier et recommencer.',
  'fault.key-refused':
    'Cette clé de session n’est pas valable. Veuillez la vérifier, ou en demander une nouvelle à votre conseiller.',
  'fault.too-large': 'C’est trop volumineux. Revenez en arrière, réduisez-le et envoyez-le de nouveau.',
  'fault.too-long': 'Ce texte est trop long.',
  'fault.not-valid': 'Certains champs sont à revoir.',
  'fault.too-many': 'C’était trop souvent en peu de temps. Veuillez patienter un instant, puis réessayer.',
  'fault.session-full':
    'Cette session ne peut pas contenir plus de messages. Veuillez commencer une nouvelle session.',
  'fault.reload-required':
    'Cette page est plus ancienne que le site d’assistance. Elle se recharge d’elle-même.',
  'fault.relay-down': 'La transmission de l’image redémarre. L’image revient d’elle-même dans un instant.',
  'fault.shutting-down': 'Le site d’assistance redémarre. Cette page revient d’elle-même dans un instant.',
  'fault.consumer-too-slow': 'La connexion était trop lente ; elle est en cours de rétablissement.',
  'fault.database-busy': 'Le site d’assistance est occupé. Veuillez réessayer dans un instant.',
  'fault.internal':
    'Une erreur s’est produite sur le site d’assistance. Elle a été consignée ; veuillez réessayer.',
  'fault.other': 'Cela n’a pas fonctionné. Veuillez réessayer.',

  'error.title': 'Cela n’a pas fonctionné',
  'error.title-403': 'Non autorisé',
  'error.title-404': 'Il n’y a rien ici',
  'error.title-429': 'Trop souvent',
  'error.title-500': 'Une erreur s’est produite',
  'error.title-503': 'Un instant',
  'error.home': 'Aller à la page d’accueil',
} as const satisfies Translation<typeof english, 'one'>;
