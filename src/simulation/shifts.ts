import { laterBy, type Instant, type RepId } from '../kernel/index.ts';
import type { Elsewhere, Shift } from './week.ts';

/** Whoever does nothing for so long is taken to have gone, where nobody wrote down who was there. */
const GONE_AFTER_MS = 60 * 60_000;
/** The appliance was started again, or a console was: whoever comes back within this was there. */
const SHORT_BREAK_MS = 2 * 60_000;

/**
 * Who was there before `until`, gathered from the sessions that they were in: from the first to the last
 * of a stretch of work.
 */
export function gatheredShifts(
  worked: readonly Elsewhere[],
  until: Instant,
): ReadonlyMap<RepId, readonly Shift[]> {
  const shiftsOf = new Map<RepId, readonly Shift[]>();
  const before = worked.filter(({ from }) => from < until);
  for (const [rep, stretches] of Map.groupBy(before, (each) => each.rep)) {
    const shifts: Shift[] = [];
    let end: Instant | undefined;
    for (const { from, to } of stretches.toSorted((one, other) => one.from - other.from)) {
      if (end === undefined || from > laterBy(end, GONE_AFTER_MS)) {
        if (end !== undefined) {
          shifts.push({ at: end, as: 'off' });
        }
        shifts.push({ at: from, as: 'available' });
        end = to;
      } else if (to > end) {
        end = to;
      }
    }
    if (end !== undefined) {
      shifts.push({ at: end < until ? end : until, as: 'off' });
    }
    shiftsOf.set(rep, shifts);
  }
  return shiftsOf;
}

/** The same without breaks that were none. */
export function withoutShortBreaks(shifts: readonly Shift[]): readonly Shift[] {
  const kept: Shift[] = [];
  for (const shift of shifts) {
    const last = kept.at(-1);
    if (last?.as === 'off' && shift.at - last.at < SHORT_BREAK_MS) {
      kept.pop();
    }
    if (kept.at(-1)?.as !== shift.as) {
      kept.push(shift);
    }
  }
  return kept;
}

/** How much of the time from `from` to `to` somebody was on duty, whatever as. */
export function onDutyMs(shifts: readonly Shift[], from: Instant, to: Instant): number {
  let sum = 0;
  for (const [index, { at, as }] of shifts.entries()) {
    if (as !== 'off') {
      const end = shifts[index + 1]?.at ?? to;
      sum += Math.max(0, Math.min(end, to) - Math.max(at, from));
    }
  }
  return sum;
}
