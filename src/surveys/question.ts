import { type Brand, hasHiddenCharacter, LIMITS } from '../kernel/index.ts';
import { type Language, LANGUAGES, say, wordsOf } from '../languages/index.ts';

export type QuestionId = Brand<string, 'QuestionId'>;

export const SURVEYS = ['customer', 'representative'] as const;
export type SurveyKind = (typeof SURVEYS)[number];
export const SURVEY_NAMES: Readonly<Record<SurveyKind, string>> = {
  customer: 'Customer Exit Survey',
  representative: 'Representative Exit Survey',
};

export const QUESTION_TYPES = ['radio', 'checkboxes', 'dropdown', 'text', 'textarea'] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

type Labels = Readonly<Partial<Record<Language, string>>>;

/** What can be chosen. `value` is the same in every language: reports count by it. */
export interface Option {
  readonly value: string;
  readonly labels: Labels;
}

/** What an administrator says about a question. */
export interface QuestionFields {
  /** What programs call it; unique in its survey. */
  readonly name: string;
  readonly type: QuestionType;
  /** What reports call it. */
  readonly reportHeader: string;
  readonly required: boolean;
  readonly labels: Labels;
  /** Empty for a question that is answered in words. */
  readonly options: readonly Option[];
}

export interface Question extends QuestionFields {
  readonly id: QuestionId;
}

/** In the order in which they are asked. */
export interface Survey {
  readonly questions: readonly Question[];
  /** Counts the changes; 0 while it is as it was installed. */
  readonly revision: number;
}

export function isChosen(type: QuestionType): boolean {
  return type === 'radio' || type === 'checkboxes' || type === 'dropdown';
}

/** In the reader's language, else in the one that the site is written in first, else in any. */
export function labelIn(labels: Labels, languages: readonly Language[]): string {
  const language = [...languages, ...LANGUAGES].find((each) => labels[each] !== undefined);
  return (language === undefined ? undefined : labels[language]) ?? '';
}

const RATINGS = ['5', '4', '3', '2', '1'] as const;

/** What a site asks that was not changed: customers are asked for a rating and comments, representatives nothing. */
export function installedSurvey(kind: SurveyKind): Survey {
  return { questions: kind === 'customer' ? customerQuestions() : [], revision: 0 };
}

function customerQuestions(): readonly Question[] {
  return [
    {
      id: 'rating----------------' as QuestionId,
      name: 'rating',
      type: 'radio',
      reportHeader: 'Rating',
      required: true,
      labels: inEveryLanguage((language) => say(wordsOf(language), 'survey.rating')),
      options: RATINGS.map((value) => ({
        value,
        labels: inEveryLanguage((language) => say(wordsOf(language), `survey.rating-${value}`)),
      })),
    },
    {
      id: 'comments--------------' as QuestionId,
      name: 'comments',
      type: 'textarea',
      reportHeader: 'Comments',
      required: false,
      labels: inEveryLanguage((language) => say(wordsOf(language), 'survey.comments')),
      options: [],
    },
  ];
}

function inEveryLanguage(text: (language: Language) => string): Labels {
  return Object.fromEntries(LANGUAGES.map((language) => [language, text(language)]));
}

/** How a form names the texts of one language. */
export const labelField = (language: Language) => `label-${language}`;
export const optionsField = (language: Language) => `options-${language}`;

/** The options as lines of a form. Those of the first language have the value before `=`, where it is another than the label. */
export function optionLines(options: readonly Option[], language: Language, first: Language): string {
  if (language !== first && options.some(({ labels }) => labels[language] === undefined)) {
    return '';
  }
  return options
    .map(({ value, labels }) => {
      const label = labels[language] ?? value;
      return language === first && label !== value ? `${value} = ${label}` : label;
    })
    .join('\n');
}

/** What was typed into the form of a question. */
export interface TypedQuestion {
  readonly name: string;
  readonly type: QuestionType;
  readonly reportHeader: string;
  readonly required: boolean;
  /** By `labelField` and `optionsField`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The question that was typed, or a sentence for each field that needs another look. `first` is the site's first language. */
export function questionFrom(
  typed: TypedQuestion,
  first: Language,
):
  | { readonly ok: true; readonly fields: QuestionFields }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {};
  const text = (field: string) => (typed.texts[field] ?? '').normalize('NFC').trim();
  const labels: Partial<Record<Language, string>> = {};
  for (const language of LANGUAGES) {
    const field = labelField(language);
    const label = text(field);
    if (label !== '') {
      labels[language] = label;
    } else if (language === first) {
      problems[field] = 'Please write the question.';
    }
    const problem = problemWithText(label, LIMITS.questionCharacters, 'A question');
    if (problem !== undefined) {
      problems[field] = problem;
    }
  }
  const options = isChosen(typed.type) ? optionsFrom(text, first, problems) : [];
  return Object.keys(problems).length > 0
    ? { ok: false, problems }
    : {
        ok: true,
        fields: {
          name: typed.name,
          type: typed.type,
          reportHeader: typed.reportHeader,
          required: typed.required,
          labels,
          options,
        },
      };
}

function optionsFrom(
  text: (field: string) => string,
  first: Language,
  problems: Record<string, string>,
): readonly Option[] {
  const lines = (language: Language) =>
    text(optionsField(language))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const own = lines(first).map((line) => {
    const [, value, label] = /^([^=]*[^=\s])\s*=\s*(.+)$/u.exec(line) ?? [];
    return value === undefined || label === undefined ? { value: line, label: line } : { value, label };
  });
  const field = optionsField(first);
  if (own.length < 2 || own.length > LIMITS.optionsPerQuestion) {
    problems[field] = `Please write 2 to ${LIMITS.optionsPerQuestion} options, one a line.`;
  } else if (new Set(own.map(({ value }) => value)).size < own.length) {
    problems[field] = 'Two options are the same. Please give each a value of its own.';
  }
  for (const { value, label } of own) {
    const problem =
      problemWithText(value, LIMITS.optionCharacters, 'An option') ??
      problemWithText(label, LIMITS.optionCharacters, 'An option');
    if (problem !== undefined) {
      problems[field] ??= problem;
    }
  }
  const others = LANGUAGES.filter((language) => language !== first).map(
    (language) => [language, lines(language)] as const,
  );
  for (const [language, translated] of others) {
    if (translated.length > 0 && translated.length !== own.length) {
      problems[optionsField(language)] =
        `Please write as many lines as there are options (${own.length}), in the same order, or none.`;
    }
    for (const label of translated) {
      const problem = problemWithText(label, LIMITS.optionCharacters, 'An option');
      if (problem !== undefined) {
        problems[optionsField(language)] ??= problem;
      }
    }
  }
  return own.map(({ value, label }, at) => ({
    value,
    labels: Object.fromEntries([
      [first, label],
      ...others.flatMap(([language, translated]) => {
        const its = translated[at];
        return its === undefined ? [] : [[language, its] as const];
      }),
    ]) as Labels,
  }));
}

function problemWithText(text: string, maxCharacters: number, what: string): string | undefined {
  return Array.from(text).length > maxCharacters
    ? `${what} can have ${maxCharacters} characters at most.`
    : hasHiddenCharacter(text)
      ? `${what} contains a character that cannot be shown.`
      : undefined;
}
