import {
  unreachable,
  type Instant,
  type MessageId,
  type QueueId,
  type RecordingId,
} from '../kernel/index.ts';
import { CUSTOMER_RECONNECT_MS, SCREEN_ANSWER_MS } from './deadlines.ts';
import type { FactOf, Request, SessionFact } from './facts.ts';
import type { Representative } from './people.ts';
import type {
  HeldSession,
  LiveSession,
  PreparingSession,
  QueuedSession,
  Screen,
  Session,
} from './session.ts';

/** How many messages are remembered to recognise second copies; a page sends again only what was not answered. */
const RECENT_MESSAGES = 512;

type Begun = Exclude<Session, { status: 'new' }>;

/** The session after `happened`. No rules here: the rules were applied by decide. */
export function evolve(session: Session, happened: SessionFact, at: Instant): Session {
  if (happened.type === 'requested') {
    return begun(session, happened, at);
  }
  if (session.status === 'new') {
    throw new Error(`a session cannot begin with ${happened.type}`);
  }
  const next: Begun = { ...session, version: session.version + 1 };
  switch (happened.type) {
    case 'page-awaited':
    case 'preparing':
    case 'agreement-closed':
    case 'recording-answered':
      return prepared(next, happened, at);
    case 'queued':
      return next.status === 'preparing'
        ? arrived(next, happened, at)
        : next.status === 'ended'
          ? next
          : queued(next, happened, at);
    case 'offered':
      return next.status === 'waiting'
        ? {
            ...next,
            status: 'offered',
            to: happened.to,
            until: happened.until,
            offeredAt: at,
            why: happened.why,
          }
        : next;
    case 'offer-closed':
      return next.status === 'offered' ? unoffered(next, happened) : next;
    case 'overdue':
      return next.status === 'waiting' || next.status === 'offered' ? { ...next, overdueAt: at } : next;
    case 'accepted':
      return next.status === 'waiting' || next.status === 'offered' ? held(next, happened.by, at) : next;
    case 'invited':
    case 'external-invited':
    case 'invitation-closed':
    case 'joined':
    case 'left':
    case 'owner-changed':
      return next.status === 'ended' || next.status === 'preparing' ? next : shared(next, happened, at);
    case 'viewing-started':
    case 'viewing-ended':
      return next.status === 'held' ? viewed(next, happened, at) : next;
    case 'chat':
    case 'note':
      return { ...next, recent: remembered(next.recent, happened.messageId) };
    case 'chat-delivered':
      return { ...next, deliveredTo: new Map(next.deliveredTo).set(happened.to, happened.upTo) };
    case 'elevation-requested':
      return withScreen(next, {
        state: 'elevating',
        ...asked(happened, at),
        ...(happened.agreement === undefined ? {} : { agreement: happened.agreement }),
      });
    case 'elevation-closed': {
      const closed = withScreen(next, { state: 'off' });
      return happened.outcome === 'allowed' ? { ...closed, mode: 'full' } : closed;
    }
    case 'button-offered':
    case 'button-closed':
    case 'button-removed':
      return withButton(next, happened, at);
    case 'screen-requested':
      return withScreen(next, { state: 'asked', ...asked(happened, at) });
    case 'screen-request-closed':
    case 'screen-stopped':
      return withScreen(next, { state: 'off' });
    case 'screen-started':
      return withScreen(next, { state: 'on', producerId: happened.producerId, since: at });
    case 'recording-started':
      return {
        ...next,
        openRecordings: new Set(next.openRecordings).add(happened.recordingId),
        recordings: next.recordings + 1,
      };
    case 'recording-stopped':
      return { ...next, openRecordings: without(next.openRecordings, happened.recordingId) };
    case 'connection-lost':
      return { ...next, lost: new Map(next.lost).set(happened.who.id, at) };
    case 'connection-returned': {
      const lost = new Map(next.lost);
      lost.delete(happened.who.id);
      return { ...next, lost };
    }
    case 'notice-shown':
    case 'notice-withdrawn':
      return next.status === 'ended' || next.status === 'preparing' ? next : told(next, happened);
    case 'language-changed':
      return { ...next, language: happened.language };
    case 'ended':
      return ended(next, happened, at);
    default:
      return unreachable(happened);
  }
}

function begun(session: Session, happened: FactOf<'requested'>, at: Instant): Session {
  const { type: _, keyId: __, recorded, reconnectMs, ...fields } = happened;
  const { button } = fields;
  return {
    ...fields,
    status: 'waiting',
    id: session.id,
    startedAt: at,
    version: 1,
    recent: new Set(),
    deliveredTo: new Map(),
    lost: new Map(),
    recordings: 0,
    reconnectMs: reconnectMs ?? CUSTOMER_RECONNECT_MS,
    recording: recorded === false ? 'off' : 'on',
    agreed: new Set(),
    openRecordings: new Set(),
    buttons: button === undefined ? [] : [button],
    declinedBy: new Set(),
    // `queued`, `preparing` or `page-awaited` follows in the same breath and says where.
    firstQueue: '' as QueueId,
    ...NOWHERE_YET,
    queuedAt: at,
  };
}

const NOWHERE_YET = {
  queue: '' as QueueId,
  queueName: '',
  overflows: 0,
  overdueAt: undefined,
  others: [],
  invitations: [],
  externalInvitations: [],
  away: [],
  profiles: new Map<never, never>(),
  notices: new Map<never, never>(),
} as const;

function asked(
  { by, answerMs }: FactOf<'screen-requested' | 'elevation-requested'>,
  askedAt: Instant,
): { readonly by: Representative; readonly askedAt: Instant; readonly answerMs: number } {
  return { by, askedAt, answerMs: answerMs ?? SCREEN_ANSWER_MS };
}

/** From question to question; the next one is asked from now on. */
function prepared(
  session: Begun,
  happened: FactOf<'page-awaited' | 'preparing' | 'agreement-closed' | 'recording-answered'>,
  at: Instant,
): Session {
  switch (happened.type) {
    case 'page-awaited':
    case 'preparing': {
      const { type, ...asked } = happened;
      const first = asked.agreement === undefined ? 'recording' : 'agreement';
      return {
        ...begunOf(session),
        withinMs: 0,
        ...asked,
        status: 'preparing',
        step: type === 'page-awaited' ? 'page' : first,
        askedAt: at,
      };
    }
    case 'agreement-closed': {
      const { outcome, sha256 } = happened;
      const next =
        outcome === 'accepted' ? { ...session, agreed: new Set(session.agreed).add(sha256) } : session;
      return next.status === 'preparing' ? { ...next, step: 'recording', askedAt: at } : next;
    }
    case 'recording-answered':
      return happened.answer === 'allowed' ? session : { ...session, recording: 'refused' };
    default:
      return unreachable(happened);
  }
}

/** All is answered: into its queue. */
function arrived(session: PreparingSession, happened: FactOf<'queued'>, at: Instant): Session {
  return queued({ ...begunOf(session), ...NOWHERE_YET, status: 'waiting', queuedAt: at }, happened, at);
}

function begunOf(session: Begun) {
  return {
    ...requestOf(session),
    id: session.id,
    startedAt: session.startedAt,
    version: session.version,
    recent: session.recent,
    deliveredTo: session.deliveredTo,
    lost: session.lost,
    recordings: session.recordings,
    reconnectMs: session.reconnectMs,
    recording: session.recording,
    agreed: session.agreed,
    openRecordings: session.openRecordings,
    firstQueue: session.firstQueue,
    buttons: session.buttons,
    declinedBy: session.declinedBy,
  };
}

function queued(session: LiveSession, happened: FactOf<'queued'>, at: Instant): Session {
  const { status: _, ...kept } = session;
  return {
    ...kept,
    status: 'waiting',
    queue: happened.queue,
    queueName: happened.queueName,
    firstQueue: happened.how === 'arrival' ? happened.queue : session.firstQueue,
    queuedAt: at,
    overdueAt: undefined,
    overflows: session.overflows + (happened.how === 'waiting-rule' ? 1 : 0),
    // Equilibrium's own rule: declined.ts of equilibrium/, in which a transfer by hand alone starts anew.
    declinedBy: happened.how === 'hand' && session.queue !== happened.queue ? new Set() : session.declinedBy,
    invitations: [],
    externalInvitations: [],
    away: [],
    profiles: new Map(),
  };
}

function unoffered(
  session: Extract<Session, { status: 'offered' }>,
  happened: FactOf<'offer-closed'>,
): Session {
  const { to: _, until: __, offeredAt: ___, why: ____, ...kept } = session;
  const declined =
    happened.outcome === 'rejected' || happened.outcome === 'no-answer' || happened.outcome === 'lost';
  return {
    ...kept,
    status: 'waiting',
    declinedBy: declined ? new Set(session.declinedBy).add(happened.to.id) : session.declinedBy,
  };
}

function held(session: QueuedSession, owner: Representative, at: Instant): Session {
  return {
    ...session,
    status: 'held',
    owner,
    acceptedAt: at,
    screen: { state: 'off' },
    viewers: [],
    buttonOffer: undefined,
    others: session.others.filter(({ who }) => who.id !== owner.id),
  };
}

function shared(
  session: LiveSession,
  happened: FactOf<
    'invited' | 'external-invited' | 'invitation-closed' | 'joined' | 'left' | 'owner-changed'
  >,
  at: Instant,
): Session {
  switch (happened.type) {
    case 'invited': {
      const { type: _, invitation: id, ...invitation } = happened;
      return { ...session, invitations: [...session.invitations, { ...invitation, id, at }] };
    }
    case 'external-invited': {
      const { invitation: id, name, by, until, profile } = happened;
      return {
        ...session,
        externalInvitations: [...session.externalInvitations, { id, name, by, at, until, profile }],
      };
    }
    case 'invitation-closed':
      return {
        ...session,
        invitations: session.invitations.filter(({ id }) => id !== happened.invitation),
        externalInvitations: session.externalInvitations.filter(({ id }) => id !== happened.invitation),
      };
    case 'joined':
      return {
        ...session,
        others: [...session.others, { who: happened.who, since: at }],
        profiles:
          happened.profile === undefined
            ? session.profiles
            : new Map(session.profiles).set(happened.who.id, happened.profile.id),
        away: session.away.filter(({ id }) => id !== happened.who.id),
      };
    case 'left': {
      const { who, how } = happened;
      const lost = new Map(session.lost);
      lost.delete(who.id);
      const away = session.away.filter(({ id }) => id !== who.id);
      return {
        ...session,
        lost,
        others: session.others.filter((each) => each.who.id !== who.id),
        away: who.external === true && how === 'lost' ? [...away, who] : away,
      };
    }
    case 'owner-changed':
      return session.status === 'held' ? withOwner(session, happened, at) : session;
    default:
      return unreachable(happened);
  }
}

function told(session: LiveSession, happened: FactOf<'notice-shown' | 'notice-withdrawn'>): Session {
  const notices = new Map(session.notices);
  notices.delete(happened.notice);
  if (happened.type === 'notice-shown') {
    const { title, message } = happened;
    notices.set(happened.notice, { title, message });
  }
  return { ...session, notices };
}

function viewed(
  session: HeldSession,
  { type, who, isTold }: FactOf<'viewing-started' | 'viewing-ended'>,
  since: Instant,
): HeldSession {
  const others = session.viewers.filter((viewer) => viewer.who.id !== who.id);
  return { ...session, viewers: type === 'viewing-started' ? [...others, { who, since, isTold }] : others };
}

/** The former owner stays beside the new one, until `left` says otherwise. */
function withOwner(session: HeldSession, { to }: FactOf<'owner-changed'>, at: Instant): HeldSession {
  const others = session.others.filter(({ who }) => who.id !== to.id);
  return { ...session, owner: to, others: [...others, { who: session.owner, since: at }] };
}

function withScreen(session: Begun, screen: Screen): Begun {
  return session.status === 'held' ? { ...session, screen } : session;
}

function withButton(
  session: Begun,
  happened: FactOf<'button-offered' | 'button-closed' | 'button-removed'>,
  askedAt: Instant,
): Begun {
  switch (happened.type) {
    case 'button-offered': {
      const { type: _, ...offered } = happened;
      return session.status === 'held' ? { ...session, buttonOffer: { ...offered, askedAt } } : session;
    }
    case 'button-closed': {
      const { type: _, outcome, ...button } = happened;
      const buttons = outcome === 'allowed' ? [...session.buttons, button] : session.buttons;
      return session.status === 'held' ? { ...session, buttons, buttonOffer: undefined } : session;
    }
    case 'button-removed':
      return { ...session, buttons: session.buttons.filter(({ id }) => id !== happened.id) };
    default:
      return unreachable(happened);
  }
}

function ended(session: Begun, happened: FactOf<'ended'>, at: Instant): Session {
  const owner = session.status === 'held' ? session : undefined;
  return {
    ...begunOf(session),
    status: 'ended',
    acceptedAt: owner?.acceptedAt,
    owner: owner?.owner,
    endedAt: at,
    endReason: happened.reason,
  };
}

function requestOf(session: Begun): Request {
  const { customerName, details, portalId, portalName, startMethod, mode, language } = session;
  const { issue, company, companyCode, externalKey, button, custom } = session;
  return {
    customerName,
    details,
    portalId,
    portalName,
    startMethod,
    mode,
    language,
    ...(issue === undefined ? {} : { issue }),
    ...(company === undefined ? {} : { company }),
    ...(companyCode === undefined ? {} : { companyCode }),
    ...(externalKey === undefined ? {} : { externalKey }),
    ...(button === undefined ? {} : { button }),
    ...(custom === undefined ? {} : { custom }),
  };
}

function without(recordings: ReadonlySet<RecordingId>, recordingId: RecordingId): ReadonlySet<RecordingId> {
  const after = new Set(recordings);
  after.delete(recordingId);
  return after;
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
