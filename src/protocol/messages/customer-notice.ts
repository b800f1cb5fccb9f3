import * as v from 'valibot';
import { commandIdSchema, noticeIdSchema, queueIdSchema, sessionIdSchema } from '../fields.ts';

/** Up: shows a customer notice to one waiting customer, or to all who wait in one of my queues. */
export const sendNoticeSchema = v.object({
  type: v.literal('send-notice'),
  command: commandIdSchema,
  notice: noticeIdSchema,
  to: v.union([v.object({ session: sessionIdSchema }), v.object({ queue: queueIdSchema })]),
});

/** The body of its `answer`: how many customers it was sent to. */
export const sentNoticeSchema = v.object({ told: v.number() });

/** Up: a notice told me what I had come for. Ends the session, as left by that notice. */
export const leaveByNoticeSchema = v.object({
  type: v.literal('leave-by-notice'),
  command: commandIdSchema,
  session: sessionIdSchema,
  notice: noticeIdSchema,
});
