import * as v from 'valibot';
import { commandIdSchema, instantSchema, portalIdSchema } from '../fields.ts';

/** Up: a session key for my personal queue, to be used within `validForMs` (the site's maximum applies). */
export const generateKeySchema = v.object({
  type: v.literal('generate-key'),
  command: commandIdSchema,
  validForMs: v.pipe(v.number(), v.integer(), v.minValue(60_000)),
  portal: portalIdSchema,
});

/** The body of its `answer`. `key` is for reading aloud, `url` for sending. */
export const generatedKeySchema = v.object({
  key: v.string(),
  url: v.string(),
  expiresAt: instantSchema,
});
export type GeneratedKey = v.InferOutput<typeof generatedKeySchema>;
