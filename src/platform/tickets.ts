import { createHash } from 'node:crypto';
import { LIMITS, type Clock, type Principal, type Random } from '../kernel/index.ts';

interface Waiting {
  readonly principal: Principal;
  /** On the monotonic clock. */
  readonly untilMs: number;
}

/**
 * One-time tickets for opening a WebSocket: a browser sends cookies with a WebSocket from any site,
 * but only our own page can have asked for a ticket first (peers.md T20).
 */
export class Tickets {
  /** By digest, oldest first. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(ports: { readonly clock: Clock; readonly random: Random }) {
    this.#clock = ports.clock;
    this.#random = ports.random;
  }

  /** 256 random bits, good once within `LIMITS.ticketLifeMs`, for the sign-in that asked. */
  issue(principal: Principal): string {
    const nowMs = this.#clock.monotonicMs();
    for (const [digest, { untilMs }] of this.#waiting) {
      if (untilMs > nowMs && this.#waiting.size < LIMITS.tickets) {
        break;
      }
      this.#waiting.delete(digest);
    }
    const ticket = Buffer.from(this.#random.bytes(32)).toString('base64url');
    this.#waiting.set(digestOf(ticket), { principal, untilMs: nowMs + LIMITS.ticketLifeMs });
    return ticket;
  }

  /** Takes the ticket away. The principal it was made for, or undefined when it is none, used, or too old. */
  take(ticket: string): Principal | undefined {
    const digest = digestOf(ticket);
    const waiting = this.#waiting.get(digest);
    this.#waiting.delete(digest);
    return waiting !== undefined && this.#clock.monotonicMs() < waiting.untilMs
      ? waiting.principal
      : undefined;
  }
}

function digestOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url');
}
