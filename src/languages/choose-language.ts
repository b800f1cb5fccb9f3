import type { Language } from './language.ts';

/** What is longer than this, no browser sends. */
const MOST_CHARACTERS = 1_000;

/**
 * In which language to speak to somebody: the one that they chose here, else the first of what their
 * browser asks for (`Accept-Language`, RFC 9110 §12.5.4), else the first that is offered.
 */
export function chooseLanguage(
  chosen: string | undefined,
  accepted: string | undefined,
  offered: readonly [Language, ...(readonly Language[])],
): Language {
  const own = offered.find((language) => language === chosen);
  return own ?? fromBrowser(accepted, offered) ?? offered[0];
}

function fromBrowser(accepted: string | undefined, offered: readonly Language[]): Language | undefined {
  for (const wanted of wantedTags((accepted ?? '').slice(0, MOST_CHARACTERS))) {
    const found =
      wanted === '*' ? offered[0] : offered.find((language) => language === wanted.split('-', 1)[0]);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Most wanted first; what is not wanted at all (`q=0`) is left out. */
function wantedTags(accepted: string): readonly string[] {
  return accepted
    .split(',')
    .map((part) => {
      const [tag = '', ...more] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const weight = more.find((piece) => piece.startsWith('q='))?.slice(2);
      return { tag, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
