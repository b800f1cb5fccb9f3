import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  Fault,
  idPattern,
  type Clock,
  type Instant,
  type RecordingId,
  type SessionId,
} from '../../kernel/index.ts';
import type { Entry, Journal } from '../../journal/index.ts';
import { recordingFile } from '../../recording/index.ts';
import { factFrom, streamOf, type Happened, type SessionFact } from '../../sessions/index.ts';
import type { Submission } from '../../surveys/index.ts';
import type { Database } from '../../platform/database.ts';
import {
  fileRoute,
  pageRoute,
  queryValue,
  render,
  sendFile,
  type Route,
  type WebContext,
} from '../../platform/web.ts';
import { fileName } from '../file-name.ts';
import { mayKnow, scopeOf, seesSessionOf, type ReportSubject } from '../index.ts';
import { askedFor, FILTER_FIELDS, POSITION_FIELDS } from '../report-filter.ts';
import { ReportDraft, type Report } from '../report.ts';
import { transcriptText } from '../transcript.ts';
import { listModel, wrongFilterModel } from './present.ts';
import { type DrawnOver, reportModel, type Start } from './present-report.ts';
import { surveyModel } from './present-survey.ts';
import { createReportIndex } from './store.ts';

/** Of a session with the longest messages, what is read before others have their turn: about 10 ms. */
const ENTRIES_PER_TURN = 100;

/**
 * The pages of `/login/reports`. Whoever may not see a report gets the answer for one that does not
 * exist. Recordings are files of `recordingsDir`, found by the ids of the address alone.
 */
export function reportRoutes(ports: {
  readonly database: Database;
  readonly journal: Pick<Journal, 'page'>;
  readonly surveys: { submissions(session: SessionId): readonly Submission[] };
  readonly clock: Pick<Clock, 'now'>;
  readonly recordingsDir: string;
  /** The agreement of that digest, as it was shown. */
  readonly agreement: (sha256: string) => { readonly title: string; readonly text: string } | undefined;
  /** What its public site draws over the pictures of this session. */
  readonly watermark?: (session: SessionId) => DrawnOver | undefined;
  /** An IANA name: whose days the list is filtered by. The appliance's own unless given. */
  readonly timeZone?: string;
}): readonly Route[] {
  const timeZone = ports.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const index = createReportIndex(ports.database, timeZone);

  /** Raises `not-found`. */
  function subjectOf(ctx: WebContext): ReportSubject {
    const subject = index.find(ctx.params['id'] as SessionId);
    if (subject === undefined || !seesSessionOf(scopeOf(ctx.state.principal), subject.tookPart)) {
      throw new Fault('not-found', { sentence: 'There is no report at this address.' });
    }
    return subject;
  }

  /** Read in pages, between which others have their turn. */
  async function* historyOf(
    session: SessionId,
  ): AsyncGenerator<readonly Happened<SessionFact>[], void, void> {
    let seq = 0;
    for (;;) {
      const entries = ports.journal.page(seq, ENTRIES_PER_TURN, { streamPrefix: streamOf(session) });
      yield entries.map(happenedFrom);
      const last = entries.at(-1);
      if (last === undefined || entries.length < ENTRIES_PER_TURN) {
        return;
      }
      seq = last.seq;
      await nextTurn();
    }
  }

  async function readReport(ctx: WebContext, session: SessionId): Promise<Report> {
    const draft = new ReportDraft(session, {
      events: pageWanted(ctx, 'events'),
      transcript: pageWanted(ctx, 'transcript'),
      notes: pageWanted(ctx, 'notes'),
    });
    const scope = scopeOf(ctx.state.principal);
    for await (const happened of historyOf(session)) {
      for (const one of happened.filter(({ fact }) => mayKnow(scope, fact))) {
        draft.add(one);
      }
    }
    const report = draft.report(ports.clock.now());
    if (report === undefined) {
      throw new Fault('internal', { detail: `session ${session} is in the list but not in the journal` });
    }
    return report;
  }

  function pathOf(session: SessionId, recording: RecordingId): string {
    return join(ports.recordingsDir, recordingFile(session, recording));
  }

  /** How large each recording's file is now; what is not there is left out. */
  async function sizesOf(report: Report): Promise<ReadonlyMap<RecordingId, number>> {
    const sizes = new Map<RecordingId, number>();
    for (const { id } of report.recordings) {
      const stat = await lstat(pathOf(report.session, id)).catch(() => undefined);
      if (stat?.isFile() === true) {
        sizes.set(id, stat.size);
      }
    }
    return sizes;
  }

  /** Numbered when the session has several. A browser asks for each part of a large file: no more is read than it takes. */
  async function recordingName(subject: ReportSubject, recording: RecordingId): Promise<string> {
    const number = subject.recordings > 1 ? await numberOf(subject.session, recording) : undefined;
    return fileName(subject, number === undefined ? 'recording.webm' : `recording-${number}.webm`, timeZone);
  }

  /** Which one of the session's it is, read up to where it began; undefined when it is none of them. */
  async function numberOf(session: SessionId, recording: RecordingId): Promise<number | undefined> {
    let number = 0;
    for await (const happened of historyOf(session)) {
      for (const { fact } of happened) {
        number += fact.type === 'recording-started' ? 1 : 0;
        if (fact.type === 'recording-started' && fact.recordingId === recording) {
          return number;
        }
      }
    }
    return undefined;
  }

  async function* transcriptOf(session: SessionId): AsyncGenerator<string, void, void> {
    for await (const happened of historyOf(session)) {
      yield happened.map((one) => transcriptText(one, timeZone)).join('');
    }
  }

  return [
    pageRoute({
      path: '/login/reports',
      who: 'signed-in',
      async handle(ctx) {
        const scope = scopeOf(ctx.state.principal);
        const offered = index.representatives(scope);
        const { fields, problems } = fieldsOf(ctx);
        const asked = askedFor(fields, new Set(offered.map(({ id }) => id)));
        if (asked.ok && Object.keys(problems).length === 0) {
          const page = await index.page(scope, asked.filter, asked.position);
          render(ctx, 'reports/list', listModel(page, asked, offered, ports.clock.now()));
        } else {
          const all = { ...(asked.ok ? {} : asked.problems), ...problems };
          render(ctx, 'reports/list', wrongFilterModel(fields, all, offered), 422);
        }
      },
    }),
    pageRoute({
      path: '/login/reports/:id',
      who: 'signed-in',
      async handle(ctx) {
        const { session } = subjectOf(ctx);
        const report = await readReport(ctx, session);
        const sizes = await sizesOf(report);
        render(ctx, 'reports/session', {
          ...reportModel(report, sizes, startOf(ctx), timeZone, ports.agreement),
          watermark: ports.watermark?.(session),
          surveys: ports.surveys.submissions(session).map(surveyModel),
        });
      },
    }),
    fileRoute({
      path: '/login/reports/:id/recordings/:recording',
      who: 'signed-in',
      async handle(ctx) {
        const subject = subjectOf(ctx);
        const recording = ctx.params['recording'] as RecordingId;
        const download =
          queryValue(ctx, 'download') === undefined
            ? {}
            : { download: await recordingName(subject, recording) };
        await sendFile(ctx, pathOf(subject.session, recording), { type: 'video/webm', ...download });
      },
    }),
    fileRoute({
      path: '/login/reports/:id/transcript.txt',
      who: 'signed-in',
      handle(ctx) {
        const subject = subjectOf(ctx);
        ctx.attachment(fileName(subject, 'transcript.txt', timeZone));
        ctx.type = 'text/plain; charset=utf-8';
        ctx.body = Readable.from(transcriptOf(subject.session));
      },
    }),
  ];
}

/** The fields that the list knows. One that is given twice has no value, and a sentence instead. */
function fieldsOf(ctx: WebContext): {
  readonly fields: Readonly<Record<string, string>>;
  readonly problems: Readonly<Record<string, string>>;
} {
  const given = new URLSearchParams(ctx.querystring);
  const fields: Record<string, string> = {};
  const problems: Record<string, string> = {};
  for (const name of [...FILTER_FIELDS, ...POSITION_FIELDS]) {
    const [value, second] = given.getAll(name);
    if (second !== undefined) {
      problems[POSITION_FIELDS.some((position) => position === name) ? 'position' : name] =
        'This was given twice: please choose one.';
    } else if (value !== undefined) {
      fields[name] = value;
    }
  }
  return { fields, problems };
}

/** The page of a part of the report; anything that is not a number asks for the first. */
function pageWanted(ctx: WebContext, part: string): number {
  const text = queryValue(ctx, part) ?? '';
  return /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : 1;
}

/** Where a player is to begin; undefined for anything that is not a recording's id with seconds. */
function startOf(ctx: WebContext): Start | undefined {
  const recording = queryValue(ctx, 'recording') ?? '';
  const seconds = queryValue(ctx, 'seconds') ?? '';
  return idPattern.test(recording) && /^[0-9]{1,6}(?:[.][0-9])?$/.test(seconds)
    ? { recording, seconds }
    : undefined;
}

/** The journal holds only what sessions/ decided, and its chain shows any change. */
function happenedFrom({ seq, at, type, data }: Entry): Happened<SessionFact> {
  return { seq, at: at as Instant, fact: factFrom(type, data as object) };
}
