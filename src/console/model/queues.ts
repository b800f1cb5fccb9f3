import {
  ownerOfPersonalQueue,
  personalQueue,
  unreachable,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import type { DownOf, QueueRow } from '../../protocol/index.ts';

/** The queues that this representative sees, as the appliance last told them. */
export interface Queues {
  /** False until the first snapshot has arrived: an empty list is not yet an empty queue. */
  readonly known: boolean;
  readonly queues: readonly { readonly id: QueueId; readonly name: string }[];
  /** By queue and session: an invitation stands in another queue than the session that it is for. */
  readonly rows: ReadonlyMap<RowKey, QueueRow>;
}

export type RowKey = `${QueueId} ${SessionId}`;

export function rowKey(queue: QueueId, session: SessionId): RowKey {
  return `${queue} ${session}`;
}

export const NO_QUEUES: Queues = { known: false, queues: [], rows: new Map() };

/** The queues after this message: a snapshot replaces all, anything else is put by queue and session and taken away. */
export function withQueues(before: Queues, message: DownOf<'queues'>): Queues {
  if (message.reset) {
    return {
      known: true,
      queues: message.queues,
      rows: new Map(message.rows.map((row) => [rowKey(row.queue, row.session), row])),
    };
  }
  const rows = new Map(before.rows);
  for (const row of message.rows) {
    rows.set(rowKey(row.queue, row.session), row);
  }
  for (const { queue, session } of message.gone) {
    rows.delete(rowKey(queue, session));
  }
  return { known: before.known, queues: withNamed(before.queues, message.queues), rows };
}

function withNamed(
  before: Queues['queues'],
  changed: readonly { readonly id: QueueId; readonly name: string }[],
): Queues['queues'] {
  if (changed.length === 0) {
    return before;
  }
  const names = new Map(before.map((queue) => [queue.id, queue]));
  for (const queue of changed) {
    names.set(queue.id, queue);
  }
  return [...names.values()];
}

export interface QueueSummary {
  readonly id: QueueId;
  /** The queue's name in full, as its table is called: "Personal queue" or the team's name. */
  readonly title: string;
  /** The same, as short as the list of queues allows. */
  readonly label: string;
  readonly personal: boolean;
  readonly favourite: boolean;
  readonly waiting: number;
  readonly overdue: number;
  readonly invitations: number;
  readonly inSession: number;
  /** When the one who waits longest entered this queue. */
  readonly oldest: Instant | undefined;
}

type Counts = Pick<QueueSummary, 'waiting' | 'overdue' | 'invitations' | 'inSession' | 'oldest'>;
const NOBODY: Counts = { waiting: 0, overdue: 0, invitations: 0, inSession: 0, oldest: undefined };

/** Every queue with what waits in it: Personal first and always there, then the favourites, then the other teams, each by name. */
export function queueSummaries(
  queues: Queues,
  rep: RepId,
  favourites: readonly QueueId[],
): readonly QueueSummary[] {
  const personal = personalQueue(rep);
  const teams = queues.queues
    .filter((queue) => queue.id !== personal)
    .toSorted(
      (one, other) =>
        Number(favourites.includes(other.id)) - Number(favourites.includes(one.id)) ||
        one.name.localeCompare(other.name),
    );
  const counted = new Map<QueueId, Counts>();
  for (const row of queues.rows.values()) {
    if (row.status !== 'invitation' || !isInside(queues, row.session)) {
      counted.set(row.queue, withCounted(counted.get(row.queue) ?? NOBODY, row));
    }
  }
  const summary = (id: QueueId, title: string, label: string): QueueSummary => ({
    id,
    title,
    label,
    personal: id === personal,
    favourite: favourites.includes(id),
    ...(counted.get(id) ?? NOBODY),
  });
  return [
    summary(personal, 'Personal queue', 'Personal'),
    ...teams.map((team) => summary(team.id, team.name, team.name)),
  ];
}

function withCounted(counts: Counts, row: QueueRow): Counts {
  switch (row.status) {
    case 'waiting':
      return {
        ...counts,
        waiting: counts.waiting + 1,
        overdue: counts.overdue + (row.isOverdue ? 1 : 0),
        oldest: counts.oldest === undefined || row.queuedAt < counts.oldest ? row.queuedAt : counts.oldest,
      };
    case 'invitation':
      return { ...counts, invitations: counts.invitations + 1 };
    case 'in-session':
      return { ...counts, inSession: counts.inSession + 1 };
    default:
      return unreachable(row.status);
  }
}

/** Where this session stands now: where it waits if it does, otherwise anywhere. */
export function rowOfSession(queues: Queues, session: SessionId): QueueRow | undefined {
  let found: QueueRow | undefined;
  for (const row of queues.rows.values()) {
    if (row.session === session) {
      if (row.status === 'waiting') {
        return row;
      }
      found ??= row;
    }
  }
  return found;
}

export function rowsOf(queues: Queues, queue: QueueId): readonly QueueRow[] {
  return [...queues.rows.values()].filter((row) => row.queue === queue);
}

export function waitingCount(queues: Queues): number {
  return countOf(queues, 'waiting');
}

export function invitationCount(queues: Queues): number {
  let count = 0;
  for (const row of queues.rows.values()) {
    count += row.status === 'invitation' && !isInside(queues, row.session) ? 1 : 0;
  }
  return count;
}

/** Whether I am in that session: an invitation of a team of mine is none for me then, least of all my own. */
function isInside(queues: Queues, session: SessionId): boolean {
  const personal = queues.queues.find(({ id }) => ownerOfPersonalQueue(id) !== undefined)?.id;
  return personal !== undefined && queues.rows.get(rowKey(personal, session))?.status === 'in-session';
}

function countOf(queues: Queues, status: QueueRow['status']): number {
  let count = 0;
  for (const row of queues.rows.values()) {
    count += row.status === status ? 1 : 0;
  }
  return count;
}

/** Who waits longest among these rows: what *Accept* without a choice takes. */
export function longestWaiting(rows: Iterable<QueueRow>): QueueRow | undefined {
  let oldest: QueueRow | undefined;
  for (const row of rows) {
    if (
      row.status === 'waiting' &&
      (oldest === undefined ||
        row.queuedAt < oldest.queuedAt ||
        (row.queuedAt === oldest.queuedAt && row.session < oldest.session))
    ) {
      oldest = row;
    }
  }
  return oldest;
}

/** Who began to wait between two states. Those found waiting when the page opens are no news. */
export function arrivals(before: Queues, after: Queues): readonly QueueRow[] {
  return became(before, after, (row) => row.status === 'waiting');
}

/** The invitations that came between two states. */
export function newInvitations(before: Queues, after: Queues): readonly QueueRow[] {
  return became(before, after, (row) => row.status === 'invitation').filter(
    ({ session }) => !isInside(after, session),
  );
}

/** Who has begun to wait longer than the rule of their queue allows. */
export function newlyOverdue(before: Queues, after: Queues): readonly QueueRow[] {
  return became(before, after, (row) => row.status === 'waiting' && row.isOverdue);
}

function became(before: Queues, after: Queues, is: (row: QueueRow) => boolean): readonly QueueRow[] {
  if (!before.known || before.rows === after.rows) {
    return [];
  }
  const found: QueueRow[] = [];
  for (const [key, row] of after.rows) {
    const earlier = before.rows.get(key);
    if (earlier !== row && is(row) && (earlier === undefined || !is(earlier))) {
      found.push(row);
    }
  }
  return found;
}

/** Who stopped waiting between two snapshots: accepted by somebody, left, or moved away. */
export function departures(before: Queues, after: Queues): readonly QueueRow[] {
  return [...before.rows]
    .filter(([key, row]) => row.status === 'waiting' && after.rows.get(key)?.status !== 'waiting')
    .map(([, row]) => row);
}
