import { directionOf, type Language } from './language.ts';
import type { Forms, NamesOf, Text, Texts, Words } from './text.ts';

type Value = string | number;
type ValuesFor<Source extends Text, Given> = [NamesOf<Source>] extends [never]
  ? readonly []
  : readonly [values: Readonly<Record<NamesOf<Source>, Given>>];

/**
 * A text in the reader's language, with its values in their places. Numbers are written as that
 * language writes them. A value is put in as it is: nothing in it is looked at as a placeholder.
 */
export function say<Source extends Texts, Key extends keyof Source & string>(
  words: Words<Source>,
  key: Key,
  ...[values]: ValuesFor<Source[Key], Value>
): string {
  return piecesOf<never>(words.language, textOf(words, key), values ?? {}).join('');
}

/** As `say`, for values that are more than text (a name as an element of a page): the pieces in their order. */
export function pieces<Source extends Texts, Key extends keyof Source & string, Piece extends object>(
  words: Words<Source>,
  key: Key,
  ...[values]: ValuesFor<Source[Key], Value | Piece>
): readonly (string | Piece)[] {
  return piecesOf<Piece>(words.language, textOf(words, key), values ?? {});
}

/** For a key that is known only when the program runs; undefined when there is no such text. */
export function sayByKey(
  words: Words<Texts>,
  key: string,
  values: Readonly<Record<string, Value>> = {},
): string | undefined {
  const text = Object.hasOwn(words.texts, key) ? words.texts[key] : undefined;
  return text === undefined ? undefined : piecesOf<never>(words.language, text, values).join('');
}

/** As `sayByKey`, in pieces. Raises when there is no such text. */
export function piecesByKey<Piece extends object>(
  words: Words<Texts>,
  key: string,
  values: Readonly<Record<string, Value | Piece>>,
): readonly (string | Piece)[] {
  return piecesOf<Piece>(words.language, textOf(words, key), values);
}

function textOf<Source extends Texts>(words: Words<Source>, key: string): Text {
  const text: Text | undefined = Object.hasOwn(words.texts, key) ? words.texts[key] : undefined;
  if (text === undefined) {
    throw new Error(`there is no text ${key} in ${words.language}`);
  }
  return text;
}

/** Odd places of the split are the names. */
const PLACEHOLDER = /\{([A-Za-z]+)\}/u;

function piecesOf<Piece extends object>(
  language: Language,
  text: Text,
  values: Readonly<Record<string, Value | Piece>>,
): readonly (string | Piece)[] {
  const form = typeof text === 'string' ? text : formOf(language, text, values['count']);
  return form.split(PLACEHOLDER).map((part, i) => {
    if (i % 2 === 0) {
      return part;
    }
    const value = Object.hasOwn(values, part) ? values[part] : undefined;
    if (value === undefined) {
      throw new Error(`a text in ${language} asks for {${part}}, which was not given`);
    }
    return typeof value === 'number'
      ? numberText(language, value)
      : typeof value === 'string'
        ? isolated(language, value)
        : value;
  });
}

function formOf(language: Language, forms: Forms, count: unknown): string {
  const category = typeof count === 'number' ? pluralRules(language).select(count) : 'other';
  return forms[category] ?? forms.other;
}

/** One way to write digits, that of session keys and clocks, on the whole page. */
const DIGITS = { numberingSystem: 'latn' } as const;

function numberText(language: Language, value: number): string {
  return numbers(language).format(value);
}

const numbers = kept((language) => new Intl.NumberFormat(language, DIGITS));
const pluralRules = kept((language) => new Intl.PluralRules(language));

/** What Intl makes for a language costs more than using it. */
function kept<Made>(make: (language: Language) => Made): (language: Language) => Made {
  let made: Partial<Record<Language, Made>> | undefined;
  return (language) => {
    made ??= {};
    return (made[language] ??= make(language));
  };
}

const LEFT_TO_RIGHT = /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}|[0-9]|\p{Script=Han}/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** A value that is read in the other direction does not turn the words around it. */
function isolated(language: Language, value: string): string {
  const other = directionOf(language) === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return other.test(value) ? `${ISOLATE}${value}${END_OF_ISOLATE}` : value;
}
