import { LIMITS } from '../kernel/index.ts';
import type { CustomField } from '../portals/index.ts';
import { field, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';

/** Page model of login/api-configuration. */
export function customFieldsPage(shown: {
  readonly fields: readonly CustomField[];
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { fields, typed } = shown;
  return {
    fields: fields.map(({ id, name, codeName }) => ({
      name,
      parameter: `session.custom.${codeName}`,
      removeHref: `/login/api-configuration/${id}/remove`,
    })),
    name: field('name', '', typed),
    nameLimit: LIMITS.customFieldNameCharacters,
    codeName: field('codeName', '', typed),
    codeNameLimit: LIMITS.codeNameCharacters,
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}
