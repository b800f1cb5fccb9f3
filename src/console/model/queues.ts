import { type Instant, type QueueId, type RepId, type SessionId, personalQueue } from '../../kernel/index.ts';
import type { DownOf, QueueRow } from '../../protocol/index.ts';

/** The queues that this representative sees, as the appliance last told them. */
export interface Queues {
  /** False until the first snapshot has arrived: an empty list is not yet an empty queue. */
  readonly known: boolean;
  readonly queues: readonly { readonly id: QueueId; readonly name: string }[];
  readonly rows: ReadonlyMap<SessionId, QueueRow>;
}

export const NO_QUEUES: Queues = { known: false, queues: [], rows: new Map() };

/** The queues after this message: a snapshot replaces all, anything else is put by id and taken away. */
export function withQueues(before: Queues, message: DownOf<'queues'>): Queues {
  if (message.reset) {
    return {
      known: true,
      queues: message.queues,
      rows: new Map(message.rows.map((row) => [row.session, row])),
    };
  }
  const rows = new Map(before.rows);
  for (const row of message.rows) {
    rows.set(row.session, row);
  }
  for (const session of message.gone) {
    rows.delete(session);
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
  readonly waiting: number;
  readonly inSession: number;
  /** When the one who waits longest entered this queue. */
  readonly oldest: Instant | undefined;
}

/** Every queue with what waits in it, Personal first and always there, then teams by name. */
export function queueSummaries(queues: Queues, rep: RepId): readonly QueueSummary[] {
  const personal = personalQueue(rep);
  const teams = queues.queues
    .filter((queue) => queue.id !== personal)
    .toSorted((one, other) => one.name.localeCompare(other.name));
  const counted = new Map<QueueId, { waiting: number; inSession: number; oldest: Instant | undefined }>();
  for (const row of queues.rows.values()) {
    const count = counted.get(row.queue) ?? { waiting: 0, inSession: 0, oldest: undefined };
    if (row.status === 'waiting') {
      count.waiting += 1;
      count.oldest = count.oldest === undefined || row.queuedAt < count.oldest ? row.queuedAt : count.oldest;
    } else {
      count.inSession += 1;
    }
    counted.set(row.queue, count);
  }
  const summary = (id: QueueId, title: string, label: string): QueueSummary => ({
    id,
    title,
    label,
    personal: id === personal,
    ...(counted.get(id) ?? { waiting: 0, inSession: 0, oldest: undefined }),
  });
  return [
    summary(personal, 'Personal queue', 'Personal'),
    ...teams.map((team) => summary(team.id, team.name, team.name)),
  ];
}

export function rowsOf(queues: Queues, queue: QueueId): readonly QueueRow[] {
  return [...queues.rows.values()].filter((row) => row.queue === queue);
}

export function waitingCount(queues: Queues): number {
  let count = 0;
  for (const row of queues.rows.values()) {
    count += row.status === 'waiting' ? 1 : 0;
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
  if (!before.known) {
    return [];
  }
  return [...after.rows.values()].filter((row) => {
    const earlier = before.rows.get(row.session);
    return row.status === 'waiting' && (earlier?.status !== 'waiting' || earlier.queue !== row.queue);
  });
}

/** Who stopped waiting between two snapshots: accepted by somebody, left, or moved away. */
export function departures(before: Queues, after: Queues): readonly QueueRow[] {
  return [...before.rows.values()].filter(
    (row) => row.status === 'waiting' && after.rows.get(row.session)?.status !== 'waiting',
  );
}
