import test from 'ava';
import { initials } from './initials.ts';

for (const [name, letters] of [
  ['Mira Kovač', 'MK'],
  ['anna', 'A'],
  ['Ludwig van Beethoven', 'LB'],
  ['  Jean-Luc  ', 'JL'],
  ['ßeta', 'ß'],
  ['李小龍', '李'],
  ['محمد علي', 'مع'],
  ['O’Neill, Shaquille', 'OS'],
  ['…', '?'],
  ['', '?'],
] as const) {
  test(`${JSON.stringify(name)} has the initials ${letters}`, (t) => {
    t.is(initials(name), letters);
  });
}
