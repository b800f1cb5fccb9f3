/**
 * Equilibrium: which representative should be asked next, and why.
 *
 * Owns   the ranking of candidates for one waiting session; the board, which keeps that ranking
 *        ready for all teams at once; what becomes of "declined" when a session moves.
 * Never  looks anything up, keeps time or sends the prompt: callers bring people and sessions as
 *        plain data, and sessions/ turns an assignment into an offer.
 * Seed   "Session assignment rules", "Equilibrium Options"
 */
export {
  Board,
  type Assignment,
  type Hypothetical,
  type LineUp,
  type TeamMember,
  type Waiting,
} from './board.ts';
export { unavailableBecause, type Candidate, type Unavailable } from './candidate.ts';
export { declinedAfter, type Move } from './declined.ts';
export { nextRep, type Ask } from './next-rep.ts';
export { levelOf, skillTree, type Skill, type SkillId, type SkillLevel, type SkillTree } from './skills.ts';
export type { Algorithm, Answer, Considered, Preference, Why } from './why.ts';
