import { createHash } from 'node:crypto';
import { type Clock, LIMITS, type Random, type RepId, type Timers } from '../../kernel/index.ts';
import type { Guesses } from '../../keys/index.ts';
import type { Database } from '../../platform/database.ts';
import type { Sealing } from '../../platform/sealing.ts';
import { SourceLimit } from '../../platform/web.ts';
import type { Audit } from '../../settings/index.ts';
import { AccessKeys, createIosProfiles, type IosProfiles } from '../index.ts';
import { createAccessKeyStore, createIosProfileStore, digestOfAccessKey } from './store.ts';

/** Profiles and the keys to them, on one database. */
export function openIosProfiles(world: {
  readonly database: Database;
  readonly audit: Audit;
  readonly sealing: Sealing;
  readonly guesses: Guesses;
  readonly maximumMs: () => number;
  readonly maySend: (rep: RepId) => boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
}): { readonly profiles: IosProfiles; readonly accessKeys: AccessKeys } {
  const { database, clock } = world;
  const store = createIosProfileStore(database);
  return {
    profiles: createIosProfiles({
      ...world,
      store,
      decode,
      digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    }),
    accessKeys: new AccessKeys({
      ...world,
      profiles: store,
      store: createAccessKeyStore(database),
      digest: digestOfAccessKey,
      downloads: new SourceLimit({
        burst: LIMITS.iosDownloadsBurst,
        perSecond: LIMITS.iosDownloadsPerSecond,
        clock,
      }),
    }),
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
