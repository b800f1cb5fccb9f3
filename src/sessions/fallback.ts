import type { QueueId, RepId } from '../kernel/index.ts';
import type { FallbackTarget } from './facts.ts';

/** A session whose owner is gone, and what is around it at that moment. */
export interface Orphaned {
  /** Who shares it and is connected, longest first. */
  readonly sharing: readonly RepId[];
  readonly lastQueue: QueueId;
  readonly firstQueue: QueueId;
  readonly fallbackQueue: QueueId | undefined;
  /** Rules 2, 3 and 4 are switched on for this class of sessions (attended, or Jump sessions). */
  readonly usesQueues: boolean;
  readonly isPersistent: (queue: QueueId) => boolean;
  /** Somebody is logged in there; a persistent queue holds a session without. */
  readonly isServed: (queue: QueueId) => boolean;
  readonly nameOf: (queue: QueueId) => string;
}

/**
 * The five Session Fallback Rules (seed 002), in their order: (1) who has shared it longest, (2) the
 * last queue, (3) the first queue, (4) the designated fallback queue, (5) the end. Rules 1 and 5
 * always hold. They do not apply to a session of a persistent queue, which returns to it.
 */
export function fallback(orphaned: Orphaned): FallbackTarget {
  const { sharing, lastQueue, firstQueue, fallbackQueue, isPersistent, isServed, nameOf } = orphaned;
  if (isPersistent(lastQueue)) {
    return { kind: 'to-queue', queue: lastQueue, queueName: nameOf(lastQueue) };
  }
  const [heir] = sharing;
  if (heir !== undefined) {
    return { kind: 'to-rep', rep: heir };
  }
  const queues = orphaned.usesQueues ? [lastQueue, firstQueue, fallbackQueue] : [];
  const queue = queues.find((each) => each !== undefined && (isPersistent(each) || isServed(each)));
  return queue === undefined ? { kind: 'end' } : { kind: 'to-queue', queue, queueName: nameOf(queue) };
}
