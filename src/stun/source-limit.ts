/** How often one source is answered: `burst` at once, `perSecond` in the long run. */
export interface SourceRate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Wide enough for an office of several hundred people behind one address (each browser asks a few
 * times at the start of a call and every 10 s after), and still worthless to an attacker.
 */
export const SOURCE_RATE: SourceRate = { perSecond: 200, burst: 400 };

const SLOTS = 65_536;

/**
 * Who has had enough answers for now. A source is an IPv4 address or an IPv6 /64, the smallest
 * thing that one customer of a network is given.
 *
 * Memory is fixed at 512 KiB: sources share slots by hash, so that no flood of forged addresses can
 * make it grow or push anybody out. Two sources in one slot share its allowance, which errs towards
 * fewer answers. Each slot holds one number, the time until which its allowance is used up (GCRA).
 */
export class SourceLimit {
  readonly #usedUpUntilMs = new Float64Array(SLOTS);
  readonly #spacingMs: number;
  readonly #toleranceMs: number;
  readonly #seed: number;

  /** `seed` (32 bits, from a secure source) decides who shares a slot with whom. */
  constructor(rate: SourceRate, seed: number) {
    this.#spacingMs = 1000 / rate.perSecond;
    this.#toleranceMs = (rate.burst - 1) * this.#spacingMs;
    this.#seed = seed;
  }

  /** Whether `address` (4 or 16 bytes) may have one more answer at `nowMs`, which is then counted. */
  allows(address: Uint8Array, nowMs: number): boolean {
    const slot = this.#slotOf(address);
    const usedUpUntilMs = Math.max(this.#usedUpUntilMs[slot] ?? 0, nowMs);
    if (usedUpUntilMs - nowMs > this.#toleranceMs) {
      return false;
    }
    this.#usedUpUntilMs[slot] = usedUpUntilMs + this.#spacingMs;
    return true;
  }

  #slotOf(address: Uint8Array): number {
    let hash = this.#seed;
    const bytes = Math.min(address.length, 8);
    for (let at = 0; at < bytes; at++) {
      hash = Math.imul(hash ^ (address[at] ?? 0), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
