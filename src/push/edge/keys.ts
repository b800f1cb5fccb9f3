import { createHash } from 'node:crypto';
import webPush from 'web-push';
import type { Clock } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Sealing } from '../../platform/sealing.ts';

/** By which push services know whose calls they are (RFC 8292); both base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

function purposeOf(id: string): string {
  return `push-key:${id}`;
}

/**
 * The newest key in the table `push_keys`, its private half sealed. Made at the first start, and again when it does not open any
 * more: browsers subscribe to one key, so their pages ask for the new one when they are there again.
 */
export async function openPushKeys(ports: {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly clock: Pick<Clock, 'now'>;
}): Promise<PushKeys> {
  const { database, sealing, clock } = ports;
  const row = database.first<{
    readonly id: string;
    readonly public_key: string;
    readonly private_key: string;
  }>(database.table('push_keys').orderBy('made_at', 'desc').first());
  const known = row === undefined ? undefined : sealing.unseal(purposeOf(row.id), row.private_key);
  if (row !== undefined && known !== undefined) {
    return { publicKey: row.public_key, privateKey: known };
  }
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const id = createHash('sha256').update(publicKey).digest('base64url').slice(0, 22);
  await database.write((tx) => {
    const inside = database.inside(tx);
    inside.run(database.table('push_keys').del());
    // What was subscribed to another key cannot be called with this one.
    inside.run(database.table('push_subscriptions').del());
    inside.run(
      database.table('push_keys').insert({
        id,
        public_key: publicKey,
        private_key: sealing.seal(purposeOf(id), privateKey),
        made_at: clock.now(),
      }),
    );
  });
  return { publicKey, privateKey };
}
