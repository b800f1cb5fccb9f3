/**
 * Portals: how a customer finds the way in.
 *
 * Owns   the public site and what is asked before a session starts.
 * Never  decides what happens in a session: keys/ routes, sessions/ begins.
 * Seed   "Customer-initiated sessions"
 */
export { DEFAULT_PORTAL, type Portal } from './portal.ts';
export { startForm, keyForm } from './start-form.ts';
