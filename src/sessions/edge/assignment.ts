import { Board, type Assignment as Chosen, type Hypothetical, type LineUp } from '../../equilibrium/index.ts';
import {
  instant,
  laterBy,
  LIMITS,
  teamOfQueue,
  type Clock,
  type Instant,
  type Log,
  type QueueId,
  type RepId,
  type SessionId,
  type Timers,
} from '../../kernel/index.ts';
import {
  representativesIn,
  withSkillNames,
  type Floor,
  type Happened,
  type LiveSession,
  type Session,
  type SessionFact,
  type Sessions,
} from '../index.ts';
import type { OnDuty } from './on-duty.ts';

/** Whoever became idle or is idle no more is noticed so often, beside every sign of life. */
const LOOK_AGAIN_MS = 15_000;

/**
 * Equilibrium at work: keeps the board as the floor, the duty and the sessions are, and turns its
 * answers into offers. Which offers are open is in the journal alone, so a restart continues them.
 */
export class Assignment {
  readonly #board: Board;
  /** In how many sessions each takes part, and since when in so many. */
  readonly #loads = new Map<RepId, { readonly sessions: number; readonly since: Instant }>();
  readonly #taking = new Map<SessionId, ReadonlySet<RepId>>();
  readonly #sessions: Sessions;
  readonly #floor: Floor;
  readonly #duty: OnDuty;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #log: Log;
  #teams: ReadonlySet<QueueId> = new Set();
  #due: Disposable | undefined;
  #lookAgain: Disposable;

  constructor(ports: {
    readonly sessions: Sessions;
    readonly floor: Floor;
    readonly duty: OnDuty;
    readonly clock: Clock;
    readonly timers: Timers;
    readonly log: Log;
  }) {
    this.#sessions = ports.sessions;
    this.#floor = ports.floor;
    this.#duty = ports.duty;
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#log = ports.log;
    this.#board = new Board(ports.floor.skills());
    this.floorChanged();
    for (const session of ports.sessions.live()) {
      this.#place(session);
    }
    this.#lookAgain = ports.timers.after(LOOK_AGAIN_MS, () => this.#look());
  }

  floorChanged(): void {
    this.#board.putSkills(this.#floor.skills());
    const teams = new Set<QueueId>();
    for (const { queue, algorithm } of this.#floor.teams()) {
      this.#board.putTeam(queue, algorithm);
      teams.add(queue);
    }
    for (const gone of this.#teams) {
      if (!teams.has(gone)) {
        this.#board.removeTeam(gone);
      }
    }
    this.#teams = teams;
    for (const { who } of this.#duty.all()) {
      this.dutyChanged(who.id);
    }
    this.#assignSoon();
  }

  dutyChanged(rep: RepId): void {
    const duty = this.#duty.find(rep);
    const person = this.#floor.representative(rep);
    const load = this.#loads.get(rep);
    if (duty === undefined || person === undefined) {
      this.#board.removeRep(rep);
    } else {
      this.#board.putRep({
        id: rep,
        loggedIn: true,
        locked: duty.locked,
        optedOut: !duty.assignments,
        status: duty.status,
        activeAt: duty.activeAt,
        idleLimitMs: person.idleLimitMs,
        sessions: load?.sessions ?? 0,
        // Logging in begins it, as another number of sessions does; a break or a sign of life does not.
        since: instant(Math.max(load?.since ?? 0, duty.since)),
        sessionLimit: person.sessionLimit,
        morePreferred: person.morePreferred,
        queues: this.#floor.teamsOf(rep).map(({ queue }) => queue),
      });
    }
    this.#assignSoon();
  }

  happened(id: SessionId, facts: readonly Happened<SessionFact>[], after: Session): void {
    for (const { fact } of facts) {
      if (fact.type === 'offer-closed' && fact.outcome !== 'accepted' && fact.outcome !== 'taken') {
        if (fact.outcome === 'withdrawn') {
          this.#board.withdraw(id);
        } else {
          this.#board.decline(id, fact.to.id);
        }
      }
    }
    if (after.status === 'waiting' || after.status === 'offered' || after.status === 'held') {
      this.#place(after);
    } else {
      this.#board.leave(id);
      this.#setRepresentatives(id, new Set());
    }
    this.#assignSoon();
  }

  /**
   * Who would be asked for such a session in this moment, one after the other, and who cannot be: by the
   * board that makes the offers. Asks nobody.
   */
  lineUp(session: Hypothetical): LineUp {
    return this.#board.lineUp(session, this.#clock.now(), LIMITS.lineUpPeople);
  }

  [Symbol.dispose](): void {
    this.#due?.[Symbol.dispose]();
    this.#lookAgain[Symbol.dispose]();
  }

  #place(session: LiveSession): void {
    this.#setRepresentatives(session.id, new Set(representativesIn(session).map(({ id }) => id)));
    if (session.status === 'held' || teamOfQueue(session.queue) === undefined) {
      this.#board.leave(session.id);
      return;
    }
    this.#board.enter({
      session: session.id,
      queue: session.queue,
      queuedAt: session.queuedAt,
      needs: session.issue?.skills ?? [],
      declinedBy: session.declinedBy,
      ...(session.status === 'offered' ? { asked: session.to.id } : {}),
    });
  }

  /** Who takes part in the session now; loads follow. */
  #setRepresentatives(session: SessionId, now: ReadonlySet<RepId>): void {
    const before = this.#taking.get(session) ?? new Set();
    for (const rep of now) {
      if (!before.has(rep)) {
        this.#setLoad(rep, 1);
      }
    }
    for (const rep of before) {
      if (!now.has(rep)) {
        this.#setLoad(rep, -1);
      }
    }
    if (now.size === 0) {
      this.#taking.delete(session);
    } else {
      this.#taking.set(session, now);
    }
  }

  #setLoad(rep: RepId, change: 1 | -1): void {
    const sessions = (this.#loads.get(rep)?.sessions ?? 0) + change;
    const since = this.#clock.now();
    this.#loads.set(rep, { sessions, since });
    this.#board.load(rep, sessions, since);
  }

  #look(): void {
    this.#lookAgain = this.#timers.after(LOOK_AGAIN_MS, () => this.#look());
    this.#assignSoon();
  }

  /** Once for everything that happens in this turn of the loop. */
  #assignSoon(): void {
    this.#due ??= this.#timers.after(0, () => {
      this.#due = undefined;
      for (const chosen of this.#board.assign(this.#clock.now())) {
        void this.#offer(chosen);
      }
    });
  }

  async #offer({ session, queue, rep, why }: Chosen): Promise<void> {
    const duty = this.#duty.find(rep);
    const team = this.#floor.team(queue);
    try {
      if (duty === undefined || team === undefined) {
        throw new Error('the team or the representative is gone');
      }
      await this.#sessions.command(session, {
        kind: 'offer',
        to: duty.who,
        until: laterBy(this.#clock.now(), team.alertTimeoutMs),
        why: { ...withSkillNames(why, this.#floor.skillName) },
      });
    } catch (thrown) {
      // Accepted by hand or ended in the same moment: what happened tells the board by itself.
      this.#log.debug({ session, rep, err: String(thrown) }, 'An offer was not made');
      this.#board.withdraw(session);
    }
  }
}
