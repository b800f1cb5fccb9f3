import type { SkillId } from '../equilibrium/index.ts';
import { type IssueId, LIMITS, type Random, type TeamId } from '../kernel/index.ts';
import type { Audit } from '../settings/index.ts';
import { type AuditedList, createAuditedList } from './audited-list.ts';
import type { DirectoryChange } from './directory.ts';
import { type Issue, type IssueFields, issueProblems, issueWithCodeName, recordedIssue } from './issue.ts';
import type { IssueStore, SkillStore, TeamStore } from './ports.ts';

/** What customers choose from, for those who may manage teams. Sessions that began with an issue keep its words. */
export type Issues = AuditedList<IssueId, IssueFields, Issue>;

export function createIssues(ports: {
  readonly store: IssueStore;
  readonly teams: Pick<TeamStore, 'find'>;
  readonly skills: Pick<SkillStore, 'find'>;
  readonly audit: Audit;
  readonly random: Random;
  /** Called after a change is on the disk. */
  readonly changed: (change: DirectoryChange) => void;
}): Issues {
  const { store, teams, skills, audit, random, changed } = ports;
  const site = {
    isTeam: (id: TeamId) => teams.find(id) !== undefined,
    isSkill: (id: SkillId) => skills.find(id) !== undefined,
  };

  return createAuditedList<IssueId, IssueFields, Issue>({
    store,
    audit,
    random,
    permission: 'manage-teams',
    event: 'issue',
    noun: 'issue',
    most: LIMITS.issuesPerSite,
    tooMany: `There can be ${LIMITS.issuesPerSite} issues at most. Please delete one that is not needed.`,
    complete: issueWithCodeName,
    problems: (fields, others) => issueProblems(fields, others, site),
    entry: (fields, kept) => ({ ...fields, ...kept }),
    recorded: recordedIssue,
    changed: () => changed({ kind: 'issues' }),
  });
}
