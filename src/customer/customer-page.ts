import { signal, type ReadonlySignal, type Signal } from '@preact/signals-core';
import {
  CUSTOMER,
  Fault,
  instant,
  laterBy,
  LIMITS,
  newId,
  unreachable,
  type MessageId,
  type NoticeId,
  type SessionId,
  type SupportButtonId,
} from '../kernel/index.ts';
import { say, sayByKey, type CustomerWords } from '../languages/index.ts';
import { Unanswered, type CommandBody, type LinkListener, type LinkStatus } from '../link/index.ts';
import type { Down, DownOf, SessionEntry } from '../protocol/index.ts';
import { withRefusal } from './model/outgoing.ts';
import { callFor } from './model/call.ts';
import { messageAddress } from './model/message-address.ts';
import {
  afterwards,
  LINES_AT_ONCE,
  newPage,
  openButtonOffer,
  openElevation,
  openRequest,
  stageOf,
  toAcknowledge,
  TYPING_FOR_MS,
  withHappened,
  type PageState,
} from './model/page-state.ts';
import type { SenderDelay } from './model/sender-delay.ts';
import { mayResume, stepSharing, type SharingEffect, type SharingEvent } from './model/sharing.ts';
import type { BrowserAddress, Ports } from './ports.ts';

/** The page tells at most this often that somebody types (docs/protocol.md). */
const TYPING_EVERY_MS = 2_000;
const TICK_MS = 1_000;
const TOAST_MS = 6_000;
/** A second press within this time really loads the page again. */
const REFRESH_AGAIN_MS = 8_000;

/**
 * What a customer can do, and what becomes of what the appliance says. It holds the one state; the
 * rules are in model/, everything outside comes through ports.
 */
export class CustomerPage implements LinkListener {
  readonly #state: Signal<PageState>;
  readonly #ports: Ports;
  /** The appliance's clock less this page's. */
  #aheadMs = 0;
  /** Up to where the appliance was told, on this connection, that the page shows the conversation. */
  #acknowledgedUpTo = 0;
  #typedAtMs = -Infinity;
  #refreshedAtMs = -Infinity;
  #draft: string;
  /** With which the browser may be called; undefined where it is not. */
  #pushKey: string | undefined;
  /** What the appliance was told last, on this connection. */
  #toldLooking: boolean | undefined;
  /** Whether this tab shared the screen before it was loaded again; decided once. */
  #toResume: boolean;
  #retry: Disposable | undefined;
  #toast: Disposable | undefined;

  constructor(
    ports: Ports,
    about: { readonly session: SessionId; readonly siteName: string; readonly words: CustomerWords },
  ) {
    this.#ports = ports;
    const work = ports.memory.work();
    this.#draft = work.draft;
    this.#toResume = work.wasSharing && ports.screen.ability === 'possible';
    this.#state = signal(
      newPage({
        ...about,
        now: ports.clock.now(),
        ability: ports.screen.ability,
        mayNotify: ports.desk.mayNotify(),
        outgoing: work.unsent.map((one) => ({ ...one, refusal: undefined })),
      }),
    );
  }

  get state(): ReadonlySignal<PageState> {
    return this.#state;
  }

  /** What was being written when the page was loaded again. */
  get draft(): string {
    return this.#draft;
  }

  /** Connects, sends what the page before this one could not send, and lets time pass. */
  start(): void {
    this.#ports.link.start();
    for (const { messageId, text } of this.#state.value.outgoing) {
      this.#send(messageId, text);
    }
    if (this.#toResume) {
      this.#ports.sender.prepare();
    }
    this.#tick();
  }

  // --- What the link says -------------------------------------------------------------------

  shown(): readonly { readonly session: SessionId; readonly upTo: number }[] {
    const { session, view } = this.#state.value;
    return [{ session, upTo: view.lastSeq }];
  }

  status(connection: LinkStatus): void {
    this.#change((state) => ({ ...state, connection }));
  }

  message(message: Down): void {
    switch (message.type) {
      case 'welcome':
        this.#welcomed(message);
        return;
      case 'events':
        if (message.session === this.#state.value.session) {
          this.#happened(message.entries);
        }
        return;
      case 'waiting':
        this.#change((state) => ({
          ...state,
          position: message.position,
          expected: message.expected,
          unattended: message.unattended,
        }));
        return;
      case 'site-says': {
        const { type: _, session: __, ...says } = message;
        this.#change((state) => ({ ...state, says }));
        return;
      }
      case 'push-offer':
        void this.#offeredToCall(message.key);
        return;
      case 'session-tools':
        this.#change((state) => ({ ...state, mayShare: !message.denied.includes('screen-sharing') }));
        return;
      case 'typed':
        if (message.who !== CUSTOMER) {
          this.#change((state) => ({
            ...state,
            typing: { name: message.name, until: laterBy(this.#now(), TYPING_FOR_MS) },
          }));
        }
        return;
      case 'media-restarted':
        this.#share({ kind: 'renew' });
        return;
      case 'queues':
      case 'desk':
      case 'desk-more':
      case 'dashboard':
      case 'viewing-over':
      case 'offer':
      case 'sender-delay':
      case 'team-chats':
      case 'team-said':
      case 'pong':
      case 'done':
      case 'answer':
      case 'refused':
        return;
      default:
        unreachable(message);
    }
  }

  #welcomed(welcome: DownOf<'welcome'>): void {
    this.#aheadMs = welcome.now - this.#ports.clock.now();
    this.#acknowledgedUpTo = 0;
    this.#change((state) => ({ ...state, siteName: welcome.siteName, now: this.#now(), mayShare: true }));
    // The appliance forgets the ways of a connection that is gone.
    this.#share({ kind: 'renew' });
  }

  #happened(entries: readonly SessionEntry[]): void {
    const before = this.#state.value;
    const news = entries.filter(({ seq }) => seq > before.view.lastSeq);
    this.#change((state) => withHappened(state, entries, this.#ports.desk.isSeen()));
    const after = this.#state.value;
    const stopped = news.findLast(({ event }) => event.type === 'screen-stopped')?.event;
    this.#share({
      kind: 'happened',
      view: after.view,
      stopped: stopped?.type === 'screen-stopped' ? stopped.reason : undefined,
    });
    this.#acknowledge();
    if (before.view.status !== 'ended' && after.view.status === 'ended') {
      void this.#lookAfter();
      void this.#calledNoMore();
    }
    if (before.view.lastSeq > 0) {
      this.#planToGoOn(news);
      this.#callAttention(news);
    }
    if (this.#toResume && after.view.lastSeq > 0) {
      this.#toResume = false;
      if (mayResume(after.view)) {
        this.#choose({ answering: false, afterReload: true });
      }
    }
    this.#keep();
  }

  async #lookAfter(): Promise<void> {
    try {
      const after = await this.#ports.after.ask();
      this.#change((state) => ({ ...state, after }));
      if (after.survey === 'open') {
        // Nobody is taken away from what they are asked; the link stays.
        this.stay();
      }
    } catch {
      // The page after the end is whole without it; loaded again, it asks again.
    }
  }

  /** Only on a page that saw the session end: one that is loaded afterwards stays. */
  #planToGoOn(news: readonly SessionEntry[]): void {
    const ended = news.find(({ event }) => event.type === 'ended');
    const { says } = this.#state.value;
    const delayMs = says?.after?.redirectAfterMs ?? 0;
    if (ended !== undefined && delayMs > 0 && (afterwards(this.#state.value)?.url ?? '') !== '') {
      this.#change((state) => ({ ...state, goesOnAt: laterBy(this.#now(), delayMs) }));
    }
  }

  #goOn(): void {
    const { goesOnAt } = this.#state.value;
    if (goesOnAt !== undefined && goesOnAt <= this.#now()) {
      this.stay();
      this.#ports.desk.go(afterwards(this.#state.value)?.url ?? '/');
    }
  }

  #acknowledge(): void {
    const { session, view } = this.#state.value;
    const upTo = toAcknowledge(view, this.#acknowledgedUpTo);
    if (upTo !== undefined) {
      this.#acknowledgedUpTo = upTo;
      this.#ports.link.tell({ type: 'received', session, upTo });
    }
  }

  /** For somebody who looks elsewhere. */
  #callAttention(news: readonly SessionEntry[]): void {
    if (this.#ports.desk.isSeen()) {
      return;
    }
    for (const { seq, event } of news) {
      const call = callFor(this.#state.value.words, event);
      if (call !== undefined) {
        this.#ports.desk.notify(call.title, call.text, seq);
        if (event.type === 'accepted') {
          this.#change((state) => ({ ...state, calls: call.title }));
          if (this.#state.value.mayNotify === 'granted') {
            this.#ports.desk.chime();
          }
        }
      }
    }
  }

  // --- What the customer does ---------------------------------------------------------------

  /** Says `text`; nothing happens when there is nothing but space in it. */
  say(text: string): void {
    const said = text.trim().slice(0, LIMITS.chatCharacters);
    if (said === '') {
      return;
    }
    const messageId = newId<MessageId>(this.#ports.random);
    this.#change((state) => ({
      ...state,
      outgoing: [...state.outgoing, { messageId, text: said, refusal: undefined }],
    }));
    this.draftChanged('');
    this.#send(messageId, said);
  }

  /** Sends a refused message once more, under the same id. */
  sayAgain(messageId: MessageId): void {
    const again = this.#state.value.outgoing.find((one) => one.messageId === messageId);
    if (again !== undefined) {
      this.#change((state) => ({ ...state, outgoing: withRefusal(state.outgoing, messageId, undefined) }));
      this.#send(messageId, again.text);
    }
  }

  forget(messageId: MessageId): void {
    this.#change((state) => ({
      ...state,
      outgoing: state.outgoing.filter((one) => one.messageId !== messageId),
    }));
    this.#keep();
  }

  draftChanged(draft: string): void {
    const nowMs = this.#ports.clock.monotonicMs();
    if (draft !== '' && nowMs - this.#typedAtMs >= TYPING_EVERY_MS) {
      this.#typedAtMs = nowMs;
      this.#ports.link.tell({ type: 'typing', session: this.#state.value.session });
    }
    this.#draft = draft;
    this.#keep();
  }

  /** To be called in the click itself: the browser's picker asks for one. */
  shareScreen(): void {
    this.#choose({ answering: false, afterReload: false });
  }

  /** To be called in the click itself. What was agreed to is said when the browser has given the screen. */
  allowScreen(): void {
    this.#choose({ answering: true, afterReload: false });
  }

  denyScreen(): void {
    this.#answer(false);
  }

  /** Nothing is shared by agreeing: from then on it can be offered. */
  answerElevation(allow: boolean): void {
    const { session } = this.#state.value;
    const asked = openElevation(this.#state.value);
    if (asked !== undefined) {
      const agreed = allow && asked.agreement !== undefined ? { agreement: asked.agreement.sha256 } : {};
      this.#ports.link.ask({ type: 'answer-elevation', session, allow, ...agreed }).catch((why: unknown) => {
        if (openElevation(this.#state.value) !== undefined) {
          this.#say(this.#sentenceOf(why));
        }
      });
    }
  }

  /** Accepting makes the button; putting it in place is a page of its own. */
  answerButton(allow: boolean): void {
    const { session, view } = this.#state.value;
    if (view.buttonOffer === undefined) {
      return;
    }
    const { id: button } = view.buttonOffer;
    this.#ports.link.ask({ type: 'answer-button', session, button, allow }).catch((why: unknown) => {
      if (openButtonOffer(this.#state.value)?.id === button) {
        this.#say(this.#sentenceOf(why));
      }
    });
  }

  openedButton(id: SupportButtonId): void {
    this.#change((state) => ({ ...state, openedButtons: new Set(state.openedButtons).add(id) }));
  }

  stopSharing(): void {
    this.#share({ kind: 'stop' });
  }

  /** Does not wait any longer: leaves the line, and a message. */
  async leaveMessage(): Promise<void> {
    const { session } = this.#state.value;
    this.#change((state) => ({ ...state, askingToLeave: undefined, ending: true }));
    try {
      await this.#ports.link.ask({ type: 'end-session', session });
    } catch (why) {
      if (!(why instanceof Fault && why.code === 'already-ended')) {
        this.#change((state) => ({ ...state, ending: false }));
        this.#say(this.#sentenceOf(why));
        return;
      }
    }
    this.#ports.desk.go(messageAddress(session));
  }

  /** Not to the site's address for afterwards. */
  stay(): void {
    this.#change((state) => ({ ...state, goesOnAt: undefined }));
  }

  askToEnd(isAsked: boolean): void {
    this.#change((state) => ({ ...state, askingToEnd: isAsked }));
  }

  /** Whose place in line goes is asked first; undefined: stays. */
  askToLeave(what: PageState['askingToLeave']): void {
    this.#change((state) => ({ ...state, askingToLeave: what }));
  }

  /** Leaves the waiting room, or ends the session for everybody. */
  endSession(): void {
    this.#end({ type: 'end-session', session: this.#state.value.session });
  }

  #end(command: Parameters<Ports['link']['ask']>[0]): void {
    this.#change((state) => ({ ...state, askingToEnd: false, askingToLeave: undefined, ending: true }));
    this.#ports.link.ask(command).catch((why: unknown) => {
      this.#change((state) => ({ ...state, ending: false }));
      if (!(why instanceof Fault && why.code === 'already-ended')) {
        this.#say(this.#sentenceOf(why));
      }
    });
  }

  /** Leaves the waiting room: a notice said all that there was to ask. */
  leaveByNotice(notice: NoticeId): void {
    this.#end({ type: 'leave-by-notice', session: this.#state.value.session, notice });
  }

  /** To the site's agreement. Refusing it ends the session. */
  answerAgreement(accept: boolean): void {
    void this.#answerAsked({ type: 'answer-agreement', session: this.#state.value.session, accept });
  }

  answerRecording(allow: boolean): void {
    void this.#answerAsked({ type: 'answer-recording', session: this.#state.value.session, allow });
  }

  takeBack(): void {
    this.#ports.link.start();
  }

  tryNow(): void {
    this.#ports.link.wake();
  }

  /** To be called in the click itself: the browser asks. */
  async askToNotify(): Promise<void> {
    const key = this.#pushKey;
    if (this.#state.value.called === 'asking') {
      return;
    }
    const mayNotify = await this.#ports.desk.askToNotify();
    this.#change((state) => ({ ...state, mayNotify }));
    if (mayNotify !== 'granted' || key === undefined) {
      return;
    }
    this.#change((state) => ({ ...state, called: 'asking' }));
    try {
      await this.#callMeAt(await this.#ports.caller.subscribe(key));
    } catch {
      // A private window, no network to the push service, or the appliance does not know that service.
      await this.#ports.caller.forget();
      this.#change((state) => ({ ...state, called: 'failed' }));
    }
  }

  /** Notified only while the page is open, from now on. */
  async doNotCallMe(): Promise<void> {
    const { session } = this.#state.value;
    this.#change((state) => ({ ...state, called: 'no' }));
    try {
      await Promise.all([
        this.#ports.caller.forget(),
        this.#ports.link.ask({ type: 'unsubscribe-push', session }),
      ]);
    } catch (why) {
      this.#say(this.#sentenceOf(why));
    }
  }

  /** After each greeting: an appliance that was started anew, or has another key, learns again who is called. */
  async #offeredToCall(key: string | undefined): Promise<void> {
    const { caller } = this.#ports;
    this.#toldLooking = undefined;
    this.#pushKey = caller.isPossible ? key : undefined;
    if (this.#pushKey === undefined) {
      await this.#calledNoMore();
      return;
    }
    try {
      const known = await caller.known(this.#pushKey);
      if (known === undefined) {
        this.#change((state) => ({ ...state, called: state.called === 'failed' ? 'failed' : 'no' }));
      } else {
        await this.#callMeAt(known);
      }
    } catch {
      this.#change((state) => ({ ...state, called: 'no' }));
    }
  }

  async #callMeAt(address: BrowserAddress): Promise<void> {
    await this.#ports.link.ask({
      type: 'subscribe-push',
      session: this.#state.value.session,
      ...address,
    });
    this.#change((state) => ({ ...state, called: 'yes' }));
    this.#tellLooking();
  }

  async #calledNoMore(): Promise<void> {
    this.#pushKey = undefined;
    this.#change((state) => ({ ...state, called: 'impossible' }));
    if (this.#ports.caller.isPossible) {
      await this.#ports.caller.forget();
    }
  }

  #tellLooking(): void {
    const { called, session } = this.#state.value;
    const looks = this.#ports.desk.isSeen();
    if (called === 'yes' && looks !== this.#toldLooking) {
      this.#toldLooking = looks;
      this.#ports.link.tell({ type: 'looking', session, looks });
    }
  }

  get languages(): Ports['languages']['offered'] {
    return this.#ports.languages.offered;
  }

  async speak(code: string): Promise<void> {
    try {
      const words = await this.#ports.languages.choose(code);
      this.#change((state) => ({ ...state, words }));
    } catch {
      // The words are a file that has to be loaded: without a network the page goes on as it is.
      this.#say(say(this.#state.value.words, 'fault.other'));
    }
  }

  /** Somebody looks at the page, or looks away. */
  looked(): void {
    this.#tellLooking();
    const { unread, calls } = this.#state.value;
    if (this.#ports.desk.isSeen() && (unread > 0 || calls !== undefined)) {
      this.#change((state) => ({ ...state, unread: 0, calls: undefined }));
    }
  }

  showEarlier(): void {
    this.#change((state) => ({ ...state, linesShown: state.linesShown + LINES_AT_ONCE }));
  }

  /**
   * The key that loads a page again would end the capture, by the browser's rules. While sharing it
   * renews the connection and the picture instead. False when the page should really be loaded.
   */
  refresh(): boolean {
    const nowMs = this.#ports.clock.monotonicMs();
    if (this.#state.value.sharing.state !== 'on' || nowMs - this.#refreshedAtMs < REFRESH_AGAIN_MS) {
      return false;
    }
    this.#refreshedAtMs = nowMs;
    this.#ports.link.wake();
    this.#share({ kind: 'renew' });
    this.#say(say(this.#state.value.words, 'customer.refreshed'));
    return true;
  }

  // --- Sharing ------------------------------------------------------------------------------

  #choose(how: { readonly answering: boolean; readonly afterReload: boolean }): void {
    this.#share({ kind: 'choose', ...how });
    if (this.#state.value.sharing.state !== 'choosing') {
      return;
    }
    this.#ports.sender.prepare();
    void this.#ports.screen
      .choose(() => this.#share({ kind: 'source-ended' }))
      .then((choice) => {
        this.#share(choice);
      });
  }

  #share(event: SharingEvent): void {
    const { sharing, effects } = stepSharing(this.#state.value.sharing, event);
    if (sharing !== this.#state.value.sharing) {
      this.#change((state) => ({ ...state, sharing }));
    }
    for (const effect of effects) {
      this.#carryOut(effect);
    }
  }

  #carryOut(effect: SharingEffect): void {
    const { session } = this.#state.value;
    switch (effect.kind) {
      case 'send':
        void this.#sendPicture(effect.attempt);
        return;
      case 'retry-in':
        this.#retry?.[Symbol.dispose]();
        this.#retry = this.#ports.timers.after(effect.delayMs, () =>
          this.#share({ kind: 'retry', attempt: effect.attempt }),
        );
        return;
      case 'end':
        this.#retry?.[Symbol.dispose]();
        this.#ports.sender.stop();
        this.#ports.screen.end();
        this.#keep();
        return;
      case 'remember':
        this.#keep();
        return;
      case 'answer':
        this.#answer(effect.allow);
        return;
      case 'tell-stopped':
        this.#ports.link.ask({ type: 'stop-screen', session, reason: effect.reason }).catch(() => {
          // The capture has ended here; what the journal says follows from that or from the session's end.
        });
        return;
      default:
        unreachable(effect);
    }
  }

  async #sendPicture(attempt: number): Promise<void> {
    try {
      const { producerId } = await this.#ports.sender.send({
        lost: () => this.#share({ kind: 'way-lost', attempt }),
        delay: (delay) => this.#delayed(attempt, delay),
      });
      this.#share({ kind: 'sent', attempt, producerId });
    } catch (why) {
      this.#share({ kind: 'send-failed', attempt, code: why instanceof Fault ? why.code : undefined });
    }
  }

  #delayed(attempt: number, delay: SenderDelay): void {
    const { session, sharing } = this.#state.value;
    if (sharing.state === 'on' && sharing.attempt === attempt && sharing.producerId !== undefined) {
      this.#ports.link.tell({ type: 'sender-delay', session, ...delay });
    }
  }

  async #answerAsked(body: CommandBody): Promise<void> {
    this.#change((state) => ({ ...state, answering: true }));
    try {
      await this.#ports.link.ask(body);
    } catch (why) {
      if (!(why instanceof Fault && why.code === 'already-ended')) {
        this.#say(this.#sentenceOf(why));
      }
    }
    this.#change((state) => ({ ...state, answering: false }));
  }

  #answer(allow: boolean): void {
    const { session, view } = this.#state.value;
    if (view.screen.state !== 'asked') {
      return;
    }
    this.#ports.link.ask({ type: 'answer-screen', session, allow }).catch((why: unknown) => {
      if (openRequest(this.#state.value) !== undefined) {
        this.#say(this.#sentenceOf(why));
      }
    });
  }

  // --- Ground -------------------------------------------------------------------------------

  #send(messageId: MessageId, text: string): void {
    this.#keep();
    this.#ports.link
      .ask({ type: 'say', session: this.#state.value.session, messageId, text })
      .catch((why: unknown) => {
        const refusal = this.#sentenceOf(why);
        this.#change((state) => ({ ...state, outgoing: withRefusal(state.outgoing, messageId, refusal) }));
        this.#keep();
      });
  }

  #keep(): void {
    const { outgoing, sharing, view } = this.#state.value;
    const isOver = view.status === 'ended';
    this.#ports.memory.keepWork({
      draft: isOver ? '' : this.#draft.slice(0, LIMITS.chatCharacters),
      unsent: isOver ? [] : outgoing.slice(-100).map(({ messageId, text }) => ({ messageId, text })),
      wasSharing:
        sharing.state === 'on' ||
        sharing.state === 'again' ||
        (sharing.state === 'choosing' && sharing.afterReload) ||
        this.#toResume,
    });
  }

  #say(toast: string): void {
    this.#toast?.[Symbol.dispose]();
    this.#change((state) => ({ ...state, toast }));
    this.#toast = this.#ports.timers.after(TOAST_MS, () =>
      this.#change((state) => ({ ...state, toast: undefined })),
    );
  }

  #tick(): void {
    this.#ports.timers.after(TICK_MS, () => {
      const stage = stageOf(this.#state.value);
      if (
        stage === 'asked' ||
        stage === 'waiting' ||
        this.#state.value.goesOnAt !== undefined ||
        stage === 'in-session'
      ) {
        this.#change((state) => {
          const now = this.#now();
          return {
            ...state,
            now,
            typing: state.typing !== undefined && state.typing.until > now ? state.typing : undefined,
          };
        });
      }
      this.#goOn();
      this.#tick();
    });
  }

  #now(): PageState['now'] {
    return instant(this.#ports.clock.now() + this.#aheadMs);
  }

  #change(change: (state: PageState) => PageState): void {
    this.#state.value = change(this.#state.value);
  }

  /** Why something did not work: by its code, which is the same in every language. */
  #sentenceOf(why: unknown): string {
    const { words } = this.#state.value;
    if (why instanceof Unanswered) {
      return say(words, `customer.unanswered.${why.why}`);
    }
    const known = why instanceof Fault ? sayByKey(words, `fault.${why.code}`) : undefined;
    return known ?? say(words, 'fault.other');
  }
}
