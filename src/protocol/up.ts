import * as v from 'valibot';
import { acceptSchema } from './messages/accept.ts';
import { answerAgreementSchema, answerRecordingSchema } from './messages/before-queue.ts';
import { leaveByNoticeSchema, sendNoticeSchema } from './messages/customer-notice.ts';
import { endSessionSchema } from './messages/end-session.ts';
import { generateKeySchema } from './messages/generate-key.ts';
import { listKeysSchema, withdrawKeySchema } from './messages/session-keys.ts';
import { helloSchema } from './messages/hello.ts';
import {
  mediaConnectSchema,
  mediaConsumeSchema,
  mediaOpenSchema,
  mediaProduceSchema,
  mediaResumeSchema,
  senderDelaySchema,
} from './messages/media.ts';
import {
  joinSessionSchema,
  stopViewingSchema,
  takeOverSchema,
  viewSessionSchema,
  watchDashboardSchema,
} from './messages/dashboard.ts';
import { presenceSchema, setListedSchema, setStatusSchema } from './messages/desk.ts';
import { getNextSchema } from './messages/get-next.ts';
import { answerOfferSchema } from './messages/offer.ts';
import {
  closeInvitationSchema,
  leaveSessionSchema,
  removeParticipantSchema,
  shareSchema,
} from './messages/share.ts';
import { transferSchema } from './messages/transfer.ts';
import { addNoteSchema } from './messages/note.ts';
import { inviteExternalSchema, sendExternalInvitationSchema } from './messages/invite-external.ts';
import {
  generateIosKeySchema,
  listIosKeysSchema,
  listIosProfilesSchema,
  withdrawIosKeySchema,
} from './messages/ios-profiles.ts';
import { pingSchema } from './messages/ping.ts';
import { lookingSchema, subscribePushSchema, unsubscribePushSchema } from './messages/push.ts';
import { receivedSchema } from './messages/received.ts';
import { answerElevationSchema, elevateSchema } from './messages/elevate.ts';
import { answerScreenSchema, requestScreenSchema, stopScreenSchema } from './messages/request-screen.ts';
import { saySchema } from './messages/say.ts';
import { sayToTeamSchema, teamChatPageSchema, teamChatSeenSchema } from './messages/team-chat.ts';
import { sendInvitationSchema } from './messages/send-invitation.ts';
import {
  answerButtonSchema,
  buttonChoicesSchema,
  changeButtonSchema,
  deployButtonSchema,
  listButtonsSchema,
  removeButtonSchema,
} from './messages/support-button.ts';
import { typingSchema } from './messages/typing.ts';

/** Everything that may travel from a page to the appliance. */
export const upSchema = v.variant('type', [
  helloSchema,
  pingSchema,
  saySchema,
  receivedSchema,
  typingSchema,
  acceptSchema,
  getNextSchema,
  answerOfferSchema,
  transferSchema,
  shareSchema,
  inviteExternalSchema,
  sendExternalInvitationSchema,
  closeInvitationSchema,
  leaveSessionSchema,
  removeParticipantSchema,
  watchDashboardSchema,
  viewSessionSchema,
  stopViewingSchema,
  joinSessionSchema,
  takeOverSchema,
  setStatusSchema,
  setListedSchema,
  presenceSchema,
  addNoteSchema,
  elevateSchema,
  answerElevationSchema,
  buttonChoicesSchema,
  deployButtonSchema,
  answerButtonSchema,
  removeButtonSchema,
  listButtonsSchema,
  changeButtonSchema,
  requestScreenSchema,
  answerScreenSchema,
  stopScreenSchema,
  answerAgreementSchema,
  answerRecordingSchema,
  subscribePushSchema,
  unsubscribePushSchema,
  lookingSchema,
  endSessionSchema,
  leaveByNoticeSchema,
  sendNoticeSchema,
  generateKeySchema,
  listKeysSchema,
  withdrawKeySchema,
  sendInvitationSchema,
  listIosProfilesSchema,
  listIosKeysSchema,
  generateIosKeySchema,
  withdrawIosKeySchema,
  mediaOpenSchema,
  mediaConnectSchema,
  mediaProduceSchema,
  mediaConsumeSchema,
  mediaResumeSchema,
  senderDelaySchema,
  sayToTeamSchema,
  teamChatPageSchema,
  teamChatSeenSchema,
]);
export type Up = v.InferOutput<typeof upSchema>;
export type UpOf<Type extends Up['type']> = Extract<Up, { type: Type }>;

/** `external`: somebody from outside, in one session. */
export type Sender = 'representative' | 'customer' | 'external';

/** Who may send what; everything else is refused before a handler sees it. */
export const SENDERS = {
  hello: ['representative', 'customer', 'external'],
  ping: ['representative', 'customer', 'external'],
  say: ['representative', 'customer', 'external'],
  received: ['representative', 'customer', 'external'],
  typing: ['representative', 'customer', 'external'],
  accept: ['representative'],
  'get-next': ['representative'],
  'answer-offer': ['representative'],
  transfer: ['representative'],
  share: ['representative'],
  'invite-external': ['representative'],
  'send-external-invitation': ['representative'],
  'close-invitation': ['representative'],
  'leave-session': ['representative'],
  'remove-participant': ['representative'],
  'watch-dashboard': ['representative'],
  'view-session': ['representative'],
  'stop-viewing': ['representative'],
  'join-session': ['representative'],
  'take-over': ['representative'],
  'set-status': ['representative'],
  'set-listed': ['representative'],
  presence: ['representative'],
  'add-note': ['representative', 'external'],
  elevate: ['representative'],
  'answer-elevation': ['customer'],
  'button-choices': ['representative'],
  'deploy-button': ['representative'],
  'answer-button': ['customer'],
  'remove-button': ['representative'],
  'list-buttons': ['representative'],
  'change-button': ['representative'],
  'request-screen': ['representative'],
  'answer-screen': ['customer'],
  'answer-agreement': ['customer'],
  'answer-recording': ['customer'],
  'subscribe-push': ['customer'],
  'unsubscribe-push': ['customer'],
  looking: ['customer'],
  'stop-screen': ['representative', 'customer'],
  'end-session': ['representative', 'customer'],
  'leave-by-notice': ['customer'],
  'send-notice': ['representative'],
  'generate-key': ['representative'],
  'list-keys': ['representative'],
  'withdraw-key': ['representative'],
  'send-invitation': ['representative'],
  'list-ios-profiles': ['representative'],
  'generate-ios-key': ['representative'],
  'list-ios-keys': ['representative'],
  'withdraw-ios-key': ['representative'],
  'media-open': ['representative', 'customer', 'external'],
  'media-connect': ['representative', 'customer', 'external'],
  'media-produce': ['customer'],
  'media-consume': ['representative', 'external'],
  'media-resume': ['representative', 'external'],
  'sender-delay': ['customer'],
  'say-to-team': ['representative'],
  'team-chat-page': ['representative'],
  'team-chat-seen': ['representative'],
} as const satisfies Record<Up['type'], readonly Sender[]>;
