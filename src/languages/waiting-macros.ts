/** What may stand in a text for somebody who waits, and what it stands for; the page that edits it lists them. */
export const WAITING_MACROS = {
  CUSTOMER_NAME: 'the name that the customer gave',
  SITE_NAME: 'the name of the public site',
  POSITION: 'the place in the queue, from 1',
  EXPECTED_WAIT: 'how long others have waited there lately, as a range',
} as const;
/** Undefined where nobody can say it now. */
export type WaitingValues = { readonly [Name in keyof typeof WAITING_MACROS]: string | undefined };

/**
 * `%POSITION%` and the like replaced in one pass: nothing inside a value is looked at again, and what is
 * none of them stays as it is.
 */
export function replaceMacros(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(MACRO, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

/** The lines of a text with its values; a line that needs one that nobody can say now is left out. */
export function waitingLines(text: string, values: WaitingValues): readonly string[] {
  return text
    .split('\n')
    .filter((line) =>
      [...line.matchAll(MACRO)].every(
        ([, name = '']) => !Object.hasOwn(values, name) || values[name as keyof WaitingValues] !== undefined,
      ),
    )
    .map((line) => replaceMacros(line, values).trim())
    .filter((line) => line !== '');
}

const MACRO = /%([A-Z_]{1,32})%/g;
