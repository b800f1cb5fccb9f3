import { LIMITS } from '../kernel/index.ts';

/** What names are compared by: two that differ in case or width alone are the same. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

interface Coded {
  /** For programs. Blank: made from the name. */
  readonly codeName: string;
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

/** The same with a Code Name, made of `name`, where it was left blank. `others` are the entries beside this one. */
export function withCodeName<Fields extends Coded>(
  fields: Fields,
  from: { readonly name: string; readonly fallback: string },
  others: readonly Coded[],
): Fields {
  const taken = new Set(others.map(({ codeName }) => nameKey(codeName)));
  return fields.codeName === ''
    ? { ...fields, codeName: codeNameFrom(from.name, from.fallback, taken) }
    : fields;
}

/** The sentence, by its field, for a Code Name that programs cannot use or that another `noun` has. */
export function codeNameProblems(
  { codeName }: Coded,
  others: readonly Coded[],
  noun: string,
): { readonly codeName?: string } {
  const problem = problemWithCodeName(codeName);
  if (problem !== undefined) {
    return { codeName: problem };
  }
  return others.some((other) => nameKey(other.codeName) === nameKey(codeName))
    ? { codeName: `Another ${noun} has this code name. Please choose another one.` }
    : {};
}

/** The same for the name too, which no other has and which has `most` characters at most. */
export function nameProblems(
  fields: Coded & { readonly name: string },
  others: readonly (Coded & { readonly name: string })[],
  { noun, most }: { readonly noun: string; readonly most: number },
): { readonly name?: string; readonly codeName?: string } {
  const length = Array.from(fields.name).length;
  const problem =
    length < 1 || length > most
      ? `Please give a name of 1 to ${most} characters.`
      : others.some(({ name }) => nameKey(name) === nameKey(fields.name))
        ? `Another ${noun} has this name. Please choose another one.`
        : undefined;
  return {
    ...(problem === undefined ? {} : { name: problem }),
    ...codeNameProblems(fields, others, noun),
  };
}
