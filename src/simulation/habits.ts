import { msBetween, type Instant, type QueueId, type RepId } from '../kernel/index.ts';
import { chance } from './chance.ts';
import { survivalOf, type Survival } from './survival.ts';
import type { Answer, Elsewhere, Shift, Visit, Week } from './week.ts';

/** Of fewer own answers at a load the answers of all count. */
const OWN_ANSWERS_NEEDED = 20;
/** From this load on all are alike. */
const TOP_LOAD = 3;
/** Where nobody was asked: whoever is not busy accepts after this, others do not answer. */
const ASSUMED_ANSWER_MS = 5_000;
/** Where nobody accepted by hand: a look at the queue so long after becoming free. */
const ASSUMED_LOOK_MS = 20_000;
/** Of so few takes by one person, those of all count. */
const OWN_TAKES_NEEDED = 5;

/** What people did in a week, for what a replay has to guess. */
export interface Habits {
  readonly patience: Survival;
  /** How long sessions of each queue took, in order. */
  readonly workMs: ReadonlyMap<QueueId, readonly number[]>;
  readonly anyWorkMs: readonly number[];
  /** By load, up to `TOP_LOAD`. */
  readonly answers: readonly (readonly Answer[])[];
  readonly ownAnswers: ReadonlyMap<RepId, readonly (readonly Answer[])[]>;
  /** How long somebody who could take a session by hand let it wait, in order. */
  readonly looksMs: readonly number[];
  /** In so many sessions somebody still takes another one by hand. */
  readonly handLimit: number;
  readonly ownHandLimits: ReadonlyMap<RepId, number>;
}

export function habitsOf(week: Week): Habits {
  const workMs = new Map<QueueId, number[]>();
  for (const { legs } of week.visits) {
    for (const { queue, served } of legs) {
      if (served !== undefined) {
        const times = workMs.get(queue) ?? [];
        times.push(served.workMs);
        workMs.set(queue, times);
      }
    }
  }
  for (const times of workMs.values()) {
    times.sort(ascending);
  }
  const takes = takesOf(week);
  const ownHandLimits = new Map<RepId, number>();
  for (const [rep, own] of Map.groupBy(takes, (take) => take.rep)) {
    if (own.length >= OWN_TAKES_NEEDED) {
      ownHandLimits.set(rep, mostlyUpTo(own.map(({ load }) => load)));
    }
  }
  return {
    patience: survivalOf(
      week.visits
        .flatMap(({ legs }) => legs)
        .map(({ ending, waitMs }) => ({ waitMs, gaveUp: ending === 'left' })),
    ),
    workMs,
    anyWorkMs: [...workMs.values()].flat().sort(ascending),
    answers: byLoad(week.answers),
    ownAnswers: new Map(
      [...Map.groupBy(week.answers, ({ rep }) => rep)].map(([rep, answers]) => [rep, byLoad(answers)]),
    ),
    looksMs: takes.map(({ afterMs }) => afterMs).sort(ascending),
    handLimit: takes.length === 0 ? 0 : mostlyUpTo(takes.map(({ load }) => load)),
    ownHandLimits,
  };
}

/** What `rep` does when asked in so many sessions; `share` is from 0 up to 1. */
export function answerOf(
  habits: Habits,
  rep: RepId,
  load: number,
  share: number,
): Pick<Answer, 'outcome' | 'afterMs'> {
  const bucket = Math.min(load, TOP_LOAD);
  const own = habits.ownAnswers.get(rep)?.[bucket] ?? [];
  const pool = own.length >= OWN_ANSWERS_NEEDED ? own : nearestPool(habits.answers, bucket);
  return (
    at(pool, share) ??
    (load <= handLimitOf(habits, rep)
      ? { outcome: 'accepted', afterMs: ASSUMED_ANSWER_MS }
      : { outcome: 'no-answer', afterMs: Infinity })
  );
}

/** How long somebody who has become free lets a session wait before taking it by hand. */
export function lookAfterMs({ looksMs }: Habits, share: number): number {
  return at(looksMs, share) ?? ASSUMED_LOOK_MS;
}

export function handLimitOf({ ownHandLimits, handLimit }: Habits, rep: RepId): number {
  return ownHandLimits.get(rep) ?? handLimit;
}

/** How long a session takes that nobody served then; 0 where none of its queue was. */
export function workOf({ workMs, anyWorkMs }: Habits, queue: QueueId, share: number): number {
  return at(workMs.get(queue) ?? anyWorkMs, share) ?? 0;
}

/** A seeded share for one question about one customer or person. */
export type Share = (...keys: readonly (string | number)[]) => number;

export function shares(seed: number): Share {
  return (...keys) => chance(seed, ...keys);
}

interface TakeAtLoad {
  readonly rep: RepId;
  readonly load: number;
  readonly afterMs: number;
}

/** Each take by hand, with how many sessions its taker was in, and how long they could have taken it already. */
function takesOf(week: Week): readonly TakeAtLoad[] {
  const held = Map.groupBy(heldOf(week.visits, week.elsewhere), ({ rep }) => rep);
  const takes: TakeAtLoad[] = [];
  for (const [rep, own] of Map.groupBy(week.takes, (take) => take.rep)) {
    const moments: { readonly at: Instant; readonly change: number; readonly queuedAt?: Instant }[] = [
      ...(held.get(rep) ?? []).flatMap(({ from, to }) => [
        { at: from, change: 1 },
        { at: to, change: -1 },
      ]),
      ...own.map((take) => ({ at: take.at, change: 0, queuedAt: take.queuedAt })),
      ...(week.shifts.get(rep) ?? [])
        .filter(({ as }: Shift) => as === 'available')
        .map((shift) => ({ at: shift.at, change: 0 })),
      // At one moment: sessions end, then one is taken, then it begins.
    ].sort((one, other) => one.at - other.at || one.change - other.change);
    let load = 0;
    let freeSince = week.from as number;
    for (const moment of moments) {
      if (moment.queuedAt !== undefined) {
        const since = Math.max(moment.queuedAt, freeSince) as Instant;
        takes.push({ rep, load, afterMs: msBetween(since, moment.at) });
      } else {
        load += moment.change;
        freeSince = moment.at;
      }
    }
  }
  return takes;
}

function heldOf(visits: readonly Visit[], elsewhere: readonly Elsewhere[]): readonly Elsewhere[] {
  const held = [...elsewhere];
  for (const { legs } of visits) {
    for (const { enteredAt, waitMs, served } of legs) {
      if (served !== undefined) {
        const from = (enteredAt + waitMs) as Instant;
        held.push({ rep: served.by, from, to: (from + served.workMs) as Instant });
      }
    }
  }
  return held;
}

/** The load that nine of ten did not exceed. */
function mostlyUpTo(loads: readonly number[]): number {
  return loads.toSorted(ascending)[Math.ceil(loads.length * 0.9) - 1] ?? 0;
}

function byLoad(answers: readonly Answer[]): readonly (readonly Answer[])[] {
  return Array.from({ length: TOP_LOAD + 1 }, (_, bucket) =>
    answers.filter(({ load }) => Math.min(load, TOP_LOAD) === bucket),
  );
}

/** What was done at this load; where that never happened, at the nearest one below, and then above. */
function nearestPool(pools: Habits['answers'], bucket: number): readonly Answer[] {
  const order = [...pools.keys()].sort(
    (one, other) => Math.abs(one - bucket) - Math.abs(other - bucket) || one - other,
  );
  return order.map((each) => pools[each] ?? []).find(({ length }) => length > 0) ?? [];
}

function at<Item>(items: readonly Item[], share: number): Item | undefined {
  return items[Math.floor(share * items.length)];
}

function ascending(one: number, other: number): number {
  return one - other;
}
