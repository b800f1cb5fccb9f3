import type { SessionMode } from './fields.ts';
import type { EndReason, SessionEntry, SessionEvent } from './session-event.ts';
import {
  CUSTOMER,
  laterBy,
  unreachable,
  type Instant,
  type ParticipantId,
  type RecordingId,
  type RepId,
  type InvitationId,
  type NoticeId,
  type QueueId,
} from '../kernel/index.ts';

type Requested = Extract<SessionEvent, { type: 'requested' }>;
/** A Support Button, with what it is called in other languages where this page may know. */
type NamedButton = Pick<Extract<SessionEvent, { type: 'button-offered' }>, 'id' | 'title' | 'titles'>;

/** What a page knows of a session: all of it follows from the entries, so nothing can disagree. */
export interface SessionView {
  readonly lastSeq: number;
  readonly status: 'starting' | 'preparing' | 'waiting' | 'in-session' | 'ended';
  readonly customerName: string;
  readonly details: string;
  readonly portalName: string;
  /** All that the customer brought; undefined until it was told. */
  readonly request: Omit<Requested, 'type'> | undefined;
  /** As it is now: a chat may have become a full session since it was requested. */
  readonly mode: SessionMode;
  /** What the customer is asked now, before the queue; undefined when nothing is. */
  readonly asked: 'agreement' | 'recording' | undefined;
  /** Whether what is shared is recorded: `off` by the company's settings, `refused` by the customer. */
  readonly recording: 'on' | 'off' | 'refused';
  readonly queueName: string;
  readonly startedAt: Instant | undefined;
  readonly acceptedAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly endReason: EndReason | undefined;
  readonly owner: { readonly id: RepId; readonly name: string } | undefined;
  /** Who is in it beside the owner, longest first. */
  readonly others: readonly { readonly id: ParticipantId; readonly name: string }[];
  /** Who looks on without being in it, as far as this page may know. */
  readonly viewers: readonly { readonly id: ParticipantId; readonly name: string }[];
  /** Who was asked to come and has not answered. */
  readonly invitations: readonly {
    readonly id: InvitationId;
    /** Undefined for somebody from outside, who has a key until then. */
    readonly to: QueueId | undefined;
    readonly toName: string;
    readonly until: Instant | undefined;
  }[];
  /** What the customer was told while waiting and that still holds, the latest last. */
  readonly notices: readonly {
    readonly id: NoticeId;
    readonly title: string;
    readonly message: string;
    readonly language: string;
  }[];
  /** From outside, lost for too long, and may come back. */
  readonly away: readonly { readonly id: ParticipantId; readonly name: string }[];
  readonly screen:
    | { readonly state: 'off' }
    /** In a chat: the customer is asked whether it goes on with the screen. */
    | {
        readonly state: 'elevating';
        readonly byName: string;
        /** To be accepted with it, until then. */
        readonly agreement?: { readonly sha256: string; readonly until: Instant };
      }
    | { readonly state: 'asked'; readonly byName: string }
    | { readonly state: 'on'; readonly producerId: string };
  /** The customer is asked whether this Support Button is put on their device. */
  readonly buttonOffer: (NamedButton & { readonly byName: string }) | undefined;
  /** Those on the customer's device: what it began with (for representatives), what was deployed. */
  readonly buttons: readonly (NamedButton & {
    /** In this session. */
    readonly isNew: boolean;
  })[];
  /** Shown as a red dot while there is at least one. */
  readonly recordings: ReadonlySet<RecordingId>;
  /** Who is in the session but not connected now. */
  readonly lost: ReadonlySet<ParticipantId>;
  /** Everything up to this place has reached that participant. */
  readonly deliveredTo: ReadonlyMap<ParticipantId, number>;
  /** What is shown as the conversation: everything but deliveries. */
  readonly timeline: readonly SessionEntry[];
}

export const EMPTY_SESSION_VIEW: SessionView = {
  lastSeq: 0,
  status: 'starting',
  customerName: '',
  details: '',
  portalName: '',
  request: undefined,
  mode: 'full',
  asked: undefined,
  recording: 'on',
  queueName: '',
  startedAt: undefined,
  acceptedAt: undefined,
  endedAt: undefined,
  endReason: undefined,
  owner: undefined,
  others: [],
  viewers: [],
  invitations: [],
  notices: [],
  away: [],
  screen: { state: 'off' },
  buttonOffer: undefined,
  buttons: [],
  recordings: new Set(),
  lost: new Set(),
  deliveredTo: new Map(),
  timeline: [],
};

/** The view after these entries. Those that it already holds are passed over, so a replay doubles nothing. */
export function withEntries(view: SessionView, entries: readonly SessionEntry[]): SessionView {
  let after = view;
  const shown: SessionEntry[] = [];
  for (const entry of entries) {
    if (entry.seq <= after.lastSeq) {
      continue;
    }
    after = { ...after, ...change(after, entry.event, entry.at), lastSeq: entry.seq };
    if (entry.event.type !== 'chat-delivered') {
      shown.push(entry);
    }
  }
  return shown.length === 0 ? after : { ...after, timeline: [...after.timeline, ...shown] };
}

function change(view: SessionView, event: SessionEvent, at: Instant): Partial<SessionView> {
  switch (event.type) {
    case 'requested': {
      const { type: _, ...request } = event;
      const { customerName, details, portalName, mode } = request;
      const recording = request.recorded === false ? 'off' : 'on';
      const buttons = request.button === undefined ? [] : [{ ...request.button, isNew: false }];
      return { customerName, details, portalName, mode, request, recording, buttons, startedAt: at };
    }
    case 'preparing':
      return { status: 'preparing', asked: event.agreement === undefined ? 'recording' : 'agreement' };
    case 'agreement-closed':
      // Also answered while it is asked for the screen; nothing is asked before the queue then.
      return view.status === 'preparing'
        ? { asked: event.outcome === 'accepted' ? 'recording' : undefined }
        : {};
    case 'recording-answered':
      return event.answer === 'allowed' ? {} : { recording: 'refused' };
    case 'queued':
      return {
        status: 'waiting',
        asked: undefined,
        queueName: event.queueName ?? '',
        owner: undefined,
        invitations: [],
        away: [],
      };
    case 'offered':
    case 'offer-closed':
    case 'overdue':
      return {};
    case 'invited':
      return {
        invitations: [
          ...view.invitations,
          { id: event.invitation, to: event.to, toName: event.toName, until: undefined },
        ],
      };
    case 'external-invited':
      return {
        invitations: [
          ...view.invitations,
          { id: event.invitation, to: undefined, toName: event.name, until: event.until },
        ],
      };
    case 'invitation-closed':
      return { invitations: view.invitations.filter(({ id }) => id !== event.invitation) };
    case 'viewing-started':
      return { viewers: [...view.viewers.filter(({ id }) => id !== event.who.id), event.who] };
    case 'viewing-ended':
      return { viewers: view.viewers.filter(({ id }) => id !== event.who.id) };
    case 'joined':
      return {
        others: [...view.others, event.who],
        away: view.away.filter(({ id }) => id !== event.who.id),
      };
    case 'left': {
      const lost = new Set(view.lost);
      lost.delete(event.who.id);
      const away = view.away.filter(({ id }) => id !== event.who.id);
      return {
        lost,
        others: view.others.filter(({ id }) => id !== event.who.id),
        away: event.who.external === true && event.how === 'lost' ? [...away, event.who] : away,
      };
    }
    case 'owner-changed':
      return {
        owner: { id: event.to.id as RepId, name: event.to.name },
        others: [
          ...view.others.filter(({ id }) => id !== event.to.id),
          ...(view.owner === undefined ? [] : [view.owner]),
        ],
      };
    case 'accepted':
      return {
        status: 'in-session',
        acceptedAt: view.acceptedAt ?? at,
        owner: { id: event.by.id as RepId, name: event.by.name },
        others: view.others.filter(({ id }) => id !== event.by.id),
      };
    case 'chat-delivered':
      return { deliveredTo: new Map(view.deliveredTo).set(event.to, event.upTo) };
    case 'elevation-requested':
      return {
        screen: {
          state: 'elevating',
          byName: event.by.name,
          ...(event.agreement === undefined
            ? {}
            : {
                agreement: {
                  sha256: event.agreement.sha256,
                  until: laterBy(at, event.agreement.timeoutMs),
                },
              }),
        },
      };
    case 'elevation-closed':
      return { screen: { state: 'off' }, ...(event.outcome === 'allowed' ? { mode: 'full' } : {}) };
    case 'button-offered':
      return { buttonOffer: { ...namedButton(event), byName: event.by.name } };
    case 'button-closed': {
      const button = { ...namedButton(event), isNew: true };
      return {
        buttonOffer: undefined,
        buttons: event.outcome === 'allowed' ? [...view.buttons, button] : view.buttons,
      };
    }
    case 'button-removed':
      return { buttons: view.buttons.filter(({ id }) => id !== event.id) };
    case 'screen-requested':
      return { screen: { state: 'asked', byName: event.by.name } };
    case 'screen-request-closed':
      return view.screen.state === 'asked' ? { screen: { state: 'off' } } : {};
    case 'screen-started':
      return { screen: { state: 'on', producerId: event.producerId } };
    case 'screen-stopped':
      return { screen: { state: 'off' } };
    case 'recording-started':
      return { recordings: new Set(view.recordings).add(event.recordingId) };
    case 'recording-stopped': {
      const recordings = new Set(view.recordings);
      recordings.delete(event.recordingId);
      return { recordings };
    }
    case 'chat':
    case 'note':
      return {};
    case 'notice-shown': {
      const { notice: id, title, message, language } = event;
      return {
        notices: [...view.notices.filter((each) => each.id !== id), { id, title, message, language }],
      };
    }
    case 'notice-withdrawn':
      return { notices: view.notices.filter(({ id }) => id !== event.notice) };
    case 'connection-lost':
      return { lost: new Set(view.lost).add(event.who.id) };
    case 'connection-returned': {
      const lost = new Set(view.lost);
      lost.delete(event.who.id);
      return { lost };
    }
    case 'ended':
      return {
        status: 'ended',
        asked: undefined,
        endedAt: at,
        endReason: event.reason,
        screen: { state: 'off' },
        recordings: new Set(),
      };
    default:
      return unreachable(event);
  }
}

/** Whether the message at `seq` has reached the other side: the customer's reached any representative, and the reverse. */
export function isDelivered(view: SessionView, from: ParticipantId, seq: number): boolean {
  for (const [who, upTo] of view.deliveredTo) {
    if ((who === CUSTOMER) !== (from === CUSTOMER) && upTo >= seq) {
      return true;
    }
  }
  return false;
}

function namedButton({ id, title, titles }: NamedButton): NamedButton {
  return titles === undefined ? { id, title } : { id, title, titles };
}
