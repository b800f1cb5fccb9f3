import { LIMITS } from '../kernel/index.ts';
import { type Language, say, wordsOf } from '../languages/index.ts';
import { mailAddress, saysTheWayIn, type ToAscii } from '../notify/index.ts';

/**
 * The texts that an administrator may change for each public site and language. A new one is a line
 * here, with a section of the page *Customer Client* and what says it.
 */
export const SITE_TEXTS = {
  /** Who invitations come from that the appliance sends; '' for the address of *Email Configuration*. */
  'invitation-from': { kind: 'sender', maxCharacters: LIMITS.mailAddressCharacters },
  'invitation-subject': { kind: 'line', maxCharacters: LIMITS.invitationSubjectCharacters },
  'invitation-body': { kind: 'text', maxCharacters: LIMITS.siteTextCharacters },
  'invitation-sms': { kind: 'text', maxCharacters: LIMITS.smsCharacters },
  /** What is mailed to somebody from outside who is invited into a session. */
  'external-subject': { kind: 'line', maxCharacters: LIMITS.invitationSubjectCharacters },
  'external-body': { kind: 'text', maxCharacters: LIMITS.siteTextCharacters },
  /** The same for an access key to iOS profiles. */
  'ios-subject': { kind: 'line', maxCharacters: LIMITS.invitationSubjectCharacters },
  'ios-body': { kind: 'text', maxCharacters: LIMITS.siteTextCharacters },
  'ios-sms': { kind: 'text', maxCharacters: LIMITS.smsCharacters },
  /** Before a session that begins with everything: *Customer Agreement*. */
  'agreement-title': { kind: 'line', maxCharacters: LIMITS.agreementTitleCharacters },
  'agreement-text': { kind: 'text', maxCharacters: LIMITS.agreementCharacters },
  /** The same before click-to-chat. */
  'chat-agreement-title': { kind: 'line', maxCharacters: LIMITS.agreementTitleCharacters },
  'chat-agreement-text': { kind: 'text', maxCharacters: LIMITS.agreementCharacters },
  /** In the waiting room, with macros. */
  greeting: { kind: 'text', maxCharacters: LIMITS.siteTextCharacters },
  'on-hold-message': { kind: 'text', maxCharacters: LIMITS.siteTextCharacters },
  /** After a session in which somebody helped: *Post-Session Behavior*, with macros. */
  'after-message': { kind: 'text', maxCharacters: LIMITS.siteTextCharacters },
  /** A page to go on with then. */
  'after-url': { kind: 'address', maxCharacters: LIMITS.addressCharacters },
  /** Nobody is there to help: *Orphaned Session Message*. */
  'orphaned-message': { kind: 'text', maxCharacters: LIMITS.siteTextCharacters },
  /** A page to go on with then; opened by the customer. */
  'orphaned-url': { kind: 'address', maxCharacters: LIMITS.addressCharacters },
  /** What the image above the chat shows, for who does not see it; '' for the name of the site. */
  'banner-alt': { kind: 'line', maxCharacters: LIMITS.sitePictureCharacters },
  /** Over customers' pictures, where there is no image for it; '' for the name of the site. */
  'watermark-text': { kind: 'line', maxCharacters: LIMITS.sitePictureCharacters },
  /** Outside the hours of the site. */
  'closed-message': { kind: 'text', maxCharacters: LIMITS.siteTextCharacters },
} as const satisfies Readonly<
  Record<string, { readonly kind: 'text' | 'line' | 'address' | 'sender'; readonly maxCharacters: number }>
>;
export type SiteTextKey = keyof typeof SITE_TEXTS;

/** Whether it is the same in every language. */
export function isForEveryLanguage(key: SiteTextKey): boolean {
  return SITE_TEXTS[key].kind === 'sender' || key === 'watermark-text';
}

export const SITE_TEXT_KEYS = Object.keys(SITE_TEXTS) as readonly SiteTextKey[];

/** What is said where the administrator said nothing else; '' is nothing at all. */
export function defaultText(key: SiteTextKey, language: Language): string {
  const words = wordsOf(language);
  switch (key) {
    case 'invitation-from':
      return '';
    case 'invitation-subject':
      return say(words, 'invitation.subject');
    case 'invitation-body':
      return say(words, 'invitation.body');
    case 'invitation-sms':
      return say(words, 'invitation.sms');
    case 'external-subject':
      return say(words, 'invitation.external-subject');
    case 'external-body':
      return say(words, 'invitation.external-body');
    case 'ios-subject':
      return say(words, 'invitation.ios-subject');
    case 'ios-body':
      return say(words, 'invitation.ios-body');
    case 'ios-sms':
      return say(words, 'invitation.ios-sms');
    case 'agreement-title':
    case 'chat-agreement-title':
      return say(words, 'client.agreement-title');
    case 'agreement-text':
      return say(words, 'client.agreement-text');
    case 'chat-agreement-text':
      return say(words, 'client.chat-agreement-text');
    case 'greeting':
      return say(words, 'client.greeting');
    case 'on-hold-message':
      return say(words, 'client.on-hold');
    case 'after-message':
      return say(words, 'client.after');
    case 'after-url':
      return '';
    case 'banner-alt':
    case 'watermark-text':
      return '';
    case 'orphaned-message':
      return say(words, 'ways.nobody-text');
    case 'orphaned-url':
      return '';
    case 'closed-message':
      return say(words, 'ways.closed-text');
    default:
      return key satisfies never;
  }
}

/** What is stored of a page of texts: by key, only those that are not the default. */
export type OwnTexts = ReadonlyMap<SiteTextKey, string>;

/**
 * What becomes of a page of texts that was sent: whatever is the default is not kept, so that a better
 * default of a later version is seen, and a text that is cleared is the default again.
 */
export function ownTexts(sent: Readonly<Partial<Record<SiteTextKey, string>>>, language: Language): OwnTexts {
  return new Map(
    SITE_TEXT_KEYS.flatMap((key) => {
      const text = sent[key]?.trim() ?? '';
      return text === '' || text === defaultText(key, language) ? [] : [[key, text] as const];
    }),
  );
}

/** A sentence for each text that cannot stay as it is. */
export function textProblems(texts: OwnTexts, toAscii: ToAscii): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const [key, text] of texts) {
    const { kind, maxCharacters } = SITE_TEXTS[key];
    if (Array.from(text).length > maxCharacters) {
      problems[key] = `This text can have ${maxCharacters} characters at most.`;
    } else if ((key === 'invitation-body' || key === 'invitation-sms') && !saysTheWayIn(text)) {
      problems[key] =
        'Please keep %SESSION_KEY_URL%, or %SESSION_KEY% together with %PORTAL_URL%: without them nobody finds the session.';
    } else if (key === 'external-body' && !text.includes('%SESSION_KEY_URL%')) {
      problems[key] = 'Please keep %SESSION_KEY_URL%: without it nobody finds the session.';
    } else if ((key === 'ios-body' || key === 'ios-sms') && !saysTheWayIn(text, 'ios-profiles')) {
      problems[key] =
        'Please keep %ACCESS_KEY_URL%, or %ACCESS_KEY% together with %PROFILES_URL%: without them nobody finds the profiles.';
    } else if (kind === 'address' && !isWebAddress(text)) {
      problems[key] = 'Please write a whole web address, such as https://www.example.com/help.';
    } else if (kind === 'sender') {
      const parsed = mailAddress(text, toAscii);
      if (!parsed.ok) {
        problems[key] = parsed.sentence;
      }
    }
  }
  return problems;
}

/** Nothing but http and https: what a customer follows never runs anything here. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/?#@:"<>\\^`{|}]+(?::\d{1,5})?(?:[/?#][^\s"<>\\^`{|}]*)?$/i.test(text);
}

/** Says whether two pages of texts and options are the same, so that a form can tell whether somebody else saved meanwhile. */
export function revisionOf(texts: OwnTexts, options = ''): number {
  let sum = 0;
  for (const line of [...SITE_TEXT_KEYS.map((key) => `${key}\n${texts.get(key) ?? ''}\n`), options]) {
    for (const character of line) {
      sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 999_999_937;
    }
  }
  return sum;
}
