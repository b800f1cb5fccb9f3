import type { SessionId } from '../../kernel/index.ts';

/** A session's tab. `name` is what the representative calls it; undefined shows the customer's name. */
export interface SessionTab {
  readonly session: SessionId;
  readonly name: string | undefined;
}

/** What can be in front: the queues, the dashboard of who supervises somebody, or a session. */
export type Front = SessionId | 'queues' | 'dashboard';

/** The row of tabs: the queues always come first and cannot be closed. */
export interface Tabs {
  readonly list: readonly SessionTab[];
  readonly active: Front;
}

/** The session in front; undefined when something else is. */
export function sessionInFront({ active }: Tabs): SessionId | undefined {
  return active === 'queues' || active === 'dashboard' ? undefined : active;
}

export const NO_TABS: Tabs = { list: [], active: 'queues' };

export const TAB_NAME_CHARACTERS = 60;

export function hasTab(tabs: Tabs, session: SessionId): boolean {
  return tabs.list.some((tab) => tab.session === session);
}

/** With that tab in front; a tab that does not exist changes nothing. */
export function activated(tabs: Tabs, which: Front): Tabs {
  return which === 'queues' || which === 'dashboard' || hasTab(tabs, which)
    ? { ...tabs, active: which }
    : tabs;
}

/** The tab at that place, from 1 as people count: 1 is the queues. */
export function tabAt(tabs: Tabs, place: number): SessionId | 'queues' | undefined {
  return place === 1 ? 'queues' : tabs.list[place - 2]?.session;
}

/** With a tab for this session in front: the one that it has, or a new one at the end. */
export function opened(tabs: Tabs, session: SessionId): Tabs {
  const list = hasTab(tabs, session) ? tabs.list : [...tabs.list, { session, name: undefined }];
  return { list, active: session };
}

/** Without that tab. When it was in front its right neighbour comes there, else the left one, else the queues. */
export function closed(tabs: Tabs, session: SessionId): Tabs {
  const at = tabs.list.findIndex((tab) => tab.session === session);
  if (at === -1) {
    return tabs;
  }
  const list = tabs.list.toSpliced(at, 1);
  const neighbour = list[at] ?? list[at - 1];
  return { list, active: tabs.active === session ? (neighbour?.session ?? 'queues') : tabs.active };
}

/** With that tab moved to another place among the session tabs, from 0, as far as there is room. */
export function movedTo(tabs: Tabs, session: SessionId, place: number): Tabs {
  const tab = tabs.list.find((other) => other.session === session);
  if (tab === undefined) {
    return tabs;
  }
  const rest = tabs.list.filter((other) => other !== tab);
  return { ...tabs, list: rest.toSpliced(Math.min(Math.max(0, place), rest.length), 0, tab) };
}

/** With that tab moved by so many places: −1 to the left, 1 to the right. */
export function movedBy(tabs: Tabs, session: SessionId, places: number): Tabs {
  const from = tabs.list.findIndex((tab) => tab.session === session);
  return from === -1 ? tabs : movedTo(tabs, session, from + places);
}

/** With another name for that tab; an empty one gives the customer's name back. */
export function renamed(tabs: Tabs, session: SessionId, name: string): Tabs {
  const clean = name.trim().slice(0, TAB_NAME_CHARACTERS);
  return {
    ...tabs,
    list: tabs.list.map((tab) =>
      tab.session === session ? { ...tab, name: clean === '' ? undefined : clean } : tab,
    ),
  };
}

/**
 * With a tab for this session where it was before the page was reloaded, and in front if it was
 * there and the person has not gone elsewhere meanwhile. A session without a tab then comes last.
 */
export function openedAsBefore(tabs: Tabs, before: Tabs, session: SessionId): Tabs {
  if (hasTab(tabs, session)) {
    return tabs;
  }
  const order = before.list.map((tab) => tab.session);
  const place = order.indexOf(session);
  const name = before.list[place]?.name;
  // Before the first tab that came after it; tabs that were not there come after all of them.
  const next =
    place === -1
      ? -1
      : tabs.list.findIndex((tab) => {
          const other = order.indexOf(tab.session);
          return other === -1 || other > place;
        });
  const list = tabs.list.toSpliced(next === -1 ? tabs.list.length : next, 0, { session, name });
  return { list, active: tabs.active === 'queues' && before.active === session ? session : tabs.active };
}
