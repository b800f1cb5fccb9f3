import type { SkillId } from '../equilibrium/index.ts';
import {
  Fault,
  type IssueId,
  LIMITS,
  newId,
  type Random,
  type TeamId,
  type Transaction,
} from '../kernel/index.ts';
import type { Audit, AuditEvent, By } from '../settings/index.ts';
import { allowed, mustHaveNone } from './allowed.ts';
import type { DirectoryChange } from './directory.ts';
import { type Issue, type IssueFields, issueProblems, issueWithCodeName, recordedIssue } from './issue.ts';
import type { IssueStore, SkillStore, TeamStore } from './ports.ts';
import { changesOf } from './recorded.ts';
import type { SignedInPrincipal } from './service.ts';

/**
 * What customers choose from. Each method raises `not-allowed` unless `by` may manage teams, and
 * `not-found` when the issue is gone.
 */
export interface Issues {
  /** Raises `not-valid` with a field. */
  add(by: SignedInPrincipal, fields: IssueFields): Promise<Issue>;
  /** Raises `not-valid` with a field, `changed-meanwhile` when the issue is not at `revision`. */
  change(by: SignedInPrincipal, id: IssueId, fields: IssueFields, revision: number): Promise<Issue>;
  /** Sessions that began with it keep its words. */
  delete(by: SignedInPrincipal, id: IssueId): Promise<void>;
  /** Adds an issue within a write of another; for what a new site begins with. */
  addInside(tx: Transaction, record: (event: AuditEvent) => void, by: By, fields: IssueFields): Issue;
}

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

  function existing(id: IssueId): Issue {
    const issue = store.find(id);
    if (issue === undefined) {
      throw new Fault('not-found', { sentence: 'This issue does not exist any more.' });
    }
    return issue;
  }
  function addInside(
    tx: Transaction,
    record: (event: AuditEvent) => void,
    by: By,
    wanted: IssueFields,
  ): Issue {
    const others = store.all();
    if (others.length >= LIMITS.issuesPerSite) {
      throw new Fault('too-many', {
        sentence: `There can be ${LIMITS.issuesPerSite} issues at most. Please delete one that is not needed.`,
      });
    }
    const fields = issueWithCodeName(wanted, others);
    mustHaveNone(issueProblems(fields, others, site));
    const issue: Issue = { ...fields, id: newId<IssueId>(random), revision: 1 };
    store.add(tx, issue);
    record({ type: 'issue-added', data: { by, id: issue.id, new: recordedIssue(issue) } });
    return issue;
  }

  return {
    addInside,
    async add(byPrincipal, fields) {
      const by = allowed(byPrincipal, 'manage-teams');
      const issue = await audit.write((tx, record) => addInside(tx, record, by, fields));
      changed({ kind: 'issues' });
      return issue;
    },
    async change(byPrincipal, id, wanted, revision) {
      const by = allowed(byPrincipal, 'manage-teams');
      const issue = await audit.write((tx, record) => {
        const before = existing(id);
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        const others = store.all().filter((other) => other.id !== id);
        const fields = issueWithCodeName(wanted, others);
        mustHaveNone(issueProblems(fields, others, site));
        const changes = changesOf(recordedIssue(before), recordedIssue(fields));
        if (changes === undefined) {
          return before;
        }
        const after: Issue = { ...fields, id, revision: before.revision + 1 };
        store.update(tx, after);
        record({ type: 'issue-changed', data: { by, id, ...changes } });
        return after;
      });
      changed({ kind: 'issues' });
      return issue;
    },
    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-teams');
      await audit.write((tx, record) => {
        const before = existing(id);
        store.remove(tx, id);
        record({ type: 'issue-deleted', data: { by, id, old: recordedIssue(before) } });
      });
      changed({ kind: 'issues' });
    },
  };
}
