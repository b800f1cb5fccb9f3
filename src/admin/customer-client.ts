import { LIMITS, type PortalId } from '../kernel/index.ts';
import { isLanguage, type Language, LANGUAGES, WAITING_MACROS } from '../languages/index.ts';
import { EXTERNAL_MACROS, IOS_MACROS, MACROS } from '../notify/index.ts';
import type { SessionPolicy } from '../policies/index.ts';
import {
  AGREEMENT_TIMEOUTS_MS,
  type ClientOptions,
  defaultText,
  ON_HOLD_INTERVALS_MS,
  type PublicSite,
  RECONNECT_TIMEOUTS_MS,
  REDIRECT_AFTER_MS,
  SITE_PICTURE_TYPES,
  SITE_PICTURES,
  SITE_TEXTS,
  type SitePicture,
  sitePictureAddress,
  type SitePictureKind,
  type SiteTextKey,
  WATERMARK_OPACITIES,
  WATERMARK_PLACES,
} from '../portals/index.ts';
import { choice } from './choice.ts';
import { problemOf, ticked, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { policyChoice } from './session-policies.ts';
import { languageInWords, lengthInWords } from './words.ts';

export function customerClientHref(site: PortalId, language: Language): string {
  return `/login/customer-client?site=${site}&language=${language}`;
}

type Ticks = {
  [Name in keyof ClientOptions]: ClientOptions[Name] extends boolean ? Name : never;
}[keyof ClientOptions];

type Option =
  | { readonly kind: 'tick'; readonly key: Ticks; readonly label: string; readonly hint: string }
  | {
      readonly kind: 'choice';
      readonly key: Exclude<keyof ClientOptions, Ticks>;
      readonly label: string;
      readonly hint: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    };

function times(
  durationsMs: readonly number[],
): readonly { readonly value: string; readonly label: string }[] {
  return durationsMs.map((durationMs) => ({
    value: String(durationMs),
    label: lengthInWords(durationMs),
  }));
}

const PLACES_IN_WORDS: Readonly<Record<ClientOptions['watermarkPlace'], string>> = {
  'top-left': 'Top left',
  'top-right': 'Top right',
  middle: 'Middle',
  'bottom-left': 'Bottom left',
  'bottom-right': 'Bottom right',
};

/** What is shown of each text, in the order of the page. */
const SECTIONS: readonly {
  readonly heading: string;
  readonly hint: string;
  /** What may stand in its texts. */
  readonly macros?: Readonly<Record<string, string>>;
  /** An image that goes with it, the same in every language, with what is said of it. */
  readonly picture?: {
    readonly kind: SitePictureKind;
    readonly label: string;
    readonly hint: string;
    readonly none: string;
  };
  /** How it behaves, the same in every language. */
  readonly options?: readonly Option[];
  readonly texts: readonly {
    readonly key: SiteTextKey;
    readonly label: string;
    readonly hint: string;
  }[];
}[] = [
  {
    heading: 'Invitation Email',
    hint: 'What is sent to somebody who is to come into a session with a session key.',
    macros: MACROS,
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
    heading: 'External Representative Email',
    hint: 'What is sent to somebody without an account who is invited into a session of this site. It comes from the From Address above; the pages that it leads to are in English.',
    macros: EXTERNAL_MACROS,
    texts: [
      { key: 'external-subject', label: 'Subject', hint: 'One line.' },
      { key: 'external-body', label: 'Body', hint: 'Plain text, sent as it is written here.' },
    ],
  },
  {
    heading: 'Apple iOS Profile Invitation',
    hint: 'What is sent to somebody with an access key to configuration profiles. It comes from the same address.',
    macros: IOS_MACROS,
    texts: [
      { key: 'ios-subject', label: 'Subject', hint: 'One line.' },
      { key: 'ios-body', label: 'Body', hint: 'Plain text, sent as it is written here.' },
      {
        key: 'ios-sms',
        label: 'Text message',
        hint: 'For the SMS gateway; lines become one.',
      },
    ],
  },
  {
    heading: 'Customer Agreement',
    hint: 'Shown before the session is put into a queue. Whoever does not accept it in time, or refuses it, is told so, and the session ends. What was accepted is in the report, with the SHA-256 of the text as it was shown.',
    options: [
      {
        kind: 'tick',
        key: 'agreementFull',
        label: 'Display Customer Agreement Before Full Client Sessions',
        hint: 'Sessions in which a screen can be shared from the start.',
      },
      {
        kind: 'tick',
        key: 'agreementChat',
        label: 'Display Customer Agreement Before Click-to-Chat Sessions',
        hint: 'With its own title and text.',
      },
      {
        kind: 'choice',
        key: 'agreementTimeoutMs',
        label: 'Acceptance Timeout',
        hint: 'Not accepted by then, the session ends.',
        choices: times(AGREEMENT_TIMEOUTS_MS),
      },
    ],
    texts: [
      { key: 'agreement-title', label: 'Title', hint: 'One line, for full client sessions.' },
      { key: 'agreement-text', label: 'Text', hint: 'Plain text; each line is a paragraph.' },
      { key: 'chat-agreement-title', label: 'Title for click-to-chat', hint: 'One line.' },
      {
        key: 'chat-agreement-text',
        label: 'Text for click-to-chat',
        hint: 'Plain text; each line is a paragraph.',
      },
    ],
  },
  {
    heading: 'Display Options',
    hint: 'What customers see while they wait and write.',
    options: [
      {
        kind: 'tick',
        key: 'displayPlace',
        label: 'Display Place in Line',
        hint: 'The exact place, from 1. Texts with %POSITION% say it all the same.',
      },
      {
        kind: 'tick',
        key: 'displayExpectedWait',
        label: 'Display Expected Wait',
        hint: 'As a range, when enough others have waited there lately. Texts with %EXPECTED_WAIT% say it all the same.',
      },
      {
        kind: 'tick',
        key: 'spellCheck',
        label: 'Spell Check',
        hint: 'The customer’s browser marks words that it does not know. Some browsers send what is written to their maker for that.',
      },
    ],
    texts: [],
  },
  {
    heading: 'Greeting',
    hint: 'For customers in the waiting room, above their place in line.',
    macros: WAITING_MACROS,
    options: [
      {
        kind: 'tick',
        key: 'displayGreeting',
        label: 'Display Greeting',
        hint: 'From the first moment in the queue.',
      },
    ],
    texts: [
      {
        key: 'greeting',
        label: 'Text',
        hint: 'Plain text; each line is a paragraph. A line whose macro nobody can say yet is left out.',
      },
    ],
  },
  {
    heading: 'On-Hold Message',
    hint: 'Told to waiting customers again and again, with what is known of their wait at that moment.',
    macros: WAITING_MACROS,
    options: [
      {
        kind: 'tick',
        key: 'displayOnHold',
        label: 'Display On-Hold Message',
        hint: 'For the first time when the interval has passed.',
      },
      {
        kind: 'choice',
        key: 'onHoldEveryMs',
        label: 'Interval',
        hint: '',
        choices: times(ON_HOLD_INTERVALS_MS),
      },
    ],
    texts: [
      {
        key: 'on-hold-message',
        label: 'Text',
        hint: 'Plain text; each line is a paragraph. A line whose macro nobody can say then is left out.',
      },
    ],
  },
  {
    heading: 'Chat Window Banner',
    hint: 'An image above the chat of customers, while they wait and while they are helped.',
    picture: {
      kind: 'banner',
      label: 'Banner image',
      hint: 'It is shown at most 120 pixels high and as wide as the chat; on a dark page on a light ground. The same in every language: words in it are read in one only.',
      none: 'Customers see no banner.',
    },
    texts: [
      {
        key: 'banner-alt',
        label: 'What the banner shows',
        hint: 'Read out to customers who do not see it. Blank: the name of the site.',
      },
    ],
  },
  {
    heading: 'Watermark',
    hint: 'Drawn over the customer’s picture where representatives see it: in the session, and in the player of its recordings. The picture and the recorded file stay as they are, and nothing is drawn on the customer’s own screen: a page in a browser cannot.',
    options: [
      {
        kind: 'tick',
        key: 'displayWatermark',
        label: 'Display Watermark',
        hint: 'The image, or the text where there is no image. Seen from the next time that a picture is opened.',
      },
      {
        kind: 'choice',
        key: 'watermarkPlace',
        label: 'Position',
        hint: '',
        choices: WATERMARK_PLACES.map((place) => ({ value: place, label: PLACES_IN_WORDS[place] })),
      },
      {
        kind: 'choice',
        key: 'watermarkOpacity',
        label: 'Opacity',
        hint: 'What is below shows through.',
        choices: WATERMARK_OPACITIES.map((percent) => ({ value: String(percent), label: `${percent} %` })),
      },
    ],
    picture: {
      kind: 'watermark',
      label: 'Watermark image',
      hint: 'It takes up to a quarter of the picture’s width and height.',
      none: 'The text is drawn.',
    },
    texts: [
      {
        key: 'watermark-text',
        label: 'Watermark text',
        hint: 'The same in every language. Blank: the name of the site.',
      },
    ],
  },
  {
    heading: 'Notify Me',
    hint: 'Customers in the waiting room may ask to be called. While their page is open, the page does that itself.',
    options: [
      {
        kind: 'tick',
        key: 'webPush',
        label: 'Notify Waiting Customers by Web Push',
        hint: 'Their browser is called even when the page is closed, over the push service of its maker (Google, Mozilla, Apple, Microsoft), and they keep their place in line meanwhile. What is written is never sent. Needs https, and a way from this appliance to the internet.',
      },
    ],
    texts: [],
  },
  {
    heading: 'Logging Options',
    hint: 'For sessions that begin from now on.',
    options: [
      {
        kind: 'choice',
        key: 'recording',
        label: 'Screen Sharing Recording',
        hint: 'The site-wide setting is Enable Screen Sharing Recording in Options.',
        choices: [
          { value: 'site-wide', label: 'As the site-wide setting says' },
          { value: 'on', label: 'On' },
          { value: 'off', label: 'Off' },
        ],
      },
      {
        kind: 'tick',
        key: 'recordingPrompt',
        label: 'Display Session Recording Prompt Before Sessions',
        hint: 'Customers are asked whether a shared screen may be recorded. Refused or not answered, the session goes on without a recording, and the report says so.',
      },
    ],
    texts: [],
  },
  {
    heading: 'Post-Session Behavior',
    hint: 'For customers whom somebody helped, on the page that they see after the session.',
    macros: { CUSTOMER_NAME: WAITING_MACROS.CUSTOMER_NAME, SITE_NAME: WAITING_MACROS.SITE_NAME },
    options: [
      {
        kind: 'tick',
        key: 'displayAfter',
        label: 'Display Message After the Session',
        hint: 'With the link, if there is one.',
      },
      {
        kind: 'choice',
        key: 'redirectAfterMs',
        label: 'Go on to the web address',
        hint: 'Customers can stop that and stay. Whoever loads the page again is not taken away; where a survey is asked, this comes after it, answered or skipped.',
        choices: REDIRECT_AFTER_MS.map((durationMs) => ({
          value: String(durationMs),
          label:
            durationMs === 0
              ? 'Only when the customer follows the link'
              : `After ${lengthInWords(durationMs)}`,
        })),
      },
      {
        kind: 'tick',
        key: 'displayExitSurvey',
        label: 'Display Customer Exit Survey',
        hint: 'Its questions are written under Exit Surveys. Not shown, the link of a survey leads back to the session.',
      },
      {
        kind: 'tick',
        key: 'offersRecordings',
        label: 'Offer Recordings for Download',
        hint: 'The recordings of their own session, as long as their browser may come back to it, which is a day. Transcript and receipt are offered as Public Sites says.',
      },
    ],
    texts: [
      { key: 'after-message', label: 'Message', hint: 'Plain text; each line is a paragraph.' },
      {
        key: 'after-url',
        label: 'Web address',
        hint: 'Optional: a page of http or https, such as https://www.example.com/thanks.',
      },
    ],
  },
  {
    heading: 'Connection Options',
    hint: 'For sessions that begin from now on.',
    options: [
      {
        kind: 'choice',
        key: 'reconnectTimeoutMs',
        label: 'Reconnect Timeout',
        hint: 'So long a customer who lost the connection is waited for; then the session ends.',
        choices: times(RECONNECT_TIMEOUTS_MS),
      },
    ],
    texts: [],
  },
  {
    heading: 'Orphaned Session Message',
    hint: 'For customers who ask for help while nobody is there to give it. They may leave a message below it.',
    options: [
      {
        kind: 'tick',
        key: 'displayOrphaned',
        label: 'Display Orphaned Session Message',
        hint: 'With the link, if there is one. Otherwise the page says no more than that nobody is there.',
      },
    ],
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

const LONG_TEXTS: ReadonlySet<SiteTextKey> = new Set([
  'invitation-body',
  'external-body',
  'ios-body',
  'agreement-text',
]);
const INPUT_MODES = { text: 'text', line: 'text', address: 'url', sender: 'email' } as const;

/** Page model of login/customer-client. */
export function customerClientPage(shown: {
  readonly sites: readonly PublicSite[];
  readonly site: PublicSite;
  readonly language: Language;
  readonly own: ReadonlyMap<SiteTextKey, string>;
  readonly options: ClientOptions;
  readonly picture: (kind: SitePictureKind) => SitePicture | undefined;
  /** An image that was refused, and why. */
  readonly refusedPicture?: { readonly kind: SitePictureKind; readonly sentence: string };
  readonly revision: number;
  readonly policies: readonly SessionPolicy[];
  readonly policy: SessionPolicy | undefined;
  readonly typed?: Typed;
  readonly policyTyped?: Typed;
  readonly notice?: Notice | undefined;
}) {
  const { sites, site, language, own, options, typed, policyTyped } = shown;
  const fault = typed?.fault ?? policyTyped?.fault;
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
    revision: revisionShown(shown.revision, typed),
    sections: SECTIONS.map((section, index) => ({
      heading: section.heading,
      hint: section.hint,
      id: `section-${index}`,
      macros: Object.entries(section.macros ?? {}).map(([name, meaning]) => ({
        name: `%${name}%`,
        meaning,
      })),
      options: (section.options ?? []).map((option) =>
        option.kind === 'tick'
          ? { ...option, isTick: true, checked: ticked(option.key, options[option.key], typed) }
          : {
              ...option,
              isTick: false,
              field: choice(option.key, String(options[option.key]), option.choices, typed),
            },
      ),
      picture:
        section.picture === undefined
          ? undefined
          : pictureModel(
              section.picture,
              { site: site.id, language },
              shown.picture(section.picture.kind),
              shown.refusedPicture,
            ),
      texts: section.texts.map(({ key, label, hint }) => ({
        key,
        label,
        hint,
        isLine: SITE_TEXTS[key].kind !== 'text',
        inputMode: INPUT_MODES[SITE_TEXTS[key].kind],
        isWords: SITE_TEXTS[key].kind === 'text' || SITE_TEXTS[key].kind === 'line',
        rows: LONG_TEXTS.has(key) ? '14' : '4',
        maxCharacters: SITE_TEXTS[key].maxCharacters,
        value: typed === undefined ? (own.get(key) ?? defaultText(key, language)) : (typed.text[key] ?? ''),
        problem: typed === undefined ? '' : problemOf(key, typed),
        isOwn: own.has(key),
      })),
    })),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? SECTIONS.flatMap((section) => [
            ...(section.options ?? []).map((option) => ({
              label: `${section.heading}: ${option.label}`,
              value: optionInWords(option, options),
            })),
            ...section.texts.map(({ key, label }) => ({
              label: `${section.heading}: ${label}`,
              value: own.get(key) ?? 'The default',
            })),
          ])
        : policyTyped?.fault?.code === 'changed-meanwhile'
          ? [{ label: 'Session Policy', value: shown.policy?.name ?? 'Not Defined' }]
          : [],
    sessionPolicy: policyChoice(shown.policies, 'portals', shown.policy, policyTyped),
    notice: fault === undefined ? shown.notice : refusal(fault),
  };
}

function pictureModel(
  { kind, label, hint, none }: NonNullable<(typeof SECTIONS)[number]['picture']>,
  { site, language }: { readonly site: PortalId; readonly language: Language },
  picture: SitePicture | undefined,
  refused: { readonly kind: SitePictureKind; readonly sentence: string } | undefined,
) {
  const { widthPixels, heightPixels } = SITE_PICTURES[kind];
  return {
    kind,
    label,
    none,
    hint: `PNG, JPEG, WebP or GIF, at most ${LIMITS.sitePictureBytes / 1024} kB and ${widthPixels} × ${heightPixels} pixels; no SVG. ${hint} It is saved by itself: save other changes of this page first.`,
    types: SITE_PICTURE_TYPES.join(','),
    href: `/login/customer-client/${site}/pictures/${kind}?language=${language}`,
    removeHref: `/login/customer-client/${site}/pictures/${kind}/remove?language=${language}`,
    shown:
      picture === undefined
        ? undefined
        : {
            address: sitePictureAddress(site, kind, picture),
            width: picture.width,
            height: picture.height,
          },
    problem: refused?.kind === kind ? refused.sentence : '',
  };
}

function optionInWords(option: Option, options: ClientOptions): string {
  return option.kind === 'tick'
    ? options[option.key]
      ? 'On'
      : 'Off'
    : (option.choices.find(({ value }) => value === String(options[option.key]))?.label ?? '');
}

/** The language that an address asks for, else the site's first. */
export function languageShown(text: string | undefined, site: PublicSite): Language {
  return isLanguage(text) ? text : (site.languages[0] ?? 'en');
}
