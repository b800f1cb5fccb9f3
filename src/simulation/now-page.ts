import type { Considered, LineUp, SkillId } from '../equilibrium/index.ts';
import { LIMITS, msBetween, type Instant, type RepId } from '../kernel/index.ts';
import { inTreeOrder, type Issue, type RankedSkill, type Team } from '../people/index.ts';
import type { QueuedSession } from '../sessions/index.ts';
import { counted, matchedSkills, matchInWords, passedOverInWords, whyBefore } from './line-up-words.ts';
import { lengthOf } from './words.ts';

/** The checkbox of a skill in a form is called so, with the skill's id behind it. */
export const SKILL_FIELD = 'skill-';
/** Sessions that wait in a queue and are listed under the answer. */
const SESSIONS_LISTED = 50;

/** What was asked: a session that need not exist, or one that waits. */
export interface AskedNow {
  readonly team: Team;
  readonly issue: Issue | undefined;
  readonly skills: ReadonlySet<SkillId>;
  readonly session: QueuedSession | undefined;
}

/** The answer, as it was at `now`. */
export interface AnsweredNow {
  readonly lineUp: LineUp;
  /** Members of the team who have no console open. */
  readonly absent: readonly RepId[];
  /** Who waits in the queue of the team, oldest first. */
  readonly waiting: readonly QueuedSession[];
  readonly now: Instant;
}

interface Site {
  readonly teams: readonly Team[];
  readonly issues: readonly Issue[];
  readonly skills: readonly RankedSkill[];
  readonly nameOf: (rep: RepId) => string;
}

/** Page model of simulator/now. */
export function nowPage(
  site: Site,
  asked: AskedNow | undefined,
  answered: AnsweredNow | undefined,
  problem = '',
) {
  return {
    hasTeams: site.teams.length > 0,
    problem,
    teams: site.teams.map(({ id, name }) => ({ value: id, label: name, selected: id === asked?.team.id })),
    issues: [
      { value: '', label: 'None: no skills are needed', selected: asked?.issue === undefined },
      ...site.issues.map(({ id, description }) => ({
        value: id,
        label: description,
        selected: id === asked?.issue?.id,
      })),
    ],
    hasSkills: site.skills.length > 0,
    hasChosenSkills: (asked?.skills.size ?? 0) > 0,
    skills: inTreeOrder(site.skills).map(({ skill, depth }) => ({
      field: `${SKILL_FIELD}${skill.id}`,
      label: skill.name,
      depth: String(depth),
      checked: asked?.skills.has(skill.id) ?? false,
    })),
    answer: asked === undefined || answered === undefined ? false : answerModel(site, asked, answered),
  };
}

function answerModel(site: Site, asked: AskedNow, { lineUp, absent, waiting, now }: AnsweredNow) {
  const { nameOf } = site;
  const { session, team } = asked;
  const names = (skills: readonly SkillId[]) =>
    inTreeOrder(site.skills)
      .filter(({ skill }) => skills.includes(skill.id))
      .map(({ skill }) => skill.name)
      .join(', ');
  const declined = session === undefined ? [] : [...session.declinedBy];
  const askedNow = session?.status === 'offered' ? session.to : undefined;
  return {
    now,
    team: team.name,
    session:
      session === undefined
        ? false
        : { customer: session.customerName, waitedFor: lengthOf(msBetween(session.queuedAt, now)) },
    newHref: nowHref(team),
    ...headline(lineUp, nameOf, askedNow?.name),
    needed: names(lineUp.levels[0] ?? []),
    next: lineUp.next.map((each, index) => ({
      place: String(index + 1),
      name: nameOf(each.rep),
      href: userHref(each.rep),
      match: lineUp.levels.length === 0 ? '' : matchInWords(each),
      tone:
        each.preference === 'more-preferred' ? 'good' : each.preference === 'less-preferred' ? 'info' : '',
      matched: names(matchedSkills(lineUp, each).matched),
      dropped: names(matchedSkills(lineUp, each).dropped),
      sessions: counted(each.sessions, 'session'),
      since: lengthOf(msBetween(each.since, now)),
      why: whyBefore(each, lineUp.next[index + 1]),
    })),
    further:
      lineUp.further === 0
        ? ''
        : `${counted(lineUp.further, 'more person', 'more people')} could be asked after these.`,
    ...othersModel([
      ...declined.map((rep) => otherModel(rep, nameOf, 'Has declined this session')),
      ...lineUp.unavailable
        .filter(({ candidate }) => !declined.includes(candidate.id))
        .map((each) =>
          otherModel(
            each.candidate.id,
            nameOf,
            each.candidate.id === askedNow?.id
              ? 'Is being asked for this session now'
              : passedOverInWords(each, now),
          ),
        ),
      ...absent
        .filter((rep) => !declined.includes(rep))
        .map((rep) => otherModel(rep, nameOf, 'Not logged in to the console')),
    ]),
    waiting: waiting.slice(0, SESSIONS_LISTED).map((each) => ({
      customer: each.customerName,
      href: nowHref(team, each),
      isShown: each.id === session?.id,
      since: lengthOf(msBetween(each.queuedAt, now)),
      state:
        each.status === 'offered'
          ? `${each.to.name} is being asked`
          : each.declinedBy.size === 0
            ? 'Nobody is being asked'
            : `${counted(each.declinedBy.size, 'person has', 'people have')} declined`,
    })),
    hasWaiting: waiting.length > 0,
    furtherWaiting:
      waiting.length > SESSIONS_LISTED
        ? `${counted(waiting.length - SESSIONS_LISTED, 'more waits', 'more wait')} after these.`
        : '',
  };
}

function othersModel(others: readonly ReturnType<typeof otherModel>[]) {
  const more = others.length - LIMITS.lineUpPeople;
  return {
    others: others.slice(0, LIMITS.lineUpPeople),
    furtherOthers: more > 0 ? `${counted(more, 'more person is', 'more people are')} not listed.` : '',
  };
}

function otherModel(rep: RepId, nameOf: Site['nameOf'], reason: string) {
  return { name: nameOf(rep), href: userHref(rep), reason };
}

function headline(
  { algorithm, next, unavailable }: LineUp,
  nameOf: Site['nameOf'],
  askedNow: string | undefined,
): { readonly title: string; readonly detail: string } {
  const first = next[0];
  if (algorithm === 'none') {
    return {
      title: 'Nobody would be asked',
      detail: 'The Routing Algorithm of this team is None: a session waits until somebody accepts it.',
    };
  }
  if (askedNow !== undefined) {
    return {
      title: `${askedNow} is being asked now`,
      detail:
        first === undefined
          ? 'If that is declined, nobody else can be asked at the moment.'
          : `If that is declined, ${nameOf(first.rep)} is next.`,
    };
  }
  if (first === undefined) {
    return {
      title: 'Nobody can be asked at the moment',
      detail:
        unavailable.length === 0
          ? 'Nobody else of this team is logged in to the console.'
          : 'The session waits; whoever becomes free first is asked for the oldest.',
    };
  }
  return { title: `${nameOf(first.rep)} would be asked first`, detail: reasonOf(first, next) };
}

function reasonOf(first: Considered, next: readonly Considered[]): string {
  const second = next[1];
  if (second === undefined) {
    return 'Nobody else can be asked at the moment.';
  }
  switch (whyBefore(first, second)) {
    case 'better match':
      return 'Nobody else who can be asked matches as well.';
    case 'fewer sessions':
      return 'Of those who match as well, nobody is in fewer sessions.';
    default:
      return 'Of those who match as well and are in as few sessions, nobody has been so for longer.';
  }
}

function nowHref({ id }: Team, session?: QueuedSession): string {
  return `/login/simulator?team=${id}${session === undefined ? '' : `&session=${session.id}`}`;
}

function userHref(id: RepId): string {
  return `/login/users/${id}`;
}
