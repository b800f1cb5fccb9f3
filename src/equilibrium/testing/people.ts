import { instant, type RepId } from '../../kernel/index.ts';
import type { TeamMember } from '../board.ts';
import type { Candidate } from '../candidate.ts';
import { skillTree, type Skill, type SkillId, type SkillTree } from '../skills.ts';

/** Somebody who can be asked, unless told otherwise. */
export function candidate(id: string, different: Partial<Candidate> = {}): Candidate {
  return {
    id: id as RepId,
    loggedIn: true,
    locked: false,
    optedOut: false,
    status: 'available',
    activeAt: instant(0),
    idleLimitMs: 0,
    sessions: 0,
    since: instant(0),
    sessionLimit: undefined,
    beingAsked: false,
    morePreferred: new Set(),
    ...different,
  };
}

/** The same as a member of team queues. */
export function member(
  id: string,
  queues: TeamMember['queues'],
  different: Partial<TeamMember> = {},
): TeamMember {
  const { beingAsked: _, ...rest } = candidate(id, different);
  return { ...rest, queues };
}

export function knows(...skills: readonly string[]): { readonly morePreferred: ReadonlySet<SkillId> } {
  return { morePreferred: new Set(skills as SkillId[]) };
}

/** A tree from an outline: roots first to last by rank, sub-skills indented by two more spaces. */
export function treeOf(outline: string): SkillTree {
  const skills: Skill[] = [];
  const path: SkillId[] = [];
  let roots = 0;
  for (const line of outline.split('\n').filter((each) => each.trim() !== '')) {
    const id = line.trim() as SkillId;
    const depth = (line.length - line.trimStart().length) / 2;
    const parent = path[depth - 1];
    skills.push({ id, parent, rank: parent === undefined ? roots : 0 });
    roots += parent === undefined ? 1 : 0;
    path.splice(depth, path.length, id);
  }
  return skillTree(skills);
}
