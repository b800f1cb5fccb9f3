import test from 'ava';
import * as fc from 'fast-check';
import { row, secondsAfterNoon } from '../testing/samples.ts';
import {
  cellText,
  COLUMN_IDS,
  DEFAULT_SORT,
  movedColumn,
  nextSort,
  sortedRows,
  statusWords,
  wholeOrder,
  type Sort,
} from './queue-columns.ts';

const sorts = fc.record({
  column: fc.constantFrom(...COLUMN_IDS),
  direction: fc.constantFrom('ascending' as const, 'descending' as const),
});
const rows = fc.uniqueArray(
  fc.record({
    name: fc.stringMatching(/^[A-Za-z0-9]{1,6}$/),
    status: fc.constantFrom('waiting' as const, 'in-session' as const),
    waited: fc.integer({ min: 0, max: 5 }),
    details: fc.string({ maxLength: 3 }),
  }),
  { selector: ({ name }) => name, maxLength: 12 },
);
const made = (
  list: readonly { name: string; status: 'waiting' | 'in-session'; waited: number; details: string }[],
) =>
  list.map(({ name, status, waited, details }) =>
    row(name, { status, details, queuedAt: secondsAfterNoon(-waited) }),
  );

test('the same rows are in the same order, however they arrived', (t) => {
  fc.assert(
    fc.property(rows, sorts, fc.infiniteStream(fc.nat()), (list, sort, chance) => {
      const all = made(list);
      const shuffled = all
        .map((each) => ({ each, at: chance.next().value }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ each }) => each);
      t.deepEqual(sortedRows(shuffled, sort), sortedRows(all, sort));
      t.is(sortedRows(all, sort).length, all.length);
    }),
    { numRuns: 200 },
  );
});

test('the longest wait comes first unless something else was chosen, and those in session come last', (t) => {
  const list = [
    row('A', { queuedAt: secondsAfterNoon(30) }),
    row('B', { status: 'in-session', queuedAt: secondsAfterNoon(0) }),
    row('C', { queuedAt: secondsAfterNoon(10) }),
  ];
  const names = (sort: Sort) => sortedRows(list, sort).map(({ customerName }) => customerName.at(-1));
  t.deepEqual(names(DEFAULT_SORT), ['C', 'A', 'B']);
  t.deepEqual(names({ column: 'time-in-queue', direction: 'ascending' }), ['A', 'C', 'B']);
  t.deepEqual(names({ column: 'customer', direction: 'descending' }), ['C', 'B', 'A']);
});

test('names sort as people read them: without regard to case, numbers by value', (t) => {
  const list = ['room 10', 'Room 2', 'änna'].map((customerName, at) => row(`R${at}`, { customerName }));
  t.deepEqual(
    sortedRows(list, { column: 'customer', direction: 'ascending' }).map(({ customerName }) => customerName),
    ['änna', 'Room 2', 'room 10'],
  );
});

test('the highest priority comes first, and whoever has none stays behind, whichever way', (t) => {
  const list = (['low', undefined, 'high', 'medium'] as const).map((priority) =>
    row(priority ?? 'none', priority === undefined ? {} : { priority, issue: `Issue ${priority}` }),
  );
  const sorted = (sort: Sort) => sortedRows(list, sort).map(({ priority }) => priority);
  t.deepEqual(nextSort(DEFAULT_SORT, 'priority'), { column: 'priority', direction: 'descending' });
  t.deepEqual(sorted({ column: 'priority', direction: 'descending' }), ['high', 'medium', 'low', undefined]);
  t.deepEqual(sorted({ column: 'priority', direction: 'ascending' }), ['low', 'medium', 'high', undefined]);
  t.deepEqual(sorted({ column: 'issue', direction: 'descending' }), ['medium', 'low', 'high', undefined]);
});

test('a chat and a full session say so in the column of how they began', (t) => {
  const text = (more: object) => cellText(row('A', more), 'start-method', secondsAfterNoon(0));
  t.is(text({ startMethod: 'issue', mode: 'chat' }), 'Issue, click-to-chat');
  t.is(text({ startMethod: 'issue' }), 'Issue');
});

test('a click on the sorted heading turns it round; on another it starts in that one’s natural order', (t) => {
  t.deepEqual(nextSort(DEFAULT_SORT, 'time-in-queue'), { column: 'time-in-queue', direction: 'ascending' });
  t.deepEqual(nextSort(DEFAULT_SORT, 'customer'), { column: 'customer', direction: 'ascending' });
  t.deepEqual(nextSort({ column: 'customer', direction: 'ascending' }, 'time-in-queue'), DEFAULT_SORT);
});

test('moving a column loses and doubles none', (t) => {
  fc.assert(
    fc.property(fc.constantFrom(...COLUMN_IDS), fc.integer({ min: -9, max: 9 }), (column, places) => {
      t.deepEqual(movedColumn(COLUMN_IDS, column, places).toSorted(), [...COLUMN_IDS].toSorted());
    }),
  );
  t.deepEqual(movedColumn(['customer', 'details', 'portal'], 'portal', -1), [
    'customer',
    'portal',
    'details',
  ]);
});

test('a saved order is made whole: unknown and double names go, new columns come last', (t) => {
  t.deepEqual(wholeOrder(['status', 'status', 'price' as never, 'customer']), [
    'status',
    'customer',
    'time-in-queue',
    'issue',
    'priority',
    'details',
    'company',
    'portal',
    'start-method',
  ]);
});

test('a customer in session waits for nobody, and one whose page is away is marked in words', (t) => {
  const now = secondsAfterNoon(65);
  t.is(cellText(row('A'), 'time-in-queue', now), '1:05');
  t.is(cellText(row('A', { status: 'in-session' }), 'time-in-queue', now), '–');
  t.is(cellText(row('A', { connected: false }), 'status', now), 'Waiting, not connected');
});

test('who closed the page and is called is not taken for gone', (t) => {
  const away = { status: 'waiting', connected: false, isOffered: false, isOverdue: false } as const;
  t.is(statusWords(away), 'Waiting, not connected');
  t.is(statusWords({ ...away, called: true }), 'Waiting, will be called');
  t.is(statusWords({ ...away, called: true, connected: true }), 'Waiting');
});
