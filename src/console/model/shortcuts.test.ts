import test from 'ava';
import { shortcutOf, type Press } from './shortcuts.ts';

const press = (more: Partial<Press>): Press => ({
  key: '',
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  inText: false,
  ...more,
});

test('Alt and a letter work also where Alt types another character, and while writing', (t) => {
  t.deepEqual(shortcutOf(press({ altKey: true, key: 'k', code: 'KeyK' })), { do: 'session-key' });
  t.deepEqual(shortcutOf(press({ altKey: true, key: '˚', code: 'KeyK', inText: true })), {
    do: 'session-key',
  });
  t.deepEqual(shortcutOf(press({ altKey: true, key: 'a', code: 'KeyQ' })), { do: 'accept' });
  t.deepEqual(shortcutOf(press({ altKey: true, key: 'Dead', code: 'KeyN' })), { do: 'get-next' });
});

test('Alt and a digit name a tab', (t) => {
  t.deepEqual(shortcutOf(press({ altKey: true, key: '3', code: 'Digit3' })), { do: 'tab', place: 3 });
  t.is(shortcutOf(press({ altKey: true, key: '0', code: 'Digit0' })), undefined);
});

test('AltGr types characters and is no shortcut', (t) => {
  t.is(shortcutOf(press({ altKey: true, ctrlKey: true, key: 'k', code: 'KeyK' })), undefined);
});

test('Ctrl or Cmd with K searches', (t) => {
  t.deepEqual(shortcutOf(press({ ctrlKey: true, key: 'k', code: 'KeyK' })), { do: 'search' });
  t.deepEqual(shortcutOf(press({ metaKey: true, key: 'k', code: 'KeyK' })), { do: 'search' });
  t.is(shortcutOf(press({ ctrlKey: true, shiftKey: true, key: 'K', code: 'KeyK' })), undefined);
});

test('a question mark helps, but not the one that somebody writes', (t) => {
  t.deepEqual(shortcutOf(press({ key: '?', shiftKey: true })), { do: 'help' });
  t.is(shortcutOf(press({ key: '?', shiftKey: true, inText: true })), undefined);
});

test('a key held down asks once', (t) => {
  t.is(shortcutOf(press({ altKey: true, key: 'k', code: 'KeyK', repeat: true })), undefined);
});
