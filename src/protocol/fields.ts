import * as v from 'valibot';
import {
  type Brand,
  CUSTOMER,
  idPattern,
  LIMITS,
  type ButtonProfileId,
  type Instant,
  type InvitationId,
  type IosProfileId,
  type KeyId,
  type MessageId,
  type NoticeId,
  type ParticipantId,
  PRIORITIES,
  type PortalId,
  type QueueId,
  type RecordingId,
  type RepId,
  type RepStatusId,
  type SessionId,
  type SupportButtonId,
  type SessionPolicyId,
  type TeamId,
} from '../kernel/index.ts';

/** The fields that several messages share. A branded id leaves here only when its text is one. */
const id = v.pipe(v.string(), v.regex(idPattern));
function idSchema<Id extends Brand<string, string>>() {
  return v.pipe(
    id,
    v.transform((text) => text as Id),
  );
}

export const sessionIdSchema = idSchema<SessionId>();
export const repIdSchema = idSchema<RepId>();
export const teamIdSchema = idSchema<TeamId>();
export const repStatusIdSchema = idSchema<RepStatusId>();
export const portalIdSchema = idSchema<PortalId>();
export const messageIdSchema = idSchema<MessageId>();
export const recordingIdSchema = idSchema<RecordingId>();
export const invitationIdSchema = idSchema<InvitationId>();
export const noticeIdSchema = idSchema<NoticeId>();
export const keyIdSchema = idSchema<KeyId>();
export const buttonProfileIdSchema = idSchema<ButtonProfileId>();
export const supportButtonIdSchema = idSchema<SupportButtonId>();
export const iosProfileIdSchema = idSchema<IosProfileId>();
export const sessionPolicyIdSchema = idSchema<SessionPolicyId>();
export const participantIdSchema = v.pipe(
  v.union([v.literal('customer'), id]),
  v.transform((text): ParticipantId => (text === 'customer' ? CUSTOMER : (text as RepId))),
);
export const queueIdSchema = v.pipe(
  v.string(),
  v.regex(/^(personal|team):[A-Za-z0-9_-]{22}$/),
  v.transform((text) => text as QueueId),
);
export const instantSchema = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.transform((number) => number as Instant),
);
/** A language code (BCP 47), such as `en`; whether it is one that is spoken here is for the appliance to say. */
export const languageSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{2,35}$/));
/** A place in the journal. 0 is before the first entry. */
export const seqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Chosen by the sender of a command; its answer (`done`, `refused`, `answer`) carries it back. */
export const commandIdSchema = v.pipe(v.string(), v.regex(idPattern));
/** The limit is of characters, of which one may be two units of a JavaScript string; the doors of names count them. */
export const nameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(2 * LIMITS.nameCharacters),
);
export const chatTextSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.chatCharacters));
export const noteTextSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.noteCharacters));
/** How a customer found the way in; `link`: a help link or a button on another web page. */
export const startMethodSchema = v.picklist([
  'session-key',
  'representative',
  'issue',
  'support-button',
  'link',
]);
export type StartMethod = v.InferOutput<typeof startMethodSchema>;
/** `chat`: click-to-chat, nothing but chat until it is elevated to screen sharing. */
export const modeSchema = v.picklist(['full', 'chat']);
export type SessionMode = v.InferOutput<typeof modeSchema>;
/** How much an issue matters. */
export const prioritySchema = v.picklist(PRIORITIES);
/** Ids that the relay makes: opaque to both ends, bounded all the same. */
export const relayIdSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** WebRTC parameters: parsed in depth by mediasoup itself, bounded by the frame's size. */
export const rtcParametersSchema = v.record(v.string(), v.unknown());
