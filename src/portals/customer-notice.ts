import {
  type Day,
  hasHiddenCharacter,
  isVisible,
  LIMITS,
  type NoticeId,
  type PortalId,
} from '../kernel/index.ts';
import { type Language, LANGUAGES } from '../languages/index.ts';
import { nameKey } from '../people/index.ts';
import type { PublicSite } from './site.ts';

export interface NoticeText {
  readonly title: string;
  readonly message: string;
}

/** What an administrator says of a customer notice. */
export interface CustomerNoticeFields {
  /** Unique, for the people of the company. */
  readonly name: string;
  readonly sites: 'all' | readonly PortalId[];
  /** At least one. */
  readonly texts: Readonly<Partial<Record<Language, NoticeText>>>;
  /** The last day on which it is shown, by the clocks of the default site. */
  readonly lastDay: Day | undefined;
  readonly onPortal: boolean;
  /** By itself to whoever waits; otherwise representatives send it by hand. */
  readonly whileWaiting: boolean;
  readonly active: boolean;
}

/** A message to many customers at once, such as of a known problem, which tells some of them all they came for. */
export interface CustomerNotice extends CustomerNoticeFields {
  readonly id: NoticeId;
  /** How many customers left by it. */
  readonly left: number;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** What a new notice begins with. */
export function newNotice(): CustomerNoticeFields {
  return {
    name: '',
    sites: 'all',
    texts: {},
    lastDay: undefined,
    onPortal: true,
    whileWaiting: true,
    active: true,
  };
}

/** Whether it is shown to anybody at all on this day. */
export function isLive({ active, lastDay }: Pick<CustomerNotice, 'active' | 'lastDay'>, today: Day): boolean {
  return active && (lastDay === undefined || today <= lastDay);
}

export function isForSite({ sites }: Pick<CustomerNotice, 'sites'>, site: PortalId): boolean {
  return sites === 'all' || sites.includes(site);
}

/** What of it stays when this site is deleted: undefined when it is for that site alone. */
export function withoutSite<Fields extends Pick<CustomerNoticeFields, 'sites'>>(
  notice: Fields,
  site: PortalId,
): Fields | undefined {
  if (notice.sites === 'all' || !notice.sites.includes(site)) {
    return notice;
  }
  const sites = notice.sites.filter((each) => each !== site);
  return sites.length === 0 ? undefined : { ...notice, sites };
}

/** In the reader's language, else in the first of the site's that it is written in, else in any. */
export function noticeText(
  { texts }: Pick<CustomerNotice, 'texts'>,
  language: string,
  site: Pick<PublicSite, 'languages'>,
): (NoticeText & { readonly language: Language }) | undefined {
  const inOrder = [...LANGUAGES.filter((each) => each === language), ...site.languages, ...LANGUAGES];
  for (const each of inOrder) {
    const text = texts[each];
    if (text !== undefined) {
      return { ...text, language: each };
    }
  }
  return undefined;
}

/** A sentence for each field that cannot stay as it is. `others` are the notices beside this one. */
export function noticeProblems(
  fields: CustomerNoticeFields,
  others: readonly CustomerNotice[],
  isSite: (site: PortalId) => boolean,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  if (!isVisible(fields.name) || Array.from(fields.name).length > LIMITS.noticeNameCharacters) {
    problems['name'] = `Please give a name of 1 to ${LIMITS.noticeNameCharacters} characters.`;
  } else if (others.some(({ name }) => nameKey(name) === nameKey(fields.name))) {
    problems['name'] = 'Another notice has this name. Please choose another one.';
  }
  for (const language of LANGUAGES) {
    const text = fields.texts[language];
    if (text !== undefined && (!isVisible(text.title) || !isVisible(text.message))) {
      problems[`${isVisible(text.title) ? 'message' : 'title'}-${language}`] =
        'A notice has a title and a message. Please fill in both, or clear both.';
    } else if (text !== undefined && hasHiddenCharacter(text.title + text.message)) {
      problems[`message-${language}`] = 'This contains a character that cannot be shown.';
    }
  }
  if (Object.values(fields.texts).length === 0) {
    problems['title-en'] = 'Please write the notice in at least one language.';
  }
  if (fields.sites !== 'all') {
    if (fields.sites.length === 0) {
      problems['sites'] = 'Please select at least one public site, or show it on all of them.';
    } else if (!fields.sites.every(isSite)) {
      problems['sites'] = 'One of the public sites does not exist any more. Please look again.';
    }
  }
  return problems;
}

/** What the audit keeps of a notice. */
export function recordedNotice(
  notice: CustomerNoticeFields,
): Readonly<Record<string, string | boolean | readonly string[]>> {
  return {
    name: notice.name,
    sites: notice.sites,
    lastDay: notice.lastDay ?? '',
    onPortal: notice.onPortal,
    whileWaiting: notice.whileWaiting,
    active: notice.active,
    ...Object.fromEntries(
      LANGUAGES.flatMap((language) => {
        const text = notice.texts[language];
        return text === undefined ? [] : [[language, `${text.title}\n${text.message}`]];
      }),
    ),
  };
}
