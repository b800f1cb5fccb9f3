/**
 * Queues: who waits where, in which order.
 *
 * Owns   the order of a queue and a customer's place in it.
 * Never  moves a session: sessions/ decides that.
 * Seed   "Session queues"
 */
export { inOrder, type Waiting } from './line.ts';
