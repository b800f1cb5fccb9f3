import type { Brand } from './brand.ts';
import { Fault } from './fault.ts';
import type { Random } from './random.ts';

export type SessionId = Brand<string, 'SessionId'>;
/** A person with an account, whatever the roles; or somebody from outside, within one session. */
export type RepId = Brand<string, 'RepId'>;
export type PortalId = Brand<string, 'PortalId'>;
export type TeamId = Brand<string, 'TeamId'>;
/** What representatives say of themselves. */
export type CustomFieldId = Brand<string, 'CustomFieldId'>;
export type RepStatusId = Brand<string, 'RepStatusId'>;
/** What a customer left when nobody was there. */
export type LeftMessageId = Brand<string, 'LeftMessageId'>;
/** An image, style sheet, font or other file of the *File Store*. */
export type StoredFileId = Brand<string, 'StoredFileId'>;
/** The page of a portal, as administrators wrote it. */
export type TemplateId = Brand<string, 'TemplateId'>;
/** What administrators tell customers who come or wait. */
export type NoticeId = Brand<string, 'NoticeId'>;
/** What the Support Buttons of one kind are, and one of them. */
export type ButtonProfileId = Brand<string, 'ButtonProfileId'>;
export type SupportButtonId = Brand<string, 'SupportButtonId'>;
/** A configuration profile for iPhones and iPads. */
export type IosProfileId = Brand<string, 'IosProfileId'>;
/** What a customer chooses from. */
export type IssueId = Brand<string, 'IssueId'>;
/** `personal:<RepId>` or `team:<TeamId>`. */
export type QueueId = Brand<string, 'QueueId'>;
export type KeyId = Brand<string, 'KeyId'>;
/** What the tools of a session may be used for. */
export type SessionPolicyId = Brand<string, 'SessionPolicyId'>;
export type MessageId = Brand<string, 'MessageId'>;
/** Somebody was asked to come into a shared session. */
export type InvitationId = Brand<string, 'InvitationId'>;
export type RecordingId = Brand<string, 'RecordingId'>;
/** Somebody in a session: a RepId, or `customer` (there is exactly one customer a session). */
export type ParticipantId = RepId | typeof CUSTOMER;

export const CUSTOMER = 'customer' as Brand<'customer', 'Customer'>;

/** 128 random bits in base64url: unguessable, but never used as a secret. */
export const idPattern = /^[A-Za-z0-9_-]{22}$/;

const SYMBOLS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function newId<Id extends Brand<string, string>>(random: Random): Id {
  let text = '';
  for (const byte of random.bytes(22)) {
    text += SYMBOLS[byte & 63];
  }
  return text as Id;
}

/** Raises `bad-request` when the text is not an id. */
export function parseId<Id extends Brand<string, string>>(text: string): Id {
  if (!idPattern.test(text)) {
    throw new Fault('bad-request');
  }
  return text as Id;
}

export function personalQueue(rep: RepId): QueueId {
  return `personal:${rep}` as QueueId;
}

/** The representative whose personal queue this is; undefined for a team queue. */
export function ownerOfPersonalQueue(queue: QueueId): RepId | undefined {
  return queue.startsWith('personal:') ? (queue.slice('personal:'.length) as RepId) : undefined;
}

export function teamQueue(team: TeamId): QueueId {
  return `team:${team}` as QueueId;
}

/** The team whose queue this is; undefined for a personal queue. */
export function teamOfQueue(queue: QueueId): TeamId | undefined {
  return queue.startsWith('team:') ? (queue.slice('team:'.length) as TeamId) : undefined;
}
