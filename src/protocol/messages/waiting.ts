import * as v from 'valibot';
import { sessionIdSchema } from '../fields.ts';

/**
 * Down, to a waiting customer: the exact place in the queue, from 1, and how long others have waited there
 * lately, when there were enough of them to say anything.
 */
export const waitingSchema = v.object({
  type: v.literal('waiting'),
  session: sessionIdSchema,
  position: v.pipe(v.number(), v.integer(), v.minValue(1)),
  expected: v.optional(v.object({ fromMs: v.number(), toMs: v.number() })),
});
