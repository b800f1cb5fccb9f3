/**
 * People: who has an account, what they may do, and whether they are signed in.
 *
 * Owns   persons with their roles and states, permissions (can.ts), passwords' rules, sign-ins and
 *        their lock, the one-time claim that makes the first administrator; support teams and who is
 *        in them, issues, the tree of skills and who knows what, rep statuses; the directory of all of it.
 * Never  shows a page (admin/ does), knows who is online in the console (sessions/ does), or keeps a
 *        password or a cookie: only what neither can be found from.
 * Seed   "Session queues" (000); "Users", "Security", "Support Teams", "Issues" and "Skills" of /login
 */
export { allowed, mustHaveNone } from './allowed.ts';
export { type AuditedList, createAuditedList, type EntryStore } from './audited-list.ts';
export { can, type Grant, GRANTS, hasPermission, permissionsOf, type Permission } from './can.ts';
export { CLAIM_LIFE_MS } from './claim.ts';
export {
  codeNameFrom,
  codeNameProblems,
  nameKey,
  nameProblems,
  problemWithCodeName,
  withCodeName,
} from './code-name.ts';
export { createDirectory, type Directory, type DirectoryChange } from './directory.ts';
export { personFields, usernameKey, type Person, type PersonFields } from './person.ts';
export { changesOf, type Recorded } from './recorded.ts';
export { SIGN_IN_COOKIE, SIGN_IN_LIFE, WRONG_PER_SOURCE } from './sign-in.ts';
export type {
  ClaimStore,
  Digest,
  IssueStore,
  Passwords,
  PeopleStore,
  RepStatusStore,
  SignedIn,
  SkillStore,
  SourceBudget,
  TeamMembership,
  TeamStore,
} from './ports.ts';
export {
  createPeople,
  type Credentials,
  type People,
  type PersonChange,
  type SignedInPrincipal,
} from './service.ts';
export { createBeginning } from './beginning.ts';
export {
  ALERT_TIMEOUTS_MS,
  DEFAULT_WAITING_LIMIT_MS,
  inTheWay,
  MONITORING,
  NEW_TEAM,
  type PortalAccess,
  ROUTING_ALGORITHMS,
  TEAM_ROLES,
  type Team,
  type TeamFields,
  type TeamRole,
  type TeamUse,
  WAITING_LIMITS_MS,
  type WaitingRule,
} from './team.ts';
export type { Supervision } from './supervision.ts';
export { createTeams, type Teams } from './team-service.ts';
export { type Issue, type IssueFields, issueText } from './issue.ts';
export { createIssues, type Issues } from './issue-service.ts';
export { branchOf, inTreeOrder, levelsOf, type RankedSkill, type SkillFields } from './skill.ts';
export { createSkills, type Skills } from './skill-service.ts';
export type { SkillId, SkillLevel } from '../equilibrium/index.ts';
export {
  type AvailabilityRules,
  DISPLAY_NUMBER_MAX,
  IDLE_LIMITS_MS,
  NEW_REP,
  type RepSettings,
  SESSION_LIMITS,
} from './rep-settings.ts';
export { DISPLAYED_AS, type RepStatus, type RepStatusFields } from './rep-status.ts';
export { createRepStatuses, type RepStatuses } from './rep-status-service.ts';
