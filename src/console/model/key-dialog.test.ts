import test from 'ava';
import type { PortalId } from '../../kernel/index.ts';
import { PORTAL, sample } from '../testing/samples.ts';
import { firstChoice, inTwoGroups, mailtoAddress, validityChoices } from './key-dialog.ts';

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

const LINK = 'https://support.example/?key=K7QM3XWP';

/** What a mail program makes of the address. */
function opened(address: string): { readonly subject: string; readonly body: string } {
  const [, query = ''] = address.split('?', 2);
  const fields = new Map(query.split('&').map((pair) => pair.split('=', 2) as [string, string]));
  return {
    subject: decodeURIComponent(fields.get('subject') ?? ''),
    body: decodeURIComponent(fields.get('body') ?? ''),
  };
}

test('the mail program gets subject and body whole, whatever is in them, with line breaks as mail has them', (t) => {
  const subject = 'Hjälp & "support"? #1 = 100 % + 😀';
  const body = `Hello,\n\n${LINK}\n\n&bcc=all@example.com?subject=x\ud800`;
  const address = mailtoAddress({ subject, body }, LINK);
  t.true(address.startsWith('mailto:?subject='));
  t.deepEqual(opened(address), { subject, body: body.toWellFormed().replaceAll('\n', '\r\n') });
  t.is(address.split('&').length, 2);
});

test('a text too long for an address is cut, the link comes first, and no symbol is cut in two', (t) => {
  const address = mailtoAddress({ subject: '日'.repeat(100), body: '😀\n'.repeat(2_000) }, LINK);
  t.true(address.length <= 1_900);
  t.true(address.length > 1_800);
  const { subject, body } = opened(address);
  t.is(subject, '日'.repeat(100));
  t.true(body.startsWith(`${LINK}\r\n\r\n😀`));
  const longest = mailtoAddress({ subject: '😀'.repeat(150), body: 'x'.repeat(4_000) }, LINK);
  t.true(opened(longest).body.startsWith(LINK));
});
