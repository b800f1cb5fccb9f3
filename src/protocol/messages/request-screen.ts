import * as v from 'valibot';
import { commandIdSchema, sessionIdSchema } from '../fields.ts';

/** Up, by a representative: ask the customer to share the screen. */
export const requestScreenSchema = v.object({
  type: v.literal('request-screen'),
  command: commandIdSchema,
  session: sessionIdSchema,
});

/** Up, by the customer: the answer. Allowing is followed by `media-produce` when the browser's own picker is done. */
export const answerScreenSchema = v.object({
  type: v.literal('answer-screen'),
  command: commandIdSchema,
  session: sessionIdSchema,
  allow: v.boolean(),
});

/** Up, by either side: stop sharing the screen. */
export const stopScreenSchema = v.object({
  type: v.literal('stop-screen'),
  command: commandIdSchema,
  session: sessionIdSchema,
  /** `source-ended`: the browser's own *Stop sharing* was used. */
  reason: v.picklist(['asked', 'source-ended']),
});
