import { withoutHidden } from '../kernel/index.ts';

/** What a spreadsheet would run: a formula, also behind spaces and in full width. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A line of CSV (RFC 4180), every cell in quotes. What a spreadsheet would take for a formula has an apostrophe before it. */
export function csvLine(cells: readonly string[]): string {
  return `${cells
    .map((cell) => {
      const text = withoutHidden(cell.replaceAll('\r\n', '\n'), '\ufffd');
      return `"${(FORMULA.test(cell) ? `'${text}` : text).replaceAll('"', '""')}"`;
    })
    .join(',')}\r\n`;
}
