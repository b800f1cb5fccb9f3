import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import {
  LIMITS,
  unreachable,
  type Instant,
  type RepId,
  type SessionId,
  endOfDay,
  startOfDay,
} from '../../kernel/index.ts';
import type { EndReason } from '../../protocol/index.ts';
import type { Representative } from '../../sessions/index.ts';
import type { Database } from '../../platform/database.ts';
import type { ReportIndex, ReportLine, ReportPage, Scope } from '../index.ts';
import { isNamed, type Place, type Position, type ReportFilter } from '../report-filter.ts';

/** Sessions that are looked through before others have their turn: the first try, and the most at once. */
const FIRST_STRETCH = 64;
const STRETCH = 2_048;
/** Sessions that one request may look through. */
const SEARCHED = 50 * STRETCH;
/** Somebody with no more sessions than this has them looked through at once instead of everybody's. */
const FEW_SESSIONS = 1_000;
const REPRESENTATIVES_OFFERED = 1_000;

interface Row {
  readonly id: SessionId;
  readonly status: ReportLine['status'];
  readonly customer_name: string;
  readonly portal_name: string;
  readonly owner_name: string | null;
  readonly started_at: Instant;
  readonly ended_at: Instant | null;
  readonly end_reason: EndReason | null;
  readonly recordings: number;
}

const COLUMNS = [
  'sessions.id',
  'sessions.status',
  'sessions.customer_name',
  'sessions.portal_name',
  'sessions.owner_name',
  'sessions.started_at',
  'sessions.ended_at',
  'sessions.end_reason',
  'sessions.recordings',
] as const;

/** What is looked for, with everything that stays the same from stretch to stretch. */
interface Search {
  readonly from: Instant | undefined;
  readonly before: Instant | undefined;
  readonly tookPart: readonly RepId[];
  readonly customer: string | undefined;
  readonly towards: 'older' | 'newer';
}

interface Found {
  /** In the order of the search. */
  readonly rows: readonly Row[];
  /** Where the search was ended, when that was before the end of the list. */
  readonly stoppedAt: Place | undefined;
}

/**
 * The list of sessions in the tables `sessions` and `session_people`, searched in stretches so that
 * no search, however little it finds, keeps everybody waiting. Days are those of `timeZone`.
 */
export function createReportIndex(database: Database, timeZone: string): ReportIndex {
  const { table } = database;

  async function page(scope: Scope, filter: ReportFilter, position: Position): Promise<ReportPage> {
    if (scope.kind === 'none') {
      return { lines: [], newer: false, olderThan: undefined, unfinished: false };
    }
    const towards = position.kind === 'newer-than' ? 'newer' : 'older';
    const search: Search = {
      from: filter.from === undefined ? undefined : startOfDay(filter.from, timeZone),
      before: filter.to === undefined ? undefined : endOfDay(filter.to, timeZone),
      tookPart: [
        ...(scope.kind === 'sessions-of' ? [scope.person] : []),
        ...(filter.representative === undefined ? [] : [filter.representative]),
      ],
      customer: filter.customer,
      towards,
    };
    const { rows, stoppedAt } = await find(search, position.kind === 'newest' ? undefined : position.place);
    const more = rows.length > LIMITS.rowsPerPage;
    const shown = rows.slice(0, LIMITS.rowsPerPage);
    if (towards === 'newer' && !more && stoppedAt === undefined) {
      // The first page is a full one, wherever one comes from.
      return page(scope, filter, { kind: 'newest' });
    }
    const lines = (towards === 'newer' ? shown.toReversed() : shown).map(lineOf);
    const last = lines.at(-1);
    const olderThan =
      towards === 'newer' || more ? last && { startedAt: last.startedAt, session: last.session } : stoppedAt;
    return {
      lines,
      newer: towards === 'older' ? position.kind !== 'newest' : more,
      olderThan,
      unfinished: !more && stoppedAt !== undefined,
    };
  }

  async function find(search: Search, beyond: Place | undefined): Promise<Found> {
    const few = search.tookPart.find(hasFewSessions);
    if (few !== undefined) {
      const others = search.tookPart.filter((person) => person !== few);
      const matching = narrowed(sessionsOf(few), { ...search, tookPart: others }, beyond, undefined);
      return { rows: database.all<Row>(matching).filter(fits(search)), stoppedAt: undefined };
    }
    const rows: Row[] = [];
    let searched = 0;
    let place = beyond;
    for (let stretch = FIRST_STRETCH; ; stretch = Math.min(STRETCH, 4 * stretch)) {
      const end = database.first<Pick<Row, 'id' | 'started_at'>>(
        within(table('sessions').select('id', 'started_at'), search, place)
          .offset(stretch - 1)
          .limit(1),
      );
      const until = end && { startedAt: end.started_at, session: end.id };
      const matching = narrowed(table('sessions'), search, place, until);
      rows.push(...database.all<Row>(matching).filter(fits(search)));
      searched += stretch;
      if (until === undefined || rows.length > LIMITS.rowsPerPage) {
        return { rows, stoppedAt: undefined };
      }
      if (searched >= SEARCHED) {
        return { rows, stoppedAt: until };
      }
      place = until;
      await nextTurn();
    }
  }

  function hasFewSessions(person: RepId): boolean {
    const beyond = database.first(
      table('session_people').select('person_id').where({ person_id: person }).offset(FEW_SESSIONS).limit(1),
    );
    return beyond === undefined;
  }

  /** A cross join keeps SQLite to this order: the person's sessions first, then their lines. */
  function sessionsOf(person: RepId): Knex.QueryBuilder {
    return table('session_people')
      .crossJoin('sessions', 'sessions.id', 'session_people.session_id')
      .where('session_people.person_id', person);
  }

  function narrowed(
    sessions: Knex.QueryBuilder,
    search: Search,
    beyond: Place | undefined,
    until: Place | undefined,
  ): Knex.QueryBuilder {
    const query = within(sessions.select(COLUMNS), search, beyond);
    if (until !== undefined) {
      void query.whereRaw(
        search.towards === 'older'
          ? '(sessions.started_at, sessions.id) >= (?, ?)'
          : '(sessions.started_at, sessions.id) <= (?, ?)',
        [until.startedAt, until.session],
      );
    }
    for (const person of search.tookPart) {
      void query.whereExists(
        table('session_people as participant')
          .select('participant.person_id')
          .whereRaw('participant.session_id = sessions.id')
          .where('participant.person_id', person),
      );
    }
    if (search.customer === undefined) {
      void query.limit(LIMITS.rowsPerPage + 1);
    } else {
      void query.whereRaw("sessions.customer_name like ? escape '\\'", [`%${pattern(search.customer)}%`]);
    }
    return query;
  }

  /** The sessions of those days beyond a place, in the order of the search. */
  function within(sessions: Knex.QueryBuilder, search: Search, beyond: Place | undefined): Knex.QueryBuilder {
    const order = search.towards === 'older' ? 'desc' : 'asc';
    void sessions.orderBy([
      { column: 'sessions.started_at', order },
      { column: 'sessions.id', order },
    ]);
    if (search.from !== undefined) {
      void sessions.where('sessions.started_at', '>=', search.from);
    }
    if (search.before !== undefined) {
      void sessions.where('sessions.started_at', '<', search.before);
    }
    if (beyond !== undefined) {
      void sessions.whereRaw(
        search.towards === 'older'
          ? '(sessions.started_at, sessions.id) < (?, ?)'
          : '(sessions.started_at, sessions.id) > (?, ?)',
        [beyond.startedAt, beyond.session],
      );
    }
    return sessions;
  }

  // A higher rowid is a later acceptance.
  const latestName = database.prepare<{ person: string }>((at) =>
    table('session_people as own')
      .crossJoin('sessions', 'sessions.id', 'own.session_id')
      .where({ 'own.person_id': at.person, 'sessions.owner_id': at.person })
      .select('sessions.owner_name as name')
      .orderBy('own.rowid', 'desc')
      .limit(1),
  );

  function representatives(scope: Scope): readonly Representative[] {
    return people(scope)
      .map(({ id }) => ({
        id,
        name: database.first<{ name: string }>(latestName({ person: id }))?.name ?? 'Representative',
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  }

  function people(scope: Scope): readonly { readonly id: RepId }[] {
    switch (scope.kind) {
      case 'every-session':
        return database.all(table.raw(EVERYBODY, [REPRESENTATIVES_OFFERED]));
      case 'sessions-of':
        return database.all(table.raw(COMPANY, [scope.person, FEW_SESSIONS, REPRESENTATIVES_OFFERED]));
      case 'none':
        return [];
      default:
        return unreachable(scope);
    }
  }

  return {
    page,
    representatives,
    find(session) {
      const row = database.first<Pick<Row, 'customer_name' | 'started_at' | 'recordings'>>(
        table('sessions').select('customer_name', 'started_at', 'recordings').where({ id: session }),
      );
      if (row === undefined) {
        return undefined;
      }
      const people = database.all<{ person_id: RepId }>(
        table('session_people').select('person_id').where({ session_id: session }),
      );
      return {
        session,
        customerName: row.customer_name,
        startedAt: row.started_at,
        recordings: row.recordings,
        tookPart: new Set(people.map((person) => person.person_id)),
      };
    },
  };
}

// Goes from person to person in the index, without passing over all their sessions.
const EVERYBODY = `
  with recursive people(id) as (
    select min(person_id) from session_people
    union all
    select (select min(person_id) from session_people where person_id > people.id) from people
    where people.id is not null
    limit ?
  )
  select id from people where id is not null`;

// Those who took part in a person's latest sessions.
const COMPANY = `
  with mine as (
    select session_id from session_people where person_id = ? order by rowid desc limit ?
  )
  select distinct person_id as id from mine cross join session_people using (session_id) limit ?`;

function fits(search: Search): (row: Row) => boolean {
  const { customer } = search;
  return customer === undefined ? () => true : (row) => isNamed(row.customer_name, customer);
}

/**
 * A pattern that finds at least the names with this in them: SQLite knows upper and lower case of
 * ASCII letters only, so other characters stand for anything, and `isNamed` looks again.
 */
function pattern(part: string): string {
  return part.replace(/[\\%_]/g, '\\$&').replace(/[^\u0020-\u007e]+/gu, '%');
}

function lineOf(row: Row): ReportLine {
  return {
    session: row.id,
    status: row.status,
    customerName: row.customer_name,
    portalName: row.portal_name,
    representativeName: row.owner_name ?? undefined,
    startedAt: row.started_at,
    endedAt: row.ended_at ?? undefined,
    endReason: row.end_reason ?? undefined,
    recordings: row.recordings,
  };
}
