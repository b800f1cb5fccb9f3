import * as v from 'valibot';
import { type CustomFieldId, LIMITS, parseId } from '../../kernel/index.ts';
import {
  formRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  textField,
  type WebContext,
} from '../../platform/web.ts';
import type { CustomFields } from '../../portals/index.ts';
import type { Typed } from '../field.ts';
import { customFieldsPage, noticeOf } from '../index.ts';
import { emptyForm } from './forms.ts';
import { mustBeSent, reader } from './request.ts';
import { savingRoute } from './saving-route.ts';

const addForm = v.object({
  name: textField('Display Name', { max: LIMITS.customFieldNameCharacters }),
  codeName: textField('Code Name', { min: 0, max: LIMITS.codeNameCharacters }),
});

/** Management > API Configuration: the custom fields that links may name. */
export function customFieldRoutes({
  customFields,
}: {
  readonly customFields: CustomFields;
}): readonly Route[] {
  function show(ctx: WebContext, typed?: Typed, status = 200): void {
    const notice = noticeOf(queryValue(ctx, 'done'));
    render(
      ctx,
      'login/api-configuration',
      customFieldsPage({ fields: customFields.all(), typed, notice }),
      status,
    );
  }
  return [
    pageRoute({ path: '/login/api-configuration', who: 'administrator', handle: (ctx) => show(ctx) }),
    savingRoute({
      path: '/login/api-configuration',
      who: 'administrator',
      form: addForm,
      again: show,
      async save(ctx, fields) {
        await customFields.add(reader(ctx), fields);
        return '/login/api-configuration?done=custom-field-added';
      },
    }),
    formRoute({
      path: '/login/api-configuration/:id/remove',
      who: 'administrator',
      form: emptyForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        await customFields.remove(reader(ctx), parseId<CustomFieldId>(ctx.params['id'] ?? ''));
        redirect(ctx, '/login/api-configuration?done=custom-field-removed');
      },
    }),
  ];
}
