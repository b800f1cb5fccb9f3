import { SURVEY_NAMES, type Submission } from '../../surveys/index.ts';
import type { Model } from './present.ts';

/** A survey that was answered, as a report shows it: with the questions as they were asked. */
export function surveyModel({ kind, name, at, answers }: Submission): Model {
  return {
    heading: SURVEY_NAMES[kind],
    name,
    at,
    answers: answers.map(({ label, values, shown }) => ({
      label,
      isEmpty: values.length === 0,
      lines: shown.map((text, index) => ({
        text,
        // Reports count by the value, which need not be what was read.
        value: values[index] === text ? '' : (values[index] ?? ''),
      })),
    })),
  };
}
