import { CUSTOMER, laterBy, type Instant, type MessageId, type ParticipantId } from '../../kernel/index.ts';
import {
  EMPTY_SESSION_VIEW,
  isDelivered,
  withEntries,
  type SessionEntry,
  type SessionView,
} from '../../protocol/index.ts';
import { happeningWords } from './happening-words.ts';

/** What was typed and sent, until the journal's own copy of it arrives. */
export interface Outgoing {
  readonly kind: 'chat' | 'note';
  readonly messageId: MessageId;
  readonly text: string;
  readonly at: Instant;
  readonly progress: 'sending' | 'sent' | { readonly failed: string };
}

/** A session as this page holds it: the appliance's view, and what only this page knows. */
export interface OpenSession {
  readonly view: SessionView;
  readonly outgoing: readonly Outgoing[];
  readonly chatDraft: string;
  readonly noteDraft: string;
  /** The last place of the journal that was in front of the person: what others wrote after it is unread. */
  readonly readUpTo: number;
  readonly typing: { readonly name: string; readonly until: Instant } | undefined;
  /** The appliance speaks of this session no more, although no end of it was heard: it ended while the connection was away. */
  readonly lost: boolean;
}

export const NEW_SESSION: OpenSession = {
  view: EMPTY_SESSION_VIEW,
  outgoing: [],
  chatDraft: '',
  noteDraft: '',
  readUpTo: 0,
  typing: undefined,
  lost: false,
};

/** What somebody is in a session. */
export type Part = 'owner' | 'participant' | 'none';

export function partOf(view: SessionView, who: ParticipantId): Part {
  if (view.owner?.id === who) {
    return 'owner';
  }
  return view.others.some(({ id }) => id === who) ? 'participant' : 'none';
}

/** Whether this one was in the session and is in it no more, whatever else has happened since. */
export function hasLeft(view: SessionView, who: ParticipantId): boolean {
  const last = view.timeline.findLast(
    ({ event }) =>
      ((event.type === 'left' || event.type === 'joined') && event.who.id === who) ||
      (event.type === 'accepted' && event.by.id === who) ||
      (event.type === 'owner-changed' && event.to.id === who),
  );
  return last?.event.type === 'left';
}

/** How long "is typing" stays after the last word of it. */
const TYPING_MS = 4000;

/** The session after these entries; `looking` is whether its tab is in front of the person now. */
export function withEvents(
  open: OpenSession,
  entries: readonly SessionEntry[],
  looking: boolean,
): OpenSession {
  const fresh = entries.filter((entry) => entry.seq > open.view.lastSeq);
  if (fresh.length === 0) {
    return open;
  }
  const kept = new Set<MessageId>();
  let typing = open.typing;
  for (const { event } of fresh) {
    if (event.type === 'chat' || event.type === 'note') {
      kept.add(event.messageId);
    }
    if (event.type === 'chat' && event.from.name === typing?.name) {
      typing = undefined;
    }
  }
  const view = withEntries(open.view, fresh);
  return {
    ...open,
    view,
    outgoing: open.outgoing.filter((message) => !kept.has(message.messageId)),
    readUpTo: looking ? view.lastSeq : open.readUpTo,
    typing,
  };
}

/** With everything in it read. */
export function lookedAt(open: OpenSession): OpenSession {
  return open.readUpTo === open.view.lastSeq ? open : { ...open, readUpTo: open.view.lastSeq };
}

/** How many messages of others nobody has looked at: the customer's, and those of whoever shares the session. */
export function unreadCount(open: OpenSession, me: ParticipantId | undefined): number {
  return chatsOfOthersAfter(open.view, open.readUpTo, me).length;
}

/** What others wrote after that place of the journal. */
export function chatsOfOthersAfter(
  view: SessionView,
  seq: number,
  me: ParticipantId | undefined,
): readonly SessionEntry[] {
  const after: SessionEntry[] = [];
  for (let at = view.timeline.length - 1; at >= 0; at -= 1) {
    const entry = view.timeline[at];
    if (entry === undefined || entry.seq <= seq) {
      break;
    }
    if (entry.event.type === 'chat' && entry.event.from.id !== me) {
      after.unshift(entry);
    }
  }
  return after;
}

export function withTyping(open: OpenSession, name: string, now: Instant): OpenSession {
  return { ...open, typing: { name, until: laterBy(now, TYPING_MS) } };
}

/** The name of who is typing at this moment. */
export function whoTypes(open: OpenSession, now: Instant): string | undefined {
  return open.typing !== undefined && open.typing.until > now ? open.typing.name : undefined;
}

/** With one more message on its way, and its draft emptied. */
export function withOutgoing(open: OpenSession, message: Omit<Outgoing, 'progress'>): OpenSession {
  return {
    ...open,
    outgoing: [...open.outgoing, { ...message, progress: 'sending' }],
    ...(message.kind === 'chat' ? { chatDraft: '' } : { noteDraft: '' }),
  };
}

export function withProgress(
  open: OpenSession,
  messageId: MessageId,
  progress: Outgoing['progress'],
): OpenSession {
  return {
    ...open,
    outgoing: open.outgoing.map((message) =>
      message.messageId === messageId ? { ...message, progress } : message,
    ),
  };
}

/** Without a message that was not sent: it goes back to be edited, in front of what is typed since. */
export function takenBack(open: OpenSession, messageId: MessageId): OpenSession {
  const message = open.outgoing.find((other) => other.messageId === messageId);
  if (message === undefined) {
    return open;
  }
  const joined = (draft: string) => (draft === '' ? message.text : `${message.text}\n${draft}`);
  return {
    ...open,
    outgoing: open.outgoing.filter((other) => other !== message),
    ...(message.kind === 'chat'
      ? { chatDraft: joined(open.chatDraft) }
      : { noteDraft: joined(open.noteDraft) }),
  };
}

/** Up to which place the customer's messages are here without the appliance knowing; undefined when it knows. */
export function unacknowledged(view: SessionView, me: ParticipantId): number | undefined {
  const last = view.timeline.findLast(
    (entry) => entry.event.type === 'chat' && entry.event.from.id === CUSTOMER,
  );
  return last !== undefined && (view.deliveredTo.get(me) ?? 0) < last.seq ? last.seq : undefined;
}

export type Delivery = 'sending' | 'sent' | 'delivered' | { readonly failed: string };

/** A line of the conversation. */
export type Line =
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly mine: boolean;
      readonly fromCustomer: boolean;
      readonly from: string;
      readonly text: string;
      readonly at: Instant;
      /** Undefined for what others wrote. */
      readonly delivery: Delivery | undefined;
      /** Undefined for the words with which the customer came. */
      readonly messageId: MessageId | undefined;
    }
  | {
      readonly kind: 'happening';
      readonly id: string;
      readonly text: string;
      readonly at: Instant;
    };

/** The conversation in order: what the journal has, then what is still on its way. Notes are no part of it. */
export function conversation(open: OpenSession, me: ParticipantId): readonly Line[] {
  const lines: Line[] = [];
  for (const entry of open.view.timeline) {
    const { event } = entry;
    if (event.type === 'requested' && event.details !== '') {
      lines.push(firstWords(entry.seq, entry.at, event));
    } else if (event.type === 'chat') {
      const mine = event.from.id === me;
      lines.push({
        kind: 'message',
        id: event.messageId,
        messageId: event.messageId,
        mine,
        fromCustomer: event.from.id === CUSTOMER,
        from: event.from.name,
        text: event.text,
        at: entry.at,
        delivery: mine ? (isDelivered(open.view, me, entry.seq) ? 'delivered' : 'sent') : undefined,
      });
    } else if (event.type !== 'note') {
      const text = happeningWords(event, { me, customerName: open.view.customerName });
      if (text !== undefined) {
        lines.push({ kind: 'happening', id: String(entry.seq), text, at: entry.at });
      }
    }
  }
  for (const message of open.outgoing) {
    if (message.kind === 'chat') {
      lines.push({
        kind: 'message',
        id: message.messageId,
        messageId: message.messageId,
        mine: true,
        fromCustomer: false,
        from: '',
        text: message.text,
        at: message.at,
        delivery: message.progress,
      });
    }
  }
  return lines;
}

/** What the customer wrote on the portal opens the conversation. */
function firstWords(
  seq: number,
  at: Instant,
  event: { readonly customerName: string; readonly details: string },
): Line {
  return {
    kind: 'message',
    id: `first-${seq}`,
    messageId: undefined,
    mine: false,
    fromCustomer: true,
    from: event.customerName,
    text: event.details,
    at,
    delivery: undefined,
  };
}

export interface Note {
  readonly messageId: MessageId;
  readonly by: string;
  readonly text: string;
  readonly at: Instant;
  readonly delivery: Delivery;
}

/** The notes in order, kept ones first. */
export function notesOf(open: OpenSession): readonly Note[] {
  const kept = open.view.timeline.flatMap(({ event, at }) =>
    event.type === 'note'
      ? [
          {
            messageId: event.messageId,
            by: event.by.name,
            text: event.text,
            at,
            delivery: 'delivered' as const,
          },
        ]
      : [],
  );
  const onTheWay = open.outgoing.flatMap((message) =>
    message.kind === 'note'
      ? [
          {
            messageId: message.messageId,
            by: 'You',
            text: message.text,
            at: message.at,
            delivery: message.progress,
          },
        ]
      : [],
  );
  return [...kept, ...onTheWay];
}

/** Whether the session is over, as far as this page can know. */
export function isOver(open: OpenSession): boolean {
  return open.view.status === 'ended' || open.lost;
}
