import * as v from 'valibot';
import { commandIdSchema, sessionIdSchema } from '../fields.ts';

/** Up: take the session that has waited longest in my team queues (never in my personal queue). Refused with `nobody-waiting`. */
export const getNextSchema = v.object({ type: v.literal('get-next'), command: commandIdSchema });

/** The body of its `answer`. */
export const gotNextSchema = v.object({ session: sessionIdSchema });
