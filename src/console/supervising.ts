import { Fault, type SessionId } from '../kernel/index.ts';
import type { DownOf } from '../protocol/index.ts';
import { customerNameOf, type ConsoleState } from './model/console-state.ts';
import { supervisedSession, withDashboard } from './model/dashboard.ts';
import { viewingOverWords } from './model/happening-words.ts';
import { NEW_SESSION, partOf } from './model/open-session.ts';
import { activated, closed, hasTab, opened } from './model/tabs.ts';
import type { Ports } from './ports.ts';
import { sentenceOf } from './sentence-of.ts';

/** What supervising needs of the console that it is a part of. */
interface Desk {
  readonly ports: Pick<Ports, 'link' | 'pictures'>;
  state(): ConsoleState;
  change(change: (state: ConsoleState) => ConsoleState): void;
  say(tone: 'info' | 'problem', text: string): void;
  /** Shows what is in front as read. */
  look(): void;
  /** A session that is expected comes to the front as soon as it is mine. */
  expect(session: SessionId, isExpected: boolean): void;
}

/** What a lead or a manager does from the dashboard, and what becomes of what the appliance tells there. */
export class Supervising {
  readonly #desk: Desk;
  /** Until it is answered, what still comes of such a session is not looked at. */
  readonly #stopping = new Map<SessionId, Promise<unknown>>();
  #isWatching = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  // --- What the appliance says ---------------------------------------------------------------

  told(message: DownOf<'dashboard'>): void {
    this.#desk.change((state) => ({ ...state, dashboard: withDashboard(state.dashboard, message) }));
  }

  /** Whoever supervises nobody any more stands in front of the queues again. */
  deskChanged(): void {
    const { desk, tabs } = this.#desk.state();
    if (desk?.may.supervise === false && tabs.active === 'dashboard') {
      this.#desk.change((state) => ({ ...state, tabs: activated(state.tabs, 'queues') }));
      this.#desk.say('info', 'You do not supervise anybody any more.');
    }
  }

  /** A new connection knows nothing of what this page shows. */
  welcomed(): void {
    this.#isWatching = false;
    this.follow();
    for (const session of this.#desk.state().viewing) {
      void this.#ask(session);
    }
  }

  /** To be called after every change: the dashboard is told of only while it is in front. */
  follow(): void {
    const { tabs, me } = this.#desk.state();
    const isWatching = me !== undefined && tabs.active === 'dashboard';
    if (isWatching !== this.#isWatching) {
      this.#isWatching = isWatching;
      void this.#watch(isWatching);
    }
  }

  async #watch(open: boolean): Promise<void> {
    try {
      await this.#desk.ports.link.ask({ type: 'watch-dashboard', open });
    } catch (thrown) {
      if (open && thrown instanceof Fault && thrown.code === 'not-allowed') {
        this.#desk.change((state) => ({ ...state, tabs: activated(state.tabs, 'queues') }));
      }
    }
  }

  /** Something happened in a session: whoever is in it does not look on any more. */
  happened(session: SessionId): void {
    const { viewing, sessions, me } = this.#desk.state();
    const view = sessions.get(session)?.view;
    if (viewing.has(session) && view !== undefined && me !== undefined && partOf(view, me.id) !== 'none') {
      this.#desk.change((state) => ({ ...state, viewing: without(state.viewing, session) }));
    }
  }

  viewingOver({ session }: DownOf<'viewing-over'>): void {
    const state = this.#desk.state();
    if (state.viewing.has(session)) {
      const name = customerNameOf(state, session);
      const words = viewingOverWords(state.sessions.get(session)?.view, name);
      this.#close(session);
      this.#desk.say('info', words);
    }
  }

  // --- What the person does ------------------------------------------------------------------

  show(): void {
    this.#desk.change((state) => ({ ...state, tabs: activated(state.tabs, 'dashboard') }));
  }

  /** Opens a session of somebody below me in a tab, to look on; or goes to the tab that it has. */
  async view(session: SessionId): Promise<void> {
    const state = this.#desk.state();
    if (hasTab(state.tabs, session) || state.viewing.has(session)) {
      this.#desk.change((now) => ({ ...now, tabs: activated(now.tabs, session) }));
      this.#desk.look();
      return;
    }
    await this.#stopping.get(session);
    this.#desk.change((now) => ({
      ...now,
      viewing: new Set(now.viewing).add(session),
      sessions: new Map(now.sessions).set(session, NEW_SESSION),
      tabs: opened(now.tabs, session),
    }));
    await this.#ask(session);
  }

  async #ask(session: SessionId): Promise<void> {
    const shown = this.#desk.state().sessions.get(session)?.view.lastSeq ?? 0;
    try {
      await this.#desk.ports.link.ask({ type: 'view-session', session, shown });
      this.#desk.look();
    } catch (thrown) {
      const state = this.#desk.state();
      // Without a connection it is asked again with the next one.
      if (state.viewing.has(session) && thrown instanceof Fault) {
        const name = customerNameOf(state, session);
        this.#close(session);
        this.#desk.say('problem', `${name}: ${sentenceOf(thrown)}`);
      }
    }
  }

  async stopViewing(session: SessionId): Promise<void> {
    this.#close(session);
    // A refusal means that it was over already, or is with the connection.
    const stopped = this.#desk.ports.link
      .ask({ type: 'stop-viewing', session })
      .catch(() => undefined)
      .finally(() => this.#stopping.delete(session));
    this.#stopping.set(session, stopped);
    await stopped;
  }

  /** Whether what comes of this session is of a look that was ended here. */
  isStopping(session: SessionId): boolean {
    return this.#stopping.has(session);
  }

  #close(session: SessionId): void {
    this.#desk.ports.pictures.stop(session);
    this.#desk.change((state) => {
      const sessions = new Map(state.sessions);
      sessions.delete(session);
      const wasInFront = state.tabs.active === session;
      const tabs = closed(state.tabs, session);
      return {
        ...state,
        sessions,
        viewing: without(state.viewing, session),
        tabs: wasInFront && state.desk?.may.supervise === true ? activated(tabs, 'dashboard') : tabs,
        dialog:
          'session' in state.dialog && state.dialog.session === session ? { kind: 'none' } : state.dialog,
      };
    });
    this.#desk.look();
  }

  async join(session: SessionId): Promise<void> {
    await this.#come(session, () => this.#desk.ports.link.ask({ type: 'join-session', session }));
  }

  /** Asks whether a session of somebody below me is to be mine. */
  askToTakeOver(session: SessionId): void {
    this.#desk.change((state) => ({
      ...state,
      dialog: {
        kind: 'take-over',
        session,
        ownerName:
          state.sessions.get(session)?.view.owner?.name ??
          supervisedSession(state.dashboard, session)?.person.name ??
          'The owner',
        busy: false,
        problem: undefined,
      },
    }));
  }

  async takeOver(session: SessionId): Promise<void> {
    const dialog = (busy: boolean, problem: string | undefined) =>
      this.#desk.change((state) =>
        state.dialog.kind === 'take-over' && state.dialog.session === session
          ? { ...state, dialog: { ...state.dialog, busy, problem } }
          : state,
      );
    dialog(true, undefined);
    this.#desk.expect(session, true);
    try {
      await this.#desk.ports.link.ask({ type: 'take-over', session });
      this.#desk.change((state) =>
        state.dialog.kind === 'take-over' && state.dialog.session === session
          ? { ...state, dialog: { kind: 'none' } }
          : state,
      );
    } catch (thrown) {
      this.#desk.expect(session, false);
      dialog(false, sentenceOf(thrown));
    }
  }

  async #come(session: SessionId, ask: () => Promise<unknown>): Promise<void> {
    const name = customerNameOf(this.#desk.state(), session);
    this.#desk.expect(session, true);
    try {
      await ask();
    } catch (thrown) {
      this.#desk.expect(session, false);
      this.#desk.say('problem', `${name}: ${sentenceOf(thrown)}`);
    }
  }
}

function without(viewing: ReadonlySet<SessionId>, session: SessionId): ReadonlySet<SessionId> {
  const after = new Set(viewing);
  after.delete(session);
  return after;
}
