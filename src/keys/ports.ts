import type { Instant, KeyId, RepId, SessionId, Transaction } from '../kernel/index.ts';
import type { SessionKey } from './session-key.ts';

/** Where keys are kept. Only a digest of the text is: a stolen database starts no sessions. */
export interface KeyStore {
  /** Raises `changed-meanwhile` when another key has this digest already. */
  add(key: SessionKey, digest: string): Promise<void>;
  byDigest(digest: string): SessionKey | undefined;
  /** Marks an open key used. False when somebody else was first: the caller must then undo everything. */
  use(tx: Transaction, key: KeyId, session: SessionId, now: Instant): boolean;
  /** Opens a key again that this session used up. */
  giveBack(tx: Transaction, key: KeyId, session: SessionId): void;
  /** Keys of this representative that are neither used nor taken back, and expire after `now`; the latest first. */
  open(rep: RepId, now: Instant): readonly SessionKey[];
  /** Takes back an open key of this representative. False when there is none. */
  revoke(rep: RepId, key: KeyId): Promise<boolean>;
  /** Takes back every open key of this representative; returns how many. */
  revokeAll(rep: RepId): Promise<number>;
  /** Forgets keys that ended before `before`; returns how many. */
  forget(before: Instant): Promise<number>;
}
