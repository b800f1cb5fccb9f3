import type { Algorithm } from '../equilibrium/index.ts';
import { LIMITS, type PortalId, type TeamId, unreachable } from '../kernel/index.ts';
import { nameProblems, withCodeName } from './code-name.ts';
import type { Recorded } from './recorded.ts';

/** Lowest first: a manager supervises leads and members, a lead members, members nobody. */
export const TEAM_ROLES = ['member', 'lead', 'manager'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** *Routing Algorithm*: whom Equilibrium asks. With *None* a session waits until somebody accepts it by hand. */
export const ROUTING_ALGORITHMS = [
  'none',
  'least-busy',
  'skills-match-least-busy',
] as const satisfies readonly Algorithm[];

/** *Monitoring Team Members from Dashboard*: what a supervisor may look at. */
export const MONITORING = ['disabled', 'representative-console'] as const;
type Monitoring = (typeof MONITORING)[number];

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** *Alert Timeout*: how long an assignment stays with one representative. */
export const ALERT_TIMEOUTS_MS = [15, 20, 30, 45, 60, 90, 120, 180, 300].map((count) => count * SECOND_MS);
const DEFAULT_ALERT_TIMEOUT_MS = 30 * SECOND_MS;

/** How long a session may wait in one queue before it is overdue. */
export const WAITING_LIMITS_MS = [0.5, 1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 120, 240].map(
  (count) => count * MINUTE_MS,
);
export const DEFAULT_WAITING_LIMIT_MS = 5 * MINUTE_MS;

/** What happens to a session that is overdue. Its time begins anew in each queue. */
export type WaitingRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'alert'; readonly afterMs: number }
  | { readonly kind: 'transfer'; readonly afterMs: number; readonly to: TeamId };

/** *Portal Access*: the public sites that members may use; the default one is always among them. */
export type PortalAccess = 'all' | readonly PortalId[];

/** What an administrator says about a team. */
export interface TeamFields {
  readonly name: string;
  /** For programs. Blank: made from the name. */
  readonly codeName: string;
  readonly comments: string;
  /** Sessions stay in its queue although nobody is there, and fallback rules leave them alone. */
  readonly persistent: boolean;
  readonly algorithm: Algorithm;
  readonly alertTimeoutMs: number;
  readonly waitingRule: WaitingRule;
  /** *Monitoring Team Members from Dashboard*: whether leads and managers may view lower roles' sessions. */
  readonly monitoring: Monitoring;
  /** *Enable Monitor Indicator*: whoever is viewed is told. */
  readonly monitorIndicator: boolean;
  /** *Enable Session Transfer and Take Over*: leads and managers may join, take over and transfer lower roles' sessions. */
  readonly takeOver: boolean;
  readonly portalAccess: PortalAccess;
}

export interface Team extends TeamFields {
  readonly id: TeamId;
  /** Counts the changes, so that a form can tell whether somebody else saved meanwhile. */
  readonly revision: number;
}

/** What a new team begins with. */
export const NEW_TEAM: TeamFields = {
  name: '',
  codeName: '',
  comments: '',
  persistent: false,
  algorithm: 'none',
  alertTimeoutMs: DEFAULT_ALERT_TIMEOUT_MS,
  waitingRule: { kind: 'none' },
  monitoring: 'disabled',
  monitorIndicator: true,
  takeOver: false,
  portalAccess: 'all',
};

/** The same with a Code Name where it was left blank. `others` are the teams beside this one. */
export function teamWithCodeName(fields: TeamFields, others: readonly TeamFields[]): TeamFields {
  return withCodeName(fields, { name: fields.name, fallback: 'team' }, others);
}

/** A sentence for each field that cannot stay as it is. `id` is undefined for a new team. */
export function teamProblems(
  fields: TeamFields,
  id: TeamId | undefined,
  others: readonly Team[],
  isPortal: (portal: PortalId) => boolean,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {
    ...nameProblems(fields, others, { noun: 'team', most: LIMITS.teamNameCharacters }),
  };
  if (Array.from(fields.comments).length > LIMITS.commentsCharacters) {
    problems['comments'] = `Comments can have ${LIMITS.commentsCharacters} characters at most.`;
  }
  if (!ALERT_TIMEOUTS_MS.includes(fields.alertTimeoutMs)) {
    problems['alertTimeoutMs'] = 'Please choose one of the offered times.';
  }
  if (fields.portalAccess !== 'all' && !fields.portalAccess.every(isPortal)) {
    problems['portalAccess'] = 'One of the public sites does not exist any more. Please look again.';
  }
  return { ...problems, ...waitingRuleProblems(fields.waitingRule, id, others) };
}

function waitingRuleProblems(
  rule: WaitingRule,
  id: TeamId | undefined,
  others: readonly Team[],
): Readonly<Record<string, string>> {
  if (rule.kind === 'none') {
    return {};
  }
  if (!WAITING_LIMITS_MS.includes(rule.afterMs)) {
    return { waitingAfterMs: 'Please choose one of the offered times.' };
  }
  if (rule.kind === 'alert') {
    return {};
  }
  if (rule.to === id) {
    return { overflowTeam: 'A team cannot be its own overflow team. Please choose another one.' };
  }
  return others.some((other) => other.id === rule.to)
    ? {}
    : { overflowTeam: 'Please choose the team that takes overdue sessions.' };
}

/** Whether `role` supervises `other` in the same team. */
export function outranks(role: TeamRole, other: TeamRole): boolean {
  return TEAM_ROLES.indexOf(role) > TEAM_ROLES.indexOf(other);
}

/** What of the site hangs on a team. */
export interface TeamUse {
  /** How many issues it owns. */
  readonly issues: number;
  /** Whose overdue sessions it takes. */
  readonly overflowOf: readonly Team[];
  readonly isFallback: boolean;
}

/** Why a team cannot just go, as a sentence; undefined when nothing hangs on it. */
export function inTheWay(use: TeamUse): string | undefined {
  const reasons: string[] = [];
  if (use.issues > 0) {
    reasons.push(`owns ${use.issues === 1 ? 'an issue' : `${use.issues} issues`}`);
  }
  if (use.overflowOf.length > 0) {
    const names = use.overflowOf.slice(0, 3).map(({ name }) => `“${name}”`);
    const more = use.overflowOf.length - names.length;
    reasons.push(`takes overdue sessions of ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`);
  }
  if (use.isFallback) {
    reasons.push('has the designated fallback queue');
  }
  return reasons.length === 0
    ? undefined
    : `This team ${inWords(reasons)}. Please choose the team that takes its place.`;
}

function inWords(reasons: readonly string[]): string {
  return reasons.length < 2
    ? reasons.join('')
    : `${reasons.slice(0, -1).join(', ')} and ${reasons.at(-1) ?? ''}`;
}

/** The rule of a team whose overflow team goes and `successor` takes its place: a team is never its own. */
export function ruleAfter(team: Team, successor: TeamId): WaitingRule {
  const { waitingRule } = team;
  if (waitingRule.kind !== 'transfer') {
    return waitingRule;
  }
  return team.id === successor
    ? { kind: 'alert', afterMs: waitingRule.afterMs }
    : { ...waitingRule, to: successor };
}

/** What the audit keeps of a team. */
export function recordedTeam(team: TeamFields): Recorded {
  return {
    name: team.name,
    codeName: team.codeName,
    comments: team.comments,
    persistent: team.persistent,
    algorithm: team.algorithm,
    alertTimeoutMs: team.alertTimeoutMs,
    monitoring: team.monitoring,
    monitorIndicator: team.monitorIndicator,
    takeOver: team.takeOver,
    portalAccess: team.portalAccess === 'all' ? 'all' : team.portalAccess.toSorted(),
    ...recordedRule(team.waitingRule),
  };
}

function recordedRule(rule: WaitingRule): Recorded {
  switch (rule.kind) {
    case 'none':
      return { waitingRule: 'none' };
    case 'alert':
      return { waitingRule: 'alert', waitingAfterMs: rule.afterMs };
    case 'transfer':
      return { waitingRule: 'transfer', waitingAfterMs: rule.afterMs, overflowTeam: rule.to };
    default:
      return unreachable(rule);
  }
}
