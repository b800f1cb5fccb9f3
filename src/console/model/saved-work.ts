import * as v from 'valibot';
import {
  idPattern,
  LIMITS,
  type Instant,
  type MessageId,
  type QueueId,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import { NEW_SESSION, type OpenSession } from './open-session.ts';
import { readSavedChats, savedChats, type SavedChats, type TeamChats } from './team-chat.ts';
import { TAB_NAME_CHARACTERS, type Tabs } from './tabs.ts';

/**
 * What survives a reload of this page, in this browser tab only: the row of tabs, what was typed,
 * and what was sent without an answer. Everything else comes from the appliance again.
 */
export interface SavedWork {
  readonly rep: RepId;
  readonly tabs: Tabs;
  readonly queue: QueueId | undefined;
  readonly sessions: ReadonlyMap<SessionId, SavedSession>;
  readonly chats: SavedChats;
}

type SavedSession = Pick<OpenSession, 'outgoing' | 'chatDraft' | 'noteDraft' | 'readUpTo'>;

const branded = <Id extends string>() =>
  v.pipe(
    v.string(),
    v.regex(idPattern),
    v.transform((text) => text as unknown as Id),
  );

const savedSchema = v.object({
  rep: branded<RepId>(),
  tabs: v.fallback(
    v.object({
      list: v.array(
        v.object({
          session: branded<SessionId>(),
          name: v.optional(v.pipe(v.string(), v.maxLength(TAB_NAME_CHARACTERS))),
        }),
      ),
      active: v.union([v.literal('queues'), v.literal('dashboard'), branded<SessionId>()]),
    }),
    { list: [], active: 'queues' },
  ),
  queue: v.fallback(v.optional(v.string()), undefined),
  chats: v.optional(v.unknown()),
  sessions: v.fallback(
    v.array(
      v.object({
        session: branded<SessionId>(),
        chatDraft: v.string(),
        noteDraft: v.string(),
        readUpTo: v.number(),
        outgoing: v.array(
          v.object({
            kind: v.picklist(['chat', 'note']),
            messageId: branded<MessageId>(),
            text: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.noteCharacters)),
            at: v.number(),
          }),
        ),
      }),
    ),
    [],
  ),
});

/** What to store, as plain data. Failed messages are kept as drafts would be: to be sent again. */
export function savedForm(work: {
  readonly rep: RepId;
  readonly tabs: Tabs;
  readonly queue: QueueId | undefined;
  readonly sessions: ReadonlyMap<SessionId, OpenSession>;
  readonly chats: TeamChats;
}): unknown {
  return {
    rep: work.rep,
    tabs: work.tabs,
    queue: work.queue,
    chats: savedChats(work.chats),
    sessions: [...work.sessions].map(([session, open]) => ({
      session,
      chatDraft: open.chatDraft,
      noteDraft: open.noteDraft,
      readUpTo: open.readUpTo,
      outgoing: open.outgoing.map(({ kind, messageId, text, at }) => ({ kind, messageId, text, at })),
    })),
  };
}

/** What was stored by this representative; undefined when it was somebody else or cannot be read. */
export function readSavedWork(stored: unknown, rep: RepId): SavedWork | undefined {
  const read = v.safeParse(savedSchema, stored);
  if (!read.success || read.output.rep !== rep) {
    return undefined;
  }
  const { tabs, queue, sessions, chats } = read.output;
  return {
    rep,
    tabs: { list: tabs.list.map(({ session, name }) => ({ session, name })), active: tabs.active },
    queue: queue as QueueId | undefined,
    chats: readSavedChats(chats),
    sessions: new Map(
      sessions.map((saved) => [
        saved.session,
        {
          chatDraft: saved.chatDraft,
          noteDraft: saved.noteDraft,
          readUpTo: saved.readUpTo,
          outgoing: saved.outgoing.map((message) => ({
            ...message,
            at: message.at as Instant,
            progress: 'sending' as const,
          })),
        },
      ]),
    ),
  };
}

/** The sessions that had a tab, whoever kept them: the appliance tells nobody of a session that is not theirs. */
export function keptTabs(stored: unknown): readonly SessionId[] {
  const read = v.safeParse(savedSchema, stored);
  return read.success ? read.output.tabs.list.map(({ session }) => session) : [];
}

/** A session opened with what was typed in it before. */
export function sessionWith(work: SavedWork | undefined, session: SessionId): OpenSession {
  return { ...NEW_SESSION, ...work?.sessions.get(session) };
}
