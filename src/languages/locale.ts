import { directionOf, type Language } from './language.ts';

/** What Intl makes for a language costs more than using it. */
export function kept<Tag extends string, Made>(make: (tag: Tag) => Made): (tag: Tag) => Made {
  const made = new Map<Tag, Made>();
  return (tag) => {
    let one = made.get(tag);
    if (one === undefined) {
      one = make(tag);
      made.set(tag, one);
    }
    return one;
  };
}

const LEFT_TO_RIGHT = /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}|[0-9]|\p{Script=Han}/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** A value that is read in the other direction does not turn the words around it. */
export function isolated(language: Language, value: string): string {
  const other = directionOf(language) === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return other.test(value) ? `${ISOLATE}${value}${END_OF_ISOLATE}` : value;
}
