import {
  Board,
  declinedAfter,
  type Algorithm,
  type Assignment,
  type Move,
  type SkillId,
  type TeamMember,
} from '../../src/equilibrium/index.ts';
import { Oracle } from '../../src/equilibrium/testing/oracle.ts';
import { randomSkills } from '../../src/equilibrium/testing/random-events.ts';
import {
  instant,
  laterBy,
  msBetween,
  ownerOfPersonalQueue,
  personalQueue,
  teamOfQueue,
  teamQueue,
  type Instant,
  type QueueId,
  type Random,
  type RepId,
  type SessionId,
  type TeamId,
} from '../../src/kernel/index.ts';
import {
  canHold,
  getNext,
  ruleDueAt,
  whenOverdue,
  withWait,
  type PastWait,
  type QueueEntry,
  type QueuePlace,
  type WaitingRule,
} from '../../src/queues/index.ts';
import { fallback, type Sharer } from '../../src/sessions/fallback.ts';

export interface Team {
  readonly id: TeamId;
  readonly algorithm: Algorithm;
  readonly persistent: boolean;
  readonly alertTimeoutMs: number;
  readonly waitingRule: WaitingRule;
}

export interface Rep extends Omit<TeamMember, 'sessions' | 'since'> {
  /** The console's connection is lost since then and its return is still awaited. */
  readonly lostAt: Instant | undefined;
}

interface Lived {
  readonly id: SessionId;
  readonly attended: boolean;
  readonly needs: readonly SkillId[];
  readonly entries: readonly QueueEntry[];
  readonly declinedBy: ReadonlySet<RepId>;
  /** Who was asked in vain since somebody last moved it by hand to another queue. Kept apart from `declinedBy`. */
  readonly everAsked: readonly RepId[];
}

export type SiteSession =
  | (Lived & {
      readonly status: 'waiting';
      readonly queue: QueueId;
      readonly queuedAt: Instant;
      readonly overdue: boolean;
      readonly offer: { readonly rep: RepId; readonly until: Instant } | undefined;
    })
  | (Lived & {
      readonly status: 'held';
      readonly owner: RepId;
      readonly sharers: readonly { readonly rep: RepId; readonly since: Instant }[];
    })
  | (Lived & { readonly status: 'ended'; readonly reason: string });

export type WaitingSession = Extract<SiteSession, { status: 'waiting' }>;
export type HeldSession = Extract<SiteSession, { status: 'held' }>;

const GRACE_MS = 60_000;
const ALGORITHMS: readonly Algorithm[] = [
  'least-busy',
  'skills-match-least-busy',
  'skills-match-least-busy',
  'none',
];
const STATUSES = ['available', 'available', 'available', 'available', 'busy', 'away'] as const;
const SESSIONS_AT_ONCE = 45;

/**
 * A support site by chance: customers, representatives and an administrator do what they like, and
 * the pure rules of queues, equilibrium and fallback say what becomes of it. Time passes only in
 * `#pass`, which carries out all deadlines on the way in their order.
 */
export class SupportSite {
  now: Instant = instant(1_000_000);
  readonly teams = new Map<TeamId, Team>();
  readonly reps = new Map<RepId, Rep>();
  readonly sessions = new Map<SessionId, SiteSession>();
  /** The latest waits of each queue that ended with somebody accepting. */
  readonly waits = new Map<QueueId, readonly PastWait[]>();
  settings = { fallbackForNormalSessions: true, fallbackForJumpSessions: false };
  fallbackTeam: TeamId | undefined;
  readonly board: Board;
  readonly oracle: Oracle;
  /** What happened, a line each. */
  readonly log: string[] = [];
  /** What the last step assigned. */
  assigned: readonly Assignment[] = [];
  readonly #random: Random;
  readonly #loads = new Map<RepId, { sessions: number; since: Instant }>();
  #begun = 0;

  constructor(random: Random) {
    this.#random = random;
    const skills = randomSkills(random);
    this.board = new Board(skills, random.below(2) === 0 ? 0 : undefined);
    this.oracle = new Oracle(skills);
    for (const name of ['support', 'network', 'email', 'overflow', 'night']) {
      this.#putTeam({
        id: name as TeamId,
        algorithm: this.#pick(ALGORITHMS),
        persistent: random.below(4) === 0,
        alertTimeoutMs: 20_000,
        waitingRule: { kind: 'none' },
      });
    }
    for (const name of ['ada', 'bob', 'cyd', 'dee', 'eve', 'fay', 'gus', 'hal', 'ida']) {
      this.#putRep({
        id: name as RepId,
        loggedIn: random.below(4) > 0,
        locked: false,
        optedOut: false,
        status: 'available',
        activeAt: this.now,
        idleLimitMs: 0,
        sessionLimit: random.below(4),
        morePreferred: new Set(this.#skills(3)),
        queues: this.#someQueues(),
        lostAt: undefined,
      });
    }
  }

  /** One thing happens; then whoever can be asked is. */
  step(): void {
    const happened = this.#happen();
    this.log.push(`${this.now}: ${happened}`);
    this.#abandonQueues();
    for (const rep of this.reps.keys()) {
      this.#tellLoad(rep);
    }
    this.assigned = this.board.assign(this.now);
    for (const { session, rep, queue } of this.assigned) {
      const waiting = this.sessions.get(session);
      const team = teamOfQueue(queue);
      if (waiting?.status !== 'waiting' || team === undefined) {
        throw new Error(`${session} was assigned and does not wait`);
      }
      this.#put({
        ...waiting,
        offer: { rep, until: laterBy(this.now, this.teams.get(team)?.alertTimeoutMs ?? 0) },
        everAsked: [...waiting.everAsked, rep],
      });
      this.log.push(`${this.now}: ${rep} is asked for ${session}`);
    }
  }

  place(queue: QueueId): QueuePlace {
    const owner = ownerOfPersonalQueue(queue);
    if (owner !== undefined) {
      return { kind: 'personal', queue, ownerLoggedIn: this.reps.get(owner)?.loggedIn === true };
    }
    const team = teamOfQueue(queue);
    return {
      kind: 'team',
      queue,
      persistent: team !== undefined && this.teams.get(team)?.persistent === true,
      loggedIn: [...this.reps.values()].filter((rep) => rep.loggedIn && rep.queues.includes(queue)).length,
    };
  }

  waiting(): readonly WaitingSession[] {
    return [...this.sessions.values()].filter((session) => session.status === 'waiting');
  }

  held(): readonly HeldSession[] {
    return [...this.sessions.values()].filter((session) => session.status === 'held');
  }

  ruleOf(queue: QueueId): WaitingRule {
    const team = teamOfQueue(queue);
    return (team === undefined ? undefined : this.teams.get(team)?.waitingRule) ?? { kind: 'none' };
  }

  #happen(): string {
    const chance = this.#random.below(100);
    if (chance < 22) {
      return this.#begin();
    }
    if (chance < 44) {
      return this.#answer();
    }
    if (chance < 52) {
      return this.#acceptByHand();
    }
    if (chance < 62) {
      return this.#workOn();
    }
    if (chance < 68) {
      return this.#transfer();
    }
    if (chance < 80) {
      return this.#comeAndGo();
    }
    if (chance < 84) {
      return this.#administer();
    }
    return this.#pass(this.#random.below(this.#random.below(10) === 0 ? 200_000 : 15_000));
  }

  #begin(): string {
    if (this.waiting().length + this.held().length >= SESSIONS_AT_ONCE) {
      return this.#pass(30_000);
    }
    this.#begun += 1;
    const session = `s${this.#begun}` as SessionId;
    const attended = this.#random.below(5) > 0;
    const queue = this.#anyQueue();
    const lived = {
      id: session,
      attended,
      needs: this.#skills(2),
      entries: [],
      declinedBy: new Set<RepId>(),
      everAsked: [],
    };
    if (!canHold(this.place(queue))) {
      this.#put({ ...lived, status: 'ended', reason: 'nobody there' });
      return `${session} finds nobody in ${queue}`;
    }
    this.#put({ ...lived, ...this.#entered(lived.entries, queue, 'start') });
    return `${session} enters ${queue}`;
  }

  #answer(): string {
    const offered = this.waiting().filter(({ offer }) => offer !== undefined);
    const session = this.#one(offered);
    if (session?.offer === undefined) {
      return 'nobody is being asked';
    }
    const { rep } = session.offer;
    if (this.#random.below(3) === 0) {
      this.#declined(session);
      return `${rep} rejects ${session.id}`;
    }
    this.#accepted(session, rep);
    return `${rep} accepts ${session.id}`;
  }

  #acceptByHand(): string {
    const rep = this.#one(this.#present());
    if (rep === undefined) {
      return 'nobody is there';
    }
    if (this.#random.below(2) === 0) {
      const next = getNext(
        rep.id,
        new Set(rep.queues),
        this.waiting().map((each) => ({ ...each, session: each.id, asked: each.offer?.rep })),
      );
      const session = next === undefined ? undefined : this.sessions.get(next.session);
      if (session?.status !== 'waiting') {
        return `${rep.id} gets nobody`;
      }
      this.#accepted(session, rep.id);
      return `${rep.id} gets ${session.id} next`;
    }
    const mine = personalQueue(rep.id);
    const session = this.#one(
      this.waiting().filter(({ queue }) => queue === mine || rep.queues.includes(queue)),
    );
    if (session === undefined) {
      return `${rep.id} has nothing to accept`;
    }
    this.#accepted(session, rep.id);
    return `${rep.id} accepts ${session.id} by hand`;
  }

  /** Sharing, leaving, ending: what goes on in sessions. */
  #workOn(): string {
    const session = this.#random.below(6) === 0 ? undefined : this.#one(this.held());
    if (session === undefined) {
      const waiting = this.#one(this.waiting());
      if (waiting !== undefined) {
        this.#end(waiting, 'customer left');
      }
      return `${waiting?.id ?? 'nobody'} leaves`;
    }
    switch (this.#random.below(5)) {
      case 0:
      case 1: {
        const rep = this.#one(this.#present());
        if (
          rep === undefined ||
          rep.id === session.owner ||
          session.sharers.some((each) => each.rep === rep.id)
        ) {
          return `nobody new for ${session.id}`;
        }
        this.#put({ ...session, sharers: [...session.sharers, { rep: rep.id, since: this.now }] });
        return `${rep.id} shares ${session.id}`;
      }
      case 2: {
        const leaving = this.#one(session.sharers);
        this.#put({ ...session, sharers: session.sharers.filter((each) => each !== leaving) });
        return `${leaving?.rep ?? 'nobody'} leaves ${session.id}`;
      }
      default:
        this.#end(session, 'ended');
        return `${session.id} ends`;
    }
  }

  #transfer(): string {
    const session = this.#one<WaitingSession | HeldSession>([...this.held(), ...this.waiting()]);
    if (session === undefined) {
      return 'nothing to transfer';
    }
    const to = this.#anyQueue();
    if (!canHold(this.place(to))) {
      return `${to} cannot take ${session.id}`;
    }
    this.#move(session, to, 'hand');
    return `${session.id} is transferred to ${to}`;
  }

  #comeAndGo(): string {
    const rep = this.#pick([...this.reps.values()]);
    if (!rep.loggedIn) {
      this.#loads.set(rep.id, { sessions: 0, since: this.now });
      this.#putRep({ ...rep, loggedIn: true, activeAt: this.now, lostAt: undefined });
      return `${rep.id} logs in`;
    }
    if (rep.lostAt !== undefined || rep.locked || rep.optedOut || rep.status !== 'available') {
      this.#putRep({
        ...rep,
        lostAt: undefined,
        locked: false,
        optedOut: false,
        status: this.#pick(STATUSES),
        activeAt: this.now,
      });
      return `${rep.id} is back`;
    }
    switch (this.#random.below(8)) {
      case 0:
        this.#logOff(rep);
        return `${rep.id} logs off`;
      case 1:
        this.#putRep({ ...rep, lostAt: this.now });
        return `${rep.id} is lost`;
      case 2:
        this.#putRep({ ...rep, locked: true });
        return `${rep.id} locks`;
      case 3:
        this.#putRep({ ...rep, optedOut: true });
        return `${rep.id} opts out`;
      case 4:
        this.#putRep({ ...rep, status: this.#pick(STATUSES) });
        return `${rep.id} changes status`;
      default:
        this.#putRep({ ...rep, activeAt: this.now });
        return `${rep.id} is active`;
    }
  }

  #administer(): string {
    const rep = this.#pick([...this.reps.values()]);
    const team = this.#pick([...this.teams.values()]);
    switch (this.#random.below(8)) {
      case 0:
        this.#putTeam({ ...team, algorithm: this.#pick(ALGORITHMS) });
        return `${team.id} assigns otherwise`;
      case 1:
        this.#putTeam({ ...team, persistent: !team.persistent });
        return `${team.id} is ${team.persistent ? 'not ' : ''}persistent`;
      case 2: {
        const to = this.#pick([...this.teams.keys()].filter((id) => id !== team.id));
        const afterMs = 30_000 * (1 + this.#random.below(3));
        const waitingRule = this.#pick<WaitingRule>([
          { kind: 'none' },
          { kind: 'alert', afterMs },
          { kind: 'transfer', afterMs, to },
          { kind: 'transfer', afterMs, to },
        ]);
        this.#putTeam({ ...team, waitingRule });
        this.#carryOutRules();
        return `${team.id} has rule ${JSON.stringify(waitingRule)}`;
      }
      case 3:
        this.#putRep({ ...rep, queues: this.#someQueues() });
        return `${rep.id} changes teams`;
      case 4:
        this.#putRep({ ...rep, morePreferred: new Set(this.#skills(4)) });
        return `${rep.id} learns`;
      case 5:
        this.#putRep({
          ...rep,
          sessionLimit: this.#random.below(5) === 0 ? undefined : this.#random.below(4),
          idleLimitMs: this.#random.below(2) === 0 ? 0 : 180_000,
        });
        return `${rep.id} has other limits`;
      case 6: {
        const skills = randomSkills(this.#random);
        this.board.putSkills(skills);
        this.oracle.putSkills(skills);
        return 'the ranking changes';
      }
      default:
        this.settings = {
          fallbackForNormalSessions: this.#random.below(3) > 0,
          fallbackForJumpSessions: this.#random.below(2) === 0,
        };
        this.fallbackTeam = this.#pick([undefined, ...this.teams.keys()]);
        return `fallback to ${this.fallbackTeam ?? 'nobody'} ${JSON.stringify(this.settings)}`;
    }
  }

  /** Lets time pass and carries out what falls due on the way, earliest first. */
  #pass(durationMs: number): string {
    const until = laterBy(this.now, durationMs);
    for (let due = this.#nextDue(); due <= until; due = this.#nextDue()) {
      this.now = due;
      for (const rep of this.reps.values()) {
        if (rep.lostAt !== undefined && laterBy(rep.lostAt, GRACE_MS) <= this.now) {
          this.#logOff(rep);
        }
      }
      for (const session of this.waiting()) {
        if (session.offer !== undefined && session.offer.until <= this.now) {
          this.#declined(session);
        }
      }
      this.#carryOutRules();
    }
    this.now = until;
    return `${durationMs} ms pass`;
  }

  #nextDue(): Instant {
    const dues: number[] = [Infinity];
    for (const { lostAt } of this.reps.values()) {
      dues.push(lostAt === undefined ? Infinity : lostAt + GRACE_MS);
    }
    for (const session of this.waiting()) {
      dues.push(session.offer?.until ?? Infinity, ruleDueAt(this.ruleOf(session.queue), session) ?? Infinity);
    }
    return instant(Math.min(...dues));
  }

  /** What waits too long is told or transferred; also after somebody has come where it would overflow to. */
  #carryOutRules(): void {
    for (const session of this.waiting()) {
      const rule = this.ruleOf(session.queue);
      const overflow = rule.kind === 'transfer' ? this.place(teamQueue(rule.to)) : undefined;
      const overdue = whenOverdue(rule, session, overflow, this.now);
      if (overdue?.kind === 'alert') {
        this.#put({ ...session, overdue: true });
      } else if (overdue?.kind === 'transfer') {
        this.#move(session, overdue.to, 'waiting-rule');
      }
    }
  }

  /** A queue that can hold nobody any more keeps nobody: who waits there falls back, without an owner to share. */
  #abandonQueues(): void {
    for (const session of this.waiting()) {
      if (!canHold(this.place(session.queue))) {
        this.#fallBack(session, session.queue, []);
      }
    }
    this.#carryOutRules();
  }

  #logOff(rep: Rep): void {
    this.#putRep({ ...rep, loggedIn: false, lostAt: undefined });
    for (const session of this.waiting()) {
      if (session.offer?.rep === rep.id) {
        this.#declined(session);
      }
    }
    for (const session of this.held()) {
      const sharers = session.sharers.filter((each) => each.rep !== rep.id);
      if (session.owner !== rep.id) {
        this.#put({ ...session, sharers });
        continue;
      }
      this.#fallBack(
        session,
        session.entries.at(-1)?.queue,
        sharers.map((each) => ({
          rep: each.rep,
          sharingSince: each.since,
          external: false,
          connected: this.reps.get(each.rep)?.lostAt === undefined,
        })),
      );
    }
  }

  #fallBack(
    session: WaitingSession | HeldSession,
    last: QueueId | undefined,
    sharers: readonly Sharer[],
  ): void {
    const first = session.entries[0]?.queue;
    const became = fallback(
      {
        attended: session.attended,
        sharers,
        lastQueue: last === undefined ? undefined : this.place(last),
        firstQueue: first === undefined ? undefined : this.place(first),
        fallbackQueue: this.fallbackTeam === undefined ? undefined : this.place(teamQueue(this.fallbackTeam)),
      },
      this.settings,
    );
    switch (became.kind) {
      case 'to-rep':
        if (session.status === 'held') {
          this.#put({
            ...session,
            owner: became.rep,
            sharers: session.sharers.filter(({ rep }) => rep !== became.rep && this.reps.get(rep)?.loggedIn),
          });
        }
        break;
      case 'to-queue':
        this.#move(session, became.queue, 'fallback');
        break;
      case 'end':
        this.#end(session, 'nobody left');
        break;
    }
    this.log.push(`${this.now}: ${session.id} falls back: ${JSON.stringify(became)}`);
  }

  #move(session: WaitingSession | HeldSession, to: QueueId, by: Move['by']): void {
    const from = session.status === 'waiting' ? session.queue : undefined;
    const declinedBy = declinedAfter(declinedOf(session), { by, from, to });
    this.#put({
      ...session,
      declinedBy,
      everAsked: by === 'hand' && from !== to ? [] : session.everAsked,
      ...this.#entered(this.#left(session), to, by),
    });
  }

  #entered(
    entries: readonly QueueEntry[],
    queue: QueueId,
    by: QueueEntry['by'],
  ): Pick<WaitingSession, 'status' | 'queue' | 'queuedAt' | 'overdue' | 'offer' | 'entries'> {
    return {
      status: 'waiting',
      queue,
      queuedAt: this.now,
      overdue: false,
      offer: undefined,
      entries: [...entries, { queue, queuedAt: this.now, by, leftAt: undefined }],
    };
  }

  #left(session: WaitingSession | HeldSession): readonly QueueEntry[] {
    return session.entries.map((entry) => ({ ...entry, leftAt: entry.leftAt ?? this.now }));
  }

  #accepted(session: WaitingSession, owner: RepId): void {
    const { id, attended, needs, queue, queuedAt } = session;
    const wait = { acceptedAt: this.now, waitMs: msBetween(queuedAt, this.now) };
    this.waits.set(queue, withWait(this.waits.get(queue) ?? [], wait));
    // Whoever accepts, or was being asked while somebody else was quicker, was not asked in vain.
    const everAsked = session.offer === undefined ? session.everAsked : session.everAsked.slice(0, -1);
    this.#put({
      id,
      attended,
      needs,
      declinedBy: session.declinedBy,
      everAsked,
      entries: this.#left(session),
      status: 'held',
      owner,
      sharers: [],
    });
  }

  #declined(session: WaitingSession): void {
    this.#put({ ...session, declinedBy: declinedOf(session), offer: undefined });
  }

  #end(session: WaitingSession | HeldSession, reason: string): void {
    const { id, attended, needs, declinedBy, everAsked } = session;
    this.#put({
      id,
      attended,
      needs,
      declinedBy,
      everAsked,
      entries: this.#left(session),
      status: 'ended',
      reason,
    });
  }

  /** Remembers the session as it is now, and tells the board what that changes for it. */
  #put(session: SiteSession): void {
    const before = this.sessions.get(session.id);
    this.sessions.set(session.id, session);
    const wasWaiting = before?.status === 'waiting' ? before : undefined;
    if (session.status !== 'waiting') {
      this.#tell((each) => each.leave(session.id));
    } else if (wasWaiting === undefined || wasWaiting.entries.length !== session.entries.length) {
      const { id, queue, queuedAt, needs, declinedBy } = session;
      this.#tell((each) => each.enter({ session: id, queue, queuedAt, needs, declinedBy }));
    } else if (wasWaiting.offer !== undefined && session.offer === undefined) {
      const { rep } = wasWaiting.offer;
      this.#tell((each) => each.decline(session.id, rep));
    }
  }

  #putTeam(team: Team): void {
    this.teams.set(team.id, team);
    this.#tell((each) => each.putTeam(teamQueue(team.id), team.algorithm));
  }

  #putRep(rep: Rep): void {
    this.reps.set(rep.id, rep);
    const { lostAt, ...member } = rep;
    const { sessions, since } = this.#loads.get(rep.id) ?? { sessions: 0, since: this.now };
    this.#tell((each) =>
      each.putRep({ ...member, sessions, since, loggedIn: rep.loggedIn && lostAt === undefined }),
    );
  }

  #tellLoad(rep: RepId): void {
    const sessions = this.held().filter(
      ({ owner, sharers }) => owner === rep || sharers.some((each) => each.rep === rep),
    ).length;
    if (sessions !== this.#loads.get(rep)?.sessions) {
      this.#loads.set(rep, { sessions, since: this.now });
      this.#tell((each) => each.load(rep, sessions, this.now));
    }
  }

  #tell(tell: (each: Board | Oracle) => void): void {
    tell(this.board);
    tell(this.oracle);
  }

  #present(): readonly Rep[] {
    return [...this.reps.values()].filter(({ loggedIn, lostAt }) => loggedIn && lostAt === undefined);
  }

  #anyQueue(): QueueId {
    return this.#random.below(6) === 0
      ? personalQueue(this.#pick([...this.reps.keys()]))
      : teamQueue(this.#pick([...this.teams.keys()]));
  }

  #someQueues(): readonly QueueId[] {
    return [...this.teams.keys()].filter(() => this.#random.below(5) < 2).map(teamQueue);
  }

  #skills(most: number): readonly SkillId[] {
    const skills = [...this.oracle.skills.keys()];
    return Array.from({ length: this.#random.below(most + 1) }, () => this.#pick(skills));
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random.below(items.length)] as Item;
  }

  #one<Item>(items: readonly Item[]): Item | undefined {
    return items.length === 0 ? undefined : this.#pick(items);
  }
}

/** Whoever is being asked when an offer ends and nobody has accepted counts as having declined. */
function declinedOf(session: WaitingSession | HeldSession): ReadonlySet<RepId> {
  return session.status === 'waiting' && session.offer !== undefined
    ? new Set(session.declinedBy).add(session.offer.rep)
    : session.declinedBy;
}
