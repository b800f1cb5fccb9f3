import { levelOf, type Skill, type SkillId, type SkillLevel, skillTree } from '../equilibrium/index.ts';
import { LIMITS } from '../kernel/index.ts';
import { codeNameProblems, nameKey, withCodeName } from './code-name.ts';
import type { Recorded } from './recorded.ts';

/** What an administrator says about a skill. */
export interface SkillFields {
  readonly name: string;
  /** For programs. Blank: made from the name. */
  readonly codeName: string;
  /** undefined: a root. */
  readonly parent: SkillId | undefined;
}

/** A skill in the tree. Roots are ranked, 0 the most critical. */
export interface RankedSkill extends SkillFields, Skill {
  readonly parent: SkillId | undefined;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** The tree as it is read: roots by rank, below each its own by name. `depth` counts from 0. */
export function inTreeOrder(
  skills: readonly RankedSkill[],
): readonly { readonly skill: RankedSkill; readonly depth: number }[] {
  const below = Map.groupBy(
    skills.toSorted(
      (one, other) =>
        one.rank - other.rank || compare(nameKey(one.name), nameKey(other.name)) || compare(one.id, other.id),
    ),
    ({ parent }) => parent,
  );
  const branch = (parent: SkillId | undefined, depth: number): { skill: RankedSkill; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((skill) => [{ skill, depth }, ...branch(skill.id, depth + 1)]);
  return branch(undefined, 0);
}

/** This skill and everything below it. */
export function branchOf(id: SkillId, skills: readonly RankedSkill[]): ReadonlySet<SkillId> {
  const branch = new Set([id]);
  for (const { skill } of inTreeOrder(skills)) {
    if (skill.parent !== undefined && branch.has(skill.parent)) {
      branch.add(skill.id);
    }
  }
  return branch;
}

/** The same with a Code Name where it was left blank. `others` are the skills beside this one. */
export function skillWithCodeName(fields: SkillFields, others: readonly SkillFields[]): SkillFields {
  return withCodeName(fields, { name: fields.name, fallback: 'skill' }, others);
}

/** A sentence for each field that cannot stay as it is. `id` is undefined for a new skill. */
export function skillProblems(
  fields: SkillFields,
  id: SkillId | undefined,
  skills: readonly RankedSkill[],
): Readonly<Record<string, string>> {
  const others = skills.filter((other) => other.id !== id);
  const problems: Record<string, string> = {};
  const length = Array.from(fields.name).length;
  if (length < 1 || length > LIMITS.skillNameCharacters) {
    problems['name'] = `Please give a name of 1 to ${LIMITS.skillNameCharacters} characters.`;
  } else if (
    others.some(({ name, parent }) => parent === fields.parent && nameKey(name) === nameKey(fields.name))
  ) {
    problems['name'] = 'Another skill in the same place has this name. Please choose another one.';
  }
  Object.assign(problems, codeNameProblems(fields, others, 'skill'));
  const parent = parentProblem(fields.parent, id, skills);
  return parent === undefined ? problems : { ...problems, parent };
}

function parentProblem(
  parent: SkillId | undefined,
  id: SkillId | undefined,
  skills: readonly RankedSkill[],
): string | undefined {
  if (parent === undefined) {
    return undefined;
  }
  const tree = inTreeOrder(skills);
  const above = tree.find(({ skill }) => skill.id === parent);
  if (above === undefined) {
    return 'This skill does not exist any more. Please choose another one.';
  }
  const branch = id === undefined ? undefined : branchOf(id, skills);
  if (branch?.has(parent) === true) {
    return 'A skill cannot be below itself. Please choose another one.';
  }
  const depths = tree.filter(({ skill }) => branch?.has(skill.id) === true).map(({ depth }) => depth);
  const levels = depths.length === 0 ? 1 : Math.max(...depths) - Math.min(...depths) + 1;
  return above.depth + 1 + levels > LIMITS.skillDepth
    ? `Skills can be ${LIMITS.skillDepth} levels deep at most.`
    : undefined;
}

/** The rank of one more root: after all others. */
export function lastRank(skills: readonly RankedSkill[]): number {
  return Math.max(-1, ...skills.filter(({ parent }) => parent === undefined).map(({ rank }) => rank)) + 1;
}

/**
 * *Change Ranking*: the roots that have another rank when this one has moved one place up (more
 * critical) or down. None when it is no root, or stands at that end already.
 */
export function reranked(
  skills: readonly RankedSkill[],
  id: SkillId,
  direction: 'up' | 'down',
): readonly RankedSkill[] {
  const roots = inTreeOrder(skills).flatMap(({ skill, depth }) => (depth === 0 ? [skill] : []));
  const from = roots.findIndex((root) => root.id === id);
  const to = direction === 'up' ? from - 1 : from + 1;
  const [moving, other] = [roots[from], roots[to]];
  if (moving === undefined || other === undefined) {
    return [];
  }
  return roots
    .with(to, moving)
    .with(from, other)
    .flatMap((root, rank) => (root.rank === rank ? [] : [{ ...root, rank }]));
}

/** Every skill with what somebody is in it, who is More Preferred in these. */
export function levelsOf(
  skills: readonly RankedSkill[],
  morePreferred: ReadonlySet<SkillId>,
): ReadonlyMap<SkillId, SkillLevel> {
  const tree = skillTree(skills);
  return new Map(skills.map(({ id }) => [id, levelOf(tree, morePreferred, id)]));
}

/** What the audit keeps of a skill. */
export function recordedSkill(skill: SkillFields): Recorded {
  return { name: skill.name, codeName: skill.codeName, parent: skill.parent ?? '' };
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
