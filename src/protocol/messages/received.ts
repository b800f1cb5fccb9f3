import * as v from 'valibot';
import { seqSchema, sessionIdSchema } from '../fields.ts';

/** Up: this page shows everything of the session up to `upTo`. Not answered; the other side sees *delivered*. */
export const receivedSchema = v.object({
  type: v.literal('received'),
  session: sessionIdSchema,
  upTo: seqSchema,
});
