import { replaceMacros } from '../languages/index.ts';

/** What may stand in the text of an invitation, and what it stands for; the page that edits it lists them. */
export const MACROS = {
  REP_NAME: 'the representative’s name',
  SESSION_KEY: 'the session key',
  SESSION_KEY_URL: 'the key’s unique URL',
  SITE_NAME: 'the name of the public site',
  PORTAL_URL: 'the address of the public site',
  EXPIRES: 'until when the key can be used',
} as const;
/** The same in the invitation of somebody from outside. */
export const EXTERNAL_MACROS = {
  REP_NAME: 'the representative’s name',
  GUEST_NAME: 'who is invited, as everybody will see them',
  SESSION_KEY: 'the key that lets them in',
  SESSION_KEY_URL: 'the key’s unique URL',
  SITE_NAME: 'the name of the public site',
  EXPIRES: 'until when the key can be used',
} as const;
/** The same for an access key to iOS profiles. */
export const IOS_MACROS = {
  REP_NAME: 'the representative’s name',
  ACCESS_KEY: 'the access key',
  ACCESS_KEY_URL: 'the key’s unique URL',
  SITE_NAME: 'the name of the public site',
  PROFILES_URL: 'where the key can be typed',
  EXPIRES: 'until when the key can be used',
} as const;
type ValuesOf<Macros> = { readonly [Name in keyof Macros]: string };

/** Those of the one kind, or of another. */
export type InvitationValues =
  | ValuesOf<typeof MACROS>
  | ValuesOf<typeof IOS_MACROS>
  | ValuesOf<typeof EXTERNAL_MACROS>;

/**
 * `%REP_NAME%` and the like replaced in one pass: nothing inside a value is looked at again, and what
 * is none of them stays as it is. No other syntax means anything, whatever template language it is of.
 */
export function withMacros(text: string, values: InvitationValues): string {
  return replaceMacros(text, values);
}

/** What leads into the session, or to the profiles. Whatever else has to go, these stay whole. */
const WAY_IN: ReadonlySet<string> = new Set<keyof typeof MACROS | keyof typeof IOS_MACROS>([
  'SESSION_KEY',
  'SESSION_KEY_URL',
  'ACCESS_KEY',
  'ACCESS_KEY_URL',
]);

/** Whether the customer finds what they are invited to by this text. */
export function saysTheWayIn(text: string, to: 'session' | 'ios-profiles' = 'session'): boolean {
  const [url, key, where] =
    to === 'session'
      ? ['%SESSION_KEY_URL%', '%SESSION_KEY%', '%PORTAL_URL%']
      : ['%ACCESS_KEY_URL%', '%ACCESS_KEY%', '%PROFILES_URL%'];
  return text.includes(url) || (text.includes(key) && text.includes(where));
}

/**
 * As `withMacros`, in at most so many characters. What is too long loses the end of its own words first and
 * then names and addresses, but never a part of a value: half a link leads nowhere.
 */
export function fittedMacros(text: string, values: InvitationValues, characters: number): string {
  const parts = text.split(/(%[A-Z_]+%)/);
  const filled = (): string => withMacros(parts.join(''), values);
  const isMacro = (part: string | undefined): boolean =>
    part !== undefined && /^%[A-Z_]+%$/.test(part) && Object.hasOwn(values, part.slice(1, -1));
  const excess = (): number => Array.from(filled()).length - characters;
  for (let at = parts.length - 1; at >= 0 && excess() > 0; at -= 1) {
    const words = Array.from(parts[at] ?? '');
    if (!isMacro(parts[at]) && words.length > 0) {
      const mark = at === parts.length - 1 ? '…' : '… ';
      const kept = words.slice(0, Math.max(0, words.length - excess() - mark.length));
      parts[at] = kept.length === 0 ? ' ' : `${kept.join('').trimEnd()}${mark}`;
    }
  }
  for (let at = parts.length - 1; at >= 0 && excess() > 0; at -= 1) {
    if (isMacro(parts[at]) && !WAY_IN.has((parts[at] ?? '').replaceAll('%', ''))) {
      parts[at] = '';
    }
  }
  return filled();
}
