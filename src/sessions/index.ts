/**
 * Sessions: the life of a support session, from the request to the report.
 *
 * Owns   the states of a session, what may happen in each (decide), what it becomes (evolve), the
 *        deadlines that follow from a state, and the one mailbox through which all of it goes.
 * Never  keeps time, opens a socket, moves a picture or writes a file: media/ and recording/ listen
 *        and report back by commands.
 * Seed   "Accept a session to start support", "Session queues"
 */
export { nextDeadline, type Deadline } from './deadlines.ts';
export type { Happened, Known, SessionIndex } from './ports.ts';
export {
  isIn,
  type Command,
  type HeldSession,
  type LiveSession,
  type Person,
  type Representative,
  type Screen,
  type Session,
  type SessionFact,
  type WaitingSession,
} from './session.ts';
export { Sessions, streamOf, type Listener } from './service.ts';
