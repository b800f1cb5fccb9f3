import { apart, isolate } from '../kernel/index.ts';
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

/** A value that is read in the other direction does not turn the words around it. */
export function isolated(language: Language, value: string): string {
  if (directionOf(language) === 'ltr') {
    return apart(value);
  }
  return LEFT_TO_RIGHT.test(value) ? isolate(value) : value;
}
