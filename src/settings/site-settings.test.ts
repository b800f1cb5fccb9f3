import test from 'ava';
import { changesBetween, DEFAULT_SETTINGS, parseSettings } from './site-settings.ts';

test('a new site has the defaults', (t) => {
  t.deepEqual(parseSettings(new Map()), { settings: DEFAULT_SETTINGS, unreadable: [] });
  t.is(DEFAULT_SETTINGS.maximumSessionKeyTimeoutMs, 24 * 3_600_000);
});

test('a stored value counts; one that does not parse is its default, and is named', (t) => {
  const parsed = parseSettings(
    new Map<string, unknown>([
      ['siteName', 'Help'],
      ['maximumSessionKeyTimeoutMs', 1],
      ['peerToPeer', 'hosted'],
      ['unknown', 1],
    ]),
  );
  t.deepEqual(parsed.settings, { ...DEFAULT_SETTINGS, siteName: 'Help' });
  t.deepEqual(parsed.unreadable, ['maximumSessionKeyTimeoutMs', 'peerToPeer']);
});

test('only what differs is a change', (t) => {
  t.deepEqual(changesBetween(DEFAULT_SETTINGS, { siteName: 'Handrail', peerToPeer: 'disabled' }), [
    { name: 'peerToPeer', old: 'appliance', new: 'disabled' },
  ]);
  t.deepEqual(changesBetween(DEFAULT_SETTINGS, {}), []);
});
