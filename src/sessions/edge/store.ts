import { unreachable, type Instant, type QueueId, type RepId, type SessionId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import { waitsCountFrom } from '../../queues/index.ts';
import { isLive, representativesIn, type Session, type SessionIndex } from '../index.ts';

/** The index of sessions in the tables `sessions` and `session_people`. */
export function createSessionIndex(database: Database): SessionIndex {
  return {
    put(tx, session) {
      const inside = database.inside(tx);
      const row = rowOf(session);
      inside.run(database.table('sessions').insert(row).onConflict('id').merge());
      for (const person of isLive(session) ? representativesIn(session) : []) {
        inside.run(
          database
            .table('session_people')
            .insert({ session_id: row.id, person_id: person.id })
            .onConflict(['session_id', 'person_id'])
            .ignore(),
        );
      }
    },
    find(id) {
      const row = database.first<{ customer_name: string; portal_name: string; owner_id: RepId | null }>(
        database.table('sessions').where({ id }).first('customer_name', 'portal_name', 'owner_id'),
      );
      return row === undefined
        ? undefined
        : { customerName: row.customer_name, portalName: row.portal_name, rep: row.owner_id ?? undefined };
    },
    waited(tx, queue, { acceptedAt, waitMs }) {
      const inside = database.inside(tx);
      const waits = () => database.table('queue_waits');
      inside.run(waits().where('accepted_at', '<=', waitsCountFrom(acceptedAt)).del());
      inside.run(waits().insert({ queue, accepted_at: acceptedAt, wait_ms: waitMs }));
    },
    waitsSince: (since) =>
      database
        .all<{ queue: QueueId; accepted_at: Instant; wait_ms: number }>(
          database.table('queue_waits').where('accepted_at', '>', since).orderBy(['accepted_at', 'id']),
        )
        .map(({ queue, accepted_at, wait_ms }) => ({ queue, acceptedAt: accepted_at, waitMs: wait_ms })),
    unfinished: () =>
      database
        .all<{ id: SessionId }>(
          database
            .table('sessions')
            .select('id')
            .whereNot({ status: 'ended' })
            .orWhere('open_recordings', '>', 0)
            .orderBy('started_at'),
        )
        .map(({ id }) => id),
  };
}

function rowOf(session: Exclude<Session, { status: 'new' }>) {
  const begun = {
    id: session.id,
    customer_name: session.customerName,
    details: session.details,
    portal_id: session.portalId,
    portal_name: session.portalName,
    start_method: session.startMethod,
    started_at: session.startedAt,
    recordings: session.recordings,
  };
  const untouched = {
    owner_id: null,
    owner_name: null,
    accepted_at: null,
    ended_at: null,
    end_reason: null,
    open_recordings: 0,
  };
  switch (session.status) {
    case 'preparing':
      return { ...begun, ...untouched, status: 'preparing' };
    case 'waiting':
    case 'offered':
      return { ...begun, ...untouched, status: 'waiting', open_recordings: session.openRecordings.size };
    case 'held':
      return {
        ...begun,
        ...untouched,
        status: 'in-session',
        owner_id: session.owner.id,
        owner_name: session.owner.name,
        accepted_at: session.acceptedAt,
        open_recordings: session.openRecordings.size,
      };
    case 'ended':
      return {
        ...begun,
        status: 'ended',
        owner_id: session.owner?.id ?? null,
        owner_name: session.owner?.name ?? null,
        accepted_at: session.acceptedAt ?? null,
        ended_at: session.endedAt,
        end_reason: session.endReason,
        open_recordings: session.openRecordings.size,
      };
    default:
      return unreachable(session);
  }
}
