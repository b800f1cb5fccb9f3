import test from 'ava';
import {
  inOrderAsRead,
  readIn,
  recordedTranslations,
  type Translated,
  translationProblems,
  translationsOf,
} from './translated.ts';

test('what is not translated is read as it was written; what says nothing is not kept', (t) => {
  const translations = translationsOf('Help', [
    ['de', 'Hilfe'],
    ['fr', ''],
    ['es', '\u200b\u2060'],
    ['en', 'Help'],
  ]);
  t.deepEqual(translations, { de: 'Hilfe' });
  t.is(readIn({ text: 'Help', translations }, 'de'), 'Hilfe');
  t.is(readIn({ text: 'Help', translations }, 'fr'), 'Help');
  t.is(readIn({ text: 'Help' }, 'de'), 'Help');
  t.deepEqual(recordedTranslations({ fr: 'Aide', de: 'Hilfe' }), ['de: Hilfe', 'fr: Aide']);
  t.deepEqual(recordedTranslations(undefined), []);
});

test('one that is too long, or hides or turns something, is named by its field', (t) => {
  const problems = translationProblems(
    'title',
    { de: 'x'.repeat(41), fr: 'a\u202eb', ja: '𠮷'.repeat(40), ar: 'مساعدة' },
    40,
  );
  t.deepEqual(Object.keys(problems), ['title-de', 'title-fr']);
});

test('a list is in the order of what is read where anything of it is translated, and stays as it is otherwise', (t) => {
  const list: readonly Translated[] = [
    { text: 'Mail', translations: { de: 'Übermittlung' } },
    { text: 'Wi-Fi', translations: { de: 'Funknetz' } },
    { text: 'Apple' },
  ];
  const read = (language: string) =>
    inOrderAsRead(list, language, (each) => each).map((each) => readIn(each, language));
  t.deepEqual(read('de'), ['Apple', 'Funknetz', 'Übermittlung']);
  t.deepEqual(read('fr'), ['Mail', 'Wi-Fi', 'Apple']);
});
