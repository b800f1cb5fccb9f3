import type { survey as english } from '../en/survey.ts';
import type { Translation } from '../text.ts';

export const survey = {
  'survey.title': 'Ihre Rückmeldung',
  'survey.heading': 'Wie war Ihre Sitzung?',
  'survey.lead': 'Ihre Antworten helfen uns, besser zu werden. Sie können sie überspringen.',
  'survey.rating': 'Wie zufrieden sind Sie mit der Hilfe, die Sie bekommen haben?',
  'survey.rating-5': 'Sehr zufrieden',
  'survey.rating-4': 'Zufrieden',
  'survey.rating-3': 'Weder zufrieden noch unzufrieden',
  'survey.rating-2': 'Unzufrieden',
  'survey.rating-1': 'Sehr unzufrieden',
  'survey.comments': 'Möchten Sie uns noch etwas sagen?',
  'survey.missing': 'Bitte beantworten Sie diese Frage.',
  'survey.choose-again': 'Was Sie gewählt haben, steht nicht mehr zur Wahl. Bitte wählen Sie noch einmal.',
  'survey.nothing':
    'Es wurde noch nichts beantwortet. Bitte beantworten Sie eine Frage, oder überspringen Sie sie.',
  'survey.required': 'Braucht eine Antwort.',
  'survey.send': 'Antworten senden',
  'survey.skip': 'Überspringen',
  'survey.thanks': 'Vielen Dank',
  'survey.thanks-more': 'Ihre Antworten sind angekommen.',
  'survey.back': 'Zurück zur Sitzung',
  'survey.skipped': 'Sie haben die Fragen übersprungen',
  'survey.skipped-more': 'Das ist in Ordnung. Sie können sie immer noch beantworten.',
  'survey.answer': 'Fragen beantworten',
} as const satisfies Translation<typeof english, 'one'>;
