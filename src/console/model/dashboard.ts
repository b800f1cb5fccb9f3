import { msBetween, type Instant, type QueueId, type RepId, type SessionId } from '../../kernel/index.ts';
import type { DownOf, SupervisedPerson, SupervisedQueue, SupervisedSession } from '../../protocol/index.ts';
import { durationBrief } from './time-words.ts';

export type SupervisedTeam = DownOf<'dashboard'>['teams'][number];

/** Who is below me, as the appliance last told it. */
export interface Dashboard {
  /** False until the first snapshot has arrived. */
  readonly known: boolean;
  readonly teams: readonly SupervisedTeam[];
  readonly queues: ReadonlyMap<QueueId, SupervisedQueue>;
  /** Somebody who is below me in two teams stands in both. */
  readonly people: ReadonlyMap<`${QueueId} ${RepId}`, SupervisedPerson>;
}

export const NO_DASHBOARD: Dashboard = { known: false, teams: [], queues: new Map(), people: new Map() };

/** The dashboard after this message: a snapshot replaces all, anything else is put in its place. */
export function withDashboard(before: Dashboard, message: DownOf<'dashboard'>): Dashboard {
  const queues = new Map(message.reset ? [] : before.queues);
  for (const queue of message.queues) {
    queues.set(queue.queue, queue);
  }
  const people = new Map(message.reset ? [] : before.people);
  for (const person of message.people) {
    people.set(`${person.queue} ${person.id}`, person);
  }
  return { known: true, teams: message.reset ? message.teams : before.teams, queues, people };
}

/** A team with everybody below me in it. */
export interface TeamBoard {
  readonly team: SupervisedTeam;
  readonly queue: SupervisedQueue | undefined;
  /** Whoever is there, or has a session all the same; by name, so that nobody jumps while one looks. */
  readonly present: readonly SupervisedPerson[];
  /** By name. */
  readonly absent: readonly SupervisedPerson[];
}

export function boardsOf(dashboard: Dashboard): readonly TeamBoard[] {
  const people = Map.groupBy(dashboard.people.values(), ({ queue }) => queue);
  return dashboard.teams.map((team) => {
    const all = (people.get(team.queue) ?? []).toSorted((one, other) => one.name.localeCompare(other.name));
    const isHere = ({ duty, sessionCount }: SupervisedPerson) => duty !== undefined || sessionCount > 0;
    return {
      team,
      queue: dashboard.queues.get(team.queue),
      present: all.filter(isHere),
      absent: all.filter((person) => !isHere(person)),
    };
  });
}

/** What is to be known of somebody's presence beside the status: "Idle for 7 min · No automatic assignments". */
export function presenceWords({ duty }: Pick<SupervisedPerson, 'duty'>, now: Instant): string {
  if (duty === undefined) {
    return 'No console is open';
  }
  return [
    ...(duty.locked ? ['Locked'] : []),
    ...(!duty.locked && duty.idleSince !== undefined
      ? [`Idle for ${durationBrief(msBetween(duty.idleSince, now))}`]
      : []),
    ...(duty.assignments ? [] : ['No automatic assignments']),
  ].join(' · ');
}

/** How long the session has been going on that has been going on longest; undefined without one. */
export function longestSession(
  { sessions }: Pick<SupervisedPerson, 'sessions'>,
  now: Instant,
): string | undefined {
  const [first] = sessions
    .filter(({ status }) => status === 'in-session')
    .map(({ since }) => since)
    .toSorted((one, other) => one - other);
  return first === undefined ? undefined : durationBrief(msBetween(first, now));
}

/** What else is to be known of a session: "with Bob · screen shared". */
export function sessionWords(session: SupervisedSession): string {
  const { status, with: names, withCount, ownerName, screen, customerLost } = session;
  const more = withCount - names.length;
  return [
    ...(status === 'waiting' ? ['waits for them'] : []),
    ...(ownerName === undefined || status === 'waiting' ? [] : [`${ownerName} owns it`]),
    ...(names.length > 0 && ownerName === undefined
      ? [`with ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
      : []),
    ...(screen ? ['screen shared'] : []),
    ...(customerLost ? ['customer not connected'] : []),
  ].join(' · ');
}

/** Somebody's session as the dashboard shows it, in whichever team it stands first. */
export function supervisedSession(
  dashboard: Dashboard,
  session: SessionId,
): { readonly person: SupervisedPerson; readonly session: SupervisedSession } | undefined {
  for (const person of dashboard.people.values()) {
    const found = person.sessions.find((each) => each.session === session && each.ownerName === undefined);
    if (found !== undefined) {
      return { person, session: found };
    }
  }
  return undefined;
}

/** The last hour of a queue as a line in a box of that size: one point a minute, the running one at the right edge. */
export function sparkLine(
  longest: readonly number[],
  box: { readonly width: number; readonly height: number },
): string {
  const most = Math.max(1, ...longest);
  const step = box.width / (MINUTES_SHOWN - 1);
  return longest
    .slice(-MINUTES_SHOWN)
    .map((waiting, at, { length }) => {
      const x = box.width - (length - 1 - at) * step;
      const y = box.height - (waiting / most) * box.height;
      return `${rounded(x)},${rounded(y)}`;
    })
    .join(' ');
}

const MINUTES_SHOWN = 60;

function rounded(number: number): string {
  return String(Math.round(number * 10) / 10);
}

/** The same in words: "At most 7 waited at once in the last hour". */
export function sparkWords(longest: readonly number[]): string {
  const most = Math.max(0, ...longest);
  const minutes = longest.length;
  const since =
    minutes >= MINUTES_SHOWN
      ? 'in the last hour'
      : minutes <= 1
        ? 'in the last minute'
        : `in the last ${minutes} minutes`;
  return most === 0 ? `Nobody waited ${since}` : `At most ${most} waited at once ${since}`;
}
