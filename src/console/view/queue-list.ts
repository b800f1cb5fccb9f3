import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { msBetween } from '../../kernel/index.ts';
import { shownQueue, type ConsoleState } from '../model/console-state.ts';
import { queueSummaries, type QueueSummary } from '../model/queues.ts';
import { durationBrief } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';

/** The queues on the left: Personal first, then teams; each with who waits and since when. */
export function queueList(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const summaries = state.me === undefined ? [] : queueSummaries(state.queues, state.me.id);
  const personal = summaries.filter((queue) => queue.personal);
  const teams = summaries.filter((queue) => !queue.personal);
  return html`<nav class="queues" aria-label="Queues">
    <ul>
      ${repeat(
        personal,
        (queue) => queue.id,
        (queue) => queueItem(state, console, queue),
      )}
    </ul>
    ${
      teams.length === 0
        ? nothing
        : html`<h2 class="queues-title">Teams</h2>
            <ul>
              ${repeat(
                teams,
                (queue) => queue.id,
                (queue) => queueItem(state, console, queue),
              )}
            </ul>`
    }
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

function queueItem(state: ConsoleState, console: RepresentativeConsole, queue: QueueSummary): TemplateResult {
  const current = shownQueue(state) === queue.id && state.tabs.active === 'queues';
  const oldest = queue.oldest === undefined ? undefined : durationBrief(msBetween(queue.oldest, state.now));
  return html`<li>
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
          : html`<span class="queue-oldest numbers"
              ><span class="visually-hidden">, oldest wait </span>${oldest}</span
            >`
      }
      <span class="chip ${queue.waiting > 0 ? 'warn' : ''} queue-count numbers"
        >${queue.waiting}<span class="visually-hidden"> waiting</span></span
      >
    </button>
  </li>`;
}
