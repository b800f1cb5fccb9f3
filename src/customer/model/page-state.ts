import {
  CUSTOMER,
  laterBy,
  unreachable,
  type Instant,
  type SessionId,
  type SupportButtonId,
} from '../../kernel/index.ts';
import { say, type CustomerWords } from '../../languages/index.ts';
import type { LinkStatus } from '../../link/index.ts';
import {
  EMPTY_SESSION_VIEW,
  withEntries,
  type DownOf,
  type SessionEntry,
  type SessionView,
} from '../../protocol/index.ts';
import { stillOutgoing, type Outgoing } from './outgoing.ts';
import { NOT_SHARING, type Sharing, type SharingAbility } from './sharing.ts';

/** What can be done after the end. */
export interface After {
  /** The exit survey: `open` has not been answered yet. */
  readonly survey: 'none' | 'open' | 'answered';
  /** What the public site lets its customers keep. */
  readonly transcript: boolean;
  readonly receipt: boolean;
  /** Their ids, in order. */
  readonly recordings: readonly string[];
}

/** Everything that the customer's page shows. */
export interface PageState {
  readonly session: SessionId;
  readonly siteName: string;
  /** What the page says, in its reader's language. */
  readonly words: CustomerWords;
  /** The appliance's clock, as far as this page can tell. */
  readonly now: Instant;
  readonly connection: LinkStatus;
  readonly view: SessionView;
  /** The place in the queue, from 1; undefined until it is told. */
  readonly position: number | undefined;
  /** What the public site says to this customer; undefined until it was told. */
  readonly says: Omit<DownOf<'site-says'>, 'type' | 'session'> | undefined;
  /** How long others have waited there lately; undefined when nobody can say. */
  readonly expected: DownOf<'waiting'>['expected'];
  /** That nobody is connected who could help, and what that means for who waits. */
  readonly unattended: DownOf<'waiting'>['unattended'];
  readonly outgoing: readonly Outgoing[];
  readonly typing: { readonly name: string; readonly until: Instant } | undefined;
  readonly sharing: Sharing;
  readonly ability: SharingAbility;
  /** Whether anybody in the session may see the screen. */
  readonly mayShare: boolean;
  /** Whether the question *End the session?* is open. */
  readonly askingToEnd: boolean;
  /** What somebody who waits is about to do in place of waiting. */
  readonly askingToLeave: 'leave' | 'message' | undefined;
  /** Of the Support Buttons that were accepted, those that were looked at from this page. */
  readonly openedButtons: ReadonlySet<SupportButtonId>;
  readonly ending: boolean;
  /** When the page goes on by itself to the site's address for afterwards; undefined for never. */
  readonly goesOnAt: Instant | undefined;
  /** An answer to what is asked before the queue is on its way. */
  readonly answering: boolean;
  readonly mayNotify: 'granted' | 'denied' | 'default' | 'impossible';
  /**
   * Whether this browser is called while the page is closed: `impossible` where the site or the browser does not,
   * `failed` when the browser or its push service did not let this page.
   */
  readonly called: 'impossible' | 'no' | 'asking' | 'yes' | 'failed';
  /** Messages of the other side that came while nobody looked. */
  readonly unread: number;
  /** Why the page calls somebody who has not looked yet: stands in the tab's title. */
  readonly calls: string | undefined;
  /** A short word that goes by itself. */
  readonly toast: string | undefined;
  /** What is there for the customer after the end; undefined until it is known. */
  readonly after: After | undefined;
  /** How many lines of the conversation are shown, counted from its end. */
  readonly linesShown: number;
}

export const LINES_AT_ONCE = 200;
/** A participant types until a message comes, or for this long after the last word of it. */
export const TYPING_FOR_MS = 4_000;

export function newPage(given: {
  readonly session: SessionId;
  readonly siteName: string;
  readonly words: CustomerWords;
  readonly now: Instant;
  readonly ability: SharingAbility;
  readonly mayNotify: PageState['mayNotify'];
  readonly outgoing: readonly Outgoing[];
}): PageState {
  return {
    ...given,
    connection: { kind: 'connecting' },
    view: EMPTY_SESSION_VIEW,
    position: undefined,
    expected: undefined,
    unattended: undefined,
    says: undefined,
    answering: false,
    goesOnAt: undefined,
    typing: undefined,
    sharing: NOT_SHARING,
    mayShare: true,
    askingToEnd: false,
    askingToLeave: undefined,
    openedButtons: new Set(),
    ending: false,
    called: 'impossible',
    unread: 0,
    calls: undefined,
    toast: undefined,
    after: undefined,
    linesShown: LINES_AT_ONCE,
  };
}

/** Whether the site has this on its customers' pages. */
export function has(
  { says }: Pick<PageState, 'says'>,
  what: NonNullable<DownOf<'site-says'>['without']>[number],
): boolean {
  return says?.without?.includes(what) !== true;
}

/** What the whole page is about now. */
export type Stage = 'opening' | 'closed' | 'asked' | 'waiting' | 'in-session' | 'ended';

export function stageOf(state: PageState): Stage {
  switch (state.view.status) {
    case 'starting':
      return state.connection.kind === 'over' && state.connection.why !== 'reloading' ? 'closed' : 'opening';
    case 'preparing':
      return isGone(state) ? 'closed' : askedNow(state) === undefined ? 'opening' : 'asked';
    case 'waiting':
    case 'in-session':
      return isGone(state) ? 'closed' : state.view.status;
    case 'ended':
      return 'ended';
    default:
      return unreachable(state.view.status);
  }
}

function isGone({ connection }: PageState): boolean {
  return connection.kind === 'over' && ['gone', 'signed-out'].includes(connection.why);
}

/** What is asked before the queue, with what is shown for it. */
export type Asked =
  | {
      readonly question: 'agreement';
      readonly title: string;
      readonly text: string;
      readonly until: Instant;
    }
  | { readonly question: 'recording'; readonly until: Instant };

/** Undefined when nothing is asked, or what is asked has not been told yet. */
export function askedNow({ view, says }: PageState): Asked | undefined {
  const preparing = view.timeline.find(({ event }) => event.type === 'preparing');
  if (view.asked === undefined || preparing?.event.type !== 'preparing') {
    return undefined;
  }
  const { agreement, recording } = preparing.event;
  if (view.asked === 'agreement') {
    return agreement === undefined || says?.agreement === undefined
      ? undefined
      : { question: 'agreement', ...says.agreement, until: laterBy(preparing.at, agreement.timeoutMs) };
  }
  const since = view.timeline.find(({ event }) => event.type === 'agreement-closed')?.at ?? preparing.at;
  return recording === undefined
    ? undefined
    : { question: 'recording', until: laterBy(since, recording.timeoutMs) };
}

/** After these entries. `isSeen`: somebody looks at the page, so that nothing of it stays unread. */
export function withHappened(state: PageState, entries: readonly SessionEntry[], isSeen: boolean): PageState {
  const news = entries.filter(({ seq }) => seq > state.view.lastSeq);
  const view = withEntries(state.view, news);
  const fromOthers = news.filter(({ event }) => event.type === 'chat' && event.from.id !== CUSTOMER).length;
  // What was there when the page was opened is not news to it.
  const isFirst = state.view.lastSeq === 0;
  return {
    ...state,
    view,
    outgoing: stillOutgoing(state.outgoing, view),
    position: view.status === 'waiting' ? state.position : undefined,
    expected: view.status === 'waiting' ? state.expected : undefined,
    unattended: view.status === 'waiting' ? state.unattended : undefined,
    typing: fromOthers > 0 ? undefined : state.typing,
    unread: isSeen || isFirst ? 0 : state.unread + fromOthers,
    askingToEnd: state.askingToEnd && view.status === 'in-session',
    askingToLeave: view.status === 'in-session' || view.status === 'ended' ? undefined : state.askingToLeave,
  };
}

/**
 * Up to where the page should say that it shows the conversation; undefined when the other side
 * knows already (by the journal, or because it was said on this connection).
 */
export function toAcknowledge(view: SessionView, saidUpTo: number): number | undefined {
  const last = view.timeline.findLast(
    ({ event }) => event.type === 'chat' && event.from.id !== CUSTOMER,
  )?.seq;
  const known = Math.max(saidUpTo, view.deliveredTo.get(CUSTOMER) ?? 0);
  return last !== undefined && last > known && view.status !== 'ended' ? view.lastSeq : undefined;
}

/** What the site says after this session: only where somebody helped. `host` of a page to go on with, '' for none. */
export function afterwards({
  view,
  says,
}: PageState): { readonly url: string; readonly host: string } | undefined {
  if (view.status !== 'ended' || view.acceptedAt === undefined || says?.after === undefined) {
    return undefined;
  }
  const url = URL.canParse(says.after.url) ? new URL(says.after.url) : undefined;
  return url !== undefined && ['http:', 'https:'].includes(url.protocol)
    ? { url: url.href, host: url.host }
    : { url: '', host: '' };
}

/** The question for the screen that is open now; it is asked again on a page that was loaded anew. */
export function openRequest(state: PageState): { readonly byName: string } | undefined {
  return state.view.status === 'in-session' &&
    state.view.screen.state === 'asked' &&
    (state.sharing.state === 'off' || state.sharing.state === 'again')
    ? { byName: state.view.screen.byName }
    : undefined;
}

/** The question whether this chat goes on with the screen. */
export function openElevation({ view, says }: PageState):
  | {
      readonly byName: string;
      /** To be accepted with it. */
      readonly agreement?: Extract<Asked, { question: 'agreement' }> & { readonly sha256: string };
    }
  | undefined {
  if (view.status !== 'in-session' || view.screen.state !== 'elevating') {
    return undefined;
  }
  const { byName, agreement } = view.screen;
  if (agreement === undefined) {
    return { byName };
  }
  // Nothing can be accepted that is not there to be read.
  return says?.agreement === undefined
    ? undefined
    : { byName, agreement: { question: 'agreement', ...says.agreement, ...agreement } };
}

/** The question whether a Support Button is put on this device. */
export function openButtonOffer({ view }: PageState): SessionView['buttonOffer'] {
  return view.status === 'in-session' ? view.buttonOffer : undefined;
}

/** Those that the customer accepted in this session and that still work. */
export function newButtons({ view }: PageState): SessionView['buttons'] {
  return view.buttons.filter(({ isNew }) => isNew);
}

/** The browser tab's title: what matters when it is one of many. */
export function titleOf(state: PageState): string {
  const unread = state.unread > 0 ? `(${state.unread}) ` : '';
  return `${unread}${state.calls ?? titleWords(state)} – ${state.siteName}`;
}

function titleWords(state: PageState): string {
  const { words } = state;
  const position = has(state, 'place') ? state.position : undefined;
  const name = state.view.owner?.name;
  switch (stageOf(state)) {
    case 'opening':
      return say(words, 'customer.title.session');
    case 'closed':
      return say(words, 'customer.title.not-connected');
    case 'asked':
      return say(words, `asked.title.${askedNow(state)?.question ?? 'agreement'}`);
    case 'waiting':
      return position === undefined
        ? say(words, 'customer.title.waiting')
        : position === 1
          ? say(words, 'customer.title.next')
          : say(words, 'customer.title.place', { place: position });
    case 'in-session':
      return name === undefined
        ? say(words, 'customer.title.session')
        : openRequest(state) !== undefined ||
            openElevation(state) !== undefined ||
            openButtonOffer(state) !== undefined
          ? say(words, 'customer.title.asks', { name })
          : state.sharing.state === 'on'
            ? say(words, 'customer.title.sharing', { name })
            : name;
    case 'ended':
      return say(words, 'customer.title.ended');
    default:
      return unreachable(stageOf(state) as never);
  }
}
