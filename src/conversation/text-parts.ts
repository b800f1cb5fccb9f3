/** A piece of what somebody wrote: plain, or a web address that may be opened. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'link';
      readonly text: string;
      readonly href: string;
      /** Where the link leads, for people to read before they follow it. */
      readonly host: string;
    };

const CANDIDATE = /\bhttps?:\/\/[^\s<>"'`\\^{|}]+/giu;
/**
 * What may be a link: http or https, a host of ordinary letters or a bracketed IPv6 address, a port.
 * No user name before the host (`https://bank.example@evil.example` leads to evil.example).
 */
const ADDRESS =
  /^https?:\/\/(?<host>[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#].*)?$/iu;
/** Characters that hide, or turn the direction of reading: an address with one could look like another. */
const DECEIVING = /[\p{Cc}\p{Cf}]/u;
const ENDS_A_SENTENCE = /[.,;:!?…'"»”’*_~]$/u;

/**
 * What somebody wrote, in pieces, with addresses made into links where that is safe. What is not
 * safe stays text. The pieces joined are exactly the text.
 */
export function textParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutTrailing(match[0]);
    const host = ADDRESS.exec(shown)?.groups?.['host'];
    if (host === undefined || DECEIVING.test(shown)) {
      continue;
    }
    if (match.index > from) {
      parts.push({ kind: 'text', text: text.slice(from, match.index) });
    }
    parts.push({ kind: 'link', text: shown, href: shown, host });
    from = match.index + shown.length;
  }
  if (from < text.length) {
    parts.push({ kind: 'text', text: text.slice(from) });
  }
  return parts;
}

/** The address without what belongs to the sentence around it: "(see https://a.example/b_(c))." */
function withoutTrailing(candidate: string): string {
  let text = candidate;
  while (
    ENDS_A_SENTENCE.test(text) ||
    closesWhatItDidNotOpen(text, '(', ')') ||
    closesWhatItDidNotOpen(text, '[', ']')
  ) {
    text = text.slice(0, -1);
  }
  return text;
}

function closesWhatItDidNotOpen(text: string, open: string, close: string): boolean {
  return text.endsWith(close) && text.split(close).length > text.split(open).length;
}
