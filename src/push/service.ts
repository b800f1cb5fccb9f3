import {
  Fault,
  LIMITS,
  type Clock,
  type Log,
  type PortalId,
  type SessionId,
  type Timers,
} from '../kernel/index.ts';
import {
  isOpen,
  type Happened,
  type OpenSession,
  type Session,
  type SessionFact,
  type Sessions,
} from '../sessions/index.ts';
import { callOf, callWords, isCurrent, type Call, type CallKind } from './call.ts';
import type { CalledBrowser, PushAttempt, PushSender, SubscriptionStore } from './ports.ts';

/** Pages come back by themselves after a start; whoever looks at one need not be called. */
const BACK_AFTER_START_MS = 15_000;
/** What a crash left to be called for is looked for in so many entries of a session, the latest. */
const LOOKED_BACK = 200;

/**
 * Browsers that are called. A call is on its way until its push service took it or it says nothing any more; how
 * far a browser was called is kept, so that a crash calls twice rather than never (the notification of the second
 * takes the place of the first).
 */
export interface Pushes extends Disposable {
  /** Whether this session's customer is called, and so keeps the place without a page. */
  isCalled(session: SessionId): boolean;
  /** Raises `already-ended`, `not-allowed` where the site does not call, `not-valid`. */
  subscribe(
    session: SessionId,
    browser: Pick<CalledBrowser, 'endpoint' | 'p256dh' | 'auth' | 'origin'>,
  ): Promise<void>;
  unsubscribe(session: SessionId): Promise<void>;
  /** The key to subscribe with; undefined where the site does not call its customers, or the session is over. */
  offer(session: SessionId): string | undefined;
  /** Whether somebody is called is not what it was. */
  onChanged(listener: (session: SessionId) => void): Disposable;
  /** How it went lately; undefined before the first call. */
  status(): { readonly ok: true } | { readonly ok: false; readonly why: string } | undefined;
  /** No new calls; those on their way have so long. What was not taken is called for after the next start. */
  close(withinMs: number): Promise<void>;
}

/** One browser, and what waits to be told to it. */
interface Line {
  browser: CalledBrowser;
  /** As the session is, or was when it ended. */
  about: Pick<OpenSession, 'portalId' | 'language'>;
  /** The latest of each kind. */
  readonly waiting: Map<CallKind, Call>;
  /** Of what it was called for. */
  latestSeq: number;
  /** What is written calls again from then on. */
  chatNotBeforeMs: number;
  isBusy: boolean;
  /** It is looked at again when that moment has come. */
  isPaused: boolean;
  isGone: boolean;
}

export function createPushes(ports: {
  readonly sessions: Pick<Sessions, 'find' | 'page' | 'onHappened'>;
  readonly store: SubscriptionStore;
  readonly sender: PushSender;
  readonly isOn: (site: PortalId) => boolean;
  /** Whether somebody looks at the session's page at this moment. */
  readonly isLookedAt: (session: SessionId) => boolean;
  /** The last place in the journal. */
  readonly head: () => number;
  readonly digest: (text: string) => string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}): Pushes {
  const { sessions, store, sender, clock, timers, log } = ports;
  const lines = new Map<SessionId, Line[]>();
  const listeners = new Set<(session: SessionId) => void>();
  const attempts = new Set<PushAttempt>();
  const turns: (() => void)[] = [];
  let underWay = 0;
  /** Ends every pause when the appliance closes. */
  const pauses = new Set<() => void>();
  let isClosing = false;
  let trouble: { readonly why: string } | 'none' | undefined;

  /** What happened since is told by the sessions themselves. */
  const startedAfter = ports.head();
  takeUp();
  const listening = sessions.onHappened(happened);
  const lookBack = timers.after(BACK_AFTER_START_MS, callForThePast);

  /** Browsers that the last process called. */
  function takeUp(): void {
    for (const browser of store.all()) {
      const session = sessionOf(browser.session);
      if (session !== undefined) {
        add(browser, session);
      } else {
        inBackground(store.write((tx) => store.remove(tx, browser.id)));
      }
    }
  }

  function callForThePast(): void {
    for (const line of [...lines.values()].flat()) {
      const past = sessions.page(line.browser.session, line.browser.calledUpTo, LOOKED_BACK);
      for (const call of past.flatMap((each) => (each.seq <= startedAfter ? (callOf(each) ?? []) : []))) {
        line.waiting.set(call.kind, call);
      }
      void run(line);
    }
  }

  function add(browser: CalledBrowser, about: Line['about']): void {
    const line: Line = {
      browser,
      about,
      waiting: new Map(),
      latestSeq: browser.calledUpTo,
      chatNotBeforeMs: -Infinity,
      isBusy: false,
      isPaused: false,
      isGone: false,
    };
    lines.set(browser.session, [...(lines.get(browser.session) ?? []), line]);
  }

  /** Its calls stop; nothing of it is kept. */
  function drop(line: Line): Promise<void> {
    const { session, id } = line.browser;
    line.isGone = true;
    const left = (lines.get(session) ?? []).filter((each) => each !== line);
    if (left.length === 0) {
      lines.delete(session);
    } else {
      lines.set(session, left);
    }
    return store.write((tx) => store.remove(tx, id));
  }

  function happened(id: SessionId, facts: readonly Happened<SessionFact>[], after: Session): void {
    for (const line of lines.get(id) ?? []) {
      line.about = after.status === 'new' ? line.about : after;
      const calls = facts.flatMap((each) => callOf(each) ?? []);
      for (const call of calls) {
        line.waiting.set(call.kind, call);
      }
      if (after.status === 'ended') {
        // What is said at the end itself goes on from memory alone.
        inBackground(drop(line));
      }
      if (calls.length > 0) {
        void run(line);
      }
    }
  }

  /** One call after another. Nobody waits for it, and it raises nothing. */
  async function run(line: Line): Promise<void> {
    if (line.isBusy) {
      return;
    }
    line.isBusy = true;
    try {
      for (let call = next(line); call !== undefined; call = next(line)) {
        line.waiting.delete(call.kind);
        await deliver(line, call);
      }
    } catch (thrown) {
      log.error({ session: line.browser.session, err: String(thrown) }, 'a call by web push failed');
    } finally {
      line.isBusy = false;
    }
    if (line.waiting.size > 0 && !line.isPaused && !isClosing) {
      line.isPaused = true;
      await pause(line.chatNotBeforeMs - clock.monotonicMs());
      line.isPaused = false;
      await run(line);
    }
  }

  /** The oldest; but nothing waits for what is written, which may call only now and then. */
  function next(line: Line): Call | undefined {
    return isClosing
      ? undefined
      : [...line.waiting.values()]
          .sort((one, other) => one.seq - other.seq)
          .find(({ kind }) => kind !== 'chat' || clock.monotonicMs() >= line.chatNotBeforeMs);
  }

  /** Whether it is to be told now: the customer has not looked, and it still says something. */
  function isWanted(line: Line, call: Call): boolean {
    const { session } = line.browser;
    return (
      !isClosing &&
      isCurrent(call, sessionOf(session), clock.now()) &&
      (call.kind === 'nobody' || !line.isGone) &&
      ports.isOn(line.about.portalId) &&
      !ports.isLookedAt(session)
    );
  }

  async function deliver(line: Line, call: Call): Promise<void> {
    if (call.kind === 'chat' && isWanted(line, call)) {
      line.chatNotBeforeMs = clock.monotonicMs() + LIMITS.pushChatEveryMs;
    }
    for (let tries = 0; isWanted(line, call); tries += 1) {
      const againAfterMs = await attempt(line, call, LIMITS.pushAgainAfterMs[tries]);
      if (againAfterMs === undefined) {
        break;
      }
      await pause(againAfterMs);
    }
    if (!isClosing && !line.isGone) {
      line.latestSeq = Math.max(line.latestSeq, call.seq);
      const upTo = Math.min(line.latestSeq, ...[...line.waiting.values()].map(({ seq }) => seq - 1));
      line.browser = { ...line.browser, calledUpTo: Math.max(line.browser.calledUpTo, upTo) };
      const { id, calledUpTo } = line.browser;
      await store.write((tx) => store.calledUpTo(tx, id, calledUpTo));
    }
  }

  /** Answers after how long it is tried again; undefined for never. */
  async function attempt(
    line: Line,
    call: Call,
    againAfterMs: number | undefined,
  ): Promise<number | undefined> {
    const { browser } = line;
    const about = { session: browser.session, call: call.kind, host: sender.hostOf(browser) };
    const outcome = await inTurn(() => {
      const payload = JSON.stringify({ seq: call.seq, ...callWords(call, line.about.language) });
      return sender.send(browser, payload, Math.max(0, call.at + call.lifeMs - clock.now()));
    });
    if (outcome === undefined) {
      return undefined;
    }
    switch (outcome.kind) {
      case 'taken':
        trouble = 'none';
        log.info(about, 'a customer was called by web push');
        return undefined;
      case 'gone':
        trouble = 'none';
        log.info(about, 'a customer cannot be called by web push any more');
        if (!line.isGone) {
          await drop(line);
          tell(browser.session);
        }
        return undefined;
      case 'refused':
        trouble = { why: `${about.host} refused a call with status ${outcome.status}` };
        log.warn({ ...about, status: outcome.status }, 'a push service refused a call');
        return undefined;
      case 'later':
      case 'unreached': {
        const why = outcome.kind === 'later' ? `it answered ${outcome.status}` : outcome.why;
        trouble = { why: `${about.host} could not be reached: ${why}` };
        log.warn({ ...about, why, againAfterMs }, 'a push service did not take a call');
        return againAfterMs === undefined || outcome.kind === 'unreached'
          ? againAfterMs
          : Math.max(againAfterMs, Math.min(outcome.afterMs, LIMITS.pushLifeMs));
      }
      default:
        return outcome satisfies never;
    }
  }

  /** So many at once, each for so long; undefined when the appliance closes before its turn. */
  async function inTurn(begin: () => PushAttempt): Promise<Awaited<PushAttempt['outcome']> | undefined> {
    if (underWay >= LIMITS.pushesAtOnce) {
      // Whoever is woken has the place of the one who went: nobody who comes in between takes it.
      await new Promise<void>((resolve) => void turns.push(resolve));
    } else {
      underWay += 1;
    }
    try {
      return isClosing ? undefined : await attempted(begin());
    } finally {
      const next = turns.shift();
      if (next === undefined) {
        underWay -= 1;
      } else {
        next();
      }
    }
  }

  async function attempted(begun: PushAttempt): Promise<Awaited<PushAttempt['outcome']>> {
    attempts.add(begun);
    const late = timers.after(LIMITS.pushAttemptMs, () => begun.giveUp());
    try {
      return await begun.outcome;
    } finally {
      late[Symbol.dispose]();
      attempts.delete(begun);
    }
  }

  async function pause(durationMs: number): Promise<void> {
    if (durationMs <= 0 || isClosing) {
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    pauses.add(resolve);
    const over = timers.after(durationMs, resolve);
    await promise;
    over[Symbol.dispose]();
    pauses.delete(resolve);
  }

  function tell(session: SessionId): void {
    for (const listener of listeners) {
      listener(session);
    }
  }

  function inBackground(work: Promise<void>): void {
    work.catch((thrown: unknown) => {
      log.error({ err: String(thrown) }, 'what is known of called browsers could not be written');
    });
  }

  function sessionOf(id: SessionId): OpenSession | undefined {
    const session = sessions.find(id);
    return session !== undefined && isOpen(session) ? session : undefined;
  }

  function offer(id: SessionId): string | undefined {
    const session = sessionOf(id);
    return session !== undefined && ports.isOn(session.portalId) ? sender.key : undefined;
  }

  return {
    isCalled: (session) => lines.has(session),
    offer,
    async subscribe(session, given) {
      if (sessionOf(session) === undefined) {
        throw new Fault('already-ended');
      }
      if (offer(session) === undefined) {
        throw new Fault('not-allowed', { sentence: 'This site does not call its customers.' });
      }
      sender.check(given);
      const id = ports.digest(`${session} ${given.endpoint}`);
      const same = lines.get(session)?.find((line) => line.browser.id === id);
      const browser = { ...given, id, session, calledUpTo: same?.browser.calledUpTo ?? ports.head() };
      await store.write((tx) => store.put(tx, browser));
      const about = sessionOf(session);
      if (about === undefined) {
        // It ended while this was written.
        await store.write((tx) => store.remove(tx, id));
        throw new Fault('already-ended');
      }
      const now = lines.get(session)?.find((line) => line.browser.id === id);
      if (now === undefined) {
        add(browser, about);
      } else {
        now.browser = { ...browser, calledUpTo: now.browser.calledUpTo };
      }
      // Counted here, where several that came at once are one after another.
      await Promise.all((lines.get(session) ?? []).slice(0, -LIMITS.pushSubscriptionsPerSession).map(drop));
      tell(session);
    },
    async unsubscribe(session) {
      await Promise.all((lines.get(session) ?? []).map(drop));
      tell(session);
    },
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    status: () =>
      trouble === undefined ? undefined : trouble === 'none' ? { ok: true } : { ok: false, why: trouble.why },
    async close(withinMs) {
      isClosing = true;
      for (const wake of [...pauses, ...turns.splice(0)]) {
        wake();
      }
      const late = timers.after(withinMs, () => {
        for (const each of attempts) {
          each.giveUp();
        }
      });
      await Promise.allSettled([...attempts].map(({ outcome }) => outcome));
      late[Symbol.dispose]();
    },
    [Symbol.dispose]() {
      isClosing = true;
      listening[Symbol.dispose]();
      lookBack[Symbol.dispose]();
    },
  };
}
