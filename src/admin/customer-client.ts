import type { PortalId } from '../kernel/index.ts';
import { isLanguage, type Language, LANGUAGES } from '../languages/index.ts';
import { MACROS } from '../notify/index.ts';
import { defaultText, type PublicSite, SITE_TEXTS, type SiteTextKey } from '../portals/index.ts';
import { problemOf, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { languageInWords } from './words.ts';

export function customerClientHref(site: PortalId, language: Language): string {
  return `/login/customer-client?site=${site}&language=${language}`;
}

/** What is shown of each text, in the order of the page. */
const SECTIONS: readonly {
  readonly heading: string;
  readonly hint: string;
  /** Whether the texts may have macros in them, which are listed then. */
  readonly macros?: true;
  readonly texts: readonly {
    readonly key: SiteTextKey;
    readonly label: string;
    readonly hint: string;
  }[];
}[] = [
  {
    heading: 'Invitation Email',
    hint: 'What is sent to somebody who is to come into a session with a session key.',
    macros: true,
    texts: [
      {
        key: 'invitation-from',
        label: 'From Address',
        hint: 'Only for server-side emails, and the same in every language. Blank: the address of Email Configuration.',
      },
      { key: 'invitation-subject', label: 'Subject', hint: 'One line.' },
      { key: 'invitation-body', label: 'Body', hint: 'Plain text, sent as it is written here.' },
      {
        key: 'invitation-sms',
        label: 'Text message',
        hint: 'For the SMS gateway; lines become one. 160 letters are one message, in some scripts 70.',
      },
    ],
  },
  {
    heading: 'Orphaned Session Message',
    hint: 'For customers who ask for help while nobody is there to give it. They may leave a message below it.',
    texts: [
      {
        key: 'orphaned-message',
        label: 'Orphaned Session Message',
        hint: 'Plain text; each line is a paragraph.',
      },
      {
        key: 'orphaned-url',
        label: 'URL',
        hint: 'Optional: a page that helps them on, such as https://www.example.com/help. They open it themselves.',
      },
    ],
  },
  {
    heading: 'Closed Message',
    hint: 'For customers who come outside the hours of the site. When it opens again is added by itself.',
    texts: [
      { key: 'closed-message', label: 'Closed Message', hint: 'Plain text; each line is a paragraph.' },
    ],
  },
];

const INPUT_MODES = { text: 'text', line: 'text', address: 'url', sender: 'email' } as const;

/** Page model of login/customer-client. */
export function customerClientPage(shown: {
  readonly sites: readonly PublicSite[];
  readonly site: PublicSite;
  readonly language: Language;
  readonly own: ReadonlyMap<SiteTextKey, string>;
  readonly revision: number;
  readonly typed?: Typed;
  readonly notice?: Notice | undefined;
}) {
  const { sites, site, language, own, typed } = shown;
  return {
    sites: sites.map(({ id, name }) => ({ id, name, selected: id === site.id })),
    languages: LANGUAGES.map((each) => ({
      code: each,
      label: site.languages.includes(each)
        ? languageInWords(each)
        : `${languageInWords(each)} (not offered on this site)`,
      selected: each === language,
    })),
    site: site.id,
    siteName: site.name,
    language,
    languageName: languageInWords(language),
    direction: language === 'ar' ? 'rtl' : 'ltr',
    revision: String(shown.revision),
    sections: SECTIONS.map((section, index) => ({
      heading: section.heading,
      hint: section.hint,
      id: `section-${index}`,
      macros:
        section.macros === true
          ? Object.entries(MACROS).map(([name, meaning]) => ({ name: `%${name}%`, meaning }))
          : [],
      texts: section.texts.map(({ key, label, hint }) => ({
        key,
        label,
        hint,
        isLine: SITE_TEXTS[key].kind !== 'text',
        inputMode: INPUT_MODES[SITE_TEXTS[key].kind],
        isWords: SITE_TEXTS[key].kind === 'text' || SITE_TEXTS[key].kind === 'line',
        rows: key === 'invitation-body' ? '14' : '4',
        maxCharacters: SITE_TEXTS[key].maxCharacters,
        value: typed === undefined ? (own.get(key) ?? defaultText(key, language)) : (typed.text[key] ?? ''),
        problem: typed === undefined ? '' : problemOf(key, typed),
        isOwn: own.has(key),
      })),
    })),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? SECTIONS.flatMap(({ heading, texts }) =>
            texts.map(({ key, label }) => ({
              label: `${heading}: ${label}`,
              value: own.get(key) ?? 'The default',
            })),
          )
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** The language that an address asks for, else the site's first. */
export function languageShown(text: string | undefined, site: PublicSite): Language {
  return isLanguage(text) ? text : (site.languages[0] ?? 'en');
}
