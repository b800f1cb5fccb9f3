import type { survey as english } from '../en/survey.ts';
import type { Translation } from '../text.ts';

export const survey = {
  'survey.title': 'Su opinión',
  'survey.heading': '¿Qué le ha parecido la sesión?',
  'survey.lead': 'Sus respuestas nos ayudan a mejorar. Puede omitirlas.',
  'survey.rating': '¿Qué tan satisfecho está con la ayuda que recibió?',
  'survey.rating-5': 'Muy satisfecho',
  'survey.rating-4': 'Satisfecho',
  'survey.rating-3': 'Ni satisfecho ni insatisfecho',
  'survey.rating-2': 'Insatisfecho',
  'survey.rating-1': 'Muy insatisfecho',
  'survey.comments': '¿Hay algo más que quiera decirnos?',
  'survey.missing': 'Responda a esta pregunta.',
  'survey.choose-again': 'Lo que eligió ya no se ofrece. Elija de nuevo.',
  'survey.nothing': 'Todavía no ha respondido nada. Responda a una pregunta u omítalas.',
  'survey.required': 'Necesita una respuesta.',
  'survey.send': 'Enviar respuestas',
  'survey.skip': 'Omitir',
  'survey.thanks': 'Gracias',
  'survey.thanks-more': 'Sus respuestas han llegado.',
  'survey.back': 'Volver a la sesión',
  'survey.skipped': 'Ha omitido las preguntas',
  'survey.skipped-more': 'No pasa nada. Todavía puede responderlas.',
  'survey.answer': 'Responder a las preguntas',
} as const satisfies Translation<typeof english, 'one'>;
