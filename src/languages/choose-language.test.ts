import test from 'ava';
import { chooseLanguage } from './choose-language.ts';
import { LANGUAGES } from './language.ts';

test('what somebody chose goes before what their browser asks for, before the usual one', (t) => {
  t.is(chooseLanguage('fr', 'de', LANGUAGES), 'fr');
  t.is(chooseLanguage(undefined, 'de-AT,de;q=0.9,en;q=0.8', LANGUAGES), 'de');
  t.is(chooseLanguage(undefined, undefined, ['es', 'en']), 'es');
});

test('only what is offered is spoken', (t) => {
  t.is(chooseLanguage('fr', 'fr,ja;q=0.5', ['en', 'ja']), 'ja');
  t.is(chooseLanguage('fr', 'fr', ['en']), 'en');
  t.is(chooseLanguage('xx"><script>', 'tlh', LANGUAGES), 'en');
});

test('the browser’s weights count, in any order and any spelling', (t) => {
  t.is(chooseLanguage(undefined, 'en;q=0.2, JA-jp ; q=0.7,nl', LANGUAGES), 'ja');
  t.is(chooseLanguage(undefined, 'de;q=0,es;q=0.1', LANGUAGES), 'es');
  t.is(chooseLanguage(undefined, 'nl, *;q=0.5', ['fr', 'de']), 'fr');
  t.is(chooseLanguage(undefined, 'zh-Hant-TW, ar-EG;q=0.9', LANGUAGES), 'ar');
  for (const nonsense of ['', ',,,', ';q=1', 'q=', 'de;q=x', `${'x,'.repeat(5000)}de`]) {
    t.is(chooseLanguage(undefined, nonsense, LANGUAGES), 'en', nonsense.slice(0, 20));
  }
});
