import { LIMITS } from '../kernel/index.ts';
import { branchOf, inTreeOrder, type RankedSkill, type SkillFields, type SkillId } from '../people/index.ts';
import { choice } from './choice.ts';
import { field, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { counted } from './words.ts';

function skillHref(id: SkillId): string {
  return `/login/skills/${id}`;
}

/** Page model of login/skills. */
export function skillsPage(shown: {
  readonly skills: readonly RankedSkill[];
  readonly notice: Notice | undefined;
}) {
  const tree = inTreeOrder(shown.skills);
  const roots = tree.filter(({ depth }) => depth === 0);
  return {
    skills: tree.map(({ skill, depth }) => {
      const rank = roots.findIndex((root) => root.skill.id === skill.id);
      return {
        href: skillHref(skill.id),
        name: skill.name,
        codeName: skill.codeName,
        depth: String(depth),
        rank: rank === -1 ? '' : String(rank + 1),
        mayMoveUp: rank > 0,
        mayMoveDown: rank !== -1 && rank < roots.length - 1,
      };
    }),
    isEmpty: tree.length === 0,
    notice: shown.notice,
  };
}

function skillForm(stored: SkillFields, parents: readonly RankedSkill[], typed: Typed | undefined) {
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.skillNameCharacters,
    codeName: field('codeName', stored.codeName, typed),
    codeNameLimit: LIMITS.codeNameCharacters,
    parent: choice(
      'parent',
      stored.parent ?? '',
      inTreeOrder(parents).map(({ skill, depth }) => ({
        value: skill.id,
        label: `${'– '.repeat(depth)}${skill.name}`,
      })),
      typed,
    ),
  };
}

/** Page model of login/skill-add. `below` is the skill that the reader came from. */
export function addSkillPage(shown: {
  readonly skills: readonly RankedSkill[];
  readonly below: SkillId | undefined;
  readonly typed?: Typed | undefined;
}) {
  const { skills, below, typed } = shown;
  return {
    ...skillForm({ name: '', codeName: '', parent: below }, skills, typed),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/skill. */
export function editSkillPage(shown: {
  readonly skill: RankedSkill;
  readonly skills: readonly RankedSkill[];
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { skill, skills, typed } = shown;
  const branch = branchOf(skill.id, skills);
  return {
    ...skillForm(
      skill,
      skills.filter(({ id }) => !branch.has(id)),
      typed,
    ),
    href: skillHref(skill.id),
    heading: skill.name,
    revision: revisionShown(skill.revision, typed),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Display Name', value: skill.name },
            { label: 'Code Name', value: skill.codeName },
            { label: 'Parent', value: skills.find(({ id }) => id === skill.parent)?.name ?? 'None' },
          ]
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** Page model of login/remove for a skill. */
export function removeSkillPage(shown: {
  readonly skill: RankedSkill;
  readonly skills: readonly RankedSkill[];
  readonly use: { readonly issues: number; readonly people: number };
  readonly typed?: Typed | undefined;
}) {
  const { skill, skills, use, typed } = shown;
  const below = branchOf(skill.id, skills).size - 1;
  return removalPage({
    heading: `Delete the skill ${skill.name}?`,
    sentence: 'Issues do not need it any more, and nobody is More Preferred in it any more.',
    facts: [
      { label: 'Needed by', value: counted(use.issues, 'issue', 'issues') },
      { label: 'More Preferred', value: counted(use.people, 'user', 'users') },
    ],
    href: skillHref(skill.id),
    inTheWay:
      below === 0
        ? ''
        : `There ${below === 1 ? 'is 1 skill' : `are ${below} skills`} below this one. Please move or delete ${below === 1 ? 'it' : 'them'} first.`,
    typed,
  });
}
