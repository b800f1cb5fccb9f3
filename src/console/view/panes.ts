import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { CUSTOMER, LIMITS, type MessageId, type RepId, type SessionId } from '../../kernel/index.ts';
import { fullTime, timeOfDay } from '../model/calendar-words.ts';
import { toolDenied } from '../../protocol/index.ts';
import { isDenied, type ConsoleState } from '../model/console-state.ts';
import {
  conversation,
  isOver,
  notesOf,
  unreadCount,
  whoTypes,
  type Delivery,
  type Line,
  type OpenSession,
  type Outgoing,
} from '../model/open-session.ts';
import { PANES_WIDTH_PX, panesWidthPx, withPane, type Pane } from '../model/preferences.ts';
import { durationClock, initials } from '../../conversation/index.ts';
import { broughtFacts, broughtTo } from '../model/request-words.ts';
import { clockSince } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { factLines } from './fact-lines.ts';
import { daySeparator, deliveryMark, notSent, writeBox } from './conversation-parts.ts';
import { icon } from './icons.ts';
import { peopleList } from './people-list.ts';
import { stickToEnd } from './stick-to-end.ts';
import { buttonsOfSession } from './support-buttons-dialog.ts';
import { writtenText } from './written-text.ts';

/** The panes beside the picture: the chat, the notes, who it is. */
export function panes(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult {
  return html`${divider(state, console)}
    <aside class="panes" id="panes-${session}" aria-label="Panes">
      ${pane(state, console, 'chat', 'Chat', unreadMark(open, state.me?.id), () => chat(state, console, session, open))}
      ${pane(state, console, 'notes', 'Notes', noteMark(open), () => notes(console, session, open, state.viewing.has(session)))}
      ${pane(state, console, 'details', 'Details', peopleMark(open), () => details(state, console, session, open))}
    </aside>`;
}

function pane(
  state: ConsoleState,
  console: RepresentativeConsole,
  name: Pane,
  title: string,
  mark: TemplateResult | typeof nothing,
  content: () => TemplateResult,
): TemplateResult {
  const shown = state.preferences.openPanes.includes(name);
  return html`<section class="pane pane-${name} ${shown ? 'shown' : ''}" aria-label=${title}>
    <h2>
      <button
        type="button"
        class="pane-title"
        aria-expanded=${shown ? 'true' : 'false'}
        @click=${() => console.prefer((before) => withPane(before, name, !shown))}
      >
        ${icon(shown ? 'down' : 'right', 'small')}${title}${shown ? nothing : mark}
      </button>
    </h2>
    ${shown ? content() : nothing}
  </section>`;
}

function unreadMark(open: OpenSession, me: RepId | undefined): TemplateResult | typeof nothing {
  const unread = unreadCount(open, me);
  return unread === 0 ? nothing : html`<span class="chip info numbers">${unread} new</span>`;
}

function peopleMark(open: OpenSession): TemplateResult | typeof nothing {
  const count = open.view.others.length;
  return count === 0 ? nothing : html`<span class="chip numbers">${count + 1} representatives</span>`;
}

function noteMark(open: OpenSession): TemplateResult | typeof nothing {
  const count = notesOf(open).length;
  return count === 0 ? nothing : html`<span class="chip numbers">${count}</span>`;
}

/** Between picture and panes: drawn with the pointer or moved with the arrow keys. */
function divider(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const width = state.preferences.panesWidthPx;
  const set = (px: number) => console.prefer((before) => ({ ...before, panesWidthPx: panesWidthPx(px) }));
  return html`<div
    class="divider"
    role="separator"
    tabindex="0"
    aria-orientation="vertical"
    aria-label="Width of the panes"
    aria-valuenow=${width}
    aria-valuemin=${PANES_WIDTH_PX.least}
    aria-valuemax=${PANES_WIDTH_PX.most}
    @pointerdown=${(event: PointerEvent) => {
      event.preventDefault();
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    }}
    @pointermove=${(event: PointerEvent) => {
      const bar = event.currentTarget as HTMLElement;
      if (bar.hasPointerCapture(event.pointerId)) {
        set((bar.parentElement?.getBoundingClientRect().right ?? 0) - event.clientX);
      }
    }}
    @keydown=${(event: KeyboardEvent) => {
      const by = event.key === 'ArrowLeft' ? 24 : event.key === 'ArrowRight' ? -24 : 0;
      if (by !== 0) {
        event.preventDefault();
        set(width + by);
      }
    }}
  ></div>`;
}

// --- Details --------------------------------------------------------------------------------

function details(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult {
  const { view } = open;
  const brought = broughtTo(view);
  return html`<div class="pane-body details-body">
    <div class="person">
      <span class="avatar" aria-hidden="true">${initials(view.customerName)}</span>
      <div>
        <strong class="anywhere"><bdi>${view.customerName}</bdi></strong>
        <p class="small ${view.lost.has(CUSTOMER) ? 'warn-ink' : 'muted'}">
          ${isOver(open) ? 'Session ended' : view.lost.has(CUSTOMER) ? 'Not connected just now' : 'Connected'}
        </p>
      </div>
    </div>
    ${peopleList(state, console, session, open)} ${buttonsOfSession(state, console, session, open)}
    <dl class="facts small">
      ${brought === undefined ? nothing : factLines(broughtFacts(brought))}
      ${
        view.startedAt === undefined
          ? nothing
          : html`<dt>Started</dt>
              <dd class="numbers" title=${fullTime(view.startedAt)}>${timeOfDay(view.startedAt)}</dd>`
      }
      ${
        view.acceptedAt === undefined
          ? nothing
          : html`<dt>In session</dt>
              <dd class="numbers" title="Accepted ${fullTime(view.acceptedAt)}">
                ${
                  view.endedAt === undefined
                    ? clockSince(view.acceptedAt, state.now)
                    : durationClock(view.endedAt - view.acceptedAt)
                }
              </dd>`
      }
      ${
        view.startedAt === undefined || view.acceptedAt === undefined
          ? nothing
          : html`<dt>Waited</dt>
              <dd class="numbers">${durationClock(view.acceptedAt - view.startedAt)}</dd>`
      }
    </dl>
    ${
      view.details === ''
        ? nothing
        : html`<div class="said anywhere small">${writtenText(view.details)}</div>`
    }
  </div>`;
}

// --- Chat -----------------------------------------------------------------------------------

function chat(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
): TemplateResult {
  const me = state.me?.id;
  const lines = me === undefined ? [] : conversation(open, me);
  const typing = whoTypes(open, state.now);
  const over = isOver(open);
  return html`<div class="pane-body chat-body">
    <div class="lines" tabindex="0" role="log" aria-label="Conversation" ${stickToEnd()}>
      <ol>
        ${repeat(
          lines,
          (line) => line.id,
          (line, at) => html`${daySeparator(lines[at - 1]?.at, line.at)}${chatLine(console, session, line)}`,
        )}
      </ol>
    </div>
    <p class="typing small muted" role="status">
      ${typing === undefined ? nothing : html`<bdi>${typing}</bdi> is typing…`}
    </p>
    ${
      over || state.viewing.has(session)
        ? html`<p class="over-words small muted">
            ${over ? 'The session is over; nothing more can be written.' : 'You are viewing: join the session to write.'}
          </p>`
        : isDenied(state, session, 'chat')
          ? html`<p class="over-words small muted">${toolDenied('chat')}</p>`
          : writeBox({
              ...boxOf(console, session, 'chat'),
              label: 'Message',
              button: 'Send',
              icon: 'send',
              text: open.chatDraft,
              most: LIMITS.chatCharacters,
              hint: 'Write a message',
              rows: 1,
            })
    }
  </div>`;
}

function chatLine(console: RepresentativeConsole, session: SessionId, line: Line): TemplateResult {
  if (line.kind === 'happening') {
    return html`<li class="happening">
      <bdi>${line.text}</bdi>
      <time class="numbers" title=${fullTime(line.at)}>${timeOfDay(line.at)}</time>
    </li>`;
  }
  return html`<li class="message ${line.mine ? 'mine' : ''}">
    <div class="bubble anywhere">
      <span class="visually-hidden">${line.mine ? 'You' : line.from}: </span>${writtenText(line.text)}
    </div>
    <p class="message-foot">
      ${line.mine || line.fromCustomer ? nothing : html`<bdi>${line.from}</bdi> · `}
      <time class="numbers" title=${fullTime(line.at)}>${timeOfDay(line.at)}</time>
      ${line.delivery === undefined ? nothing : html` · ${deliveryMark(line.delivery)}`}
    </p>
    ${failed(console, session, line.messageId, line.delivery)}
  </li>`;
}

/** What can be done with a message that was not sent. */
function failed(
  console: RepresentativeConsole,
  session: SessionId,
  messageId: MessageId | undefined,
  delivery: Delivery | undefined,
): TemplateResult | typeof nothing {
  if (typeof delivery !== 'object' || messageId === undefined) {
    return nothing;
  }
  return notSent(delivery.failed, {
    sendAgain: () => void console.sendAgain(session, messageId),
    edit: () => console.takeBack(session, messageId),
  });
}

// --- Notes ----------------------------------------------------------------------------------

function notes(
  console: RepresentativeConsole,
  session: SessionId,
  open: OpenSession,
  isViewed: boolean,
): TemplateResult {
  return html`<div class="pane-body notes-body">
    <p class="small muted">For the report. The customer never sees them.</p>
    <ol class="note-list" ${stickToEnd()}>
      ${repeat(
        notesOf(open),
        (note) => note.messageId,
        (note) =>
          html`<li class="note">
            <div class="anywhere">${writtenText(note.text)}</div>
            <p class="message-foot">
              <bdi>${note.by}</bdi> ·
              <time class="numbers" title=${fullTime(note.at)}>${timeOfDay(note.at)}</time>
              ${note.delivery === 'delivered' ? nothing : html` · ${deliveryMark(note.delivery)}`}
            </p>
            ${failed(console, session, note.messageId, note.delivery)}
          </li>`,
      )}
    </ol>
    ${
      isOver(open) || isViewed
        ? nothing
        : writeBox({
            ...boxOf(console, session, 'note'),
            label: 'Note',
            button: 'Add note',
            icon: undefined,
            text: open.noteDraft,
            most: LIMITS.noteCharacters,
            hint: 'What the next one should know',
            rows: 2,
          })
    }
  </div>`;
}

/** What a box to write in does, of this session and kind. */
function boxOf(console: RepresentativeConsole, session: SessionId, kind: Outgoing['kind']) {
  return {
    id: `${kind}-${session}`,
    write: (text: string) => console.draft(session, kind, text),
    send: () => void console.send(session, kind),
  };
}
