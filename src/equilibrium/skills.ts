import { Fault, type Brand } from '../kernel/index.ts';

export type SkillId = Brand<string, 'SkillId'>;

export interface Skill {
  readonly id: SkillId;
  /** undefined: a root. */
  readonly parent: SkillId | undefined;
  /** Of a root, among the roots: 0 is the most critical. Means nothing below a root. */
  readonly rank: number;
}

interface PlacedSkill extends Skill {
  readonly root: Skill;
  /** How many steps below its root. */
  readonly depth: number;
}

export type SkillTree = ReadonlyMap<SkillId, PlacedSkill>;

/**
 * How well somebody knows a skill. Only More Preferred is chosen by hand: whoever has it in a skill
 * is Less Preferred in everything below, and Ignored in the rest.
 */
export type SkillLevel = 'more-preferred' | 'less-preferred' | 'ignored';

/** Raises `not-valid` when a parent is missing or skills are their own ancestors. */
export function skillTree(skills: readonly Skill[]): SkillTree {
  const byId = new Map(skills.map((skill) => [skill.id, skill]));
  const tree = new Map<SkillId, PlacedSkill>();
  for (const skill of skills) {
    let root = skill;
    let depth = 0;
    while (root.parent !== undefined) {
      const parent = byId.get(root.parent);
      if (parent === undefined || depth > skills.length) {
        throw new Fault('not-valid', { detail: `skill ${skill.id} hangs on no root` });
      }
      root = parent;
      depth += 1;
    }
    tree.set(skill.id, { ...skill, root, depth });
  }
  return tree;
}

export function levelOf(tree: SkillTree, morePreferred: ReadonlySet<SkillId>, skill: SkillId): SkillLevel {
  if (morePreferred.has(skill)) {
    return 'more-preferred';
  }
  for (let above = tree.get(skill)?.parent; above !== undefined; above = tree.get(above)?.parent) {
    if (morePreferred.has(above)) {
      return 'less-preferred';
    }
  }
  return 'ignored';
}

/**
 * What is asked for, from everything that an issue needs down to the last skill; after the last
 * level nothing is asked for any more. Each level gives up one thing of the one before: under the
 * lowest-ranked root still there, the deepest skills give way to their parents, and a root that has
 * nothing below it goes. Skills that do not exist (any more) are not asked for.
 */
export function peelLevels(tree: SkillTree, needs: Iterable<SkillId>): readonly (readonly SkillId[])[] {
  const byRoot = new Map<Skill, Set<PlacedSkill>>();
  for (const id of needs) {
    const skill = tree.get(id);
    if (skill !== undefined) {
      byRoot.set(skill.root, (byRoot.get(skill.root) ?? new Set()).add(skill));
    }
  }
  const roots = [...byRoot].sort(([one], [other]) => one.rank - other.rank || (one.id < other.id ? -1 : 1));
  const levels: (readonly SkillId[])[] = [];
  for (let lowest = roots.at(-1); lowest !== undefined; lowest = roots.at(-1)) {
    levels.push(roots.flatMap(([, asked]) => [...asked].map(({ id }) => id).sort()));
    const asked = lowest[1];
    const deepest = Math.max(...[...asked].map(({ depth }) => depth));
    if (deepest === 0) {
      roots.pop();
      continue;
    }
    for (const skill of [...asked].filter(({ depth }) => depth === deepest)) {
      asked.delete(skill);
      const parent = skill.parent === undefined ? undefined : tree.get(skill.parent);
      if (parent !== undefined) {
        asked.add(parent);
      }
    }
  }
  return levels;
}

/**
 * In which round somebody is reached. A level has two: first those who are More Preferred in all of
 * it (even numbers), then those who are at least Less Preferred in all of it (odd numbers). Whoever
 * matches no level is reached in the last round, when anybody is: 2 × the number of levels.
 */
export function roundOf(
  tree: SkillTree,
  morePreferred: ReadonlySet<SkillId>,
  levels: readonly (readonly SkillId[])[],
): number {
  if (morePreferred.size > 0) {
    for (const [peeled, level] of levels.entries()) {
      const known = level.map((skill) => levelOf(tree, morePreferred, skill));
      if (!known.includes('ignored')) {
        return 2 * peeled + (known.includes('less-preferred') ? 1 : 0);
      }
    }
  }
  return 2 * levels.length;
}
