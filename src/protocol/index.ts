/**
 * Protocol: everything that is said between a page and the appliance, and what a page makes of it.
 *
 * Owns   the messages (one file each, below messages/), who may send which, the version, the codec,
 *        the pure view of a session that follows from its events. In words: docs/protocol.md.
 * Never  opens a socket, knows a table or decides what happens.
 * Seed   none: the seeds say what is done, not how it travels.
 */
export { CLOSE } from './close-codes.ts';
export { commandOf, readDown, readUp, write } from './codec.ts';
export type { Down, DownOf } from './down.ts';
export type { SupervisedPerson, SupervisedQueue, SupervisedSession } from './messages/dashboard.ts';
export { toolDenied, type Tool } from './messages/session-tools.ts';
export { sentNoticeSchema } from './messages/customer-notice.ts';
export { gotNextSchema } from './messages/get-next.ts';
export { externalKeySchema, inviteProblems, type ExternalKey } from './messages/invite-external.ts';
export { generatedKeySchema, type GeneratedKey } from './messages/generate-key.ts';
export { iosProfilesSchema, type ListedIosProfile } from './messages/ios-profiles.ts';
export { listedKeysSchema, type ListedKey } from './messages/session-keys.ts';
export {
  mediaConsumedSchema,
  mediaOpenedSchema,
  mediaProducedSchema,
  type MediaConsumed,
  type PictureWatermark,
  type MediaOpened,
  type MediaProduced,
} from './messages/media.ts';
export type { SessionMode, StartMethod } from './fields.ts';
export type { QueueRow } from './messages/queues.ts';
export {
  buttonChoicesAnswerSchema,
  listedButtonsSchema,
  type ButtonChoices,
  type ListedButton,
} from './messages/support-button.ts';
export { teamChatPageAnswerSchema, type TeamChatPage, type TeamMessage } from './messages/team-chat.ts';
export type { Welcome } from './messages/welcome.ts';
export type { EndReason, ScreenStopReason, SessionEntry, SessionEvent } from './session-event.ts';
export { EMPTY_SESSION_VIEW, isDelivered, withEntries, type SessionView } from './session-view.ts';
export { SENDERS, type Sender, type Up, type UpOf } from './up.ts';
export { PROTOCOL_VERSION } from './version.ts';
