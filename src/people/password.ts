import { LIMITS } from '../kernel/index.ts';

/** The text that is hashed: one way to write what looks the same (RFC 8265 asks for the like). */
export function passwordText(typed: string): string {
  return typed.normalize('NFKC');
}

/**
 * Why this password cannot be used, as a sentence; undefined when it can. Length counts and being
 * guessable counts; character classes do not (NIST SP 800-63B §3.1.1.2).
 */
export function problemWithPassword(
  typed: string,
  person: { readonly username: string; readonly name: string },
): string | undefined {
  const password = passwordText(typed);
  const length = Array.from(password).length;
  if (length < LIMITS.passwordCharactersMin) {
    return `Please use ${LIMITS.passwordCharactersMin} characters or more.`;
  }
  if (length > LIMITS.passwordCharactersMax) {
    return `Please use ${LIMITS.passwordCharactersMax} characters at most.`;
  }
  const plain = password.toLowerCase();
  if (isRepetition(plain) || isSequence(plain) || COMMON.has(stem(plain)) || COMMON.has(plain)) {
    return 'This password is among the first that are tried. Please choose another one.';
  }
  const own = [person.username, ...person.name.split(/\s+/)].map((text) =>
    text.normalize('NFKC').toLowerCase(),
  );
  for (const text of own) {
    if (text.length >= 4 && plain.includes(text) && plain.length - text.length < 6) {
      return 'This password is almost your own name. Please choose another one.';
    }
  }
  return undefined;
}

/** Without the digits and marks that people put behind a word. */
function stem(text: string): string {
  return text.replace(/[\d\W_]+$/u, '');
}

/** The same few characters again and again: aaaaaaaaaa, abababab, rob rob rob. */
function isRepetition(text: string): boolean {
  const characters = Array.from(text);
  return [1, 2, 3, 4, 5, 6].some(
    (length) =>
      characters.length >= 2 * length &&
      characters.every((character, index) => index < length || character === characters[index - length]),
  );
}

/** 1234567890, abcdefghij, or either backwards. */
function isSequence(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const ninesToNought = text.replaceAll('90', '9:').replaceAll('09', ':9');
  if (ninesToNought !== text) {
    return isSequence(ninesToNought);
  }
  return steps.size === 1 && Math.abs([...steps][0] ?? 0) <= 1;
}

/** Words and key rows that lists of leaked passwords begin with, without the digits behind them. */
const COMMON = new Set([
  'password',
  'passwort',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'pa$$word',
  'motdepasse',
  'contraseña',
  'administrator',
  'administrateur',
  'admin',
  'adminadmin',
  'welcome',
  'willkommen',
  'changeme',
  'letmein',
  'iloveyou',
  'football',
  'baseball',
  'princess',
  'sunshine',
  'superman',
  'qwerty',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'asdfghjklm',
  'zxcvbnm',
  'qazwsxedc',
  '1q2w3e4r5t',
  '1q2w3e4r5t6z',
  '1qaz2wsx3edc',
  'support',
  'supportsupport',
  'helpdesk',
  'handrail',
  'handrailhandrail',
  'remotesupport',
  'default',
  'secret',
  'test',
  'testtest',
  'correcthorsebatterystaple',
]);
