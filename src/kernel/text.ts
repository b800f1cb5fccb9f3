/** Bytes of the text in UTF-8; a lone surrogate counts as the three of U+FFFD. */
export function utf8ByteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Control characters but line breaks and tabs, those that turn the direction of the text around them, halves of a character. */
const HIDDEN_CHARACTERS = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff`;
const HIDDEN = new RegExp(`[${HIDDEN_CHARACTERS}]`, 'u');
/** With what some programs break lines at: of line breaks it is not the line feed alone. */
const HIDDEN_OR_BREAK = new RegExp(String.raw`[${HIDDEN_CHARACTERS}\r\u2028\u2029]`, 'gu');
/** A character that leaves a mark. */
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{C}\p{M}\u2800]/u;

/** Whether the text has a character that cannot be shown, or that changes how what stands beside it is shown. */
export function hasHiddenCharacter(text: string): boolean {
  return HIDDEN.test(text);
}

/** The text with `mark` for each such character and for each line break that is no line feed. */
export function withoutHidden(text: string, mark: string): string {
  return text.replaceAll(HIDDEN_OR_BREAK, mark);
}

/** Part of a line of a text file, whoever reads it: one line, and nothing in it is hidden or turns what stands beside it. */
export function plainLine(text: string): string {
  // Isolates are for pages: what stands in a catalog has them around its names.
  return withoutHidden(text.replaceAll(/[\u2068\u2069]/gu, ''), '\ufffd').replaceAll(/\s+/gu, ' ');
}

/** The same of several lines. Those after the first are indented, so that none poses as a line of its own. */
export function indentedLines(text: string): string {
  return withoutHidden(text.replaceAll(/\r\n?/g, '\n'), '\ufffd').replaceAll('\n', '\n    ');
}

/** Whether anything of the text can be seen: a name without it would be an empty line. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** What is typed in one line, as it is kept: one space between words, none around them. */
export function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** Between Unicode's isolates: the text turns nothing but itself. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** A name within a sentence that reads from left to right: isolated when it reads the other way, itself otherwise. */
export function apart(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? isolate(name) : name;
}
