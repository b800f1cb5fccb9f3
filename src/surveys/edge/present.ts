import { LIMITS } from '../../kernel/index.ts';
import { type Language, say, sayLater, type ServerWords } from '../../languages/index.ts';
import type { Typed } from '../../platform/web.ts';
import { boxField, type GoesOn, type Question, questionField, labelIn } from '../index.ts';

/** Page model of portal/survey and surveys/representative. */
export function answerPage(shown: {
  readonly questions: readonly Question[];
  readonly isAnswered: boolean;
  readonly words: ServerWords;
  readonly languages: readonly Language[];
  readonly customerName: string;
  /** Where it is sent. */
  readonly action: string;
  /** The page of the session. */
  readonly back: string;
  readonly isSkipped?: boolean;
  readonly goesOn?: GoesOn | undefined;
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
    skip: shown.goesOn === undefined ? shown.back : `${shown.action}?skipped=1`,
    isSkipped: shown.isSkipped === true && !shown.isAnswered,
    isOver: shown.isAnswered || shown.isSkipped === true,
    goesOn: shown.goesOn === undefined ? undefined : onwardModel(shown.goesOn, words),
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

function onwardModel({ url, redirectAfterMs }: GoesOn, words: ServerWords) {
  const seconds = Math.ceil(redirectAfterMs / 1_000);
  return {
    url,
    label: say(words, 'asked.after.go', { host: new URL(url).host }),
    isByItself: seconds > 0,
    seconds,
    /** What stands there each second, the number left out for the script. */
    secondsLeft: say(words, 'asked.after.seconds', { seconds }),
  };
}
