import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { SessionId } from '../../kernel/index.ts';
import { mayTakeOwnership, tabTitle, type ConsoleState } from '../model/console-state.ts';
import { isOver, partOf, unreadCount, type OpenSession } from '../model/open-session.ts';
import { unreadInTeams } from '../model/team-chat.ts';
import { durationClock } from '../../conversation/index.ts';
import { sessionInFront } from '../model/tabs.ts';
import { clockSince } from '../model/time-words.ts';
import type { RepresentativeConsole } from '../representative-console.ts';
import { icon } from './icons.ts';

/** With more tabs than this the names need the room of the clocks. */
const MANY_TABS = 5;

/**
 * The row of tabs: the queues, then the sessions. Arrow keys move the focus and Enter brings the
 * tab to the front: passing over a tab must not count as having read what is in it.
 */
export function tabStrip(state: ConsoleState, console: RepresentativeConsole): TemplateResult {
  const { list, active } = state.tabs;
  const session = sessionInFront(state.tabs);
  return html`<div class="strip">
    <div
      class="tab-list ${list.length > MANY_TABS ? 'many' : ''}"
      role="tablist"
      aria-label="Queues and sessions"
      @keydown=${(event: KeyboardEvent) => keyInTabs(event, console)}
    >
      <button
        role="tab"
        type="button"
        class="tab"
        id="tab-queues"
        aria-controls="panel-queues"
        aria-selected=${active === 'queues' ? 'true' : 'false'}
        tabindex=${active === 'queues' ? '0' : '-1'}
        @click=${() => console.activate('queues')}
      >
        ${icon('inbox', 'small')}Queues${active === 'queues' ? nothing : newsOfTeams(state)}
      </button>
      ${state.desk?.may.supervise === true || active === 'dashboard' ? dashboardTab(console, active === 'dashboard') : nothing}
      ${repeat(
        list,
        (tab) => tab.session,
        (tab, at) => sessionTab(state, console, tab.session, at),
      )}
    </div>
    ${session === undefined ? nothing : tabMenu(state, console, session)}
  </div>`;
}

function dashboardTab(console: RepresentativeConsole, isInFront: boolean): TemplateResult {
  return html`<button
    role="tab"
    type="button"
    class="tab"
    id="tab-dashboard"
    aria-controls="panel-dashboard"
    aria-selected=${isInFront ? 'true' : 'false'}
    tabindex=${isInFront ? '0' : '-1'}
    @click=${() => console.supervising.show()}
  >
    ${icon('dashboard', 'small')}Dashboard
  </button>`;
}

/** Where the queues are out of sight, as on a phone, their tab says that colleagues wrote. */
function newsOfTeams(state: ConsoleState): TemplateResult | typeof nothing {
  const unread = unreadInTeams(state.teamChats);
  return unread === 0
    ? nothing
    : html`<span class="tab-news"
        >${icon('chat', 'small')}<span class="visually-hidden">, new messages in a team chat</span></span
      >`;
}

function sessionTab(
  state: ConsoleState,
  console: RepresentativeConsole,
  session: SessionId,
  at: number,
): TemplateResult {
  const open = state.sessions.get(session);
  const active = state.tabs.active === session;
  const unread = open === undefined ? 0 : unreadCount(open, state.me?.id);
  const over = open !== undefined && isOver(open);
  const title = tabTitle(state, session);
  return html`<button
    role="tab"
    type="button"
    class="tab session-tab ${over ? 'over' : ''}"
    id="tab-${session}"
    data-session=${session}
    title=${title}
    draggable="true"
    aria-controls="panel-${session}"
    aria-selected=${active ? 'true' : 'false'}
    tabindex=${active ? '0' : '-1'}
    @click=${() => console.activate(session)}
    @auxclick=${(event: MouseEvent) => {
      if (event.button === 1) {
        console.closeTab(session);
      }
    }}
    @dragstart=${(event: DragEvent) => event.dataTransfer?.setData(TAB_DRAG, session)}
    @dragover=${overTab}
    @dragleave=${leaveTab}
    @drop=${(event: DragEvent) => dropTab(event, session, at, state, console)}
  >
    ${
      state.viewing.has(session)
        ? html`<span class="tab-mark"
            >${icon('view', 'small')}<span class="visually-hidden">Viewing: </span></span
          >`
        : stateMark(open)
    }
    <span class="cut tab-name"><bdi>${title}</bdi></span>
    ${
      open?.view.acceptedAt === undefined
        ? nothing
        : html`<span class="numbers muted tab-clock" aria-hidden="true"
            >${
              open.view.endedAt === undefined
                ? clockSince(open.view.acceptedAt, state.now)
                : durationClock(open.view.endedAt - open.view.acceptedAt)
            }</span
          >`
    }
    ${
      unread === 0
        ? nothing
        : html`<span class="chip info numbers"
            ><span class="visually-hidden">, </span>${unread}<span class="visually-hidden">
              ${unread === 1 ? 'new message' : 'new messages'}</span
            ></span
          >`
    }
  </button>`;
}

/** The state by shape and word, not by colour alone. */
function stateMark(open: OpenSession | undefined): TemplateResult {
  if (open === undefined || isOver(open)) {
    return html`<span class="tab-mark"
      >${icon('check', 'small')}<span class="visually-hidden">Ended: </span></span
    >`;
  }
  if (open.view.lost.size > 0) {
    return html`<span class="tab-mark warn-ink"
      >${icon('offline', 'small')}<span class="visually-hidden">Not connected: </span></span
    >`;
  }
  return open.view.screen.state === 'on'
    ? html`<span class="tab-mark good-ink"
        >${icon('screen-on', 'small')}<span class="visually-hidden">Screen shared: </span></span
      >`
    : html`<span class="tab-mark">${icon('person', 'small')}</span>`;
}

function tabMenu(state: ConsoleState, console: RepresentativeConsole, active: SessionId): TemplateResult {
  const at = state.tabs.list.findIndex((tab) => tab.session === active);
  const open = state.sessions.get(active);
  const over = open === undefined || isOver(open);
  const isViewed = state.viewing.has(active);
  const item = (drawing: Parameters<typeof icon>[0], words: string, act: () => void, disabled = false) =>
    html`<button
      type="button"
      popovertarget="tab-menu"
      popovertargetaction="hide"
      ?disabled=${disabled}
      @click=${act}
    >
      ${icon(drawing, 'small')}${words}
    </button>`;
  return html`<button
      class="button quiet square"
      type="button"
      popovertarget="tab-menu"
      aria-label="Tab actions"
      title="Tab actions"
    >
      ${icon('more')}
    </button>
    <div class="menu tab-menu" id="tab-menu" popover aria-label="Tab actions">
      ${item('info', 'Rename the tab', () => console.askForTabName(active))}
      ${item('move-left', 'Move to the left', () => console.moveTab(active, -1), at <= 0)}
      ${item('move-right', 'Move to the right', () => console.moveTab(active, 1), at >= state.tabs.list.length - 1)}
      ${mayTakeOwnership(state, active) && !over ? item('take-over', 'Take ownership…', () => console.supervising.askToTakeOver(active)) : nothing}
      ${
        isViewed
          ? item('close', 'Stop viewing', () => console.closeTab(active))
          : over
            ? item('close', 'Close the tab', () => console.closeTab(active))
            : open !== undefined && state.me !== undefined && partOf(open.view, state.me.id) === 'owner'
              ? html`${item('transfer', 'Transfer…', () => console.askForTarget('transfer', active))}
                ${item('share', 'Share…', () => console.askForTarget('share', active))}
                ${item('end', 'End session…', () => console.askToEnd(active))}`
              : item('sign-out', 'Leave session', () => void console.leaveSession(active))
      }
    </div>`;
}

function keyInTabs(event: KeyboardEvent, console: RepresentativeConsole): void {
  const tab = (event.target as Element).closest<HTMLElement>('[role="tab"]');
  const list = tab?.parentElement;
  if (tab === null || list === null || list === undefined) {
    return;
  }
  const session = tab.dataset['session'] as SessionId | undefined;
  if (event.ctrlKey && event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    event.preventDefault();
    if (session !== undefined) {
      console.moveTab(session, event.key === 'ArrowLeft' ? -1 : 1);
      tab.focus();
    }
    return;
  }
  const all = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const step = (to: number) => {
    event.preventDefault();
    all.at(to % all.length)?.focus();
  };
  const at = all.indexOf(tab);
  switch (event.key) {
    case 'ArrowRight':
      step(at + 1);
      return;
    case 'ArrowLeft':
      step(at - 1);
      return;
    case 'Home':
      step(0);
      return;
    case 'End':
      step(-1);
      return;
    case 'F2':
      if (session !== undefined) {
        event.preventDefault();
        console.askForTabName(session);
      }
      return;
    case 'Delete':
      if (session !== undefined) {
        event.preventDefault();
        console.closeTab(session);
      }
      return;
    default:
  }
}

const TAB_DRAG = 'application/x-handrail-tab';

function isRightHalf(event: DragEvent): boolean {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return event.clientX > box.left + box.width / 2;
}

function overTab(event: DragEvent): void {
  if (event.dataTransfer?.types.includes(TAB_DRAG) === true) {
    event.preventDefault();
    (event.currentTarget as HTMLElement).dataset['drop'] = isRightHalf(event) ? 'after' : 'before';
  }
}

function leaveTab(event: DragEvent): void {
  delete (event.currentTarget as HTMLElement).dataset['drop'];
}

function dropTab(
  event: DragEvent,
  target: SessionId,
  at: number,
  state: ConsoleState,
  console: RepresentativeConsole,
): void {
  leaveTab(event);
  event.preventDefault();
  const dragged = event.dataTransfer?.getData(TAB_DRAG);
  const from = state.tabs.list.findIndex((tab) => tab.session === dragged);
  const tab = state.tabs.list[from];
  if (tab === undefined || tab.session === target) {
    return;
  }
  const wanted = isRightHalf(event) ? at + 1 : at;
  // The place is counted without the tab itself.
  console.placeTab(tab.session, from < wanted ? wanted - 1 : wanted);
}
