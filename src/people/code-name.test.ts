import test from 'ava';
import { codeNameFrom, nameKey, problemWithCodeName } from './code-name.ts';

const NONE: ReadonlySet<string> = new Set();

test('a blank Code Name is made from the name', (t) => {
  t.is(codeNameFrom('Second Line', 'team', NONE), 'second_line');
  t.is(codeNameFrom('Überlauf – Süd!', 'team', NONE), 'uberlauf_sud');
  t.is(codeNameFrom('支援', 'team', NONE), 'team');
  t.is(codeNameFrom('', 'team', NONE), 'team');
});

test('a made Code Name is never taken, never too long, and always one that programs can use', (t) => {
  t.is(codeNameFrom('General', 'team', new Set(['general', 'general_2'])), 'general_3');
  for (const name of [
    'x'.repeat(500),
    '<script>',
    "'; drop table teams",
    '../../etc',
    '___',
    'a'.repeat(57) + '__b',
  ]) {
    t.is(problemWithCodeName(codeNameFrom(name, 'team', new Set(['script', 'etc']))), undefined, name);
  }
});

test('a Code Name is letters A to Z, digits, _ and -', (t) => {
  for (const good of ['a', 'General_1', '-', 'x'.repeat(64)]) {
    t.is(problemWithCodeName(good), undefined, good);
  }
  for (const bad of ['', 'a b', 'ä', 'a.b', 'x'.repeat(65), 'a\n', '$(id)']) {
    t.truthy(problemWithCodeName(bad), bad);
  }
});

test('names that differ in case or width alone are the same', (t) => {
  t.is(nameKey('General'), nameKey('ＧENERAL'));
});
