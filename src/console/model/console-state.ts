import {
  laterBy,
  unreachable,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
  type SupportButtonId,
  type TeamId,
} from '../../kernel/index.ts';
import type { PictureWatermark, QueueRow, Tool } from '../../protocol/index.ts';
import type { LinkStatus } from '../../link/index.ts';
import { unreadCount, type OpenSession } from './open-session.ts';
import { NO_DASHBOARD, supervisedSession, type Dashboard } from './dashboard.ts';
import type { Desk } from './desk.ts';
import type { OpenOffer } from './offer.ts';
import type { InviteDialog } from './invite-dialog.ts';
import type { IosKeyDialog } from './ios-key-dialog.ts';
import type { KeyDialog } from './key-dialog.ts';
import type { PictureMeter, PictureStatistics } from './picture.ts';
import { NO_PREFERENCES, type Preferences } from './preferences.ts';
import { sortedRows, type Sort } from './queue-columns.ts';
import {
  invitationCount,
  longestWaiting,
  NO_QUEUES,
  rowKey,
  rowOfSession,
  rowsOf,
  waitingCount,
  type Queues,
} from './queues.ts';
import type { ButtonList, DeployDialog } from './support-buttons.ts';
import { hasTab, NO_TABS, type Tabs } from './tabs.ts';
import { chatOfQueue, NO_TEAM_CHATS, unreadInTeams, type TeamChat, type TeamChats } from './team-chat.ts';

/** The representative at this page, as the appliance greeted them. */
export interface Me {
  readonly id: RepId;
  readonly name: string;
  readonly keyValidForMsMax: number;
  readonly personalQueue: QueueId;
  /** For somebody from outside: the one session that there is for them. */
  readonly external?: SessionId;
}

/** The one dialog that may be open. */
export type Dialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'session-key'; readonly at: KeyDialog }
  | { readonly kind: 'ios-key'; readonly at: IosKeyDialog }
  | { readonly kind: 'search'; readonly query: string; readonly at: number }
  | { readonly kind: 'help' }
  | { readonly kind: 'settings' }
  | {
      readonly kind: 'end-session';
      readonly session: SessionId;
      readonly busy: boolean;
      readonly problem: string | undefined;
    }
  /** Whom to give a session to, or whom to invite into it. */
  | {
      readonly kind: 'transfer' | 'share';
      readonly session: SessionId;
      readonly query: string;
      readonly chosen: QueueId | undefined;
      readonly busy: boolean;
      readonly problem: string | undefined;
    }
  | { readonly kind: 'invite-external'; readonly session: SessionId; readonly at: InviteDialog }
  | { readonly kind: 'deploy-button'; readonly session: SessionId; readonly at: DeployDialog }
  /** Whether a Support Button of the session's customer goes. */
  | {
      readonly kind: 'remove-button';
      readonly session: SessionId;
      readonly id: SupportButtonId;
      readonly title: string;
      readonly busy: boolean;
      readonly problem: string | undefined;
    }
  | { readonly kind: 'support-buttons'; readonly at: ButtonList }
  /** The tab of an ended session was closed, which asks how it was. */
  | { readonly kind: 'survey'; readonly session: SessionId; readonly customerName: string }
  /** Somebody from outside asks to go. */
  | { readonly kind: 'leave' }
  /** Whether a session of somebody below me is to be mine. */
  | {
      readonly kind: 'take-over';
      readonly session: SessionId;
      readonly ownerName: string;
      readonly busy: boolean;
      readonly problem: string | undefined;
    }
  | { readonly kind: 'rename-tab'; readonly session: SessionId; readonly name: string };

/** A message that comes by itself. A problem stays until it is closed. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'problem';
  readonly text: string;
  readonly until: Instant | undefined;
}

/** How far the picture of a session has come on this page. */
export interface Watched {
  readonly transport: 'starting' | 'connected' | 'broken';
  readonly meter: PictureMeter;
  /** When this was said, of the page's monotonic clock. */
  readonly atMs: number;
  readonly statistics: PictureStatistics | undefined;
  /** What the public site draws over it. */
  readonly watermark: PictureWatermark | undefined;
}

/** Everything that the console shows. One value, replaced as a whole with each change. */
export interface ConsoleState {
  readonly me: Me | undefined;
  readonly siteName: string;
  readonly connection: LinkStatus;
  /** The appliance's clock, ticking. */
  readonly now: Instant;
  readonly queues: Queues;
  /** Undefined until it was told. */
  readonly desk: Desk | undefined;
  readonly offer: OpenOffer | undefined;
  readonly gettingNext: boolean;
  readonly queue: QueueId | undefined;
  /** The row whose details are open. */
  readonly selected: SessionId | undefined;
  readonly accepting: ReadonlySet<SessionId>;
  readonly sessions: ReadonlyMap<SessionId, OpenSession>;
  /** What the session policies deny me; missing for where that is nothing. */
  readonly denied: ReadonlyMap<SessionId, readonly Tool[]>;
  readonly tabs: Tabs;
  readonly teamChats: TeamChats;
  /** While I look at it; what it last was when I do not. */
  readonly dashboard: Dashboard;
  /** Sessions in which I am not, of people below me: I look on in a tab. */
  readonly viewing: ReadonlySet<SessionId>;
  readonly pictures: ReadonlyMap<SessionId, Watched>;
  /** Commands about the screen that wait for their answer. */
  readonly busyScreens: ReadonlySet<SessionId>;
  readonly statistics: boolean;
  readonly dialog: Dialog;
  readonly notices: readonly Notice[];
  /** What a screen reader hears next. */
  readonly announcement: string;
  readonly preferences: Preferences;
  readonly mayNotify: 'granted' | 'denied' | 'default' | 'impossible';
}

export function newConsole(now: Instant): ConsoleState {
  return {
    me: undefined,
    siteName: '',
    connection: { kind: 'connecting' },
    now,
    queues: NO_QUEUES,
    desk: undefined,
    offer: undefined,
    gettingNext: false,
    queue: undefined,
    selected: undefined,
    accepting: new Set(),
    sessions: new Map(),
    denied: new Map(),
    tabs: NO_TABS,
    teamChats: NO_TEAM_CHATS,
    dashboard: NO_DASHBOARD,
    viewing: new Set(),
    pictures: new Map(),
    busyScreens: new Set(),
    statistics: false,
    dialog: { kind: 'none' },
    notices: [],
    announcement: '',
    preferences: NO_PREFERENCES,
    mayNotify: 'default',
  };
}

const NO_QUEUE = '' as QueueId;

/** The queue in the middle: the chosen one as long as it is mine, otherwise Personal. */
export function shownQueue(state: ConsoleState): QueueId | undefined {
  const chosen = state.queues.queues.find((queue) => queue.id === state.queue);
  return chosen?.id ?? state.me?.personalQueue;
}

// Sorting thousands of rows takes longer than a frame, and the console is drawn each second at least.
const sorted = new WeakMap<Queues, { queue: QueueId; sort: Sort; rows: readonly QueueRow[] }>();

/** The rows in the middle, in the order in which they are shown. */
export function shownRows(state: ConsoleState): readonly QueueRow[] {
  const queue = shownQueue(state);
  const { sort } = state.preferences;
  if (queue === undefined) {
    return [];
  }
  const known = sorted.get(state.queues);
  if (known?.queue === queue && known.sort === sort) {
    return known.rows;
  }
  const rows = sortedRows(rowsOf(state.queues, queue), sort);
  sorted.set(state.queues, { queue, sort, rows });
  return rows;
}

export function selectedRow(state: ConsoleState): QueueRow | undefined {
  const queue = shownQueue(state);
  return state.selected === undefined || queue === undefined
    ? undefined
    : state.queues.rows.get(rowKey(queue, state.selected));
}

/** The chat of the team whose queue is in the middle, when it is open beside it. */
export function shownTeamChat(
  state: ConsoleState,
): { readonly queue: QueueId; readonly team: TeamId; readonly chat: TeamChat } | undefined {
  const queue = state.tabs.active === 'queues' ? shownQueue(state) : undefined;
  const found = chatOfQueue(state.teamChats, queue);
  return queue === undefined || found === undefined || !state.preferences.teamChats.includes(queue)
    ? undefined
    : { queue, ...found };
}

/** What can be done with a row: come to the customer, or go to the tab that is open already. */
export function rowAction(state: ConsoleState, row: QueueRow): 'accept' | 'open' | 'none' {
  if (hasTab(state.tabs, row.session)) {
    return 'open';
  }
  switch (row.status) {
    case 'waiting':
      return row.queue === state.me?.personalQueue || state.desk?.may.acceptFromTeams !== false
        ? 'accept'
        : 'none';
    case 'invitation':
      return 'accept';
    case 'in-session':
      return 'none';
    default:
      return unreachable(row.status);
  }
}

/** Whom *Accept* takes now: the chosen customer if they still wait, otherwise the one who waits longest. */
export function acceptable(state: ConsoleState): QueueRow | undefined {
  const chosen = state.tabs.active === 'queues' ? selectedRow(state) : undefined;
  if (chosen !== undefined && rowAction(state, chosen) === 'accept') {
    return chosen;
  }
  const queue = shownQueue(state);
  const longest = queue === undefined ? undefined : longestWaiting(rowsOf(state.queues, queue));
  return longest !== undefined && rowAction(state, longest) === 'accept' ? longest : undefined;
}

/** What asks for this person: customers who wait, invitations, and messages that nobody has read. */
export function attentionCount(state: ConsoleState): number {
  let count = waitingCount(state.queues) + invitationCount(state.queues) + unreadInTeams(state.teamChats);
  for (const tab of state.tabs.list) {
    const open = state.sessions.get(tab.session);
    count += open === undefined ? 0 : unreadCount(open, state.me?.id);
  }
  return count;
}

/** What a tab is called: the representative's own name for it, or the customer's. */
export function tabTitle(state: ConsoleState, session: SessionId): string {
  const own = state.tabs.list.find((tab) => tab.session === session)?.name;
  return own ?? customerNameOf(state, session);
}

export function customerNameOf(state: ConsoleState, session: SessionId): string {
  const view = state.sessions.get(session)?.view;
  const name = view === undefined || view.customerName === '' ? undefined : view.customerName;
  return (
    name ??
    rowOfSession(state.queues, session)?.customerName ??
    supervisedSession(state.dashboard, session)?.session.customerName ??
    'Customer'
  );
}

/** Whether I am in it, above its owner, and may make it mine. */
export function mayTakeOwnership(state: ConsoleState, session: SessionId): boolean {
  return state.queues.rows.get(rowKey(state.me?.personalQueue ?? NO_QUEUE, session))?.mayTakeOver === true;
}

/** Whether a Support Button can be deployed out of this session now. */
export function mayDeployButton(state: ConsoleState, session: SessionId, { view }: OpenSession): boolean {
  return (
    !isDenied(state, session, 'support-button') &&
    state.desk?.supportButtons?.deploy === true &&
    view.status === 'in-session' &&
    view.mode === 'full' &&
    view.buttonOffer === undefined
  );
}

/** Whether the session policies deny me this tool there. */
export function isDenied(state: ConsoleState, session: SessionId, tool: Tool): boolean {
  return state.denied.get(session)?.includes(tool) === true;
}

export function withSession(
  state: ConsoleState,
  session: SessionId,
  change: (open: OpenSession) => OpenSession,
): ConsoleState {
  const open = state.sessions.get(session);
  if (open === undefined) {
    return state;
  }
  const changed = change(open);
  return changed === open ? state : { ...state, sessions: new Map(state.sessions).set(session, changed) };
}

const NOTICE_MS = 8000;
const NOTICES = 4;

/** With one more message; the same sentence is not said twice, and only the newest few stay. */
export function withNotice(state: ConsoleState, tone: Notice['tone'], text: string): ConsoleState {
  const others = state.notices.filter((notice) => notice.text !== text);
  const id = Math.max(0, ...state.notices.map((notice) => notice.id)) + 1;
  const until = tone === 'info' ? laterBy(state.now, NOTICE_MS) : undefined;
  return { ...state, notices: [...others, { id, tone, text, until }].slice(-NOTICES) };
}

/** At another moment: messages whose time is over are gone. */
export function atTime(state: ConsoleState, now: Instant): ConsoleState {
  const notices = state.notices.filter((notice) => notice.until === undefined || notice.until > now);
  return {
    ...state,
    now,
    notices: notices.length === state.notices.length ? state.notices : notices,
  };
}
