import * as v from 'valibot';

/** Up every 10 s; `sentAtMs` is the page's own clock and comes back as it was. A page that hears nothing for 25 s reconnects. */
export const pingSchema = v.object({ type: v.literal('ping'), sentAtMs: v.number() });

/** Down, at once. */
export const pongSchema = v.object({ type: v.literal('pong'), sentAtMs: v.number() });
