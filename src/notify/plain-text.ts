import { withoutHidden } from '../kernel/index.ts';

/** Fit for one line of somebody else's text, of a header or of a notice: at most so many characters. */
export function oneLine(text: string, characters: number): string {
  const line = withoutHidden(text.toWellFormed(), ' ')
    .replaceAll(/[ \t\n]+/g, ' ')
    .trim();
  const symbols = Array.from(line);
  return symbols.length <= characters ? line : `${symbols.slice(0, characters - 1).join('')}…`;
}

/** Several lines, separated by line feeds. */
export function severalLines(text: string, characters: number): string {
  const lines = withoutHidden(text.toWellFormed().replaceAll(/\r\n?/g, '\n'), ' ').replaceAll(
    /[ \t]+$/gm,
    '',
  );
  const symbols = Array.from(lines);
  return symbols.length <= characters ? lines : `${symbols.slice(0, characters - 1).join('')}…`;
}
