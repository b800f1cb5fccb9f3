/**
 * Kernel: the words that every room speaks.
 *
 * Owns   branded ids, instants, days and clocks, faults with their sentences, limits, the mailbox,
 *        a text with what it is in other languages.
 * Never  knows what a session or a representative may do; imports nothing.
 * Seed   none: this is ground.
 */
export type { Brand } from './brand.ts';
export type { Day } from './day.ts';
export {
  dateAndTime,
  dayAfter,
  dayAt,
  endOfDay,
  momentOfDay,
  mondayOf,
  offsetMs,
  parseDay,
  startOfDay,
  wallClock,
} from './day.ts';
export type { Clock, Instant, Timers } from './instant.ts';
export { instant, laterBy, msBetween } from './instant.ts';
export type {
  ButtonProfileId,
  InvitationId,
  IosProfileId,
  IssueId,
  KeyId,
  LeftMessageId,
  MessageId,
  NoticeId,
  ParticipantId,
  PortalId,
  QueueId,
  RecordingId,
  RepId,
  CustomFieldId,
  RepStatusId,
  SessionId,
  SessionPolicyId,
  StoredFileId,
  SupportButtonId,
  TeamId,
  TemplateId,
} from './ids.ts';
export {
  CUSTOMER,
  idPattern,
  newId,
  ownerOfPersonalQueue,
  parseId,
  personalQueue,
  teamOfQueue,
  teamQueue,
} from './ids.ts';
export type { Principal, Role } from './principal.ts';
export type { Random } from './random.ts';
export { Fault, faultFrom } from './fault.ts';
export type { FaultCode } from './fault.ts';
export { FAULTS } from './faults.ts';
export { LIMITS } from './limits.ts';
export type { Log } from './log.ts';
export { Mailbox } from './mailbox.ts';
export { StartProblem } from './start-problem.ts';
export type { Transaction } from './transaction.ts';
export {
  inOrderAsRead,
  readIn,
  recordedTranslations,
  type Translated,
  translationField,
  translationProblems,
  type Translations,
  translationsOf,
} from './translated.ts';
export { unreachable } from './unreachable.ts';
export {
  apart,
  hasHiddenCharacter,
  indentedLines,
  isolate,
  isVisible,
  oneLine,
  plainLine,
  utf8ByteLength,
  withoutHidden,
} from './text.ts';
export { PRIORITIES, type Priority, priorityInWords } from './priority.ts';
