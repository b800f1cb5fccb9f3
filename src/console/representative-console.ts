import { signal, type ReadonlySignal, type Signal } from '@preact/signals-core';
import * as v from 'valibot';
import {
  Fault,
  LIMITS,
  newId,
  instant,
  personalQueue,
  unreachable,
  type Instant,
  type MessageId,
  type InvitationId,
  type NoticeId,
  type QueueId,
  type RepId,
  type RepStatusId,
  type SessionId,
} from '../kernel/index.ts';
import type { LinkListener, LinkStatus } from '../link/index.ts';
import { gotNextSchema, sentNoticeSchema, type Down, type DownOf, type Welcome } from '../protocol/index.ts';
import { queueAnnouncement } from './model/announcements.ts';
import {
  acceptable,
  atTime,
  customerNameOf,
  isDenied,
  newConsole,
  shownQueue,
  withNotice,
  withSession,
  type ConsoleState,
  type Me,
  type Watched,
} from './model/console-state.ts';
import { type Desk, withMore } from './model/desk.ts';
import { externalStage } from './model/external-stage.ts';
import { NO_DASHBOARD } from './model/dashboard.ts';
import { endWords, goneWords } from './model/happening-words.ts';
import {
  chatsOfOthersAfter,
  hasLeft,
  isOver,
  lookedAt,
  partOf,
  takenBack,
  unacknowledged,
  withEvents,
  withOutgoing,
  withProgress,
  withTyping,
  type OpenSession,
  type Outgoing,
} from './model/open-session.ts';
import { found, searchEntries, stepped, type SearchAction, type SearchEntry } from './model/search.ts';
import { closedOfferWords, countdown, isSame, isSettled, withOffer, type OpenOffer } from './model/offer.ts';
import { newPresence, stepPresence, type Presence, type PresenceEvent } from './model/presence.ts';
import { readPreferences, SEARCH_CHARACTERS, type Preferences, type Sound } from './model/preferences.ts';
import { arrivals, newInvitations, newlyOverdue, rowKey, withQueues } from './model/queues.ts';
import { keptTabs, readSavedWork, savedForm, sessionWith, type SavedWork } from './model/saved-work.ts';
import {
  activated,
  closed,
  hasTab,
  movedBy,
  movedTo,
  NO_TABS,
  openedAsBefore,
  renamed,
  sessionInFront,
  tabAt,
  type Front,
} from './model/tabs.ts';
import type { Shortcut } from './model/shortcuts.ts';
import { NO_TEAM_CHATS } from './model/team-chat.ts';
import type { Ports } from './ports.ts';
import { ExternalInvitations } from './external-invitations.ts';
import { IosKeysOfConsole } from './ios-keys.ts';
import { sentenceOf } from './sentence-of.ts';
import { SessionKeysOfConsole } from './session-keys.ts';
import { TeamChatsOfConsole } from './team-chats.ts';
import { SupportButtonsOfConsole } from './support-buttons.ts';
import { Supervising } from './supervising.ts';

/** The page tells at most this often that somebody types. */
const TYPING_EVERY_MS = 2000;

/**
 * What a representative can do, and what becomes of what the appliance says. It holds the one
 * state; the rules are in model/, everything outside comes through ports.
 */
export class RepresentativeConsole implements LinkListener {
  readonly #state: Signal<ConsoleState>;
  readonly #ports: Ports;
  /** The appliance's clock less this page's. */
  #aheadMs = 0;
  /** A desk of which more is to come. */
  #deskSoFar: Desk | undefined;
  /** What was in the journal when this page was opened is not news. */
  #oldUpTo = Infinity;
  #before: SavedWork | undefined;
  /** Sessions that had a tab before the page was loaded anew: the appliance tells of them also when they have ended. */
  #keptTabs: readonly SessionId[];
  #forgotten = false;
  /** Up to where the appliance was told, on this connection, that the page has a session. */
  readonly #acknowledged = new Map<SessionId, number>();
  readonly #typedAtMs = new Map<SessionId, number>();
  #presence: Presence;
  readonly keys: SessionKeysOfConsole;
  readonly iosKeys: IosKeysOfConsole;
  readonly invitations: ExternalInvitations;
  readonly teamChats: TeamChatsOfConsole;
  readonly supervising: Supervising;
  readonly supportButtons: SupportButtonsOfConsole;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#presence = newPresence(ports.clock.monotonicMs());
    this.#keptTabs = ports.external === undefined ? keptTabs(ports.memory.work()) : [];
    this.#state = signal({ ...newConsole(ports.clock.now()), mayNotify: ports.desk.mayNotify() });
    const desk = {
      ports,
      state: () => this.#state.value,
      change: (change: (state: ConsoleState) => ConsoleState) => this.#change(change),
      now: () => this.#now(),
      say: (tone: 'info' | 'problem', text: string) => this.#say(tone, text),
      prefer: (change: (before: Preferences) => Preferences) => this.prefer(change),
      showQueue: (queue: QueueId) => this.showQueue(queue),
      look: () => this.#look(),
      expect: (session: SessionId, isExpected: boolean) => this.#expect(session, isExpected),
    };
    this.keys = new SessionKeysOfConsole(desk);
    this.iosKeys = new IosKeysOfConsole(desk);
    this.invitations = new ExternalInvitations(desk);
    this.teamChats = new TeamChatsOfConsole({
      ...desk,
      ring: (title, text) => this.#ring('team-chat', title, text),
    });
    this.supervising = new Supervising(desk);
    this.supportButtons = new SupportButtonsOfConsole(desk);
  }

  get state(): ReadonlySignal<ConsoleState> {
    return this.#state;
  }

  // --- What the link says -------------------------------------------------------------------

  shown(): readonly { readonly session: SessionId; readonly upTo: number }[] {
    const shown = new Map<SessionId, number>();
    for (const session of this.#keptTabs) {
      shown.set(session, 0);
    }
    for (const [session, open] of this.#state.value.sessions) {
      shown.set(session, open.view.lastSeq);
    }
    return [...shown].slice(-LIMITS.sessionsShown).map(([session, upTo]) => ({ session, upTo }));
  }

  status(connection: LinkStatus): void {
    this.#change((state) => ({ ...state, connection }));
    this.#forgetWhenOut();
  }

  /** Nothing of a session stays in the browser of somebody from outside. */
  #forgetWhenOut(): void {
    if (this.#ports.external !== undefined && externalStage(this.#state.value).kind === 'over') {
      this.forget();
      this.#ports.pictures.stop(this.#ports.external);
    }
  }

  message(message: Down): void {
    switch (message.type) {
      case 'welcome':
        this.#welcomed(message);
        return;
      case 'queues':
        this.#queuesChanged(message);
        return;
      case 'desk': {
        const { type: _, goesOn = false, ...desk } = message;
        this.#deskComes(desk, goesOn);
        return;
      }
      case 'desk-more':
        if (this.#deskSoFar !== undefined) {
          this.#deskComes(withMore(this.#deskSoFar, message), message.goesOn);
        }
        return;
      case 'offer':
        this.#offered(message.offer);
        return;
      case 'events':
        this.#happened(message);
        return;
      case 'typed':
        this.#changeSession(message.session, (open) => withTyping(open, message.name, this.#state.value.now));
        return;
      case 'media-restarted':
        this.#ports.pictures.renew(message.session);
        return;
      case 'sender-delay':
        this.#ports.pictures.heard(message);
        return;
      case 'team-chats':
        this.teamChats.told(message);
        return;
      case 'team-said':
        this.teamChats.said(message);
        return;
      case 'dashboard':
        this.supervising.told(message);
        return;
      case 'viewing-over':
        this.supervising.viewingOver(message);
        return;
      case 'session-tools':
        this.#toolsTold(message);
        return;
      case 'waiting':
      case 'site-says':
      case 'push-offer':
      case 'pong':
      case 'done':
      case 'answer':
      case 'refused':
        return;
      default:
        unreachable(message);
    }
  }

  #toolsTold({ session, denied }: DownOf<'session-tools'>): void {
    this.#change((state) => ({ ...state, denied: new Map(state.denied).set(session, denied) }));
    this.#watchScreen(session);
  }

  /** What was begun to be watched before it was denied goes on; the appliance says when it does not. */
  #watchScreen(session: SessionId): void {
    const state = this.#state.value;
    const screen = state.sessions.get(session)?.view.screen;
    if (screen?.state !== 'on') {
      this.#ports.pictures.stop(session);
    } else if (!isDenied(state, session, 'screen-sharing')) {
      this.#ports.pictures.watch(session, screen.producerId);
    }
  }

  #deskComes(desk: Desk, goesOn: boolean): void {
    this.#deskSoFar = goesOn ? desk : undefined;
    if (goesOn) {
      return;
    }
    this.#change((state) => ({ ...state, desk }));
    this.supervising.deskChanged();
  }

  #welcomed(welcome: Welcome): void {
    const { as } = welcome;
    if (as.kind === 'customer' || (as.kind === 'external') !== (this.#ports.external !== undefined)) {
      return;
    }
    this.#aheadMs = welcome.now - this.#ports.clock.now();
    this.#acknowledged.clear();
    const first = this.#state.value.me?.id !== as.id;
    this.#deskSoFar = undefined;
    const me: Me = as.kind === 'external' ? outsider(as) : as;
    if (first) {
      this.#oldUpTo = welcome.head;
      this.#before = readSavedWork(this.#ports.memory.work(), me.id);
    }
    const saved = this.#before;
    this.#change((state) => {
      const sessions = new Map(first ? [] : state.sessions);
      let tabs = first
        ? activated(NO_TABS, saved?.tabs.active === 'dashboard' ? 'dashboard' : 'queues')
        : state.tabs;
      for (const [session, open] of sessions) {
        const isMine = welcome.sessions.includes(session);
        if (isMine || hasTab(tabs, session)) {
          sessions.set(session, { ...open, lost: !isMine && !isOver(open) && !state.viewing.has(session) });
        } else {
          sessions.delete(session);
        }
      }
      for (const session of welcome.sessions) {
        if (!sessions.has(session)) {
          sessions.set(session, sessionWith(saved, session));
          tabs = saved === undefined ? tabs : openedAsBefore(tabs, saved.tabs, session);
        }
      }
      if (me.external !== undefined) {
        tabs = { list: [{ session: me.external, name: undefined }], active: me.external };
      }
      return {
        ...state,
        me,
        siteName: welcome.siteName,
        now: this.#now(),
        sessions,
        denied: new Map(),
        tabs,
        ...(first
          ? {
              queue: saved?.queue,
              teamChats: { ...NO_TEAM_CHATS, saved: saved?.chats ?? new Map() },
              dashboard: NO_DASHBOARD,
              viewing: new Set(),
              preferences: readPreferences(this.#ports.memory.preferences(me.id)),
            }
          : {}),
      };
    });
    this.present({ kind: 'connected' });
    this.supervising.welcomed();
    if (first) {
      for (const [session, open] of this.#state.value.sessions) {
        for (const message of open.outgoing) {
          void this.#deliver(session, message);
        }
      }
    } else {
      for (const [session, open] of this.#state.value.sessions) {
        if (open.view.screen.state === 'on') {
          this.#ports.pictures.renew(session);
        }
      }
    }
  }

  #queuesChanged(message: DownOf<'queues'>): void {
    const before = this.#state.value;
    const queues = withQueues(before.queues, message);
    const came = arrivals(before.queues, queues);
    const said = before.me === undefined ? undefined : queueAnnouncement(before.queues, queues, before.me.id);
    this.#change((state) => {
      const shown = shownQueue({ ...state, queues });
      const isThere =
        state.selected !== undefined && shown !== undefined && queues.rows.has(rowKey(shown, state.selected));
      return {
        ...state,
        queues,
        selected: isThere ? state.selected : undefined,
        announcement: said ?? state.announcement,
      };
    });
    // The queue whose chat is open may only now be one of mine.
    this.teamChats.look();
    const [invitation] = newInvitations(before.queues, queues);
    if (invitation !== undefined) {
      this.#ring(
        'invitation',
        `${invitation.ownerName ?? 'Somebody'} invites you`,
        `Into the session with ${invitation.customerName}`,
      );
    }
    const [overdue] = newlyOverdue(before.queues, queues);
    if (overdue !== undefined) {
      this.#ring('overdue', `${overdue.customerName} has waited too long`, overdue.details);
    }
    const [first] = came;
    if (first !== undefined) {
      this.#ring(
        'waiting',
        came.length === 1 ? `${first.customerName} is waiting` : `${came.length} customers are waiting`,
        first.details,
      );
    }
  }

  #happened(message: DownOf<'events'>): void {
    const { session, entries } = message;
    const { me } = this.#state.value;
    if (me === undefined || this.supervising.isStopping(session)) {
      return;
    }
    const before = this.#state.value.sessions.get(session) ?? sessionWith(this.#before, session);
    const heard = withEvents(before, entries, this.#isLookedAt(session));
    if (heard === before) {
      return;
    }
    const after = { ...heard, lost: false };
    this.#change((state) => ({ ...state, sessions: new Map(state.sessions).set(session, after) }));
    this.#forgetWhenOut();
    if (after.view.status !== 'ended' && hasLeft(after.view, me.id)) {
      if (me.external === undefined) {
        this.#gone(session, before, after, me);
      } else {
        this.#ports.pictures.stop(session);
      }
      return;
    }
    this.supervising.happened(session);
    this.#openTabFor(session, after, me);
    this.#tellOfNews(session, before, after);
    if (hasTab(this.#state.value.tabs, session)) {
      this.#tellOfPeople(before, after, me);
    }
    this.#acknowledge(session, after, me);
    this.#watchScreen(session);
  }

  #openTabFor(session: SessionId, open: OpenSession, me: Me): void {
    const { status } = open.view;
    const wasOpen = this.#before?.tabs.list.some((tab) => tab.session === session) === true;
    const isOpen = status === 'in-session' || status === 'waiting' || (status === 'ended' && wasOpen);
    if (partOf(open.view, me.id) === 'none' || !isOpen) {
      return;
    }
    this.#change((state) => {
      const tabs = openedAsBefore(state.tabs, this.#before?.tabs ?? NO_TABS, session);
      const acceptedHere = state.accepting.has(session);
      const accepting = new Set(state.accepting);
      accepting.delete(session);
      return acceptedHere
        ? { ...state, accepting, tabs: activated(tabs, session), selected: undefined }
        : { ...state, tabs };
    });
    this.#look();
  }

  /** Somebody else has it now, or nobody: its tab closes, and it is said why. */
  #gone(session: SessionId, before: OpenSession, after: OpenSession, me: Me): void {
    this.#ports.pictures.stop(session);
    if (!hasTab(this.#state.value.tabs, session)) {
      return;
    }
    this.#change((state) => ({
      ...state,
      tabs: closed(state.tabs, session),
      dialog: 'session' in state.dialog && state.dialog.session === session ? { kind: 'none' } : state.dialog,
    }));
    const fresh = after.view.timeline.filter(({ seq }) => seq > before.view.lastSeq);
    const words = goneWords(fresh, me.id, after.view.customerName);
    if (words !== undefined) {
      this.#say('info', words);
    }
    this.#look();
  }

  /** Who came, who went, and whose it is now. */
  #tellOfPeople(before: OpenSession, after: OpenSession, me: Me): void {
    const since = Math.max(before.view.lastSeq, this.#oldUpTo);
    for (const { event } of after.view.timeline.filter(({ seq }) => seq > since)) {
      const name = after.view.customerName;
      if (event.type === 'owner-changed') {
        this.#say(
          'info',
          event.to.id === me.id
            ? `You own the session with ${name} now.`
            : event.how === 'taken-over' && before.view.owner?.id === me.id
              ? `${event.to.name} took over the session with ${name}. You are still in it, and may leave it.`
              : `${event.to.name} owns the session with ${name} now.`,
        );
      } else if (event.type === 'joined' && event.who.id !== me.id) {
        this.#say('info', `${event.who.name} joined the session with ${name}.`);
      } else if (event.type === 'viewing-started' && event.who.id !== me.id) {
        this.#say('info', `${event.who.name} is viewing the session with ${name}.`);
      } else if (event.type === 'left' && event.who.id !== me.id && event.how !== 'transferred') {
        this.#say('info', `${event.who.name} left the session with ${name}.`);
      } else if (event.type === 'invitation-closed' && event.outcome === 'declined') {
        this.#say('info', `An invitation into the session with ${name} was declined.`);
      }
    }
  }

  #tellOfNews(session: SessionId, before: OpenSession, after: OpenSession): void {
    const name = customerNameOf(this.#state.value, session);
    const news = chatsOfOthersAfter(
      after.view,
      Math.max(before.view.lastSeq, this.#oldUpTo),
      this.#state.value.me?.id,
    );
    const last = news.at(-1);
    if (last?.event.type === 'chat' && !this.#isLookedAt(session)) {
      this.#ring('chat', `${last.event.from.name} wrote`, last.event.text);
    }
    const { endReason, endedAt } = after.view;
    const ending = after.view.timeline.findLast((entry) => entry.event.type === 'ended');
    if (
      before.view.status !== 'ended' &&
      endReason !== undefined &&
      endedAt !== undefined &&
      ending?.event.type === 'ended' &&
      ending.seq > this.#oldUpTo &&
      hasTab(this.#state.value.tabs, session) &&
      !this.#isLookedAt(session) &&
      ending.event.by?.id !== this.#state.value.me?.id
    ) {
      this.#say('info', `${name}: ${endWords(endReason, ending.event.by?.name)}`);
    }
  }

  #acknowledge(session: SessionId, open: OpenSession, me: Me): void {
    const upTo = partOf(open.view, me.id) !== 'none' ? unacknowledged(open.view, me.id) : undefined;
    if (upTo !== undefined && (this.#acknowledged.get(session) ?? 0) < upTo) {
      this.#acknowledged.set(session, upTo);
      this.#ports.link.tell({ type: 'received', session, upTo });
    }
  }

  /** What Equilibrium offers now: shown beside whatever is being done, which it does not interrupt. */
  #offered(offer: DownOf<'offer'>['offer']): void {
    const before = this.#state.value.offer;
    const after = withOffer(before, offer, this.#ports.clock.monotonicMs());
    this.#change((state) => ({ ...state, offer: after }));
    if (before !== undefined && (after === undefined || !isSame(before.offer, after.offer))) {
      const words = closedOfferWords(before, this.#now());
      if (words !== undefined && !hasTab(this.#state.value.tabs, before.offer.session)) {
        this.#say('info', words);
      }
    }
    if (after !== undefined && (before === undefined || !isSame(before.offer, after.offer))) {
      const { request, queueName } = after.offer;
      this.#ring(
        'offer',
        'Session assigned',
        request === undefined ? queueName : `${request.customerName} · ${queueName}`,
      );
    }
  }

  #sound(sound: Sound, tune: Sound | 'offer-ending'): void {
    const { preferences } = this.#state.value;
    if (preferences.sounds && !preferences.silent.includes(sound)) {
      this.#ports.bell.ring(tune);
    }
  }

  #ring(sound: Sound, title: string, text: string): void {
    const { preferences } = this.#state.value;
    this.#sound(sound, sound);
    if (preferences.systemNotices && !this.#ports.desk.isSeen()) {
      this.#ports.desk.notify(title, text, sound);
    }
  }

  // --- Time and the page --------------------------------------------------------------------

  /** To be called about once a second. */
  tick(): void {
    this.#change((state) => atTime(state, this.#now()));
    this.present({ kind: 'tick' });
    const { offer, now } = this.#state.value;
    if (
      offer !== undefined &&
      offer.answering === 'nothing' &&
      !offer.warned &&
      countdown(offer.offer, now).isEnding
    ) {
      this.#change((state) => ({ ...state, offer: { ...offer, warned: true } }));
      this.#sound('offer', 'offer-ending');
    }
  }

  /** Something that says whether somebody is here. */
  present(event: PresenceEvent): void {
    if (this.#ports.external !== undefined) {
      return;
    }
    const { presence, tell } = stepPresence(this.#presence, event, this.#ports.clock.monotonicMs());
    this.#presence = presence;
    if (tell !== undefined) {
      this.#ports.link.tell({ type: 'presence', state: tell });
    }
  }

  /** The page came into sight, or went out of it. */
  sightChanged(): void {
    if (this.#ports.desk.isSeen()) {
      this.present({ kind: 'activity' });
    }
    this.#look();
  }

  pictureChanged(session: SessionId, watched: Watched | undefined): void {
    this.#change((state) => {
      const pictures = new Map(state.pictures);
      if (watched === undefined) {
        pictures.delete(session);
      } else {
        pictures.set(session, watched);
      }
      return { ...state, pictures };
    });
  }

  tryConnectionNow(): void {
    this.#ports.link.wake();
  }

  takeConnectionOver(): void {
    this.#ports.link.start();
  }

  /** What this browser tab keeps is the representative's: gone when they sign out. */
  forget(): void {
    this.#forgotten = true;
    this.#ports.memory.forgetWork();
  }

  /** Whether the site wants the sessions closed before one signs out or closes the page, and some are open. */
  mustStay(): boolean {
    const { desk, me, sessions, viewing } = this.#state.value;
    return (
      me !== undefined &&
      desk?.closeSessionsFirst === true &&
      [...sessions].some(
        ([session, open]) => !isOver(open) && !viewing.has(session) && !hasLeft(open.view, me.id),
      )
    );
  }

  /** False when sessions have to be closed first; otherwise nothing of the work stays in this browser tab. */
  signsOut(): boolean {
    if (this.mustStay()) {
      this.#say(
        'problem',
        'Please end or transfer your sessions before you sign out: your site asks for it.',
      );
      return false;
    }
    this.forget();
    return true;
  }

  // --- Queues -------------------------------------------------------------------------------

  showQueue(queue: QueueId): void {
    this.#change((state) => ({
      ...state,
      queue,
      selected: undefined,
      tabs: activated(state.tabs, 'queues'),
    }));
    this.teamChats.look();
  }

  /** Shows the details of a row; the same row again closes them. */
  select(session: SessionId): void {
    this.#change((state) => ({
      ...state,
      selected: state.selected === session ? undefined : session,
    }));
  }

  /** Shows a row wherever it is: its queue, with its details open. */
  reveal(queue: QueueId, session: SessionId): void {
    this.showQueue(queue);
    this.#change((state) => ({
      ...state,
      selected: state.queues.rows.has(rowKey(queue, session)) ? session : undefined,
    }));
  }

  /** Takes a waiting customer, comes into a shared session, or goes to the tab that is open already. */
  async accept(session: SessionId): Promise<void> {
    const state = this.#state.value;
    if (hasTab(state.tabs, session)) {
      this.activate(session);
      return;
    }
    if (state.accepting.has(session)) {
      return;
    }
    const name = customerNameOf(state, session);
    this.#expect(session, true);
    try {
      await this.#ports.link.ask({ type: 'accept', session });
    } catch (thrown) {
      this.#expect(session, false);
      this.#say('problem', `${name}: ${sentenceOf(thrown)}`);
    }
  }

  /** Accepts a session that I am in while it waits: its tab is open already. */
  async takeOwn(session: SessionId): Promise<void> {
    await this.#attempt(() => this.#ports.link.ask({ type: 'accept', session }));
  }

  /** A session that is expected comes to the front as soon as it is mine. */
  #expect(session: SessionId, isExpected: boolean): void {
    this.#change((state) => {
      const accepting = new Set(state.accepting);
      if (isExpected) {
        accepting.add(session);
      } else {
        accepting.delete(session);
      }
      return { ...state, accepting };
    });
  }

  /** Takes whoever waits longest in the queues of my teams. */
  async getNext(): Promise<void> {
    const { desk, gettingNext } = this.#state.value;
    if (desk?.may.getNext !== true || gettingNext) {
      return;
    }
    this.#change((state) => ({ ...state, gettingNext: true }));
    try {
      const { session } = v.parse(gotNextSchema, await this.#ports.link.ask({ type: 'get-next' }));
      if (hasTab(this.#state.value.tabs, session)) {
        this.activate(session);
      } else {
        this.#expect(session, true);
      }
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'nobody-waiting') {
        this.#say('info', 'Nobody is waiting in the queues of your teams.');
      } else {
        this.#say('problem', sentenceOf(thrown));
      }
    } finally {
      this.#change((state) => ({ ...state, gettingNext: false }));
    }
  }

  /** Answers what is offered; a second answer, and a key in the first moment, do nothing. */
  async answerOffer(accept: boolean, by: 'pointer' | 'key'): Promise<void> {
    const open = this.#state.value.offer;
    if (
      open === undefined ||
      open.answering !== 'nothing' ||
      (by === 'key' && !isSettled(open, this.#ports.clock.monotonicMs()))
    ) {
      return;
    }
    const { session } = open.offer;
    const mark = (answering: OpenOffer['answering']) =>
      this.#change((state) =>
        state.offer !== undefined && isSame(state.offer.offer, open.offer)
          ? { ...state, offer: { ...state.offer, answering } }
          : state,
      );
    mark(accept ? 'accept' : 'reject');
    if (accept) {
      this.#expect(session, true);
    }
    try {
      await this.#ports.link.ask({ type: 'answer-offer', session, accept });
    } catch (thrown) {
      mark('nothing');
      this.#expect(session, false);
      this.#say('problem', sentenceOf(thrown));
    }
  }

  async setStatus(status: RepStatusId, assignments: boolean): Promise<void> {
    await this.#attempt(() => this.#ports.link.ask({ type: 'set-status', status, assignments }));
  }

  /** Whether public sites name me among those who are there. */
  async setListed(listed: boolean): Promise<void> {
    await this.#attempt(() => this.#ports.link.ask({ type: 'set-listed', listed }));
  }

  /** Shows a customer notice to somebody who waits, or to all who wait in a queue of mine. */
  async sendNotice(
    notice: NoticeId,
    to: { readonly session: SessionId } | { readonly queue: QueueId },
  ): Promise<void> {
    await this.#attempt(async () => {
      const answer = await this.#ports.link.ask({ type: 'send-notice', notice, to });
      const { told } = v.parse(sentNoticeSchema, answer);
      this.#say(
        'info',
        told === 0
          ? 'Nobody was shown the notice: they wait no longer, or it is not for their site.'
          : told === 1
            ? 'The notice is shown to one customer.'
            : `The notice is shown to ${told} customers.`,
      );
    });
  }

  async #attempt(ask: () => Promise<unknown>): Promise<void> {
    try {
      await ask();
    } catch (thrown) {
      this.#say('problem', sentenceOf(thrown));
    }
  }

  // --- To others, and with others -----------------------------------------------------------

  /** Asks whom to give a session to (mine, or one that waits), or whom to invite into mine. */
  askForTarget(kind: 'transfer' | 'share', session: SessionId): void {
    this.#change((state) => ({
      ...state,
      dialog: { kind, session, query: '', chosen: undefined, busy: false, problem: undefined },
    }));
  }

  searchTarget(query: string): void {
    this.#changeTargetDialog((dialog) => ({ ...dialog, query }));
  }

  chooseTarget(chosen: QueueId): void {
    this.#changeTargetDialog((dialog) => ({ ...dialog, chosen, problem: undefined }));
  }

  /** Transfers or invites as chosen; the invited are listed, a transferred session is gone. */
  async confirmTarget(): Promise<void> {
    const { dialog } = this.#state.value;
    if (
      (dialog.kind !== 'transfer' && dialog.kind !== 'share') ||
      dialog.chosen === undefined ||
      dialog.busy
    ) {
      return;
    }
    const { kind, session, chosen } = dialog;
    this.#changeTargetDialog((before) => ({ ...before, busy: true, problem: undefined }));
    try {
      await this.#ports.link.ask({ type: kind, session, to: chosen });
      if (kind === 'transfer') {
        this.#closeDialogOf('transfer');
      } else {
        this.#changeTargetDialog((before) => ({ ...before, busy: false, chosen: undefined, query: '' }));
      }
    } catch (thrown) {
      this.#changeTargetDialog((before) => ({ ...before, busy: false, problem: sentenceOf(thrown) }));
    }
  }

  #changeTargetDialog(
    change: (
      dialog: Extract<ConsoleState['dialog'], { kind: 'transfer' | 'share' }>,
    ) => ConsoleState['dialog'],
  ): void {
    this.#change((state) =>
      state.dialog.kind === 'transfer' || state.dialog.kind === 'share'
        ? { ...state, dialog: change(state.dialog) }
        : state,
    );
  }

  /** Withdraws an invitation of mine, or declines one that I got. */
  async closeInvitation(session: SessionId, invitation: InvitationId): Promise<void> {
    await this.#attempt(() => this.#ports.link.ask({ type: 'close-invitation', session, invitation }));
  }

  async removeParticipant(session: SessionId, who: RepId): Promise<void> {
    await this.#attempt(() => this.#ports.link.ask({ type: 'remove-participant', session, who }));
  }

  async leaveSession(session: SessionId): Promise<void> {
    await this.#attempt(() => this.#ports.link.ask({ type: 'leave-session', session }));
  }

  async acceptNext(): Promise<void> {
    const row = acceptable(this.#state.value);
    if (row === undefined) {
      this.#say('info', 'Nobody is waiting in this queue.');
      return;
    }
    await this.accept(row.session);
  }

  // --- Tabs ---------------------------------------------------------------------------------

  activate(which: Front): void {
    this.#change((state) => ({ ...state, tabs: activated(state.tabs, which) }));
    this.#look();
  }

  /** The tab at that place, from 1; 1 is the queues. */
  activatePlace(place: number): void {
    const which = tabAt(this.#state.value.tabs, place);
    if (which !== undefined) {
      this.activate(which);
    }
  }

  moveTab(session: SessionId, places: number): void {
    this.#change((state) => ({ ...state, tabs: movedBy(state.tabs, session, places) }));
  }

  placeTab(session: SessionId, place: number): void {
    this.#change((state) => ({ ...state, tabs: movedTo(state.tabs, session, place) }));
  }

  renameTab(session: SessionId, name: string): void {
    this.#change((state) => ({
      ...state,
      tabs: renamed(state.tabs, session, name),
      dialog: { kind: 'none' },
    }));
  }

  /** Closes the tab of a session that is over; a running one has to be ended first. */
  closeTab(session: SessionId): void {
    if (this.#state.value.viewing.has(session)) {
      void this.supervising.stopViewing(session);
      return;
    }
    const open = this.#state.value.sessions.get(session);
    if (open !== undefined && !isOver(open)) {
      const { me } = this.#state.value;
      this.#say(
        'info',
        me !== undefined && partOf(open.view, me.id) === 'owner'
          ? 'This session is still running. End it first, then close its tab.'
          : 'This session is still running. Leave it, then its tab closes.',
      );
      return;
    }
    this.#keptTabs = this.#keptTabs.filter((other) => other !== session);
    if (this.#before !== undefined) {
      this.#before = { ...this.#before, tabs: closed(this.#before.tabs, session) };
    }
    this.#ports.pictures.stop(session);
    this.#change((state) => {
      const sessions = new Map(state.sessions);
      sessions.delete(session);
      const denied = new Map(state.denied);
      denied.delete(session);
      return { ...state, sessions, denied, tabs: closed(state.tabs, session) };
    });
    this.#look();
    if (open?.view.status === 'ended') {
      void this.#offerSurvey(session, open.view.customerName);
    }
  }

  async #offerSurvey(session: SessionId, customerName: string): Promise<void> {
    if (this.#ports.external !== undefined) {
      return;
    }
    const isOpen = await this.#ports.surveys.isOpen(session).catch(() => false);
    // It is not worth taking anything away that was opened meanwhile.
    if (isOpen && this.#state.value.dialog.kind === 'none') {
      this.#change((state) => ({ ...state, dialog: { kind: 'survey', session, customerName } }));
    }
  }

  // --- In a session -------------------------------------------------------------------------

  draft(session: SessionId, kind: Outgoing['kind'], text: string): void {
    this.#changeSession(session, (open) =>
      kind === 'chat' ? { ...open, chatDraft: text } : { ...open, noteDraft: text },
    );
    const nowMs = this.#ports.clock.monotonicMs();
    if (
      kind === 'chat' &&
      text.trim() !== '' &&
      nowMs - (this.#typedAtMs.get(session) ?? -Infinity) >= TYPING_EVERY_MS
    ) {
      this.#typedAtMs.set(session, nowMs);
      this.#ports.link.tell({ type: 'typing', session });
    }
  }

  /** Sends what is written; an empty or too long text stays where it is. */
  async send(session: SessionId, kind: Outgoing['kind']): Promise<void> {
    const open = this.#state.value.sessions.get(session);
    const text = (kind === 'chat' ? open?.chatDraft : open?.noteDraft)?.trim() ?? '';
    const most = kind === 'chat' ? LIMITS.chatCharacters : LIMITS.noteCharacters;
    if (open === undefined || isOver(open) || text === '' || text.length > most) {
      return;
    }
    const message = { kind, messageId: newId<MessageId>(this.#ports.random), text, at: this.#now() };
    this.#changeSession(session, (now) => withOutgoing(now, message));
    this.#typedAtMs.delete(session);
    await this.#deliver(session, message);
  }

  /** Sends a message again that was not sent. */
  async sendAgain(session: SessionId, messageId: MessageId): Promise<void> {
    const message = this.#state.value.sessions
      .get(session)
      ?.outgoing.find((other) => other.messageId === messageId);
    if (message !== undefined) {
      this.#changeSession(session, (open) => withProgress(open, messageId, 'sending'));
      await this.#deliver(session, message);
    }
  }

  /** Takes a message that was not sent back into the text box. */
  takeBack(session: SessionId, messageId: MessageId): void {
    this.#changeSession(session, (open) => takenBack(open, messageId));
  }

  async #deliver(session: SessionId, message: Omit<Outgoing, 'progress'>): Promise<void> {
    const { messageId, text } = message;
    try {
      await this.#ports.link.ask(
        message.kind === 'chat'
          ? { type: 'say', session, messageId, text }
          : { type: 'add-note', session, messageId, text },
      );
      this.#changeSession(session, (open) => withProgress(open, messageId, 'sent'));
    } catch (thrown) {
      this.#changeSession(session, (open) => withProgress(open, messageId, { failed: sentenceOf(thrown) }));
    }
  }

  async elevate(session: SessionId): Promise<void> {
    await this.#aboutScreen(session, () => this.#ports.link.ask({ type: 'elevate', session }));
  }

  async requestScreen(session: SessionId): Promise<void> {
    await this.#aboutScreen(session, () => this.#ports.link.ask({ type: 'request-screen', session }));
  }

  async stopScreen(session: SessionId): Promise<void> {
    await this.#aboutScreen(session, () =>
      this.#ports.link.ask({ type: 'stop-screen', session, reason: 'asked' }),
    );
  }

  async #aboutScreen(session: SessionId, ask: () => Promise<unknown>): Promise<void> {
    const mark = (busy: boolean) =>
      this.#change((state) => {
        const busyScreens = new Set(state.busyScreens);
        if (busy) {
          busyScreens.add(session);
        } else {
          busyScreens.delete(session);
        }
        return { ...state, busyScreens };
      });
    if (this.#state.value.busyScreens.has(session)) {
      return;
    }
    mark(true);
    try {
      await ask();
    } catch (thrown) {
      this.#say('problem', sentenceOf(thrown));
    } finally {
      mark(false);
    }
  }

  toggleStatistics(): void {
    this.#change((state) => ({ ...state, statistics: !state.statistics }));
  }

  askToEnd(session: SessionId): void {
    this.#change((state) => ({
      ...state,
      dialog: { kind: 'end-session', session, busy: false, problem: undefined },
    }));
  }

  async end(session: SessionId): Promise<void> {
    const dialog = (busy: boolean, problem: string | undefined) =>
      this.#change((state) =>
        state.dialog.kind === 'end-session' && state.dialog.session === session
          ? { ...state, dialog: { ...state.dialog, busy, problem } }
          : state,
      );
    dialog(true, undefined);
    try {
      await this.#ports.link.ask({ type: 'end-session', session });
      this.#closeDialogOf('end-session');
    } catch (thrown) {
      if (thrown instanceof Fault && thrown.code === 'already-ended') {
        this.#closeDialogOf('end-session');
        return;
      }
      dialog(false, sentenceOf(thrown));
    }
  }

  // --- Search, help, settings ---------------------------------------------------------------

  openDialog(kind: 'search' | 'help' | 'settings' | 'leave'): void {
    this.#change((state) => ({
      ...state,
      dialog: kind === 'search' ? { kind, query: state.preferences.search, at: 0 } : { kind },
      mayNotify: this.#ports.desk.mayNotify(),
    }));
  }

  askForTabName(session: SessionId): void {
    const name = this.#state.value.tabs.list.find((tab) => tab.session === session)?.name ?? '';
    this.#change((state) => ({ ...state, dialog: { kind: 'rename-tab', session, name } }));
  }

  closeDialog(): void {
    this.#change((state) => (state.dialog.kind === 'none' ? state : { ...state, dialog: { kind: 'none' } }));
  }

  #closeDialogOf(kind: ConsoleState['dialog']['kind']): void {
    if (this.#state.value.dialog.kind === kind) {
      this.closeDialog();
    }
  }

  search(query: string): void {
    this.#change((state) =>
      state.dialog.kind === 'search' ? { ...state, dialog: { kind: 'search', query, at: 0 } } : state,
    );
    this.prefer((preferences) => ({ ...preferences, search: query.slice(0, SEARCH_CHARACTERS) }));
  }

  stepSearch(by: number): void {
    this.#change((state) => {
      if (state.dialog.kind !== 'search') {
        return state;
      }
      const count = found(searchEntries(state), state.dialog.query).length;
      return { ...state, dialog: { ...state.dialog, at: stepped(state.dialog.at, by, count) } };
    });
  }

  /** Does what was found: the entry, or the marked one. */
  choose(entry?: SearchEntry): void {
    const state = this.#state.value;
    if (state.dialog.kind !== 'search') {
      return;
    }
    const chosen = entry ?? found(searchEntries(state), state.dialog.query)[state.dialog.at];
    if (chosen === undefined) {
      return;
    }
    this.closeDialog();
    switch (chosen.target.kind) {
      case 'tab':
        this.activate(chosen.target.session);
        return;
      case 'row':
        this.reveal(chosen.target.queue, chosen.target.session);
        return;
      case 'queue':
        this.showQueue(chosen.target.queue);
        return;
      case 'team-chat':
        this.teamChats.open(chosen.target.queue);
        return;
      case 'action':
        this.run(chosen.target.action);
        return;
      default:
        unreachable(chosen.target);
    }
  }

  /** Carries out an action of the search; those about a session concern the tab in front. */
  run(action: SearchAction): void {
    const active = sessionInFront(this.#state.value.tabs) ?? 'queues';
    switch (action) {
      case 'session-key':
        this.keys.open();
        return;
      case 'ios-key':
        void this.iosKeys.open();
        return;
      case 'accept':
        void this.acceptNext();
        return;
      case 'queues':
        this.activate('queues');
        return;
      case 'dashboard':
        this.supervising.show();
        return;
      case 'stop-viewing':
        if (active !== 'queues') {
          void this.supervising.stopViewing(active);
        }
        return;
      case 'take-ownership':
        if (active !== 'queues') {
          this.supervising.askToTakeOver(active);
        }
        return;
      case 'help':
      case 'settings':
        this.openDialog(action);
        return;
      case 'sounds':
        this.prefer((before) => ({ ...before, sounds: !before.sounds }));
        this.#say('info', this.#state.value.preferences.sounds ? 'Sounds are on.' : 'Sounds are off.');
        return;
      case 'elevate':
        if (active !== 'queues') {
          void this.elevate(active);
        }
        return;
      case 'deploy-button':
        if (active !== 'queues') {
          void this.supportButtons.askToDeploy(active);
        }
        return;
      case 'support-buttons':
        void this.supportButtons.show();
        return;
      case 'request-screen':
        if (active !== 'queues') {
          void this.requestScreen(active);
        }
        return;
      case 'stop-screen':
        if (active !== 'queues') {
          void this.stopScreen(active);
        }
        return;
      case 'statistics':
        this.toggleStatistics();
        return;
      case 'end-session':
        if (active !== 'queues') {
          this.askToEnd(active);
        }
        return;
      case 'get-next':
        void this.getNext();
        return;
      case 'transfer':
      case 'share':
        if (active !== 'queues') {
          this.askForTarget(action, active);
        }
        return;
      case 'leave-session':
        if (active !== 'queues') {
          void this.leaveSession(active);
        }
        return;
      case 'rename-tab':
        if (active !== 'queues') {
          this.askForTabName(active);
        }
        return;
      case 'close-tab':
        if (active !== 'queues') {
          this.closeTab(active);
        }
        return;
      default:
        unreachable(action);
    }
  }

  prefer(change: (before: Preferences) => Preferences): void {
    const before = this.#state.value;
    const preferences = change(before.preferences);
    if (preferences === before.preferences) {
      return;
    }
    this.#change((state) => ({ ...state, preferences }));
    if (before.me !== undefined && before.me.external === undefined) {
      this.#ports.memory.keepPreferences(before.me.id, preferences);
    }
  }

  /** Rings once, so that the representative knows the sound and the browser lets later ones through. */
  tryBell(): void {
    this.#ports.bell.ring('waiting');
  }

  async allowSystemNotices(wanted: boolean): Promise<void> {
    const mayNotify = wanted ? await this.#ports.desk.askToNotify() : this.#ports.desk.mayNotify();
    this.#change((state) => ({ ...state, mayNotify }));
    this.prefer((before) => ({ ...before, systemNotices: wanted && mayNotify === 'granted' }));
  }

  dismiss(notice: number): void {
    this.#change((state) => ({
      ...state,
      notices: state.notices.filter((other) => other.id !== notice),
    }));
  }

  /** What a key press does; while a dialog is open the keys are the dialog's, but an offer can be accepted. */
  press(shortcut: Shortcut): void {
    if (this.#ports.external !== undefined) {
      return;
    }
    if (shortcut.do === 'accept' && this.#state.value.offer !== undefined) {
      void this.answerOffer(true, 'key');
      return;
    }
    if (this.#state.value.dialog.kind !== 'none') {
      return;
    }
    switch (shortcut.do) {
      case 'session-key':
        this.keys.open();
        return;
      case 'accept':
        void this.acceptNext();
        return;
      case 'get-next':
        void this.getNext();
        return;
      case 'tab':
        this.activatePlace(shortcut.place);
        return;
      case 'search':
      case 'help':
        this.openDialog(shortcut.do);
        return;
      default:
        unreachable(shortcut);
    }
  }

  // --- Within -------------------------------------------------------------------------------

  #now(): Instant {
    return instant(this.#ports.clock.now() + this.#aheadMs);
  }

  #isLookedAt(session: SessionId): boolean {
    return this.#state.value.tabs.active === session && this.#ports.desk.isSeen();
  }

  /** What is in front of the person counts as read. */
  #look(): void {
    const active = sessionInFront(this.#state.value.tabs);
    if (active !== undefined && this.#ports.desk.isSeen()) {
      this.#changeSession(active, lookedAt);
    }
    this.teamChats.look();
  }

  #say(tone: 'info' | 'problem', text: string): void {
    this.#change((state) => withNotice(state, tone, text));
  }

  #changeSession(session: SessionId, change: (open: OpenSession) => OpenSession): void {
    this.#change((state) => withSession(state, session, change));
  }

  #change(change: (state: ConsoleState) => ConsoleState): void {
    const before = this.#state.value;
    const after = change(before);
    if (after === before) {
      return;
    }
    this.#state.value = after;
    if (before.me !== undefined && after.tabs.active !== before.tabs.active) {
      this.supervising.follow();
    }
    if (
      after.me !== undefined &&
      !this.#forgotten &&
      (after.tabs !== before.tabs ||
        after.sessions !== before.sessions ||
        after.teamChats !== before.teamChats ||
        after.queue !== before.queue)
    ) {
      this.#ports.memory.keepWork(
        savedForm({
          rep: after.me.id,
          tabs: after.tabs,
          queue: after.queue,
          sessions: after.sessions,
          chats: after.teamChats,
        }),
      );
    }
  }
}

/** Somebody from outside has the one session, and nothing else of a representative's. */
function outsider(as: Extract<Welcome['as'], { kind: 'external' }>): Me {
  return {
    id: as.id,
    name: as.name,
    external: as.session,
    keyValidForMsMax: 0,
    personalQueue: personalQueue(as.id),
  };
}
