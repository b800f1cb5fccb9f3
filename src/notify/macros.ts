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
export type ExternalMacroValues = { readonly [Name in keyof typeof EXTERNAL_MACROS]: string };
export type MacroValues = { readonly [Name in keyof typeof MACROS]: string };

/**
 * `%REP_NAME%` and the like replaced in one pass: nothing inside a value is looked at again, and what
 * is none of them stays as it is. No other syntax means anything, whatever template language it is of.
 */
export function withMacros(text: string, values: MacroValues | ExternalMacroValues): string {
  return replaceMacros(text, values);
}

/** What leads into the session. Whatever else has to go, these stay whole. */
const WAY_IN: ReadonlySet<string> = new Set<keyof typeof MACROS>(['SESSION_KEY', 'SESSION_KEY_URL']);

/** Whether the customer finds the session by this text. */
export function saysTheWayIn(text: string): boolean {
  return (
    text.includes('%SESSION_KEY_URL%') || (text.includes('%SESSION_KEY%') && text.includes('%PORTAL_URL%'))
  );
}

/**
 * As `withMacros`, in at most so many characters. What is too long loses the end of its own words first and
 * then names and addresses, but never a part of a value: half a link leads nowhere.
 */
export function fittedMacros(
  text: string,
  values: MacroValues | ExternalMacroValues,
  characters: number,
): string {
  const parts = text.split(/(%[A-Z_]+%)/);
  const filled = (): string => withMacros(parts.join(''), values);
  const excess = (): number => Array.from(filled()).length - characters;
  for (let at = parts.length - 1; at >= 0 && excess() > 0; at -= 1) {
    const words = Array.from(parts[at] ?? '');
    if (!isMacro(parts[at], values) && words.length > 0) {
      const mark = at === parts.length - 1 ? '…' : '… ';
      const kept = words.slice(0, Math.max(0, words.length - excess() - mark.length));
      parts[at] = kept.length === 0 ? ' ' : `${kept.join('').trimEnd()}${mark}`;
    }
  }
  for (let at = parts.length - 1; at >= 0 && excess() > 0; at -= 1) {
    if (isMacro(parts[at], values) && !WAY_IN.has((parts[at] ?? '').replaceAll('%', ''))) {
      parts[at] = '';
    }
  }
  return filled();
}

function isMacro(part: string | undefined, values: object): boolean {
  return part !== undefined && /^%[A-Z_]+%$/.test(part) && Object.hasOwn(values, part.slice(1, -1));
}
