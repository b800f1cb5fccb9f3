import type { Language } from './language.ts';

export type PluralCategory = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** One form for each way that a language counts; which one is said is up to `{count}`. */
export type Forms = Readonly<Partial<Record<PluralCategory, string>>> & { readonly other: string };

/** What stands in a catalog: words with `{placeholders}`. */
export type Text = string | Forms;
export type Texts = Readonly<Record<string, Text>>;

/** The same texts in another language, which counts in these categories. A text that is missing does not compile. */
export type Translation<Source extends Texts, Category extends PluralCategory> = {
  readonly [Key in keyof Source]: Source[Key] extends string
    ? string
    : Readonly<Record<Category | 'other', string>>;
};

/** Texts in one language. `Source` is the English catalog: it knows the keys and the placeholders. */
export interface Words<Source extends Texts> {
  readonly language: Language;
  readonly texts: { readonly [Key in keyof Source]: Text };
}

type NamesIn<Words extends string> = Words extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The placeholders of a text; one that is counted has `count` in any case. */
export type NamesOf<Source extends Text> = Source extends string
  ? NamesIn<Source>
  : 'count' | NamesIn<Extract<Source[keyof Source], string>>;
