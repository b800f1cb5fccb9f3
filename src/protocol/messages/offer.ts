import * as v from 'valibot';
import {
  commandIdSchema,
  instantSchema,
  modeSchema,
  nameSchema,
  prioritySchema,
  sessionIdSchema,
  startMethodSchema,
} from '../fields.ts';

/**
 * Down: what Equilibrium asks me now; without `offer`, nothing (any more). Sent after `welcome` and at
 * each change, so a page never has to remember. There is one open offer a representative at a time.
 */
export const offerSchema = v.object({
  type: v.literal('offer'),
  offer: v.optional(
    v.object({
      session: sessionIdSchema,
      queueName: v.string(),
      /** When it is offered to somebody else. */
      until: instantSchema,
      offeredAt: instantSchema,
      /** The request, when the site shows it in alerts (seed 002 "Show Session Information in All Alert Dialog Boxes"). */
      request: v.optional(
        v.object({
          customerName: nameSchema,
          details: v.string(),
          queuedAt: instantSchema,
          startMethod: startMethodSchema,
          mode: modeSchema,
          issue: v.optional(v.string()),
          priority: v.optional(prioritySchema),
          company: v.optional(v.string()),
        }),
      ),
      /** Why me, in one line. */
      why: v.string(),
    }),
  ),
});

/** Up: the answer. A rejected session is never offered to me again, unless somebody transfers it by hand. */
export const answerOfferSchema = v.object({
  type: v.literal('answer-offer'),
  command: commandIdSchema,
  session: sessionIdSchema,
  accept: v.boolean(),
});
