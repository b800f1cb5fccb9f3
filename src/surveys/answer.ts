import { hasHiddenCharacter, isVisible, LIMITS, oneLine } from '../kernel/index.ts';
import { type Language, later } from '../languages/index.ts';
import { isChosen, labelIn, type Question, type QuestionId, type QuestionType } from './question.ts';

/** One answer, with its question as it was shown: it stays readable whatever becomes of the question. */
export interface Answer {
  readonly question: QuestionId;
  readonly name: string;
  readonly type: QuestionType;
  readonly reportHeader: string;
  readonly label: string;
  /** What was written, or the values that were chosen; none when it was passed over. */
  readonly values: readonly string[];
  /** The same as the person read them. */
  readonly shown: readonly string[];
}

/** How a form names a question, and one box of it. */
export const questionField = (id: QuestionId) => `q-${id}`;
export const boxField = (id: QuestionId, at: number) => `q-${id}-${at}`;

type Sent = Readonly<Record<string, string>>;

/**
 * What was answered, or a text (languages/) for each field that needs another look. Only what was asked
 * counts; `languages` are the reader's and the site's first.
 */
export function answersFrom(
  questions: readonly Question[],
  sent: Sent,
  languages: readonly Language[],
):
  | { readonly ok: true; readonly answers: readonly Answer[] }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {};
  const answers = questions.map((question): Answer => {
    const { id, name, type, reportHeader, required, options, labels } = question;
    const values = isChosen(type) ? chosen(question, sent) : written(question, sent);
    const problem = problemWith(question, values);
    if (problem !== undefined) {
      problems[questionField(id)] = problem;
    } else if (required && values.length === 0) {
      problems[questionField(id)] = 'survey.missing';
    }
    return {
      question: id,
      name,
      type,
      reportHeader,
      label: labelIn(labels, languages),
      values,
      shown: values.map((value) => {
        const option = options.find((each) => each.value === value);
        return option === undefined ? value : labelIn(option.labels, languages);
      }),
    };
  });
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, answers };
}

function chosen({ id, type, options }: Question, sent: Sent): readonly string[] {
  if (type === 'checkboxes') {
    return options.flatMap(({ value }, at) => (sent[boxField(id, at)] === undefined ? [] : [value]));
  }
  const value = sent[questionField(id)] ?? '';
  return value === '' ? [] : [value];
}

function written({ id, type }: Question, sent: Sent): readonly string[] {
  const text = sent[questionField(id)] ?? '';
  const kept = type === 'text' ? oneLine(text) : text.normalize('NFC').trim();
  return isVisible(kept) ? [kept] : [];
}

function problemWith({ type, options }: Question, values: readonly string[]): string | undefined {
  if (isChosen(type)) {
    return values.every((value) => options.some((option) => option.value === value))
      ? undefined
      : 'survey.choose-again';
  }
  const count = type === 'text' ? LIMITS.answerLineCharacters : LIMITS.answerCharacters;
  return values.some((text) => Array.from(text).length > count)
    ? later('ways.too-long', { count })
    : values.some(hasHiddenCharacter)
      ? 'portal.start.hidden-character'
      : undefined;
}

/** Whether anything was answered at all. */
export function isEmpty(answers: readonly Answer[]): boolean {
  return answers.every(({ values }) => values.length === 0);
}
