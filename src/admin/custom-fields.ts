import { type CustomFieldId, LIMITS } from '../kernel/index.ts';
import type { CustomField, CustomFieldFields } from '../portals/index.ts';
import { field, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { translatedMeanwhile, translationFields } from './translations.ts';

export const CUSTOM_FIELDS_PATH = '/login/api-configuration';

function hrefOf(id: CustomFieldId): string {
  return `${CUSTOM_FIELDS_PATH}/${id}`;
}

function customFieldForm(stored: CustomFieldFields, typed: Typed | undefined) {
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.customFieldNameCharacters,
    names: translationFields('name', stored.names, LIMITS.customFieldNameCharacters, typed),
    codeName: field('codeName', stored.codeName, typed),
    codeNameLimit: LIMITS.codeNameCharacters,
  };
}

/** Page model of login/api-configuration. */
export function customFieldsPage(shown: {
  readonly fields: readonly CustomField[];
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { fields, typed } = shown;
  return {
    ...customFieldForm({ name: '', codeName: '' }, typed),
    fields: fields.map(({ id, name, codeName }) => ({
      name,
      href: hrefOf(id),
      parameter: `session.custom.${codeName}`,
      removeHref: `${hrefOf(id)}/remove`,
    })),
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** Page model of login/custom-field. */
export function editCustomFieldPage(stored: CustomField, typed?: Typed) {
  return {
    ...customFieldForm(stored, typed),
    href: hrefOf(stored.id),
    heading: stored.name,
    revision: revisionShown(stored.revision, typed),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Display Name', value: stored.name },
            ...translatedMeanwhile(stored.names),
            { label: 'Code Name', value: stored.codeName },
          ]
        : [],
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}
