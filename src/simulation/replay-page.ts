import { dayAt, unreachable, type Instant } from '../kernel/index.ts';
import { barChart } from './chart.ts';
import { STAYS_NEEDED, type Comparison } from './comparison.ts';
import type { Figures, Waits } from './figures.ts';
import { counted } from './line-up-words.ts';
import { clockOf } from './words.ts';

/** What was asked of a replay, as its page says it. */
export interface AskedReplay {
  readonly week: string;
  readonly teams: readonly string[];
  /** A line each; none when nothing was changed. */
  readonly changes: readonly string[];
  /** The fields of its form, to change something else. */
  readonly fields: Readonly<Record<string, string>>;
  readonly days: readonly Instant[];
}

/** How it stands. */
export type ReplayState =
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'too-few'; readonly stays: number }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'compared'; readonly comparison: Comparison; readonly tookMs: number };

/** As close as this the replay is to what was: read as a share of the average wait. */
const CLOSE = 0.25;
const ROUGH = 0.6;
/** Below that a difference is no difference. */
const NOTABLE_MS = 10_000;
const KINDS = ['was', 'today', 'changed'] as const;
const HOUR_MS = 3_600_000;

/** Page model of simulator/replayed. */
export function replayPage(asked: AskedReplay, state: ReplayState, againHref: string, timeZone: string) {
  return {
    week: asked.week,
    teams: asked.teams.join(', '),
    changes: asked.changes,
    againHref,
    running: state.kind === 'running' ? { percent: String(Math.round(state.share * 100)) } : false,
    problem: problemOf(state),
    result: state.kind === 'compared' ? resultModel(asked, state, timeZone) : false,
  };
}

function problemOf(state: ReplayState): { readonly title: string; readonly text: string } | false {
  switch (state.kind) {
    case 'failed':
      return {
        title: 'The replay failed',
        text: 'It has been written to the log of the appliance. Please try again, with fewer teams if it happens again.',
      };
    case 'too-few':
      return {
        title: 'Too few sessions to say anything',
        text: `${state.stays === 0 ? 'Nobody' : `Only ${counted(state.stays, 'customer')}`} waited in these queues in that week; from fewer than ${STAYS_NEEDED} any figure would be chance. Please choose another week or more teams.`,
      };
    case 'too-many':
      return {
        title: 'Too much for one replay',
        text: 'More happened in these queues in that week than one replay takes in. Please choose fewer teams.',
      };
    case 'running':
    case 'compared':
      return false;
    default:
      return unreachable(state);
  }
}

function resultModel(
  asked: AskedReplay,
  state: ReplayState & { readonly kind: 'compared' },
  timeZone: string,
) {
  const { waits, doings, basis } = state.comparison;
  const isUnchanged = asked.changes.length === 0;
  return {
    sentence: isUnchanged ? 'Nothing was changed: the last two columns are the same.' : sentenceOf(waits),
    closeness: closenessOf(waits),
    isClose: nearnessOf(waits) <= CLOSE,
    rows: rowsOf(state.comparison),
    dayChart: barChart(
      asked.days.slice(0, -1).map((begins, day) => ({
        label: weekday(begins, timeZone),
        valuesMs: KINDS.map((kind) => waits[kind].byDay[day]?.meanMs),
      })),
      KINDS,
      clockOf,
    ),
    hourChart: barChart(
      Array.from({ length: 24 }, (_, hour) => ({
        label: String(hour),
        valuesMs: KINDS.map((kind) => waits[kind].byHour[hour]?.meanMs),
      })),
      KINDS,
      clockOf,
    ),
    days: asked.days.slice(0, -1).map((begins, day) => ({
      label: `${weekday(begins, timeZone)} ${Number(dayAt(begins, timeZone).slice(8))}`,
      customers: String(waits.was.byDay[day]?.stays ?? 0),
      ...sideBySide(waits, ({ byDay }) => byDay[day]),
    })),
    hours: Array.from({ length: 24 }, (_, hour) => ({
      label: `${hour}:00`,
      customers: String(waits.was.byHour[hour]?.stays ?? 0),
      ...sideBySide(waits, ({ byHour }) => byHour[hour]),
    })).filter(({ customers, today }) => customers !== '0' || today.mean !== '–'),
    dutyKnown: dutyKnownIn(asked.days, basis.dutyKnownFrom),
    dutyKnownFrom: basis.dutyKnownFrom,
    basis: basisOf(basis, doings),
    took: `${(state.tookMs / 1_000).toFixed(1)} s`,
  };
}

function sideBySide(waits: Comparison['waits'], part: (of: Waits) => Figures | undefined) {
  const cell = (of: Waits) => {
    const figures = part(of);
    return {
      mean: clockOf(figures?.meanMs),
      p90: clockOf(figures?.p90Ms),
      left: String((figures?.left ?? 0) + (figures?.sentAway ?? 0)),
    };
  };
  return { was: cell(waits.was), today: cell(waits.today), changed: cell(waits.changed) };
}

function rowsOf({ waits, doings }: Comparison) {
  const { was, today, changed } = waits;
  const times = (label: string, of: (figures: Figures) => number | undefined) => ({
    label,
    was: clockOf(of(was.all)),
    today: clockOf(of(today.all)),
    changed: clockOf(of(changed.all)),
    difference: differenceOf(of(today.all), of(changed.all), clockOf),
  });
  const counts = (label: string, wasCount: number | undefined, todayCount: number, changedCount: number) => ({
    label,
    was: wasCount === undefined ? '–' : String(wasCount),
    today: String(todayCount),
    changed: String(changedCount),
    difference: differenceOf(todayCount, changedCount, String),
  });
  const figures = (label: string, of: (figures: Figures) => number) =>
    counts(label, of(was.all), of(today.all), of(changed.all));
  return [
    figures('Customers', ({ stays }) => stays),
    times('Half waited at most', ({ medianMs }) => medianMs),
    times('Nine of ten waited at most', ({ p90Ms }) => p90Ms),
    times('Longest wait', ({ longestMs }) => longestMs),
    times('Average wait', ({ meanMs }) => meanMs),
    figures('Left without an answer', ({ left }) => left),
    ...(was.all.sentAway + today.all.sentAway + changed.all.sentAway > 0
      ? [figures('Nobody was there', ({ sentAway }) => sentAway)]
      : []),
    ...(was.all.otherwise + today.all.otherwise + changed.all.otherwise > 0
      ? [figures('Moved elsewhere or still waiting', ({ otherwise }) => otherwise)]
      : []),
    ...(['offers', 'declined', 'byHand', 'overdue', 'overflows'] as const)
      .filter((what) => doings.today[what] + doings.changed[what] > 0)
      .map((what) => counts(DOINGS[what], undefined, doings.today[what], doings.changed[what])),
  ];
}

const DOINGS = {
  offers: 'Offers made',
  declined: 'Offers rejected or not answered',
  byHand: 'Accepted by hand',
  overdue: 'Declared overdue',
  overflows: 'Moved on by a waiting session rule',
} as const;

function differenceOf(
  before: number | undefined,
  after: number | undefined,
  format: (value: number) => string,
): string {
  if (before === undefined || after === undefined) {
    return '–';
  }
  const change = Math.round(after - before);
  if (format(Math.abs(change)) === format(0)) {
    return 'same';
  }
  return `${change < 0 ? '−' : '+'}${format(Math.abs(change))}`;
}

function sentenceOf({ today, changed }: Comparison['waits']): string {
  const [before, after] = [today.all, changed.all];
  const gone = (figures: Figures) => figures.left + figures.sentAway;
  return (
    `With the changes half of the customers would wait ${clockOf(after.medianMs)} at most (without them ${clockOf(before.medianMs)}), ` +
    `nine of ten ${clockOf(after.p90Ms)} (${clockOf(before.p90Ms)}), and ${gone(after)} instead of ${gone(before)} would not be helped.`
  );
}

/** By how much of the average wait the replay without changes misses what was. */
function nearnessOf({ was, today }: Comparison['waits']): number {
  const [measured, replayed] = [was.all.meanMs ?? 0, today.all.meanMs ?? 0];
  return Math.abs(replayed - measured) < NOTABLE_MS
    ? 0
    : Math.abs(replayed - measured) / Math.max(measured, replayed);
}

function closenessOf(waits: Comparison['waits']): string {
  const figures = `average wait ${clockOf(waits.today.all.meanMs)} instead of ${clockOf(waits.was.all.meanMs)}`;
  const nearness = nearnessOf(waits);
  if (nearness <= CLOSE) {
    return `Replayed without changes the week comes out close to what it was (${figures}), so the difference that the changes make can be believed.`;
  }
  return nearness <= ROUGH
    ? `Replayed without changes the week comes out roughly as it was (${figures}): read the changes as better or worse, not as exact times.`
    : `Replayed without changes the week comes out quite unlike what it was (${figures}): today’s teams or rules are others than then, or people did what the replay does not know of. Do not build on the last column.`;
}

function basisOf(basis: Comparison['basis'], doings: Comparison['doings']): readonly string[] {
  const { answers, declined, takes, left, byStrangers, onDutyMs } = basis;
  const hours = (ms: number) => `${Math.round(ms / HOUR_MS)} h`;
  return [
    `On duty: ${hours(onDutyMs.today)} of all representatives together, with the changes ${hours(onDutyMs.changed)}. Whoever is in a session when going off duty finishes it.`,
    answers === 0
      ? 'Nobody was asked by Equilibrium in that week: whoever is free is taken to accept after 5 seconds.'
      : `How people answer when asked is drawn from the ${counted(answers, 'answer')} of that week, of which ${counted(declined, 'was', 'were')} no.`,
    takes === 0
      ? 'Nobody accepted by hand in that week; in a team without a Routing Algorithm whoever is free is taken to look after 20 seconds.'
      : `How soon somebody who is free takes a session by hand is drawn from the ${counted(takes, 'session')} that were taken so.`,
    left === 0
      ? 'No customer left in that week, so none has enough in a replay either, however long it takes.'
      : `Patience is estimated from the ${counted(left, 'customer')} who left; whoever was served had at least as much as they waited.`,
    'Customers come when they came, and their sessions take as long as they took. Sessions of other queues keep their people busy as they did.',
    ...(byStrangers === 0
      ? []
      : [
          `${counted(byStrangers, 'session was', 'sessions were')} accepted then by people who are in none of these teams today: in the replays others have to.`,
        ]),
    ...(doings.today.offers === 0 && doings.today.byHand === 0 ? ['Nobody is on duty in the replay.'] : []),
  ];
}

/** For which part of the week it is known who was on duty. */
function dutyKnownIn(days: readonly Instant[], knownFrom: Instant): 'all' | 'part' | 'none' {
  const [from, to] = [days[0] ?? knownFrom, days.at(-1) ?? knownFrom];
  return knownFrom <= from ? 'all' : knownFrom >= to ? 'none' : 'part';
}

const weekdays = new Map<string, Intl.DateTimeFormat>();

function weekday(at: Instant, timeZone: string): string {
  const format = weekdays.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' });
  weekdays.set(timeZone, format);
  return format.format(at);
}
