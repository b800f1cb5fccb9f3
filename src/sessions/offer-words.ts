import type { Considered, SkillId, Why } from '../equilibrium/index.ts';

/** The reasons of an offer as the journal keeps them: with the skills as they were called at that moment. */
export type NamedWhy = Why & { readonly skillNames: Readonly<Record<SkillId, string>> };

/** So many skills are named; the prompt is read in seconds. */
const SKILLS_NAMED = 3;

export function withSkillNames(why: Why, nameOf: (skill: SkillId) => string | undefined): NamedWhy {
  const skillNames: Record<SkillId, string> = {};
  for (const skill of [...why.needed, ...why.matched]) {
    skillNames[skill] = nameOf(skill) ?? '';
  }
  return { ...why, skillNames };
}

/** Why this representative, in one line for the prompt. */
export function whyInWords(why: Partial<NamedWhy>): string {
  const [first] = why.first ?? [];
  const declined = why.declined ?? 0;
  const others = declined === 0 ? '' : ` ${declined} ${declined === 1 ? 'has' : 'have'} declined.`;
  const sessions = first?.sessions ?? 0;
  const load =
    sessions === 0
      ? 'you are in no session'
      : `you are in ${sessions} ${sessions === 1 ? 'session' : 'sessions'}`;
  if (why.algorithm !== 'skills-match-least-busy') {
    return `Least busy: ${load}.${others}`;
  }
  const skills = first === undefined ? '' : skillsInWords(why, first.preference);
  return `Best skills, then least busy: ${skills === '' ? '' : `${skills}; `}${load}.${others}`;
}

function skillsInWords(why: Partial<NamedWhy>, preference: Considered['preference']): string {
  const names = why.skillNames ?? {};
  const needed = listed(why.needed ?? [], names);
  const matched = listed(why.matched ?? [], names);
  if (needed === '') {
    return '';
  }
  if (preference === 'anybody' || matched === '') {
    return `nobody who can be asked knows ${needed}`;
  }
  const known = preference === 'more-preferred' ? `you know ${matched} best` : `you know ${matched}`;
  return matched === needed ? known : `${known} (needed: ${needed})`;
}

function listed(skills: readonly SkillId[], names: Readonly<Record<SkillId, string>>): string {
  const called = skills.map((skill) => names[skill] ?? '').filter((name) => name !== '');
  const left = called.length - SKILLS_NAMED;
  const shown = left > 0 ? [...called.slice(0, SKILLS_NAMED), `${left} more`] : called;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
