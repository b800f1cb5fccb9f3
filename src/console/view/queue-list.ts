import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { msBetween } from '../../kernel/index.ts';
import { shownQueue, type ConsoleState } from '../model/console-state.ts';
import { withFavourite } from '../model/preferences.ts';
import { queueSummaries, type QueueSummary } from '../model/queues.ts';
import { chatOfQueue, unreadWords } from '../model/team-chat.ts';
import { durationBrief } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { openTeamChat } from './team-chat-pane.ts';

/** The queues on the left: Personal first, then teams; each with who waits and since when. */
export function queueList(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const summaries =
    state.me === undefined ? [] : queueSummaries(state.queues, state.me.id, state.preferences.favourites);
  const personal = summaries.filter((queue) => queue.personal);
  const favourites = summaries.filter((queue) => !queue.personal && queue.favourite);
  const teams = summaries.filter((queue) => !queue.personal && !queue.favourite);
  const section = (title: string, queues: readonly QueueSummary[]) =>
    queues.length === 0
      ? nothing
      : html`<h2 class="queues-title">${title}</h2>
          <ul>
            ${repeat(
              queues,
              (queue) => queue.id,
              (queue) => queueItem(state, console, queue),
            )}
          </ul>`;
  return html`<nav class="queues" aria-label="Queues">
    ${state.desk?.may.supervise === true ? dashboardItem(state, console) : nothing}
    <ul>
      ${repeat(
        personal,
        (queue) => queue.id,
        (queue) => queueItem(state, console, queue),
      )}
    </ul>
    ${section('Favourites', favourites)} ${section('Teams', teams)} ${messagesLeft(state)}
    <button
      class="button quiet queues-fold"
      type="button"
      title=${state.preferences.queueList === 'shown' ? 'Make the list of queues narrow' : 'Show the names of the queues'}
      @click=${() =>
        console.prefer((before) => ({
          ...before,
          queueList: before.queueList === 'shown' ? 'hidden' : 'shown',
        }))}
    >
      ${icon(state.preferences.queueList === 'shown' ? 'queues-hide' : 'queues-show')}<span
        class="queue-words"
        >Narrow list</span
      >
    </button>
  </nav>`;
}

function dashboardItem(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  return html`<button
    type="button"
    class="queue dashboard-item"
    aria-label="Dashboard"
    title="Dashboard: the people and queues of your teams"
    aria-current=${state.tabs.active === 'dashboard' ? 'true' : 'false'}
    @click=${() => console.supervising.show()}
  >
    ${icon('dashboard')}<span class="queue-words cut">Dashboard</span>
  </button>`;
}

/** What customers left when nobody was there, for as long as somebody should see to it. */
function messagesLeft(state: ConsoleState): TemplateResult | typeof nothing {
  const count = state.desk?.publicSite.messages ?? 0;
  return count === 0
    ? nothing
    : html`<h2 class="queues-title">Left for later</h2>
        <ul>
          <li class="queue-item">
            <a
              class="queue"
              href="/login/messages"
              target="_blank"
              rel="noopener"
              title="Messages that customers left"
            >
              ${icon('inbox')}<span class="queue-words cut">Messages</span
              ><span class="chip warn queue-count numbers"
                >${count}<span class="visually-hidden"> to be seen to</span></span
              >
            </a>
          </li>
        </ul>`;
}

function countWords({ waiting, invitations, overdue }: QueueSummary): string {
  return [
    invitations === 0 ? 'waiting' : `: ${waiting} waiting, ${invitations} invitations`,
    ...(overdue === 0 ? [] : [`${overdue} overdue`]),
  ].join(', ');
}

function queueItem(state: ConsoleState, console: RepresentativeConsole, queue: QueueSummary): TemplateResult {
  const current = shownQueue(state) === queue.id && state.tabs.active === 'queues';
  const oldest = queue.oldest === undefined ? undefined : durationBrief(msBetween(queue.oldest, state.now));
  const asking = queue.waiting + queue.invitations;
  return html`<li class="queue-item">
    <button
      type="button"
      class="queue"
      title=${queue.title}
      aria-current=${current ? 'true' : 'false'}
      @click=${() => console.showQueue(queue.id)}
    >
      ${icon(queue.personal ? 'person' : 'queues')}
      <span class="queue-words cut"><bdi>${queue.label}</bdi></span>
      ${
        oldest === undefined
          ? nothing
          : html`<span class="queue-oldest numbers ${queue.overdue > 0 ? 'danger-ink' : ''}"
              ><span class="visually-hidden">, oldest wait </span>${oldest}</span
            >`
      }
      <span class="chip ${queue.overdue > 0 ? 'danger' : asking > 0 ? 'warn' : ''} queue-count numbers"
        >${queue.overdue > 0 ? icon('alert', 'small') : nothing}${asking}<span class="visually-hidden">
          ${countWords(queue)}</span
        ></span
      >
    </button>
    ${queue.personal ? nothing : starOrChat(state, console, queue)}
  </li>`;
}

/** The favourite's star; in its place a bubble, as long as the team's chat has something that was not read. */
function starOrChat(
  state: ConsoleState,
  console: RepresentativeConsole,
  queue: QueueSummary,
): TemplateResult {
  const unread = chatOfQueue(state.teamChats, queue.id)?.chat.unread ?? 0;
  if (unread > 0) {
    const words = unreadWords(unread, queue.title);
    return html`<button
      type="button"
      class="star chat-news"
      aria-label=${words}
      title=${words}
      @click=${() => openTeamChat(console.teamChats, queue.id)}
    >
      ${icon('chat', 'small')}
    </button>`;
  }
  return html`<button
    type="button"
    class="star"
    aria-label="Favourite: ${queue.title}"
    title=${queue.favourite ? 'A favourite: it stands before the other teams' : 'Make it a favourite'}
    aria-pressed=${queue.favourite ? 'true' : 'false'}
    @click=${() => console.prefer((before) => withFavourite(before, queue.id, !queue.favourite))}
  >
    ${icon('star', 'small')}
  </button>`;
}
