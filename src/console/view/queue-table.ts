import { initials } from '../../conversation/index.ts';
import { signal } from '@preact/signals-core';
import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { msBetween, unreachable } from '../../kernel/index.ts';
import type { QueueRow } from '../../protocol/index.ts';
import { fullTime, timeOfDay } from '../model/calendar-words.ts';
import {
  rowAction,
  selectedRow,
  shownQueue,
  shownRows,
  shownTeamChat,
  type ConsoleState,
} from '../model/console-state.ts';
import { withColumns } from '../model/preferences.ts';
import {
  cellText,
  columnTitle,
  movedColumn,
  nextSort,
  statusWords,
  type ColumnId,
} from '../model/queue-columns.ts';
import { queueSummaries, type QueueSummary } from '../model/queues.ts';
import { broughtFacts, modePrefix } from '../model/request-words.ts';
import { durationBrief } from '../model/time-words.ts';
import { visibleRows } from '../model/visible-rows.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { factLines } from './fact-lines.ts';
import { icon } from './icons.ts';
import { sendNotice } from './send-notice.ts';
import { teamChatButton, teamChatPane } from './team-chat-pane.ts';
import { writtenText } from './written-text.ts';

/** Below this many rows all are drawn; above it only those in sight. */
const DRAW_ALL_ROWS = 120;
const ROW_PX = 44;

/** Where the list stands, of the element that scrolls; read by the render loop. */
export const queueScroll = signal({ scrolledPx: 0, viewportPx: 900, rowPx: ROW_PX });

/** The middle of the console while no session is in front: the rows of one queue, and the details of one row. */
export function queuePanel(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const queue = shownQueue(state);
  const summary =
    state.me === undefined
      ? undefined
      : queueSummaries(state.queues, state.me.id, []).find(({ id }) => id === queue);
  const title = summary?.title ?? 'Personal queue';
  const rows = shownRows(state);
  const selected = selectedRow(state);
  const chat = shownTeamChat(state);
  return html`<section
    class="queue-panel ${selected === undefined ? '' : 'with-details'} ${chat === undefined ? '' : 'with-chat'}"
    role="tabpanel"
    id="panel-queues"
    aria-labelledby="tab-queues"
  >
    <div class="queue-main">
      <header class="queue-head">
        <h1>${title}</h1>
        <p class="muted queue-sum">
          ${state.queues.known ? sumWords(summary) : nothing}${
            summary === undefined || summary.overdue === 0
              ? nothing
              : html` <span class="chip danger">${icon('alert', 'small')}${summary.overdue} overdue</span>`
          }
        </p>
        <div class="queue-tools">
          ${teamChatButton(state, console.teamChats, queue)}${columnsMenu(state, console)}
        </div>
      </header>
      ${
        state.queues.known && rows.length > 0
          ? table(state, console, title, rows)
          : html`${emptyTable(state, console, title)} ${emptyWords(state, console, summary?.personal ?? true)}`
      }
    </div>
    ${
      selected === undefined && chat === undefined
        ? nothing
        : html`<div class="queue-side">
            ${selected === undefined ? nothing : rowDetails(state, console, selected)}
            ${teamChatPane(state, console.teamChats, title)}
          </div>`
    }
  </section>`;
}

function sumWords(summary: QueueSummary | undefined): string {
  const { waiting, invitations, inSession } = summary ?? { waiting: 0, invitations: 0, inSession: 0 };
  return [
    waiting === 0 ? 'Nobody is waiting' : `${waiting} waiting`,
    ...(invitations === 0 ? [] : [`${invitations} ${invitations === 1 ? 'invitation' : 'invitations'}`]),
    ...(inSession === 0 ? [] : [`${inSession} in session`]),
  ].join(' · ');
}

function emptyWords(
  state: ConsoleState,
  console: RepresentativeConsole,
  isPersonal: boolean,
): TemplateResult {
  if (!state.queues.known) {
    return state.connection.kind === 'connecting' || state.connection.kind === 'up'
      ? html`<div class="empty">
          <p class="row"><span class="spinner" aria-hidden="true"></span>Loading the queue</p>
        </div>`
      : html`<div class="empty">
          ${icon('offline', 'large')}
          <h2>The queue cannot be shown yet</h2>
          <p>The appliance has not answered. The queue appears here as soon as it does.</p>
        </div>`;
  }
  if (!isPersonal) {
    return html`<div class="empty">
      ${icon('inbox', 'large')}
      <h2>Nobody is waiting</h2>
      <p>
        Whoever comes to this team appears here: by choosing one of its issues on the portal, by a transfer,
        by a waiting session rule, or because the one who helped them is gone.
      </p>
    </div>`;
  }
  return html`<div class="empty">
    ${icon('inbox', 'large')}
    <h2>Nobody is waiting</h2>
    ${
      state.desk?.may.generateKeys === false
        ? html`<p>Customers who choose you, or who are transferred to you, appear here, and you hear it.</p>`
        : html`<p>
              Give a customer a session key: as soon as they have typed it on the portal, they appear here,
              and you hear it.
            </p>
            <button class="button" type="button" @click=${() => console.keys.open()}>
              ${icon('key', 'small')}Generate a key
            </button>`
    }
  </div>`;
}

// --- The table ------------------------------------------------------------------------------

function table(
  state: ConsoleState,
  console: RepresentativeConsole,
  title: string,
  rows: readonly QueueRow[],
): TemplateResult {
  const all = rows.length <= DRAW_ALL_ROWS;
  const scroll = queueScroll.value;
  const part = all
    ? { from: 0, to: rows.length, spaceBeforePx: 0, spaceAfterPx: 0 }
    : visibleRows({ count: rows.length, ...scroll });
  const tabbable = rows.some((row) => row.session === state.selected)
    ? state.selected
    : rows[part.from]?.session;
  const { columns } = state.preferences;
  return html`<div
    class="queue-scroll"
    tabindex="-1"
    @scroll=${(event: Event) => measure(event.currentTarget as HTMLElement)}
  >
    <table
      role="table"
      class="table queue-table ${all ? '' : 'long'}"
      aria-label=${title}
      aria-rowcount=${all ? nothing : rows.length + 1}
      @keydown=${(event: KeyboardEvent) => moveFocus(event, rows)}
    >
      ${heading(state, console)}
      <tbody role="rowgroup">
        ${part.spaceBeforePx === 0 ? nothing : spacer(part.spaceBeforePx, columns.length)}
        ${repeat(
          rows.slice(part.from, part.to),
          (row) => row.session,
          (row, index) =>
            tableRow(state, console, row, {
              place: all ? undefined : part.from + index + 2,
              tabbable: row.session === tabbable,
            }),
        )}
        ${part.spaceAfterPx === 0 ? nothing : spacer(part.spaceAfterPx, columns.length)}
      </tbody>
    </table>
  </div>`;
}

/**
 * The table is there by its name also when it holds nobody. Whose console it is has to be known before its
 * columns are: otherwise the usual ones would be there for a moment, and jump.
 */
function emptyTable(state: ConsoleState, console: RepresentativeConsole, title: string): TemplateResult {
  return html`<table
    role="table"
    class="table queue-table"
    aria-label=${title}
    aria-busy=${state.queues.known ? 'false' : 'true'}
  >
    ${state.me === undefined ? nothing : heading(state, console)}
    <tbody role="rowgroup"></tbody>
  </table>`;
}

function spacer(heightPx: number, columns: number): TemplateResult {
  return html`<tr class="spacer" aria-hidden="true">
    <td colspan=${columns + 1} .style=${`block-size:${heightPx}px`}></td>
  </tr>`;
}

function measure(box: HTMLElement): void {
  const row = box.querySelector<HTMLElement>('tbody tr[data-session]');
  queueScroll.value = {
    scrolledPx: box.scrollTop,
    viewportPx: box.clientHeight,
    rowPx: row?.offsetHeight ?? ROW_PX,
  };
}

function heading(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const { columns, sort } = state.preferences;
  return html`<thead role="rowgroup">
    <tr role="row">
      ${repeat(
        columns,
        (column) => column,
        (column) =>
          html`<th
            role="columnheader"
            scope="col"
            class="column-${column}"
            draggable="true"
            aria-sort=${sort.column === column ? sort.direction : 'none'}
            @dragstart=${(event: DragEvent) => startColumnDrag(event, column)}
            @dragover=${(event: DragEvent) => overColumn(event)}
            @dragleave=${(event: DragEvent) => leaveColumn(event)}
            @drop=${(event: DragEvent) => dropColumn(event, column, console)}
          >
            <button
              type="button"
              class="sort"
              @click=${() => console.prefer((before) => ({ ...before, sort: nextSort(before.sort, column) }))}
            >
              ${columnTitle(column)}${
                sort.column === column
                  ? icon(sort.direction === 'ascending' ? 'move-up' : 'move-down', 'small')
                  : nothing
              }
            </button>
          </th>`,
      )}
      <th role="columnheader" scope="col" class="column-do">
        <span class="visually-hidden">What you can do</span>
      </th>
    </tr>
  </thead>`;
}

function tableRow(
  state: ConsoleState,
  console: RepresentativeConsole,
  row: QueueRow,
  at: { readonly place: number | undefined; readonly tabbable: boolean },
): TemplateResult {
  const selected = state.selected === row.session;
  const busy = state.accepting.has(row.session);
  const action = rowAction(state, row);
  return html`<tr
    role="row"
    data-session=${row.session}
    class="${selected ? 'selected' : ''} ${row.status} ${row.isOverdue ? 'overdue' : ''}"
    aria-rowindex=${at.place ?? nothing}
    @click=${(event: MouseEvent) => clickRow(event, row, console)}
    @dblclick=${(event: MouseEvent) => doubleClickRow(event, state, row, console)}
  >
    ${repeat(
      state.preferences.columns,
      (column) => column,
      (column) => cell(state, row, column, { selected, tabbable: at.tabbable }),
    )}
    <td role="cell" class="column-do">
      ${
        action === 'none'
          ? nothing
          : html`<button
              type="button"
              class="button ${action === 'accept' ? 'primary' : ''} accept"
              tabindex=${at.tabbable ? '0' : '-1'}
              aria-describedby="name-${row.session}"
              aria-busy=${busy ? 'true' : 'false'}
              aria-keyshortcuts=${action === 'accept' ? 'Alt+A' : nothing}
              @click=${() => void console.accept(row.session)}
            >
              ${action === 'accept' ? 'Accept' : 'Open'}
            </button>`
      }
    </td>
  </tr>`;
}

function cell(
  state: ConsoleState,
  row: QueueRow,
  column: ColumnId,
  at: { readonly selected: boolean; readonly tabbable: boolean },
): TemplateResult {
  const text = cellText(row, column, state.now);
  switch (column) {
    case 'customer':
      return html`<th role="rowheader" scope="row" class="column-customer" title=${named(row)}>
        <button
          type="button"
          class="row-name cut"
          dir=${row.mode === 'full' ? 'auto' : nothing}
          id="name-${row.session}"
          tabindex=${at.tabbable ? '0' : '-1'}
          aria-expanded=${at.selected ? 'true' : 'false'}
          aria-controls="queue-details"
        >
          ${prefix(row)}<span dir="auto">${text}</span>
        </button>
      </th>`;
    case 'time-in-queue':
      return html`<td
        role="cell"
        class="column-time-in-queue numbers"
        title="In this queue since ${fullTime(row.queuedAt)}"
      >
        ${text}
      </td>`;
    case 'status':
      return html`<td role="cell" class="column-status">
        <span class="chip ${statusLook(row)} status-chip" title=${text}
          >${
            !row.connected && row.called === true
              ? icon('bell', 'small')
              : !row.connected
                ? icon('offline', 'small')
                : row.isOverdue
                  ? icon('alert', 'small')
                  : row.isOffered
                    ? icon('bell', 'small')
                    : html`<span class="dot"></span>`
          }<span class="cut"><bdi>${text}</bdi></span></span
        >
      </td>`;
    case 'priority':
      return html`<td role="cell" class="column-priority ${text === '' ? 'nothing' : ''}">
        ${text === '' ? '–' : html`<span class="chip ${row.priority === 'high' ? 'warn' : ''}">${text}</span>`}
      </td>`;
    case 'issue':
    case 'details':
    case 'company':
    case 'portal':
    case 'start-method':
      return html`<td role="cell" class="column-${column} ${text === '' ? 'nothing' : ''}" title=${text}>
        <span class="cut" dir="auto">${text === '' ? '–' : text}</span>
      </td>`;
    default:
      return unreachable(column);
  }
}

/** So that a chat is told apart from a full session. */
function prefix({ mode }: QueueRow): TemplateResult | typeof nothing {
  const words = modePrefix(mode);
  return words === '' ? nothing : html`<span class="mode-prefix">${words}</span> `;
}

function named(row: QueueRow): string {
  return `${modePrefix(row.mode)} ${row.customerName}`.trim();
}

function statusLook(row: QueueRow): string {
  if (!row.connected && row.called !== true) {
    return '';
  }
  switch (row.status) {
    case 'waiting':
      return row.isOverdue ? 'danger' : row.isOffered ? 'info' : 'warn';
    case 'invitation':
      return 'info';
    case 'in-session':
      return 'good';
    default:
      return unreachable(row.status);
  }
}

// A click on the name's button arrives here too, from the keyboard with a count of 0.
function clickRow(event: MouseEvent, row: QueueRow, console: RepresentativeConsole): void {
  if (event.detail <= 1 && !isAccept(event)) {
    console.select(row.session);
  }
}

function doubleClickRow(
  event: MouseEvent,
  state: ConsoleState,
  row: QueueRow,
  console: RepresentativeConsole,
): void {
  if (!isAccept(event) && rowAction(state, row) !== 'none') {
    void console.accept(row.session);
  }
}

function isAccept(event: Event): boolean {
  return event.target instanceof Element && event.target.closest('.accept') !== null;
}

function moveFocus(event: KeyboardEvent, rows: readonly QueueRow[]): void {
  const from = (event.target as Element).closest<HTMLElement>('tr[data-session]');
  if (from === null || rows.length === 0) {
    return;
  }
  const at = rows.findIndex((row) => row.session === from.dataset['session']);
  const to = placeAfter(event.key, at, rows.length);
  const target = to === undefined ? undefined : rows[to];
  if (to === undefined || target === undefined) {
    return;
  }
  event.preventDefault();
  const box = from.closest<HTMLElement>('.queue-scroll');
  const find = () =>
    box?.querySelector<HTMLElement>(`tr[data-session="${CSS.escape(target.session)}"] .row-name`);
  const there = find();
  if (there instanceof HTMLElement) {
    there.focus();
    return;
  }
  // It is not drawn yet: scroll there, and give it the focus when it is.
  box?.scrollTo({ top: Math.max(0, to * queueScroll.value.rowPx - box.clientHeight / 2) });
  requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus()));
}

function placeAfter(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

// --- The columns ----------------------------------------------------------------------------

const COLUMN_DRAG = 'application/x-handrail-column';

function startColumnDrag(event: DragEvent, column: ColumnId): void {
  event.dataTransfer?.setData(COLUMN_DRAG, column);
}

function overColumn(event: DragEvent): void {
  if (event.dataTransfer?.types.includes(COLUMN_DRAG) === true) {
    event.preventDefault();
    (event.currentTarget as HTMLElement).dataset['drop'] = 'here';
  }
}

function leaveColumn(event: DragEvent): void {
  delete (event.currentTarget as HTMLElement).dataset['drop'];
}

function dropColumn(event: DragEvent, target: ColumnId, console: RepresentativeConsole): void {
  leaveColumn(event);
  const dragged = event.dataTransfer?.getData(COLUMN_DRAG);
  event.preventDefault();
  console.prefer((before) => {
    const from = before.columns.findIndex((column) => column === dragged);
    const column = before.columns[from];
    return column === undefined
      ? before
      : withColumns(before, movedColumn(before.columns, column, before.columns.indexOf(target) - from));
  });
}

function columnsMenu(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const { columns } = state.preferences;
  const move = (column: ColumnId, places: number) =>
    console.prefer((before) => withColumns(before, movedColumn(before.columns, column, places)));
  return html`<button class="button quiet columns-button" type="button" popovertarget="columns-menu">
      ${icon('columns', 'small')}Columns
    </button>
    <div class="menu columns-menu" id="columns-menu" popover aria-label="Order of the columns">
      <p class="menu-title">Order of the columns</p>
      <p class="menu-title">As many as fit are shown; the details have them all.</p>
      <ol>
        ${repeat(
          columns,
          (column) => column,
          (column, at) =>
            html`<li class="menu-row">
              <span class="grow">${columnTitle(column)}</span>
              <button
                class="square-button"
                type="button"
                aria-label="Move ${columnTitle(column)} up"
                ?disabled=${at === 0}
                @click=${() => move(column, -1)}
              >
                ${icon('move-up', 'small')}
              </button>
              <button
                class="square-button"
                type="button"
                aria-label="Move ${columnTitle(column)} down"
                ?disabled=${at === columns.length - 1}
                @click=${() => move(column, 1)}
              >
                ${icon('move-down', 'small')}
              </button>
            </li>`,
        )}
      </ol>
    </div>`;
}

/** What can be done with the row whose details are open, beside *Accept* in the row itself. */
function rowActions(
  state: ConsoleState,
  console: RepresentativeConsole,
  row: QueueRow,
): TemplateResult | typeof nothing {
  const { invitation } = row;
  if (row.status === 'waiting' && rowAction(state, row) === 'accept') {
    return html`<div class="row">
      <button class="button" type="button" @click=${() => console.askForTarget('transfer', row.session)}>
        ${icon('transfer', 'small')}Transfer
      </button>
    </div>`;
  }
  // One of a team who does not want to come does not decline for the others.
  return row.status === 'invitation' && invitation !== undefined && row.queue === state.me?.personalQueue
    ? html`<div class="row">
        <button
          class="button"
          type="button"
          @click=${() => void console.closeInvitation(row.session, invitation)}
        >
          Decline
        </button>
      </div>`
    : nothing;
}

// --- The details of a row -------------------------------------------------------------------

function rowDetails(state: ConsoleState, console: RepresentativeConsole, row: QueueRow): TemplateResult {
  return html`<aside class="queue-details" id="queue-details" aria-label="Details">
    <header class="row spread">
      <div class="person">
        <span class="avatar" aria-hidden="true">${initials(row.customerName)}</span>
        <div>
          <h2 class="anywhere">${prefix(row)}<bdi>${row.customerName}</bdi></h2>
          <p class="muted small">${statusWords(row)}</p>
        </div>
      </div>
      <button
        class="button quiet square"
        type="button"
        aria-label="Close the details"
        @click=${() => console.select(row.session)}
      >
        ${icon('close')}
      </button>
    </header>
    <dl class="facts">
      ${
        row.status !== 'in-session'
          ? html`<dt>${row.status === 'waiting' ? 'Waiting' : 'Invited'}</dt>
              <dd class="numbers">
                ${durationBrief(msBetween(row.queuedAt, state.now))}
                <span class="muted" title=${fullTime(row.queuedAt)}>since ${timeOfDay(row.queuedAt)}</span>
              </dd>`
          : nothing
      }
      <dt>Started</dt>
      <dd class="numbers" title=${fullTime(row.startedAt)}>${timeOfDay(row.startedAt)}</dd>
      ${factLines(broughtFacts(row))}
    </dl>
    ${rowActions(state, console, row)} ${sendNotice(state, console, row)}
    <h3>What the customer wrote</h3>
    ${
      row.details === ''
        ? html`<p class="muted">Nothing.</p>`
        : html`<p class="anywhere said">${writtenText(row.details)}</p>`
    }
  </aside>`;
}
