import * as v from 'valibot';
import { commandIdSchema, queueIdSchema, sessionIdSchema } from '../fields.ts';

/** Up, by the owner, or for a session that waits in a queue of mine: to a team, or to a representative's personal queue. */
export const transferSchema = v.object({
  type: v.literal('transfer'),
  command: commandIdSchema,
  session: sessionIdSchema,
  to: queueIdSchema,
});
