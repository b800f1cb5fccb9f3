/**
 * A phone number as gateways take it: digits, perhaps with + before them (E.164 has 15 at most).
 * What people write between digits does not count. Undefined for anything else.
 */
export function phoneNumber(typed: string): string | undefined {
  const number = typed.trim().replaceAll(/[\s().\-\u2010-\u2015/]/gu, '');
  return /^\+?[0-9]{4,15}$/.test(number) ? number : undefined;
}

export const PHONE_SENTENCE =
  'Please enter one phone number with its country code, such as +46 70 123 45 67.';
