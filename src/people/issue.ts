import type { SkillId } from '../equilibrium/index.ts';
import {
  type IssueId,
  LIMITS,
  type Priority,
  recordedTranslations,
  type TeamId,
  type Translated,
  translationProblems,
  type Translations,
} from '../kernel/index.ts';
import { codeNameProblems, nameKey, withCodeName } from './code-name.ts';
import type { Recorded } from './recorded.ts';

/** What an administrator says about an issue. */
export interface IssueFields {
  /** What the customer reads in the list, unless there is a translation; what the company reads. */
  readonly description: string;
  /** Of the description. */
  readonly translations?: Translations;
  /** For programs. Blank: made from the description. */
  readonly codeName: string;
  /** Whose queue the customer enters. */
  readonly team: TeamId;
  readonly priority: Priority;
  /** In no order: what counts more is for the tree of skills to say. */
  readonly needs: readonly SkillId[];
}

/** Something that customers may have trouble with. */
export interface Issue extends IssueFields {
  readonly id: IssueId;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** As customers read it. */
export function issueText({
  description,
  translations,
}: Pick<IssueFields, 'description' | 'translations'>): Translated {
  return { text: description, translations };
}

/** The same with a Code Name where it was left blank. `others` are the issues beside this one. */
export function issueWithCodeName(fields: IssueFields, others: readonly IssueFields[]): IssueFields {
  return withCodeName(fields, { name: fields.description, fallback: 'issue' }, others);
}

/** A sentence for each field that cannot stay as it is. */
export function issueProblems(
  fields: IssueFields,
  others: readonly Issue[],
  site: { readonly isTeam: (id: TeamId) => boolean; readonly isSkill: (id: SkillId) => boolean },
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  const length = Array.from(fields.description).length;
  if (length < 1 || length > LIMITS.issueCharacters) {
    problems['description'] = `Please describe it in 1 to ${LIMITS.issueCharacters} characters.`;
  } else if (others.some(({ description }) => nameKey(description) === nameKey(fields.description))) {
    problems['description'] = 'Another issue has this description. Please choose another one.';
  }
  Object.assign(
    problems,
    translationProblems('description', fields.translations, LIMITS.issueCharacters),
    codeNameProblems(fields, others, 'issue'),
  );
  if (!site.isTeam(fields.team)) {
    problems['team'] = 'Please choose the team that helps with this.';
  }
  if (!fields.needs.every((skill) => site.isSkill(skill))) {
    problems['needs'] = 'One of the skills does not exist any more. Please look again.';
  }
  return problems;
}

/** What the audit keeps of an issue. */
export function recordedIssue(issue: IssueFields): Recorded {
  return {
    description: issue.description,
    translations: recordedTranslations(issue.translations),
    codeName: issue.codeName,
    team: issue.team,
    priority: issue.priority,
    needs: issue.needs.toSorted(),
  };
}
