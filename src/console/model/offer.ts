import { msBetween, unreachable, type Instant } from '../../kernel/index.ts';
import type { DownOf } from '../../protocol/index.ts';

/** What Equilibrium asks me. */
export type Offer = NonNullable<DownOf<'offer'>['offer']>;

/** The offer as this page holds it. */
export interface OpenOffer {
  readonly offer: Offer;
  /** What was pressed, until the appliance has taken it. */
  readonly answering: 'nothing' | 'accept' | 'reject';
  /** Of the page's monotonic clock: what was about to be pressed then does not answer it. */
  readonly shownAtMs: number;
  /** Whether the sound of the last seconds was heard. */
  readonly warned: boolean;
}

/** For this long after the offer has appeared a key does not answer it. */
const SETTLE_MS = 600;
const WARNING_MS = 5000;
/** An offer that goes this near its end has run out, whatever the two clocks say. */
const ABOUT_MS = 1500;

export function isSettled(open: OpenOffer, nowMs: number): boolean {
  return nowMs - open.shownAtMs >= SETTLE_MS;
}

export interface Countdown {
  readonly leftS: number;
  readonly wholeS: number;
  readonly isEnding: boolean;
}

export function countdown(offer: Offer, now: Instant): Countdown {
  const leftMs = Math.max(0, offer.until - now);
  const wholeS = Math.max(1, Math.round(msBetween(offer.offeredAt, offer.until) / 1000));
  return {
    // A page's idea of the appliance's clock may be a little behind.
    leftS: Math.min(wholeS, Math.ceil(leftMs / 1000)),
    wholeS,
    isEnding: leftMs <= WARNING_MS,
  };
}

/** The open offer after the appliance has told what it offers now. The same offer again changes nothing. */
export function withOffer(
  before: OpenOffer | undefined,
  offer: Offer | undefined,
  nowMs: number,
): OpenOffer | undefined {
  if (offer === undefined) {
    return undefined;
  }
  return before !== undefined && isSame(before.offer, offer)
    ? { ...before, offer }
    : { offer, answering: 'nothing', shownAtMs: nowMs, warned: false };
}

export function isSame(one: Offer, other: Offer): boolean {
  return one.session === other.session && one.offeredAt === other.offeredAt;
}

/** Why an offer closed, in words; undefined when the person did it and sees what came of it. */
export function closedOfferWords(closed: OpenOffer, now: Instant): string | undefined {
  const who = closed.offer.request?.customerName ?? 'The session';
  switch (closed.answering) {
    case 'accept':
    case 'reject':
      return undefined;
    case 'nothing':
      return closed.offer.until - now <= ABOUT_MS
        ? `You did not answer in time: ${who === 'The session' ? 'the session' : who} is offered to somebody else.`
        : `${who} is not offered to you any more: it was taken or moved, or the customer left.`;
    default:
      return unreachable(closed.answering);
  }
}
