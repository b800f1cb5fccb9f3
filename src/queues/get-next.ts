import { ownerOfPersonalQueue, type QueueId, type RepId } from '../kernel/index.ts';
import { compareAge, type Waiting } from './line.ts';

/** Somebody who waits, as far as *Get Next* needs to know. */
export interface Queued extends Waiting {
  readonly queue: QueueId;
  /** Who is being asked for this session just now. */
  readonly asked?: RepId | undefined;
}

/**
 * *Get Next*: the oldest session over all the representative's team queues, never one of the personal
 * queue. A session for which somebody else is being asked just now is passed over; an own open offer
 * counts as any other session. undefined: nobody waits.
 */
export function getNext<Q extends Queued>(
  rep: RepId,
  queues: ReadonlySet<QueueId>,
  waiting: Iterable<Q>,
): Q | undefined {
  let oldest: Q | undefined;
  for (const each of waiting) {
    if (
      queues.has(each.queue) &&
      ownerOfPersonalQueue(each.queue) === undefined &&
      (each.asked === undefined || each.asked === rep) &&
      (oldest === undefined || compareAge(each, oldest) < 0)
    ) {
      oldest = each;
    }
  }
  return oldest;
}
