import type { RtpPacket } from './rtp.ts';

/** Takes a packet in the sender's order; `afterGap` when packets before it are lost for good. */
export type Deliver = (packet: RtpPacket, afterGap: boolean) => void;

interface Missing {
  readonly sinceMs: number;
  askedAtMs: number;
  asks: number;
}

/** How long a missing packet is waited for: a retransmission over a slow network arrives within it. */
const GIVE_UP_MS = 1_000;
const ASK_AGAIN_MS = 60;
const ASKS = 10;
/** However long it took: who was busy for a second must not take what waited for a loss. */
const LEAST_ASKS = 3;
/** A larger step in the numbers is a new count, not a loss. */
const LARGEST_STEP = 4_096;
/** Sequence numbers in one request. */
const ASKED_AT_ONCE = 128;

/**
 * Puts packets into the sender's order, asks for those that are missing, and gives them up after a
 * while. Time is the caller's, in monotonic milliseconds.
 */
export class PacketOrder {
  /** Packets that arrived, each counted once. */
  received = 0;
  /** Packets that were given up. */
  lost = 0;
  /** Packets that were missing and came after all. */
  recovered = 0;
  readonly #deliver: Deliver;
  readonly #waiting = new Map<number, RtpPacket>();
  readonly #missing = new Map<number, Missing>();
  /** Numbers without wrapping: the next to deliver, and the highest seen. */
  #next: number | undefined;
  #highest = 0;
  #afterGap = false;

  constructor(deliver: Deliver) {
    this.#deliver = deliver;
  }

  take(packet: RtpPacket, nowMs: number): void {
    const next = this.#next ?? packet.sequence + 0x10000;
    const number = next + (((packet.sequence - next) << 16) >> 16);
    if (Math.abs(number - next) > LARGEST_STEP) {
      this.#restart(packet);
      return;
    }
    if (number < next || this.#waiting.has(number)) {
      return;
    }
    this.received += 1;
    if (this.#missing.delete(number)) {
      this.recovered += 1;
    }
    if (number === next) {
      this.#next = next + 1;
      this.#highest = Math.max(this.#highest, number);
      this.#hand(packet);
      this.#drain();
      return;
    }
    this.#next = next;
    this.#waiting.set(number, packet);
    for (let missing = Math.max(next, this.#highest + 1); missing < number; missing += 1) {
      this.#missing.set(missing, { sinceMs: nowMs, askedAtMs: -Infinity, asks: 0 });
    }
    this.#highest = Math.max(this.#highest, number);
  }

  /** What should be asked for now, in ascending order; what has been missing too long is given up. */
  due(nowMs: number): readonly number[] {
    this.#giveUp(nowMs);
    const asked: number[] = [];
    for (const [number, missing] of this.#missing) {
      if (asked.length === ASKED_AT_ONCE) {
        break;
      }
      if (missing.asks < ASKS && nowMs - missing.askedAtMs >= ASK_AGAIN_MS) {
        missing.asks += 1;
        missing.askedAtMs = nowMs;
        asked.push(number & 0xffff);
      }
    }
    return asked;
  }

  /** Nothing more will come: what waits behind a loss is delivered. */
  end(): void {
    this.#giveUp(Infinity);
  }

  #giveUp(nowMs: number): void {
    while (this.#next !== undefined && this.#waiting.size > 0) {
      const missing = this.#missing.get(this.#next);
      if (missing !== undefined && !isHopeless(missing, nowMs)) {
        return;
      }
      this.#missing.delete(this.#next);
      this.#next += 1;
      this.lost += 1;
      this.#afterGap = true;
      this.#drain();
    }
  }

  #drain(): void {
    while (this.#next !== undefined) {
      const packet = this.#waiting.get(this.#next);
      if (packet === undefined) {
        return;
      }
      this.#waiting.delete(this.#next);
      this.#next += 1;
      this.#hand(packet);
    }
  }

  #hand(packet: RtpPacket): void {
    const afterGap = this.#afterGap;
    this.#afterGap = false;
    this.#deliver(packet, afterGap);
  }

  #restart(packet: RtpPacket): void {
    this.end();
    this.#missing.clear();
    this.#next = packet.sequence + 0x10001;
    this.#highest = this.#next - 1;
    this.#afterGap = true;
    this.received += 1;
    this.#hand(packet);
  }
}

function isHopeless({ sinceMs, asks }: Missing, nowMs: number): boolean {
  return nowMs === Infinity || (nowMs - sinceMs >= GIVE_UP_MS && asks >= LEAST_ASKS);
}
