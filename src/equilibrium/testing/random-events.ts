import {
  instant,
  type Instant,
  type QueueId,
  type Random,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import type { Board, TeamMember } from '../board.ts';
import { declinedAfter } from '../declined.ts';
import { skillTree, type Skill, type SkillId, type SkillTree } from '../skills.ts';
import type { Algorithm } from '../why.ts';
import type { Oracle } from './oracle.ts';

export interface WorldSize {
  readonly teams: number;
  readonly reps: number;
  /** So many sessions at most wait or are held at once. */
  readonly sessions: number;
}

const ALGORITHMS: readonly Algorithm[] = [
  'least-busy',
  'skills-match-least-busy',
  'skills-match-least-busy',
  'none',
];
const STATUSES = ['available', 'available', 'busy', 'away'] as const;
const SKILLS: readonly SkillId[] = Array.from({ length: 12 }, (_, index) => `skill-${index}` as SkillId);

/** Three roots with sub-skills down to two steps below, ranked by chance. */
export function randomSkills(random: Random): SkillTree {
  return skillTree(
    SKILLS.map((id, index): Skill => {
      const parent = index < 3 ? undefined : SKILLS[index < 7 ? index % 3 : random.below(7)];
      return { id, parent, rank: random.below(3) };
    }),
  );
}

/** Everything that can happen to a board, by chance, in a small world where ties and full queues are common. */
export class RandomEvents {
  now: Instant = instant(1_000);
  readonly #random: Random;
  readonly #size: WorldSize;
  readonly #board: Board;
  readonly #oracle: Oracle;
  readonly #held = new Map<SessionId, RepId>();
  #begun = 0;

  constructor(random: Random, size: WorldSize, board: Board, oracle: Oracle) {
    this.#random = random;
    this.#size = size;
    this.#board = board;
    this.#oracle = oracle;
    for (let team = 0; team < size.teams; team += 1) {
      const algorithm = this.#pick(ALGORITHMS);
      this.#both((each) => each.putTeam(this.#queue(team), algorithm));
    }
    for (let rep = 0; rep < size.reps; rep += 1) {
      const member = this.#member(this.#rep(rep));
      this.#both((each) => each.putRep(member));
    }
  }

  /** One thing happens to both; says what. */
  step(): string {
    if (this.#random.below(3) === 0) {
      this.now = instant(this.now + this.#random.below(20));
    }
    const chance = this.#random.below(1_000);
    if (chance < 300) {
      return this.#begin();
    }
    if (chance < 560) {
      return this.#answer();
    }
    if (chance < 700) {
      return this.#end();
    }
    if (chance < 740) {
      return this.#move();
    }
    if (chance < 770) {
      return this.#leave();
    }
    if (chance < 850) {
      const id = this.#rep();
      this.#both((each) => each.active(id, this.now));
      return `${id} is active`;
    }
    if (chance < 985) {
      return this.#presence();
    }
    if (chance < 992) {
      const queue = this.#queue();
      const algorithm = this.#pick(ALGORITHMS);
      this.#both((each) => each.putTeam(queue, algorithm));
      return `${queue} assigns by ${algorithm}`;
    }
    return this.#rare();
  }

  #begin(): string {
    if (this.#oracle.sessions.size + this.#held.size >= this.#size.sessions) {
      return this.#end();
    }
    this.#begun += 1;
    const session = `s${this.#begun.toString(36)}` as SessionId;
    const queue = this.#queue();
    const needs = this.#skills(3);
    this.#both((each) => each.enter({ session, queue, queuedAt: this.now, needs, declinedBy: new Set() }));
    return `${session} enters ${queue}`;
  }

  #answer(): string {
    const offered = [...this.#oracle.sessions.values()].filter(({ asked }) => asked !== undefined);
    const { session, asked } = offered[this.#random.below(Math.max(1, offered.length))] ?? {};
    if (session === undefined || asked === undefined) {
      return this.#begin();
    }
    switch (this.#random.below(8)) {
      case 0:
      case 1:
      case 2:
        this.#both((each) => each.decline(session, asked));
        return `${asked} declines ${session}`;
      case 3: {
        // Somebody else was quicker.
        const other = this.#rep();
        return this.#accept(session, other);
      }
      case 4:
        this.#both((each) => each.withdraw(session));
        return `${session} is withdrawn from ${asked}`;
      default:
        return this.#accept(session, asked);
    }
  }

  #accept(session: SessionId, by: RepId): string {
    this.#both((each) => each.leave(session));
    this.#held.set(session, by);
    this.#load(by);
    return `${by} accepts ${session}`;
  }

  #end(): string {
    const held = [...this.#held];
    const [session, rep] = held[this.#random.below(Math.max(1, held.length))] ?? [];
    if (session === undefined || rep === undefined) {
      return 'nothing to end';
    }
    this.#held.delete(session);
    this.#load(rep);
    if (this.#random.below(5) > 0) {
      return `${rep} ends ${session}`;
    }
    const queue = this.#queue();
    this.#both((each) =>
      each.enter({ session, queue, queuedAt: this.now, needs: this.#firstSkill, declinedBy: new Set([rep]) }),
    );
    return `${session} falls back from ${rep} to ${queue}`;
  }

  #move(): string {
    const waiting = [...this.#oracle.sessions.values()];
    const session = waiting[this.#random.below(Math.max(1, waiting.length))];
    if (session === undefined) {
      return 'nothing to move';
    }
    const { asked: _, ...rest } = session;
    const by = this.#random.below(3) === 0 ? 'hand' : 'waiting-rule';
    const queue = this.#queue();
    const declinedBy = declinedAfter(session.declinedBy, { by, from: session.queue, to: queue });
    this.#both((each) => each.enter({ ...rest, queue, queuedAt: this.now, declinedBy }));
    return `${session.session} goes to ${queue} by ${by}`;
  }

  #leave(): string {
    const waiting = [...this.#oracle.sessions.keys()];
    const session = waiting[this.#random.below(Math.max(1, waiting.length))];
    if (session === undefined) {
      return 'nobody leaves';
    }
    this.#both((each) => each.leave(session));
    return `${session} leaves`;
  }

  #presence(): string {
    const id = this.#rep();
    const rep = this.#oracle.reps.get(id);
    if (rep === undefined) {
      const member = this.#member(id);
      this.#both((each) => each.putRep(member));
      return `${id} comes`;
    }
    const member: TeamMember = { ...rep, ...this.#change(rep) };
    this.#both((each) => each.putRep(member));
    return `${id} changes`;
  }

  #change(rep: TeamMember): Partial<TeamMember> {
    if (!rep.loggedIn || rep.locked || rep.optedOut || rep.status !== 'available') {
      // So that somebody is there most of the time.
      return { loggedIn: true, locked: false, optedOut: false, status: 'available', activeAt: this.now };
    }
    switch (this.#random.below(8)) {
      case 0:
        return { loggedIn: false };
      case 1:
        return { locked: true };
      case 2:
        return { optedOut: true };
      case 3:
        return { status: this.#pick(STATUSES) };
      case 4:
        return { sessionLimit: this.#limit() };
      case 5:
        return { idleLimitMs: this.#idleLimitMs() };
      case 6:
        return { queues: this.#queues() };
      default:
        return { morePreferred: new Set(this.#skills(4)) };
    }
  }

  #rare(): string {
    switch (this.#random.below(4)) {
      case 0: {
        const id = this.#rep();
        this.#both((each) => each.removeRep(id));
        return `${id} is removed`;
      }
      case 1: {
        const queue = this.#queue();
        this.#both((each) => each.removeTeam(queue));
        return `${queue} is removed`;
      }
      case 2: {
        const skills = randomSkills(this.#random);
        this.#both((each) => each.putSkills(skills));
        return 'the skills change';
      }
      default:
        // As after a break: everybody is idle.
        this.now = instant(this.now + 500);
        return 'time passes';
    }
  }

  #load(rep: RepId): void {
    let sessions = 0;
    for (const holder of this.#held.values()) {
      sessions += holder === rep ? 1 : 0;
    }
    this.#both((each) => each.load(rep, sessions, this.now));
  }

  #member(id: RepId): TeamMember {
    return {
      id,
      loggedIn: this.#random.below(5) > 0,
      locked: false,
      optedOut: false,
      status: 'available',
      activeAt: this.now,
      idleLimitMs: this.#idleLimitMs(),
      sessions: [...this.#held.values()].filter((holder) => holder === id).length,
      since: this.now,
      sessionLimit: this.#limit(),
      morePreferred: new Set(this.#skills(4)),
      queues: this.#queues(),
    };
  }

  readonly #firstSkill: readonly SkillId[] = SKILLS.slice(0, 1);

  #limit(): number | undefined {
    return this.#random.below(4) === 0 ? undefined : this.#random.below(4);
  }

  #idleLimitMs(): number {
    return this.#random.below(2) === 0 ? 0 : 100 + this.#random.below(400);
  }

  #skills(most: number): readonly SkillId[] {
    return Array.from({ length: this.#random.below(most + 1) }, () => this.#pick(SKILLS));
  }

  #queues(): readonly QueueId[] {
    return [...new Set(Array.from({ length: 1 + this.#random.below(3) }, () => this.#queue()))];
  }

  #queue(team = this.#random.below(this.#size.teams)): QueueId {
    return `team:${team}` as QueueId;
  }

  #rep(rep = this.#random.below(this.#size.reps)): RepId {
    return `rep-${rep}` as RepId;
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[this.#random.below(items.length)] as Item;
  }

  #both(tell: (each: Board | Oracle) => void): void {
    tell(this.#board);
    tell(this.#oracle);
  }
}
