import { numberText } from './amounts.ts';
import type { Language } from './language.ts';
import { isolated, kept } from './locale.ts';
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

const pluralRules = kept((language: Language) => new Intl.PluralRules(language));
