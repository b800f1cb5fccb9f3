import { instant, type PortalId, type RepId, type SessionId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Answer, Question, Submission, SurveyKind, SurveyStore } from '../index.ts';

/** Whose survey it is in the table, where it is nobody's but the customer's. */
const CUSTOMERS = '';

interface SubmissionRow {
  readonly session_id: SessionId;
  readonly kind: SurveyKind;
  readonly rep_id: string;
  readonly name: string;
  readonly site_id: PortalId;
  readonly site_name: string;
  readonly answered_at: number;
  readonly language: string;
  readonly answers: string;
}

/** Surveys in the tables `surveys` and `survey_answers`; of sessions it reads `sessions` and `session_people`. */
export function createSurveyStore(database: Database): SurveyStore {
  const { table } = database;
  return {
    find(site, kind) {
      const row = database.first<{ questions: string; revision: number }>(
        table('surveys').where({ site_id: site, kind }).first('questions', 'revision'),
      );
      return row === undefined
        ? undefined
        : { questions: JSON.parse(row.questions) as readonly Question[], revision: row.revision };
    },
    put(tx, site, kind, { questions, revision }) {
      database.inside(tx).run(
        table('surveys')
          .insert({ site_id: site, kind, questions: JSON.stringify(questions), revision })
          .onConflict(['site_id', 'kind'])
          .merge(),
      );
    },
    session(id) {
      const row = database.first<{
        portal_id: PortalId;
        portal_name: string;
        customer_name: string;
        end_reason: string | null;
        accepted_at: number | null;
      }>(
        table('sessions')
          .where({ id })
          .first('portal_id', 'portal_name', 'customer_name', 'end_reason', 'accepted_at'),
      );
      return row === undefined
        ? undefined
        : {
            id,
            site: row.portal_id,
            siteName: row.portal_name,
            customerName: row.customer_name,
            endReason: row.end_reason ?? undefined,
            wasAccepted: row.accepted_at !== null,
            tookPart: new Set(
              database
                .all<{ person_id: RepId }>(
                  table('session_people').where({ session_id: id }).select('person_id'),
                )
                .map(({ person_id }) => person_id),
            ),
          };
    },
    submissions: (session) =>
      database
        .all<SubmissionRow>(
          table('survey_answers').where({ session_id: session }).orderBy(['kind', 'answered_at', 'rep_id']),
        )
        .map(submissionOf),
    page({ kind, site, from, until, tookPart }, after, limit) {
      const query = table('survey_answers')
        .where({ kind })
        .where('answered_at', '>=', from)
        .where('answered_at', '<', until)
        .orderBy([
          { column: 'answered_at', order: 'desc' },
          { column: 'session_id', order: 'desc' },
          { column: 'rep_id', order: 'desc' },
        ])
        .limit(limit);
      if (site !== undefined) {
        void query.where({ site_id: site });
      }
      if (tookPart !== undefined) {
        void query.whereIn(
          'session_id',
          table('session_people').where({ person_id: tookPart }).select('session_id'),
        );
      }
      if (after !== undefined) {
        const { at, session, rep = CUSTOMERS } = after;
        void query.whereRaw('(answered_at, session_id, rep_id) < (?, ?, ?)', [at, session, rep]);
      }
      return database.all<SubmissionRow>(query).map(submissionOf);
    },
    isAnswered: (session, kind, rep) =>
      database.first(
        table('survey_answers')
          .where({ session_id: session, kind, rep_id: rep ?? CUSTOMERS })
          .first('session_id'),
      ) !== undefined,
    add(tx, { session, kind, rep, name, site, siteName, at, language, answers }) {
      database.inside(tx).run(
        table('survey_answers').insert({
          session_id: session,
          kind,
          rep_id: rep ?? CUSTOMERS,
          name,
          site_id: site,
          site_name: siteName,
          answered_at: at,
          language,
          answers: JSON.stringify(answers),
        }),
      );
    },
  };
}

function submissionOf(row: SubmissionRow): Submission {
  return {
    session: row.session_id,
    kind: row.kind,
    rep: row.rep_id === CUSTOMERS ? undefined : (row.rep_id as RepId),
    name: row.name,
    site: row.site_id,
    siteName: row.site_name,
    at: instant(row.answered_at),
    language: row.language,
    answers: JSON.parse(row.answers) as readonly Answer[],
  };
}
