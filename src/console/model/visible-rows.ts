/** Which rows of a long list to draw, and how much empty space stands for the others. */
export interface VisibleRows {
  /** The first row drawn, from 0, and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly spaceBeforePx: number;
  readonly spaceAfterPx: number;
}

/** Rows drawn beyond each edge, so that a quick scroll does not show a gap. */
const MARGIN_ROWS = 8;

/** The rows that a viewport shows when all rows have the same height. */
export function visibleRows(list: {
  readonly count: number;
  readonly rowPx: number;
  readonly scrolledPx: number;
  readonly viewportPx: number;
}): VisibleRows {
  const { count, rowPx } = list;
  const first = Math.floor(Math.max(0, list.scrolledPx) / rowPx);
  const shown = Math.ceil(Math.max(0, list.viewportPx) / rowPx) + 1;
  const from = Math.min(Math.max(0, first - MARGIN_ROWS), Math.max(0, count - shown));
  const to = Math.min(count, first + shown + MARGIN_ROWS);
  return {
    from,
    to: Math.max(from, to),
    spaceBeforePx: from * rowPx,
    spaceAfterPx: Math.max(0, count - to) * rowPx,
  };
}
