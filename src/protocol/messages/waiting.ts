import * as v from 'valibot';
import { sessionIdSchema } from '../fields.ts';

/**
 * Down, to a waiting customer: the exact place in the queue, from 1; how long others have waited there lately,
 * when there were enough of them to say anything; and when nobody is connected who could help, whether the place
 * is `kept` however long that lasts, or somebody is `awaited` for a moment before the fallback rules apply.
 */
export const waitingSchema = v.object({
  type: v.literal('waiting'),
  session: sessionIdSchema,
  position: v.pipe(v.number(), v.integer(), v.minValue(1)),
  expected: v.optional(v.object({ fromMs: v.number(), toMs: v.number() })),
  unattended: v.optional(v.picklist(['kept', 'awaited'])),
});
