import { CUSTOMER, laterBy, LIMITS, type Instant, type QueueId, type RepId } from '../kernel/index.ts';
import type { SupervisedPerson, SupervisedQueue, SupervisedSession } from '../protocol/index.ts';
import { externalsIn, representativesIn, type LiveSession, type QueuedSession } from '../sessions/index.ts';
import type { Duty, TeamPerson } from './ports.ts';

/** Without a sign of life for this long somebody counts as idle; a console gives one each minute. */
export const IDLE_AFTER_MS = 150_000;

/** What the dashboard says of somebody's presence; undefined while no console of theirs is open. */
export function dutyLine(duty: Duty | undefined, now: Instant): SupervisedPerson['duty'] {
  if (duty === undefined) {
    return undefined;
  }
  const { since, status, statusName, locked, assignments, activeAt } = duty;
  const isIdle = laterBy(activeAt, IDLE_AFTER_MS) <= now;
  return { since, status, statusName, locked, assignments, ...(isIdle ? { idleSince: activeAt } : {}) };
}

/** Somebody with their sessions: those that they are in, then those that wait for them, each from the oldest. */
export function personLine(
  queue: QueueId,
  { id, name, role }: TeamPerson,
  duty: SupervisedPerson['duty'],
  sessions: readonly LiveSession[],
): SupervisedPerson {
  const lines = sessions
    .map((session) => sessionLine(session, id))
    .toSorted(
      (one, other) =>
        Number(one.status === 'waiting') - Number(other.status === 'waiting') ||
        one.since - other.since ||
        (one.session < other.session ? -1 : 1),
    );
  return {
    queue,
    id,
    name,
    role,
    ...(duty === undefined ? {} : { duty }),
    sessionCount: lines.length,
    sessions: lines.slice(0, LIMITS.sessionsPerDashboardLine),
  };
}

function sessionLine(session: LiveSession, who: RepId): SupervisedSession {
  const participant = session.others.find((each) => each.who.id === who);
  const others = [...representativesIn(session), ...externalsIn(session)].filter(({ id }) => id !== who);
  const isOwner = session.status === 'held' && session.owner.id === who;
  return {
    session: session.id,
    customerName: session.customerName,
    status: isOwner || participant !== undefined ? 'in-session' : 'waiting',
    since: isOwner ? session.acceptedAt : (participant?.since ?? session.queuedAt),
    ...(session.status === 'held' && !isOwner ? { ownerName: session.owner.name } : {}),
    with: others.map(({ name }) => name).slice(0, LIMITS.namesPerDashboardSession),
    withCount: others.length,
    screen: session.status === 'held' && session.screen.state === 'on',
    customerLost: session.lost.has(CUSTOMER),
  };
}

/** The queue of a team in numbers. */
export function queueLine(
  queue: QueueId,
  waiting: Iterable<QueuedSession>,
  longest: readonly number[],
): SupervisedQueue {
  let count = 0;
  let offered = 0;
  let overdue = 0;
  let oldestAt: Instant | undefined;
  for (const session of waiting) {
    count += 1;
    offered += session.status === 'offered' ? 1 : 0;
    overdue += session.overdueAt === undefined ? 0 : 1;
    oldestAt = oldestAt === undefined || session.queuedAt < oldestAt ? session.queuedAt : oldestAt;
  }
  return {
    queue,
    waiting: count,
    offered,
    overdue,
    ...(oldestAt === undefined ? {} : { oldestAt }),
    longest: [...longest],
  };
}
