import type { SkillId } from '../equilibrium/index.ts';
import {
  dayAfter,
  dayAt,
  idPattern,
  LIMITS,
  momentOfDay,
  mondayOf,
  startOfDay,
  type Day,
  type Instant,
  type RepId,
  type TeamId,
} from '../kernel/index.ts';
import {
  ALERT_TIMEOUTS_MS,
  DEFAULT_WAITING_LIMIT_MS,
  inTreeOrder,
  ROUTING_ALGORITHMS,
  WAITING_LIMITS_MS,
  type RankedSkill,
  type Team,
  type WaitingRule,
} from '../people/index.ts';
import { counted } from './line-up-words.ts';
import { SKILL_FIELD } from './now-page.ts';
import type { Changes } from './scenario.ts';
import type { Shift } from './week.ts';
import { lengthOf } from './words.ts';

/** The checkbox of a team in the first form is called so, with the team's id behind it. */
export const TEAM_FIELD = 'team-';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const WORKING_DAYS = 5;
/** How many people can be left out. */
const WITHOUT = ['without-1', 'without-2', 'without-3'];
const WEEKS_OFFERED = 26;
const MINUTES_A_DAY = 24 * 60;

type Fields = Readonly<Record<string, string>>;

/** Somebody of the chosen teams. */
export interface Member {
  readonly id: RepId;
  readonly name: string;
}

/** What has been chosen before anything can be changed. */
export interface ChosenWeek {
  readonly monday: Day;
  readonly teams: readonly Team[];
  /** Whoever is in one of them, by name. */
  readonly members: readonly Member[];
  /** Whose skills are to be changed. */
  readonly skillsOf: Member | undefined;
  readonly morePreferred: ReadonlySet<SkillId>;
}

interface Site {
  readonly teams: readonly Team[];
  readonly skills: readonly RankedSkill[];
  readonly timeZone: string;
}

// --- The week and the teams ------------------------------------------------------------------

/** The first moments of the days of the week that begins with this Monday, and the end of the last. */
export function daysOf(monday: Day, timeZone: string): readonly Instant[] {
  return Array.from({ length: 8 }, (_, day) => startOfDay(dayAfter(monday, day), timeZone));
}

/** The Mondays that can be chosen, the latest first: of this week and of those before it. */
export function mondaysUntil(now: Instant, timeZone: string): readonly Day[] {
  const monday = mondayOf(dayAt(now, timeZone));
  return Array.from({ length: WEEKS_OFFERED }, (_, weeks) => dayAfter(monday, -7 * weeks));
}

const dates = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

export function weekInWords(monday: Day): string {
  return dates.formatRange(Date.parse(`${monday}T00:00:00Z`), Date.parse(`${dayAfter(monday, 6)}T00:00:00Z`));
}

/** Page model of the first form of simulator/replay. `problems` by field. */
export function chooseForm(shown: {
  readonly weeks: readonly { readonly monday: Day; readonly isNow: boolean }[];
  readonly teams: readonly Team[];
  readonly representatives: readonly Member[];
  readonly monday: string;
  readonly chosen: ReadonlySet<TeamId>;
  readonly skillsOf: string;
  readonly problems: Fields;
}) {
  return {
    hasTeams: shown.teams.length > 0,
    hasWeeks: shown.weeks.length > 0,
    week: {
      problem: shown.problems['week'] ?? '',
      choices: shown.weeks.map(({ monday, isNow }) => ({
        value: monday,
        label: `${weekInWords(monday)}${isNow ? ' (so far)' : ''}`,
        selected: monday === shown.monday,
      })),
    },
    teams: shown.teams.map(({ id, name }) => ({
      field: `${TEAM_FIELD}${id}`,
      label: name,
      checked: shown.chosen.has(id),
    })),
    teamsProblem: shown.problems['teams'] ?? '',
    teamsLimit: String(LIMITS.replayTeams),
    skillsOf: {
      problem: shown.problems['skillsOf'] ?? '',
      choices: shown.representatives.map(({ id, name }) => ({
        value: id,
        label: name,
        selected: id === shown.skillsOf,
      })),
    },
  };
}

// --- What is to be different -----------------------------------------------------------------

/** Page model of the second form of simulator/replay. */
export function changesForm(
  site: Site,
  chosen: ChosenWeek,
  typed: { readonly text: Fields; readonly problems: Fields } | undefined,
) {
  const { teams, members, skillsOf, monday } = chosen;
  const value = (name: string, stored: string) => typed?.text[name] ?? stored;
  const select = (
    name: string,
    stored: string,
    choices: readonly { readonly value: string; readonly label: string }[],
  ) => ({
    name,
    problem: typed?.problems[name] ?? '',
    choices: choices.map((each) => ({ ...each, selected: each.value === value(name, stored) })),
  });
  const people = members.map(({ id, name }) => ({ value: id as string, label: name }));
  return {
    week: weekInWords(monday),
    weekValue: monday as string,
    teamNames: teams.map(({ name }) => name).join(', '),
    teamsValue: teams.map(({ id }) => id).join(' '),
    skillsOfValue: skillsOf?.id ?? '',
    timeZone: site.timeZone,
    teams: teams.map((team) => {
      const { id, name, waitingRule: rule } = team;
      const others = site.teams.filter((other) => other.id !== id);
      return {
        id: id as string,
        name,
        algorithm: select(`algorithm-${id}`, team.algorithm, ALGORITHMS),
        alertTimeoutMs: select(`alertTimeoutMs-${id}`, String(team.alertTimeoutMs), times(ALERT_TIMEOUTS_MS)),
        waitingRule: select(`waitingRule-${id}`, rule.kind, [
          { value: 'none', label: 'Do nothing' },
          { value: 'alert', label: 'Alert the members of the team' },
          ...(others.length === 0 ? [] : [{ value: 'transfer', label: 'Transfer to the overflow team' }]),
        ]),
        waitingAfterMs: select(
          `waitingAfterMs-${id}`,
          String(rule.kind === 'none' ? DEFAULT_WAITING_LIMIT_MS : rule.afterMs),
          times(WAITING_LIMITS_MS),
        ),
        hasOthers: others.length > 0,
        overflowTeam: select(
          `overflowTeam-${id}`,
          rule.kind === 'transfer' ? rule.to : '',
          others.map((other) => ({ value: other.id as string, label: other.name })),
        ),
      };
    }),
    hasMembers: members.length > 0,
    added: {
      count: { value: value('addedCount', ''), problem: typed?.problems['addedCount'] ?? '' },
      most: String(LIMITS.replayAddedPeople),
      like: select('addedLike', members[0]?.id ?? '', people),
      from: { value: value('addedFrom', '09:00'), problem: '' },
      to: { value: value('addedTo', '17:00'), problem: typed?.problems['addedTo'] ?? '' },
      days: WEEKDAYS.map((label, day) => ({
        field: `addedDay-${day + 1}`,
        label,
        checked: typed === undefined ? day < WORKING_DAYS : typed.text[`addedDay-${day + 1}`] !== undefined,
      })),
      daysProblem: typed?.problems['addedDays'] ?? '',
    },
    without: WITHOUT.map((name, index) => ({
      ...select(name, '', people),
      label: index === 0 ? 'Without' : index === 1 ? 'and without' : 'and without',
      number: String(index + 1),
    })),
    skills:
      skillsOf === undefined
        ? false
        : {
            name: skillsOf.name,
            ticks: inTreeOrder(site.skills).map(({ skill, depth }) => ({
              field: `${SKILL_FIELD}${skill.id}`,
              label: skill.name,
              depth: String(depth),
              checked:
                typed === undefined
                  ? chosen.morePreferred.has(skill.id)
                  : typed.text[`${SKILL_FIELD}${skill.id}`] !== undefined,
            })),
          },
  };
}

const ALGORITHMS = ROUTING_ALGORITHMS.map((value) => ({
  value: value as string,
  label: { none: 'None', 'least-busy': 'Least Busy', 'skills-match-least-busy': 'Skills Match, Least Busy' }[
    value
  ],
}));

function times(choicesMs: readonly number[]) {
  return choicesMs.map((durationMs) => ({ value: String(durationMs), label: lengthOf(durationMs) }));
}

/** What was typed, as changes and in words; or a sentence for each field that needs another look. */
export function readChanges(
  site: Site,
  chosen: ChosenWeek,
  fields: Fields,
):
  | { readonly ok: true; readonly changes: Changes; readonly words: readonly string[] }
  | { readonly ok: false; readonly problems: Fields } {
  const problems: Record<string, string> = {};
  const words: string[] = [];
  const teams = new Map(
    chosen.teams.map((team) => {
      const change = readTeam(site, team, fields, problems);
      words.push(...teamWords(site, team, change));
      return [team.id, change] as const;
    }),
  );
  const added = readAdded(site, chosen, fields, problems, words);
  const without = new Set<RepId>();
  for (const name of WITHOUT) {
    const id = fields[name] ?? '';
    const member = chosen.members.find((each) => each.id === id);
    if (member !== undefined) {
      without.add(member.id);
    } else if (id !== '') {
      problems[name] = 'Please choose one of the representatives.';
    }
  }
  words.push(...chosen.members.filter(({ id }) => without.has(id)).map(({ name }) => `Without ${name}`));
  const skills = readSkills(site, chosen, fields, words);
  return Object.keys(problems).length > 0
    ? { ok: false, problems }
    : { ok: true, changes: { teams, added, without, skills }, words };
}

type TeamChange = Changes['teams'] extends ReadonlyMap<TeamId, infer Change> ? Change : never;

function readTeam(site: Site, team: Team, fields: Fields, problems: Record<string, string>): TeamChange {
  const read = (name: string) => fields[`${name}-${team.id}`] ?? '';
  const algorithm = ROUTING_ALGORITHMS.find((each) => each === read('algorithm'));
  if (algorithm === undefined) {
    problems[`algorithm-${team.id}`] = 'Please choose one of the algorithms.';
  }
  const alertTimeoutMs = ALERT_TIMEOUTS_MS.find((each) => String(each) === read('alertTimeoutMs'));
  if (alertTimeoutMs === undefined) {
    problems[`alertTimeoutMs-${team.id}`] = 'Please choose one of the offered times.';
  }
  return {
    algorithm: algorithm ?? team.algorithm,
    alertTimeoutMs: alertTimeoutMs ?? team.alertTimeoutMs,
    waitingRule: readRule(site, team, read, problems),
  };
}

function readRule(
  site: Site,
  team: Team,
  read: (name: string) => string,
  problems: Record<string, string>,
): WaitingRule {
  const kind = read('waitingRule');
  if (kind === 'none') {
    return { kind };
  }
  if (kind !== 'alert' && kind !== 'transfer') {
    problems[`waitingRule-${team.id}`] = 'Please choose what is to be done.';
    return { kind: 'none' };
  }
  const afterMs = WAITING_LIMITS_MS.find((each) => String(each) === read('waitingAfterMs'));
  if (afterMs === undefined) {
    problems[`waitingAfterMs-${team.id}`] = 'Please choose one of the offered times.';
    return { kind: 'none' };
  }
  if (kind === 'alert') {
    return { kind, afterMs };
  }
  const to = site.teams.find(({ id }) => id === read('overflowTeam') && id !== team.id);
  if (to === undefined) {
    problems[`overflowTeam-${team.id}`] = 'Please choose the team that takes overdue sessions.';
    return { kind: 'none' };
  }
  return { kind, afterMs, to: to.id };
}

function teamWords(site: Site, team: Team, change: TeamChange): readonly string[] {
  const algorithmOf = (value: string) => ALGORITHMS.find((each) => each.value === value)?.label ?? '';
  const ruleOf = (rule: WaitingRule) =>
    rule.kind === 'none'
      ? 'nothing'
      : rule.kind === 'alert'
        ? `alert after ${lengthOf(rule.afterMs)}`
        : `to ${site.teams.find(({ id }) => id === rule.to)?.name ?? 'another team'} after ${lengthOf(rule.afterMs)}`;
  const words: string[] = [];
  if (change.algorithm !== team.algorithm) {
    words.push(
      `Routing Algorithm ${algorithmOf(change.algorithm)} instead of ${algorithmOf(team.algorithm)}`,
    );
  }
  if (change.alertTimeoutMs !== team.alertTimeoutMs) {
    words.push(
      `Alert Timeout ${lengthOf(change.alertTimeoutMs)} instead of ${lengthOf(team.alertTimeoutMs)}`,
    );
  }
  if (ruleOf(change.waitingRule) !== ruleOf(team.waitingRule)) {
    words.push(`overdue sessions: ${ruleOf(change.waitingRule)} instead of ${ruleOf(team.waitingRule)}`);
  }
  return words.map((each) => `${team.name}: ${each}`);
}

function readAdded(
  site: Site,
  { members, monday }: ChosenWeek,
  fields: Fields,
  problems: Record<string, string>,
  words: string[],
): Changes['added'] {
  const text = (fields['addedCount'] ?? '').trim();
  const count = text === '' ? 0 : Number(text);
  if (!/^\d{0,3}$/.test(text) || count > LIMITS.replayAddedPeople) {
    problems['addedCount'] = `Please give a number from 0 to ${LIMITS.replayAddedPeople}.`;
    return undefined;
  }
  if (count === 0) {
    return undefined;
  }
  const like = members.find(({ id }) => id === fields['addedLike']);
  if (like === undefined) {
    problems['addedLike'] = 'Please choose one of the representatives.';
  }
  const from = minutesOf(fields['addedFrom']);
  const until = minutesOf(fields['addedTo']);
  const to = until === 0 ? MINUTES_A_DAY : until;
  if (from === undefined || to === undefined || to <= from) {
    problems['addedTo'] = 'Please give two times, the second after the first.';
  }
  const days = WEEKDAYS.map((_, day) => day).filter((day) => fields[`addedDay-${day + 1}`] !== undefined);
  if (days.length === 0) {
    problems['addedDays'] = 'Please choose one day at least.';
  }
  if (like === undefined || from === undefined || to === undefined) {
    return undefined;
  }
  words.push(
    `${counted(count, 'more representative', 'more representatives')} like ${like.name}, ${days
      .map((day) => WEEKDAYS[day]?.slice(0, 3))
      .join(', ')}, ${fields['addedFrom']} to ${fields['addedTo']}`,
  );
  return {
    count,
    like: like.id,
    shifts: days.flatMap((day): readonly Shift[] => [
      { at: momentOfDay(dayAfter(monday, day), from, site.timeZone), as: 'available' },
      { at: momentOfDay(dayAfter(monday, day), to, site.timeZone), as: 'off' },
    ]),
  };
}

function minutesOf(time: string | undefined): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time ?? '') ?? [];
  return hours === undefined || minutes === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

function readSkills(
  site: Site,
  { skillsOf, morePreferred }: ChosenWeek,
  fields: Fields,
  words: string[],
): Changes['skills'] {
  if (skillsOf === undefined) {
    return undefined;
  }
  const chosen = new Set(
    Object.keys(fields)
      .filter((name) => name.startsWith(SKILL_FIELD))
      .map((name) => name.slice(SKILL_FIELD.length))
      .filter((id) => idPattern.test(id) && site.skills.some((skill) => skill.id === id)) as SkillId[],
  );
  if (chosen.symmetricDifference(morePreferred).size === 0) {
    return undefined;
  }
  const names = (ids: ReadonlySet<SkillId>) =>
    inTreeOrder(site.skills)
      .filter(({ skill }) => ids.has(skill.id))
      .map(({ skill }) => skill.name)
      .join(', ') || 'nothing';
  words.push(`${skillsOf.name}: More Preferred in ${names(chosen)} instead of ${names(morePreferred)}`);
  return { rep: skillsOf.id, morePreferred: chosen };
}
