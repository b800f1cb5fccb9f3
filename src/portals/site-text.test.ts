import test from 'ava';
import { LANGUAGES } from '../languages/index.ts';
import {
  defaultText,
  type OwnTexts,
  ownTexts,
  revisionOf,
  SITE_TEXT_KEYS,
  SITE_TEXTS,
  textProblems,
} from './site-text.ts';

const problemsOf = (texts: OwnTexts) => textProblems(texts, (host) => host);

test('every text that is said has a default in every language', (t) => {
  // Of these nothing is said but the name of the site.
  const named = ['banner-alt', 'watermark-text'];
  for (const key of SITE_TEXT_KEYS) {
    const texts = LANGUAGES.map((language) => defaultText(key, language));
    const isSaid = ['text', 'line'].includes(SITE_TEXTS[key].kind) && !named.includes(key);
    t.is(new Set(texts).size, isSaid ? LANGUAGES.length : 1, key);
  }
});

test('only what differs from the default is kept', (t) => {
  const own = ownTexts(
    {
      'orphaned-message': ` ${defaultText('orphaned-message', 'de')} `,
      'orphaned-url': 'https://example.com',
      'closed-message': '  ',
    },
    'de',
  );
  t.deepEqual([...own], [['orphaned-url', 'https://example.com']]);
  t.deepEqual(
    [...ownTexts({ 'closed-message': defaultText('closed-message', 'de') }, 'en').keys()],
    ['closed-message'],
  );
});

test('an address is one of the web, and texts have their limits', (t) => {
  for (const address of ['https://example.com', 'http://localhost:8080/a?b=c#d', 'HTTPS://EXAMPLE.COM/ä']) {
    t.deepEqual(problemsOf(new Map([['orphaned-url', address]])), {}, address);
  }
  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//example.com',
    'example.com',
    'https://user@example.com',
    'https://a b.example',
    'https://example.com/"onclick="x',
    'ftp://example.com',
    `https://example.com/${'x'.repeat(1_000)}`,
  ]) {
    t.deepEqual(Object.keys(problemsOf(new Map([['orphaned-url', address]]))), ['orphaned-url'], address);
  }
  t.deepEqual(Object.keys(problemsOf(new Map([['closed-message', 'x'.repeat(2_001)]]))), ['closed-message']);
});

test('two pages of texts have the same revision only when they are the same', (t) => {
  const one = new Map([['closed-message', 'a']] as const);
  t.is(revisionOf(one), revisionOf(new Map([['closed-message', 'a']] as const)));
  for (const other of [
    new Map(),
    new Map([['closed-message', 'b']] as const),
    new Map([['orphaned-message', 'a']] as const),
  ]) {
    t.not(revisionOf(one), revisionOf(other));
  }
  t.regex(String(revisionOf(new Map([['closed-message', 'x'.repeat(2_000)]]))), /^\d{1,9}$/);
});

test('an invitation that leads nowhere is not kept', (t) => {
  for (const key of ['invitation-body', 'invitation-sms'] as const) {
    t.regex(problemsOf(new Map([[key, 'Please call us.']]))[key] ?? '', /%SESSION_KEY_URL%/);
    t.deepEqual(problemsOf(new Map([[key, 'Here: %SESSION_KEY_URL%']])), {});
  }
  t.regex(
    problemsOf(new Map([['external-body', '%SESSION_KEY%']]))['external-body'] ?? '',
    /SESSION_KEY_URL/,
  );
});
