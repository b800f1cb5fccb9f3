import { translationField, type Translations } from '../kernel/index.ts';
import { directionOf, LANGUAGES } from '../languages/index.ts';
import { field, type Typed } from './field.ts';
import { languageInWords } from './words.ts';

/** The model of partials/translations: a field for each language, open where one says something. */
export function translationFields(
  name: string,
  stored: Translations | undefined,
  limit: number,
  typed: Typed | undefined,
) {
  const texts = LANGUAGES.map((language) => {
    const called = translationField(name, language);
    return {
      name: called,
      label: languageInWords(language),
      language,
      direction: directionOf(language),
      ...field(called, stored?.[language] ?? '', typed),
    };
  });
  return {
    texts,
    limit,
    isOpen: texts.some(({ value, problem }) => value !== '' || problem !== ''),
  };
}

/** What is there now of them, for whoever changed something meanwhile. `what` tells them apart where there are two. */
export function translatedMeanwhile(stored: Translations | undefined, what = '') {
  return LANGUAGES.flatMap((language) => {
    const value = stored?.[language];
    const label = languageInWords(language);
    return value === undefined ? [] : [{ label: what === '' ? label : `${what}, ${label}`, value }];
  });
}
