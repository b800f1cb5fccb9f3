/**
 * Push: calls a customer whose page is closed, or whom nobody sees looking at it, by web push.
 *
 * Owns   which browsers are called for which session and until when, what is worth a call, its words in
 *        the customer's language, trying again, and what push services made of it.
 * Never  sends what somebody wrote, calls for a session that is over (but that it ended since nobody is
 *        there), holds a session up, or logs the address of a browser.
 * Seed   none: issue 4, "Waiting room: … notify me (web push and tab title)"
 */
export type { CalledBrowser, PushAttempt, PushOutcome, PushSender, SubscriptionStore } from './ports.ts';
export { createPushes, type Pushes } from './service.ts';
