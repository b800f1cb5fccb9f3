import * as v from 'valibot';
import { type CustomFieldId, Fault, LIMITS, parseId } from '../../kernel/index.ts';
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
import type { CustomField, CustomFieldFields, CustomFields } from '../../portals/index.ts';
import type { Typed } from '../field.ts';
import { CUSTOM_FIELDS_PATH, customFieldsPage, editCustomFieldPage, noticeOf } from '../index.ts';
import { emptyForm, revisionField } from './forms.ts';
import { mustBeSent, reader } from './request.ts';
import { savingRoute } from './saving-route.ts';
import { translationEntries, translationsIn } from './translation-schema.ts';

const fields = v.object({
  name: textField('Display Name', { max: LIMITS.customFieldNameCharacters }),
  ...translationEntries('name', { max: LIMITS.customFieldNameCharacters }),
  codeName: textField('Code Name', { min: 0, max: LIMITS.codeNameCharacters }),
});

function fieldOf(sent: v.InferOutput<typeof fields>): CustomFieldFields {
  const { name, codeName } = sent;
  return { name, names: translationsIn(sent, 'name', name), codeName };
}

const addForm = v.pipe(fields, v.transform(fieldOf));
const editForm = v.pipe(
  v.object({ ...fields.entries, revision: revisionField }),
  v.transform((sent) => ({ revision: sent.revision, changed: fieldOf(sent) })),
);

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
  function addressed(ctx: WebContext): CustomField {
    const stored = customFields.find(parseId<CustomFieldId>(ctx.params['id'] ?? ''));
    if (stored === undefined) {
      throw new Fault('not-found', { sentence: 'This custom field does not exist any more.' });
    }
    return stored;
  }
  function showField(ctx: WebContext, typed?: Typed, status = 200): void {
    render(ctx, 'login/custom-field', editCustomFieldPage(addressed(ctx), typed), status);
  }
  return [
    pageRoute({ path: CUSTOM_FIELDS_PATH, who: 'administrator', handle: (ctx) => show(ctx) }),
    savingRoute({
      path: CUSTOM_FIELDS_PATH,
      who: 'administrator',
      form: addForm,
      again: show,
      async save(ctx, added) {
        await customFields.add(reader(ctx), added);
        return `${CUSTOM_FIELDS_PATH}?done=custom-field-added`;
      },
    }),
    pageRoute({
      path: `${CUSTOM_FIELDS_PATH}/:id`,
      who: 'administrator',
      handle: (ctx) => showField(ctx),
    }),
    savingRoute({
      path: `${CUSTOM_FIELDS_PATH}/:id`,
      who: 'administrator',
      form: editForm,
      again: showField,
      async save(ctx, { revision, changed }) {
        await customFields.change(reader(ctx), addressed(ctx).id, changed, revision);
        return `${CUSTOM_FIELDS_PATH}?done=saved`;
      },
    }),
    formRoute({
      path: `${CUSTOM_FIELDS_PATH}/:id/remove`,
      who: 'administrator',
      form: emptyForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        await customFields.delete(reader(ctx), parseId<CustomFieldId>(ctx.params['id'] ?? ''));
        redirect(ctx, `${CUSTOM_FIELDS_PATH}?done=custom-field-removed`);
      },
    }),
  ];
}
