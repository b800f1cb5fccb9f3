import type { Language } from '../../src/languages/index.ts';

/** Attributes that people read or hear. */
const READ =
  /\s(?:title|alt|placeholder|aria-label|aria-description|aria-roledescription|label|data-(?:group|light|system|dark))="([^"]*)"/gu;
/** The other languages are named in their own. */
const MENU = /<(button|option)\b[^>]*\slang="[a-z]{2}"[^>]*>[^<]*<\/\1>/gu;
const UNREAD =
  /<!--[^]*?-->|<(?:script|style|svg|code|pre)\b[^]*?<\/(?:script|style|svg|code|pre)>|<textarea\b[^>]*>[^]*?<\/textarea>/gu;

/** What of a page people read or hear, piece by piece; not what they typed themselves. */
export function textsIn(html: string): readonly string[] {
  const markup = html.replaceAll(UNREAD, ' ').replaceAll(MENU, ' ');
  return [...[...markup.matchAll(READ)].map(([, text]) => text ?? ''), ...markup.split(/<[^>]*>/u)]
    .map((text) =>
      text
        .replaceAll(/&(?:quot|#x27|#39);/gu, "'")
        .replaceAll('&amp;', '&')
        .replaceAll(/&[a-z]+;/gu, ' ')
        .replaceAll(/[\u2066-\u2069]/gu, '')
        .trim(),
    )
    .filter((text) => /\p{L}/u.test(text));
}

/** Names that are written in Latin letters everywhere, time zones, and the first parameter of a link. */
const NAMES =
  /\bhttps?(?::\/\/\S+)?|\b(?:Handrail|JavaScript|SHA-256|Ed25519|JSON|Windows|macOS|iPhone|iPad|Mac|Linux|Enter|kB|UTC|GMT|short_key)\b/gu;

/**
 * Texts of a page that are not in its language: the same as the English page's, or without a letter of its script.
 * `known`: what people wrote, and words that are the same in both.
 */
export function strangers(
  texts: readonly string[],
  english: readonly string[],
  language: Language,
  known: readonly string[],
): readonly string[] {
  const longestFirst = known.toSorted((a, b) => b.length - a.length);
  const own = (text: string) =>
    longestFirst.reduce((rest, one) => rest.replaceAll(one, ' '), text.replaceAll(NAMES, ' '));
  const originals = new Set(english.map(own));
  const isForeign =
    language === 'ja' || language === 'ar'
      ? (text: string) => /\p{Script=Latin}{2,}/u.test(text)
      : (text: string) => originals.has(text) && /\p{L}{2,}/u.test(text);
  return texts.filter((text) => isForeign(own(text)));
}
