import type { ios as english } from '../en/ios.ts';
import type { Translation } from '../text.ts';

export const ios = {
  'ios.title': 'Profils pour iPhone et iPad',
  'ios.lead':
    'Avec un profil de configuration, votre appareil reprend des réglages en une seule étape, par exemple ceux d’un réseau ou d’une messagerie.',
  'ios.section': 'Pour votre iPhone ou iPad',
  'ios.section-more':
    'Obtenez les profils que nous proposons, ou utilisez une clé d’accès qui vous a été donnée.',
  'ios.open': 'Voir les profils',
  'ios.yours': 'Pour vous',
  'ios.yours-until': 'Votre clé d’accès est valable jusqu’au {time}.',
  'ios.public': 'Pour tous',
  'ios.public-none': 'Aucun profil n’est proposé à tous pour le moment.',
  'ios.download': 'Télécharger',
  'ios.key-heading': 'Vous avez reçu une clé d’accès ?',
  'ios.key-lead': 'Elle mène aux profils qui ont été choisis pour vous.',
  'ios.key': 'Clé d’accès',
  'ios.key-missing': 'Veuillez saisir la clé d’accès qui vous a été donnée.',
  'ios.key-refused':
    'Cette clé d’accès n’est pas valable sur ce site. Veuillez la vérifier ou en demander une nouvelle à la personne qui vous l’a donnée.',
  'ios.show': 'Afficher mes profils',
  'ios.is-session-key':
    'Cela ressemble à une clé de session et non à une clé d’accès. Veuillez la saisir sur la page d’accueil de ce site.',
  'ios.no-session-key':
    'Cela ressemble à une clé d’accès aux profils pour iPhone et iPad et non à une clé de session. Veuillez la saisir sur la page de ces profils.',
  'ios.how': 'Comment installer un profil',
  'ios.step-1': 'Téléchargez-le.',
  'ios.step-1-more': 'Sur l’appareil lui-même. Autorisez-le lorsque la question vous est posée.',
  'ios.step-2': 'Ouvrez « Réglages ».',
  'ios.step-2-more': '« Profil téléchargé » se trouve tout en haut.',
  'ios.step-3': 'Touchez « Installer ».',
  'ios.step-3-more': 'Lisez d’abord ce que le profil modifie.',
  'ios.other-device':
    'Ces profils sont destinés à un iPhone ou à un iPad. Veuillez ouvrir cette page sur l’appareil.',
  'ios.gone-title': 'Ce profil ne peut pas être téléchargé',
  'ios.gone':
    'Il n’est plus proposé ici, il exige une clé d’accès ou le délai de ce téléchargement est dépassé. Veuillez revenir aux profils et saisir de nouveau votre clé d’accès si vous en avez une.',
  'ios.back': 'Revenir aux profils',
  'ios.off-title': 'Il n’y a pas de profils ici',
  'ios.off':
    'Ce site ne propose pas de profils pour iPhone et iPad. Si vous avez reçu un lien ou une clé d’accès, veuillez demander la bonne adresse à la personne qui vous l’a donné.',
} as const satisfies Translation<typeof english, 'one'>;
