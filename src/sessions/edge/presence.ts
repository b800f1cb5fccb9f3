import {
  type Clock,
  type Instant,
  type ParticipantId,
  type SessionId,
  type Timers,
  laterBy,
} from '../../kernel/index.ts';
import { nextDeadline, type Command, type LiveSession } from '../index.ts';

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
  readonly #deadlines = new Map<SessionId, { at: Instant; command: Command }>();
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #command: (session: SessionId, command: Command) => void;
  #timer: Disposable | undefined;
  #timerAt = Infinity;

  constructor(ports: {
    readonly clock: Clock;
    readonly timers: Timers;
    /** Carries a command out; failures are the caller's to log. */
    readonly command: (session: SessionId, command: Command) => void;
  }) {
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#command = ports.command;
  }

  isConnected(session: SessionId, who: ParticipantId): boolean {
    return (this.#people.get(session)?.get(who)?.connections ?? 0) > 0;
  }

  connected(session: SessionId, who: ParticipantId): void {
    const here = this.#here(session, who);
    here.connections += 1;
    here.goneSince = undefined;
    this.#command(session, { kind: 'return', who });
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

  /** The session is over: nobody is expected in it any more. */
  forget(session: SessionId): void {
    this.#people.delete(session);
    this.#deadlines.delete(session);
  }

  /** The session is now this; its deadline replaces the former. */
  changed(id: SessionId, session: LiveSession | undefined): void {
    const deadline = session === undefined ? undefined : nextDeadline(session);
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
          this.#command(session, { kind: 'lose', who });
        } else {
          next = Math.min(next, due);
        }
      }
    }
    for (const [id, { at, command }] of this.#deadlines) {
      if (at <= now) {
        this.#deadlines.delete(id);
        this.#command(id, command);
      } else {
        next = Math.min(next, at);
      }
    }
    if (next < Infinity) {
      this.#wakeAt(next as Instant);
    }
  }
}
