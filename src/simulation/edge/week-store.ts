import {
  instant,
  laterBy,
  LIMITS,
  type Instant,
  type QueueId,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import { DUTY_BEGUN, DUTY_STREAM, dutyStreamOf, factFrom, type DutyFact } from '../../sessions/index.ts';
import { SESSION_FACTS, WeekDraft, type ReplayedFact } from '../week-draft.ts';
import type { Week } from '../week.ts';

const HOUR_MS = 3_600_000;
/** What was going on when the week began is read from so long before. */
const BEFORE_MS = 24 * HOUR_MS;
/** Who came in the week is followed for so long after it. */
const AFTER_MS = 12 * HOUR_MS;
/** So many entries are looked through between two reports of progress. */
const ENTRIES_PER_PAGE = 20_000;

const SESSION_PREFIX = 'session:';
const DUTY_PREFIX = dutyStreamOf('' as RepId);

interface Row {
  readonly seq: number;
  readonly stream: string;
  readonly at: number;
  readonly type: string;
  readonly data: string;
}

/** Which weeks have sessions at all, of those that begin at these moments and are a week long. */
export function weeksWithSessions(
  database: Database,
  weeks: readonly { readonly from: Instant; readonly to: Instant }[],
): readonly boolean[] {
  const first = database.prepare<{ from: number; to: number }>((at) =>
    database.table.raw('select 1 as found from sessions where started_at >= ? and started_at < ? limit 1', [
      at.from,
      at.to,
    ]),
  );
  return weeks.map(({ from, to }) => database.first(first({ from, to })) !== undefined);
}

/**
 * The week of these queues, read from the journal; 'too-many' when there is more of it than one replay
 * takes in. Holds its thread: for a thread of its own.
 */
export function readWeek(
  database: Database,
  asked: {
    readonly from: Instant;
    readonly to: Instant;
    readonly now: Instant;
    readonly queues: ReadonlySet<QueueId>;
    readonly staff: readonly RepId[];
  },
  tell: (share: number) => void,
  most: { readonly entries: number; readonly stays: number } = {
    entries: LIMITS.replayEntries,
    stays: LIMITS.replayStays,
  },
): Week | 'too-many' {
  const draft = new WeekDraft(asked);
  const until = instant(Math.min(laterBy(asked.to, AFTER_MS), asked.now));
  const first = firstSeqAt(database, laterBy(asked.from, -BEFORE_MS));
  const last = firstSeqAt(database, laterBy(until, 1)) - 1;
  if (last - first >= most.entries) {
    return 'too-many';
  }
  tellDutyBefore(database, draft, first, laterBy(asked.from, -BEFORE_MS), asked.staff);
  const types = [...SESSION_FACTS, 'on-duty', 'duty-changed', 'off-duty', DUTY_BEGUN];
  const page = database.prepare<{ after: number; to: number }>((at) =>
    database
      .table('journal_entries')
      .select('seq', 'stream', 'at', 'type', 'data')
      .where('seq', '>', at.after)
      .where('seq', '<=', at.to)
      .whereIn('type', types)
      .orderBy('seq'),
  );
  for (let after = first - 1; after < last; after += ENTRIES_PER_PAGE) {
    const rows = database.all<Row>(page({ after, to: Math.min(last, after + ENTRIES_PER_PAGE) }));
    for (const row of rows) {
      take(draft, row);
    }
    if (draft.stays > most.stays) {
      return 'too-many';
    }
    tell(Math.min(1, (after + ENTRIES_PER_PAGE - first) / Math.max(1, last - first)));
  }
  return draft.finish(until, dutyKnownFrom(database) ?? until);
}

/** The journal holds only what was decided, and its chain shows any change: so it is trusted here. */
function take(draft: WeekDraft, { stream, at, type, data }: Row): void {
  const moment = instant(at);
  if (stream.startsWith(SESSION_PREFIX)) {
    const id = stream.slice(SESSION_PREFIX.length) as SessionId;
    draft.session(id, moment, factFrom(type, JSON.parse(data) as object) as ReplayedFact);
  } else if (stream.startsWith(DUTY_PREFIX)) {
    draft.duty(stream.slice(DUTY_PREFIX.length) as RepId, moment, {
      type,
      ...(JSON.parse(data) as object),
    } as DutyFact);
  } else if (stream === DUTY_STREAM) {
    draft.started(moment);
  }
}

/** Who was on duty, as what, where the reading begins. */
function tellDutyBefore(
  database: Database,
  draft: WeekDraft,
  first: number,
  at: Instant,
  staff: readonly RepId[],
): void {
  const latest = database.prepare<{ stream: string; seq: number }>((values) =>
    database.table.raw(
      'select seq, stream, at, type, data from journal_entries where stream = ? and seq < ? order by version desc limit 1',
      [values.stream, values.seq],
    ),
  );
  const started = database.first<Row>(latest({ stream: DUTY_STREAM, seq: first }))?.seq ?? 0;
  for (const rep of staff) {
    const row = database.first<Row>(latest({ stream: dutyStreamOf(rep), seq: first }));
    if (row !== undefined && row.seq > started) {
      take(draft, { ...row, at });
    }
  }
}

/** When the journal began to say who is on duty; undefined when it never has. */
function dutyKnownFrom(database: Database): Instant | undefined {
  const row = database.first<{ at: number }>(
    database.table.raw('select at from journal_entries where stream = ? order by version limit 1', [
      DUTY_STREAM,
    ]),
  );
  return row === undefined ? undefined : instant(row.at);
}

/**
 * The first entry of that time or later; the one after the last when there is none. Entries are in the
 * order of time but for a clock that was set back, which moves the ends of what is read by as much.
 */
function firstSeqAt(database: Database, at: Instant): number {
  const head = database.first<{ seq: number }>(
    database.table.raw('select seq from journal order by seq desc limit 1'),
  );
  const atOf = database.prepare<{ seq: number }>((values) =>
    database.table.raw('select at from journal where seq = ?', [values.seq]),
  );
  let from = 1;
  let to = (head?.seq ?? 0) + 1;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((database.first<{ at: number }>(atOf({ seq: middle }))?.at ?? 0) >= at) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return from;
}
