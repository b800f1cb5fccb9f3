import * as v from 'valibot';
import { commandIdSchema, sessionIdSchema } from '../fields.ts';

/** Up: end the session for everybody (confirmed on the page). A customer who still waits leaves with it. */
export const endSessionSchema = v.object({
  type: v.literal('end-session'),
  command: commandIdSchema,
  session: sessionIdSchema,
});
