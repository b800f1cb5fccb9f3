import { createHash } from 'node:crypto';
import {
  instant,
  type IosProfileId,
  type KeyId,
  LIMITS,
  type PortalId,
  type RepId,
  type Translations,
} from '../../kernel/index.ts';
import { nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import type { AccessKey, AccessKeyStore, IosProfile, IosProfileStore } from '../index.ts';

interface ProfileRow {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly names: string;
  readonly description: string;
  /** JSON. */
  readonly descriptions: string;
  readonly is_public: number;
  readonly is_signed: number;
  readonly is_encrypted: number;
  readonly identifier: string;
  readonly payloads: string;
  readonly size: number;
  readonly digest: string;
  readonly changed_at: number;
  readonly downloads: number;
  readonly last_downloaded_at: number | null;
  readonly revision: number;
}

interface KeyRow {
  readonly id: string;
  readonly rep_id: string;
  readonly rep_name: string;
  readonly portal_id: string;
  readonly issued_at: number;
  readonly expires_at: number;
  readonly is_revoked: number;
  readonly downloads: number;
}

/** Profiles in the table `ios_profiles`, their files in `ios_profile_bytes`. */
export function createIosProfileStore(database: Database): IosProfileStore {
  const { table } = database;
  return {
    all: () =>
      database
        .all<ProfileRow>(table('ios_profiles').orderBy('name_key').limit(LIMITS.iosProfiles))
        .map(profileOf),
    find(id) {
      const row = database.first<ProfileRow>(table('ios_profiles').where({ id }));
      return row === undefined ? undefined : profileOf(row);
    },
    bytes: (id) =>
      database.first<{ bytes: Uint8Array }>(table('ios_profile_bytes').where({ profile_id: id }))?.bytes,
    add(tx, profile, bytes) {
      const inside = database.inside(tx);
      inside.run(table('ios_profiles').insert(rowOf(profile)));
      inside.run(table('ios_profile_bytes').insert({ profile_id: profile.id, bytes: Buffer.from(bytes) }));
    },
    update(tx, profile, bytes) {
      const inside = database.inside(tx);
      const { id, downloads: _downloads, last_downloaded_at: _last, ...values } = rowOf(profile);
      inside.run(table('ios_profiles').where({ id }).update(values));
      if (bytes !== undefined) {
        inside.run(
          table('ios_profile_bytes')
            .where({ profile_id: id })
            .update({ bytes: Buffer.from(bytes) }),
        );
      }
    },
    remove(tx, id) {
      database.inside(tx).run(table('ios_profiles').where({ id }).delete());
    },
    countDownload: (tx, id, now) =>
      database
        .inside(tx)
        .run(table('ios_profiles').where({ id }).increment('downloads').update({ last_downloaded_at: now }))
        .changes === 1,
  };
}

/** Access keys in the table `ios_access_keys`, by digest only. */
export function createAccessKeyStore(database: Database): AccessKeyStore {
  const { table } = database;
  const keys = () => table('ios_access_keys');
  function keyOf(row: KeyRow): AccessKey {
    return {
      id: row.id as KeyId,
      rep: row.rep_id as RepId,
      repName: row.rep_name,
      portal: row.portal_id as PortalId,
      profiles: database
        .all<{ id: IosProfileId }>(
          table('ios_profiles')
            .join('ios_access_key_profiles', 'profile_id', 'ios_profiles.id')
            .where({ key_id: row.id })
            .orderBy('name_key')
            .select('ios_profiles.id as id'),
        )
        .map(({ id }) => id),
      issuedAt: instant(row.issued_at),
      expiresAt: instant(row.expires_at),
      isRevoked: row.is_revoked === 1,
      downloads: row.downloads,
    };
  }
  function first(where: { readonly id: KeyId } | { readonly digest: string }): AccessKey | undefined {
    const row = database.first<KeyRow>(keys().where(where));
    return row && keyOf(row);
  }
  return {
    add(tx, key, digest) {
      const inside = database.inside(tx);
      inside.run(
        keys().insert({
          id: key.id,
          digest,
          rep_id: key.rep,
          rep_name: key.repName,
          portal_id: key.portal,
          issued_at: key.issuedAt,
          expires_at: key.expiresAt,
          is_revoked: 0,
          downloads: 0,
        }),
      );
      for (const profile_id of key.profiles) {
        inside.run(table('ios_access_key_profiles').insert({ key_id: key.id, profile_id }));
      }
    },
    find: (id) => first({ id }),
    byDigest: (digest) => first({ digest }),
    open: (rep, now) =>
      database
        .all<KeyRow>(
          keys()
            .where({ rep_id: rep, is_revoked: 0 })
            .where('expires_at', '>', now)
            .orderBy('issued_at', 'desc')
            .limit(LIMITS.liveKeysPerRep),
        )
        .map(keyOf),
    countDownload(tx, id) {
      database.inside(tx).run(keys().where({ id }).increment('downloads'));
    },
    revoke: (rep, id, now) =>
      database.write(
        (_tx, writer) =>
          writer.run(
            keys()
              .where({ id, rep_id: rep, is_revoked: 0 })
              .where('expires_at', '>', now)
              .update({ is_revoked: 1 }),
          ).changes === 1,
      ),
    revokeAll: (rep) =>
      database.write((_tx, writer) => {
        writer.run(keys().where({ rep_id: rep, is_revoked: 0 }).update({ is_revoked: 1 }));
      }),
    forget: (before) =>
      database.write((_tx, writer) => {
        writer.run(keys().where('expires_at', '<', before).del());
      }),
  };
}

/** The one-way function by which access keys are kept. */
export function digestOfAccessKey(text: string): string {
  return createHash('sha256').update(`ios access key ${text}`).digest('hex');
}

function profileOf(row: ProfileRow): IosProfile {
  return {
    id: row.id as IosProfileId,
    name: row.name,
    names: JSON.parse(row.names) as Translations,
    description: row.description,
    descriptions: JSON.parse(row.descriptions) as Translations,
    isPublic: row.is_public === 1,
    isSigned: row.is_signed === 1,
    isEncrypted: row.is_encrypted === 1,
    identifier: row.identifier,
    payloads: row.payloads === '' ? [] : row.payloads.split('\n'),
    size: row.size,
    digest: row.digest,
    changedAt: instant(row.changed_at),
    downloads: row.downloads,
    lastDownloadedAt: row.last_downloaded_at === null ? undefined : instant(row.last_downloaded_at),
    revision: row.revision,
  };
}

function rowOf(profile: IosProfile): ProfileRow & { readonly name_key: string } {
  return {
    id: profile.id,
    name: profile.name,
    name_key: nameKey(profile.name),
    names: JSON.stringify(profile.names ?? {}),
    description: profile.description,
    descriptions: JSON.stringify(profile.descriptions ?? {}),
    is_public: Number(profile.isPublic),
    is_signed: Number(profile.isSigned),
    is_encrypted: Number(profile.isEncrypted),
    identifier: profile.identifier,
    payloads: profile.payloads.join('\n'),
    size: profile.size,
    digest: profile.digest,
    changed_at: profile.changedAt,
    downloads: profile.downloads,
    last_downloaded_at: profile.lastDownloadedAt ?? null,
    revision: profile.revision,
  };
}
