import type { Instant, QueueId, RepId } from '../kernel/index.ts';
import { canHold, type QueuePlace } from '../queues/index.ts';

/** Somebody who is in the session beside the owner who is gone. */
export interface Sharer {
  readonly rep: RepId;
  readonly sharingSince: Instant;
  /** An invited person from outside never becomes owner. */
  readonly external: boolean;
  /** Whoever is lost as well cannot take over. */
  readonly connected: boolean;
}

/** A session whose owner has been lost for longer than the grace time, or has logged off. */
export interface Abandoned {
  /** Whether the customer began it; otherwise it is a Jump session. */
  readonly attended: boolean;
  readonly sharers: readonly Sharer[];
  /** The owner who is gone does not count as logged in, in any of the three. undefined: there is none. */
  readonly lastQueue: QueuePlace | undefined;
  readonly firstQueue: QueuePlace | undefined;
  /** The site's designated fallback queue. */
  readonly fallbackQueue: QueuePlace | undefined;
}

/** *Enable Rules 2, 3, and 4 for Normal Sessions and/or Jump Sessions*. Rules 1 and 5 always hold. */
export interface FallbackSettings {
  readonly fallbackForNormalSessions: boolean;
  readonly fallbackForJumpSessions: boolean;
}

/** What becomes of the session, and by which of the five rules; a session of a persistent queue is under none. */
export type Fallback =
  | { readonly kind: 'to-rep'; readonly rep: RepId; readonly rule: 1 }
  | { readonly kind: 'to-queue'; readonly queue: QueueId; readonly rule: 2 | 3 | 4 | 'persistent' }
  | { readonly kind: 'end'; readonly rule: 5 };

/** The Session Fallback Rules of Configuration > Options, in their order. */
export function fallback(session: Abandoned, settings: FallbackSettings): Fallback {
  const { lastQueue, firstQueue, fallbackQueue } = session;
  if (lastQueue?.kind === 'team' && lastQueue.persistent) {
    return { kind: 'to-queue', queue: lastQueue.queue, rule: 'persistent' };
  }
  const longest = longestSharing(session.sharers);
  if (longest !== undefined) {
    return { kind: 'to-rep', rep: longest, rule: 1 };
  }
  if (session.attended ? settings.fallbackForNormalSessions : settings.fallbackForJumpSessions) {
    for (const [rule, place] of [
      [2, lastQueue],
      [3, firstQueue],
      [4, fallbackQueue],
    ] as const) {
      if (place !== undefined && canHold(place)) {
        return { kind: 'to-queue', queue: place.queue, rule };
      }
    }
  }
  return { kind: 'end', rule: 5 };
}

/** Of those who have been sharing equally long, the lower id, so that a replay decides the same. */
function longestSharing(sharers: readonly Sharer[]): RepId | undefined {
  return sharers
    .filter(({ connected, external }) => connected && !external)
    .toSorted((one, other) => one.sharingSince - other.sharingSince || (one.rep < other.rep ? -1 : 1))[0]
    ?.rep;
}
