import { msBetween, type Instant, type QueueId } from '../kernel/index.ts';

/** One stay in one queue. A session that is transferred, overflows or falls back begins another. */
export interface QueueEntry {
  readonly queue: QueueId;
  readonly queuedAt: Instant;
  readonly by: 'start' | 'hand' | 'waiting-rule' | 'fallback';
  /** undefined: still there. */
  readonly leftAt: Instant | undefined;
}

/** How long the session has waited in all its queues together; what it spent in session does not count. */
export function totalWaitMs(entries: readonly QueueEntry[], now: Instant): number {
  return entries.reduce((sum, { queuedAt, leftAt }) => sum + msBetween(queuedAt, leftAt ?? now), 0);
}

/**
 * How often a waiting session rule has brought the session back to a queue where it had waited
 * before. Going to and fro between two overflow queues is legal until somebody accepts.
 */
export function bounces(entries: readonly QueueEntry[]): number {
  const seen = new Set<QueueId>();
  let count = 0;
  for (const { queue, by } of entries) {
    if (by === 'waiting-rule' && seen.has(queue)) {
      count += 1;
    }
    seen.add(queue);
  }
  return count;
}
