import * as v from 'valibot';
import { LIMITS } from '../../kernel/index.ts';
import {
  commandIdSchema,
  iosProfileIdSchema,
  keyIdSchema,
  languageSchema,
  portalIdSchema,
} from '../fields.ts';

/** Up, by whoever may give them to customers: which configuration profiles there are. */
export const listIosProfilesSchema = v.object({
  type: v.literal('list-ios-profiles'),
  command: commandIdSchema,
});

/** The body of its `answer`, by name. */
export const iosProfilesSchema = v.object({
  profiles: v.array(
    v.object({
      id: iosProfileIdSchema,
      name: v.string(),
      /** As much of it as helps to choose. */
      description: v.string(),
      isPublic: v.boolean(),
    }),
  ),
});
export type ListedIosProfile = v.InferOutput<typeof iosProfilesSchema>['profiles'][number];

/** Up: an access key to these profiles on this portal, good for `validForMs` (the site's maximum applies). Its `answer` is as that of `generate-key`. */
export const generateIosKeySchema = v.object({
  type: v.literal('generate-ios-key'),
  command: commandIdSchema,
  profiles: v.pipe(v.array(iosProfileIdSchema), v.minLength(1), v.maxLength(LIMITS.iosProfiles)),
  validForMs: v.pipe(v.number(), v.integer(), v.minValue(60_000)),
  portal: portalIdSchema,
  /** Of the invitation that goes with it: one of the portal's; without it, the portal's first. */
  language: v.optional(languageSchema),
});

/** Up: which of my access keys give something now? The body of its `answer` is as that of `list-keys`. */
export const listIosKeysSchema = v.object({ type: v.literal('list-ios-keys'), command: commandIdSchema });

/** Up: from now on nobody gets profiles with this access key of mine. */
export const withdrawIosKeySchema = v.object({
  type: v.literal('withdraw-ios-key'),
  command: commandIdSchema,
  key: keyIdSchema,
});
