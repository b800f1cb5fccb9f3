import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Clock,
  dayAt,
  endOfDay,
  Fault,
  idPattern,
  instant,
  laterBy,
  LIMITS,
  parseDay,
  type PortalId,
  type RepId,
  type SessionId,
  startOfDay,
} from '../../kernel/index.ts';
import { fileRoute, pageRoute, queryValue, render, type Route, type WebContext } from '../../platform/web.ts';
import {
  type Submission,
  type SubmissionFilter,
  type SubmissionPlace,
  SURVEY_NAMES,
  SURVEYS,
} from '../../surveys/index.ts';
import { csvLine } from '../csv.ts';
import { scopeOf } from '../index.ts';
import { SurveySums } from '../survey-report.ts';
import { surveyModel } from './present-survey.ts';

/** What is read before others have their turn. */
const SUBMISSIONS_PER_TURN = 200;
const DAYS_AT_FIRST_MS = 30 * 24 * 3_600_000;

/** What was asked for, and what of it is wrong. */
interface Asked {
  readonly filter: SubmissionFilter;
  readonly from: string;
  readonly to: string;
  readonly problems: Readonly<Record<'from' | 'to', string>>;
}

/** Reports > Exit Surveys: the answers of days and sites together, single ones, and all of them as CSV. */
export function surveyReportRoutes(ports: {
  readonly surveys: {
    page(filter: SubmissionFilter, after: SubmissionPlace | undefined, limit: number): readonly Submission[];
  };
  readonly sites: () => readonly { readonly id: PortalId; readonly name: string }[];
  readonly clock: Pick<Clock, 'now'>;
  /** An IANA name: whose days they are. The appliance's own unless given. */
  readonly timeZone?: string;
}): readonly Route[] {
  const { surveys, sites, clock } = ports;
  const timeZone = ports.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;

  function askedFor(ctx: WebContext): Asked {
    const scope = scopeOf(ctx.state.principal);
    if (scope.kind === 'none') {
      throw new Fault('not-allowed');
    }
    const now = clock.now();
    const from = queryValue(ctx, 'from') ?? dayAt(laterBy(now, -DAYS_AT_FIRST_MS), timeZone);
    const to = queryValue(ctx, 'to') ?? dayAt(now, timeZone);
    const [first, last] = [parseDay(from), parseDay(to)];
    const site = queryValue(ctx, 'site') ?? '';
    return {
      from,
      to,
      problems: {
        from: first === undefined ? 'Please choose a day.' : '',
        to:
          last === undefined
            ? 'Please choose a day.'
            : first !== undefined && first > last
              ? 'This day is before the first one.'
              : '',
      },
      filter: {
        kind: SURVEYS.find((each) => each === queryValue(ctx, 'survey')) ?? 'customer',
        site: idPattern.test(site) ? (site as PortalId) : undefined,
        from: first === undefined ? now : startOfDay(first, timeZone),
        until: last === undefined ? now : endOfDay(last, timeZone),
        tookPart: scope.kind === 'sessions-of' ? scope.person : undefined,
      },
    };
  }

  async function* all(filter: SubmissionFilter): AsyncGenerator<readonly Submission[], void, void> {
    let after: SubmissionPlace | undefined;
    for (;;) {
      const page = surveys.page(filter, after, SUBMISSIONS_PER_TURN);
      yield page;
      after = page.at(-1);
      if (page.length < SUBMISSIONS_PER_TURN) {
        return;
      }
      await nextTurn();
    }
  }

  async function sumsOf(filter: SubmissionFilter): Promise<SurveySums> {
    const sums = new SurveySums();
    for await (const page of all(filter)) {
      for (const submission of page) {
        sums.add(submission);
      }
    }
    return sums;
  }

  async function* csvOf(filter: SubmissionFilter): AsyncGenerator<string, void, void> {
    const questions = (await sumsOf(filter)).questions();
    // A spreadsheet takes the text for what it is when it begins so.
    yield `\ufeff${csvLine(['Answered', 'Session', 'Public site', 'Who', 'Language', ...questions.map(({ reportHeader }) => reportHeader)])}`;
    for await (const page of all(filter)) {
      yield page
        .map(({ at, session, siteName, name, language, answers }) =>
          csvLine([
            new Date(at).toISOString(),
            session,
            siteName,
            name,
            language,
            ...questions.map(
              ({ question }) => answers.find((each) => each.question === question)?.values.join('; ') ?? '',
            ),
          ]),
        )
        .join('');
    }
  }

  return [
    pageRoute({
      path: '/login/reports/surveys',
      who: 'signed-in',
      async handle(ctx) {
        const { filter, from, to, problems } = askedFor(ctx);
        const isWrong = problems.from !== '' || problems.to !== '';
        const sums = isWrong ? new SurveySums() : await sumsOf(filter);
        const found = isWrong
          ? []
          : surveys.page(filter, placeIn(queryValue(ctx, 'after')), LIMITS.rowsPerPage + 1);
        const shown = found.slice(0, LIMITS.rowsPerPage);
        const last = shown.at(-1);
        const query = new URLSearchParams({ survey: filter.kind, site: filter.site ?? '', from, to });
        render(
          ctx,
          'reports/surveys',
          {
            surveys: SURVEYS.map((value) => ({
              value,
              label: SURVEY_NAMES[value],
              selected: value === filter.kind,
            })),
            sites: sites().map(({ id, name }) => ({ id, name, selected: id === filter.site })),
            from,
            to,
            problems,
            total: sums.submissions,
            csvHref: `/login/reports/surveys.csv?${query.toString()}`,
            olderHref:
              last !== undefined && found.length > shown.length
                ? `/login/reports/surveys?${query.toString()}&after=${placeText(last)}`
                : '',
            questions: sums.questions().map((sum) => ({
              header: sum.reportHeader,
              answered: sum.answered,
              passedOver: sum.passedOver,
              average: sum.average === undefined ? '' : sum.average.toFixed(2),
              values: sum.values.map(({ value, shown: label, count }) => ({
                label: value === label ? value : `${value} – ${label}`,
                count,
                percent: String(Math.round((100 * count) / sum.answered)),
              })),
            })),
            submissions: shown.map((submission) => ({
              ...surveyModel(submission),
              href: `/login/reports/${submission.session}`,
              siteName: submission.siteName,
            })),
          },
          isWrong ? 422 : 200,
        );
      },
    }),
    fileRoute({
      path: '/login/reports/surveys.csv',
      who: 'signed-in',
      handle(ctx) {
        const { filter, from, to, problems } = askedFor(ctx);
        if (problems.from !== '' || problems.to !== '') {
          throw new Fault('not-valid', { sentence: 'Please choose the days first.' });
        }
        ctx.attachment(`exit-survey-${filter.kind}-${from}-${to}.csv`);
        ctx.type = 'text/csv; charset=utf-8';
        ctx.body = Readable.from(csvOf(filter));
      },
    }),
  ];
}

function placeText({ at, session, rep }: SubmissionPlace): string {
  return `${at}~${session}~${rep ?? ''}`;
}

/** undefined for anything that is no place: the list begins then. */
function placeIn(text: string | undefined): SubmissionPlace | undefined {
  const [, at, session, rep] =
    /^(\d{1,15})~([A-Za-z0-9_-]{22})~((?:[A-Za-z0-9_-]{22})?)$/.exec(text ?? '') ?? [];
  return at === undefined || session === undefined
    ? undefined
    : {
        at: instant(Number(at)),
        session: session as SessionId,
        rep: rep === undefined || rep === '' ? undefined : (rep as RepId),
      };
}
