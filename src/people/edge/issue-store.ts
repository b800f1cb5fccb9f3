import type { SkillId } from '../../equilibrium/index.ts';
import {
  type IssueId,
  LIMITS,
  type Priority,
  type TeamId,
  type Transaction,
  type Translations,
} from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import { type Issue, type IssueStore, nameKey } from '../index.ts';

interface IssueRow {
  readonly id: string;
  readonly description: string;
  readonly code_name: string;
  readonly team_id: string;
  readonly priority: string;
  readonly revision: number;
  /** JSON. */
  readonly translations: string;
}

interface NeedRow {
  readonly issue_id: string;
  readonly skill_id: string;
}

/** Issues and the skills that they need, in the tables `issues` and `issue_skills`. */
export function createIssueStore(database: Database): IssueStore {
  const { table } = database;

  function putNeeds(tx: Transaction, { id, needs }: Issue): void {
    const inside = database.inside(tx);
    inside.run(table('issue_skills').where({ issue_id: id }).delete());
    for (const skill of new Set(needs)) {
      inside.run(table('issue_skills').insert({ issue_id: id, skill_id: skill }));
    }
  }

  return {
    find(id) {
      const row = database.first<IssueRow>(table('issues').where({ id }));
      return row === undefined
        ? undefined
        : issueOf(row, database.all<NeedRow>(table('issue_skills').where({ issue_id: id })));
    },
    all() {
      const needs = Map.groupBy(database.all<NeedRow>(table('issue_skills')), ({ issue_id }) => issue_id);
      return database
        .all<IssueRow>(table('issues').orderBy(['description_key', 'id']).limit(LIMITS.issuesPerSite))
        .map((row) => issueOf(row, needs.get(row.id) ?? []));
    },
    add(tx, issue) {
      database.inside(tx).run(table('issues').insert(rowOf(issue)));
      putNeeds(tx, issue);
    },
    update(tx, issue) {
      const { id, ...values } = rowOf(issue);
      database.inside(tx).run(table('issues').where({ id }).update(values));
      putNeeds(tx, issue);
    },
    remove(tx, id) {
      database.inside(tx).run(table('issues').where({ id }).delete());
    },
    countOf: (team) =>
      database.first<{ total: number }>(table('issues').where({ team_id: team }).count('* as total'))
        ?.total ?? 0,
    moveAll(tx, from, to) {
      database.inside(tx).run(
        table('issues')
          .where({ team_id: from })
          .update({ team_id: to, revision: table.raw('revision + 1') }),
      );
    },
  };
}

function issueOf(row: IssueRow, needs: readonly NeedRow[]): Issue {
  return {
    id: row.id as IssueId,
    description: row.description,
    codeName: row.code_name,
    team: row.team_id as TeamId,
    priority: row.priority as Priority,
    needs: needs.map(({ skill_id }) => skill_id as SkillId),
    revision: row.revision,
    translations: JSON.parse(row.translations) as Translations,
  };
}

function rowOf(
  issue: Issue,
): IssueRow & { readonly description_key: string; readonly code_name_key: string } {
  return {
    id: issue.id,
    description: issue.description,
    description_key: nameKey(issue.description),
    code_name: issue.codeName,
    code_name_key: nameKey(issue.codeName),
    team_id: issue.team,
    priority: issue.priority,
    revision: issue.revision,
    translations: JSON.stringify(issue.translations ?? {}),
  };
}
