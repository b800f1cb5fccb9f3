import type { survey as english } from '../en/survey.ts';
import type { Translation } from '../text.ts';

export const survey = {
  'survey.title': 'Votre avis',
  'survey.heading': 'Comment s’est passée votre session ?',
  'survey.lead': 'Vos réponses nous aident à progresser. Vous pouvez passer cette étape.',
  'survey.rating': 'Êtes-vous satisfait de l’aide que vous avez reçue ?',
  'survey.rating-5': 'Très satisfait',
  'survey.rating-4': 'Satisfait',
  'survey.rating-3': 'Ni satisfait ni insatisfait',
  'survey.rating-2': 'Insatisfait',
  'survey.rating-1': 'Très insatisfait',
  'survey.comments': 'Souhaitez-vous nous dire autre chose ?',
  'survey.missing': 'Veuillez répondre à cette question.',
  'survey.choose-again': 'Ce que vous avez choisi n’est plus proposé. Veuillez choisir à nouveau.',
  'survey.nothing': 'Rien n’a encore été répondu. Veuillez répondre à une question ou passer cette étape.',
  'survey.required': 'Réponse nécessaire.',
  'survey.send': 'Envoyer les réponses',
  'survey.skip': 'Passer',
  'survey.thanks': 'Merci',
  'survey.thanks-more': 'Vos réponses sont bien arrivées.',
  'survey.back': 'Retour à la session',
  'survey.skipped': 'Vous avez passé les questions',
  'survey.skipped-more': 'Aucun problème. Vous pouvez encore y répondre.',
  'survey.answer': 'Répondre aux questions',
} as const satisfies Translation<typeof english, 'one'>;
