/** A wait that ended: because the customer gave up, or for another reason, before which they had not. */
export interface PastPatience {
  readonly waitMs: number;
  readonly gaveUp: boolean;
}

/** The share of customers who still wait after so long, at each wait at which somebody gave up. */
export type Survival = readonly { readonly waitMs: number; readonly share: number }[];

/**
 * The estimate of Kaplan and Meier: whoever was served had at least that much patience, so at each wait
 * those who gave up are set against all who were still waiting then.
 */
export function survivalOf(past: readonly PastPatience[]): Survival {
  const inOrder = past.toSorted(
    (one, other) => one.waitMs - other.waitMs || Number(other.gaveUp) - Number(one.gaveUp),
  );
  const steps: { waitMs: number; share: number }[] = [];
  let share = 1;
  let stillWaiting = inOrder.length;
  for (const { waitMs, gaveUp } of inOrder) {
    if (gaveUp) {
      share *= 1 - 1 / stillWaiting;
      const last = steps.at(-1);
      if (last?.waitMs === waitMs) {
        last.share = share;
      } else {
        steps.push({ waitMs, share });
      }
    }
    stillWaiting -= 1;
  }
  return steps;
}

/**
 * When somebody gives up who had not after `waitedMs`: Infinity where nobody is known to. `chance` is
 * from 0 up to 1, the lower the sooner.
 */
export function givesUpAfterMs(survival: Survival, waitedMs: number, chance: number): number {
  const next = firstPlace(survival, ({ waitMs }) => waitMs > waitedMs);
  const sought = (survival[next - 1]?.share ?? 1) * (1 - chance);
  const place = firstPlace(survival, ({ share }) => share < sought);
  return survival[Math.max(next, place)]?.waitMs ?? Infinity;
}

/** The first place from which on `is` holds; the length when it holds nowhere. */
function firstPlace(survival: Survival, is: (step: Survival[number]) => boolean): number {
  let from = 0;
  let to = survival.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const step = survival[middle];
    if (step !== undefined && is(step)) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return from;
}
