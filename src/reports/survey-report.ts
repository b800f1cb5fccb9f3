import { type Answer, isChosen, type Submission } from '../surveys/index.ts';

/** How often something was chosen. */
interface ValueCount {
  readonly value: string;
  /** As it was read most lately. */
  readonly shown: string;
  readonly count: number;
}

/** What was answered to one question, all submissions together. */
export interface QuestionSum {
  readonly question: string;
  readonly reportHeader: string;
  readonly name: string;
  readonly answered: number;
  readonly passedOver: number;
  /** Of the values, when all of them are numbers; undefined otherwise. */
  readonly average: number | undefined;
  /** Empty for a question that is answered in words. */
  readonly values: readonly ValueCount[];
}

interface Sum {
  reportHeader: string;
  name: string;
  answered: number;
  passedOver: number;
  isWords: boolean;
  readonly values: Map<string, { shown: string; count: number }>;
}

/** Adds submissions up, the latest first. A question that was changed meanwhile has its latest header. */
export class SurveySums {
  readonly #sums = new Map<string, Sum>();
  #submissions = 0;

  add({ answers }: Pick<Submission, 'answers'>): void {
    this.#submissions += 1;
    for (const answer of answers) {
      this.#count(answer);
    }
  }

  get submissions(): number {
    return this.#submissions;
  }

  questions(): readonly QuestionSum[] {
    return [...this.#sums].map(([question, { values, isWords, ...sum }]) => ({
      question,
      ...sum,
      average: isWords ? undefined : averageOf([...values].map(([value, { count }]) => [value, count])),
      values: isWords ? [] : [...values].map(([value, each]) => ({ value, ...each })).toSorted(byValue),
    }));
  }

  #count({ question, reportHeader, name, type, values, shown }: Answer): void {
    const sum = this.#sums.get(question) ?? {
      reportHeader,
      name,
      answered: 0,
      passedOver: 0,
      isWords: !isChosen(type),
      values: new Map(),
    };
    this.#sums.set(question, sum);
    if (values.length === 0) {
      sum.passedOver += 1;
      return;
    }
    sum.answered += 1;
    if (!sum.isWords && isChosen(type)) {
      for (const [at, value] of values.entries()) {
        const before = sum.values.get(value);
        sum.values.set(value, {
          shown: before?.shown ?? shown[at] ?? value,
          count: (before?.count ?? 0) + 1,
        });
      }
    }
  }
}

const NUMBER = /^-?\d{1,9}(?:\.\d{1,6})?$/;

function averageOf(counts: readonly (readonly [value: string, count: number])[]): number | undefined {
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  return all === 0 || !counts.every(([value]) => NUMBER.test(value))
    ? undefined
    : counts.reduce((sum, [value, count]) => sum + Number(value) * count, 0) / all;
}

/** The highest number first; what is no number as the alphabet has it. */
function byValue(one: ValueCount, other: ValueCount): number {
  return NUMBER.test(one.value) && NUMBER.test(other.value)
    ? Number(other.value) - Number(one.value)
    : one.value < other.value
      ? -1
      : 1;
}
