import type { SessionId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { SentFormStore } from '../index.ts';

/** Forms that began something, in the table `sent_forms`. */
export function createSentFormStore(database: Database): SentFormStore {
  const forms = () => database.table('sent_forms');
  return {
    find(mark, since) {
      const row = database.first<{ session_id: SessionId | null }>(
        forms().where({ mark }).where('sent_at', '>', since).first('session_id'),
      );
      return row === undefined
        ? undefined
        : row.session_id === null
          ? { kind: 'message' }
          : { kind: 'session', session: row.session_id };
    },
    put(tx, mark, began, now) {
      const row = { mark, session_id: began.kind === 'session' ? began.session : null, sent_at: now };
      database.inside(tx).run(forms().insert(row).onConflict('mark').merge());
    },
    forget(tx, before, most) {
      const inside = database.inside(tx);
      inside.run(forms().where('sent_at', '<=', before).del());
      const tooMany = forms().select('mark').orderBy('sent_at', 'desc').limit(-1).offset(most);
      inside.run(forms().whereIn('mark', tooMany).del());
    },
  };
}
