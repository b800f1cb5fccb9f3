import * as v from 'valibot';
import {
  chatTextSchema,
  instantSchema,
  invitationIdSchema,
  messageIdSchema,
  modeSchema,
  nameSchema,
  noteTextSchema,
  noticeIdSchema,
  participantIdSchema,
  prioritySchema,
  queueIdSchema,
  recordingIdSchema,
  relayIdSchema,
  repIdSchema,
  seqSchema,
  startMethodSchema,
  supportButtonIdSchema,
} from './fields.ts';

/**
 * What both ends are told of a session: the journal's events of it, less what an audience may not
 * see (a customer is not told of notes). A page's whole picture of a session is these, in order.
 */
const person = v.object({
  id: participantIdSchema,
  name: nameSchema,
  /** From outside; the name says so too. */
  external: v.optional(v.literal(true)),
});
/** A Support Button as the company calls it; customers are told what it is called in other languages too. */
const knownButton = {
  id: supportButtonIdSchema,
  title: v.string(),
  titles: v.optional(v.record(v.string(), v.string())),
};
/** A text to be accepted, within so long. */
const agreementSchema = v.object({ sha256: v.string(), timeoutMs: v.number() });
const endReasonSchema = v.picklist([
  'ended-by-customer',
  'ended-by-representative',
  'customer-left-waiting',
  /** A customer notice told them what they had come for. */
  'left-by-notice',
  'customer-lost',
  'no-representative',
  'ended-by-administrator',
  'agreement-refused',
  'agreement-not-answered',
  /** Their page was waited for, and never connected. */
  'customer-never-came',
]);
const screenStopReasonSchema = v.picklist([
  'stopped-by-customer',
  'stopped-by-representative',
  'source-ended',
  'connection-lost',
  'relay-lost',
  'appliance-restarted',
  'session-ended',
  'transferred',
  /** Nobody who is in the session now may see it. */
  'not-permitted',
]);

const sessionEventSchema = v.variant('type', [
  v.object({
    type: v.literal('requested'),
    customerName: nameSchema,
    details: v.string(),
    portalName: v.string(),
    startMethod: startMethodSchema,
    mode: modeSchema,
    language: v.string(),
    /** Where the company does not record it. */
    recorded: v.optional(v.literal(false)),
    // What follows is for representatives; a page that the customer came from may have said it.
    issue: v.optional(v.object({ description: v.string(), priority: prioritySchema })),
    company: v.optional(v.string()),
    companyCode: v.optional(v.string()),
    externalKey: v.optional(v.string()),
    custom: v.optional(v.record(v.string(), v.string())),
    /** The Support Button that it was begun with. */
    button: v.optional(v.object({ id: supportButtonIdSchema, title: v.string() })),
  }),
  /** The customer is asked first: what, and until when; `site-says` brings the text. */
  v.object({
    type: v.literal('preparing'),
    agreement: v.optional(agreementSchema),
    recording: v.optional(v.object({ timeoutMs: v.number() })),
  }),
  v.object({
    type: v.literal('agreement-closed'),
    outcome: v.picklist(['accepted', 'refused', 'no-answer']),
    sha256: v.string(),
  }),
  v.object({
    type: v.literal('recording-answered'),
    answer: v.picklist(['allowed', 'refused', 'no-answer']),
  }),
  v.object({
    type: v.literal('queued'),
    /** Not for customers. */
    queueName: v.optional(v.string()),
    how: v.picklist(['arrival', 'hand', 'waiting-rule', 'fallback']),
    by: v.optional(person),
  }),
  v.object({
    type: v.literal('offered'),
    to: person,
    until: instantSchema,
    /** Why this one, in one line; nothing in offers made before it was told. */
    why: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('offer-closed'),
    to: person,
    outcome: v.picklist(['accepted', 'rejected', 'no-answer', 'lost', 'taken', 'withdrawn']),
  }),
  v.object({ type: v.literal('overdue') }),
  v.object({
    type: v.literal('invited'),
    invitation: invitationIdSchema,
    to: queueIdSchema,
    toName: v.string(),
    by: person,
  }),
  v.object({
    type: v.literal('invitation-closed'),
    invitation: invitationIdSchema,
    outcome: v.picklist(['accepted', 'declined', 'withdrawn', 'expired']),
  }),
  v.object({
    type: v.literal('external-invited'),
    invitation: invitationIdSchema,
    name: nameSchema,
    comments: v.string(),
    until: instantSchema,
    by: person,
    /** The security profile with which they come. */
    profile: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('joined'),
    who: person,
    /** From the dashboard; a customer is not told of it. */
    how: v.optional(v.literal('supervising')),
    /** Who had invited somebody from outside. */
    by: v.optional(person),
  }),
  /** A supervisor looks on, and the team's settings want that to be seen. */
  v.object({ type: v.literal('viewing-started'), who: person }),
  v.object({ type: v.literal('viewing-ended'), who: person }),
  v.object({
    type: v.literal('left'),
    who: person,
    how: v.picklist(['left', 'removed', 'transferred', 'lost', 'ownerless']),
  }),
  v.object({
    type: v.literal('owner-changed'),
    to: person,
    how: v.picklist(['fallback', 'taken-over']),
  }),
  v.object({ type: v.literal('accepted'), by: person }),
  v.object({
    type: v.literal('chat'),
    messageId: messageIdSchema,
    from: person,
    text: chatTextSchema,
  }),
  v.object({
    type: v.literal('chat-delivered'),
    to: participantIdSchema,
    /** Every chat event up to this place in the journal has reached that participant's page. */
    upTo: seqSchema,
  }),
  /** With what is to be accepted with it, where the site asks for that; `site-says` brings the text. */
  v.object({
    type: v.literal('elevation-requested'),
    by: person,
    agreement: v.optional(agreementSchema),
  }),
  v.object({
    type: v.literal('elevation-closed'),
    outcome: v.picklist(['allowed', 'denied', 'no-answer', 'withdrawn']),
  }),
  v.object({
    type: v.literal('button-offered'),
    ...knownButton,
    by: person,
    /** For representatives. */
    queueName: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('button-closed'),
    ...knownButton,
    outcome: v.picklist(['allowed', 'denied', 'no-answer', 'withdrawn']),
  }),
  v.object({
    type: v.literal('button-removed'),
    ...knownButton,
    by: person,
  }),
  v.object({ type: v.literal('screen-requested'), by: person }),
  v.object({
    type: v.literal('screen-request-closed'),
    outcome: v.picklist(['allowed', 'denied', 'no-answer', 'withdrawn']),
  }),
  v.object({ type: v.literal('screen-started'), producerId: relayIdSchema }),
  v.object({ type: v.literal('screen-stopped'), reason: screenStopReasonSchema }),
  v.object({ type: v.literal('recording-started'), recordingId: recordingIdSchema }),
  v.object({
    type: v.literal('recording-stopped'),
    recordingId: recordingIdSchema,
    /** Milliseconds recorded. */
    lengthMs: v.number(),
    problem: v.optional(v.string()),
  }),
  v.object({
    type: v.literal('note'),
    messageId: messageIdSchema,
    by: person,
    text: noteTextSchema,
  }),
  v.object({
    type: v.literal('notice-shown'),
    notice: noticeIdSchema,
    title: v.string(),
    message: v.string(),
    language: v.string(),
    /** Who sent it by hand; the customer is not told. */
    by: v.optional(person),
  }),
  v.object({ type: v.literal('notice-withdrawn'), notice: noticeIdSchema }),
  v.object({ type: v.literal('connection-lost'), who: person }),
  v.object({ type: v.literal('connection-returned'), who: person }),
  v.object({
    type: v.literal('ended'),
    reason: endReasonSchema,
    by: v.optional(v.object({ id: v.union([participantIdSchema, repIdSchema]), name: nameSchema })),
    /** For `left-by-notice`. */
    noticeTitle: v.optional(v.string()),
  }),
]);
export type SessionEvent = v.InferOutput<typeof sessionEventSchema>;
export type EndReason = v.InferOutput<typeof endReasonSchema>;
export type ScreenStopReason = v.InferOutput<typeof screenStopReasonSchema>;

/** One event with its place: `seq` in the journal, `at` in time. */
export const sessionEntrySchema = v.object({
  seq: seqSchema,
  at: instantSchema,
  event: sessionEventSchema,
});
export type SessionEntry = v.InferOutput<typeof sessionEntrySchema>;
