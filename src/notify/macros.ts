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
export type MacroValues = { readonly [Name in keyof typeof MACROS]: string };

/**
 * `%REP_NAME%` and the like replaced in one pass: nothing inside a value is looked at again, and what
 * is none of them stays as it is. No other syntax means anything, whatever template language it is of.
 */
export function withMacros(text: string, values: MacroValues): string {
  return replaceMacros(text, values);
}
