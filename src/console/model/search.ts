import type { QueueId, SessionId } from '../../kernel/index.ts';
import {
  customerNameOf,
  isDenied,
  mayDeployButton,
  mayTakeOwnership,
  tabTitle,
  type ConsoleState,
} from './console-state.ts';
import { portalsWithProfiles } from './ios-key-dialog.ts';
import { isOver, partOf } from './open-session.ts';
import { columnTitle, statusWords } from './queue-columns.ts';
import { queueSummaries, rowKey, type QueueSummary } from './queues.ts';
import { chatOfQueue, unreadWords } from './team-chat.ts';
import { broughtTo, type Brought } from './request-words.ts';
import { sessionInFront } from './tabs.ts';
import { portalsOf } from './desk.ts';

export type SearchAction =
  | 'session-key'
  | 'ios-key'
  | 'accept'
  | 'queues'
  | 'dashboard'
  | 'stop-viewing'
  | 'take-ownership'
  | 'elevate'
  | 'deploy-button'
  | 'support-buttons'
  | 'request-screen'
  | 'stop-screen'
  | 'statistics'
  | 'end-session'
  | 'get-next'
  | 'transfer'
  | 'share'
  | 'leave-session'
  | 'rename-tab'
  | 'close-tab'
  | 'sounds'
  | 'settings'
  | 'help';

/** Something that can be found and chosen in the search. */
export interface SearchEntry {
  readonly id: string;
  readonly title: string;
  /** What else says what it is; searched too. */
  readonly hint: string;
  readonly keys: readonly string[];
  readonly target:
    | { readonly kind: 'tab'; readonly session: SessionId }
    | { readonly kind: 'row'; readonly queue: QueueId; readonly session: SessionId }
    | { readonly kind: 'queue'; readonly queue: QueueId }
    | { readonly kind: 'team-chat'; readonly queue: QueueId }
    | { readonly kind: 'action'; readonly action: SearchAction };
}

/** Everything that can be found now: my tabs, what the tab in front allows, who is in the queues, the queues, the rest. */
export function searchEntries(state: ConsoleState): readonly SearchEntry[] {
  return [
    ...state.tabs.list.map(({ session }) => ({
      id: `tab-${session}`,
      title: tabTitle(state, session),
      hint: joined([
        'Session tab',
        customerNameOf(state, session),
        ...broughtHint(brought(state, session)),
        state.sessions.get(session)?.view.details,
      ]),
      keys: [],
      target: { kind: 'tab' as const, session },
    })),
    ...[...state.queues.rows.values()]
      .filter((row) => !state.tabs.list.some((tab) => tab.session === row.session))
      .map((row) => ({
        id: `row-${rowKey(row.queue, row.session)}`,
        title: row.customerName,
        hint: joined([
          statusWords(row),
          queueTitle(state, row.queue),
          ...broughtHint(row),
          row.details,
          `${columnTitle('portal')} ${row.portalName}`,
        ]),
        keys: [],
        target: { kind: 'row' as const, queue: row.queue, session: row.session },
      })),
    ...actionsOfTab(state),
    ...(state.desk?.may.generateKeys === false
      ? []
      : [action('session-key', 'Generate Session Key', 'invite a customer', ['Alt', 'K'])]),
    ...(portalsWithProfiles(portalsOf(state.desk)).length > 0
      ? [action('ios-key', 'Generate Apple iOS Profile Access Key', 'iPhone and iPad profiles', [])]
      : []),
    action('accept', 'Accept the customer who waits longest', 'next', ['Alt', 'A']),
    ...(state.desk?.may.getNext === true
      ? [action('get-next', 'Get Next', 'who waits longest in the queues of your teams', ['Alt', 'N'])]
      : []),
    ...summaries(state).map((queue) => ({
      id: `queue-${queue.id}`,
      title: queue.title,
      hint: `Queue · ${queue.waiting} waiting`,
      keys: [],
      target: { kind: 'queue' as const, queue: queue.id },
    })),
    ...summaries(state).flatMap((queue) => {
      const chat = chatOfQueue(state.teamChats, queue.id)?.chat;
      return chat === undefined
        ? []
        : [
            {
              id: `team-chat-${queue.id}`,
              title: `Team chat: ${queue.title}`,
              hint: chat.unread === 0 ? 'Write to the team' : unreadWords(chat.unread, queue.title),
              keys: [],
              target: { kind: 'team-chat' as const, queue: queue.id },
            },
          ];
    }),
    ...(state.desk?.supportButtons?.list === true
      ? [action('support-buttons', 'Support Buttons', 'manage those of your queues', [])]
      : []),
    action('queues', 'Go to the queues', 'tab', ['Alt', '1']),
    ...(state.desk?.may.supervise === true
      ? [action('dashboard', 'Go to the dashboard', 'the people and queues of your teams', [])]
      : []),
    state.preferences.sounds
      ? action('sounds', 'Switch sounds off', 'mute', [])
      : action('sounds', 'Switch sounds on', 'unmute', []),
    action('settings', 'Settings', 'sounds, notifications, appearance', []),
    action('help', 'Keyboard shortcuts', 'help', ['?']),
  ];
}

function brought(state: ConsoleState, session: SessionId): Partial<Brought> {
  const view = state.sessions.get(session)?.view;
  return (view === undefined ? undefined : broughtTo(view)) ?? {};
}

/** What people look for beside a name: what for, from which company, and what another system calls it. */
function broughtHint({ issue, company, companyCode, externalKey }: Partial<Brought>): readonly string[] {
  return [issue, company, companyCode, externalKey].map((text) => text ?? '');
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function actionsOfTab(state: ConsoleState): readonly SearchEntry[] {
  const active = sessionInFront(state.tabs);
  const open = active === undefined ? undefined : state.sessions.get(active);
  if (active === undefined || open === undefined) {
    return [];
  }
  const name = tabTitle(state, active);
  if (state.viewing.has(active)) {
    return [
      action('stop-viewing', 'Stop viewing', name, []),
      action('rename-tab', 'Rename the tab', name, ['F2']),
    ];
  }
  if (isOver(open)) {
    return [
      action('rename-tab', 'Rename the tab', name, ['F2']),
      action('close-tab', 'Close the tab', name, []),
    ];
  }
  return [
    ...(open.view.screen.state === 'off' &&
    !isDenied(state, active, open.view.mode === 'chat' ? 'elevation' : 'screen-sharing')
      ? [
          open.view.mode === 'chat'
            ? action('elevate', 'Elevate', `from a chat to the screen · ${name}`, [])
            : action('request-screen', 'Request screen', name, []),
        ]
      : []),
    ...(open.view.screen.state === 'on'
      ? [
          action('stop-screen', 'Stop the screen sharing', name, []),
          action('statistics', 'Statistics of the picture', name, []),
        ]
      : []),
    ...(mayDeployButton(state, active, open)
      ? [action('deploy-button', 'Deploy Support Button', `on this device · ${name}`, [])]
      : []),
    action('rename-tab', 'Rename the tab', name, ['F2']),
    ...(state.me !== undefined && partOf(open.view, state.me.id) === 'owner'
      ? [
          action('transfer', 'Transfer', name, []),
          action('share', 'Share', `invite somebody · ${name}`, []),
          action('end-session', 'End session', name, []),
        ]
      : [
          ...(mayTakeOwnership(state, active) ? [action('take-ownership', 'Take ownership', name, [])] : []),
          action('leave-session', 'Leave session', name, []),
        ]),
  ];
}

function summaries(state: ConsoleState): readonly QueueSummary[] {
  return state.me === undefined
    ? []
    : queueSummaries(state.queues, state.me.id, state.preferences.favourites);
}

function queueTitle(state: ConsoleState, queue: QueueId): string {
  return queue === state.me?.personalQueue
    ? 'Personal queue'
    : (state.queues.queues.find(({ id }) => id === queue)?.name ?? '');
}

function action(name: SearchAction, title: string, hint: string, keys: readonly string[]): SearchEntry {
  return { id: `action-${name}`, title, hint, keys, target: { kind: 'action', action: name } };
}

const SHOWN_ENTRIES = 50;

/**
 * The entries that hold every word of the query, wherever, whatever their case and accents. Those
 * whose title begins with the query come first; otherwise the order stays.
 */
export function found(entries: readonly SearchEntry[], query: string): readonly SearchEntry[] {
  const wanted = plain(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const hits = entries
    .map((entry) => ({ entry, title: plain(entry.title), text: plain(`${entry.title} ${entry.hint}`) }))
    .filter(({ text }) => wanted.every((word) => text.includes(word)));
  const start = wanted.join(' ');
  return [
    ...hits.filter(({ title }) => title.startsWith(start)),
    ...hits.filter(({ title }) => !title.startsWith(start)),
  ]
    .slice(0, SHOWN_ENTRIES)
    .map(({ entry }) => entry);
}

/** The place after a step through the list, round at both ends; 0 in an empty one. */
export function stepped(at: number, by: number, count: number): number {
  return count === 0 ? 0 : (at + by + count) % count;
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}
