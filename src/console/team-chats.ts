import * as v from 'valibot';
import { LIMITS, newId, type Instant, type MessageId, type QueueId, type TeamId } from '../kernel/index.ts';
import { teamChatPageAnswerSchema, type DownOf, type TeamChatPage } from '../protocol/index.ts';
import { shownTeamChat, type ConsoleState } from './model/console-state.ts';
import { withTeamChat } from './model/preferences.ts';
import {
  isBehind,
  looked,
  lookedAway,
  takenBackFromTeam,
  unheard,
  unreadWords,
  withNewest,
  withOlder,
  withSaid,
  withTeamOutgoing,
  withTeamProgress,
  withTold,
  type TeamChat,
  type TeamOutgoing,
} from './model/team-chat.ts';
import type { Ports } from './ports.ts';
import { sentenceOf } from './sentence-of.ts';

/** Colleagues who write to and fro are heard once in a while, not with every line. */
const QUIET_AFTER_SOUND_MS = 4_000;

/** What the chats need of the console that they are a part of. */
interface Desk {
  readonly ports: Pick<Ports, 'link' | 'clock' | 'random' | 'desk'>;
  state(): ConsoleState;
  change(change: (state: ConsoleState) => ConsoleState): void;
  /** The appliance's clock. */
  now(): Instant;
  ring(title: string, text: string): void;
  /** Shows the queue in the middle. */
  showQueue(queue: QueueId): void;
  prefer(change: (before: ConsoleState['preferences']) => ConsoleState['preferences']): void;
}

/** What a representative does in the chats of their teams, and what becomes of what colleagues write. */
export class TeamChatsOfConsole {
  readonly #desk: Desk;
  #rangAtMs = -Infinity;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  // --- What the appliance says ---------------------------------------------------------------

  told(message: DownOf<'team-chats'>): void {
    const before = this.#desk.state().teamChats;
    this.#desk.change((state) => ({ ...state, teamChats: withTold(state.teamChats, message) }));
    // On the same connection it is an answer to an earlier place: the later one is on its way.
    for (const { team, upTo } of message.reset ? unheard(this.#desk.state().teamChats, message) : []) {
      this.#desk.ports.link.tell({ type: 'team-chat-seen', team, upTo });
    }
    for (const [team, { outgoing, unread }] of this.#desk.state().teamChats.byTeam) {
      const chat = before.byTeam.get(team);
      if (chat === undefined) {
        // Sent before the page was loaded anew, and not answered then.
        for (const waiting of outgoing) {
          void this.#deliver(team, waiting);
        }
      } else if (unread > chat.unread && !this.#isLookedAt(team)) {
        this.#tell(team, undefined);
      }
    }
    this.look();
  }

  said(message: DownOf<'team-said'>): void {
    const { me } = this.#desk.state();
    const { team } = message;
    const before = this.#chat(team);
    if (me === undefined || before === undefined) {
      return;
    }
    const looking = this.#isLookedAt(team);
    this.#put(team, (chat) => withSaid(chat, message, me.id, looking));
    const after = this.#chat(team);
    if (after !== undefined && after.seenUpTo > before.seenUpTo) {
      this.#desk.ports.link.tell({ type: 'team-chat-seen', team, upTo: after.seenUpTo });
    } else if (after !== undefined && after.unread > before.unread && !looking) {
      this.#tell(team, message);
    }
    this.look();
  }

  /** Says that there is something new, to the eye elsewhere and to the ear. */
  #tell(team: TeamId, said: DownOf<'team-said'> | undefined): void {
    const name = this.#nameOf(team);
    const words = unreadWords(this.#chat(team)?.unread ?? 0, name);
    this.#desk.change((state) => ({
      ...state,
      announcement: said === undefined ? words : `${said.message.from.name} wrote. ${words}`,
    }));
    const nowMs = this.#desk.ports.clock.monotonicMs();
    if (nowMs - this.#rangAtMs >= QUIET_AFTER_SOUND_MS) {
      this.#rangAtMs = nowMs;
      this.#desk.ring(
        said === undefined ? name : `${said.message.from.name} in ${name}`,
        said === undefined ? words : said.message.text,
      );
    }
  }

  // --- What the person does ------------------------------------------------------------------

  /** Shows the queue with the chat of its team beside it. */
  open(queue: QueueId): void {
    this.#desk.prefer((before) => withTeamChat(before, queue, true));
    this.#desk.showQueue(queue);
    this.look();
  }

  close(queue: QueueId): void {
    this.#desk.prefer((before) => withTeamChat(before, queue, false));
    this.look();
  }

  draft(team: TeamId, text: string): void {
    this.#put(team, (chat) => ({ ...chat, draft: text }));
  }

  /** Sends what is written; an empty or too long text stays where it is. */
  async send(team: TeamId): Promise<void> {
    const text = this.#chat(team)?.draft.trim() ?? '';
    if (text === '' || text.length > LIMITS.chatCharacters) {
      return;
    }
    const { random } = this.#desk.ports;
    const message = { messageId: newId<MessageId>(random), text, at: this.#desk.now() };
    this.#put(team, (chat) => withTeamOutgoing(chat, message));
    await this.#deliver(team, message);
  }

  /** Sends a message again that was not sent. */
  async sendAgain(team: TeamId, messageId: MessageId): Promise<void> {
    const message = this.#chat(team)?.outgoing.find((other) => other.messageId === messageId);
    if (message !== undefined) {
      this.#put(team, (chat) => withTeamProgress(chat, messageId, 'sending'));
      await this.#deliver(team, message);
    }
  }

  /** Takes a message that was not sent back into the text box. */
  takeBack(team: TeamId, messageId: MessageId): void {
    this.#put(team, (chat) => takenBackFromTeam(chat, messageId));
  }

  async #deliver(team: TeamId, { messageId, text }: Omit<TeamOutgoing, 'progress'>): Promise<void> {
    try {
      await this.#desk.ports.link.ask({ type: 'say-to-team', team, messageId, text });
      this.#put(team, (chat) => withTeamProgress(chat, messageId, 'sent'));
    } catch (thrown) {
      this.#put(team, (chat) => withTeamProgress(chat, messageId, { failed: sentenceOf(thrown) }));
    }
  }

  /** Reads the messages before the first that is shown. */
  async readOlder(team: TeamId): Promise<void> {
    const chat = this.#chat(team);
    const before = chat?.messages[0]?.place;
    if (chat === undefined || before === undefined || !chat.hasOlder || chat.older === 'asked') {
      return;
    }
    this.#put(team, (now) => ({ ...now, older: 'asked' }));
    try {
      const page = await this.#page(team, before);
      // Let go meanwhile, these would stand before a gap.
      this.#put(team, (now) =>
        now.messages[0]?.place === before ? withOlder(now, page) : { ...now, older: 'nothing' },
      );
    } catch (thrown) {
      this.#put(team, (now) => ({ ...now, older: { failed: sentenceOf(thrown) } }));
    }
  }

  /** Reads the newest messages. */
  async readNewest(team: TeamId): Promise<void> {
    const { me } = this.#desk.state();
    if (me === undefined || this.#chat(team)?.newest === 'asked') {
      return;
    }
    this.#put(team, (now) => ({ ...now, newest: 'asked' }));
    try {
      const page = await this.#page(team, undefined);
      this.#put(team, (now) => withNewest(now, page, me.id));
      this.look();
    } catch (thrown) {
      this.#put(team, (now) => ({ ...now, newest: { failed: sentenceOf(thrown) } }));
    }
  }

  async #page(team: TeamId, before: number | undefined): Promise<TeamChatPage> {
    const body = await this.#desk.ports.link.ask({
      type: 'team-chat-page',
      team,
      ...(before === undefined ? {} : { before }),
    });
    return v.parse(teamChatPageAnswerSchema, body);
  }

  // --- What is in front ----------------------------------------------------------------------

  /** To be called whenever something else may be in front: what is in front of the person counts as seen. */
  look(): void {
    const shown = shownTeamChat(this.#desk.state());
    for (const team of this.#desk.state().teamChats.byTeam.keys()) {
      if (team !== shown?.team) {
        this.#put(team, lookedAway);
      }
    }
    if (shown === undefined) {
      return;
    }
    if (isBehind(shown.chat) && shown.chat.newest === 'nothing') {
      void this.readNewest(shown.team);
    }
    if (this.#desk.ports.desk.isSeen()) {
      this.#put(shown.team, looked);
      const { seenUpTo = 0 } = this.#chat(shown.team) ?? {};
      if (seenUpTo > shown.chat.seenUpTo) {
        this.#desk.ports.link.tell({ type: 'team-chat-seen', team: shown.team, upTo: seenUpTo });
      }
    }
  }

  #isLookedAt(team: TeamId): boolean {
    return shownTeamChat(this.#desk.state())?.team === team && this.#desk.ports.desk.isSeen();
  }

  #chat(team: TeamId): TeamChat | undefined {
    return this.#desk.state().teamChats.byTeam.get(team);
  }

  #nameOf(team: TeamId): string {
    return this.#desk.state().queues.queues.find(({ id }) => id === `team:${team}`)?.name ?? 'a team';
  }

  #put(team: TeamId, change: (chat: TeamChat) => TeamChat): void {
    this.#desk.change((state) => {
      const chat = state.teamChats.byTeam.get(team);
      const changed = chat === undefined ? undefined : change(chat);
      return changed === undefined || changed === chat
        ? state
        : {
            ...state,
            teamChats: { ...state.teamChats, byTeam: new Map(state.teamChats.byTeam).set(team, changed) },
          };
    });
  }
}
