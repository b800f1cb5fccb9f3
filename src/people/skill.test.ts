import test from 'ava';
import * as fc from 'fast-check';
import type { SkillId } from '../equilibrium/index.ts';
import {
  branchOf,
  inTreeOrder,
  lastRank,
  levelsOf,
  type RankedSkill,
  reranked,
  skillProblems,
  skillWithCodeName,
} from './skill.ts';

function skill(id: string, parent?: string, rank = 0): RankedSkill {
  return {
    id: id as SkillId,
    name: id,
    codeName: id,
    parent: parent as SkillId | undefined,
    rank,
    revision: 1,
  };
}

const TREE = [
  skill('drivers', 'software'),
  skill('windows', 'drivers'),
  skill('network', undefined, 0),
  skill('software', undefined, 1),
  skill('access', 'network'),
];
const ids = (skills: readonly RankedSkill[]) => inTreeOrder(skills).map(({ skill }) => skill.id as string);

test('the tree is read from the most critical root down, each with what is below it', (t) => {
  t.deepEqual(ids(TREE), ['network', 'access', 'software', 'drivers', 'windows']);
  t.deepEqual(
    inTreeOrder(TREE).map(({ depth }) => depth),
    [0, 1, 0, 1, 2],
  );
});

test('a branch is a skill with all below it', (t) => {
  t.deepEqual([...branchOf('software' as SkillId, TREE)], ['software', 'drivers', 'windows']);
  t.deepEqual([...branchOf('access' as SkillId, TREE)], ['access']);
});

test('a skill is never below itself', (t) => {
  const software = skill('software', 'windows');
  t.regex(skillProblems(software, software.id, TREE)['parent'] ?? '', /below itself/);
  t.regex(skillProblems(skill('software', 'software'), software.id, TREE)['parent'] ?? '', /below itself/);
  t.regex(skillProblems(skill('new', 'gone'), undefined, TREE)['parent'] ?? '', /does not exist/);
  t.deepEqual(skillProblems(skill('windows', 'access'), 'windows' as SkillId, TREE), {});
});

test('a branch is not moved deeper than skills may be', (t) => {
  const chain = ['a', 'b', 'c', 'd'].map((id, index, all) => skill(id, all[index - 1]));
  t.deepEqual(skillProblems(skill('e', 'd'), undefined, chain), {});
  const deep = [...chain, skill('e', 'd'), skill('x'), skill('y', 'x')];
  t.regex(skillProblems(skill('new', 'e'), undefined, deep)['parent'] ?? '', /5 levels deep/);
  t.regex(skillProblems(skill('x', 'd'), 'x' as SkillId, deep)['parent'] ?? '', /5 levels deep/);
  t.deepEqual(skillProblems(skill('x', 'c'), 'x' as SkillId, deep), {});
});

test('names are unique in one place, code names everywhere', (t) => {
  t.truthy(skillProblems({ ...skill('new'), name: 'Network' }, undefined, TREE)['name']);
  t.deepEqual(skillProblems({ ...skill('new', 'software'), name: 'Network' }, undefined, TREE), {});
  t.truthy(skillProblems({ ...skill('new'), codeName: 'WINDOWS' }, undefined, TREE)['codeName']);
  t.is(skillWithCodeName({ ...skill('x'), name: 'Windows', codeName: '' }, TREE).codeName, 'windows_2');
});

test('a root moves one place at a time, and stands still at the end', (t) => {
  const moved = reranked(TREE, 'software' as SkillId, 'up');
  t.deepEqual(
    moved.map(({ id, rank }) => [id, rank]),
    [
      ['software', 0],
      ['network', 1],
    ],
  );
  t.deepEqual(reranked(TREE, 'network' as SkillId, 'up'), []);
  t.deepEqual(reranked(TREE, 'software' as SkillId, 'down'), []);
  t.deepEqual(reranked(TREE, 'drivers' as SkillId, 'up'), []);
  t.deepEqual(reranked(TREE, 'gone' as SkillId, 'up'), []);
});

test('whatever is moved how often, roots keep ranks from 0 without a gap', (t) => {
  const roots = ['a', 'b', 'c', 'd'].map((id, rank) => skill(id, undefined, 7 * rank));
  const moves = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('up', 'down')));
  fc.assert(
    fc.property(moves, (all) => {
      let tree: readonly RankedSkill[] = roots;
      let moved = false;
      for (const [id, direction] of all) {
        const changed = new Map(reranked(tree, id as SkillId, direction).map((each) => [each.id, each]));
        moved ||= changed.size > 0;
        tree = tree.map((each) => changed.get(each.id) ?? each);
      }
      t.deepEqual(ids(tree).toSorted(), ['a', 'b', 'c', 'd']);
      const ranks = inTreeOrder(tree).map(({ skill }) => skill.rank);
      t.deepEqual(ranks, moved ? [0, 1, 2, 3] : [0, 7, 14, 21]);
    }),
  );
});

test('one more root comes last', (t) => {
  t.is(lastRank(TREE), 2);
  t.is(lastRank([]), 0);
});

test('More Preferred in a skill is Less Preferred in all below it, and Ignored is the rest', (t) => {
  const levels = levelsOf(TREE, new Set(['software' as SkillId]));
  t.is(levels.get('software' as SkillId), 'more-preferred');
  t.is(levels.get('drivers' as SkillId), 'less-preferred');
  t.is(levels.get('windows' as SkillId), 'less-preferred');
  t.is(levels.get('network' as SkillId), 'ignored');
});

test('a skill below a preferred one is never Ignored, but may be More Preferred by hand', (t) => {
  const levels = levelsOf(TREE, new Set(['software', 'windows'] as SkillId[]));
  t.is(levels.get('drivers' as SkillId), 'less-preferred');
  t.is(levels.get('windows' as SkillId), 'more-preferred');
});

test('a preferred child says nothing of its parent', (t) => {
  t.is(levelsOf(TREE, new Set(['drivers' as SkillId])).get('software' as SkillId), 'ignored');
});
