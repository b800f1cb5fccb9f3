import {
  type CustomFieldId,
  LIMITS,
  recordedTranslations,
  type Translated,
  translationProblems,
  type Translations,
} from '../kernel/index.ts';
import { codeNameProblems, nameKey, type Recorded, withCodeName } from '../people/index.ts';

/** What an administrator says about a custom field. */
export interface CustomFieldFields {
  /** As customers read it, before the session starts. */
  readonly name: string;
  /** Of the name. */
  readonly names?: Translations;
  /** As links call it (`session.custom.<code name>`), and as it stands in the session. Blank: made from the name. */
  readonly codeName: string;
}

/** Something that links and other web pages may say of a session, such as an order number. */
export interface CustomField extends CustomFieldFields {
  readonly id: CustomFieldId;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** The name, as customers read it. */
export function customFieldText({ name, names }: Pick<CustomField, 'name' | 'names'>): Translated {
  return { text: name, translations: names };
}

/** It exists always, is called so by links, and has a place of its own in a session. */
export const EXTERNAL_KEY = 'external_key';

/** The same with a Code Name where it was left blank. */
export function customFieldWithCodeName(
  fields: CustomFieldFields,
  others: readonly CustomFieldFields[],
): CustomFieldFields {
  const from = { name: fields.name, fallback: 'field' };
  return withCodeName(fields, from, [{ codeName: EXTERNAL_KEY }, ...others]);
}

/** A sentence for each field that cannot stay as it is. */
export function customFieldProblems(
  fields: CustomFieldFields,
  others: readonly CustomFieldFields[],
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  if (others.some(({ name }) => nameKey(name) === nameKey(fields.name))) {
    problems['name'] = 'Another custom field has this name. Please choose another one.';
  }
  Object.assign(
    problems,
    translationProblems('name', fields.names, LIMITS.customFieldNameCharacters),
    nameKey(fields.codeName) === EXTERNAL_KEY
      ? { codeName: 'The external key is always there and need not be declared.' }
      : codeNameProblems(fields, others, 'custom field'),
  );
  return problems;
}

/** What the audit keeps of a custom field. */
export function recordedCustomField({ name, names, codeName }: CustomFieldFields): Recorded {
  return { name, names: recordedTranslations(names), codeName };
}
