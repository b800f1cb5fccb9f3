import { type IssueId, LIMITS, PRIORITIES, priorityInWords, type TeamId } from '../kernel/index.ts';
import { type Issue, type IssueFields, type RankedSkill, type SkillId, type Team } from '../people/index.ts';
import { choice } from './choice.ts';
import { field, problemOf, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { skillTicks } from './skill-ticks.ts';
import { teamHref } from './teams.ts';
import { translatedMeanwhile, translationFields } from './translations.ts';

function issueHref(id: IssueId): string {
  return `/login/issues/${id}`;
}

const SITES_NAMED = 3;

/** Page model of login/issues. */
export function issuesPage(shown: {
  readonly issues: readonly Issue[];
  readonly teams: readonly Team[];
  readonly skills: readonly RankedSkill[];
  /** The public sites whose portal page is too heavy by them. */
  readonly heavyOn: readonly { readonly name: string }[];
  readonly notice: Notice | undefined;
}) {
  const { issues, teams, skills } = shown;
  return {
    heavyOn: namedSites(shown.heavyOn),
    portalKilobytes: String(LIMITS.portalPageBytes / 1_000),
    issues: issues.map((issue) => ({
      href: issueHref(issue.id),
      description: issue.description,
      codeName: issue.codeName,
      team: teams.find(({ id }) => id === issue.team)?.name ?? '',
      teamHref: teamHref(issue.team),
      priority: priorityInWords(issue.priority),
      skills: namesOf(issue.needs, skills),
    })),
    isEmpty: issues.length === 0,
    hasTeams: teams.length > 0,
    notice: shown.notice,
  };
}

function namedSites(sites: readonly { readonly name: string }[]): string {
  const names = sites.slice(0, SITES_NAMED).map(({ name }) => name);
  const more = sites.length - names.length;
  return [...names, ...(more === 0 ? [] : [`${more} more`])].join(', ');
}

function namesOf(needs: readonly SkillId[], skills: readonly RankedSkill[]): string {
  return skills
    .filter(({ id }) => needs.includes(id))
    .map(({ name }) => name)
    .join(', ');
}

/** What can be chosen in the form of an issue. */
interface Offered {
  readonly teams: readonly Team[];
  readonly skills: readonly RankedSkill[];
}

function issueForm(stored: IssueFields, { teams, skills }: Offered, typed: Typed | undefined) {
  return {
    description: field('description', stored.description, typed),
    texts: translationFields('description', stored.translations, LIMITS.issueCharacters, typed),
    descriptionLimit: LIMITS.issueCharacters,
    codeName: field('codeName', stored.codeName, typed),
    codeNameLimit: LIMITS.codeNameCharacters,
    team: choice(
      'team',
      stored.team,
      teams.map(({ id, name }) => ({ value: id, label: name })),
      typed,
    ),
    priority: choice(
      'priority',
      stored.priority,
      PRIORITIES.map((value) => ({ value, label: priorityInWords(value) })),
      typed,
    ),
    skills: skillTicks(skills, new Set(stored.needs), typed),
    skillsProblem: typed === undefined ? '' : problemOf('needs', typed),
  };
}

/** Page model of login/issue-add. */
export function addIssuePage(shown: Offered & { readonly typed?: Typed | undefined }) {
  const { typed } = shown;
  const stored: IssueFields = {
    description: '',
    codeName: '',
    team: shown.teams[0]?.id ?? ('' as TeamId),
    priority: 'medium',
    needs: [],
  };
  return {
    ...issueForm(stored, shown, typed),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/issue. */
export function editIssuePage(
  shown: Offered & {
    readonly issue: Issue;
    readonly typed?: Typed | undefined;
    readonly notice?: Notice | undefined;
  },
) {
  const { issue, typed, teams, skills } = shown;
  return {
    ...issueForm(issue, shown, typed),
    href: issueHref(issue.id),
    heading: issue.description,
    revision: revisionShown(issue.revision, typed),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Description', value: issue.description },
            ...translatedMeanwhile(issue.translations),
            { label: 'Code Name', value: issue.codeName },
            { label: 'Team', value: teams.find(({ id }) => id === issue.team)?.name ?? '' },
            { label: 'Priority', value: priorityInWords(issue.priority) },
            { label: 'Skills', value: namesOf(issue.needs, skills) },
          ]
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** Page model of login/remove for an issue. */
export function removeIssuePage(issue: Issue, typed: Typed | undefined) {
  return removalPage({
    heading: `Delete the issue ${issue.description}?`,
    sentence: 'Customers cannot choose it any more. Sessions that began with it keep its words.',
    facts: [{ label: 'Code Name', value: issue.codeName }],
    href: issueHref(issue.id),
    typed,
  });
}
