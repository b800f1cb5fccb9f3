import { hasHiddenCharacter, isVisible } from './text.ts';

/** What customers of other languages read in place of what an administrator wrote, by language. None is blank. */
export type Translations = Readonly<Record<string, string>>;

/** Something that an administrator wrote, as it is and in other languages. */
export interface Translated {
  readonly text: string;
  readonly translations?: Translations | undefined;
}

/** As a reader of this language has it: the text itself where it is not translated. */
export function readIn({ text, translations }: Translated, language: string): string {
  return translations?.[language] ?? text;
}

/** What is worth keeping of what was typed: nothing where nothing can be seen, or where it is the text itself. */
export function translationsOf(text: string, typed: Iterable<readonly [string, string]>): Translations {
  return Object.fromEntries(
    [...typed].filter(([, translated]) => isVisible(translated) && translated !== text),
  );
}

/** A sentence for each that cannot stay, by the text's name with the language behind. */
export function translationProblems(
  name: string,
  translations: Translations | undefined,
  most: number,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const [language, text] of Object.entries(translations ?? {})) {
    if (Array.from(text).length > most) {
      problems[translationField(name, language)] = `This can have ${most} characters at most.`;
    } else if (hasHiddenCharacter(text)) {
      problems[translationField(name, language)] = 'This contains a character that cannot be shown.';
    }
  }
  return problems;
}

/** What a form calls the text `name` in this language. */
export function translationField(name: string, language: string): string {
  return `${name}-${language}`;
}

/** What the audit keeps of them: a line each. */
export function recordedTranslations(translations: Translations | undefined): readonly string[] {
  return Object.entries(translations ?? {})
    .map(([language, text]) => `${language}: ${text}`)
    .toSorted();
}

/** In the order of what is read where any is translated; otherwise as they come. */
export function inOrderAsRead<Item>(
  items: readonly Item[],
  language: string,
  translated: (item: Item) => Translated,
): readonly Item[] {
  if (!items.some((item) => translated(item).translations?.[language] !== undefined)) {
    return items;
  }
  const { compare } = new Intl.Collator(language);
  return items.toSorted((one, other) =>
    compare(readIn(translated(one), language), readIn(translated(other), language)),
  );
}
