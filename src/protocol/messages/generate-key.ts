import * as v from 'valibot';
import { commandIdSchema, instantSchema, keyIdSchema, languageSchema, portalIdSchema } from '../fields.ts';

/** Up: a session key for my personal queue, to be used within `validForMs` (the site's maximum applies). */
export const generateKeySchema = v.object({
  type: v.literal('generate-key'),
  command: commandIdSchema,
  validForMs: v.pipe(v.number(), v.integer(), v.minValue(60_000)),
  portal: portalIdSchema,
  /** Of the invitation that goes with it: one of the portal's; without it, the portal's first. */
  language: v.optional(languageSchema),
});

/** The body of its `answer`. `key` is for reading aloud, `url` for sending. */
export const generatedKeySchema = v.object({
  id: keyIdSchema,
  key: v.string(),
  url: v.string(),
  expiresAt: instantSchema,
  /** How it can be sent to the customer: what the administrator switched on. */
  ways: v.object({
    /** For the representative's own mail program. */
    localMail: v.optional(v.object({ subject: v.string(), body: v.string() })),
    serverMail: v.boolean(),
    sms: v.boolean(),
  }),
});
export type GeneratedKey = v.InferOutput<typeof generatedKeySchema>;
