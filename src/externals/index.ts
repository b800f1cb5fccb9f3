/**
 * Externals: how somebody without an account comes into one session.
 *
 * Owns   the key of an invitation from outside and the session that it leads to, the sign-in of whoever
 *        entered with it, and the pages on which that happens.
 * Never  says when an invitation is over or what somebody from outside may do: sessions/ does, so that
 *        there is one answer.
 * Seed   "Session queues" (shared sessions); the product calls it Rep Invite
 */
export type { ExternalStore, Secrets } from './ports.ts';
export { Externals } from './service.ts';
