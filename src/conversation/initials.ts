/** One or two letters for an avatar: of the first and the last word of a name. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const first = letterOf(words[0]);
  const last = words.length > 1 ? letterOf(words.at(-1)) : '';
  return first + last === '' ? '?' : first + last;
}

/** A person sees one letter where several characters make it (an accent of its own, a surrogate pair). */
function letterOf(word: string | undefined): string {
  const letter = /^\P{M}\p{M}{0,2}/u.exec(word?.normalize('NFC') ?? '')?.[0] ?? '';
  const large = letter.toLocaleUpperCase('en');
  // Some letters become two (ß, ŉ): then the small one is the initial.
  return large.length > letter.length ? letter : large;
}
