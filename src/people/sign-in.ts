import { type Instant, instant, laterBy, msBetween, unreachable } from '../kernel/index.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The cookie whose value `principalOf` takes. */
export const SIGN_IN_COOKIE = 'handrail_sign_in';

/** Wrong passwords before an account is locked, for how long, and how long a wrong one is remembered. */
export const LOCK = { wrongPasswords: 5, durationMs: 15 * MINUTE_MS, memoryMs: 15 * MINUTE_MS } as const;

/**
 * Wrong passwords that one source may send: `burst` at once, then one in 20 s. Several people may sit
 * behind one address, so it is far more than one account may have; it bounds how many can be tried.
 */
export const WRONG_PER_SOURCE = { burst: 30, perSecond: 1 / 20 } as const;

/**
 * How long a sign-in lasts: it ends when unused for `idleMs`, and after `absoluteMs` in any case.
 * `touchMs` is how exactly its last use is kept.
 */
export const SIGN_IN_LIFE = {
  idleMs: 12 * HOUR_MS,
  absoluteMs: 7 * 24 * HOUR_MS,
  touchMs: 5 * MINUTE_MS,
} as const;

/**
 * The recent attempts at one username. There is one for a username that nobody has as well, so that
 * an answer never tells whether an account exists.
 */
export type Attempts =
  | { readonly status: 'counting'; readonly wrong: number; readonly latestAt: Instant }
  | { readonly status: 'locked'; readonly until: Instant };

export const NO_ATTEMPTS: Attempts = { status: 'counting', wrong: 0, latestAt: instant(0) };

/** The attempts as they stand now: a lock ends, old mistakes are forgotten. */
function current(attempts: Attempts, now: Instant): Attempts {
  switch (attempts.status) {
    case 'locked':
      return now >= attempts.until ? NO_ATTEMPTS : attempts;
    case 'counting':
      return msBetween(attempts.latestAt, now) >= LOCK.memoryMs ? NO_ATTEMPTS : attempts;
    default:
      return unreachable(attempts);
  }
}

/** Whether a password may be tried at all now. */
export function isLocked(attempts: Attempts, now: Instant): boolean {
  return current(attempts, now).status === 'locked';
}

/**
 * After one more attempt. It counts as wrong until it is known to be right (then the attempts are
 * forgotten), so that many guesses sent at the same moment are not all let through.
 */
export function afterAttempt(attempts: Attempts, now: Instant): Attempts {
  const before = current(attempts, now);
  if (before.status === 'locked') {
    return before;
  }
  const wrong = before.wrong + 1;
  return wrong >= LOCK.wrongPasswords
    ? { status: 'locked', until: laterBy(now, LOCK.durationMs) }
    : { status: 'counting', wrong, latestAt: now };
}

/** After one attempt of those counted turned out not to have been checked at all. */
export function withoutOne(attempts: Attempts, now: Instant): Attempts {
  const wrong = attempts.status === 'locked' ? LOCK.wrongPasswords - 1 : Math.max(0, attempts.wrong - 1);
  return { status: 'counting', wrong, latestAt: now };
}

/** Whether nothing would be lost by forgetting these attempts. */
export function isStale(attempts: Attempts, now: Instant): boolean {
  return current(attempts, now) === NO_ATTEMPTS;
}

/** Whether a sign-in still holds. */
export function isAlive(
  signIn: { readonly madeAt: Instant; readonly seenAt: Instant },
  now: Instant,
): boolean {
  return (
    msBetween(signIn.seenAt, now) < SIGN_IN_LIFE.idleMs &&
    msBetween(signIn.madeAt, now) < SIGN_IN_LIFE.absoluteMs
  );
}
