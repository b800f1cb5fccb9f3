import { LIMITS } from '../kernel/index.ts';

/** What names are compared by: two that differ in case or width alone are the same. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

/** The sentence for a Code Name that programs cannot use; undefined when they can. */
export function problemWithCodeName(codeName: string): string | undefined {
  return codeName.length <= LIMITS.codeNameCharacters && /^[a-zA-Z0-9_-]+$/.test(codeName)
    ? undefined
    : `Please use 1 to ${LIMITS.codeNameCharacters} letters A to Z, digits, _ and - only.`;
}

/**
 * A Code Name for who left it blank: the name in small letters without accents, `fallback` when none of
 * its letters can be written so, with a number behind it when `taken` (keys as of `nameKey`) has it.
 */
export function codeNameFrom(name: string, fallback: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, LIMITS.codeNameCharacters - 6)
    .replaceAll(/^_+|_+$/g, '');
  const stem = plain === '' ? fallback : plain;
  let codeName = stem;
  for (let number = 2; taken.has(nameKey(codeName)); number += 1) {
    codeName = `${stem}_${number}`;
  }
  return codeName;
}
