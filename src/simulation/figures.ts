import type { Instant } from '../kernel/index.ts';
import type { Outcome } from './replay.ts';

/** How some stays went. Waits are those of whoever was served; undefined when nobody was. */
export interface Figures {
  readonly stays: number;
  readonly served: number;
  /** Customers who did not wait any longer. */
  readonly left: number;
  /** Customers for whom nobody was there. */
  readonly sentAway: number;
  /** Moved elsewhere, or still waiting at the end. */
  readonly otherwise: number;
  readonly meanMs: number | undefined;
  readonly medianMs: number | undefined;
  /** Nine of ten waited this long at most. */
  readonly p90Ms: number | undefined;
  readonly longestMs: number | undefined;
}

/** A week's waits: all, by the day and by the hour of the day in which the customers came. */
export interface Waits {
  readonly all: Figures;
  readonly byDay: readonly Figures[];
  readonly byHour: readonly Figures[];
}

const HOUR_MS = 3_600_000;
const HOURS = 24;

/**
 * `days` are the first moments of each day, and the end of the last. On the day on which clocks are
 * changed the hours are counted from its beginning.
 */
export function waitsOf(outcomes: readonly Outcome[], days: readonly Instant[]): Waits {
  const all: Outcome[] = [];
  const byDay: Outcome[][] = Array.from({ length: days.length - 1 }, () => []);
  const byHour: Outcome[][] = Array.from({ length: HOURS }, () => []);
  for (const outcome of outcomes) {
    const day = days.findLastIndex((begins) => outcome.enteredAt >= begins);
    const begins = days[day];
    const ofDay = byDay[day];
    if (begins !== undefined && ofDay !== undefined) {
      all.push(outcome);
      ofDay.push(outcome);
      byHour[Math.min(HOURS - 1, Math.floor((outcome.enteredAt - begins) / HOUR_MS))]?.push(outcome);
    }
  }
  return { all: figuresOf(all), byDay: byDay.map(figuresOf), byHour: byHour.map(figuresOf) };
}

export function figuresOf(outcomes: readonly Outcome[]): Figures {
  const waitsMs: number[] = [];
  let [left, sentAway] = [0, 0];
  for (const { ending, waitMs } of outcomes) {
    if (ending === 'served') {
      waitsMs.push(waitMs);
    } else if (ending === 'left') {
      left += 1;
    } else if (ending === 'sent-away') {
      sentAway += 1;
    }
  }
  waitsMs.sort((one, other) => one - other);
  const served = waitsMs.length;
  return {
    stays: outcomes.length,
    served,
    left,
    sentAway,
    otherwise: outcomes.length - served - left - sentAway,
    meanMs: served === 0 ? undefined : waitsMs.reduce((sum, each) => sum + each, 0) / served,
    medianMs: upTo(waitsMs, 0.5),
    p90Ms: upTo(waitsMs, 0.9),
    longestMs: waitsMs.at(-1),
  };
}

/** The wait that this share of them did not exceed: one that somebody really had. */
function upTo(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.ceil(sorted.length * share) - 1];
}
