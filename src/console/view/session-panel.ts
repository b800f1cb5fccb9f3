import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import type { SessionId } from '../../kernel/index.ts';
import { customerNameOf, rowAction, type ConsoleState } from '../model/console-state.ts';
import { endWords } from '../model/happening-words.ts';
import { isOver, type OpenSession } from '../model/open-session.ts';
import { rowOfSession } from '../model/queues.ts';
import { durationBrief } from '../model/time-words.ts';
import { timeOfDay } from '../model/calendar-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';
import { panes } from './panes.ts';
import { isChatOnly, screenArea, type Screens } from './picture-view.ts';
import { viewingBanner } from './viewing-banner.ts';

/** A session in front: the picture takes the space, the panes stand beside it. */
export function sessionPanel(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  screens: Screens,
): TemplateResult {
  const open = state.sessions.get(session);
  const isChat = open !== undefined && isChatOnly(open);
  const shown = isChat || state.preferences.panes === 'shown';
  return html`<section
    class="session-panel"
    role="tabpanel"
    id="panel-${session}"
    aria-labelledby="tab-${session}"
  >
    <h1 class="visually-hidden">Session with <bdi>${customerNameOf(state, session)}</bdi></h1>
    ${
      open === undefined
        ? html`<div class="empty">
            <p class="row"><span class="spinner" aria-hidden="true"></span>Loading the session</p>
          </div>`
        : html`${
              state.viewing.has(session)
                ? viewingBanner(state, console, session, open)
                : isOver(open)
                  ? overBanner(state, console, session, open)
                  : open.view.status === 'waiting'
                    ? waitingBanner(state, console, session, open)
                    : nothing
            }
            <div
              class="session ${isChat ? 'chat-only' : shown ? 'with-panes' : ''}"
              .style=${`--panes-width:${state.preferences.panesWidthPx}px`}
            >
              ${keyed(
                session,
                html`${screenArea(state, console, session, open, screens)}
                ${shown ? panes(state, console, session, open) : nothing}`,
              )}
            </div>`
    }
  </section>`;
}

/** Nobody owns the session while somebody is still in it: whoever accepts it goes on. */
function waitingBanner(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult {
  const row = rowOfSession(state.queues, session);
  const mayAccept = row?.status === 'waiting' && rowAction(state, row) !== 'none';
  return html`<div class="banner warn" role="status">
    ${icon('alert')}
    <p class="grow">
      Nobody owns this session now: <bdi>${open.view.customerName}</bdi> waits in
      <bdi>${open.view.queueName}</bdi>.
    </p>
    ${
      mayAccept
        ? html`<button class="button primary" type="button" @click=${() => void console.takeOwn(session)}>
            Accept
          </button>`
        : nothing
    }
  </div>`;
}

/** The tab stays readable after the end, until it is closed. */
function overBanner(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult {
  const { view } = open;
  const ended = view.timeline.findLast(({ event }) => event.type === 'ended')?.event;
  const by =
    ended?.type !== 'ended' || ended.by === undefined
      ? undefined
      : ended.by.id === state.me?.id
        ? 'You'
        : ended.by.name;
  const words =
    view.endReason === undefined
      ? 'It ended, or somebody else took it, while you were not connected.'
      : endWords(view.endReason, by);
  return html`<div class="banner info" role="status">
    ${icon('info')}
    <p class="grow">
      <strong
        >${view.endReason === undefined ? 'You are not in this session any more.' : 'The session is over.'}</strong
      >
      <bdi>${words}</bdi>
      ${
        view.endedAt === undefined
          ? nothing
          : html`<span class="muted numbers"
              >${timeOfDay(view.endedAt)}${
                view.acceptedAt === undefined
                  ? ''
                  : `, after ${durationBrief(view.endedAt - view.acceptedAt)}`
              }.</span
            >`
      }
    </p>
    <a class="button" href="/login/reports/${session}" target="_blank" rel="noopener">Open the report</a>
    <button class="button" type="button" @click=${() => console.closeTab(session)}>Close the tab</button>
  </div>`;
}
