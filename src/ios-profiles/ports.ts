import type { Instant, IosProfileId, KeyId, RepId, Transaction } from '../kernel/index.ts';
import type { AccessKey } from './access-key.ts';
import type { IosProfile } from './profile.ts';

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface IosProfileStore {
  /** By name, LIMITS.iosProfiles at most. */
  all(): readonly IosProfile[];
  find(id: IosProfileId): IosProfile | undefined;
  bytes(id: IosProfileId): Uint8Array | undefined;
  add(tx: Transaction, profile: IosProfile, bytes: Uint8Array): void;
  /** All of it but how often it was downloaded; `bytes` only where they are others. */
  update(tx: Transaction, profile: IosProfile, bytes: Uint8Array | undefined): void;
  /** It goes from the keys to it, too. */
  remove(tx: Transaction, id: IosProfileId): void;
  /** One download more; false when it is not there any more. */
  countDownload(tx: Transaction, id: IosProfileId, now: Instant): boolean;
}

/** Access keys, by a digest of their text only: a stolen database opens nothing. */
export interface AccessKeyStore {
  add(tx: Transaction, key: AccessKey, digest: string): void;
  find(id: KeyId): AccessKey | undefined;
  byDigest(digest: string): AccessKey | undefined;
  /** Keys of this representative that are not withdrawn and expire after `now`; the latest first. */
  open(rep: RepId, now: Instant): readonly AccessKey[];
  countDownload(tx: Transaction, id: KeyId): void;
  /** False when it is none of theirs that is open now. */
  revoke(rep: RepId, key: KeyId, now: Instant): Promise<boolean>;
  revokeAll(rep: RepId): Promise<void>;
  /** Forgets keys that ended before. */
  forget(before: Instant): Promise<void>;
}

/** Hides a text that must be told again, for one purpose. */
export interface Sealing {
  seal(purpose: string, text: string): string;
  /** undefined for what was not sealed for this purpose. */
  unseal(purpose: string, sealed: string): string | undefined;
}
