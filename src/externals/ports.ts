import type { Instant, InvitationId, RepId, SessionId, Transaction } from '../kernel/index.ts';

/**
 * What leads where, by digests only. Whether it still counts is not kept here: the session knows.
 */
export interface ExternalStore {
  addKey(
    tx: Transaction,
    digest: string,
    leadsTo: { readonly session: SessionId; readonly invitation: InvitationId; readonly until: Instant },
  ): void;
  keyBy(digest: string): { readonly session: SessionId; readonly invitation: InvitationId } | undefined;
  addSignIn(
    tx: Transaction,
    digest: string,
    who: { readonly session: SessionId; readonly person: RepId },
  ): void;
  signInBy(digest: string): { readonly session: SessionId; readonly person: RepId } | undefined;
  /** Forgets what belongs to sessions that have ended, and keys that were good until `before` at most. */
  forget(before: Instant): Promise<void>;
}

/** One-way functions, and random numbers that nobody guesses. */
export interface Secrets {
  keyDigest(text: string): string;
  cookieDigest(value: string): string;
  newCookie(): string;
}
