import { type Clock, Fault, type IosProfileId, newId, type Random } from '../kernel/index.ts';
import { allowed, changesOf, mustHaveNone, type SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import type { IosProfileStore } from './ports.ts';
import {
  type Decode,
  type IosProfile,
  type IosProfileFields,
  type ProfileContent,
  profileContent,
  profileProblems,
  recordedProfile,
} from './profile.ts';

/**
 * Public Portals > *Apple iOS*. Each method that changes something raises `not-allowed` unless `by` may
 * edit profiles, and `not-found` when the profile is gone.
 */
export interface IosProfiles {
  /** By name. */
  all(): readonly IosProfile[];
  find(id: IosProfileId): IosProfile | undefined;
  /** Raises `not-valid` with a field; `file` when the bytes are no profile. */
  add(by: SignedInPrincipal, fields: IosProfileFields, bytes: Uint8Array): Promise<IosProfile>;
  /** Raises `not-valid` with a field, `changed-meanwhile` when the profile is not at `revision`. */
  change(by: SignedInPrincipal, id: IosProfileId, fields: IosProfileFields, revision: number): Promise<void>;
  /** Puts another file in its place; keys to it give the new one. Raises `not-valid` with the field `file`. */
  replace(by: SignedInPrincipal, id: IosProfileId, bytes: Uint8Array): Promise<void>;
  /** Keys to it give the others that they are for, and nothing when there is none. */
  delete(by: SignedInPrincipal, id: IosProfileId): Promise<void>;
}

export function createIosProfiles(ports: {
  readonly store: IosProfileStore;
  readonly audit: Audit;
  readonly decode: Decode;
  readonly digest: (bytes: Uint8Array) => string;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
}): IosProfiles {
  const { store, audit, clock } = ports;

  function existing(id: IosProfileId): IosProfile {
    const profile = store.find(id);
    if (profile === undefined) {
      throw new Fault('not-found', { sentence: 'This profile does not exist any more.' });
    }
    return profile;
  }
  function othersOf(id: IosProfileId): readonly IosProfile[] {
    return store.all().filter((other) => other.id !== id);
  }
  function contentOf(bytes: Uint8Array): ProfileContent {
    const read = profileContent(bytes, ports.decode);
    if (!read.ok) {
      throw new Fault('not-valid', { field: 'file', sentence: read.sentence });
    }
    return read.content;
  }

  return {
    all: () => store.all(),
    find: (id) => store.find(id),

    async add(byPrincipal, fields, bytes) {
      const by = allowed(byPrincipal, 'edit-ios-profiles');
      const content = contentOf(bytes);
      return audit.write((tx, record) => {
        const profile: IosProfile = {
          ...fields,
          ...content,
          id: newId<IosProfileId>(ports.random),
          size: bytes.length,
          digest: ports.digest(bytes),
          changedAt: clock.now(),
          downloads: 0,
          lastDownloadedAt: undefined,
          revision: 1,
        };
        const same = store
          .all()
          .find((each) => changesOf(recordedProfile(each), recordedProfile(profile)) === undefined);
        // A form that is pressed twice is sent twice.
        if (same !== undefined) {
          return same;
        }
        mustHaveNone(profileProblems(profile, othersOf(profile.id)));
        store.add(tx, profile, bytes);
        record({ type: 'ios-profile-added', data: { by, id: profile.id, new: recordedProfile(profile) } });
        return profile;
      });
    },

    async change(byPrincipal, id, fields, revision) {
      const by = allowed(byPrincipal, 'edit-ios-profiles');
      await audit.write((tx, record) => {
        const before = existing(id);
        const after: IosProfile = { ...before, ...fields, revision: before.revision + 1 };
        const changes = changesOf(recordedProfile(before), recordedProfile(after));
        // A form that is pressed twice is sent twice.
        if (before.revision !== revision && changes !== undefined) {
          throw new Fault('changed-meanwhile');
        }
        mustHaveNone(profileProblems(after, othersOf(id)));
        if (changes !== undefined) {
          store.update(tx, after, undefined);
          record({ type: 'ios-profile-changed', data: { by, id, name: after.name, ...changes } });
        }
      });
    },

    async replace(byPrincipal, id, bytes) {
      const by = allowed(byPrincipal, 'edit-ios-profiles');
      const content = contentOf(bytes);
      await audit.write((tx, record) => {
        const before = existing(id);
        const after: IosProfile = {
          ...before,
          ...content,
          size: bytes.length,
          digest: ports.digest(bytes),
          changedAt: clock.now(),
          revision: before.revision + 1,
        };
        mustHaveNone(profileProblems(after, othersOf(id)));
        const changes = changesOf(recordedProfile(before), recordedProfile(after));
        if (changes !== undefined) {
          store.update(tx, after, bytes);
          record({ type: 'ios-profile-changed', data: { by, id, name: after.name, ...changes } });
        }
      });
    },

    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'edit-ios-profiles');
      await audit.write((tx, record) => {
        if (store.find(id) === undefined && audit.happened('ios-profile-deleted', 'id', id)) {
          return;
        }
        const before = existing(id);
        store.remove(tx, id);
        record({ type: 'ios-profile-deleted', data: { by, id, old: recordedProfile(before) } });
      });
    },
  };
}
