/** Control characters, line and paragraph separators, and what turns the text around it. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
// eslint-disable-next-line no-control-regex -- the same, but for line feed and tab
const UNSEEN_BUT_LINES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** Fit for one line of somebody else's text, of a header or of a notice: at most so many characters. */
export function oneLine(text: string, characters: number): string {
  const line = text.toWellFormed().replaceAll(UNSEEN, ' ').replaceAll(/ +/g, ' ').trim();
  const symbols = Array.from(line);
  return symbols.length <= characters ? line : `${symbols.slice(0, characters - 1).join('')}…`;
}

/** Several lines, separated by line feeds. */
export function severalLines(text: string, characters: number): string {
  const lines = text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UNSEEN_BUT_LINES, ' ')
    .replaceAll(/[ \t]+$/gm, '');
  const symbols = Array.from(lines);
  return symbols.length <= characters ? lines : `${symbols.slice(0, characters - 1).join('')}…`;
}
