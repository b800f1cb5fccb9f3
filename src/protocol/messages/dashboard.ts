import * as v from 'valibot';
import {
  commandIdSchema,
  instantSchema,
  nameSchema,
  queueIdSchema,
  repIdSchema,
  seqSchema,
  sessionIdSchema,
} from '../fields.ts';

/** A session of somebody who is supervised: they are in it, or it waits in their personal queue. */
const supervisedSessionSchema = v.object({
  session: sessionIdSchema,
  customerName: nameSchema,
  status: v.picklist(['in-session', 'waiting']),
  /** Since when they are in it, or it waits for them. */
  since: instantSchema,
  /** Who owns it, when it is somebody else: then it is not theirs to be viewed or taken over. */
  ownerName: v.optional(nameSchema),
  /** Who else is in it: the first few by name, and how many in all. */
  with: v.array(nameSchema),
  withCount: v.number(),
  screen: v.boolean(),
  /** The customer's page is not there at the moment. */
  customerLost: v.boolean(),
});
export type SupervisedSession = v.InferOutput<typeof supervisedSessionSchema>;

/** Somebody below me in a team. */
const supervisedPersonSchema = v.object({
  queue: queueIdSchema,
  id: repIdSchema,
  name: nameSchema,
  role: v.picklist(['member', 'lead']),
  /** Missing while no console of theirs is open. */
  duty: v.optional(
    v.object({
      since: instantSchema,
      status: v.picklist(['available', 'busy', 'away']),
      /** As the site calls it. */
      statusName: v.string(),
      locked: v.boolean(),
      idleSince: v.optional(instantSchema),
      /** Takes automatic assignments. */
      assignments: v.boolean(),
    }),
  ),
  /** Of which the first few follow. */
  sessionCount: v.number(),
  sessions: v.array(supervisedSessionSchema),
});
export type SupervisedPerson = v.InferOutput<typeof supervisedPersonSchema>;

/** The queue of a team that I lead. */
const supervisedQueueSchema = v.object({
  queue: queueIdSchema,
  waiting: v.number(),
  /** Of these, how many somebody is being asked for, and how many have waited too long. */
  offered: v.number(),
  overdue: v.number(),
  /** When who waits longest entered the queue. */
  oldestAt: v.optional(instantSchema),
  /**
   * How many waited at most, minute by minute, oldest first, the running minute last: the last hour, or
   * as long as the appliance has been running.
   */
  longest: v.array(v.number()),
});
export type SupervisedQueue = v.InferOutput<typeof supervisedQueueSchema>;

/**
 * Down, while I watch: `reset` replaces everything, and `teams` are then all in which I supervise somebody
 * (none: nobody any more); otherwise queues are put by `queue`, people by `queue` and `id`.
 */
export const dashboardSchema = v.object({
  type: v.literal('dashboard'),
  reset: v.boolean(),
  teams: v.array(
    v.object({
      queue: queueIdSchema,
      name: v.string(),
      role: v.picklist(['lead', 'manager']),
      /** What the team allows me with the sessions of those below me. */
      view: v.boolean(),
      isTold: v.boolean(),
      takeOver: v.boolean(),
    }),
  ),
  queues: v.array(supervisedQueueSchema),
  people: v.array(supervisedPersonSchema),
});

/** Up: whether this page shows the dashboard; answered `done`, or refused to who supervises nobody. */
export const watchDashboardSchema = v.object({
  type: v.literal('watch-dashboard'),
  command: commandIdSchema,
  open: v.boolean(),
});

/** Up: show me a session of somebody whom I supervise, from after that place; its `events` follow. */
export const viewSessionSchema = v.object({
  type: v.literal('view-session'),
  command: commandIdSchema,
  session: sessionIdSchema,
  shown: seqSchema,
});

export const stopViewingSchema = v.object({
  type: v.literal('stop-viewing'),
  command: commandIdSchema,
  session: sessionIdSchema,
});

/** Down: nothing more is told of a session that this page viewed: it moved on or ended, or the right to view it is gone. */
export const viewingOverSchema = v.object({ type: v.literal('viewing-over'), session: sessionIdSchema });

/** Up: into a session of somebody whom I supervise. */
export const joinSessionSchema = v.object({
  type: v.literal('join-session'),
  command: commandIdSchema,
  session: sessionIdSchema,
});

/** Up: a session of somebody whom I supervise is mine from now on; they stay in it beside me. */
export const takeOverSchema = v.object({
  type: v.literal('take-over'),
  command: commandIdSchema,
  session: sessionIdSchema,
});
