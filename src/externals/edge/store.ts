import { createHash } from 'node:crypto';
import type { InvitationId, Random, RepId, SessionId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import type { ExternalStore, Secrets } from '../index.ts';

/** In the tables `external_keys` and `external_sign_ins`, by digest only. */
export function createExternalStore(database: Database): ExternalStore {
  const keys = () => database.table('external_keys');
  const signIns = () => database.table('external_sign_ins');
  const living = () => database.table('sessions').select('id').whereNot({ status: 'ended' });
  return {
    addKey(tx, digest, { session, invitation, until }) {
      database
        .inside(tx)
        .run(keys().insert({ digest, session_id: session, invitation_id: invitation, expires_at: until }));
    },
    keyBy(digest) {
      const row = database.first<{ session_id: SessionId; invitation_id: InvitationId }>(
        keys().where({ digest }).first('session_id', 'invitation_id'),
      );
      return row && { session: row.session_id, invitation: row.invitation_id };
    },
    addSignIn(tx, digest, { session, person }) {
      database.inside(tx).run(signIns().insert({ digest, session_id: session, person_id: person }));
    },
    signInBy(digest) {
      const row = database.first<{ session_id: SessionId; person_id: RepId }>(
        signIns().where({ digest }).first('session_id', 'person_id'),
      );
      return row && { session: row.session_id, person: row.person_id };
    },
    forget: (before) =>
      database.write((_tx, writer) => {
        writer.run(keys().whereNotIn('session_id', living()).orWhere('expires_at', '<', before).del());
        writer.run(signIns().whereNotIn('session_id', living()).del());
      }),
  };
}

export function createSecrets(random: Random): Secrets {
  return {
    keyDigest: (text) => digest(`external key ${text}`),
    cookieDigest: digest,
    newCookie: () => Buffer.from(random.bytes(32)).toString('base64url'),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
