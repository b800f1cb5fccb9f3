import * as v from 'valibot';
import { commandIdSchema, sessionIdSchema } from '../fields.ts';

/** Up, by a representative: ask the customer whether the chat may become a session with the screen. */
export const elevateSchema = v.object({
  type: v.literal('elevate'),
  command: commandIdSchema,
  session: sessionIdSchema,
});

/** Up, by the customer: the answer. Allowing shares nothing yet. */
export const answerElevationSchema = v.object({
  type: v.literal('answer-elevation'),
  command: commandIdSchema,
  session: sessionIdSchema,
  allow: v.boolean(),
  /** Where an agreement was to be accepted with it: the SHA-256 of the one that was. */
  agreement: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
});
