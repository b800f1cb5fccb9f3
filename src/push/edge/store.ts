import type { Clock, SessionId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Sealing } from '../../platform/sealing.ts';
import type { CalledBrowser, SubscriptionStore } from '../index.ts';

interface Row {
  readonly id: string;
  readonly session_id: SessionId;
  readonly sealed: string;
  readonly called_up_to: number;
}
type Sealed = Pick<CalledBrowser, 'endpoint' | 'p256dh' | 'auth' | 'origin'>;

function purposeOf(id: string): string {
  return `push-subscription:${id}`;
}

/** Called browsers in the table `push_subscriptions`, all that could be used to call one sealed. */
export function createSubscriptionStore(ports: {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly clock: Pick<Clock, 'now'>;
}): SubscriptionStore {
  const { database, sealing, clock } = ports;
  const { table } = database;
  return {
    all: () =>
      database
        .all<Row>(table('push_subscriptions').orderBy('made_at').orderBy('id'))
        .flatMap(({ id, session_id, sealed, called_up_to }) => {
          const text = sealing.unseal(purposeOf(id), sealed);
          return text === undefined
            ? []
            : [{ ...(JSON.parse(text) as Sealed), id, session: session_id, calledUpTo: called_up_to }];
        }),
    put(tx, { id, session, endpoint, p256dh, auth, origin, calledUpTo }) {
      const secret: Sealed = { endpoint, p256dh, auth, origin };
      const row = {
        id,
        session_id: session,
        sealed: sealing.seal(purposeOf(id), JSON.stringify(secret)),
        called_up_to: calledUpTo,
        made_at: clock.now(),
      };
      database.inside(tx).run(table('push_subscriptions').insert(row).onConflict('id').merge());
    },
    calledUpTo(tx, id, seq) {
      database.inside(tx).run(table('push_subscriptions').where({ id }).update({ called_up_to: seq }));
    },
    remove(tx, id) {
      database.inside(tx).run(table('push_subscriptions').where({ id }).del());
    },
    write: (work) => database.write(work),
  };
}
