import * as v from 'valibot';
import { nameSchema, participantIdSchema, sessionIdSchema } from '../fields.ts';

/** Up, at most every 2 s while somebody types. Not answered, not kept. */
export const typingSchema = v.object({ type: v.literal('typing'), session: sessionIdSchema });

/** Down: that participant is typing; shown for 4 s unless a chat of theirs arrives. */
export const typedSchema = v.object({
  type: v.literal('typed'),
  session: sessionIdSchema,
  who: participantIdSchema,
  name: nameSchema,
});
