import { type Instant, wallClock } from '../kernel/index.ts';

const NAME_CHARACTERS = 40;

/** Letters of Latin alphabets that Unicode does not take apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  þ: 'th',
  Þ: 'Th',
  ð: 'd',
  Ð: 'D',
};

/**
 * A name for a file that somebody saves: `2026-11-21-14-05-Maria-Muller-recording.webm`. Letters,
 * digits and single hyphens only, whatever the customer is called.
 */
export function fileName(
  session: { readonly customerName: string; readonly startedAt: Instant },
  what: string,
  timeZone: string,
): string {
  const minute = wallClock(session.startedAt, timeZone).slice(0, 5).join('-');
  const name = session.customerName
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]/gu, (character) => LETTERS[character] ?? '-')
    .replace(/-+/g, '-')
    .slice(0, NAME_CHARACTERS)
    .replace(/^-|-$/g, '');
  return `${minute}-${name === '' ? 'customer' : name}-${what}`;
}
