import { CUSTOMER, unreachable, type Instant, type RecordingId } from '../../kernel/index.ts';
import type { Representative } from '../../sessions/index.ts';
import { dayAt } from '../day.ts';
import { endText } from '../event-text.ts';
import type { ReportLine, ReportPage } from '../index.ts';
import type { PlayedAt, Recording } from '../recording.ts';
import { FILTER_FIELDS, placeText, type AskedFor, type Place, type ReportFilter } from '../report-filter.ts';
import type { ChatLine, EventLine, NoteLine, Part, Report } from '../report.ts';

/** Page models: every name is always there, since views are strict. An empty text or false shows nothing. */
type Model = Readonly<Record<string, unknown>>;

/** What is shown for the state of a session: words, and the chip's meaning. */
interface State {
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

function stateOf(session: Pick<ReportLine, 'status' | 'endReason'>): State {
  switch (session.status) {
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

/** `sizes` has the files of recordings that are there. */
export function reportModel(
  report: Report,
  sizes: ReadonlyMap<RecordingId, number>,
  timeZone: string,
): Model {
  const href = `/login/reports/${report.session}`;
  const times = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  const datesAndTimes = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const exact = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' });
  const firstDay = dayAt(report.startedAt, timeZone);

  /** The date is shown only beside times of a later day. */
  function timeModel(at: Instant): Model {
    const clock = dayAt(at, timeZone) === firstDay ? times : datesAndTimes;
    return { iso: new Date(at).toISOString(), full: exact.format(at), clock: clock.format(at) };
  }

  function partModel<Line>(name: string, part: Part<Line>, lineModel: (line: Line) => Model): Model {
    const page = (number: number) => `${href}?${name}=${number}#${name}`;
    return {
      lines: part.lines.map(lineModel),
      total: part.total,
      hasPages: part.pages > 1,
      number: part.page,
      pages: part.pages,
      earlierHref: part.page > 1 ? page(part.page - 1) : '',
      laterHref: part.page < part.pages ? page(part.page + 1) : '',
    };
  }

  function momentModel(line: EventLine | ChatLine | NoteLine): Model {
    return {
      moment: timeModel(line.at),
      sinceStartMs: line.sinceStartMs,
      played: line.played !== undefined && sizes.has(line.played.recording) && playedModel(href, line.played),
    };
  }

  const { acceptedAt, endedAt, inSessionMs } = report;
  return {
    title: `Session with ${report.customerName}`,
    customerName: report.customerName,
    details: report.details,
    portalName: report.portalName,
    startMethod: 'Session key',
    queueName: report.queueName,
    session: report.session,
    state: stateOf(report),
    startedAt: report.startedAt,
    accepted: acceptedAt !== undefined && { at: acceptedAt },
    ended: endedAt !== undefined && { at: endedAt },
    waitingMs: report.waitingMs,
    inSession: inSessionMs !== undefined && { ms: inSessionMs },
    representatives: report.representatives.map(({ name }) => ({ name })),
    recordings: report.recordings.map((recording, index) =>
      recordingModel(recording, index + 1, report.recordings.length, sizes.get(recording.id), href),
    ),
    transcript: partModel('transcript', report.transcript, (line) => ({
      ...momentModel(line),
      name: line.from.name,
      isCustomer: line.from.id === CUSTOMER,
      text: line.text,
      delivered: line.deliveredAt !== undefined && timeModel(line.deliveredAt),
    })),
    transcriptHref: `${href}/transcript.txt`,
    events: partModel('events', report.events, (line) => ({
      ...momentModel(line),
      kind: line.kind,
      who: line.who,
      what: line.what,
      quote: line.quote,
    })),
    notes: partModel('notes', report.notes, (line) => ({
      ...momentModel(line),
      name: line.by.name,
      text: line.text,
    })),
  };
}

function playedModel(href: string, played: PlayedAt): Model {
  const seconds = (played.offsetMs / 1000).toFixed(1);
  return {
    recording: played.recording,
    seconds,
    // Without JavaScript the recording opens alone, at that moment.
    href: `${href}/recordings/${played.recording}#t=${seconds}`,
  };
}

function recordingModel(
  recording: Recording,
  number: number,
  count: number,
  size: number | undefined,
  reportHref: string,
): Model {
  const href = `${reportHref}/recordings/${recording.id}`;
  const finished = recording.state === 'finished' ? recording : undefined;
  return {
    id: recording.id,
    name: count === 1 ? 'Recording' : `Recording ${number} of ${count}`,
    downloadName: count === 1 ? 'Download' : `Download recording ${number} of ${count}`,
    isRunning: finished === undefined,
    problem: finished?.problem ?? '',
    isMissing: size === undefined,
    isEmpty: size === 0,
    isPlayable: size !== undefined && size > 0,
    startedAt: recording.startedAt,
    length: finished !== undefined && { ms: finished.lengthMs },
    sizeBytes: size ?? finished?.bytes ?? 0,
    sha256: finished?.sha256 ?? '',
    href,
    downloadHref: `${href}?download`,
  };
}
