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
const portalChoiceSchema = v.object({
  id: portalIdSchema,
  name: v.string(),
  languages: v.array(languageSchema),
  /** Whether I may generate access keys to iOS profiles there. */
  iosProfiles: v.optional(v.boolean()),
});

/** What a status counts as: only who is available is asked by Equilibrium. */
const displayedAsSchema = v.picklist(['available', 'busy', 'away']);

const lists = {
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
  /** What I may say of myself, in order. */
  statuses: v.array(v.object({ id: repStatusIdSchema, name: v.string(), displayAs: displayedAsSchema })),
  /** The public sites that notices are for, once each. */
  noticeSites: v.array(portalIdSchema),
  /** Customer notices that I may send by hand. */
  notices: v.array(
    v.object({
      id: noticeIdSchema,
      name: v.string(),
      /** The public sites for whose customers it is, by their places in `noticeSites`; missing when it is for all. */
      sites: v.optional(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
    }),
  ),
  /** Public sites to whose customers I may send none of them. */
  noNoticesOn: v.array(portalIdSchema),
  /** Security profiles: one of these is chosen for who is invited from outside. */
  profiles: v.array(v.object({ id: sessionPolicyIdSchema, name: v.string() })),
  /** Public sites that I may lead customers to, the default one first. */
  portals: v.array(portalChoiceSchema),
};

/**
 * Down: who and what is around me, a whole snapshot after `welcome` and at each change: where I may
 * transfer to and whom I may invite, what I may do, and whether I take automatic assignments.
 */
export const deskSchema = v.object({
  type: v.literal('desk'),
  /** It does not fit one frame: it counts when the last `desk-more` is there. */
  goesOn: v.optional(v.literal(true)),
  teams: lists.teams,
  representatives: lists.representatives,
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
  statuses: lists.statuses,
  // These are missing when there are none.
  noticeSites: v.optional(lists.noticeSites),
  notices: v.optional(lists.notices),
  noNoticesOn: v.optional(lists.noNoticesOn),
  profiles: v.optional(lists.profiles),
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
    portals: lists.portals,
  }),
});

/** Down, after a `desk` that goes on: more of its lists, each in order. */
export const deskMoreSchema = v.object({
  type: v.literal('desk-more'),
  goesOn: v.boolean(),
  ...v.partial(v.object(lists)).entries,
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
