/**
 * Queues: who waits where, in which order.
 *
 * Owns   the order of a queue and a customer's place in it; which session is next by hand; whether a
 *        queue can hold a session; what becomes of one that waits too long; how long a wait is likely to be.
 * Never  moves a session or keeps time: sessions/ decides that. Does not choose representatives: equilibrium/ does.
 * Seed   "Session queues", "Accept a session to start support", "Session assignment rules" (waiting
 *        session rules), "Support Session Queuing Options" (persistent queues)
 */
export { canHold, type QueuePlace } from './can-hold.ts';
export { bounces, totalWaitMs, type QueueEntry } from './entry.ts';
export {
  expectedWait,
  toldWait,
  waitsCountFrom,
  withWait,
  type PastWait,
  type WaitRange,
} from './expected-wait.ts';
export { getNext, type Queued } from './get-next.ts';
export { inOrder, type Waiting } from './line.ts';
export { ruleDueAt, whenOverdue, type Overdue, type Stay, type WaitingRule } from './waiting-rules.ts';
