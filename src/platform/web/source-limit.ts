import { isIPv6 } from 'node:net';
import type { Clock } from '../../kernel/index.ts';

/**
 * Whose requests are counted together: an IPv4 address alone, an IPv6 address with its whole /64
 * (a household or a machine is given that much, so single addresses in it cost nothing).
 */
export function sourceOf(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (mapped !== undefined) {
    return mapped;
  }
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address;
}

/** The eight groups of an IPv6 address without leading zeros; a zone (`%eth0`) is left out. */
function groupsOf(address: string): readonly string[] {
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(zeros).fill('0'), ...after].map(
    (group) => group.replace(/^0+(?=.)/, '') || '0',
  );
}

/**
 * A token bucket a source: `burst` at once, `perSecond` afterwards. Memory is bounded: `sources`
 * buckets at most; the one unused for longest gives way, and a full bucket need not be kept.
 */
export class SourceLimit {
  readonly #buckets = new Map<string, { tokens: number; atMs: number }>();
  readonly #burst: number;
  readonly #perSecond: number;
  readonly #sources: number;
  readonly #clock: Pick<Clock, 'monotonicMs'>;

  constructor(options: {
    readonly burst: number;
    readonly perSecond: number;
    readonly sources?: number;
    readonly clock: Pick<Clock, 'monotonicMs'>;
  }) {
    this.#burst = options.burst;
    this.#perSecond = options.perSecond;
    this.#sources = options.sources ?? 10_000;
    this.#clock = options.clock;
  }

  /** How many buckets are held. */
  get size(): number {
    return this.#buckets.size;
  }

  /** Takes `count` tokens of this source (`sourceOf`), or none and answers false when it has too few. */
  take(source: string, count = 1): boolean {
    const nowMs = this.#clock.monotonicMs();
    const tokens = this.#tokensOf(source, nowMs);
    const granted = tokens >= count;
    this.#buckets.delete(source);
    this.#buckets.set(source, { tokens: granted ? tokens - count : tokens, atMs: nowMs });
    if (this.#buckets.size > this.#sources) {
      const oldest = this.#buckets.keys().next();
      if (oldest.done !== true) {
        this.#buckets.delete(oldest.value);
      }
    }
    return granted;
  }

  /** Puts back what was taken for something that turned out not to count. */
  giveBack(source: string, count = 1): void {
    const bucket = this.#buckets.get(source);
    if (bucket !== undefined) {
      bucket.tokens = Math.min(this.#burst, bucket.tokens + count);
    }
  }

  #tokensOf(source: string, nowMs: number): number {
    const bucket = this.#buckets.get(source);
    if (bucket === undefined) {
      return this.#burst;
    }
    const gained = (Math.max(0, nowMs - bucket.atMs) / 1000) * this.#perSecond;
    return Math.min(this.#burst, bucket.tokens + gained);
  }
}
