import { unreachable, type Instant } from '../../kernel/index.ts';
import type { Representative } from '../../sessions/index.ts';
import { endText } from '../event-text.ts';
import type { ReportLine, ReportPage } from '../index.ts';
import { FILTER_FIELDS, placeText, type AskedFor, type Place, type ReportFilter } from '../report-filter.ts';

/** Page models: every name is always there, since views are strict. An empty text or false shows nothing. */
export type Model = Readonly<Record<string, unknown>>;

/** What is shown for the state of a session: words, and the chip's meaning. */
export interface State {
  readonly text: string;
  readonly tone: '' | 'good' | 'warn' | 'info';
}

export function listModel(
  page: ReportPage,
  asked: AskedFor & { readonly ok: true },
  offered: readonly Representative[],
  now: Instant,
): Model {
  const { filter, position } = asked;
  const [first] = page.lines;
  const oldest = page.lines.at(-1);
  const isFiltered = FILTER_FIELDS.some((name) => filter[name] !== undefined);
  return {
    fields: fieldModels(textOf(filter), {}, offered),
    problem: '',
    isFiltered,
    lines: page.lines.map((line) => lineModel(line, now)),
    span:
      first !== undefined && oldest !== undefined
        ? { first: first.startedAt, last: oldest.startedAt }
        : false,
    // Without a line there is no place to go back to but the beginning.
    newerHref: page.newer && first !== undefined ? listHref(filter, { newer: placeOf(first) }) : '',
    newestHref: position.kind === 'newest' ? '' : listHref(filter, {}),
    olderHref: page.olderThan === undefined ? '' : listHref(filter, { older: page.olderThan }),
    searchedBackTo: page.unfinished ? (page.olderThan?.startedAt ?? false) : false,
    nothing:
      page.lines.length > 0 || page.unfinished
        ? ''
        : position.kind === 'newest'
          ? isFiltered
            ? 'nothing-found'
            : 'nothing-yet'
          : 'nothing-here',
  };
}

/** The form again with what was typed, and a sentence beside each field that was wrong. */
export function wrongFilterModel(
  typed: Readonly<Record<string, string>>,
  problems: Readonly<Record<string, string>>,
  offered: readonly Representative[],
): Model {
  return {
    fields: fieldModels(typed, problems, offered),
    problem: problems['position'] ?? '',
    isFiltered: true,
    lines: [],
    span: false,
    newerHref: '',
    newestHref: '',
    olderHref: '',
    searchedBackTo: false,
    nothing: 'wrong-filter',
  };
}

function fieldModels(
  typed: Readonly<Record<string, string>>,
  problems: Readonly<Record<string, string>>,
  offered: readonly Representative[],
): Model {
  const chosen = typed['representative'] ?? '';
  return {
    ...Object.fromEntries(
      FILTER_FIELDS.map((name) => [name, { value: typed[name] ?? '', problem: problems[name] ?? '' }]),
    ),
    representatives: offered.map(({ id, name }) => ({ id, name, isChosen: id === chosen })),
  };
}

function textOf(filter: ReportFilter): Readonly<Record<string, string>> {
  return Object.fromEntries(FILTER_FIELDS.map((name) => [name, filter[name] ?? '']));
}

/** The list's address with these filters; what does not narrow is left out. */
function listHref(filter: ReportFilter, place: { readonly newer?: Place; readonly older?: Place }): string {
  const query = new URLSearchParams();
  for (const name of FILTER_FIELDS) {
    const value = filter[name];
    if (value !== undefined) {
      query.set(name, value);
    }
  }
  for (const name of ['newer', 'older'] as const) {
    const at = place[name];
    if (at !== undefined) {
      query.set(name, placeText(at));
    }
  }
  const text = query.toString();
  return text === '' ? '/login/reports' : `/login/reports?${text}`;
}

function placeOf(line: ReportLine): Place {
  return { startedAt: line.startedAt, session: line.session };
}

function lineModel(line: ReportLine, now: Instant): Model {
  return {
    href: `/login/reports/${line.session}`,
    startedAt: line.startedAt,
    durationMs: (line.endedAt ?? now) - line.startedAt,
    customerName: line.customerName,
    representativeName: line.representativeName ?? '',
    portalName: line.portalName,
    state: stateOf(line),
    recordings: line.recordings === 0 ? '' : line.recordings === 1 ? 'Yes' : `Yes, ${line.recordings}`,
  };
}

export function stateOf(session: Pick<ReportLine, 'status' | 'endReason'>): State {
  switch (session.status) {
    case 'preparing':
      return { text: 'Being asked before the queue', tone: 'info' };
    case 'waiting':
      return { text: 'Waiting now', tone: 'info' };
    case 'in-session':
      return { text: 'In session now', tone: 'good' };
    case 'ended':
      return { text: session.endReason === undefined ? 'Ended' : endText(session.endReason), tone: '' };
    default:
      return unreachable(session.status);
  }
}
