import {
  CUSTOMER,
  type Instant,
  type InvitationId,
  type MessageId,
  type NoticeId,
  type ParticipantId,
  type QueueId,
  type RecordingId,
  type RepId,
  type SessionId,
  type SessionPolicyId,
} from '../kernel/index.ts';
import type { EndReason } from '../protocol/index.ts';
import type { ExternalInvitation } from './external.ts';
import type { Agreement, AskedBefore, KnownButton, OfferedButton, OfferReason, Request } from './facts.ts';
import type { Person, Representative } from './people.ts';

/** What is being shared, or asked for. In a chat only `off` and `elevating`. */
export type Screen =
  | { readonly state: 'off' }
  | {
      readonly state: 'elevating';
      readonly by: Representative;
      readonly askedAt: Instant;
      readonly answerMs: number;
      readonly agreement?: Agreement;
    }
  | {
      readonly state: 'asked';
      readonly by: Representative;
      readonly askedAt: Instant;
      readonly answerMs: number;
    }
  | { readonly state: 'on'; readonly producerId: string; readonly since: Instant };

/** What the customer is asked to put on their device, since when. */
export interface ButtonOffer extends OfferedButton {
  readonly by: Representative;
  readonly askedAt: Instant;
}

/** Somebody beside the owner, since when: who has been there longest comes first. */
export interface Participant {
  readonly who: Representative;
  readonly since: Instant;
}

/** To one representative (a personal queue), or to whoever of a team comes first. */
export interface Invitation {
  readonly id: InvitationId;
  readonly to: QueueId;
  readonly toName: string;
  readonly by: Representative;
  readonly at: Instant;
}

/** A supervisor who looks on without being in the session. */
export interface Viewer {
  readonly who: Representative;
  readonly since: Instant;
  /** Whether the people in the session are told of it. */
  readonly isTold: boolean;
}

interface Begun extends Request {
  readonly id: SessionId;
  readonly startedAt: Instant;
  /** How many events there are: the version of the stream. */
  readonly version: number;
  /** The latest messages and notes, oldest first: a second copy of one of them changes nothing. */
  readonly recent: ReadonlySet<MessageId>;
  /** Each side's page shows the conversation up to this place. */
  readonly deliveredTo: ReadonlyMap<ParticipantId, number>;
  /** Who is not connected, since when. */
  readonly lost: ReadonlyMap<ParticipantId, Instant>;
  readonly recordings: number;
  /** How long the customer is waited for after losing the connection. */
  readonly reconnectMs: number;
  /** `off`: by the company's settings; `refused`: the customer did not allow it. */
  readonly recording: 'on' | 'off' | 'refused';
  /** The texts that the customer has accepted, by SHA-256: nobody is asked for the same one twice. */
  readonly agreed: ReadonlySet<string>;
  /** Recordings that run or are being finished, which may be a moment after the session has ended. */
  readonly openRecordings: ReadonlySet<RecordingId>;
  /** The first queue that it entered: fallback may return it there. */
  readonly firstQueue: QueueId;
  /** The Support Buttons on the customer's device: the one that began it, and those that were deployed in it. */
  readonly buttons: readonly KnownButton[];
  /** Nobody in here is offered this session again; a transfer by hand alone empties it (seed 000). */
  readonly declinedBy: ReadonlySet<RepId>;
}

/** The queue that it is in, or was in last before it was accepted. */
interface InQueue {
  readonly queue: QueueId;
  readonly queueName: string;
  readonly queuedAt: Instant;
  /** How often a waiting session rule has moved it on. */
  readonly overflows: number;
}

/** Who is in it beside the owner, and who is asked to come. */
interface Shared {
  readonly others: readonly Participant[];
  readonly invitations: readonly Invitation[];
  readonly externalInvitations: readonly ExternalInvitation[];
  /** What the customer was told while waiting, and that still holds. */
  readonly notices: ReadonlyMap<NoticeId, { readonly title: string; readonly message: string }>;
  /** From outside, lost for too long: who entered may come back with the same browser as long as somebody owns the session. */
  readonly away: readonly Representative[];
  /** With which session policy somebody from outside was invited; missing for who came without one. */
  readonly profiles: ReadonlyMap<RepId, SessionPolicyId>;
}

/** A session is exactly one of these; there are no booleans to disagree. */
export type Session =
  | { readonly status: 'new'; readonly id: SessionId; readonly version: 0 }
  | (Begun &
      AskedBefore & {
        /** The customer's page is waited for, or they answer what is asked first; no queue and no representative knows of it yet. */
        readonly status: 'preparing';
        readonly queue: QueueId;
        readonly queueName: string;
        readonly step: 'page' | 'agreement' | 'recording';
        /** For the page, at that step. */
        readonly withinMs: number;
        readonly askedAt: Instant;
      })
  | (Begun & InQueue & Shared & { readonly status: 'waiting'; readonly overdueAt: Instant | undefined })
  | (Begun &
      InQueue &
      Shared & {
        /** Equilibrium has asked somebody. */
        readonly status: 'offered';
        readonly overdueAt: Instant | undefined;
        readonly to: Representative;
        readonly offeredAt: Instant;
        readonly until: Instant;
        readonly why: OfferReason;
      })
  | (Begun &
      InQueue &
      Shared & {
        readonly status: 'held';
        readonly acceptedAt: Instant;
        readonly owner: Representative;
        readonly screen: Screen;
        readonly viewers: readonly Viewer[];
        /** Not answered yet. */
        readonly buttonOffer: ButtonOffer | undefined;
      })
  | (Begun & {
      readonly status: 'ended';
      readonly acceptedAt: Instant | undefined;
      readonly owner: Representative | undefined;
      readonly endedAt: Instant;
      readonly endReason: EndReason;
    });

/** Nobody holds it: it waits, or somebody is being asked. */
export type QueuedSession = Extract<Session, { status: 'waiting' | 'offered' }>;
export type HeldSession = Extract<Session, { status: 'held' }>;
export type LiveSession = QueuedSession | HeldSession;
export type PreparingSession = Extract<Session, { status: 'preparing' }>;
/** Not over; what representatives deal with are the live ones of these. */
export type OpenSession = PreparingSession | LiveSession;

export function newSession(id: SessionId): Session {
  return { status: 'new', id, version: 0 };
}

export function isLive(session: Session): session is LiveSession {
  return isOpen(session) && session.status !== 'preparing';
}

export function isOpen(session: Session): session is OpenSession {
  return session.status !== 'new' && session.status !== 'ended';
}

/** Why a session ends whose customer does not come back. */
export function lostReason(session: OpenSession): EndReason {
  return session.status === 'held' ? 'customer-lost' : 'customer-left-waiting';
}

/** Whoever may speak in it now, as that person was called: the customer, the owner, who shares it. */
export function personIn(session: Session, who: ParticipantId): Person | undefined {
  if (!isOpen(session)) {
    return undefined;
  }
  if (who === CUSTOMER) {
    return { id: CUSTOMER, name: session.customerName };
  }
  if (session.status === 'preparing') {
    return undefined;
  }
  return session.status === 'held' && session.owner.id === who
    ? session.owner
    : session.others.find((each) => each.who.id === who)?.who;
}

export function isIn(session: Session, who: ParticipantId): boolean {
  return personIn(session, who) !== undefined;
}

/** Whether this one looks on, without being in it. */
export function isViewing(session: Session, who: ParticipantId): boolean {
  return session.status === 'held' && session.viewers.some((viewer) => viewer.who.id === who);
}

/** Every representative of the company's own in it: the owner first, then by how long they have been there. */
export function representativesIn(session: LiveSession): readonly Representative[] {
  const others = session.others.map(({ who }) => who).filter(({ external }) => external !== true);
  return session.status === 'held' ? [session.owner, ...others] : others;
}

/** Everybody from outside who is in it, by how long they have been there. */
export function externalsIn(session: LiveSession): readonly Representative[] {
  return session.others.map(({ who }) => who).filter(({ external }) => external === true);
}

/** Somebody from outside who is in it, or may come back into it; undefined for everybody else. */
export function externalOf(session: Session, id: RepId): Representative | undefined {
  return isLive(session)
    ? [...externalsIn(session), ...session.away].find((external) => external.id === id)
    : undefined;
}
