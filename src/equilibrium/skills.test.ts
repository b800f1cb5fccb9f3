import test from 'ava';
import * as fc from 'fast-check';
import { Fault } from '../kernel/index.ts';
import { levelOf, peelLevels, roundOf, skillTree, type SkillId } from './skills.ts';
import { knows, treeOf } from './testing/people.ts';

const tree = treeOf(`
windows
  drivers
    driver updates
  accounts
email
  outlook
phones
`);
const ids = (...names: readonly string[]) => names as SkillId[];

test('everything is asked for first; then the lowest-ranked root gives way, from its sub-skill up', (t) => {
  t.deepEqual(peelLevels(tree, ids('driver updates', 'outlook', 'phones')), [
    ids('driver updates', 'outlook', 'phones'),
    ids('driver updates', 'outlook'),
    ids('driver updates', 'email'),
    ids('driver updates'),
    ids('drivers'),
    ids('windows'),
  ]);
});

test('the ranking of the roots decides, not the order in which skills are named', (t) => {
  t.deepEqual(peelLevels(tree, ids('phones', 'windows')), peelLevels(tree, ids('windows', 'phones')));
  const reranked = skillTree(
    [...tree.values()].map(({ id, parent }) => ({
      id,
      parent,
      rank: ids('phones', 'email', 'windows').indexOf(id),
    })),
  );
  t.deepEqual(peelLevels(reranked, ids('windows', 'phones')), [ids('phones', 'windows'), ids('phones')]);
});

test('of several skills under one root the deepest gives way first, and meets its parent there', (t) => {
  t.deepEqual(peelLevels(tree, ids('driver updates', 'accounts')), [
    ids('accounts', 'driver updates'),
    ids('accounts', 'drivers'),
    ids('windows'),
  ]);
});

test('a skill that does not exist any more is not asked for', (t) => {
  t.deepEqual(peelLevels(tree, ids('fax', 'phones')), [ids('phones')]);
  t.deepEqual(peelLevels(tree, ids('fax')), []);
  t.deepEqual(peelLevels(tree, []), []);
});

test('More Preferred in a skill makes Less Preferred in all that is below it, and says nothing of what is above', (t) => {
  const { morePreferred } = knows('drivers');
  t.deepEqual(
    ['drivers', 'driver updates', 'windows', 'accounts', 'email'].map((skill) =>
      levelOf(tree, morePreferred, skill as SkillId),
    ),
    ['more-preferred', 'less-preferred', 'ignored', 'ignored', 'ignored'],
  );
});

test('a child of a preferred parent may be More Preferred, and is never Ignored', (t) => {
  const { morePreferred } = knows('windows', 'driver updates');
  t.is(levelOf(tree, morePreferred, 'driver updates' as SkillId), 'more-preferred');
  t.is(levelOf(tree, morePreferred, 'accounts' as SkillId), 'less-preferred');
});

test('at each level More Preferred in all comes before at least Less Preferred in all; the last round takes anybody', (t) => {
  const levels = peelLevels(tree, ids('driver updates', 'outlook'));
  t.deepEqual(levels, [
    ids('driver updates', 'outlook'),
    ids('driver updates', 'email'),
    ids('driver updates'),
    ids('drivers'),
    ids('windows'),
  ]);
  const rounds = [
    knows('driver updates', 'outlook'),
    knows('drivers', 'outlook'),
    knows('driver updates', 'email'),
    knows('driver updates'),
    knows('windows'),
    knows('email'),
    knows(),
  ].map(({ morePreferred }) => roundOf(tree, morePreferred, levels));
  t.deepEqual(rounds, [0, 1, 1, 4, 5, 10, 10]);
});

test('a ring of skills and a skill below nothing are refused', (t) => {
  const [one, other] = ids('one', 'other');
  for (const skills of [
    [{ id: one as SkillId, parent: other, rank: 0 }],
    [
      { id: one as SkillId, parent: other, rank: 0 },
      { id: other as SkillId, parent: one, rank: 0 },
    ],
  ]) {
    t.is(t.throws(() => skillTree(skills), { instanceOf: Fault })?.code, 'not-valid');
  }
});

test('whatever is needed: each level asks for less, the most critical root goes last, and who matches one level matches the later ones', (t) => {
  const needs = fc.uniqueArray(fc.constantFrom(...tree.keys()), { maxLength: 4 });
  const marks = fc.uniqueArray(fc.constantFrom(...tree.keys()), { maxLength: 4 });
  fc.assert(
    fc.property(needs, marks, (needed, marked) => {
      const levels = peelLevels(tree, needed);
      const depthOf = (level: readonly SkillId[]) =>
        level.reduce((sum, skill) => sum + 1 + (tree.get(skill)?.depth ?? 0), 0);
      for (const [place, level] of levels.entries()) {
        const before = levels[place - 1];
        t.true(before === undefined || depthOf(level) < depthOf(before));
      }
      if (needed.length > 0) {
        const mostCritical = Math.min(...needed.map((skill) => tree.get(skill)?.root.rank ?? Infinity));
        t.deepEqual(
          levels.at(-1)?.map((skill) => tree.get(skill)?.root.rank),
          [mostCritical],
        );
      }
      const matches = levels.map(
        (level) => !level.some((skill) => levelOf(tree, new Set(marked), skill) === 'ignored'),
      );
      const round = roundOf(tree, new Set(marked), levels);
      t.is(Math.floor(round / 2), matches.includes(true) ? matches.indexOf(true) : levels.length);
    }),
  );
});
