import type { Texts } from '../text.ts';

/** What is asked after a session: the exit survey. */
export const survey = {
  'survey.title': 'Your feedback',
  'survey.heading': 'How was your session?',
  'survey.lead': 'Your answers help us to do better. You can skip them.',
  'survey.rating': 'How satisfied are you with the help that you got?',
  'survey.rating-5': 'Very satisfied',
  'survey.rating-4': 'Satisfied',
  'survey.rating-3': 'Neither satisfied nor dissatisfied',
  'survey.rating-2': 'Dissatisfied',
  'survey.rating-1': 'Very dissatisfied',
  'survey.comments': 'Is there anything that you would like to tell us?',
  'survey.missing': 'Please answer this question.',
  'survey.choose-again': 'What you chose is no longer offered. Please choose again.',
  'survey.nothing': 'Nothing was answered yet. Please answer a question, or skip them.',
  'survey.required': 'Needs an answer.',
  'survey.send': 'Send answers',
  'survey.skip': 'Skip',
  'survey.thanks': 'Thank you',
  'survey.thanks-more': 'Your answers have arrived.',
  'survey.back': 'Back to the session',
  'survey.skipped': 'You skipped the questions',
  'survey.skipped-more': 'That is fine. You can still answer them.',
  'survey.answer': 'Answer the questions',
} as const satisfies Texts;
