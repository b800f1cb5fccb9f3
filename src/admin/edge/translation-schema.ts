import * as v from 'valibot';
import { translationField, type Translations, translationsOf } from '../../kernel/index.ts';
import { LANGUAGES } from '../../languages/index.ts';
import { textField } from '../../platform/web.ts';

/** The entries of a form's schema for a text in other languages. */
export function translationEntries(
  name: string,
  limits: { readonly max: number; readonly lines?: boolean },
): Readonly<Record<string, v.GenericSchema<unknown, string>>> {
  return Object.fromEntries(
    LANGUAGES.map((language) => [
      translationField(name, language),
      v.optional(textField('This', { min: 0, ...limits }), ''),
    ]),
  );
}

/** What such a form, checked by its schema, says of `text` in other languages. */
export function translationsIn(sent: object, name: string, text: string): Translations {
  // Fields whose names are put together are checked by the schema, which its type does not say.
  const by = sent as Readonly<Record<string, string>>;
  return translationsOf(
    text,
    LANGUAGES.map((language) => [language, by[translationField(name, language)] ?? '']),
  );
}
