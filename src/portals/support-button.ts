import {
  type ButtonProfileId,
  hasHiddenCharacter,
  type Instant,
  laterBy,
  LIMITS,
  type PortalId,
  type QueueId,
  recordedTranslations,
  type SessionId,
  type SupportButtonId,
  type Translated,
  translationProblems,
  type Translations,
} from '../kernel/index.ts';
import { nameKey, type Recorded } from '../people/index.ts';
import type { KnownButton } from '../sessions/index.ts';

/** What a button asks: for a session key; for a session key or else what the problem is; or for a name alone. */
export const BUTTON_ASKS = ['key', 'either', 'straight'] as const;
export type ButtonAsks = (typeof BUTTON_ASKS)[number];

const DAY_MS = 24 * 3_600_000;
/** How long a button lives after it was made; 0: until it is removed. */
export const BUTTON_LIVES_MS = [0, 1, 7, 30, 90, 365].map((days) => days * DAY_MS);

/** What an administrator says about the buttons of one kind. */
export interface ButtonProfileFields {
  readonly name: string;
  /** What customers see beside the icon on their desktop. */
  readonly title: string;
  /** Of the title. */
  readonly titles?: Translations;
  readonly portal: PortalId;
  readonly asks: ButtonAsks;
  /** Where it leads without a key: undefined only where a key is all that it asks for. */
  readonly queue: QueueId | undefined;
  readonly lifeMs: number;
}

export interface ButtonProfile extends ButtonProfileFields {
  readonly id: ButtonProfileId;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** One button that was given out. Its token is known to its address alone; here is what it is found by. */
export interface SupportButton {
  readonly id: SupportButtonId;
  readonly profile: ButtonProfileId;
  /** Where it leads without a key; undefined: where its profile leads. */
  readonly queue: QueueId | undefined;
  /** For the list: whose machine, which image. */
  readonly description: string;
  readonly madeAt: Instant;
  readonly madeBy: string;
  /** undefined: until it is removed. */
  readonly expiresAt: Instant | undefined;
  /** How many sessions it began, and when the last one. */
  readonly uses: number;
  readonly lastUsedAt: Instant | undefined;
}

/** What a button that was deployed in a session has beside that, until its customer has it. */
export interface Handover {
  readonly session: SessionId;
  readonly sealedToken: string;
}

/** As customers read it. */
export function titleText({ title, titles }: Pick<ButtonProfile, 'title' | 'titles'>): Translated {
  return { text: title, translations: titles };
}

/** How a session calls a button of this profile. */
export function titlesOf({
  title,
  titles = {},
}: Pick<ButtonProfile, 'title' | 'titles'>): Omit<KnownButton, 'id'> {
  return Object.keys(titles).length === 0 ? { title } : { title, titles };
}

/** What an administrator's site or a representative calls one button; the sentence for what cannot stay. */
export function descriptionProblem(description: string): string | undefined {
  return Array.from(description).length > LIMITS.buttonDescriptionCharacters
    ? `Please use ${LIMITS.buttonDescriptionCharacters} characters at most.`
    : hasHiddenCharacter(description)
      ? 'There is a character in it that cannot be shown. Please type it again.'
      : undefined;
}

export function buttonExpiry(profile: Pick<ButtonProfile, 'lifeMs'>, now: Instant): Instant | undefined {
  return profile.lifeMs === 0 ? undefined : laterBy(now, profile.lifeMs);
}

/** Whether it still begins sessions. What it began goes on. */
export function isAlive(button: Pick<SupportButton, 'expiresAt'>, now: Instant): boolean {
  return button.expiresAt === undefined || now < button.expiresAt;
}

/** A sentence for each field that cannot stay as it is. */
export function profileProblems(
  fields: ButtonProfileFields,
  others: readonly ButtonProfile[],
  known: { readonly isPortal: (id: PortalId) => boolean; readonly isQueue: (id: QueueId) => boolean },
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  if (others.some(({ name }) => nameKey(name) === nameKey(fields.name))) {
    problems['name'] = 'Another profile has this name. Please choose another one.';
  }
  if (!known.isPortal(fields.portal)) {
    problems['portal'] = 'Please choose one of the public sites.';
  }
  if (fields.asks !== 'key' && (fields.queue === undefined || !known.isQueue(fields.queue))) {
    problems['queue'] = 'Please choose the queue that these buttons lead to.';
  }
  if (!BUTTON_LIVES_MS.includes(fields.lifeMs)) {
    problems['lifeMs'] = 'Please choose one of the offered times.';
  }
  return {
    ...problems,
    ...translationProblems('title', fields.titles, LIMITS.buttonTitleCharacters),
  };
}

/** What the audit keeps of a profile. */
export function recordedProfile({
  name,
  title,
  titles,
  portal,
  asks,
  queue,
  lifeMs,
}: ButtonProfileFields): Recorded {
  return { name, title, titles: recordedTranslations(titles), portal, asks, queue: queue ?? '', lifeMs };
}

/** What stands in a desktop shortcut to this address, for each system; undefined for an ending that is none. */
export function shortcut(
  ending: string,
  { url, title }: { readonly url: string; readonly title: string },
): { readonly type: string; readonly text: string } | undefined {
  // A title is one line: nothing of it can become a line of its own in a file.
  const name = title.replaceAll(/[\p{C}\\]/gu, ' ');
  switch (ending) {
    case 'url':
      return { type: 'application/internet-shortcut', text: `[InternetShortcut]\r\nURL=${url}\r\n` };
    case 'webloc':
      return {
        type: 'application/xml',
        text: `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict><key>URL</key><string>${url}</string></dict></plist>\n`,
      };
    case 'desktop':
      return {
        type: 'application/x-desktop',
        text: `[Desktop Entry]\nVersion=1.0\nType=Link\nName=${name}\nURL=${url}\nIcon=help-browser\n`,
      };
    default:
      return undefined;
  }
}
