import * as v from 'valibot';
import { LIMITS } from '../../kernel/index.ts';
import { commandIdSchema, instantSchema, keyIdSchema, portalIdSchema } from '../fields.ts';

/** Up: which of my session keys can begin a session now? */
export const listKeysSchema = v.object({ type: v.literal('list-keys'), command: commandIdSchema });

/** The body of its `answer`, the latest first. Their texts are kept nowhere. */
export const listedKeysSchema = v.object({
  keys: v.pipe(
    v.array(
      v.object({
        id: keyIdSchema,
        portal: portalIdSchema,
        issuedAt: instantSchema,
        expiresAt: instantSchema,
        /** What an access key to iOS profiles gives: some of the profiles by name, and how many others. */
        gives: v.optional(
          v.object({
            profiles: v.pipe(v.array(v.string()), v.maxLength(LIMITS.iosProfilesNamed)),
            others: v.pipe(v.number(), v.integer(), v.minValue(0)),
          }),
        ),
      }),
    ),
    v.maxLength(LIMITS.liveKeysPerRep),
  ),
});
export type ListedKey = v.InferOutput<typeof listedKeysSchema>['keys'][number];

/** Up: from now on nobody begins a session with this key of mine. */
export const withdrawKeySchema = v.object({
  type: v.literal('withdraw-key'),
  command: commandIdSchema,
  key: keyIdSchema,
});
