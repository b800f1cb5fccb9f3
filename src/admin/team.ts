import { LIMITS, type PortalId, type RepId } from '../kernel/index.ts';
import {
  ALERT_TIMEOUTS_MS,
  DEFAULT_WAITING_LIMIT_MS,
  inTheWay,
  MONITORING,
  NEW_TEAM,
  type Person,
  ROUTING_ALGORITHMS,
  type Team,
  TEAM_ROLES,
  type TeamFields,
  type TeamRole,
  type TeamUse,
  WAITING_LIMITS_MS,
} from '../people/index.ts';
import { DEFAULT_PORTAL } from '../portals/index.ts';
import { choice } from './choice.ts';
import { field, ticked, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { userHref } from './status.ts';
import { ruleInWords, teamHref } from './teams.ts';
import { algorithmInWords, lengthInWords, monitoringInWords, teamRoleInWords } from './words.ts';

const ALGORITHM_HINTS = {
  none: 'A session stays in the queue until somebody accepts it.',
  'least-busy': 'Offered to whoever has had the fewest sessions for the longest time.',
  'skills-match-least-busy':
    'Offered to the best match for the skills that its issue needs; among equals, to the least busy.',
} as const;

const MONITORING_HINTS = {
  disabled: 'The dashboard shows who is on and how many sessions they have; nobody looks into a session.',
  'representative-console':
    'Team managers and leads may view the sessions of members with a lower role: the chat, the customer’s screen, the notes. Nothing else of a representative’s computer is seen. Each look is in the report.',
} as const;

/** The checkbox of a public site in a form is called so, with its id behind it. */
export const PORTAL_FIELD = 'portal-';

/** A public site, as far as *Portal Access* needs to know. */
interface NamedPortal {
  readonly id: PortalId;
  readonly name: string;
}

/** The form of a team, new or not. `others` are the teams that can take overdue sessions. */
function teamForm(
  stored: TeamFields,
  others: readonly Team[],
  portals: readonly NamedPortal[],
  typed: Typed | undefined,
) {
  const rule = stored.waitingRule;
  const waitingRule = field('waitingRule', rule.kind, typed);
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.teamNameCharacters,
    codeName: field('codeName', stored.codeName, typed),
    codeNameLimit: LIMITS.codeNameCharacters,
    comments: field('comments', stored.comments, typed),
    commentsLimit: LIMITS.commentsCharacters,
    persistent: ticked('persistent', stored.persistent, typed),
    algorithm: {
      ...choice('algorithm', stored.algorithm, [], typed),
      choices: ROUTING_ALGORITHMS.map((value) => ({
        value,
        label: algorithmInWords(value),
        hint: ALGORITHM_HINTS[value],
        checked: value === field('algorithm', stored.algorithm, typed).value,
      })),
    },
    alertTimeoutMs: choice('alertTimeoutMs', String(stored.alertTimeoutMs), times(ALERT_TIMEOUTS_MS), typed),
    waitingRule: {
      problem: waitingRule.problem,
      none: waitingRule.value === 'none',
      alert: waitingRule.value === 'alert',
      transfer: waitingRule.value === 'transfer',
    },
    waitingAfterMs: choice(
      'waitingAfterMs',
      String(rule.kind === 'none' ? DEFAULT_WAITING_LIMIT_MS : rule.afterMs),
      times(WAITING_LIMITS_MS),
      typed,
    ),
    overflowTeam: choice(
      'overflowTeam',
      rule.kind === 'transfer' ? rule.to : '',
      others.map(({ id, name }) => ({ value: id, label: name })),
      typed,
    ),
    hasOthers: others.length > 0,
    monitoring: {
      problem: field('monitoring', stored.monitoring, typed).problem,
      choices: MONITORING.map((value) => ({
        value,
        label: monitoringInWords(value),
        hint: MONITORING_HINTS[value],
        checked: value === field('monitoring', stored.monitoring, typed).value,
      })),
    },
    monitorIndicator: ticked('monitorIndicator', stored.monitorIndicator, typed),
    takeOver: ticked('takeOver', stored.takeOver, typed),
    portalAccess: portalAccess(stored.portalAccess, portals, typed),
  };
}

function portalAccess(
  stored: TeamFields['portalAccess'],
  portals: readonly NamedPortal[],
  typed: Typed | undefined,
) {
  const access = field('portalAccess', stored === 'all' ? 'all' : 'selected', typed);
  return {
    problem: access.problem,
    all: access.value === 'all',
    selected: access.value === 'selected',
    choices: portals.map(({ id, name }) => ({
      field: `${PORTAL_FIELD}${id}`,
      label: name,
      isDefault: id === DEFAULT_PORTAL,
      checked:
        id === DEFAULT_PORTAL ||
        ticked(`${PORTAL_FIELD}${id}`, stored !== 'all' && stored.includes(id), typed),
    })),
  };
}

function times(choicesMs: readonly number[]) {
  return choicesMs.map((durationMs) => ({ value: String(durationMs), label: lengthInWords(durationMs) }));
}

/** Page model of login/team-add. */
export function addTeamPage(shown: {
  readonly others: readonly Team[];
  readonly portals: readonly NamedPortal[];
  readonly typed?: Typed | undefined;
}) {
  return {
    ...teamForm(NEW_TEAM, shown.others, shown.portals, shown.typed),
    notice: shown.typed?.fault === undefined ? undefined : refusal(shown.typed.fault),
  };
}

/** Page model of login/team. `typed` was refused in the form *Save*, `memberTyped` in *Add member*. */
export function editTeamPage(shown: {
  readonly team: Team;
  readonly others: readonly Team[];
  readonly portals: readonly NamedPortal[];
  readonly members: readonly { readonly person: Person; readonly role: TeamRole }[];
  readonly total: number;
  readonly page: number;
  readonly candidates: readonly Person[];
  readonly typed?: Typed | undefined;
  readonly memberTyped?: Typed;
  readonly notice?: Notice | undefined;
}) {
  const { team, others, portals, members, total, page, typed, memberTyped } = shown;
  const fault = typed?.fault ?? memberTyped?.fault;
  const href = teamHref(team.id);
  const pages = Math.max(1, Math.ceil(total / LIMITS.rowsPerPage));
  const first = (page - 1) * LIMITS.rowsPerPage + 1;
  return {
    ...teamForm(team, others, portals, typed),
    href,
    heading: team.name,
    revision: revisionShown(team.revision, typed),
    meanwhile: typed?.fault?.code === 'changed-meanwhile' ? storedNow(team, others, portals) : [],
    members: members.map(({ person, role }) => ({
      href: userHref(person.id),
      action: memberHref(href, person.id),
      id: person.id,
      name: person.name,
      username: person.username,
      disabled: person.status === 'disabled',
      isRepresentative: person.roles.has('representative'),
      was: role,
      roles: roleChoices(role),
    })),
    hasMembers: members.length > 0,
    count: total === 0 ? '' : `${first}–${first + members.length - 1} of ${total}`,
    previous: page > 1 && page <= pages ? `${href}?page=${page - 1}` : '',
    next: page < pages ? `${href}?page=${page + 1}` : '',
    username: field('username', '', memberTyped),
    newRoles: roleChoices(memberTyped?.text['role'] ?? 'member'),
    candidates: shown.candidates.map(({ username, name }) => ({ username, name })),
    hasCandidates: shown.candidates.length > 0,
    notice: fault === undefined ? shown.notice : refusal(fault),
  };
}

function roleChoices(role: string) {
  return TEAM_ROLES.map((value) => ({ value, label: teamRoleInWords(value), selected: value === role }));
}

function memberHref(href: string, rep: RepId): string {
  return `${href}/members/${rep}`;
}

function storedNow(team: Team, others: readonly Team[], portals: readonly NamedPortal[]) {
  const nameOf = (id: string) => others.find((other) => other.id === id)?.name ?? 'another team';
  return [
    { label: 'Team Name', value: team.name },
    { label: 'Code Name', value: team.codeName },
    { label: 'Comments', value: team.comments },
    { label: 'Persistent Queue', value: team.persistent ? 'Yes' : 'No' },
    { label: 'Routing Algorithm', value: algorithmInWords(team.algorithm) },
    { label: 'Alert Timeout', value: lengthInWords(team.alertTimeoutMs) },
    { label: 'Overdue sessions', value: ruleInWords(team, nameOf) },
    { label: 'Monitoring Team Members from Dashboard', value: monitoringInWords(team.monitoring) },
    { label: 'Enable Monitor Indicator', value: team.monitorIndicator ? 'Yes' : 'No' },
    { label: 'Enable Session Transfer and Take Over', value: team.takeOver ? 'Yes' : 'No' },
    { label: 'Portal Access', value: accessInWords(team.portalAccess, portals) },
  ];
}

function accessInWords(access: TeamFields['portalAccess'], portals: readonly NamedPortal[]): string {
  return access === 'all'
    ? 'All portals'
    : portals
        .filter(({ id }) => id === DEFAULT_PORTAL || access.includes(id))
        .map(({ name }) => name)
        .join(', ');
}

/** Page model of login/remove for a team: what goes with it, and what needs another team first. */
export function removeTeamPage(shown: {
  readonly team: Team;
  readonly members: number;
  readonly use: TeamUse;
  readonly others: readonly Team[];
  readonly typed?: Typed | undefined;
}) {
  const { team, members, use, others, typed } = shown;
  const reason = inTheWay(use);
  const href = teamHref(team.id);
  return {
    heading: `Delete the team ${team.name}?`,
    sentence: 'Its queue is gone for good. Its members stay as users, and reports keep the name of the team.',
    facts: [
      { label: 'Team Name', value: team.name },
      { label: 'Members', value: String(members) },
    ],
    action: `${href}/delete`,
    back: href,
    reason:
      reason !== undefined && others.length === 0
        ? `${reason} There is no other team: please add one first.`
        : (reason ?? ''),
    successor: choice(
      'successor',
      '',
      others.map(({ id, name }) => ({ value: id, label: name })),
      typed,
    ),
    isBlocked: reason !== undefined && others.length === 0,
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}
