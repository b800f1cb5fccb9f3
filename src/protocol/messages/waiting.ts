import * as v from 'valibot';
import { sessionIdSchema } from '../fields.ts';

/** Down, to a waiting customer: the exact place in the queue, from 1. */
export const waitingSchema = v.object({
  type: v.literal('waiting'),
  session: sessionIdSchema,
  position: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
