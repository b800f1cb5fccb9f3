import { createHash } from 'node:crypto';
import {
  Fault,
  instant,
  LIMITS,
  type KeyId,
  type PortalId,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { KeyStore, SessionKey } from '../index.ts';

interface KeyRow {
  readonly id: KeyId;
  readonly rep_id: RepId;
  readonly rep_name: string;
  readonly portal_id: PortalId;
  readonly issued_at: number;
  readonly expires_at: number;
  readonly state: 'open' | 'used' | 'revoked';
  readonly session_id: SessionId | null;
}

/** Session keys in the table `session_keys`, by digest only. */
export function createKeyStore(database: Database): KeyStore {
  const keys = () => database.table('session_keys');
  return {
    add: (key, digest) =>
      database.write((_tx, writer) => {
        const added = writer.run(
          keys()
            .insert({
              id: key.id,
              digest,
              rep_id: key.rep,
              rep_name: key.repName,
              portal_id: key.portal,
              issued_at: key.issuedAt,
              expires_at: key.expiresAt,
              state: 'open',
            })
            .onConflict('digest')
            .ignore(),
        );
        if (added.changes === 0) {
          throw new Fault('changed-meanwhile', { detail: 'this key exists already' });
        }
      }),
    byDigest(digest) {
      const row = database.first<KeyRow>(keys().where({ digest }).first());
      return row === undefined ? undefined : keyOf(row);
    },
    use: (tx, key, session, now) =>
      database
        .inside(tx)
        .run(
          keys()
            .where({ id: key, state: 'open' })
            .where('expires_at', '>', now)
            .update({ state: 'used', session_id: session }),
        ).changes === 1,
    giveBack: (tx, key, session) => {
      database
        .inside(tx)
        .run(
          keys()
            .where({ id: key, session_id: session, state: 'used' })
            .update({ state: 'open', session_id: null }),
        );
    },
    open: (rep, now) =>
      database
        .all<KeyRow>(
          keys()
            .where({ rep_id: rep, state: 'open' })
            .where('expires_at', '>', now)
            .orderBy('issued_at', 'desc')
            .limit(LIMITS.liveKeysPerRep),
        )
        .map(keyOf),
    revoke: (rep, key) =>
      database.write(
        (_tx, writer) =>
          writer.run(keys().where({ id: key, rep_id: rep, state: 'open' }).update({ state: 'revoked' }))
            .changes === 1,
      ),
    revokeAll: (rep) =>
      database.write(
        (_tx, writer) =>
          writer.run(keys().where({ rep_id: rep, state: 'open' }).update({ state: 'revoked' })).changes,
      ),
    forget: (before) =>
      database.write((_tx, writer) => writer.run(keys().where('expires_at', '<', before).del()).changes),
  };
}

/** The one-way function by which keys are kept. */
export function digestOfKey(text: string): string {
  return createHash('sha256').update(`session key ${text}`).digest('hex');
}

function keyOf(row: KeyRow): SessionKey {
  return {
    id: row.id,
    rep: row.rep_id,
    repName: row.rep_name,
    portal: row.portal_id,
    issuedAt: instant(row.issued_at),
    expiresAt: instant(row.expires_at),
    state:
      row.state === 'used' && row.session_id !== null
        ? { kind: 'used', session: row.session_id }
        : { kind: row.state === 'open' ? 'open' : 'revoked' },
  };
}
