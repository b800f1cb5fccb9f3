import { CUSTOMER, type Instant, type RecordingId, dayAt, priorityInWords } from '../../kernel/index.ts';
import type { PlayedAt, Recording } from '../recording.ts';
import type { ChatLine, EventLine, NoteLine, Part, Report } from '../report.ts';
import { stateOf, type Model } from './present.ts';

/** What the address of a report may ask for beside its pages: a recording, from these seconds on. */
export interface Start {
  readonly recording: string;
  readonly seconds: string;
}

const START_METHODS: Readonly<Record<Report['request']['startMethod'], string>> = {
  'session-key': 'Session key',
  representative: 'List of representatives',
  issue: 'Issue',
  'support-button': 'Support Button',
  link: 'Link on a web page',
};

const languages = new Intl.DisplayNames('en', { type: 'language' });

/** Nothing is shown of what the customer did not bring. */
function requestModel(request: Report['request']): Model {
  const { startMethod, mode, issue, company, companyCode, externalKey, custom, language } = request;
  return {
    startMethod: START_METHODS[startMethod],
    isChat: mode === 'chat',
    issue: issue !== undefined && {
      description: issue.description,
      priority: priorityInWords(issue.priority),
    },
    company: company ?? '',
    companyCode: companyCode ?? '',
    externalKey: externalKey ?? '',
    custom: Object.entries(custom ?? {}).map(([name, value]) => ({ name, value })),
    language: languageText(language),
  };
}

function languageText(code: string): string {
  try {
    return languages.of(code) ?? code;
  } catch {
    return code;
  }
}

/** A public site's mark over the recordings of its sessions; `image` is '' for the text alone. */
export interface DrawnOver {
  readonly text: string;
  readonly image: string;
  readonly place: string;
  readonly opacityPercent: number;
}

/** The page model of one report. `sizes` has the files of recordings that are there. */
export function reportModel(
  report: Report,
  sizes: ReadonlyMap<RecordingId, number>,
  start: Start | undefined,
  timeZone: string,
  /** The text of that digest, as it was shown. */
  textOf: (sha256: string) => { readonly title: string; readonly text: string } | undefined,
): Model {
  const shown = new ReportTimes(report.startedAt, timeZone);

  function momentModel(line: EventLine | ChatLine | NoteLine): Model {
    const { played } = line;
    return {
      moment: shown.at(line.at),
      sinceStartMs: line.sinceStartMs,
      played: played !== undefined && sizes.has(played.recording) && playedModel(report, played),
    };
  }

  const { acceptedAt, endedAt, inSessionMs } = report;
  return {
    title: `Session with ${report.customerName}`,
    customerName: report.customerName,
    details: report.details,
    portalName: report.portalName,
    ...requestModel(report.request),
    queueName: report.queueName,
    session: report.session,
    state: stateOf(report),
    agreements: report.agreements.map(({ outcome, sha256, wanted }) => ({
      text: textOf(sha256),
      outcome: AGREEMENT_WORDS[wanted][outcome],
      sha256,
    })),
    notRecorded: NOT_RECORDED_WORDS[report.recording],
    startedAt: report.startedAt,
    accepted: acceptedAt !== undefined && { at: acceptedAt },
    ended: endedAt !== undefined && { at: endedAt },
    waitingMs: report.waitingMs,
    moves: movesText(report.moves),
    inSession: inSessionMs !== undefined && { ms: inSessionMs },
    representatives: report.representatives.map(({ name }) => ({ name })),
    recordings: report.recordings.map((recording, index) =>
      recordingModel(recording, index + 1, report, sizes.get(recording.id), start),
    ),
    transcript: partModel(report, 'transcript', (line: ChatLine) => ({
      ...momentModel(line),
      name: line.from.name,
      isCustomer: line.from.id === CUSTOMER,
      text: line.text,
      delivered: line.deliveredAt !== undefined && shown.at(line.deliveredAt),
    })),
    transcriptHref: `/login/reports/${report.session}/transcript.txt`,
    events: partModel(report, 'events', (line: EventLine) => ({
      ...momentModel(line),
      kind: line.kind,
      who: line.who,
      what: line.what,
      quote: line.quote,
    })),
    notes: partModel(report, 'notes', (line: NoteLine) => ({
      ...momentModel(line),
      name: line.by.name,
      text: line.text,
    })),
  };
}

const AGREEMENT_WORDS = {
  session: {
    accepted: 'The customer accepted it.',
    refused: 'The customer refused it, and the session ended.',
    'no-answer': 'The customer did not accept it in time, and the session ended.',
  },
  screen: {
    accepted: 'The customer accepted it, to go on with the screen.',
    refused:
      'The customer was to accept it to go on with the screen, and refused: the session stayed a chat.',
    'no-answer':
      'The customer was to accept it to go on with the screen, and did not in time: the session stayed a chat.',
  },
} as const;

/** Why nothing is recorded; '' where what is shared is. */
const NOT_RECORDED_WORDS = {
  on: '',
  off: 'Recording is switched off for this session: by the site-wide setting or that of its public site.',
  refused: 'The customer did not allow a recording.',
  'no-answer': 'The customer did not say whether the screen may be recorded, so nothing is.',
} as const;

/** Times within one session: the date is shown only beside those of a later day than its first. */
class ReportTimes {
  readonly #timeZone: string;
  readonly #firstDay: string;
  readonly #time: Intl.DateTimeFormat;
  readonly #dateAndTime: Intl.DateTimeFormat;
  readonly #exact: Intl.DateTimeFormat;

  constructor(startedAt: Instant, timeZone: string) {
    this.#timeZone = timeZone;
    this.#firstDay = dayAt(startedAt, timeZone);
    const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    this.#time = new Intl.DateTimeFormat('en-GB', { timeZone, ...time });
    this.#dateAndTime = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      day: 'numeric',
      month: 'short',
      ...time,
    });
    this.#exact = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' });
  }

  at(at: Instant): Model {
    const clock = dayAt(at, this.#timeZone) === this.#firstDay ? this.#time : this.#dateAndTime;
    return { iso: new Date(at).toISOString(), full: this.#exact.format(at), clock: clock.format(at) };
  }
}

type PartName = 'events' | 'transcript' | 'notes';

function partModel<Name extends PartName>(
  report: Report,
  name: Name,
  lineModel: (line: Report[Name]['lines'][number]) => Model,
): Model {
  const part: Part<Report[Name]['lines'][number]> = report[name];
  const href = (page: number) => `${reportHref(report, { [name]: String(page) })}#${name}`;
  return {
    lines: part.lines.map(lineModel),
    total: part.total,
    hasPages: part.pages > 1,
    number: part.page,
    pages: part.pages,
    earlierHref: part.page > 1 ? href(part.page - 1) : '',
    laterHref: part.page < part.pages ? href(part.page + 1) : '',
  };
}

/** The report's address, on the pages that are shown now but for the changes. */
function reportHref(report: Report, changes: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams();
  for (const name of ['events', 'transcript', 'notes'] as const) {
    if (report[name].page > 1) {
      query.set(name, String(report[name].page));
    }
  }
  for (const [name, value] of Object.entries(changes)) {
    query.set(name, value);
  }
  return `/login/reports/${report.session}?${query.toString()}`;
}

function playedModel(report: Report, { recording, offsetMs }: PlayedAt): Model {
  const seconds = (offsetMs / 1000).toFixed(1);
  return {
    recording,
    seconds,
    // Without JavaScript the page comes again with its player at that moment.
    href: `${reportHref(report, { recording, seconds })}#player-${recording}`,
  };
}

function recordingModel(
  recording: Recording,
  number: number,
  report: Report,
  sizeBytes: number | undefined,
  start: Start | undefined,
): Model {
  const href = `/login/reports/${report.session}/recordings/${recording.id}`;
  const count = report.recordings.length;
  const finished = recording.state === 'finished' ? recording : undefined;
  const isPlayable = sizeBytes !== undefined && sizeBytes > 0;
  return {
    id: recording.id,
    name: count === 1 ? 'Recording' : `Recording ${number} of ${count}`,
    downloadName: count === 1 ? 'Download' : `Download recording ${number} of ${count}`,
    isRunning: finished === undefined,
    state: finished === undefined ? unfinishedText(report.status === 'ended', isPlayable) : '',
    problem: finished?.problem ?? '',
    isMissing: finished !== undefined && finished.bytes > 0 && sizeBytes === undefined,
    isEmpty: finished !== undefined && !isPlayable && (finished.bytes === 0 || sizeBytes === 0),
    isPlayable,
    startedAt: recording.startedAt,
    length: finished !== undefined && { ms: finished.lengthMs },
    sizeBytes: sizeBytes ?? 0,
    sha256: finished?.sha256 ?? '',
    href: start?.recording === recording.id ? `${href}#t=${start.seconds}` : href,
    downloadHref: `${href}?download`,
  };
}

function unfinishedText(isSessionOver: boolean, isPlayable: boolean): string {
  if (isSessionOver) {
    return 'The session is over and this recording is being finished. Reload this page in a moment.';
  }
  return isPlayable
    ? 'It is still being recorded. What is here until now can be played; reload this page for more.'
    : 'It has just begun and holds no picture yet. Reload this page in a moment.';
}

/** Empty for a session that stayed where it came. */
function movesText({ queues, overflows, bounces }: Report['moves']): string {
  const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
  return queues < 2
    ? ''
    : [
        `in ${queues} stays in a queue`,
        ...(overflows === 0 ? [] : [`moved on by a waiting session rule ${times(overflows)}`]),
        ...(bounces === 0 ? [] : [`of that back to a queue where it had been ${times(bounces)}`]),
      ].join(', ');
}
