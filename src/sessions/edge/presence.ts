import {
  type Clock,
  type Instant,
  type ParticipantId,
  type SessionId,
  type Timers,
  laterBy,
} from '../../kernel/index.ts';
import { nextDeadline, type Due, type LiveSession, type QueueRules } from '../index.ts';

/** A reload or a short break of the network is not a lost connection yet. */
const LOST_AFTER_MS = 6_000;

interface Here {
  connections: number;
  /** Set while nobody is connected and the session has not been told yet. */
  goneSince: Instant | undefined;
}

/**
 * What time does to sessions: deadlines that follow from their state, and people whose pages have
 * been gone for longer than a reload takes. One timer for all of it, set to the earliest.
 */
export class Presence {
  readonly #people = new Map<SessionId, Map<ParticipantId, Here>>();
  readonly #deadlines = new Map<SessionId, { readonly at: Instant; readonly due: Due }>();
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #due: (session: SessionId, due: Due) => void;
  readonly #rules: QueueRules;
  #timer: Disposable | undefined;
  #timerAt = Infinity;

  constructor(ports: {
    readonly clock: Clock;
    readonly timers: Timers;
    /** Does what time asks for; failures are the caller's to log. */
    readonly due: (session: SessionId, due: Due) => void;
    readonly rules: QueueRules;
  }) {
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#due = ports.due;
    this.#rules = ports.rules;
  }

  isConnected(session: SessionId, who: ParticipantId): boolean {
    return (this.#people.get(session)?.get(who)?.connections ?? 0) > 0;
  }

  connected(session: SessionId, who: ParticipantId): void {
    const here = this.#here(session, who);
    here.connections += 1;
    here.goneSince = undefined;
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
    if (here.connections === 0 && here.goneSince === undefined) {
      here.goneSince = this.#clock.now();
      this.#wakeAt(laterBy(here.goneSince, LOST_AFTER_MS));
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
  changed(id: SessionId, session: LiveSession | undefined): void {
    const deadline = session === undefined ? undefined : nextDeadline(session, this.#rules);
    if (deadline === undefined) {
      this.#deadlines.delete(id);
    } else {
      this.#deadlines.set(id, deadline);
      this.#wakeAt(deadline.at);
    }
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timerAt = -Infinity;
  }

  #here(session: SessionId, who: ParticipantId): Here {
    const people = this.#people.get(session) ?? new Map<ParticipantId, Here>();
    const here = people.get(who) ?? { connections: 0, goneSince: undefined };
    this.#people.set(session, people.set(who, here));
    return here;
  }

  #wakeAt(at: Instant): void {
    if (at >= this.#timerAt) {
      return;
    }
    this.#timer?.[Symbol.dispose]();
    this.#timerAt = at;
    this.#timer = this.#timers.after(Math.max(0, at - this.#clock.now()), () => this.#wake());
  }

  #wake(): void {
    this.#timerAt = Infinity;
    const now = this.#clock.now();
    let next = Infinity;
    for (const [session, people] of this.#people) {
      for (const [who, here] of people) {
        if (here.goneSince === undefined) {
          continue;
        }
        const due = here.goneSince + LOST_AFTER_MS;
        if (due <= now) {
          here.goneSince = undefined;
          this.#due(session, { kind: 'command', command: { kind: 'lose', who } });
        } else {
          next = Math.min(next, due);
        }
      }
    }
    for (const [id, { at, due }] of this.#deadlines) {
      if (at <= now) {
        this.#deadlines.delete(id);
        this.#due(id, due);
      } else {
        next = Math.min(next, at);
      }
    }
    if (next < Infinity) {
      this.#wakeAt(next as Instant);
    }
  }
}
