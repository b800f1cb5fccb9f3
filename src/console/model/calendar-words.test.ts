import test from 'ava';
import { instant } from '../../kernel/index.ts';
import { onSameDay, timeOfDay, untilWhen } from './calendar-words.ts';

const place = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const late = instant(Date.UTC(2026, 10, 21, 22, 30));

test('times are of the reader’s own time zone', (t) => {
  t.is(timeOfDay(late, place), '23:30');
});

test('an expiry names the day only when it is another one', (t) => {
  const soon = instant(late + 10 * 60_000);
  t.is(untilWhen(soon, late, place), '23:40 today');
  t.is(untilWhen(instant(late + 60 * 60_000), late, place), '00:30 on Sunday 22 November');
});

test('midnight of the reader parts the days, not that of Greenwich', (t) => {
  t.false(onSameDay(late, instant(late + 60 * 60_000), place));
  t.true(onSameDay(instant(late + 60 * 60_000), instant(late + 3 * 60 * 60_000), place));
});
