/**
 * Simulation: who would get a session now, and how a past week would have gone with other people or rules.
 *
 * Owns   what an administrator asks of Equilibrium without anything happening: the line-up in words; a
 *        week read from the journal, the habits measured in it, its replay and the waits side by side.
 * Never  changes anything, asks anybody, or decides by a rule of its own: who is next says the board of
 *        equilibrium/, what becomes of whoever waits says queues/.
 * Seed   "Session assignment rules" (000): "Testing the configuration"
 */
export type { LiveAssignment } from './ports.ts';
export type { AskedReplay } from './replay-page.ts';
