import {
  instant,
  type LeftMessageId,
  LIMITS,
  type PortalId,
  type RepId,
  type TeamId,
} from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { LeftMessage, LeftMessageStore } from '../index.ts';

interface LeftMessageRow {
  readonly id: string;
  readonly site_id: string;
  readonly site_name: string;
  readonly team_id: string | null;
  readonly rep_id: string | null;
  readonly about: string;
  readonly name: string;
  readonly reach: string;
  readonly message: string;
  readonly language: string;
  readonly left_at: number;
  readonly done_at: number | null;
  readonly done_by: string | null;
}

/** Messages in the table `left_messages`. */
export function createLeftMessageStore(database: Database): LeftMessageStore {
  const { table } = database;
  return {
    all: () => database.all<LeftMessageRow>(table('left_messages').limit(LIMITS.leftMessages)).map(messageOf),
    find(id) {
      const row = database.first<LeftMessageRow>(table('left_messages').where({ id }));
      return row === undefined ? undefined : messageOf(row);
    },
    count: () => database.first<{ total: number }>(table('left_messages').count('* as total'))?.total ?? 0,
    add(tx, message) {
      database.inside(tx).run(table('left_messages').insert(rowOf(message)));
    },
    mark(tx, id, done) {
      database.inside(tx).run(
        table('left_messages')
          .where({ id })
          .update({ done_at: done?.at ?? null, done_by: done?.by ?? null }),
      );
    },
    removeOldestDone(tx) {
      const inside = database.inside(tx);
      const oldest = inside.first<{ id: string }>(
        table('left_messages').whereNotNull('done_at').orderBy('done_at').first('id'),
      );
      return oldest !== undefined && inside.run(table('left_messages').where(oldest).delete()).changes === 1;
    },
    forgetDone(tx, before) {
      database.inside(tx).run(table('left_messages').where('done_at', '<', before).delete());
    },
  };
}

function messageOf(row: LeftMessageRow): LeftMessage {
  return {
    id: row.id as LeftMessageId,
    site: row.site_id as PortalId,
    siteName: row.site_name,
    to:
      row.team_id !== null
        ? { kind: 'team', team: row.team_id as TeamId }
        : row.rep_id !== null
          ? { kind: 'representative', rep: row.rep_id as RepId }
          : { kind: 'site' },
    about: row.about,
    name: row.name,
    reach: row.reach,
    message: row.message,
    language: row.language,
    leftAt: instant(row.left_at),
    done: row.done_at === null ? undefined : { at: instant(row.done_at), by: row.done_by ?? '' },
  };
}

function rowOf(message: LeftMessage): LeftMessageRow {
  const { to, done } = message;
  return {
    id: message.id,
    site_id: message.site,
    site_name: message.siteName,
    team_id: to.kind === 'team' ? to.team : null,
    rep_id: to.kind === 'representative' ? to.rep : null,
    about: message.about,
    name: message.name,
    reach: message.reach,
    message: message.message,
    language: message.language,
    left_at: message.leftAt,
    done_at: done?.at ?? null,
    done_by: done?.by ?? null,
  };
}
