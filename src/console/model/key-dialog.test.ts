import test from 'ava';
import type { PortalId } from '../../kernel/index.ts';
import { PORTAL, sample } from '../testing/samples.ts';
import { firstChoice, givenWords, inTwoGroups, validityChoices } from './key-dialog.ts';

const HOUR_MS = 3_600_000;
const portals = [
  { id: PORTAL, name: 'Default', languages: ['en', 'de'] },
  { id: sample<PortalId>('P2'), name: 'Retail', languages: ['fr'] },
];
const nothing = { validForMs: undefined, portal: undefined, language: undefined };

test('lengths to choose end at the site’s maximum, whatever it is', (t) => {
  t.deepEqual(
    validityChoices(2 * HOUR_MS).map(({ words }) => words),
    ['15 minutes', '30 minutes', '1 hour', '2 hours'],
  );
  t.deepEqual(
    validityChoices(45 * 60_000).map(({ words }) => words),
    ['15 minutes', '30 minutes', '45 minutes'],
  );
  t.deepEqual(
    validityChoices(60_000).map(({ words }) => words),
    ['1 minute'],
  );
});

test('the first time it is one hour and the first portal', (t) => {
  t.deepEqual(firstChoice(nothing, { portals, maxMs: 24 * HOUR_MS }), {
    validForMs: HOUR_MS,
    portal: PORTAL,
    language: 'en',
  });
});

test('what was chosen the last time comes back', (t) => {
  const remembered = { validForMs: 4 * HOUR_MS, portal: PORTAL, language: 'de' };
  t.deepEqual(firstChoice(remembered, { portals, maxMs: 24 * HOUR_MS }), remembered);
});

test('what is not allowed any more gives way to what is', (t) => {
  const remembered = { validForMs: 24 * HOUR_MS, portal: sample<PortalId>('gone'), language: 'ja' };
  t.deepEqual(firstChoice(remembered, { portals, maxMs: 3 * HOUR_MS }), {
    validForMs: 3 * HOUR_MS,
    portal: PORTAL,
    language: 'en',
  });
});

test('without a portal there is nothing to choose', (t) => {
  t.is(firstChoice(nothing, { portals: [], maxMs: HOUR_MS }), undefined);
});

test('a key is read in two groups, however it is written', (t) => {
  t.deepEqual(inTwoGroups('K7QM3XWP'), ['K7QM', '3XWP']);
  t.deepEqual(inTwoGroups('K7QM-3XW'), ['K7QM', '3XW']);
});

test('what an access key gives is said by name, and the others are counted', (t) => {
  t.is(givenWords({ profiles: ['Wi-Fi'], others: 0 }), 'Wi-Fi');
  t.is(givenWords({ profiles: ['Wi-Fi', 'VPN'], others: 0 }), 'Wi-Fi and VPN');
  t.is(givenWords({ profiles: ['Mail', 'VPN', 'Wi-Fi'], others: 1 }), 'Mail, VPN, Wi-Fi and 1 other');
  t.is(givenWords({ profiles: ['Mail', 'VPN', 'Wi-Fi'], others: 4 }), 'Mail, VPN, Wi-Fi and 4 others');
});
