import { priorityInWords, unreachable, type Instant } from '../../kernel/index.ts';
import type { QueueRow } from '../../protocol/index.ts';
import { startMethodWords } from './request-words.ts';
import { clockSince } from './time-words.ts';

export const COLUMN_IDS = [
  'time-in-queue',
  'customer',
  'issue',
  'priority',
  'status',
  'details',
  'company',
  'portal',
  'start-method',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export interface Sort {
  readonly column: ColumnId;
  readonly direction: 'ascending' | 'descending';
}

/** Longest wait first: the order in which people are to be helped. */
export const DEFAULT_SORT: Sort = { column: 'time-in-queue', direction: 'descending' };

export function columnTitle(column: ColumnId): string {
  switch (column) {
    case 'time-in-queue':
      return 'Time in queue';
    case 'customer':
      return 'Customer';
    case 'issue':
      return 'Issue';
    case 'priority':
      return 'Priority';
    case 'details':
      return 'Details';
    case 'company':
      return 'Company';
    case 'portal':
      return 'Portal';
    case 'start-method':
      return 'Start method';
    case 'status':
      return 'Status';
    default:
      return unreachable(column);
  }
}

export function statusWords(
  row: Pick<QueueRow, 'status' | 'connected' | 'called' | 'isOffered' | 'isOverdue' | 'ownerName'>,
): string {
  const status = placeWords(row);
  if (row.connected) {
    return status;
  }
  // Nobody should take them for gone: who accepts brings them back.
  return row.called === true ? `${status}, will be called` : `${status}, not connected`;
}

function placeWords(row: Pick<QueueRow, 'status' | 'isOffered' | 'isOverdue' | 'ownerName'>): string {
  switch (row.status) {
    case 'waiting':
      return row.isOverdue
        ? row.isOffered
          ? 'Overdue, offered'
          : 'Overdue'
        : row.isOffered
          ? 'Offered'
          : 'Waiting';
    case 'in-session':
      return row.ownerName === undefined ? 'In session' : `In session with ${row.ownerName}`;
    case 'invitation':
      return row.ownerName === undefined ? 'Invitation' : `Invitation from ${row.ownerName}`;
    default:
      return unreachable(row.status);
  }
}

/** What stands in a cell. Who is in session waits for nobody. */
export function cellText(row: QueueRow, column: ColumnId, now: Instant): string {
  switch (column) {
    case 'time-in-queue':
      return row.status === 'in-session' ? '–' : clockSince(row.queuedAt, now);
    case 'customer':
      return row.customerName;
    case 'issue':
      return row.issue ?? '';
    case 'priority':
      return row.priority === undefined ? '' : priorityInWords(row.priority);
    case 'details':
      return row.details;
    case 'company':
      return row.company ?? '';
    case 'portal':
      return row.portalName;
    case 'start-method':
      return startMethodWords(row);
    case 'status':
      return statusWords(row);
    default:
      return unreachable(column);
  }
}

/** A column's order saved earlier, made whole: unknown names are dropped, new columns come last. */
export function wholeOrder(saved: readonly ColumnId[]): readonly ColumnId[] {
  const known = [...new Set(saved)].filter((column) => COLUMN_IDS.includes(column));
  return [...known, ...COLUMN_IDS.filter((column) => !known.includes(column))];
}

/** The order with one column moved by so many places, as far as there is room. */
export function movedColumn(
  order: readonly ColumnId[],
  column: ColumnId,
  places: number,
): readonly ColumnId[] {
  const from = order.indexOf(column);
  if (from === -1) {
    return order;
  }
  const rest = order.filter((other) => other !== column);
  const to = Math.min(Math.max(0, from + places), rest.length);
  return rest.toSpliced(to, 0, column);
}

/** What a click on a heading does: turn the order round, or sort by that column in its natural order. */
export function nextSort(sort: Sort, column: ColumnId): Sort {
  if (sort.column !== column) {
    const first = column === 'time-in-queue' || column === 'priority' ? 'descending' : 'ascending';
    return { column, direction: first };
  }
  return { column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}

const STATUS_ORDER: readonly QueueRow['status'][] = ['waiting', 'invitation', 'in-session'];
const PRIORITY_ORDER: readonly QueueRow['priority'][] = ['low', 'medium', 'high'];

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * The rows in order. Whoever is equal stands by waiting time, then by id, so that a row never
 * changes its place without a reason. Sorted by time, those who wait come first, then invitations,
 * then those in session. Whoever has nothing to be sorted by stands behind the others, whichever way.
 */
export function sortedRows(rows: readonly QueueRow[], sort: Sort): readonly QueueRow[] {
  const turn = sort.direction === 'ascending' ? 1 : -1;
  const compare = comparison(rows, sort.column);
  return rows.toSorted((one, other) => {
    if (sort.column === 'time-in-queue' && one.status !== other.status) {
      return STATUS_ORDER.indexOf(one.status) - STATUS_ORDER.indexOf(other.status);
    }
    const nothing = Number(hasNothing(one, sort.column)) - Number(hasNothing(other, sort.column));
    return (
      nothing ||
      turn * compare(one, other) ||
      one.queuedAt - other.queuedAt ||
      (one.session < other.session ? -1 : 1)
    );
  });
}

function hasNothing(row: QueueRow, column: ColumnId): boolean {
  return column !== 'time-in-queue' && cellText(row, column, row.queuedAt) === '';
}

type Comparison = (one: QueueRow, other: QueueRow) => number;

function comparison(rows: readonly QueueRow[], column: ColumnId): Comparison {
  if (column === 'time-in-queue') {
    // The longer wait is the earlier entry.
    return (one, other) => other.queuedAt - one.queuedAt;
  }
  return column === 'priority'
    ? (one, other) => PRIORITY_ORDER.indexOf(one.priority) - PRIORITY_ORDER.indexOf(other.priority)
    : byText(rows, column);
}

/** Each text meets a dozen others: thousands of rows are sorted by the place of their text among all texts. */
function byText(rows: readonly QueueRow[], column: ColumnId): Comparison {
  const texts = new Map(rows.map((row) => [row, cellText(row, column, row.queuedAt)]));
  const places = new Map<string, number>();
  let before: string | undefined;
  for (const text of [...new Set(texts.values())].sort(words.compare)) {
    const isSame = before !== undefined && words.compare(before, text) === 0;
    places.set(text, isSame ? (places.get(before ?? '') ?? 0) : places.size);
    before = text;
  }
  const placeOf = (row: QueueRow) => places.get(texts.get(row) ?? '') ?? 0;
  return (one, other) => placeOf(one) - placeOf(other);
}
