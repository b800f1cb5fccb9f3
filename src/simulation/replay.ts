import { Board, declinedAfter, type Algorithm, type SkillId, type SkillTree } from '../equilibrium/index.ts';
import {
  instant,
  laterBy,
  msBetween,
  teamQueue,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import {
  canHold,
  getNext,
  ruleDueAt,
  whenOverdue,
  type QueuePlace,
  type WaitingRule,
} from '../queues/index.ts';
import { Agenda } from './agenda.ts';
import { answerOf, handLimitOf, lookAfterMs, shares, workOf, type Habits, type Share } from './habits.ts';
import { givesUpAfterMs } from './survival.ts';
import type { Elsewhere, Ending, Leg, Shift, Visit, Week } from './week.ts';

/** A team as it is replayed. */
export interface ReplayedTeam {
  readonly queue: QueueId;
  readonly algorithm: Algorithm;
  readonly isPersistent: boolean;
  readonly alertTimeoutMs: number;
  readonly waitingRule: WaitingRule;
}

/** A representative as one is replayed. */
export interface ReplayedRep {
  readonly id: RepId;
  readonly queues: readonly QueueId[];
  readonly morePreferred: ReadonlySet<SkillId>;
  readonly sessionLimit: number | undefined;
  /** May accept sessions of a team by hand. */
  readonly takesByHand: boolean;
  readonly shifts: readonly Shift[];
}

/** Who and what is there in a replay. */
export interface Setting {
  readonly teams: readonly ReplayedTeam[];
  readonly reps: readonly ReplayedRep[];
  readonly skills: SkillTree;
}

/** What became of one stay. */
export interface Outcome {
  readonly queue: QueueId;
  readonly enteredAt: Instant;
  readonly ending: Ending;
  readonly waitMs: number;
  readonly by: RepId | undefined;
}

export interface Replayed {
  /** In the order in which they ended. */
  readonly outcomes: readonly Outcome[];
  readonly offers: number;
  /** Offers that were rejected or not answered. */
  readonly declined: number;
  /** Sessions that somebody accepted without being asked. */
  readonly byHand: number;
  /** Sessions that were declared overdue. */
  readonly overdue: number;
  /** Sessions that a waiting session rule moved on. */
  readonly overflows: number;
}

/** So many things happen in a replay before it says how far it is. */
const EVENTS_PER_YIELD = 500;

/**
 * Lets the week happen again in this setting: the same customers come at the same moments, and whom they
 * get is decided by the board of equilibrium/ and the rules of queues/. Yields now and then how much of
 * it is done, from 0 to 1. The same seed gives the same replay.
 */
export function replay(
  week: Week,
  setting: Setting,
  habits: Habits,
  seed: number,
): Generator<number, Replayed, void> {
  return new Replay(week, setting, habits, shares(seed)).run();
}

/** Somebody who waits. */
interface Stay {
  readonly visit: Visit;
  readonly leg: Leg;
  readonly place: number;
  readonly enteredAt: Instant;
  queue: QueueId;
  queuedAt: Instant;
  overdue: boolean;
  declinedBy: ReadonlySet<RepId>;
  asked: RepId | undefined;
  /** Counts the offers: the answer to a former one says nothing. */
  offers: number;
}

interface Person {
  readonly rep: ReplayedRep;
  readonly handLimit: number;
  as: Shift['as'];
  /** In so many sessions, those of other queues among them. */
  load: number;
  loadSince: Instant;
  asked: SessionId | undefined;
  /** Will look at the queues in a moment. */
  isLooking: boolean;
  looks: number;
}

interface Queue {
  readonly team: ReplayedTeam;
  /** In order: whoever enters comes last. */
  readonly waiting: Map<SessionId, Stay>;
  /** How many of them nobody is being asked for. */
  unasked: number;
  /** How many of its team are on duty, whatever as. */
  onDuty: number;
}

class Replay {
  readonly #week: Week;
  readonly #habits: Habits;
  readonly #share: Share;
  readonly #board: Board;
  readonly #agenda = new Agenda();
  readonly #queues = new Map<QueueId, Queue>();
  readonly #people = new Map<RepId, Person>();
  /** Those who could look at the queues for a session to take by hand. */
  readonly #withTime = new Set<Person>();
  readonly #outcomes: Outcome[] = [];
  readonly #count = { offers: 0, declined: 0, byHand: 0, overdue: 0, overflows: 0 };
  readonly #waiting = new Map<SessionId, Stay>();
  #now: Instant;

  constructor(week: Week, setting: Setting, habits: Habits, share: Share) {
    this.#week = week;
    this.#habits = habits;
    this.#share = share;
    this.#board = new Board(setting.skills);
    this.#now = instant(0);
    for (const team of setting.teams) {
      this.#queues.set(team.queue, { team, waiting: new Map(), unasked: 0, onDuty: 0 });
      this.#board.putTeam(team.queue, team.algorithm);
    }
    for (const { queues, ...rep } of setting.reps) {
      const person: Person = {
        rep: { ...rep, queues: queues.filter((queue) => this.#queues.has(queue)) },
        handLimit: handLimitOf(habits, rep.id),
        as: 'off',
        load: 0,
        loadSince: instant(0),
        asked: undefined,
        isLooking: false,
        looks: 0,
      };
      this.#people.set(rep.id, person);
      for (const { at, as } of rep.shifts) {
        this.#agenda.at(at, () => this.#turns(person, as));
      }
    }
    for (const each of week.elsewhere) {
      this.#isElsewhere(each);
    }
    for (const visit of week.visits) {
      const first = visit.legs[0];
      if (first !== undefined) {
        this.#agenda.at(first.enteredAt, () => this.#enters(visit, 0));
      }
    }
  }

  *run(): Generator<number, Replayed, void> {
    const { from, until } = this.#week;
    const beganAt = Math.min(this.#agenda.nextAtMs, from);
    let done = 0;
    while (this.#agenda.nextAtMs <= until) {
      this.#now = instant(this.#agenda.nextAtMs);
      while (this.#agenda.nextAtMs === this.#now) {
        this.#agenda.doNext();
        done += 1;
        if (done % EVENTS_PER_YIELD === 0) {
          yield (this.#now - beganAt) / Math.max(1, until - beganAt);
        }
      }
      this.#settle();
    }
    this.#now = until;
    for (const stay of this.#waiting.values()) {
      this.#note(stay, 'waiting', undefined);
    }
    return { outcomes: this.#outcomes, ...this.#count };
  }

  // --- Who comes -------------------------------------------------------------------------------

  #enters(visit: Visit, place: number): void {
    const leg = visit.legs[place];
    const queue = leg === undefined ? undefined : this.#queues.get(leg.queue);
    if (leg === undefined || queue === undefined) {
      return;
    }
    const enteredAt = this.#now;
    if (this.#now >= this.#week.dutyKnownFrom && !canHold(this.#placeOf(leg.queue))) {
      this.#outcomes.push({ queue: leg.queue, enteredAt, ending: 'sent-away', waitMs: 0, by: undefined });
      return;
    }
    const stay: Stay = {
      visit,
      leg,
      place,
      enteredAt,
      queue: leg.queue,
      queuedAt: enteredAt,
      overdue: false,
      declinedBy: new Set(),
      asked: undefined,
      offers: 0,
    };
    this.#waiting.set(visit.session, stay);
    this.#joinsLine(stay);
    this.#agenda.at(laterBy(enteredAt, this.#patienceMs(stay)), () => this.#hasEnough(stay));
  }

  /** As long as it was, where that is known; otherwise as others had it who had waited so long. */
  #patienceMs({ leg, visit, place }: Stay): number {
    return leg.ending === 'left' || leg.ending === 'moved'
      ? leg.waitMs
      : givesUpAfterMs(this.#habits.patience, leg.waitMs, this.#share(visit.session, place, 'patience'));
  }

  /** The customer leaves, or somebody moves the session elsewhere as it was moved then. */
  #hasEnough(stay: Stay): void {
    if (this.#waits(stay)) {
      this.#leavesLine(stay);
      this.#waiting.delete(stay.visit.session);
      const ending = stay.leg.ending === 'moved' ? 'moved' : 'left';
      this.#note(stay, ending, undefined);
      this.#goesOn(stay, ending);
    }
  }

  /** The next stay of this session as long after this one as it was then, when this one has ended as it had. */
  #goesOn({ visit, leg, place }: Stay, ending: Ending): void {
    const next = visit.legs[place + 1];
    if (next !== undefined && leg.ending === ending) {
      this.#agenda.at(laterBy(this.#now, next.gapMs), () => this.#enters(visit, place + 1));
    }
  }

  /** As long as it took; what was moved away then before anybody came takes what its later stay took. */
  #workMs({ visit, leg, place }: Stay): number {
    const served = leg.ending === 'moved' ? visit.legs[place + 1]?.served : leg.served;
    return served?.workMs ?? workOf(this.#habits, leg.queue, this.#share(visit.session, place, 'work'));
  }

  // --- Lines -----------------------------------------------------------------------------------

  #joinsLine(stay: Stay): void {
    const queue = this.#queue(stay.queue);
    queue.waiting.set(stay.visit.session, stay);
    queue.unasked += 1;
    this.#board.enter({
      session: stay.visit.session,
      queue: stay.queue,
      queuedAt: stay.queuedAt,
      needs: stay.visit.needs,
      declinedBy: stay.declinedBy,
    });
    const dueAt = ruleDueAt(queue.team.waitingRule, stay);
    if (dueAt !== undefined) {
      this.#agenda.at(dueAt, () => this.#looksAtRule(stay));
    }
  }

  #leavesLine(stay: Stay): void {
    const queue = this.#queue(stay.queue);
    queue.waiting.delete(stay.visit.session);
    this.#isNotAsked(stay);
    queue.unasked -= 1;
    this.#board.leave(stay.visit.session);
  }

  /** Nobody is being asked for it (any more). */
  #isNotAsked(stay: Stay): void {
    const person = stay.asked === undefined ? undefined : this.#people.get(stay.asked);
    if (stay.asked !== undefined) {
      stay.asked = undefined;
      this.#queue(stay.queue).unasked += 1;
    }
    if (person !== undefined) {
      person.asked = undefined;
      this.#mayLook(person);
    }
  }

  #looksAtRule(stay: Stay): void {
    if (!this.#waits(stay)) {
      return;
    }
    const { waitingRule } = this.#queue(stay.queue).team;
    const overflow = waitingRule.kind === 'transfer' ? teamQueue(waitingRule.to) : undefined;
    const overdue = whenOverdue(
      waitingRule,
      stay,
      overflow === undefined ? undefined : this.#placeOf(overflow),
      this.#now,
    );
    if (overdue?.kind === 'alert') {
      stay.overdue = true;
      this.#count.overdue += 1;
    } else if (overdue?.kind === 'transfer') {
      this.#overflows(stay, overdue.to);
    }
  }

  #overflows(stay: Stay, to: QueueId): void {
    this.#count.overflows += 1;
    const from = stay.queue;
    this.#leavesLine(stay);
    if (!this.#queues.has(to)) {
      this.#waiting.delete(stay.visit.session);
      this.#note(stay, 'passed-on', undefined);
      this.#goesOn(stay, 'passed-on');
      return;
    }
    stay.queue = to;
    stay.queuedAt = this.#now;
    stay.overdue = false;
    stay.declinedBy = declinedAfter(stay.declinedBy, { by: 'waiting-rule', from, to });
    this.#joinsLine(stay);
  }

  /** A queue that is not replayed can hold whoever is passed on to it. */
  #placeOf(queue: QueueId): QueuePlace {
    const replayed = this.#queues.get(queue);
    return {
      kind: 'team',
      queue,
      persistent: replayed === undefined || replayed.team.isPersistent,
      loggedIn: replayed?.onDuty ?? 0,
    };
  }

  // --- Who is there ----------------------------------------------------------------------------

  #turns(person: Person, as: Shift['as']): void {
    const was = person.as;
    person.as = as;
    if (was === 'off') {
      person.loadSince = this.#now;
    }
    this.#tellBoard(person);
    if (as === 'off') {
      const stay = person.asked === undefined ? undefined : this.#waiting.get(person.asked);
      if (stay !== undefined) {
        this.#declines(stay, person);
      }
    }
    if ((was === 'off') !== (as === 'off')) {
      for (const queue of person.rep.queues) {
        this.#queue(queue).onDuty += as === 'off' ? -1 : 1;
      }
      this.#looksAtOverdue(person);
    }
    this.#mayLook(person);
  }

  /** What is overdue, and stays because nobody was where it would go, may find somebody there now. */
  #looksAtOverdue({ rep }: Person): void {
    for (const { team, waiting } of this.#queues.values()) {
      if (team.waitingRule.kind === 'transfer' && rep.queues.includes(teamQueue(team.waitingRule.to))) {
        for (const stay of [...waiting.values()].filter(({ overdue }) => overdue)) {
          this.#looksAtRule(stay);
        }
      }
    }
  }

  #tellBoard({ rep, as, load, loadSince }: Person): void {
    this.#board.putRep({
      id: rep.id,
      queues: rep.queues,
      loggedIn: as !== 'off',
      // Whoever was idle then is in the journal as idle, so that here it is a state like the others.
      locked: as === 'locked' || as === 'idle',
      optedOut: as === 'opted-out',
      status: as === 'busy' || as === 'away' ? as : 'available',
      activeAt: this.#now,
      idleLimitMs: 0,
      sessions: load,
      since: loadSince,
      sessionLimit: rep.sessionLimit,
      morePreferred: rep.morePreferred,
    });
  }

  #isElsewhere({ rep, from, to }: Elsewhere): void {
    const person = this.#people.get(rep);
    if (person !== undefined) {
      this.#agenda.at(from, () => this.#loads(person, 1));
      this.#agenda.at(to, () => this.#loads(person, -1));
    }
  }

  #loads(person: Person, change: 1 | -1): void {
    person.load += change;
    person.loadSince = this.#now;
    this.#board.load(person.rep.id, person.load, this.#now);
    this.#mayLook(person);
  }

  // --- Offers ----------------------------------------------------------------------------------

  /** After everything that happened in one moment. */
  #settle(): void {
    for (const { session, rep } of this.#board.assign(this.#now)) {
      const stay = this.#waiting.get(session);
      const person = this.#people.get(rep);
      if (stay !== undefined && person !== undefined) {
        this.#offers(stay, person);
      }
    }
    this.#sendLooking();
  }

  #offers(stay: Stay, person: Person): void {
    const queue = this.#queue(stay.queue);
    const { alertTimeoutMs } = queue.team;
    stay.asked = person.rep.id;
    stay.offers += 1;
    queue.unasked -= 1;
    person.asked = stay.visit.session;
    this.#mayLook(person);
    this.#count.offers += 1;
    const offer = stay.offers;
    const { outcome, afterMs } = answerOf(
      this.#habits,
      person.rep.id,
      person.load,
      this.#share(stay.visit.session, stay.place, person.rep.id, offer, 'answer'),
    );
    const isInTime = outcome !== 'no-answer' && afterMs < alertTimeoutMs;
    this.#agenda.at(laterBy(this.#now, isInTime ? afterMs : alertTimeoutMs), () => {
      if (this.#waits(stay) && stay.asked === person.rep.id && stay.offers === offer) {
        if (isInTime && outcome === 'accepted') {
          this.#serves(stay, person);
        } else {
          this.#declines(stay, person);
        }
      }
    });
  }

  #declines(stay: Stay, person: Person): void {
    this.#count.declined += 1;
    stay.declinedBy = new Set(stay.declinedBy).add(person.rep.id);
    this.#isNotAsked(stay);
    this.#board.decline(stay.visit.session, person.rep.id);
  }

  #serves(stay: Stay, person: Person): void {
    this.#leavesLine(stay);
    this.#waiting.delete(stay.visit.session);
    this.#note(stay, 'served', person.rep.id);
    this.#loads(person, 1);
    this.#agenda.at(laterBy(this.#now, this.#workMs(stay)), () => {
      this.#loads(person, -1);
      this.#goesOn(stay, 'served');
    });
  }

  // --- By hand ---------------------------------------------------------------------------------

  #mayLook(person: Person): void {
    if (this.#couldTake(person) && !person.isLooking) {
      this.#withTime.add(person);
    } else {
      this.#withTime.delete(person);
    }
  }

  #couldTake({ rep, as, asked, load, handLimit }: Person): boolean {
    return rep.takesByHand && as === 'available' && asked === undefined && load <= handLimit;
  }

  /** Whoever has time, and somebody waits in whose queue, will look there. */
  #sendLooking(): void {
    let isSomebodyWaiting = false;
    for (const queue of this.#queues.values()) {
      isSomebodyWaiting ||= this.#isTakenFrom(queue);
    }
    if (!isSomebodyWaiting) {
      return;
    }
    for (const person of this.#withTime) {
      if (person.rep.queues.some((each) => this.#isTakenFrom(this.#queues.get(each)))) {
        this.#withTime.delete(person);
        person.isLooking = true;
        person.looks += 1;
        const afterMs = lookAfterMs(this.#habits, this.#share(person.rep.id, person.looks, 'look'));
        this.#agenda.at(laterBy(this.#now, afterMs), () => this.#looks(person));
      }
    }
  }

  /** Where Equilibrium asks, only what it finds nobody for is taken by hand, and only if people did so then. */
  #isTakenFrom(queue: Queue | undefined): boolean {
    return (
      queue !== undefined &&
      queue.unasked > 0 &&
      (queue.team.algorithm === 'none' || this.#habits.looksMs.length > 0)
    );
  }

  #looks(person: Person): void {
    person.isLooking = false;
    const { rep } = person;
    if (this.#couldTake(person)) {
      const queues = rep.queues.filter((each) => this.#isTakenFrom(this.#queues.get(each)));
      const next = getNext(
        rep.id,
        new Set(queues),
        queues.flatMap((each) => this.#heads(each)),
      );
      if (next !== undefined) {
        this.#count.byHand += 1;
        this.#serves(next.stay, person);
      }
    }
    this.#mayLook(person);
  }

  /** The oldest of those that can be taken, all of one moment. */
  #heads(queue: QueueId) {
    const heads = [];
    for (const [session, stay] of this.#queue(queue).waiting) {
      const first = heads[0];
      if (first !== undefined && stay.queuedAt > first.queuedAt) {
        break;
      }
      if (stay.asked === undefined) {
        heads.push({ session, queue, queuedAt: stay.queuedAt, stay });
      }
    }
    return heads;
  }

  // ---------------------------------------------------------------------------------------------

  #waits(stay: Stay): boolean {
    return this.#waiting.get(stay.visit.session) === stay;
  }

  #queue(id: QueueId): Queue {
    const queue = this.#queues.get(id);
    if (queue === undefined) {
      throw new Error(`${id} is not replayed`);
    }
    return queue;
  }

  #note({ leg, enteredAt }: Stay, ending: Ending, by: RepId | undefined): void {
    this.#outcomes.push({ queue: leg.queue, enteredAt, ending, waitMs: msBetween(enteredAt, this.#now), by });
  }
}

/** The stays as they were, as a replay tells them. */
export function asItWas({ visits }: Week): readonly Outcome[] {
  return visits.flatMap(({ legs }) =>
    legs.map(({ queue, enteredAt, ending, waitMs, served }) => ({
      queue,
      enteredAt,
      ending,
      waitMs,
      by: served?.by,
    })),
  );
}
