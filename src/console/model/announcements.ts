import {
  arrivals,
  departures,
  newInvitations,
  newlyOverdue,
  queueSummaries,
  waitingCount,
  type Queues,
} from './queues.ts';
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
    const title = queueSummaries(after, rep, []).find((queue) => queue.id === first.queue)?.title;
    return came.length === 1
      ? `${first.customerName} is waiting in ${title ?? 'a queue'}. ${total}`
      : `${came.length} customers are waiting. ${total}`;
  }
  const [invitation] = newInvitations(before, after);
  if (invitation !== undefined) {
    return `${invitation.ownerName ?? 'Somebody'} invites you into the session with ${invitation.customerName}.`;
  }
  const [overdue] = newlyOverdue(before, after);
  if (overdue !== undefined) {
    return `${overdue.customerName} has waited too long. ${total}`;
  }
  const [gone] = left;
  if (gone !== undefined) {
    return left.length === 1
      ? `${gone.customerName} is not waiting any more. ${total}`
      : `${left.length} customers are not waiting any more. ${total}`;
  }
  return undefined;
}

/** The browser tab's title: what is assigned, or how many wait or have written, then where this is. */
export function pageTitle(waitingAndUnread: number, offerLeftS?: number): string {
  if (offerLeftS !== undefined) {
    return `Session assigned (${offerLeftS} s) – Console`;
  }
  return waitingAndUnread > 0 ? `(${waitingAndUnread}) Support – Console` : 'Support – Console';
}
