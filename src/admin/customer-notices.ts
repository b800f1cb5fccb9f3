import { LIMITS, type NoticeId } from '../kernel/index.ts';
import { LANGUAGES } from '../languages/index.ts';
import {
  type CustomerNotice,
  type CustomerNoticeFields,
  newNotice,
  type PublicSite,
} from '../portals/index.ts';
import { field, problemOf, ticked, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { languageInWords } from './words.ts';

/** The checkboxes of sites are called so with the id behind; titles and messages with the language. */
export const NOTICE_SITE_FIELD = 'site-';
export const NOTICE_TITLE_FIELD = 'title-';
export const NOTICE_MESSAGE_FIELD = 'message-';

function noticeHref(id: NoticeId): string {
  return `/login/notices/${id}`;
}

/** Page model of login/notices. */
export function customerNoticesPage(shown: {
  readonly notices: readonly CustomerNotice[];
  readonly isLive: (notice: CustomerNotice) => boolean;
  readonly sites: readonly PublicSite[];
  readonly notice: Notice | undefined;
}) {
  return {
    notices: shown.notices.map((notice) => ({
      href: noticeHref(notice.id),
      name: notice.name,
      title: Object.values(notice.texts)[0]?.title ?? '',
      state: shown.isLive(notice) ? 'Shown' : notice.active ? 'Expired' : 'Not active',
      tone: shown.isLive(notice) ? 'good' : '',
      where: whereInWords(notice),
      sites: sitesInWords(notice, shown.sites),
      lastDay: notice.lastDay ?? '',
      left: String(notice.left),
    })),
    isEmpty: shown.notices.length === 0,
    notice: shown.notice,
  };
}

function whereInWords({ onPortal, whileWaiting }: CustomerNoticeFields): string {
  return (
    [...(onPortal ? ['Portal'] : []), ...(whileWaiting ? ['Waiting room'] : [])].join(', ') || 'By hand only'
  );
}

function sitesInWords({ sites: chosen }: CustomerNoticeFields, sites: readonly PublicSite[]): string {
  return chosen === 'all'
    ? 'All'
    : sites
        .filter(({ id }) => chosen.includes(id))
        .map(({ name }) => name)
        .join(', ');
}

function noticeForm(stored: CustomerNoticeFields, sites: readonly PublicSite[], typed: Typed | undefined) {
  const isAll = typed === undefined ? stored.sites === 'all' : typed.text['sites'] !== 'selected';
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.noticeNameCharacters,
    texts: LANGUAGES.map((language) => ({
      language,
      label: languageInWords(language),
      direction: language === 'ar' ? 'rtl' : 'ltr',
      titleField: `${NOTICE_TITLE_FIELD}${language}`,
      messageField: `${NOTICE_MESSAGE_FIELD}${language}`,
      title: field(`${NOTICE_TITLE_FIELD}${language}`, stored.texts[language]?.title ?? '', typed),
      message: field(`${NOTICE_MESSAGE_FIELD}${language}`, stored.texts[language]?.message ?? '', typed),
    })),
    titleLimit: LIMITS.noticeTitleCharacters,
    messageLimit: LIMITS.noticeMessageCharacters,
    allSites: isAll,
    sites: sites.map(({ id, name }) => ({
      field: `${NOTICE_SITE_FIELD}${id}`,
      label: name,
      checked: ticked(
        `${NOTICE_SITE_FIELD}${id}`,
        stored.sites !== 'all' && stored.sites.includes(id),
        typed,
      ),
    })),
    sitesProblem: typed === undefined ? '' : problemOf('sites', typed),
    lastDay: field('lastDay', stored.lastDay ?? '', typed),
    onPortal: ticked('onPortal', stored.onPortal, typed),
    whileWaiting: ticked('whileWaiting', stored.whileWaiting, typed),
    active: ticked('active', stored.active, typed),
  };
}

/** Page model of login/notice-add. */
export function addCustomerNoticePage(sites: readonly PublicSite[], typed?: Typed) {
  return {
    ...noticeForm(newNotice(), sites, typed),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/notice. */
export function editCustomerNoticePage(shown: {
  readonly stored: CustomerNotice;
  readonly sites: readonly PublicSite[];
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { stored, sites, typed } = shown;
  return {
    ...noticeForm(stored, sites, typed),
    href: noticeHref(stored.id),
    heading: stored.name,
    revision: revisionShown(stored.revision, typed),
    left: stored.left === 0 ? '' : String(stored.left),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Name', value: stored.name },
            ...LANGUAGES.flatMap((language) => {
              const text = stored.texts[language];
              return text === undefined
                ? []
                : [{ label: languageInWords(language), value: `${text.title}: ${text.message}` }];
            }),
            { label: 'Public sites', value: sitesInWords(stored, sites) },
            { label: 'Last day', value: stored.lastDay ?? 'None' },
            { label: 'Where', value: whereInWords(stored) },
            { label: 'Active', value: stored.active ? 'Yes' : 'No' },
          ]
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** Page model of login/remove for a customer notice. */
export function removeCustomerNoticePage(stored: CustomerNotice, typed: Typed | undefined) {
  return removalPage({
    heading: `Delete the notice ${stored.name}?`,
    sentence: 'Whoever sees it now sees it no more. Reports keep what was shown to whom.',
    facts: [
      { label: 'Title', value: Object.values(stored.texts)[0]?.title ?? '' },
      { label: 'Left by it', value: String(stored.left) },
    ],
    href: noticeHref(stored.id),
    typed,
  });
}
