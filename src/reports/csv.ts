/** Control characters but line breaks and tabs, and those that turn the text around them. */
// oxlint-disable-next-line no-control-regex -- these are what is replaced
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
/** What a spreadsheet would run: a formula, also behind spaces and in full width. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A line of CSV (RFC 4180), every cell in quotes. What a spreadsheet would take for a formula has an apostrophe before it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells
    .map((cell) => {
      const text = cell.replace(HIDDEN, '\ufffd');
      return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
    })
    .join(',')}\r\n`;
}
