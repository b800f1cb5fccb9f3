import * as v from 'valibot';
import {
  instantSchema,
  nameSchema,
  queueIdSchema,
  repIdSchema,
  seqSchema,
  sessionIdSchema,
} from '../fields.ts';

/**
 * Down, the answer to `hello`. What follows: for a representative `queues` (a whole snapshot) and
 * for each session that concerns the page one or more `events` with what is not in `hello.shown` yet.
 */
export const welcomeSchema = v.object({
  type: v.literal('welcome'),
  version: v.number(),
  /** The appliance's clock, for "3 min" on a page whose clock is wrong. */
  now: instantSchema,
  siteName: v.string(),
  as: v.variant('kind', [
    v.object({
      kind: v.literal('representative'),
      id: repIdSchema,
      name: nameSchema,
      keyValidForMsMax: v.number(),
      personalQueue: queueIdSchema,
    }),
    v.object({ kind: v.literal('external'), id: repIdSchema, name: nameSchema, session: sessionIdSchema }),
    v.object({ kind: v.literal('customer'), name: nameSchema, session: sessionIdSchema }),
  ]),
  /** The sessions whose `events` follow, in the order of their start. Others the page may forget. */
  sessions: v.array(sessionIdSchema),
  head: seqSchema,
});
export type Welcome = v.InferOutput<typeof welcomeSchema>;
