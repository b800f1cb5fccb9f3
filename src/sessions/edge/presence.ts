import type { Clock, Instant, ParticipantId, SessionId, Timers } from '../../kernel/index.ts';
import { nextDeadline, type Due, type IsCalled, type OpenSession, type QueueRules } from '../index.ts';

/** A reload or a short break of the network is not a lost connection yet. */
const LOST_AFTER_MS = 6_000;
/** What a deadline that passed while the appliance was away still gives, since nobody could return meanwhile. */
const GRACE_AFTER_START_MS = 20_000;

interface Here {
  connections: number;
  /** On the monotonic clock; set while nobody is connected and the session has not been told yet. */
  goneSinceMs: number | undefined;
}

interface Awaited {
  /** What the session said; the same deadline said again does not begin anew. */
  readonly at: Instant;
  /** On the monotonic clock. */
  readonly atMs: number;
  readonly due: Due;
}

/**
 * What time does to sessions: deadlines that follow from their state, and people whose pages have
 * been gone for longer than a reload takes. One timer for all of it, set to the earliest. Once known
 * here, a moment is one of the monotonic clock: setting the calendar ends nobody's session.
 */
export class Presence {
  readonly #people = new Map<SessionId, Map<ParticipantId, Here>>();
  readonly #deadlines = new Map<SessionId, Awaited>();
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #due: (session: SessionId, due: Due) => void;
  readonly #rules: QueueRules;
  readonly #isCalled: IsCalled;
  #timer: Disposable | undefined;
  #timerAtMs = Infinity;

  constructor(ports: {
    readonly clock: Clock;
    readonly timers: Timers;
    /** Does what time asks for; failures are the caller's to log. */
    readonly due: (session: SessionId, due: Due) => void;
    readonly rules: QueueRules;
    readonly isCalled: IsCalled;
  }) {
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#due = ports.due;
    this.#rules = ports.rules;
    this.#isCalled = ports.isCalled;
  }

  /** A session that a former process left: whoever was in it is expected back. */
  resume(session: OpenSession, people: readonly ParticipantId[]): void {
    this.#follow(session.id, session, GRACE_AFTER_START_MS);
    for (const who of people) {
      this.expect(session.id, who);
    }
  }

  isConnected(session: SessionId, who: ParticipantId): boolean {
    return (this.#people.get(session)?.get(who)?.connections ?? 0) > 0;
  }

  connected(session: SessionId, who: ParticipantId): void {
    const here = this.#here(session, who);
    here.connections += 1;
    here.goneSinceMs = undefined;
    this.#due(session, { kind: 'command', command: { kind: 'return', who } });
  }

  disconnected(session: SessionId, who: ParticipantId): void {
    const here = this.#people.get(session)?.get(who);
    if (here !== undefined) {
      here.connections = Math.max(0, here.connections - 1);
      this.expect(session, who);
    }
  }

  /** Somebody who should be there: without a connection soon, the session is told. */
  expect(session: SessionId, who: ParticipantId): void {
    const here = this.#here(session, who);
    if (here.connections === 0 && here.goneSinceMs === undefined) {
      here.goneSinceMs = this.#clock.monotonicMs();
      this.#wakeAt(here.goneSinceMs + LOST_AFTER_MS);
    }
  }

  /** Somebody has left the session for good and is not expected back. */
  left(session: SessionId, who: ParticipantId): void {
    this.#people.get(session)?.delete(who);
  }

  /** The session is over: nobody is expected in it any more. */
  forget(session: SessionId): void {
    this.#people.delete(session);
    this.#deadlines.delete(session);
  }

  /** The session is now this; its deadline replaces the former. */
  changed(id: SessionId, session: OpenSession | undefined): void {
    this.#follow(id, session, 0);
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timerAtMs = -Infinity;
  }

  #follow(id: SessionId, session: OpenSession | undefined, atLeastMs: number): void {
    const deadline = session === undefined ? undefined : nextDeadline(session, this.#rules, this.#isCalled);
    if (deadline === undefined) {
      this.#deadlines.delete(id);
      return;
    }
    const known = this.#deadlines.get(id);
    if (known?.at === deadline.at && isSame(known.due, deadline.due)) {
      return;
    }
    const leftMs = Math.max(Math.min(deadline.at - this.#clock.now(), deadline.withinMs), atLeastMs);
    const atMs = this.#clock.monotonicMs() + leftMs;
    this.#deadlines.set(id, { at: deadline.at, atMs, due: deadline.due });
    this.#wakeAt(atMs);
  }

  #here(session: SessionId, who: ParticipantId): Here {
    const people = this.#people.get(session) ?? new Map<ParticipantId, Here>();
    const here = people.get(who) ?? { connections: 0, goneSinceMs: undefined };
    this.#people.set(session, people.set(who, here));
    return here;
  }

  #wakeAt(atMs: number): void {
    if (atMs >= this.#timerAtMs) {
      return;
    }
    this.#timer?.[Symbol.dispose]();
    this.#timerAtMs = atMs;
    const leftMs = Math.max(0, atMs - this.#clock.monotonicMs());
    this.#timer = this.#timers.after(leftMs, () => this.#wake());
  }

  #wake(): void {
    this.#timerAtMs = Infinity;
    const nowMs = this.#clock.monotonicMs();
    let nextMs = Infinity;
    for (const [session, people] of this.#people) {
      for (const [who, here] of people) {
        if (here.goneSinceMs === undefined) {
          continue;
        }
        const dueMs = here.goneSinceMs + LOST_AFTER_MS;
        if (dueMs <= nowMs) {
          here.goneSinceMs = undefined;
          this.#due(session, { kind: 'command', command: { kind: 'lose', who } });
        } else {
          nextMs = Math.min(nextMs, dueMs);
        }
      }
    }
    for (const [id, { atMs, due }] of this.#deadlines) {
      if (atMs <= nowMs) {
        this.#deadlines.delete(id);
        this.#due(id, due);
      } else {
        nextMs = Math.min(nextMs, atMs);
      }
    }
    this.#wakeAt(nextMs);
  }
}

function isSame(one: Due, other: Due): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
