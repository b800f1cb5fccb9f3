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
import { Glance } from './glance.ts';
import { OrderedSet } from './ordered-set.ts';
import {
  loadOf,
  RankedRoster,
  ScannedRoster,
  sessionsIn,
  sinceIn,
  Standings,
  type Look,
  type Roster,
  type Rounds,
} from './roster.ts';
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

/** Everybody whom the board knows in a team, from the view of one session. */
export interface LineUp {
  readonly algorithm: Algorithm;
  /** What is asked for, level by level (`peelLevels`); empty where skills do not count. */
  readonly levels: readonly (readonly SkillId[])[];
  /** In the order in which they are asked, each after all before have declined. */
  readonly next: readonly Considered[];
  /** How many more could be asked after these. */
  readonly further: number;
  /** By id. */
  readonly unavailable: readonly { readonly candidate: Candidate; readonly because: Unavailable }[];
}

/** `rep` is to be asked for `session`. */
export interface Assignment {
  readonly session: SessionId;
  readonly queue: QueueId;
  readonly rep: RepId;
  readonly why: Why;
}

/** A standing below 0 is a place in this list, from 1. */
const REASONS: readonly Unavailable[] = [
  'logged-off',
  'opted-out',
  'busy',
  'away',
  'locked',
  'idle',
  'too-many-sessions',
  'being-asked',
];
const LOGGED_OFF = standingOf('logged-off');
const BEING_ASKED = standingOf('being-asked');
/** Whoever is logged in all the same is passed over. */
const PASSED_OVER_FROM = LOGGED_OFF - 1;

interface Team {
  readonly queue: QueueId;
  /** Its place in `Glance`. */
  readonly number: number;
  algorithm: Algorithm;
  readonly members: Set<Rep>;
  roster: Roster;
  /** For each set of needs that was asked for lately. */
  readonly profiles: Map<string, Profile>;
  /** Who waits here and found nobody, oldest first; who has not looked yet is in `#newlyOpen` instead. */
  open: OrderedSet<Session>;
}

/** A representative's place in a roster that has to be told of changes. */
interface Seat {
  readonly roster: RankedRoster;
  readonly slot: number;
}

/** The order in which a team is asked for what an issue needs. */
interface Profile {
  readonly levels: readonly (readonly SkillId[])[];
  readonly rounds: Rounds;
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
  /** The session of its open offer. */
  asked: SessionId | undefined;
  morePreferred: ReadonlySet<SkillId> = new Set();

  /** Of its standing, which lags behind the above until the board is put right. */
  readonly number: number;
  queues: readonly QueueId[] = [];
  teams: readonly Team[] = [];
  teamNumbers: readonly number[] = [];
  seats: readonly Seat[] = [];
  /** When it may have become idle and has to be looked at; undefined: never. */
  idleCheckAt: number | undefined;

  constructor(id: RepId, number: number) {
    this.id = id;
    this.number = number;
  }

  join(teams: readonly Team[]): void {
    this.teams = teams;
    this.teamNumbers = teams.map(({ number }) => number);
  }

  get beingAsked(): boolean {
    return this.asked !== undefined;
  }
}

/** A larger team's order is kept; a smaller team is looked through faster than that. */
const SCAN_UP_TO = 128;
const NO_LEVELS: Profile = { levels: [], rounds: undefined };
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
  readonly #scanUpTo: number;
  readonly #teams = new Map<QueueId, Team>();
  readonly #reps = new Map<RepId, Rep>();
  /** By number; those that nobody has any more are given out again. */
  readonly #ids: RepId[] = [];
  readonly #spareNumbers: number[] = [];
  readonly #standings = new Standings(1 + REASONS.length, PASSED_OVER_FROM);
  readonly #glance = new Glance();
  readonly #sessions = new Map<SessionId, Session>();
  /** The open offers of people who are not on the board. */
  readonly #strangersAsked = new Map<RepId, SessionId>();
  /** Who and what changed since the board was last put right. */
  readonly #changed = new Set<Rep>();
  readonly #reseated = new Set<Team>();
  /** Who may find a session, and which sessions may find somebody, since the last assignment. */
  readonly #newlyFree = new Set<Rep>();
  readonly #newlyOpen = new Set<Session>();
  readonly #idleChecks = new OrderedSet<Rep>(
    (one, other) => (one.idleCheckAt ?? 0) - (other.idleCheckAt ?? 0) || compareText(one.id, other.id),
  );

  /** `scanUpTo`: the size of the largest team that is looked through each time. The answers are the same. */
  constructor(skills: SkillTree, scanUpTo = SCAN_UP_TO) {
    this.#skills = skills;
    this.#scanUpTo = scanUpTo;
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
    if (team.algorithm !== algorithm) {
      team.algorithm = algorithm;
      forgetProfiles(team);
      this.#lookAtOldest(team);
    }
  }

  /** The team is gone; whoever still waits there waits as with *None*. */
  removeTeam(queue: QueueId): void {
    this.putTeam(queue, 'none');
    const team = this.#team(queue);
    for (const rep of team.members) {
      rep.join(rep.teams.filter((other) => other !== team));
      rep.queues = rep.queues.filter((other) => other !== queue);
      rep.seats = rep.seats.filter(({ roster }) => roster !== team.roster);
    }
    team.members.clear();
    this.#reseated.add(team);
  }

  putRep(member: TeamMember): void {
    let rep = this.#reps.get(member.id);
    if (rep === undefined) {
      const number = this.#spareNumbers.pop() ?? this.#ids.length;
      this.#ids[number] = member.id;
      this.#standings.reach(number);
      this.#standings.put(number, LOGGED_OFF);
      rep = new Rep(member.id, number);
      rep.asked = this.#strangersAsked.get(member.id);
      this.#strangersAsked.delete(member.id);
      this.#reps.set(member.id, rep);
    }
    const { queues, id: _, ...state } = member;
    const reskilled = !isSameSet(state.morePreferred, rep.morePreferred);
    Object.assign(rep, state);
    this.#changed.add(rep);
    if (!isSameList(queues, rep.queues)) {
      this.#leaveTeams(rep);
      rep.queues = queues;
      rep.join([...new Set(queues)].map((queue) => this.#team(queue)));
      for (const team of rep.teams) {
        team.members.add(rep);
        this.#reseated.add(team);
      }
      if (this.#isFree(rep)) {
        this.#newlyFree.add(rep);
      }
    } else if (reskilled) {
      for (const team of rep.teams) {
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
      if (rep.asked !== undefined) {
        this.#strangersAsked.set(id, rep.asked);
      }
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
          this.#lookAtOldest(session.team);
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
    const opened = [...this.#newlyOpen];
    if (opened.length > 1) {
      opened.sort(compareAge);
    }
    this.#newlyOpen.clear();
    let wishes: OrderedSet<Wish> | undefined;
    for (const rep of this.#newlyFree) {
      const wish = this.#wishOf(rep);
      if (wish !== undefined) {
        wishes ??= new OrderedSet<Wish>(compareWishes);
        wishes.add(wish);
      }
    }
    this.#newlyFree.clear();

    const assignments: Assignment[] = [];
    let next = 0;
    for (;;) {
      const session = opened[next];
      const wish = wishes?.first;
      if (session !== undefined && (wish === undefined || compareAge(session, wish.oldest) <= 0)) {
        next += 1;
        if (!this.#assignTo(session, assignments)) {
          session.team.open.add(session);
          this.#lookAtOldest(session.team);
        }
      } else if (wishes !== undefined && wish !== undefined) {
        wishes.delete(wish);
        if (wish.oldest.asked === undefined && this.#assignTo(wish.oldest, assignments)) {
          wish.oldest.team.open.delete(wish.oldest);
          this.#lookAtOldest(wish.oldest.team);
        }
        const another = this.#wishOf(wish.rep);
        if (another !== undefined && another.oldest !== wish.oldest) {
          wishes.add(another);
        }
      } else {
        return assignments;
      }
    }
  }

  /** Who would be asked for such a session now, and why. */
  explain(session: Hypothetical, now: Instant): Answer {
    this.#putRight(now);
    const team = this.#team(session.queue);
    const profile = this.#profile(team, { needs: session.needs, needsKey: keyOf(session.needs) });
    const look = this.#look(team, profile, session.declinedBy);
    return answerFrom(this.#why(team, profile, look, session.declinedBy));
  }

  /**
   * Who would be asked for such a session, one after the other, if all of it happened now; the first
   * `limit` of them, and who cannot be asked. Asks nobody.
   */
  lineUp(session: Hypothetical, now: Instant, limit: number): LineUp {
    this.#putRight(now);
    const team = this.#team(session.queue);
    const profile = this.#profile(team, { needs: session.needs, needsKey: keyOf(session.needs) });
    const declined = new Set(session.declinedBy);
    const next: Considered[] = [];
    const ask = () => this.#why(team, profile, this.#look(team, profile, declined), declined);
    let asked = ask();
    while (asked.first.length > 0 && next.length < limit) {
      const round = asked.first.slice(0, limit - next.length);
      next.push(...round);
      for (const { rep } of round) {
        declined.add(rep);
      }
      asked = ask();
    }
    return {
      algorithm: team.algorithm,
      levels: profile.levels,
      next,
      further: asked.candidates,
      unavailable: [...team.members]
        .filter((rep) => !this.#isFree(rep))
        .sort((one, other) => compareText(one.id, other.id))
        .map((rep) => ({
          candidate: candidateOf(rep),
          because: reasonOf(this.#standings.of(rep.number)),
        })),
    };
  }

  #assignTo(session: Session, assignments: Assignment[]): boolean {
    const { team } = session;
    if (team.algorithm === 'none' || this.#glance.free(team.number) === 0) {
      return false;
    }
    const profile = this.#profile(team, session);
    const look = this.#look(team, profile, session.declinedBy);
    const number = team.roster.slots[look.first[0] ?? -1];
    const asked = number === undefined ? undefined : this.#reps.get(this.#id(number));
    if (asked === undefined) {
      return false;
    }
    const why = this.#why(team, profile, look, session.declinedBy);
    this.#ask(session, asked.id);
    this.#stand(asked, BEING_ASKED);
    assignments.push({ session: session.session, queue: team.queue, rep: asked.id, why });
    return true;
  }

  /** The oldest of those who found nobody that `rep` can be asked for. */
  #wishOf(rep: Rep): Wish | undefined {
    if (!this.#isFree(rep)) {
      return undefined;
    }
    const { teams, teamNumbers } = rep;
    // Begins with the team whose oldest is the oldest: mostly no other has to be looked at.
    let first = 0;
    for (let place = 1; place < teamNumbers.length; place += 1) {
      if (this.#oldestAt(teamNumbers[place]) < this.#oldestAt(teamNumbers[first])) {
        first = place;
      }
    }
    let oldest: Session | undefined;
    for (let each = 0; each < teamNumbers.length; each += 1) {
      const place = each === 0 ? first : each <= first ? each - 1 : each;
      const at = this.#oldestAt(teamNumbers[place]);
      if (at === Infinity || (oldest !== undefined && at > oldest.queuedAt)) {
        continue;
      }
      const found = teams[place]?.open.find(
        (session) =>
          (oldest !== undefined && compareAge(session, oldest) > 0) || !session.declinedBy.has(rep.id),
      );
      if (found !== undefined && (oldest === undefined || compareAge(found, oldest) < 0)) {
        oldest = found;
      }
    }
    return oldest === undefined ? undefined : { rep, oldest };
  }

  #look({ roster }: Team, { rounds }: Profile, declinedBy: ReadonlySet<RepId>): Look {
    return declinedBy.size === 0
      ? roster.look(rounds)
      : roster.look(rounds, (number) => declinedBy.has(this.#id(number)));
  }

  #why(team: Team, { levels, rounds }: Profile, look: Look, declinedBy: ReadonlySet<RepId>): Why {
    const { roster } = team;
    let candidates = 0;
    let first: readonly Considered[] = [];
    if (team.algorithm !== 'none') {
      candidates = look.census[0] ?? 0;
      for (const id of declinedBy) {
        const rep = this.#reps.get(id);
        if (rep !== undefined && this.#isFree(rep) && team.members.has(rep)) {
          candidates -= 1;
        }
      }
      first = look.first.map((slot) => {
        const number = roster.slots[slot] ?? 0;
        const { preference, peeled } = meaningOf(rounds?.[slot] ?? 0, levels.length);
        return {
          rep: this.#id(number),
          preference,
          peeled,
          sessions: sessionsIn(this.#standings.of(number)),
          since: instant(sinceIn(this.#standings.of(number))),
        };
      });
    }
    return {
      algorithm: team.algorithm,
      needed: levels[0] ?? [],
      matched: levels[first[0]?.peeled ?? levels.length] ?? [],
      candidates,
      first,
      declined: declinedBy.size,
      declinedBy: firstOf(declinedBy, WHY_LISTED),
      unavailable: unavailableIn(look),
      passedOver: look.passedOver.map((slot) => {
        const number = roster.slots[slot] ?? 0;
        return { rep: this.#id(number), because: reasonOf(this.#standings.of(number)) };
      }),
    };
  }

  #profile(team: Team, { needs, needsKey }: Pick<Session, 'needs' | 'needsKey'>): Profile {
    if (team.algorithm !== 'skills-match-least-busy' || needsKey === '') {
      return NO_LEVELS;
    }
    const known = team.profiles.get(needsKey);
    if (known !== undefined) {
      return known;
    }
    const levels = peelLevels(this.#skills, needs);
    const rounds = new Uint16Array(team.members.size);
    for (const [slot, number] of team.roster.slots.entries()) {
      const rep = this.#reps.get(this.#id(number));
      rounds[slot] = rep === undefined ? 0 : roundOf(this.#skills, rep.morePreferred, levels);
    }
    if (team.profiles.size === PROFILES_PER_TEAM) {
      for (const [earliest, { rounds: forgotten }] of firstOf(team.profiles, 1)) {
        team.profiles.delete(earliest);
        team.roster.forget(forgotten);
      }
    }
    const profile = { levels, rounds };
    team.profiles.set(needsKey, profile);
    return profile;
  }

  #team(queue: QueueId): Team {
    let team = this.#teams.get(queue);
    if (team === undefined) {
      team = {
        queue,
        number: this.#teams.size,
        algorithm: 'none',
        members: new Set(),
        roster: new ScannedRoster(this.#standings, []),
        profiles: new Map(),
        open: new OrderedSet(compareAge),
      };
      this.#glance.reach(team.number);
      this.#teams.set(queue, team);
    }
    return team;
  }

  #oldestAt(teamNumber: number | undefined): number {
    return teamNumber === undefined ? Infinity : this.#glance.oldestAt(teamNumber);
  }

  #lookAtOldest({ number, algorithm, open }: Team): void {
    this.#glance.putOldestAt(number, algorithm === 'none' ? Infinity : (open.first?.queuedAt ?? Infinity));
  }

  #ask(session: Session, id: RepId): void {
    session.asked = id;
    const rep = this.#reps.get(id);
    if (rep === undefined) {
      this.#strangersAsked.set(id, session.session);
    } else {
      rep.asked = session.session;
      this.#changed.add(rep);
    }
  }

  #answered(session: Session, id: RepId): void {
    session.asked = undefined;
    const rep = this.#reps.get(id);
    if (rep?.asked === session.session) {
      rep.asked = undefined;
      this.#changed.add(rep);
    } else if (this.#strangersAsked.get(id) === session.session) {
      this.#strangersAsked.delete(id);
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
      const because = unavailableBecause(rep, now);
      this.#stand(rep, because === undefined ? loadOf(rep.sessions, rep.since) : standingOf(because));
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
    const members = [...team.members].sort((one, other) => compareText(one.id, other.id));
    const numbers = members.map(({ number }) => number);
    this.#glance.putFree(team.number, members.filter((rep) => this.#isFree(rep)).length);
    for (const rep of members) {
      rep.seats = rep.seats.filter(({ roster }) => roster !== team.roster);
    }
    if (members.length <= this.#scanUpTo) {
      team.roster = new ScannedRoster(this.#standings, numbers);
      return;
    }
    const roster = new RankedRoster(this.#standings, numbers);
    for (const [slot, rep] of members.entries()) {
      rep.seats = [...rep.seats, { roster, slot }];
    }
    team.roster = roster;
  }

  /** Notes the standing, and tells whoever keeps an order of them. */
  #stand(rep: Rep, standing: number): void {
    const before = this.#standings.of(rep.number);
    if (before === standing) {
      return;
    }
    this.#standings.put(rep.number, standing);
    if (standing >= 0 !== before >= 0) {
      for (const team of rep.teamNumbers) {
        this.#glance.putFree(team, this.#glance.free(team) + (standing >= 0 ? 1 : -1));
      }
      if (standing >= 0) {
        this.#newlyFree.add(rep);
      }
    }
    for (const { roster, slot } of rep.seats) {
      roster.changed(slot);
    }
  }

  #isFree(rep: Rep): boolean {
    return this.#standings.of(rep.number) >= 0;
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
    for (const team of rep.teams) {
      team.members.delete(rep);
      this.#reseated.add(team);
    }
    rep.queues = [];
    rep.join([]);
    rep.seats = [];
  }
}

/** As it is now: what is answered does not change afterwards. */
function candidateOf(rep: Rep): Candidate {
  const { id, loggedIn, locked, optedOut, status, activeAt, idleLimitMs } = rep;
  const { sessions, since, sessionLimit, beingAsked, morePreferred } = rep;
  return {
    id,
    loggedIn,
    locked,
    optedOut,
    status,
    activeAt,
    idleLimitMs,
    sessions,
    since,
    sessionLimit,
    beingAsked,
    morePreferred,
  };
}

/** What a newly free representative would take. */
interface Wish {
  readonly rep: Rep;
  readonly oldest: Session;
}

function forgetProfiles(team: Team): void {
  for (const { rounds } of team.profiles.values()) {
    team.roster.forget(rounds);
  }
  team.profiles.clear();
}

function standingOf(because: Unavailable): number {
  return -1 - REASONS.indexOf(because);
}

function reasonOf(standing: number): Unavailable {
  const because = REASONS[-1 - standing];
  if (because === undefined) {
    throw new Error(`${standing} is no reason`);
  }
  return because;
}

function unavailableIn({ census }: Look): Why['unavailable'] {
  const unavailable: Partial<Record<Unavailable, number>> = {};
  for (let kind = 1; kind < census.length; kind += 1) {
    const count = census[kind] ?? 0;
    if (count > 0) {
      unavailable[reasonOf(-kind)] = count;
    }
  }
  return unavailable;
}

function keyOf(needs: readonly SkillId[]): string {
  return needs.length < 2 ? (needs[0] ?? '') : [...needs].sort().join(' ');
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

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((each, place) => each === other[place]));
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one === other || (one.size === other.size && one.isSubsetOf(other));
}
