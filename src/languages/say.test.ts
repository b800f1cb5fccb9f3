import test from 'ava';
import { later, sayLater } from './later.ts';
import { pieces, say } from './say.ts';
import type { Words } from './text.ts';

const english = {
  plain: 'Nothing is shared.',
  named: '{name} sees {what}.',
  counted: { one: '{count} person is ahead.', other: '{count} people are ahead.' },
} as const;
const words: Words<typeof english> = { language: 'en', texts: english };
const arabic: Words<typeof english> = {
  language: 'ar',
  texts: {
    plain: 'لا شيء.',
    named: 'يرى {name} {what}.',
    counted: {
      zero: 'zero',
      one: 'one',
      two: 'two',
      few: 'few {count}',
      many: 'many {count}',
      other: 'other {count}',
    },
  },
};

test('values come into their places, and nothing in them is a placeholder or a pattern', (t) => {
  t.is(say(words, 'plain'), 'Nothing is shared.');
  t.is(
    say(words, 'named', { name: '{what}', what: '$& $1 {name} {{7*7}}' }),
    '{what} sees $& $1 {name} {{7*7}}.',
  );
});

test('a text that is not there, or a value that was not given, is an error of ours', (t) => {
  t.throws(() => say(words, 'nothing' as 'plain'), { message: /nothing in en/ });
  t.throws(() => say(words, 'toString' as 'plain'), { message: /toString/ });
  t.throws(() => say(words, 'named', { name: 'A' } as never), { message: /what/ });
  t.throws(() => say(words, 'named', Object.create({ name: 'A', what: 'B' }) as never), { message: /name/ });
});

test('what is counted is said in the form that the language has for the number', (t) => {
  t.is(say(words, 'counted', { count: 1 }), '1 person is ahead.');
  t.is(say(words, 'counted', { count: 2345 }), '2,345 people are ahead.');
  t.deepEqual(
    [0, 1, 2, 3, 11, 100].map((count) => say(arabic, 'counted', { count })),
    ['zero', 'one', 'two', 'few 3', 'many 11', 'other 100'],
  );
});

test('a name of the other direction is kept from turning its sentence, and no other is touched', (t) => {
  t.is(say(words, 'named', { name: 'Mira', what: 'x' }), 'Mira sees x.');
  t.is(say(words, 'named', { name: 'ليلى', what: 'x' }), '\u2068ليلى\u2069 sees x.');
  t.is(say(arabic, 'named', { name: 'Mira', what: 'ليلى' }), 'يرى \u2068Mira\u2069 ليلى.');
});

test('values may be pieces of a page', (t) => {
  const name = { element: 'bdi' };
  t.deepEqual(pieces(words, 'named', { name, what: 'x' }), ['', name, ' sees ', 'x', '.']);
});

test('a text can be chosen first and put into words later', (t) => {
  t.is(sayLater(words, 'plain'), 'Nothing is shared.');
  t.is(sayLater(words, later('counted', { count: 3 })), '3 people are ahead.');
  t.is(sayLater(words, 'A sentence already.'), 'A sentence already.');
});
