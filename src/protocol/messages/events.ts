import * as v from 'valibot';
import { sessionIdSchema } from '../fields.ts';
import { sessionEntrySchema } from '../session-event.ts';

/** Down: what happened in a session, in order of `seq`. A page ignores places that it has already shown. */
export const eventsSchema = v.object({
  type: v.literal('events'),
  session: sessionIdSchema,
  entries: v.array(sessionEntrySchema),
});
