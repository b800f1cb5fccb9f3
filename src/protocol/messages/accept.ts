import * as v from 'valibot';
import { commandIdSchema, sessionIdSchema } from '../fields.ts';

/** Up: take a waiting session from a queue of mine. The first wins; the others get `already-accepted`. */
export const acceptSchema = v.object({
  type: v.literal('accept'),
  command: commandIdSchema,
  session: sessionIdSchema,
});
