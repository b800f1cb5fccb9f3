import * as v from 'valibot';
import {
  Fault,
  idPattern,
  LIMITS,
  type NoticeId,
  parseDay,
  parseId,
  type PortalId,
} from '../../kernel/index.ts';
import { LANGUAGES } from '../../languages/index.ts';
import { checkboxField, choiceField, queryValue, render, type Route, textField } from '../../platform/web.ts';
import type { CustomerNoticeFields, CustomerNotices, NoticeText, Sites } from '../../portals/index.ts';
import { NOTICE_MESSAGE_FIELD, NOTICE_SITE_FIELD, NOTICE_TITLE_FIELD } from '../customer-notices.ts';
import {
  addCustomerNoticePage,
  customerNoticesPage,
  editCustomerNoticePage,
  noticeOf,
  removeCustomerNoticePage,
} from '../index.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm, revisionField } from './forms.ts';
import { whoMay } from './request.ts';

const noticeFields = v.looseObject({
  name: textField('Name', { max: LIMITS.noticeNameCharacters }),
  ...Object.fromEntries(
    LANGUAGES.flatMap((language) => [
      [
        `${NOTICE_TITLE_FIELD}${language}`,
        v.optional(textField('The title', { min: 0, max: LIMITS.noticeTitleCharacters }), ''),
      ],
      [
        `${NOTICE_MESSAGE_FIELD}${language}`,
        v.optional(
          textField('The message', { min: 0, max: LIMITS.noticeMessageCharacters, lines: true }),
          '',
        ),
      ],
    ]),
  ),
  sites: choiceField('the public sites', ['all', 'selected']),
  lastDay: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.check(
      (text) => text === '' || parseDay(text) !== undefined,
      'Please write the day as 2026-12-24, or leave it blank.',
    ),
    v.transform((text) => (text === '' ? undefined : parseDay(text))),
  ),
  onPortal: checkboxField(),
  whileWaiting: checkboxField(),
  active: checkboxField(),
});

/** Fields whose names are put together are checked by the schema, which its type does not say. */
type Sent = v.InferOutput<typeof noticeFields> & Readonly<Record<string, never>>;

function fieldsOf(sent: v.InferOutput<typeof noticeFields>): CustomerNoticeFields {
  const by = sent as Sent;
  const texts = LANGUAGES.flatMap((language): readonly (readonly [string, NoticeText])[] => {
    const text: NoticeText = {
      title: by[`${NOTICE_TITLE_FIELD}${language}`] ?? '',
      message: by[`${NOTICE_MESSAGE_FIELD}${language}`] ?? '',
    };
    return text.title === '' && text.message === '' ? [] : [[language, text]];
  });
  return {
    name: sent.name,
    sites:
      sent.sites === 'all'
        ? 'all'
        : (Object.keys(sent)
            .filter((name) => name.startsWith(NOTICE_SITE_FIELD))
            .map((name) => name.slice(NOTICE_SITE_FIELD.length))
            .filter((id) => idPattern.test(id)) as PortalId[]),
    texts: Object.fromEntries(texts),
    lastDay: sent.lastDay,
    onPortal: sent.onPortal,
    whileWaiting: sent.whileWaiting,
    active: sent.active,
  };
}

const addForm = v.pipe(noticeFields, v.transform(fieldsOf));
const editForm = v.pipe(
  v.looseObject({ ...noticeFields.entries, revision: revisionField }),
  v.transform((sent) => ({ revision: sent.revision, fields: fieldsOf(sent) })),
);

/** Public Portals > Customer Notices. */
export function customerNoticeRoutes({
  notices,
  sites,
}: {
  readonly notices: CustomerNotices;
  readonly sites: Sites;
}): readonly Route[] {
  return entryRoutes({
    path: '/login/notices',
    who: whoMay('edit-customer-notices'),
    addForm,
    editForm,
    removeForm: emptyForm,
    addressed(ctx) {
      const stored = notices.find(parseId<NoticeId>(ctx.params['id'] ?? ''));
      if (stored === undefined) {
        throw new Fault('not-found', { sentence: 'This notice does not exist any more.' });
      }
      return stored;
    },
    showList(ctx) {
      const live = new Set(notices.live().map(({ id }) => id));
      const model = customerNoticesPage({
        notices: notices.all(),
        isLive: ({ id }) => live.has(id),
        sites: sites.all(),
        notice: noticeOf(queryValue(ctx, 'done')),
      });
      render(ctx, 'login/notices', model);
    },
    showNew(ctx, typed, status) {
      render(ctx, 'login/notice-add', addCustomerNoticePage(sites.all(), typed), status);
    },
    showEntry(ctx, stored, typed, status) {
      const notice = noticeOf(queryValue(ctx, 'done'));
      const model = editCustomerNoticePage({ stored, sites: sites.all(), typed, notice });
      render(ctx, 'login/notice', model, status);
    },
    showRemoval(ctx, stored, typed, status) {
      render(ctx, 'login/remove', removeCustomerNoticePage(stored, typed), status);
    },
    async add(by, fields) {
      await notices.add(by, fields);
      return '/login/notices?done=notice-added';
    },
    async change(by, { id }, fields, revision) {
      await notices.change(by, id, fields, revision);
      return '/login/notices?done=saved';
    },
    async remove(by, id) {
      await notices.delete(by, id);
      return '/login/notices?done=notice-deleted';
    },
  });
}
