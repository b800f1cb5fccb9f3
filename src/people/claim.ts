import { type Instant, laterBy } from '../kernel/index.ts';

export const CLAIM_LIFE_MS = 24 * 3_600_000;

/** The way to become the first administrator. There is at most one; once somebody is administrator, none. */
export interface Claim {
  /** SHA-256 of the text in the claim URL. */
  readonly digest: string;
  readonly expiresAt: Instant;
}

export function newClaim(digest: string, now: Instant): Claim {
  return { digest, expiresAt: laterBy(now, CLAIM_LIFE_MS) };
}

/** Whether this digest opens the appliance now. */
export function opens(
  claim: Claim | undefined,
  digest: string,
  administrators: number,
  now: Instant,
): boolean {
  return administrators === 0 && claim !== undefined && claim.digest === digest && now < claim.expiresAt;
}
