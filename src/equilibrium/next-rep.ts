import type { Instant, RepId } from '../kernel/index.ts';
import { unavailableBecause, type Candidate, type Unavailable } from './candidate.ts';
import { peelLevels, roundOf, type SkillId, type SkillTree } from './skills.ts';
import { answerFrom, firstOf, meaningOf, WHY_LISTED, type Algorithm, type Answer } from './why.ts';

/** One session that waits in the queue of one team. */
export interface Ask {
  readonly algorithm: Algorithm;
  readonly skills: SkillTree;
  /** What the session's issue needs; empty when it has none. */
  readonly needs: readonly SkillId[];
  /** Whoever is in here is not asked again (`declinedAfter`). */
  readonly declinedBy: ReadonlySet<RepId>;
}

/**
 * Who should be asked next among the members of the team, and why: the best qualified (`roundOf`),
 * of these whoever has the fewest sessions, of these whoever has had so few for longest; the id
 * decides between equals, so that a replay chooses the same. Looks at every candidate once; the
 * board answers the same from an index.
 */
export function nextRep(ask: Ask, candidates: readonly Candidate[], now: Instant): Answer {
  const levels = ask.algorithm === 'skills-match-least-busy' ? peelLevels(ask.skills, ask.needs) : [];
  const free: { readonly candidate: Candidate; readonly round: number }[] = [];
  const passedOver: { readonly rep: RepId; readonly because: Unavailable }[] = [];
  const unavailable: Partial<Record<Unavailable, number>> = {};
  for (const candidate of candidates) {
    const because = unavailableBecause(candidate, now);
    if (because === undefined) {
      if (ask.algorithm !== 'none' && !ask.declinedBy.has(candidate.id)) {
        free.push({ candidate, round: roundOf(ask.skills, candidate.morePreferred, levels) });
      }
      continue;
    }
    unavailable[because] = (unavailable[because] ?? 0) + 1;
    if (candidate.loggedIn) {
      passedOver.push({ rep: candidate.id, because });
    }
  }
  free.sort(
    (one, other) =>
      one.round - other.round ||
      one.candidate.sessions - other.candidate.sessions ||
      one.candidate.since - other.candidate.since ||
      (one.candidate.id < other.candidate.id ? -1 : 1),
  );
  passedOver.sort((one, other) => (one.rep < other.rep ? -1 : 1));
  const first = free.slice(0, WHY_LISTED).map(({ candidate, round }) => ({
    rep: candidate.id,
    ...meaningOf(round, levels.length),
    sessions: candidate.sessions,
    since: candidate.since,
  }));
  return answerFrom({
    algorithm: ask.algorithm,
    needed: levels[0] ?? [],
    matched: levels[first[0]?.peeled ?? levels.length] ?? [],
    candidates: free.length,
    first,
    declined: ask.declinedBy.size,
    declinedBy: firstOf(ask.declinedBy, WHY_LISTED),
    unavailable,
    passedOver: passedOver.slice(0, WHY_LISTED),
  });
}
