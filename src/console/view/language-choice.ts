import { nothing, type TemplateResult } from 'lit-html';
import { languageWords } from '../model/request-words.ts';
import { selectField } from './select-field.ts';

/** What an invitation is written in; nothing where there is no choice. `none` is what stands for no choice, where that can be. */
export function languageChoice(how: {
  readonly languages: readonly string[];
  readonly chosen: string | undefined;
  readonly choose: (language: string | undefined) => void;
  readonly none?: string;
}): TemplateResult | typeof nothing {
  const { languages, none } = how;
  return languages.length < 2
    ? nothing
    : selectField({
        id: 'invitation-language',
        label: 'Language of the invitation',
        values: [
          ...(none === undefined ? [] : [{ value: '', label: none }]),
          ...languages.map((language) => ({ value: language, label: languageWords(language) })),
        ],
        chosen: how.chosen ?? '',
        choose: (language) => how.choose(language === '' ? undefined : language),
      });
}
