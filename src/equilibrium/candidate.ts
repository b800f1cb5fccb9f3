import { msBetween, type Instant, type RepId } from '../kernel/index.ts';
import type { SkillId } from './skills.ts';

/** A representative, as far as assignment needs to know. */
export interface Candidate {
  readonly id: RepId;
  readonly loggedIn: boolean;
  /** The computer is locked or shows its sign-in screen. */
  readonly locked: boolean;
  /** Does not want automatic assignments; whether that is allowed was checked when it was chosen. */
  readonly optedOut: boolean;
  /** What the representative's status is displayed as. */
  readonly status: 'available' | 'busy' | 'away';
  /** The last sign of life, by the clock that `now` comes from. */
  readonly activeAt: Instant;
  /** Idle for so long: not asked. 0: asked however long idle. */
  readonly idleLimitMs: number;
  /** How many sessions the representative takes part in. */
  readonly sessions: number;
  /** Has had exactly so many sessions since then; logging in begins it. */
  readonly since: Instant;
  /** In more sessions than this: not asked. undefined: asked however many. */
  readonly sessionLimit: number | undefined;
  /** An offer is open and not answered yet. */
  readonly beingAsked: boolean;
  /** The skills marked More Preferred; Less Preferred follows from the tree (`levelOf`). */
  readonly morePreferred: ReadonlySet<SkillId>;
}

/** Why somebody cannot be asked for any session at the moment. */
export type Unavailable =
  | 'logged-off'
  | 'opted-out'
  | 'busy'
  | 'away'
  | 'locked'
  | 'idle'
  | 'too-many-sessions'
  | 'being-asked';

/** Several reasons may hold at once: the one that a person would name first is told. undefined: may be asked. */
export function unavailableBecause(candidate: Candidate, now: Instant): Unavailable | undefined {
  if (!candidate.loggedIn) {
    return 'logged-off';
  }
  if (candidate.optedOut) {
    return 'opted-out';
  }
  if (candidate.status !== 'available') {
    return candidate.status;
  }
  if (candidate.locked) {
    return 'locked';
  }
  if (isIdle(candidate, now)) {
    return 'idle';
  }
  if (hasTooManySessions(candidate)) {
    return 'too-many-sessions';
  }
  return candidate.beingAsked ? 'being-asked' : undefined;
}

/** "More than a set number of sessions": with exactly as many as the limit one may still be asked. */
export function hasTooManySessions({
  sessions,
  sessionLimit,
}: Pick<Candidate, 'sessions' | 'sessionLimit'>): boolean {
  return sessionLimit !== undefined && sessions > sessionLimit;
}

function isIdle({ activeAt, idleLimitMs }: Candidate, now: Instant): boolean {
  return idleLimitMs > 0 && msBetween(activeAt, now) >= idleLimitMs;
}
