import { msBetween, type Instant } from '../kernel/index.ts';

/**
 * Against guessing keys, in two tiers (peers.md §7.3):
 *
 * 1. each source (IPv4 address, IPv6 /64) has a bucket of misses; an empty one refuses it alone;
 * 2. when the whole site misses more than usual, every answer is slowed, up to `SLOWEST_MS`.
 *
 * The second tier never refuses: whoever floods the portal makes others wait a little, and cannot
 * shut it. Hits cost nothing, so a rep's customers behind one address are not locked out.
 */
export const MISSES_AT_ONCE = 10;
export const MISS_REFILL_MS = 6_000;
/** Site-wide misses a minute that are still thought to be typing errors. */
const USUAL_MISSES_PER_MINUTE = 60;
export const SLOWEST_MS = 3_000;
/** Sources remembered; the ones longest unheard are forgotten first. */
const SOURCES = 50_000;

interface Bucket {
  misses: number;
  at: Instant;
}

export class Guesses {
  readonly #sources = new Map<string, Bucket>();
  #siteMisses = 0;
  #siteAt: Instant | undefined;

  /** `refused` when this source has used up its misses; otherwise how long its answer is to be held back. */
  admit(
    source: string,
    now: Instant,
  ): { readonly refused: true } | { readonly refused: false; readonly delayMs: number } {
    const bucket = this.#bucket(source, now);
    if (bucket !== undefined && bucket.misses >= MISSES_AT_ONCE) {
      return { refused: true };
    }
    return { refused: false, delayMs: this.#delayMs(now) };
  }

  missed(source: string, now: Instant): void {
    const bucket = this.#bucket(source, now) ?? { misses: 0, at: now };
    bucket.misses += 1;
    this.#sources.delete(source);
    this.#sources.set(source, bucket);
    if (this.#sources.size > SOURCES) {
      const [oldest] = this.#sources.keys();
      this.#sources.delete(oldest as string);
    }
    this.#siteMisses = this.#siteMissesAt(now) + 1;
    this.#siteAt = now;
  }

  #bucket(source: string, now: Instant): Bucket | undefined {
    const bucket = this.#sources.get(source);
    if (bucket === undefined) {
      return undefined;
    }
    const refilled = Math.floor(msBetween(bucket.at, now) / MISS_REFILL_MS);
    if (refilled >= bucket.misses) {
      this.#sources.delete(source);
      return undefined;
    }
    if (refilled > 0) {
      bucket.misses -= refilled;
      bucket.at = (bucket.at + refilled * MISS_REFILL_MS) as Instant;
    }
    return bucket;
  }

  /** Misses of about the last minute: a counter that drains at a minute's pace. */
  #siteMissesAt(now: Instant): number {
    if (this.#siteAt === undefined) {
      return 0;
    }
    return this.#siteMisses * Math.max(0, 1 - msBetween(this.#siteAt, now) / 60_000);
  }

  #delayMs(now: Instant): number {
    const over = this.#siteMissesAt(now) / USUAL_MISSES_PER_MINUTE;
    return over <= 1 ? 0 : Math.min(SLOWEST_MS, Math.round((over - 1) * 250));
  }
}
