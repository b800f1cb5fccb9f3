import * as v from 'valibot';
import {
  idPattern,
  LIMITS,
  teamOfQueue,
  type Instant,
  type MessageId,
  type QueueId,
  type RepId,
  type TeamId,
} from '../../kernel/index.ts';
import type { DownOf, TeamChatPage, TeamMessage } from '../../protocol/index.ts';

/** What was typed and sent, until the appliance's own copy of it arrives. */
export interface TeamOutgoing {
  readonly messageId: MessageId;
  readonly text: string;
  readonly at: Instant;
  readonly progress: 'sending' | 'sent' | { readonly failed: string };
}

/** How far something has come that was asked of the appliance. */
export type Asked = 'nothing' | 'asked' | { readonly failed: string };

/** The chat of a team, as this page holds it. */
export interface TeamChat {
  readonly last: number;
  readonly seenUpTo: number;
  readonly unread: number;
  /** Those that this page holds, in order; none are left out between the first of them and `upTo`. */
  readonly messages: readonly TeamMessage[];
  /** Undefined while nothing was read of it. */
  readonly upTo: number | undefined;
  readonly hasOlder: boolean;
  readonly newest: Asked;
  readonly older: Asked;
  /** What was new when the person came stands after this place; undefined when nothing was. */
  readonly newAfter: number | undefined;
  readonly outgoing: readonly TeamOutgoing[];
  readonly draft: string;
}

export interface TeamChats {
  /** False until the appliance has told of them: no number is news before that. */
  readonly known: boolean;
  /** *Team Chat History*; 0: not longer than it is shown. */
  readonly keptForDays: number;
  readonly byTeam: ReadonlyMap<TeamId, TeamChat>;
  /** What this browser tab kept over a reload of teams that the appliance has not told of yet. */
  readonly saved: SavedChats;
}

export const NO_TEAM_CHATS: TeamChats = { known: false, keptForDays: 0, byTeam: new Map(), saved: new Map() };

const NEW_CHAT: TeamChat = {
  last: 0,
  seenUpTo: 0,
  unread: 0,
  messages: [],
  upTo: undefined,
  hasOlder: false,
  newest: 'nothing',
  older: 'nothing',
  newAfter: undefined,
  outgoing: [],
  draft: '',
};

/** What a page keeps of a chat that nobody looks at; what is older is read again when somebody looks for it. */
const KEPT_MESSAGES = 300;
/** What it holds of one that is looked at for days. */
const MOST_MESSAGES = 2_000;

/** What survives a reload of this page, in this browser tab only. */
export type SavedChat = Pick<TeamChat, 'draft' | 'outgoing'>;
export type SavedChats = ReadonlyMap<TeamId, SavedChat>;

/**
 * The chats after the appliance has told where this representative stands. A chat that it names no
 * more is of a team that they have left. What a broken connection kept the appliance from hearing
 * stays seen here (`unheard` has it).
 */
export function withTold(chats: TeamChats, message: DownOf<'team-chats'>): TeamChats {
  const saved = new Map(chats.saved);
  const byTeam = new Map(message.reset ? [] : chats.byTeam);
  for (const { team, last, seenUpTo, unread } of message.chats) {
    const before = chats.byTeam.get(team) ?? { ...NEW_CHAT, ...saved.get(team) };
    saved.delete(team);
    // A place beyond the last one was seen before the appliance was put back to an earlier day.
    const seenHere = Math.min(before.seenUpTo, last);
    byTeam.set(team, {
      ...before,
      last,
      seenUpTo: Math.max(seenHere, seenUpTo),
      unread: seenHere > seenUpTo ? before.unread : unread,
      // Another connection: what failed on the last one is tried again.
      newest: message.reset && typeof before.newest === 'object' ? 'nothing' : before.newest,
      ...(before.upTo !== undefined && before.upTo > last ? UNREAD_BEFORE : {}),
    });
  }
  return { known: true, keptForDays: message.keptForDays, byTeam, saved };
}

/** The part of a chat that is read from the appliance again. */
const UNREAD_BEFORE: Pick<TeamChat, 'messages' | 'upTo' | 'hasOlder'> = {
  messages: [],
  upTo: undefined,
  hasOlder: false,
};

/** Of which chats the appliance did not hear up to where they were seen, and up to where. */
export function unheard(
  chats: TeamChats,
  message: DownOf<'team-chats'>,
): readonly { readonly team: TeamId; readonly upTo: number }[] {
  return message.chats.flatMap(({ team, seenUpTo }) => {
    const upTo = chats.byTeam.get(team)?.seenUpTo ?? 0;
    return upTo > seenUpTo ? [{ team, upTo }] : [];
  });
}

/**
 * With what somebody wrote. One that is here already changes nothing; after a gap the newest are read
 * again. `looking` is whether the chat is in front of the person now.
 */
export function withSaid(chat: TeamChat, said: DownOf<'team-said'>, me: RepId, looking: boolean): TeamChat {
  const { message, previous } = said;
  if (message.place <= chat.last) {
    return withoutOutgoing(chat, message, me);
  }
  const joins = chat.upTo !== undefined && previous <= chat.upTo;
  return withoutOutgoing(
    {
      ...chat,
      last: message.place,
      ...(looking && joins
        ? { seenUpTo: message.place }
        : {
            unread: message.from.id === me ? chat.unread : Math.min(chat.unread + 1, LIMITS.teamChatUnread),
          }),
      ...(joins ? trimmed([...chat.messages, message], chat.hasOlder, MOST_MESSAGES) : {}),
      upTo: joins ? message.place : chat.upTo,
    },
    message,
    me,
  );
}

function withoutOutgoing(chat: TeamChat, kept: TeamMessage, me: RepId): TeamChat {
  return kept.from.id === me && chat.outgoing.some(({ messageId }) => messageId === kept.messageId)
    ? { ...chat, outgoing: chat.outgoing.filter(({ messageId }) => messageId !== kept.messageId) }
    : chat;
}

function trimmed(
  messages: readonly TeamMessage[],
  hasOlder: boolean,
  most: number,
): Pick<TeamChat, 'messages' | 'hasOlder'> {
  return messages.length <= most
    ? { messages, hasOlder }
    : { messages: messages.slice(-KEPT_MESSAGES), hasOlder: true };
}

/** With the newest messages. What is here and does not join them is let go: it is read again on the way back. */
export function withNewest(chat: TeamChat, page: TeamChatPage, me: RepId): TeamChat {
  const first = page.messages[0];
  const joins =
    chat.upTo !== undefined && (!page.hasOlder || (first !== undefined && first.place <= chat.upTo + 1));
  const older = joins ? chat.messages.filter(({ place }) => first === undefined || place < first.place) : [];
  // What was said while the page was on its way is here already.
  const newer = chat.messages.filter(({ place }) => place > page.last);
  const messages = [...older, ...page.messages, ...newer];
  const mine = new Set(messages.flatMap(({ from, messageId }) => (from.id === me ? [messageId] : [])));
  return {
    ...chat,
    messages,
    upTo: Math.max(page.last, newer.at(-1)?.place ?? 0),
    last: Math.max(chat.last, page.last),
    hasOlder: page.hasOlder && (older.length === 0 || chat.hasOlder),
    newest: 'nothing',
    outgoing: chat.outgoing.filter(({ messageId }) => !mine.has(messageId)),
  };
}

/** With a page of the messages before the first that is here. */
export function withOlder(chat: TeamChat, page: TeamChatPage): TeamChat {
  const first = chat.messages[0];
  return {
    ...chat,
    messages: [
      ...page.messages.filter(({ place }) => first === undefined || place < first.place),
      ...chat.messages,
    ],
    hasOlder: page.hasOlder,
    older: 'nothing',
  };
}

/** Whether the newest messages have to be read from the appliance before they can be shown. */
export function isBehind(chat: TeamChat): boolean {
  return chat.upTo === undefined || chat.upTo < chat.last;
}

/** Looked at: everything that is here counts as seen, and what was unread until now stands below a mark. */
export function looked(chat: TeamChat): TeamChat {
  if (isBehind(chat) || (chat.seenUpTo >= chat.last && chat.unread === 0)) {
    return chat;
  }
  return {
    ...chat,
    newAfter: chat.unread > 0 ? chat.seenUpTo : chat.newAfter,
    seenUpTo: Math.max(chat.seenUpTo, chat.last),
    unread: 0,
  };
}

/** No longer in front: whoever comes back finds below the mark what is new then. */
export function lookedAway(chat: TeamChat): TeamChat {
  return chat.newAfter === undefined && chat.messages.length <= KEPT_MESSAGES
    ? chat
    : { ...chat, newAfter: undefined, ...trimmed(chat.messages, chat.hasOlder, KEPT_MESSAGES) };
}

/** With one more message on its way, and the draft emptied. */
export function withTeamOutgoing(chat: TeamChat, message: Omit<TeamOutgoing, 'progress'>): TeamChat {
  return {
    ...chat,
    draft: '',
    newAfter: undefined,
    outgoing: [...chat.outgoing, { ...message, progress: 'sending' }],
  };
}

export function withTeamProgress(
  chat: TeamChat,
  messageId: MessageId,
  progress: TeamOutgoing['progress'],
): TeamChat {
  return {
    ...chat,
    outgoing: chat.outgoing.map((message) =>
      message.messageId === messageId ? { ...message, progress } : message,
    ),
  };
}

/** Without a message that was not sent: it goes back to be edited, in front of what is typed since. */
export function takenBackFromTeam(chat: TeamChat, messageId: MessageId): TeamChat {
  const message = chat.outgoing.find((other) => other.messageId === messageId);
  return message === undefined
    ? chat
    : {
        ...chat,
        outgoing: chat.outgoing.filter((other) => other !== message),
        draft: chat.draft === '' ? message.text : `${message.text}\n${chat.draft}`,
      };
}

/** The chat that belongs to a queue; undefined for a personal one. */
export function chatOfQueue(
  chats: TeamChats,
  queue: QueueId | undefined,
): { readonly team: TeamId; readonly chat: TeamChat } | undefined {
  const team = queue === undefined ? undefined : teamOfQueue(queue);
  const chat = team === undefined ? undefined : chats.byTeam.get(team);
  return team === undefined || chat === undefined ? undefined : { team, chat };
}

/** How many messages of colleagues nobody has looked at. */
export function unreadInTeams(chats: TeamChats): number {
  let count = 0;
  for (const { unread } of chats.byTeam.values()) {
    count += unread;
  }
  return count;
}

/** "3 new messages in Laptops", as the bubble is called. */
export function unreadWords(unread: number, team: string): string {
  return `${unreadCountText(unread)} new ${unread === 1 ? 'message' : 'messages'} in ${team}`;
}

/** As far as it is counted. */
export function unreadCountText(unread: number): string {
  return unread >= LIMITS.teamChatUnread ? `${LIMITS.teamChatUnread - 1}+` : String(unread);
}

/** For how long what is written stays, as the chat says it. */
export function keptWords(days: number): string {
  if (days === 0) {
    return 'Messages are not kept: each goes an hour after it was written.';
  }
  return `Messages are kept for ${days === 1 ? 'a day' : `${days} days`}.`;
}

const savedSchema = v.fallback(
  v.array(
    v.object({
      team: v.pipe(v.string(), v.regex(idPattern)),
      draft: v.string(),
      outgoing: v.array(
        v.object({
          messageId: v.pipe(v.string(), v.regex(idPattern)),
          text: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.chatCharacters)),
          at: v.number(),
        }),
      ),
    }),
  ),
  [],
);

/** What to store, as plain data; chats in which nothing is written and waits are left out. */
export function savedChats(chats: TeamChats): unknown {
  return [...chats.saved, ...chats.byTeam]
    .filter(([, { draft, outgoing }]) => draft !== '' || outgoing.length > 0)
    .map(([team, { draft, outgoing }]) => ({
      team,
      draft,
      outgoing: outgoing.map(({ messageId, text, at }) => ({ messageId, text, at })),
    }));
}

export function readSavedChats(stored: unknown): SavedChats {
  return new Map(
    v.parse(savedSchema, stored).map(({ team, draft, outgoing }) => [
      team as TeamId,
      {
        draft,
        outgoing: outgoing.map(({ messageId, text, at }) => ({
          messageId: messageId as MessageId,
          text,
          at: at as Instant,
          progress: 'sending' as const,
        })),
      },
    ]),
  );
}
