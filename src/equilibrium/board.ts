import {
  instant,
  laterBy,
  ownerOfPersonalQueue,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import { unavailableBecause, type Candidate, type Unavailable } from './candidate.ts';
import { OrderedSet } from './ordered-set.ts';
import { Columns, Roster, type Order } from './roster.ts';
import { peelLevels, roundOf, type SkillId, type SkillTree } from './skills.ts';
import {
  answerFrom,
  firstOf,
  meaningOf,
  WHY_LISTED,
  type Algorithm,
  type Answer,
  type Considered,
  type Why,
} from './why.ts';

/** A representative and the team queues that this one is a member of. */
export interface TeamMember extends Omit<Candidate, 'beingAsked'> {
  readonly queues: readonly QueueId[];
}

/** A session that waits in a team queue. */
export interface Waiting {
  readonly session: SessionId;
  readonly queue: QueueId;
  /** When it entered this queue: the oldest is served first, as in `queues/line.ts`. */
  readonly queuedAt: Instant;
  /** The skills that its issue needs. */
  readonly needs: readonly SkillId[];
  readonly declinedBy: ReadonlySet<RepId>;
  /** Who has been asked for it and has not answered yet. */
  readonly asked?: RepId;
}

/** A session that need not exist, to ask who would get it. */
export type Hypothetical = Pick<Waiting, 'queue' | 'needs' | 'declinedBy'>;

/** `rep` is to be asked for `session`. */
export interface Assignment {
  readonly session: SessionId;
  readonly queue: QueueId;
  readonly rep: RepId;
  readonly why: Why;
}

type Standing = Unavailable | 'free';

/** In the columns a standing is its place in this list. */
const STANDINGS: readonly Standing[] = [
  'free',
  'logged-off',
  'opted-out',
  'busy',
  'away',
  'locked',
  'idle',
  'too-many-sessions',
  'being-asked',
];
const FREE = STANDINGS.indexOf('free');
const LOGGED_OFF = STANDINGS.indexOf('logged-off');
const BEING_ASKED = STANDINGS.indexOf('being-asked');
const ALL_STANDINGS = { count: STANDINGS.length, free: FREE, passedOverFrom: LOGGED_OFF + 1 };

interface Team {
  readonly queue: QueueId;
  algorithm: Algorithm;
  readonly members: Map<Rep, Seat>;
  roster: Roster;
  /** For each set of needs that was asked for lately. */
  readonly profiles: Map<string, Profile>;
  /** Who waits here and found nobody, oldest first; who has not looked yet is in `#newlyOpen` instead. */
  open: OrderedSet<Session>;
}

/** A representative's place in the roster of one team. */
interface Seat {
  readonly team: Team;
  slot: number;
}

/** The order in which a team is asked for what an issue needs. */
interface Profile {
  readonly levels: readonly (readonly SkillId[])[];
  readonly order: Order;
}

interface Session extends Omit<Waiting, 'queue' | 'asked' | 'declinedBy'> {
  readonly team: Team;
  readonly needsKey: string;
  declinedBy: ReadonlySet<RepId>;
  asked: RepId | undefined;
}

class Rep implements Candidate {
  readonly id: RepId;
  loggedIn = false;
  locked = false;
  optedOut = false;
  status: Candidate['status'] = 'available';
  activeAt = 0 as Instant;
  idleLimitMs = 0;
  sessions = 0;
  since = 0 as Instant;
  sessionLimit: number | undefined;
  beingAsked = false;
  morePreferred: ReadonlySet<SkillId> = new Set();

  /** Its row in the columns, which lag behind the above until the board is put right. */
  readonly number: number;
  seats: readonly Seat[] = [];
  /** When it may have become idle and has to be looked at; undefined: never. */
  idleCheckAt: number | undefined;

  constructor(id: RepId, number: number) {
    this.id = id;
    this.number = number;
  }
}

/** How many different needs a team's order is kept ready for; a further one pushes the earliest out. */
const PROFILES_PER_TEAM = 64;

/**
 * All teams, representatives and waiting sessions at once, kept so that the next assignment costs
 * O(log n). What happened is put in by the other methods; `assign` then says who is to be asked for
 * what, and takes it as asked: a representative has one open offer at a time.
 *
 * The rule, whatever happened in whatever order: as long as there is a session with somebody to ask,
 * the oldest of these sessions gets its `nextRep`. So nobody waits while somebody could be asked, and
 * no younger session is served while an older eligible one waits.
 */
export class Board {
  #skills: SkillTree;
  readonly #teams = new Map<QueueId, Team>();
  readonly #reps = new Map<RepId, Rep>();
  /** By number; those that nobody has any more are given out again. */
  readonly #ids: RepId[] = [];
  readonly #spareNumbers: number[] = [];
  readonly #columns = new Columns();
  readonly #sessions = new Map<SessionId, Session>();
  /** Whose offer is open, also of people who are not on the board. */
  readonly #asked = new Map<RepId, SessionId>();
  /** Who and what changed since the board was last put right. */
  readonly #changed = new Set<Rep>();
  readonly #reseated = new Set<Team>();
  /** Who may find a session, and which sessions may find somebody, since the last assignment. */
  readonly #newlyFree = new Set<Rep>();
  readonly #newlyOpen = new Set<Session>();
  readonly #idleChecks = new OrderedSet<Rep>(
    (one, other) => (one.idleCheckAt ?? 0) - (other.idleCheckAt ?? 0) || compareText(one.id, other.id),
  );

  constructor(skills: SkillTree) {
    this.#skills = skills;
  }

  /** A team with its Routing Algorithm. A queue that was never put has *None*. */
  putTeam(queue: QueueId, algorithm: Algorithm): void {
    const team = this.#team(queue);
    if (team.algorithm === 'none' && algorithm !== 'none') {
      for (const session of team.open) {
        this.#newlyOpen.add(session);
      }
      team.open = new OrderedSet(compareAge);
    }
    team.algorithm = algorithm;
    forgetProfiles(team);
  }

  /** The team is gone; whoever still waits there waits as with *None*. */
  removeTeam(queue: QueueId): void {
    this.putTeam(queue, 'none');
    const team = this.#team(queue);
    for (const [rep, seat] of team.members) {
      rep.seats = rep.seats.filter((other) => other !== seat);
    }
    team.members.clear();
    this.#reseated.add(team);
  }

  putRep(member: TeamMember): void {
    let rep = this.#reps.get(member.id);
    if (rep === undefined) {
      const number = this.#spareNumbers.pop() ?? this.#ids.length;
      this.#ids[number] = member.id;
      this.#columns.reach(number);
      this.#columns.standing[number] = LOGGED_OFF;
      rep = new Rep(member.id, number);
      rep.beingAsked = this.#asked.has(member.id);
      this.#reps.set(member.id, rep);
    }
    const { queues, id: _, ...state } = member;
    const reskilled = !isSameSet(state.morePreferred, rep.morePreferred);
    Object.assign(rep, state);
    this.#changed.add(rep);
    if (!isSameSet(new Set(queues), new Set(rep.seats.map(({ team }) => team.queue)))) {
      this.#leaveTeams(rep);
      rep.seats = [...new Set(queues)].map((queue) => ({ team: this.#team(queue), slot: 0 }));
      for (const seat of rep.seats) {
        seat.team.members.set(rep, seat);
        this.#reseated.add(seat.team);
      }
      if (this.#isFree(rep)) {
        this.#newlyFree.add(rep);
      }
    } else if (reskilled) {
      for (const { team } of rep.seats) {
        forgetProfiles(team);
      }
    }
  }

  /** An offer to somebody who is removed stays open until it is declined. */
  removeRep(id: RepId): void {
    const rep = this.#reps.get(id);
    if (rep !== undefined) {
      this.#leaveTeams(rep);
      this.#endIdleCheck(rep);
      this.#reps.delete(id);
      this.#spareNumbers.push(rep.number);
      this.#changed.delete(rep);
      this.#newlyFree.delete(rep);
    }
  }

  /** A sign of life. Cheap enough for every one of them. */
  active(id: RepId, at: Instant): void {
    const rep = this.#reps.get(id);
    if (rep !== undefined) {
      rep.activeAt = at;
      if (rep.idleLimitMs > 0 && rep.idleCheckAt === undefined) {
        this.#changed.add(rep);
      }
    }
  }

  /** The representative takes part in so many sessions; `at` counts when that is not as many as before. */
  load(id: RepId, sessions: number, at: Instant): void {
    const rep = this.#reps.get(id);
    if (rep !== undefined && rep.sessions !== sessions) {
      rep.sessions = sessions;
      rep.since = at;
      this.#changed.add(rep);
    }
  }

  /**
   * A session enters a queue: new, transferred, overflowed or fallen back, or read back at the start
   * with the offer that is open. It leaves the queue where it was. Personal queues are nobody's assignment.
   */
  enter(waiting: Waiting): void {
    this.leave(waiting.session);
    if (ownerOfPersonalQueue(waiting.queue) === undefined) {
      const session: Session = {
        session: waiting.session,
        team: this.#team(waiting.queue),
        queuedAt: waiting.queuedAt,
        needs: waiting.needs,
        needsKey: keyOf(waiting.needs),
        declinedBy: waiting.declinedBy,
        asked: undefined,
      };
      this.#sessions.set(session.session, session);
      if (waiting.asked === undefined) {
        this.#newlyOpen.add(session);
      } else {
        this.#ask(session, waiting.asked);
      }
    }
  }

  /** Accepted, ended, or moved to where the board does not look. An open offer ends with it. */
  leave(id: SessionId): void {
    const session = this.#sessions.get(id);
    if (session !== undefined) {
      if (session.asked === undefined) {
        if (!this.#newlyOpen.delete(session)) {
          session.team.open.delete(session);
        }
      } else {
        this.#answered(session, session.asked);
      }
      this.#sessions.delete(id);
    }
  }

  /** The representative rejected the offer, let it time out, or was lost meanwhile: not asked again for this session. */
  decline(id: SessionId, rep: RepId): void {
    const session = this.#sessions.get(id);
    if (session !== undefined) {
      session.declinedBy = new Set(session.declinedBy).add(rep);
      if (session.asked === rep) {
        this.withdraw(id);
      }
    }
  }

  /** An assignment that could not be shown to the representative: as if it had not been made. */
  withdraw(id: SessionId): void {
    const session = this.#sessions.get(id);
    if (session?.asked !== undefined) {
      this.#answered(session, session.asked);
      this.#newlyOpen.add(session);
    }
  }

  /** Another tree of skills, or another ranking of its roots. */
  putSkills(skills: SkillTree): void {
    this.#skills = skills;
    for (const team of this.#teams.values()) {
      forgetProfiles(team);
    }
  }

  /**
   * Whom to ask for which session now, in the order in which it was decided. `now` counts for
   * idleness only, and comes from the same clock as `activeAt`.
   */
  assign(now: Instant): readonly Assignment[] {
    this.#putRight(now);
    // Whatever can be served is among these: nothing else could be after the last assignment.
    const opened = [...this.#newlyOpen].sort(compareAge);
    this.#newlyOpen.clear();
    const wishes = new OrderedSet<Wish>(compareWishes);
    for (const rep of this.#newlyFree) {
      this.#wish(rep, wishes);
    }
    this.#newlyFree.clear();

    const assignments: Assignment[] = [];
    let next = 0;
    for (;;) {
      const session = opened[next];
      const wish = wishes.first;
      if (session !== undefined && (wish === undefined || compareAge(session, wish.oldest) <= 0)) {
        next += 1;
        if (session.asked === undefined && !this.#assignTo(session, assignments)) {
          session.team.open.add(session);
        }
      } else if (wish !== undefined) {
        wishes.delete(wish);
        if (wish.oldest.asked === undefined && this.#assignTo(wish.oldest, assignments)) {
          wish.oldest.team.open.delete(wish.oldest);
        }
        this.#wish(wish.rep, wishes);
      } else {
        return assignments;
      }
    }
  }

  /** Who would be asked for such a session now, and why. */
  explain(session: Hypothetical, now: Instant): Answer {
    this.#putRight(now);
    return answerFrom(
      this.#why(this.#team(session.queue), {
        needs: session.needs,
        needsKey: keyOf(session.needs),
        declinedBy: session.declinedBy,
      }),
    );
  }

  #assignTo(session: Session, assignments: Assignment[]): boolean {
    const { team } = session;
    team.roster.settle();
    if (team.algorithm === 'none' || team.roster.census[FREE] === 0) {
      return false;
    }
    const why = this.#why(team, session);
    const rep = why.first[0]?.rep;
    const asked = rep === undefined ? undefined : this.#reps.get(rep);
    if (asked === undefined) {
      return false;
    }
    this.#ask(session, asked.id);
    this.#stand(asked, BEING_ASKED);
    assignments.push({ session: session.session, queue: team.queue, rep: asked.id, why });
    return true;
  }

  /** Adds the oldest of those who found nobody that `rep` can be asked for. */
  #wish(rep: Rep, wishes: OrderedSet<Wish>): void {
    if (!this.#isFree(rep)) {
      return;
    }
    let oldest: Session | undefined;
    for (const { team } of rep.seats) {
      if (team.algorithm !== 'none') {
        const found = team.open.find(
          (session) =>
            (oldest !== undefined && compareAge(session, oldest) > 0) || !session.declinedBy.has(rep.id),
        );
        if (found !== undefined && (oldest === undefined || compareAge(found, oldest) < 0)) {
          oldest = found;
        }
      }
    }
    if (oldest !== undefined) {
      wishes.add({ rep, oldest });
    }
  }

  #why(team: Team, session: Pick<Session, 'needs' | 'needsKey' | 'declinedBy'>): Why {
    const { declinedBy } = session;
    const profile = this.#profile(team, session);
    const levels = profile?.levels ?? [];
    const { roster } = team;
    const order = profile?.order ?? roster.byLoad;
    roster.settle();
    let candidates = 0;
    const first: Considered[] = [];
    if (team.algorithm !== 'none') {
      candidates = roster.census[FREE] ?? 0;
      for (const id of declinedBy) {
        const rep = this.#reps.get(id);
        if (rep !== undefined && this.#isFree(rep) && team.members.has(rep)) {
          candidates -= 1;
        }
      }
      const listed = Math.min(candidates, WHY_LISTED);
      order.free.walk((slot) => {
        const number = roster.slots[slot] ?? 0;
        const rep = this.#id(number);
        if (!declinedBy.has(rep)) {
          first.push({
            rep,
            ...meaningOf(order.rounds?.[slot] ?? 0, levels.length),
            sessions: this.#columns.sessions[number] ?? 0,
            since: instant(this.#columns.since[number] ?? 0),
          });
        }
        return first.length === listed;
      });
    }
    const passedOver: Why['passedOver'][number][] = [];
    roster.passedOver.walk((slot) => {
      const number = roster.slots[slot] ?? 0;
      passedOver.push({ rep: this.#id(number), because: reasonOf(this.#columns.standing[number]) });
      return passedOver.length === WHY_LISTED;
    });
    const unavailable: Partial<Record<Standing, number>> = {};
    for (let standing = LOGGED_OFF; standing < STANDINGS.length; standing += 1) {
      const [name, count] = [STANDINGS[standing], roster.census[standing]];
      if (name !== undefined && count !== undefined && count > 0) {
        unavailable[name] = count;
      }
    }
    return {
      algorithm: team.algorithm,
      needed: levels[0] ?? [],
      matched: levels[first[0]?.peeled ?? levels.length] ?? [],
      candidates,
      first,
      declined: declinedBy.size,
      declinedBy: firstOf(declinedBy, WHY_LISTED),
      unavailable,
      passedOver,
    };
  }

  #profile(team: Team, { needs, needsKey }: Pick<Session, 'needs' | 'needsKey'>): Profile | undefined {
    if (team.algorithm !== 'skills-match-least-busy' || needsKey === '') {
      return undefined;
    }
    const known = team.profiles.get(needsKey);
    if (known !== undefined) {
      return known;
    }
    const levels = peelLevels(this.#skills, needs);
    const rounds = new Uint16Array(team.members.size);
    for (const [rep, { slot }] of team.members) {
      rounds[slot] = roundOf(this.#skills, rep.morePreferred, levels);
    }
    if (team.profiles.size === PROFILES_PER_TEAM) {
      for (const [earliest, { order }] of firstOf(team.profiles, 1)) {
        team.profiles.delete(earliest);
        team.roster.dropOrder(order);
      }
    }
    const profile = { levels, order: team.roster.addOrder(rounds) };
    team.profiles.set(needsKey, profile);
    return profile;
  }

  #team(queue: QueueId): Team {
    let team = this.#teams.get(queue);
    if (team === undefined) {
      team = {
        queue,
        algorithm: 'none',
        members: new Map(),
        roster: new Roster(this.#columns, ALL_STANDINGS, []),
        profiles: new Map(),
        open: new OrderedSet(compareAge),
      };
      this.#teams.set(queue, team);
    }
    return team;
  }

  #ask(session: Session, id: RepId): void {
    session.asked = id;
    this.#asked.set(id, session.session);
    const rep = this.#reps.get(id);
    if (rep !== undefined) {
      rep.beingAsked = true;
      this.#changed.add(rep);
    }
  }

  #answered(session: Session, id: RepId): void {
    session.asked = undefined;
    if (this.#asked.get(id) === session.session) {
      this.#asked.delete(id);
      const rep = this.#reps.get(id);
      if (rep !== undefined) {
        rep.beingAsked = false;
        this.#changed.add(rep);
      }
    }
  }

  /** Lets time pass, then brings the teams up to what is known of everybody. */
  #putRight(now: Instant): void {
    for (
      let rep = this.#idleChecks.first;
      rep?.idleCheckAt !== undefined && rep.idleCheckAt <= now;
      rep = this.#idleChecks.first
    ) {
      this.#endIdleCheck(rep);
      this.#changed.add(rep);
    }
    for (const rep of this.#changed) {
      this.#stand(rep, STANDINGS.indexOf(unavailableBecause(rep, now) ?? 'free'));
      this.#awaitIdle(rep, now);
    }
    this.#changed.clear();
    for (const team of this.#reseated) {
      this.#seat(team);
    }
    this.#reseated.clear();
  }

  /** Gives every member of the team a slot. */
  #seat(team: Team): void {
    forgetProfiles(team);
    const members = [...team.members.keys()].sort((one, other) => compareText(one.id, other.id));
    for (const [slot, rep] of members.entries()) {
      const seat = team.members.get(rep);
      if (seat !== undefined) {
        seat.slot = slot;
      }
    }
    team.roster = new Roster(
      this.#columns,
      ALL_STANDINGS,
      members.map(({ number }) => number),
    );
  }

  /** Tells the columns, and the teams that they changed. */
  #stand(rep: Rep, standing: number): void {
    const { number } = rep;
    const columns = this.#columns;
    const before = columns.standing[number];
    if (
      before === standing &&
      columns.sessions[number] === rep.sessions &&
      columns.since[number] === rep.since
    ) {
      return;
    }
    columns.standing[number] = standing;
    columns.sessions[number] = rep.sessions;
    columns.since[number] = rep.since;
    if (standing === FREE && before !== FREE) {
      this.#newlyFree.add(rep);
    }
    for (const { team, slot } of rep.seats) {
      team.roster.changed(slot);
    }
  }

  #isFree(rep: Rep): boolean {
    return this.#columns.standing[rep.number] === FREE;
  }

  #id(number: number): RepId {
    const id = this.#ids[number];
    if (id === undefined) {
      throw new Error(`nobody has number ${number}`);
    }
    return id;
  }

  #awaitIdle(rep: Rep, now: Instant): void {
    const idleAt = rep.idleLimitMs > 0 && rep.loggedIn ? laterBy(rep.activeAt, rep.idleLimitMs) : undefined;
    if (idleAt === undefined || idleAt <= now) {
      this.#endIdleCheck(rep);
    } else if (rep.idleCheckAt === undefined || rep.idleCheckAt > idleAt) {
      this.#endIdleCheck(rep);
      rep.idleCheckAt = idleAt;
      this.#idleChecks.add(rep);
    }
  }

  #endIdleCheck(rep: Rep): void {
    if (rep.idleCheckAt !== undefined) {
      this.#idleChecks.delete(rep);
      rep.idleCheckAt = undefined;
    }
  }

  #leaveTeams(rep: Rep): void {
    for (const { team } of rep.seats) {
      team.members.delete(rep);
      this.#reseated.add(team);
    }
    rep.seats = [];
  }
}

/** What a newly free representative would take. */
interface Wish {
  readonly rep: Rep;
  readonly oldest: Session;
}

function forgetProfiles(team: Team): void {
  for (const { order } of team.profiles.values()) {
    team.roster.dropOrder(order);
  }
  team.profiles.clear();
}

function reasonOf(standing: number | undefined): Unavailable {
  const name = STANDINGS[standing ?? FREE];
  if (name === undefined || name === 'free') {
    throw new Error('somebody free was passed over');
  }
  return name;
}

function keyOf(needs: readonly SkillId[]): string {
  return needs.length === 0 ? '' : [...new Set(needs)].sort().join(' ');
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

function compareAge(one: Session, other: Session): number {
  return one.queuedAt - other.queuedAt || compareText(one.session, other.session);
}

function compareWishes(one: Wish, other: Wish): number {
  return compareAge(one.oldest, other.oldest) || compareText(one.rep.id, other.rep.id);
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one === other || (one.size === other.size && one.isSubsetOf(other));
}
