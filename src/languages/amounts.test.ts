import test from 'ava';
import { clockText, fullTimeText, lengthRangeText, lengthText, namesText } from './amounts.ts';
import { LANGUAGES } from './language.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

test('a length is said in words of its language, in digits of one kind', (t) => {
  t.is(lengthText('en', MINUTE), '1 minute');
  t.is(lengthText('en', 125 * MINUTE), '2 hours 5 minutes');
  t.is(lengthText('en', HOUR), '1 hour');
  t.is(lengthText('de', 5 * MINUTE), '5 Minuten');
  t.is(lengthText('ja', 5 * MINUTE), '5 分');
  t.regex(lengthText('ar', 5 * MINUTE), /5 دقائق/);
  t.is(lengthText('ar', 2 * MINUTE), 'دقيقتان');
});

test('a length between two is said as each language says it', (t) => {
  t.is(lengthRangeText('en', 2 * MINUTE, 5 * MINUTE), '2–5 minutes');
  t.is(lengthRangeText('en', MINUTE, MINUTE), '1 minute');
  t.is(lengthRangeText('de', HOUR, 3 * HOUR), '1–3 Stunden');
  t.is(lengthRangeText('ja', 2 * MINUTE, 5 * MINUTE), '2～5 分');
  t.regex(lengthRangeText('ar', 3 * MINUTE, 5 * MINUTE), /3–5 دقائق/);
});

test('the clock is written as in the reader’s country, where the browser knows it', (t) => {
  const at = Date.UTC(2026, 10, 21, 13, 5);
  t.regex(clockText('en', ['de-DE', 'en-GB'], at), /^\d\d:05$/);
  t.regex(clockText('en', ['en-US'], at), /:05.[AP]M$/);
  t.regex(clockText('de', ['en-US'], at), /^\d\d:05$/);
  for (const language of LANGUAGES) {
    t.regex(fullTimeText(language, [`${language}-EG`], at), /2026/, `${language}: European digits`);
  }
});

test('names in a row keep their own direction', (t) => {
  t.is(namesText('en', ['Mira', 'Ravi']), 'Mira, Ravi');
  t.is(namesText('ar', ['ليلى', 'Mira']), 'ليلى و\u2068Mira\u2069');
});
