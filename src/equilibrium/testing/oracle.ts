import {
  ownerOfPersonalQueue,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import type { Assignment, TeamMember, Waiting } from '../board.ts';
import { unavailableBecause, type Candidate } from '../candidate.ts';
import { levelOf, peelLevels, type SkillTree } from '../skills.ts';
import type { Algorithm } from '../why.ts';

/**
 * The board's rule by brute force: no index, no memory of what changed, nothing shared with it but
 * the tree of skills and what makes somebody unavailable. Slow, and easy to believe.
 */
export class Oracle {
  skills: SkillTree;
  readonly algorithms = new Map<QueueId, Algorithm>();
  readonly reps = new Map<RepId, TeamMember>();
  readonly sessions = new Map<SessionId, Waiting>();

  constructor(skills: SkillTree) {
    this.skills = skills;
  }

  putSkills(skills: SkillTree): void {
    this.skills = skills;
  }

  putTeam(queue: QueueId, algorithm: Algorithm): void {
    this.algorithms.set(queue, algorithm);
  }

  removeTeam(queue: QueueId): void {
    this.algorithms.delete(queue);
    for (const rep of this.reps.values()) {
      this.reps.set(rep.id, { ...rep, queues: rep.queues.filter((other) => other !== queue) });
    }
  }

  putRep(member: TeamMember): void {
    this.reps.set(member.id, member);
  }

  removeRep(id: RepId): void {
    this.reps.delete(id);
  }

  active(id: RepId, activeAt: Instant): void {
    const rep = this.reps.get(id);
    if (rep !== undefined) {
      this.reps.set(id, { ...rep, activeAt });
    }
  }

  load(id: RepId, sessions: number, since: Instant): void {
    const rep = this.reps.get(id);
    if (rep !== undefined && rep.sessions !== sessions) {
      this.reps.set(id, { ...rep, sessions, since });
    }
  }

  enter(waiting: Waiting): void {
    this.sessions.delete(waiting.session);
    if (ownerOfPersonalQueue(waiting.queue) === undefined) {
      this.sessions.set(waiting.session, waiting);
    }
  }

  leave(id: SessionId): void {
    this.sessions.delete(id);
  }

  decline(id: SessionId, rep: RepId): void {
    const session = this.sessions.get(id);
    if (session !== undefined) {
      const { asked, ...rest } = { ...session, declinedBy: new Set(session.declinedBy).add(rep) };
      this.sessions.set(id, asked === undefined || asked === rep ? rest : { ...rest, asked });
    }
  }

  withdraw(id: SessionId): void {
    const session = this.sessions.get(id);
    if (session !== undefined) {
      const { asked: _, ...rest } = session;
      this.sessions.set(id, rest);
    }
  }

  assign(now: Instant): readonly Omit<Assignment, 'why'>[] {
    const assignments: Omit<Assignment, 'why'>[] = [];
    const oldestFirst = [...this.sessions.values()]
      .filter(({ asked }) => asked === undefined)
      .sort((one, other) => one.queuedAt - other.queuedAt || (one.session < other.session ? -1 : 1));
    for (const waiting of oldestFirst) {
      const rep = this.choose(waiting, now);
      if (rep !== undefined) {
        this.sessions.set(waiting.session, { ...waiting, asked: rep });
        assignments.push({ session: waiting.session, queue: waiting.queue, rep });
      }
    }
    return assignments;
  }

  /** Everybody of a team as `nextRep` takes them. */
  candidates(queue: QueueId): readonly Candidate[] {
    const asked = new Set([...this.sessions.values()].map((session) => session.asked));
    return [...this.reps.values()]
      .filter(({ queues }) => queues.includes(queue))
      .map((rep) => ({ ...rep, beingAsked: asked.has(rep.id) }));
  }

  eligible(waiting: Waiting, now: Instant): readonly Candidate[] {
    return (this.algorithms.get(waiting.queue) ?? 'none') === 'none'
      ? []
      : this.candidates(waiting.queue).filter(
          (rep) => unavailableBecause(rep, now) === undefined && !waiting.declinedBy.has(rep.id),
        );
  }

  choose(waiting: Waiting, now: Instant): RepId | undefined {
    const eligible = this.eligible(waiting, now);
    if (eligible.length > 0 && this.algorithms.get(waiting.queue) === 'skills-match-least-busy') {
      for (const level of peelLevels(this.skills, waiting.needs)) {
        const known = (rep: Candidate) =>
          level.map((skill) => levelOf(this.skills, rep.morePreferred, skill));
        const able = eligible.filter((rep) => !known(rep).includes('ignored'));
        const specialists = able.filter((rep) => !known(rep).includes('less-preferred'));
        if (able.length > 0) {
          return leastBusy(specialists.length > 0 ? specialists : able);
        }
      }
    }
    return leastBusy(eligible);
  }
}

function leastBusy(candidates: readonly Candidate[]): RepId | undefined {
  return candidates.toSorted(
    (one, other) => one.sessions - other.sessions || one.since - other.since || (one.id < other.id ? -1 : 1),
  )[0]?.id;
}
