import test from 'ava';
import { NO_PREFERENCES, PANES_WIDTH_PX, panesWidthPx, readPreferences, withPane } from './preferences.ts';

test('what is stored comes back', (t) => {
  const mine = {
    ...NO_PREFERENCES,
    sounds: false,
    panesWidthPx: 400,
    sort: { column: 'portal', direction: 'ascending' },
  };
  t.deepEqual<unknown, unknown>(readPreferences(JSON.parse(JSON.stringify(mine))), mine);
});

test('what cannot be read is passed over field by field', (t) => {
  const read = readPreferences({
    sounds: 'loud',
    panesWidthPx: 9_000,
    sort: { column: 'price' },
    queueList: 'hidden',
  });
  t.deepEqual(read, { ...NO_PREFERENCES, queueList: 'hidden' });
});

test('anything at all gives a working console', (t) => {
  for (const stored of [undefined, null, 7, 'text', [], { columns: 'all' }]) {
    t.deepEqual(readPreferences(stored), NO_PREFERENCES);
  }
});

test('the panes stay within a sensible width', (t) => {
  t.is(panesWidthPx(-10), PANES_WIDTH_PX.least);
  t.is(panesWidthPx(10_000), PANES_WIDTH_PX.most);
  t.is(panesWidthPx(333.4), 333);
});

test('a pane is opened once and closed whole', (t) => {
  const open = withPane(withPane(NO_PREFERENCES, 'notes', true), 'notes', true);
  t.is(open.openPanes.filter((pane) => pane === 'notes').length, 1);
  t.false(withPane(open, 'notes', false).openPanes.includes('notes'));
});
