import { inTreeOrder, type RankedSkill, type SkillId, type SkillLevel } from '../people/index.ts';
import { ticked, type Typed } from './field.ts';
import { levelInWords } from './words.ts';

/** The checkbox of a skill in a form is called so, with the skill's id behind it. */
export const SKILL_FIELD = 'skill-';

/** A checkbox a skill, in the order of the tree. `levels` are shown beside them where they are given. */
export function skillTicks(
  skills: readonly RankedSkill[],
  chosen: ReadonlySet<SkillId>,
  typed: Typed | undefined,
  levels?: ReadonlyMap<SkillId, SkillLevel>,
) {
  return inTreeOrder(skills).map(({ skill, depth }) => {
    const name = `${SKILL_FIELD}${skill.id}`;
    const level = levels?.get(skill.id);
    return {
      field: name,
      label: skill.name,
      depth: String(depth),
      checked: ticked(name, chosen.has(skill.id), typed),
      level: level === undefined ? '' : levelInWords(level),
      isIgnored: level === 'ignored',
    };
  });
}
