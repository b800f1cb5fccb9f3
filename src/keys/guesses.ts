import { Fault, type Clock, type Timers } from '../kernel/index.ts';

/**
 * Against guessing keys, in two tiers (peers.md §7.3):
 *
 * 1. each source (IPv4 address, IPv6 /64) has a bucket of misses; an empty one refuses it alone;
 * 2. when the whole site misses more than usual, every answer is slowed, up to `SLOWEST_MS`.
 *
 * The second tier never refuses: whoever floods the portal makes others wait a little, and cannot
 * shut it. Hits cost nothing, so a rep's customers behind one address are not locked out.
 *
 * All times are of the monotonic clock: setting the calendar neither opens nor shuts the portal.
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
  atMs: number;
}

export class Guesses {
  readonly #sources = new Map<string, Bucket>();
  #siteMisses = 0;
  #siteAtMs = 0;

  /**
   * `refused` when this source has used up its misses; otherwise how long its answer is to be held
   * back. It counts as a miss until it is known to be `right`, so that many guesses sent at the same
   * moment are not all let through. Whoever is not refused says `right` or `missed` afterwards.
   */
  begin(
    source: string,
    nowMs: number,
  ): { readonly refused: true } | { readonly refused: false; readonly delayMs: number } {
    const bucket = this.#bucket(source, nowMs) ?? { misses: 0, atMs: nowMs };
    if (bucket.misses >= MISSES_AT_ONCE) {
      return { refused: true };
    }
    bucket.misses += 1;
    this.#sources.delete(source);
    this.#sources.set(source, bucket);
    if (this.#sources.size > SOURCES) {
      const [oldest] = this.#sources.keys();
      this.#sources.delete(oldest as string);
    }
    return { refused: false, delayMs: this.#delayMs(nowMs) };
  }

  right(source: string): void {
    const bucket = this.#sources.get(source);
    if (bucket !== undefined && (bucket.misses -= 1) <= 0) {
      this.#sources.delete(source);
    }
  }

  missed(nowMs: number): void {
    this.#siteMisses = this.#siteMissesAt(nowMs) + 1;
    this.#siteAtMs = nowMs;
  }

  #bucket(source: string, nowMs: number): Bucket | undefined {
    const bucket = this.#sources.get(source);
    if (bucket === undefined) {
      return undefined;
    }
    const refilled = Math.floor((nowMs - bucket.atMs) / MISS_REFILL_MS);
    if (refilled >= bucket.misses) {
      this.#sources.delete(source);
      return undefined;
    }
    if (refilled > 0) {
      bucket.misses -= refilled;
      bucket.atMs += refilled * MISS_REFILL_MS;
    }
    return bucket;
  }

  /** Misses of about the last minute: a counter that drains at a minute's pace. */
  #siteMissesAt(nowMs: number): number {
    return this.#siteMisses * Math.max(0, 1 - (nowMs - this.#siteAtMs) / 60_000);
  }

  #delayMs(nowMs: number): number {
    const over = this.#siteMissesAt(nowMs) / USUAL_MISSES_PER_MINUTE;
    return over <= 1 ? 0 : Math.min(SLOWEST_MS, Math.round((over - 1) * 250));
  }
}

/**
 * Lets a guess of this source begin, after the time that it costs. Raises `too-many` for a source that
 * has none left. Whoever is let through says `right` or `missed` afterwards.
 */
export async function slowed(
  guesses: Guesses,
  source: string,
  { clock, timers }: { readonly clock: Clock; readonly timers: Timers },
): Promise<void> {
  const admitted = guesses.begin(source, clock.monotonicMs());
  if (admitted.refused) {
    throw new Fault('too-many');
  }
  if (admitted.delayMs > 0) {
    await new Promise<void>((resolve) => void timers.after(admitted.delayMs, resolve));
  }
}
