import type { Instant, RepId } from '../kernel/index.ts';
import type { Unavailable } from './candidate.ts';
import type { SkillId } from './skills.ts';

/** A team's *Routing Algorithm*. */
export type Algorithm = 'none' | 'least-busy' | 'skills-match-least-busy';

/** How somebody matched: in every skill More Preferred, in some Less Preferred, or because anybody would do. */
export type Preference = 'more-preferred' | 'less-preferred' | 'anybody';

/** Somebody who can be asked now. */
export interface Considered {
  readonly rep: RepId;
  readonly preference: Preference;
  /** How many steps of what was needed are given up for this one. */
  readonly peeled: number;
  readonly sessions: number;
  readonly since: Instant;
}

/** The reasons of one choice, small enough to be kept with the offer. Lists are cut at `WHY_LISTED`; counts are whole. */
export interface Why {
  readonly algorithm: Algorithm;
  /** What the issue needs, the most critical first; empty where skills do not count. */
  readonly needed: readonly SkillId[];
  /** The part of it that the chosen one was found by; empty when anybody would do. */
  readonly matched: readonly SkillId[];
  /** How many could be asked. */
  readonly candidates: number;
  /** Of these, in the order in which they are asked: the first is the chosen one. */
  readonly first: readonly Considered[];
  /** How many have declined this session. */
  readonly declined: number;
  /** Of these, in the order in which they declined. */
  readonly declinedBy: readonly RepId[];
  /** How many members of the team cannot be asked for anything now. */
  readonly unavailable: Readonly<Partial<Record<Unavailable, number>>>;
  /** Of these, who is logged in all the same, by id. */
  readonly passedOver: readonly { readonly rep: RepId; readonly because: Unavailable }[];
}

export type Answer =
  | { readonly kind: 'ask'; readonly rep: RepId; readonly why: Why }
  | { readonly kind: 'nobody'; readonly why: Why };

/** How many people each list of a `Why` names. */
export const WHY_LISTED = 5;

export function answerFrom(why: Why): Answer {
  const chosen = why.first[0];
  return chosen === undefined ? { kind: 'nobody', why } : { kind: 'ask', rep: chosen.rep, why };
}

/** What a round of `roundOf` stands for. */
export function meaningOf(round: number, levels: number): Pick<Considered, 'preference' | 'peeled'> {
  return {
    preference: round === 2 * levels ? 'anybody' : round % 2 === 0 ? 'more-preferred' : 'less-preferred',
    peeled: Math.floor(round / 2),
  };
}

export function firstOf<Item>(items: Iterable<Item>, count: number): readonly Item[] {
  const first: Item[] = [];
  for (const item of items) {
    if (first.length === count) {
      break;
    }
    first.push(item);
  }
  return first;
}
