import * as v from 'valibot';
import {
  instantSchema,
  invitationIdSchema,
  modeSchema,
  nameSchema,
  portalIdSchema,
  prioritySchema,
  queueIdSchema,
  sessionIdSchema,
  startMethodSchema,
} from '../fields.ts';

/** A line of a queue: a customer who waits in it, or is in session with its owner. */
const queueRowSchema = v.object({
  session: sessionIdSchema,
  queue: queueIdSchema,
  /** `invitation`: to come into a session that somebody else owns. */
  status: v.picklist(['waiting', 'in-session', 'invitation']),
  /** Only for `invitation`. */
  invitation: v.optional(invitationIdSchema),
  /** Equilibrium is asking somebody. */
  isOffered: v.boolean(),
  /** It has waited longer than the rule of its queue allows. */
  isOverdue: v.boolean(),
  /** Who holds it, in a queue of a team or for an invitation. */
  ownerName: v.optional(nameSchema),
  /** I supervise its owner and am in it: I may make it mine. */
  mayTakeOver: v.optional(v.boolean()),
  customerName: nameSchema,
  details: v.string(),
  portal: portalIdSchema,
  portalName: v.string(),
  startMethod: startMethodSchema,
  mode: modeSchema,
  /** What the customer chose from the list of issues, and how much it matters. */
  issue: v.optional(v.string()),
  priority: v.optional(prioritySchema),
  company: v.optional(v.string()),
  externalKey: v.optional(v.string()),
  language: v.string(),
  /** When it entered this queue; when the session began. */
  queuedAt: instantSchema,
  startedAt: instantSchema,
  /** Whether the customer's page is connected now. */
  connected: v.boolean(),
  /** The customer asked to be called: who accepts brings them back although no page is open. */
  called: v.optional(v.boolean()),
});
export type QueueRow = v.InferOutput<typeof queueRowSchema>;

/** Down: `reset` replaces everything; otherwise rows are put by queue and session, and `gone` taken away. */
export const queuesSchema = v.object({
  type: v.literal('queues'),
  reset: v.boolean(),
  queues: v.array(v.object({ id: queueIdSchema, name: v.string() })),
  rows: v.array(queueRowSchema),
  gone: v.array(v.object({ queue: queueIdSchema, session: sessionIdSchema })),
});
