import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { LIMITS, type QueueId, type RepId, type TeamId } from '../../kernel/index.ts';
import type { TeamMessage } from '../../protocol/index.ts';
import { dayWords, fullTime, timeOfDay } from '../model/calendar-words.ts';
import { shownTeamChat, type ConsoleState } from '../model/console-state.ts';
import {
  chatOfQueue,
  keptWords,
  unreadCountText,
  type TeamChat,
  type TeamOutgoing,
} from '../model/team-chat.ts';
import type { TeamChatsOfConsole } from '../team-chats.ts';
import { daySeparator, deliveryMark, notSent, writeBox } from './conversation-parts.ts';
import { icon } from './icons.ts';
import { stickToEnd } from './stick-to-end.ts';
import { writtenText } from './written-text.ts';

/** So near to the beginning the messages before it are read. */
const NEAR_PX = 120;

/** Opens it and goes there. */
export function openTeamChat(chats: TeamChatsOfConsole, queue: QueueId): void {
  chats.open(queue);
  // Where a keyboard would come up over what is to be read, nobody asked to write yet.
  const where = matchMedia('(pointer: coarse)').matches ? '.lines' : 'textarea';
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`#team-chat ${where}`)?.focus());
}

function closeTeamChat(chats: TeamChatsOfConsole, queue: QueueId): void {
  chats.close(queue);
  requestAnimationFrame(() => document.querySelector<HTMLElement>('#team-chat-button')?.focus());
}

/** Opens and closes the chat of the team whose queue is in the middle; nothing for a personal queue. */
export function teamChatButton(
  state: ConsoleState,
  chats: TeamChatsOfConsole,
  queue: QueueId | undefined,
): TemplateResult | typeof nothing {
  const found = chatOfQueue(state.teamChats, queue);
  if (queue === undefined || found === undefined) {
    return nothing;
  }
  const open = state.preferences.teamChats.includes(queue);
  return html`<button
    class="button quiet team-chat-button"
    type="button"
    id="team-chat-button"
    aria-expanded=${open ? 'true' : 'false'}
    aria-controls="team-chat"
    @click=${() => (open ? chats.close(queue) : openTeamChat(chats, queue))}
  >
    ${icon('chat', 'small')}Team
    chat${
      found.chat.unread === 0
        ? nothing
        : html`<span class="chip info numbers"
            >${unreadCountText(found.chat.unread)}<span class="visually-hidden"> new</span></span
          >`
    }
  </button>`;
}

/** The chat of the team beside its queue; nothing while it is closed. */
export function teamChatPane(
  state: ConsoleState,
  chats: TeamChatsOfConsole,
  name: string,
): TemplateResult | typeof nothing {
  const shown = shownTeamChat(state);
  const me = state.me?.id;
  return shown === undefined || me === undefined
    ? nothing
    : html`${keyed(shown.team, pane(state, chats, name, me, shown))}`;
}

function pane(
  state: ConsoleState,
  chats: TeamChatsOfConsole,
  name: string,
  me: RepId,
  { queue, team, chat }: { readonly queue: QueueId; readonly team: TeamId; readonly chat: TeamChat },
): TemplateResult {
  return html`<aside class="team-chat" id="team-chat" aria-label="Team chat of ${name}">
    <header class="row spread">
      <div class="team-chat-head">
        <h2>Team chat</h2>
        <p class="small muted cut"><bdi>${name}</bdi></p>
      </div>
      <button
        class="button quiet square"
        type="button"
        aria-label="Close the team chat"
        title="Close the team chat"
        @click=${() => closeTeamChat(chats, queue)}
      >
        ${icon('close')}
      </button>
    </header>
    <div
      class="lines"
      tabindex="0"
      role="log"
      aria-label="Messages of the team"
      aria-busy=${chat.newest === 'asked' ? 'true' : 'false'}
      @scroll=${(event: Event) => {
        if ((event.currentTarget as Element).scrollTop < NEAR_PX && chat.older === 'nothing') {
          void chats.readOlder(team);
        }
      }}
      ${stickToEnd(chat.messages[0]?.place)}
    >
      ${guard([chat.messages, chat.outgoing, chat.newest, chat.older, chat.hasOlder, chat.newAfter, chat.upTo, state.teamChats.keptForDays], () => lines(state, chats, me, team, chat))}
    </div>
    ${writeBox({
      id: `team-${team}`,
      label: `Message to ${name}`,
      button: 'Send',
      icon: 'send',
      text: chat.draft,
      most: LIMITS.chatCharacters,
      hint: 'Write to the team',
      rows: 1,
      write: (text) => chats.draft(team, text),
      send: () => void chats.send(team),
    })}
  </aside>`;
}

function lines(
  state: ConsoleState,
  chats: TeamChatsOfConsole,
  me: RepId,
  team: TeamId,
  chat: TeamChat,
): TemplateResult {
  if (chat.upTo === undefined && typeof chat.newest === 'object') {
    return html`<div class="empty">
      <h3>The messages cannot be shown yet</h3>
      <p>${chat.newest.failed}</p>
      <button class="button" type="button" @click=${() => void chats.readNewest(team)}>
        ${icon('again', 'small')}Try again
      </button>
    </div>`;
  }
  if (chat.upTo === undefined) {
    return html`<div class="empty">
      <p class="row"><span class="spinner" aria-hidden="true"></span>Loading the messages</p>
    </div>`;
  }
  const kept = keptWords(state.teamChats.keptForDays);
  if (chat.messages.length === 0 && chat.outgoing.length === 0) {
    return html`<div class="empty">
      ${icon('chat', 'large')}
      <h3>Nothing was written yet</h3>
      <p>Every member of this team reads what you write here. ${kept}</p>
    </div>`;
  }
  const firstNew = chat.messages.find(
    ({ place, from }) => chat.newAfter !== undefined && place > chat.newAfter && from.id !== me,
  );
  return html`${beginning(chats, team, chat, kept)}
    <ol>
      ${repeat(
        chat.messages,
        ({ place }) => place,
        (message, at) =>
          html`${
            at === 0 ? firstDay(message) : daySeparator(chat.messages[at - 1]?.at, message.at)
          }${message === firstNew ? html`<li class="new-mark"><span>New messages</span></li>` : nothing}${line(message, me, chat.messages[at - 1])}`,
      )}
      ${repeat(
        chat.outgoing,
        ({ messageId }) => messageId,
        (message) => outgoingLine(chats, team, message),
      )}
    </ol>
    ${
      typeof chat.newest === 'object'
        ? html`<div class="not-sent small" role="alert">
            <p>Newer messages could not be read. ${chat.newest.failed}</p>
            <button type="button" class="button" @click=${() => void chats.readNewest(team)}>
              ${icon('again', 'small')}Try again
            </button>
          </div>`
        : nothing
    }`;
}

/** Above the first message: the way to older ones, or that there are none. */
function beginning(chats: TeamChatsOfConsole, team: TeamId, chat: TeamChat, kept: string): TemplateResult {
  if (chat.older === 'asked') {
    return html`<p class="earlier small muted row">
      <span class="spinner" aria-hidden="true"></span>Loading earlier messages
    </p>`;
  }
  return html`<div class="earlier small muted">
    ${typeof chat.older === 'object' ? html`<p class="danger-ink" role="alert">${chat.older.failed}</p>` : nothing}
    ${
      chat.hasOlder
        ? html`<button class="button quiet" type="button" @click=${() => void chats.readOlder(team)}>
            Show earlier messages
          </button>`
        : html`<p>This is the beginning. ${kept}</p>`
    }
  </div>`;
}

function firstDay({ at }: TeamMessage): TemplateResult {
  return html`<li class="happening">${dayWords(at)}</li>`;
}

/** Lines that follow each other closely, of the same colleague, need the name once. */
const TOGETHER_MS = 300_000;

function line(message: TeamMessage, me: RepId, before: TeamMessage | undefined): TemplateResult {
  const mine = message.from.id === me;
  const goesOn =
    before !== undefined && before.from.id === message.from.id && message.at - before.at < TOGETHER_MS;
  return html`<li class="message ${mine ? 'mine' : ''}">
    ${
      mine || goesOn
        ? html`<span class="visually-hidden">${mine ? 'You' : message.from.name}: </span>`
        : html`<p class="message-author"><bdi>${message.from.name}</bdi></p>`
    }
    <div class="bubble anywhere">${writtenText(message.text)}</div>
    <p class="message-foot">
      <time class="numbers" title=${fullTime(message.at)}>${timeOfDay(message.at)}</time>
    </p>
  </li>`;
}

function outgoingLine(chats: TeamChatsOfConsole, team: TeamId, message: TeamOutgoing): TemplateResult {
  const { messageId, progress } = message;
  return html`<li class="message mine">
    <div class="bubble anywhere"><span class="visually-hidden">You: </span>${writtenText(message.text)}</div>
    <p class="message-foot">
      <time class="numbers" title=${fullTime(message.at)}>${timeOfDay(message.at)}</time> ·
      ${deliveryMark(progress)}
    </p>
    ${
      typeof progress === 'object'
        ? notSent(progress.failed, {
            sendAgain: () => void chats.sendAgain(team, messageId),
            edit: () => chats.takeBack(team, messageId),
          })
        : nothing
    }
  </li>`;
}
