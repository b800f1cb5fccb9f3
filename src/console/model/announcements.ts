import { type Queues, arrivals, departures, queueSummaries, waitingCount } from './queues.ts';
import type { RepId } from '../../kernel/index.ts';

/**
 * What is said politely to a screen reader when the queues changed; undefined when nothing is
 * worth the interruption. Several at once are counted instead of listed.
 */
export function queueAnnouncement(before: Queues, after: Queues, rep: RepId): string | undefined {
  const came = arrivals(before, after);
  const left = before.known ? departures(before, after) : [];
  const waiting = waitingCount(after);
  const total = waiting === 0 ? 'Nobody is waiting.' : `${waiting} waiting.`;
  const [first] = came;
  if (first !== undefined) {
    const title = queueSummaries(after, rep).find((queue) => queue.id === first.queue)?.title;
    return came.length === 1
      ? `${first.customerName} is waiting in ${title ?? 'a queue'}. ${total}`
      : `${came.length} customers are waiting. ${total}`;
  }
  const [gone] = left;
  if (gone !== undefined) {
    return left.length === 1
      ? `${gone.customerName} is not waiting any more. ${total}`
      : `${left.length} customers are not waiting any more. ${total}`;
  }
  return undefined;
}

/** The browser tab's title: how many wait or have written, then where this is. */
export function pageTitle(waitingAndUnread: number): string {
  return waitingAndUnread > 0 ? `(${waitingAndUnread}) Support – Console` : 'Support – Console';
}
