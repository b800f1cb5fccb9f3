import { LIMITS } from '../../kernel/index.ts';
import { type Language, sayLater, type ServerWords } from '../../languages/index.ts';
import type { Typed } from '../../platform/web.ts';
import { boxField, type Question, questionField, labelIn } from '../index.ts';

/** Page model of portal/survey and surveys/representative. */
export function answerPage(shown: {
  readonly questions: readonly Question[];
  readonly isAnswered: boolean;
  readonly words: ServerWords;
  readonly languages: readonly Language[];
  readonly customerName: string;
  /** Where it is sent. */
  readonly action: string;
  /** Where whoever skips it goes on. */
  readonly back: string;
  readonly typed?: Typed;
  readonly problems?: Readonly<Record<string, string>>;
  readonly problem?: string;
}) {
  const { words, languages, typed = {}, problems = {} } = shown;
  const first = shown.questions.find(({ id }) => problems[questionField(id)] !== undefined)?.id;
  return {
    isAnswered: shown.isAnswered,
    customerName: shown.customerName,
    action: shown.action,
    back: shown.back,
    problem: shown.problem ?? '',
    questions: shown.questions.map(({ id, type, labels, options, required }) => {
      const field = questionField(id);
      const value = typed[field] ?? '';
      const problem = problems[field];
      return {
        field,
        label: labelIn(labels, languages),
        isGroup: type === 'radio' || type === 'checkboxes',
        isRadio: type === 'radio',
        isDropdown: type === 'dropdown',
        isText: type === 'text',
        required,
        value,
        max: type === 'text' ? LIMITS.answerLineCharacters : LIMITS.answerCharacters,
        problem: problem === undefined ? '' : sayLater(words, problem),
        isFirstProblem: id === first,
        options: options.map((option, at) => ({
          field: type === 'checkboxes' ? boxField(id, at) : field,
          value: option.value,
          label: labelIn(option.labels, languages),
          chosen: type === 'checkboxes' ? typed[boxField(id, at)] !== undefined : value === option.value,
          autofocus: id === first && at === 0,
        })),
      };
    }),
  };
}
