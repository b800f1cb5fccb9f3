import * as v from 'valibot';
import {
  languageSchema,
  portalIdSchema,
  commandIdSchema,
  nameSchema,
  noticeIdSchema,
  queueIdSchema,
  repIdSchema,
  repStatusIdSchema,
  sessionPolicyIdSchema,
} from '../fields.ts';

/** A public site, with the languages in which its customers are spoken to. */
export const portalChoiceSchema = v.object({
  id: portalIdSchema,
  name: v.string(),
  languages: v.array(languageSchema),
  /** Whether I may generate access keys to iOS profiles there. */
  iosProfiles: v.optional(v.boolean()),
});

/** What a status counts as: only who is available is asked by Equilibrium. */
const displayedAsSchema = v.picklist(['available', 'busy', 'away']);

/**
 * Down: who and what is around me, a whole snapshot after `welcome` and at each change: where I may
 * transfer to and whom I may invite, what I may do, and whether I take automatic assignments.
 */
export const deskSchema = v.object({
  type: v.literal('desk'),
  teams: v.array(
    v.object({
      queue: queueIdSchema,
      name: v.string(),
      online: v.number(),
      /** Mine, or another that I may transfer to, or share with. */
      mayTransfer: v.boolean(),
      mayShare: v.boolean(),
    }),
  ),
  representatives: v.array(
    v.object({
      id: repIdSchema,
      queue: queueIdSchema,
      name: nameSchema,
      status: displayedAsSchema,
      /** As the site calls it. */
      statusName: v.string(),
    }),
  ),
  may: v.object({
    generateKeys: v.boolean(),
    getNext: v.boolean(),
    acceptFromTeams: v.boolean(),
    optOut: v.boolean(),
    supervise: v.boolean(),
    inviteExternal: v.boolean(),
  }),
  /** Support Buttons: deploy them out of sessions, and see those of my queues. Missing for neither. */
  supportButtons: v.optional(v.object({ deploy: v.boolean(), list: v.boolean() })),
  /** What I may say of myself, in order. */
  statuses: v.array(v.object({ id: repStatusIdSchema, name: v.string(), displayAs: displayedAsSchema })),
  /** Customer notices that I may send by hand; missing when there are none. */
  notices: v.optional(
    v.array(
      v.object({
        id: noticeIdSchema,
        name: v.string(),
        /** The public sites for whose customers it is; missing when it is for all. */
        sites: v.optional(v.array(portalIdSchema)),
      }),
    ),
  ),
  /** Public sites to whose customers I may send none of them; missing when there are none. */
  noNoticesOn: v.optional(v.array(portalIdSchema)),
  /** Security profiles: one of these is chosen for who is invited from outside; missing when there are none. */
  profiles: v.optional(v.array(v.object({ id: sessionPolicyIdSchema, name: v.string() }))),
  status: displayedAsSchema,
  statusId: repStatusIdSchema,
  statusName: v.string(),
  assignments: v.boolean(),
  /** *Require Closed Sessions on Logout or Quit*: who is in a session does not sign out. */
  closeSessionsFirst: v.boolean(),
  publicSite: v.object({
    /** Whether I may be named there at all. */
    mayList: v.boolean(),
    /** *Showing on representative list*: my own choice, which counts with that permission alone. */
    listed: v.boolean(),
    /** How many messages of customers who found nobody I should see to. */
    messages: v.number(),
    /** Those that I may lead customers to, the default one first; `welcome` has the same. */
    portals: v.array(portalChoiceSchema),
  }),
});

/** Up: my status, and whether I take automatic assignments (with the permission to opt out). */
export const setStatusSchema = v.object({
  type: v.literal('set-status'),
  command: commandIdSchema,
  status: repStatusIdSchema,
  assignments: v.boolean(),
});

/** Up when it changes, and every minute while active: whether somebody is at this console. Not answered, not kept. */
export const presenceSchema = v.object({
  type: v.literal('presence'),
  state: v.picklist(['active', 'idle', 'locked']),
});

/** Up: whether public sites list me among the representatives who are there; remembered. */
export const setListedSchema = v.object({
  type: v.literal('set-listed'),
  command: commandIdSchema,
  listed: v.boolean(),
});
