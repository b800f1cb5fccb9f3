import {
  CUSTOMER,
  LIMITS,
  ownerOfPersonalQueue,
  unreachable,
  type FaultCode,
  type Instant,
  type KeyId,
  type MessageId,
  type ParticipantId,
  type PortalId,
  type QueueId,
  type RecordingId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import type { EndReason, ScreenStopReason } from '../protocol/index.ts';

/** Somebody in a session, with the name that was shown at the time. */
export interface Person {
  readonly id: ParticipantId;
  readonly name: string;
}

export interface Representative {
  readonly id: RepId;
  readonly name: string;
}

/** What is being shared, or asked for. */
export type Screen =
  | { readonly state: 'off' }
  | { readonly state: 'asked'; readonly by: Representative; readonly askedAt: Instant }
  | { readonly state: 'on'; readonly producerId: string; readonly since: Instant };

interface Begun {
  readonly id: SessionId;
  readonly customerName: string;
  readonly details: string;
  readonly portalId: PortalId;
  readonly portalName: string;
  readonly startMethod: 'session-key';
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
}

/** A session is exactly one of these; there are no booleans to disagree. */
export type Session =
  | { readonly status: 'new'; readonly id: SessionId; readonly version: 0 }
  | (Begun & { readonly status: 'waiting'; readonly queue: QueueId; readonly queuedAt: Instant })
  | (Begun & {
      readonly status: 'held';
      readonly queue: QueueId;
      readonly queuedAt: Instant;
      readonly acceptedAt: Instant;
      readonly owner: Representative;
      readonly screen: Screen;
      /** Recordings that run or are being finished: the next may begin before the last is done. */
      readonly openRecordings: ReadonlySet<RecordingId>;
    })
  | (Begun & {
      readonly status: 'ended';
      readonly acceptedAt: Instant | undefined;
      readonly owner: Representative | undefined;
      readonly endedAt: Instant;
      readonly endReason: EndReason;
      /** A recording is finished a moment after the session that it belongs to. */
      readonly openRecordings: ReadonlySet<RecordingId>;
    });

export type WaitingSession = Extract<Session, { status: 'waiting' }>;
export type HeldSession = Extract<Session, { status: 'held' }>;
export type LiveSession = WaitingSession | HeldSession;

/** What happened, as the journal keeps it. Past tense, complete, never changed. */
export type SessionFact =
  | {
      readonly type: 'requested';
      readonly customerName: string;
      readonly details: string;
      readonly portalId: PortalId;
      readonly portalName: string;
      readonly startMethod: 'session-key';
      readonly keyId: KeyId;
    }
  | { readonly type: 'queued'; readonly queue: QueueId; readonly queueName: string }
  | { readonly type: 'accepted'; readonly by: Representative }
  | { readonly type: 'chat'; readonly messageId: MessageId; readonly from: Person; readonly text: string }
  | { readonly type: 'chat-delivered'; readonly to: ParticipantId; readonly upTo: number }
  | { readonly type: 'screen-requested'; readonly by: Representative }
  | {
      readonly type: 'screen-request-closed';
      readonly outcome: 'allowed' | 'denied' | 'no-answer' | 'withdrawn';
    }
  | { readonly type: 'screen-started'; readonly producerId: string }
  | { readonly type: 'screen-stopped'; readonly reason: ScreenStopReason }
  | { readonly type: 'recording-started'; readonly recordingId: RecordingId; readonly file: string }
  | {
      readonly type: 'recording-stopped';
      readonly recordingId: RecordingId;
      readonly lengthMs: number;
      readonly bytes: number;
      /** Of the finished file, in hex. */
      readonly sha256?: string;
      readonly problem?: string;
    }
  | {
      readonly type: 'note';
      readonly messageId: MessageId;
      readonly by: Representative;
      readonly text: string;
    }
  | { readonly type: 'connection-lost'; readonly who: Person }
  | { readonly type: 'connection-returned'; readonly who: Person }
  | { readonly type: 'ended'; readonly reason: EndReason; readonly by?: Person };

/** What somebody wants to happen. `by`, `from` and `who` were established at the door. */
export type Command =
  | ({ readonly kind: 'request'; readonly queue: QueueId; readonly queueName: string } & Omit<
      Extract<SessionFact, { type: 'requested' }>,
      'type'
    >)
  | { readonly kind: 'accept'; readonly by: Representative }
  | { readonly kind: 'say'; readonly messageId: MessageId; readonly from: Person; readonly text: string }
  | { readonly kind: 'deliver'; readonly to: ParticipantId; readonly upTo: number }
  | { readonly kind: 'request-screen'; readonly by: Representative }
  | { readonly kind: 'answer-screen'; readonly allow: boolean }
  | { readonly kind: 'expire-screen-request' }
  | { readonly kind: 'start-screen'; readonly producerId: string }
  | { readonly kind: 'stop-screen'; readonly by?: ParticipantId; readonly reason: ScreenStopReason }
  | { readonly kind: 'start-recording'; readonly recordingId: RecordingId; readonly file: string }
  | ({ readonly kind: 'stop-recording' } & Omit<Extract<SessionFact, { type: 'recording-stopped' }>, 'type'>)
  | {
      readonly kind: 'add-note';
      readonly messageId: MessageId;
      readonly by: Representative;
      readonly text: string;
    }
  | { readonly kind: 'lose'; readonly who: ParticipantId }
  | { readonly kind: 'return'; readonly who: ParticipantId }
  | { readonly kind: 'end'; readonly by: Person }
  | { readonly kind: 'give-up'; readonly reason: EndReason };

export type Refusal = { readonly refused: FaultCode };

/** What a conversation leaves free, so that a session that is full can still lose people, close what is open, and end. */
const KEPT_FOR_THE_END = 200;
/** Of that, what comings and goings may not use up. */
const KEPT_FOR_CLOSING = 100;

/** How many messages are remembered to recognise second copies; a page sends again only what was not answered. */
const RECENT_MESSAGES = 512;

export function newSession(id: SessionId): Session {
  return { status: 'new', id, version: 0 };
}

/** What happens when `command` meets `session`: events, none when nothing changes, or a refusal. Decides; changes nothing. */
export function decide(session: Session, command: Command): readonly SessionFact[] | Refusal {
  if (command.kind === 'request') {
    return begin(session, command);
  }
  switch (session.status) {
    case 'new':
      return refuse('no-such-session');
    case 'waiting':
      return decideWaiting(session, command);
    case 'held':
      return decideHeld(session, command);
    case 'ended':
      // A recording is finished a moment after the session that it belongs to.
      return command.kind === 'stop-recording' ? stopRecording(session, command) : refuse('already-ended');
    default:
      return unreachable(session);
  }
}

function begin(
  session: Session,
  { kind: _, queue, queueName, ...requested }: Extract<Command, { kind: 'request' }>,
): readonly SessionFact[] | Refusal {
  return session.status === 'new'
    ? [
        { type: 'requested', ...requested },
        { type: 'queued', queue, queueName },
      ]
    : refuse('changed-meanwhile');
}

function stopRecording(
  session: { readonly openRecordings: ReadonlySet<RecordingId> },
  command: Extract<Command, { kind: 'stop-recording' }>,
): readonly SessionFact[] {
  return session.openRecordings.has(command.recordingId) ? [fact('recording-stopped', command)] : [];
}

type LaterCommand = Exclude<Command, { kind: 'request' }>;

function decideWaiting(session: WaitingSession, command: LaterCommand): readonly SessionFact[] | Refusal {
  switch (command.kind) {
    case 'accept':
      return ownerOfPersonalQueue(session.queue) === command.by.id
        ? [{ type: 'accepted', by: command.by }]
        : refuse('not-allowed');
    case 'say':
      return command.from.id === CUSTOMER ? said(session, command) : refuse('not-in-session');
    case 'end':
      return command.by.id === CUSTOMER
        ? [{ type: 'ended', reason: 'customer-left-waiting', by: command.by }]
        : refuse('not-in-session');
    case 'deliver':
    case 'lose':
    case 'return':
    case 'give-up':
      return decideAnyLive(session, command);
    case 'request-screen':
    case 'answer-screen':
    case 'expire-screen-request':
    case 'start-screen':
    case 'stop-screen':
    case 'start-recording':
    case 'stop-recording':
    case 'add-note':
      return refuse('not-in-session');
    default:
      return unreachable(command);
  }
}

function decideHeld(session: HeldSession, command: LaterCommand): readonly SessionFact[] | Refusal {
  switch (command.kind) {
    case 'accept':
      return session.owner.id === command.by.id ? [] : refuse('already-accepted');
    case 'say':
      return isIn(session, command.from.id) ? said(session, command) : refuse('not-in-session');
    case 'add-note':
      if (!isIn(session, command.by.id)) {
        return refuse('not-in-session');
      }
      return session.recent.has(command.messageId) ? [] : roomFor(session, [fact('note', command)]);
    case 'request-screen':
      if (!isIn(session, command.by.id)) {
        return refuse('not-in-session');
      }
      switch (session.screen.state) {
        case 'off':
          return roomFor(session, [{ type: 'screen-requested', by: command.by }]);
        case 'asked':
          return refuse('request-open');
        case 'on':
          return refuse('already-sharing');
        default:
          return unreachable(session.screen);
      }
    case 'answer-screen':
      return session.screen.state === 'asked'
        ? [{ type: 'screen-request-closed', outcome: command.allow ? 'allowed' : 'denied' }]
        : [];
    case 'expire-screen-request':
      return session.screen.state === 'asked'
        ? [{ type: 'screen-request-closed', outcome: 'no-answer' }]
        : [];
    case 'start-screen':
      return roomFor(session, [
        ...(session.screen.state === 'on'
          ? [{ type: 'screen-stopped', reason: 'connection-lost' } as const]
          : session.screen.state === 'asked'
            ? [{ type: 'screen-request-closed', outcome: 'allowed' } as const]
            : []),
        { type: 'screen-started', producerId: command.producerId },
      ]);
    case 'stop-screen':
      if (command.by !== undefined && !isIn(session, command.by)) {
        return refuse('not-in-session');
      }
      switch (session.screen.state) {
        case 'on':
          return [{ type: 'screen-stopped', reason: command.reason }];
        case 'asked':
          return [{ type: 'screen-request-closed', outcome: 'withdrawn' }];
        case 'off':
          return [];
        default:
          return unreachable(session.screen);
      }
    case 'start-recording':
      return session.screen.state === 'on'
        ? roomFor(session, [
            { type: 'recording-started', recordingId: command.recordingId, file: command.file },
          ])
        : refuse('not-sharing');
    case 'stop-recording':
      return stopRecording(session, command);
    case 'end': {
      if (!isIn(session, command.by.id)) {
        return refuse('not-in-session');
      }
      return ending(session, {
        type: 'ended',
        reason: command.by.id === CUSTOMER ? 'ended-by-customer' : 'ended-by-representative',
        by: command.by,
      });
    }
    case 'deliver':
    case 'lose':
    case 'return':
    case 'give-up':
      return decideAnyLive(session, command);
    default:
      return unreachable(command);
  }
}

function decideAnyLive(
  session: LiveSession,
  command: Extract<Command, { kind: 'deliver' | 'lose' | 'return' | 'give-up' }>,
): readonly SessionFact[] | Refusal {
  switch (command.kind) {
    case 'deliver':
      return isIn(session, command.to) && command.upTo > (session.deliveredTo.get(command.to) ?? 0)
        ? roomFor(session, [{ type: 'chat-delivered', to: command.to, upTo: command.upTo }])
        : [];
    case 'lose': {
      const who = personOf(session, command.who);
      if (who === undefined || session.lost.has(command.who)) {
        return [];
      }
      if (session.version < LIMITS.eventsPerSession - KEPT_FOR_CLOSING) {
        return [{ type: 'connection-lost', who }];
      }
      return who.id === CUSTOMER ? ending(session, { type: 'ended', reason: lostReason(session) }) : [];
    }
    case 'return': {
      const who = personOf(session, command.who);
      return who === undefined || !session.lost.has(command.who)
        ? []
        : [{ type: 'connection-returned', who }];
    }
    case 'give-up':
      return ending(session, { type: 'ended', reason: command.reason });
    default:
      return unreachable(command);
  }
}

function said(
  session: LiveSession,
  command: Extract<Command, { kind: 'say' }>,
): readonly SessionFact[] | Refusal {
  return session.recent.has(command.messageId) ? [] : roomFor(session, [fact('chat', command)]);
}

/** The end closes what is open first, so that the report never shows a screen that outlived its session. */
function ending(
  session: LiveSession,
  ended: Extract<SessionFact, { type: 'ended' }>,
): readonly SessionFact[] {
  if (session.status === 'waiting' || session.screen.state === 'off') {
    return [ended];
  }
  return [
    session.screen.state === 'on'
      ? { type: 'screen-stopped', reason: 'session-ended' }
      : { type: 'screen-request-closed', outcome: 'withdrawn' },
    ended,
  ];
}

function roomFor(session: LiveSession, facts: readonly SessionFact[]): readonly SessionFact[] | Refusal {
  return session.version + facts.length > LIMITS.eventsPerSession - KEPT_FOR_THE_END
    ? refuse('session-full')
    : facts;
}

/** Why a session ends whose customer does not come back. */
export function lostReason(session: LiveSession): EndReason {
  return session.status === 'waiting' ? 'customer-left-waiting' : 'customer-lost';
}

function fact<Type extends SessionFact['type']>(
  type: Type,
  command: { readonly kind: string } & Omit<Extract<SessionFact, { type: Type }>, 'type'>,
): SessionFact {
  const { kind: _, ...fields } = command;
  return { type, ...fields } as unknown as SessionFact;
}

function refuse(refused: FaultCode): Refusal {
  return { refused };
}

/** Whether this person may speak and act in the session now. */
export function isIn(session: Session, who: ParticipantId): boolean {
  return personOf(session, who) !== undefined;
}

function personOf(session: Session, who: ParticipantId): Person | undefined {
  if (session.status === 'new' || session.status === 'ended') {
    return undefined;
  }
  if (who === CUSTOMER) {
    return { id: CUSTOMER, name: session.customerName };
  }
  return session.status === 'held' && session.owner.id === who ? session.owner : undefined;
}

/** The session after `fact`. No rules here: the rules were applied by decide. */
export function evolve(session: Session, happened: SessionFact, at: Instant): Session {
  if (happened.type === 'requested') {
    const { type: _, keyId: __, ...begun } = happened;
    return {
      ...begun,
      status: 'waiting',
      id: session.id,
      startedAt: at,
      version: 1,
      recent: new Set(),
      deliveredTo: new Map(),
      lost: new Map(),
      recordings: 0,
      queue: '' as QueueId,
      queuedAt: at,
    };
  }
  if (session.status === 'new') {
    throw new Error(`a session cannot begin with ${happened.type}`);
  }
  const next = { ...session, version: session.version + 1 };
  switch (happened.type) {
    case 'queued':
      return next.status === 'waiting' ? { ...next, queue: happened.queue, queuedAt: at } : next;
    case 'accepted':
      return next.status === 'waiting'
        ? {
            ...next,
            status: 'held',
            owner: happened.by,
            acceptedAt: at,
            screen: { state: 'off' },
            openRecordings: new Set(),
          }
        : next;
    case 'chat':
    case 'note':
      return { ...next, recent: remembered(next.recent, happened.messageId) };
    case 'chat-delivered':
      return { ...next, deliveredTo: new Map(next.deliveredTo).set(happened.to, happened.upTo) };
    case 'screen-requested':
      return withScreen(next, { state: 'asked', by: happened.by, askedAt: at });
    case 'screen-request-closed':
    case 'screen-stopped':
      return withScreen(next, { state: 'off' });
    case 'screen-started':
      return withScreen(next, { state: 'on', producerId: happened.producerId, since: at });
    case 'recording-started':
      return next.status === 'held'
        ? {
            ...next,
            openRecordings: new Set(next.openRecordings).add(happened.recordingId),
            recordings: next.recordings + 1,
          }
        : next;
    case 'recording-stopped':
      return next.status === 'waiting' ? next : withoutRecording(next, happened.recordingId);
    case 'connection-lost':
      return { ...next, lost: new Map(next.lost).set(happened.who.id, at) };
    case 'connection-returned': {
      const lost = new Map(next.lost);
      lost.delete(happened.who.id);
      return { ...next, lost };
    }
    case 'ended':
      return endedFrom(next, happened.reason, at);
    default:
      return unreachable(happened);
  }
}

function withoutRecording<S extends { readonly openRecordings: ReadonlySet<RecordingId> }>(
  session: S,
  recordingId: RecordingId,
): S {
  const openRecordings = new Set(session.openRecordings);
  openRecordings.delete(recordingId);
  return { ...session, openRecordings };
}

function withScreen(session: Exclude<Session, { status: 'new' }>, screen: Screen): Session {
  return session.status === 'held' ? { ...session, screen } : session;
}

function endedFrom(session: Exclude<Session, { status: 'new' }>, endReason: EndReason, at: Instant): Session {
  const held = session.status === 'held' ? session : undefined;
  return {
    status: 'ended',
    id: session.id,
    customerName: session.customerName,
    details: session.details,
    portalId: session.portalId,
    portalName: session.portalName,
    startMethod: session.startMethod,
    startedAt: session.startedAt,
    version: session.version,
    recent: session.recent,
    deliveredTo: session.deliveredTo,
    lost: session.lost,
    recordings: session.recordings,
    acceptedAt: held?.acceptedAt,
    owner: held?.owner,
    endedAt: at,
    endReason,
    openRecordings: held?.openRecordings ?? new Set(),
  };
}

function remembered(recent: ReadonlySet<MessageId>, messageId: MessageId): ReadonlySet<MessageId> {
  const after = new Set(recent).add(messageId);
  for (const oldest of after) {
    if (after.size <= RECENT_MESSAGES) {
      break;
    }
    after.delete(oldest);
  }
  return after;
}
