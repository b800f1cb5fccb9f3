import type { receipt as english } from '../en/receipt.ts';
import type { Translation } from '../text.ts';

export const receipt = {
  'receipt.title': 'Reçu de votre session',
  'receipt.lead':
    'Ce qui a été fait pendant votre session. Le fichier signé dit la même chose : il permet à chacun de vérifier plus tard que rien n’a été modifié.',
  'receipt.site': 'Site d’assistance',
  'receipt.customer': 'Client',
  'receipt.session': 'Session d’assistance',
  'receipt.started': 'Début',
  'receipt.ended': 'Fin',
  'receipt.how': 'Comment elle s’est terminée',
  'receipt.outside': '{name} (de l’extérieur)',
  'receipt.looked-on': 'A observé',
  'receipt.mode': 'Type de session',
  'receipt.mode-full': 'Session complète',
  'receipt.mode-chat': 'Chat uniquement',
  'receipt.mode-chat-elevated': 'Chat, puis session complète',
  'receipt.agreement': 'Accord accepté',
  'receipt.files': 'Fichiers',
  'receipt.files-none': 'Aucun fichier n’a été transféré',
  'receipt.not-kept': 'L’enregistrement n’a pas pu être conservé',
  'receipt.not-yet':
    'L’enregistrement de cette session est en cours de finalisation. Veuillez recharger cette page dans un instant.',
  'receipt.save': 'Enregistrer le reçu signé',
  'verify.title': 'Vérifier un reçu',
  'verify.lead':
    'Toute personne aidée ici peut garder un reçu signé. Cette page indique si un reçu est authentique.',
  'verify.paste': 'Le texte du reçu',
  'verify.paste-missing': 'Veuillez coller ici le texte d’un reçu.',
  'verify.check': 'Vérifier le texte',
  'verify.file': 'Le fichier du reçu',
  'verify.check-file': 'Vérifier le fichier',
  'verify.genuine': 'Ce reçu est authentique et inchangé.',
  'verify.changed': 'Ce reçu a été modifié. Ne vous fiez à rien de ce qu’il contient.',
  'verify.not-ours': 'Ce n’est pas un reçu d’ici.',
  'verify.says': 'Ce qu’il contient',
  'verify.keys': 'Clés publiques de ce site',
  'transcript.heading': 'Conversation de votre session d’assistance',
  'transcript.times': 'Les heures sont celles de {zone}.',
} as const satisfies Translation<typeof english, 'one'>;
