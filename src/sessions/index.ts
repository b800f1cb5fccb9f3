/**
 * Sessions: the life of a support session, from the request to the report.
 *
 * Owns   the states of a session, what may happen in each (decide), what it becomes (evolve), the
 *        deadlines that follow from a state, and the one mailbox through which all of it goes.
 * Never  keeps time, opens a socket, moves a picture or writes a file: media/ and recording/ listen
 *        and report back by commands; equilibrium/ says whom to ask, queues/ in which order.
 * Seed   "Accept a session to start support", "Session queues", "Session Fallback Rules"
 */
export {
  nextDeadline,
  PAGE_WITHIN_MS,
  RECORDING_ANSWER_MS,
  REPRESENTATIVE_RECONNECT_MS,
  type Deadline,
  type Due,
  type IsCalled,
  type QueueRule,
  type QueueRules,
} from './deadlines.ts';
export { EXTERNAL_KEY_MS, externalName, type ExternalInvitation } from './external.ts';
export { DUTY_BEGUN, DUTY_STREAM, dutyStreamOf, type Attendance, type DutyFact } from './duty-facts.ts';
export { fallback } from './fallback.ts';
export {
  factFrom,
  type Agreement,
  type AskedBefore,
  type ChosenIssue,
  type Command,
  type CommandOf,
  type FactOf,
  type FallbackTarget,
  type KnownButton,
  type OfferedButton,
  type OfferReason,
  type Profile,
  type RecordingAnswer,
  type Request,
  type SessionFact,
} from './facts.ts';
export { offerReasonText } from './offer-reason.ts';
export { whyInWords, withSkillNames } from './offer-words.ts';
export type { Person, Representative } from './people.ts';
export type {
  Arrivals,
  DutyMemory,
  Floor,
  Happened,
  Known,
  OnFloor,
  Policies,
  PolicyHolder,
  SaidStatus,
  SessionIndex,
  SiteManners,
  SiteSays,
  Status,
  StatusOnFloor,
  TeamOnFloor,
} from './ports.ts';
export {
  externalOf,
  externalsIn,
  isIn,
  isLive,
  isViewing,
  personIn,
  representativesIn,
  type HeldSession,
  type LiveSession,
  isOpen,
  type OpenSession,
  type PreparingSession,
  type QueuedSession,
  type Screen,
  type Session,
} from './session.ts';
export { type Arrival, arrivalIn } from './arrival.ts';
export { Sessions, streamOf, type Listener } from './service.ts';
export { Tools } from './tools.ts';
