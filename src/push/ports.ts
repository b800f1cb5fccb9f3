import type { SessionId, Transaction } from '../kernel/index.ts';

/** A browser that is called while its session lasts. Whoever knows all of it can call that browser. */
export interface CalledBrowser {
  /** Of session and endpoint: the same browser is one, however often it asks. */
  readonly id: string;
  readonly session: SessionId;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  /** Our own origin under which it asked. */
  readonly origin: string;
  /** What happened up to this place in the journal calls it no more. */
  readonly calledUpTo: number;
}

export interface SubscriptionStore {
  /** Oldest first; what cannot be opened any more is left out. */
  all(): readonly CalledBrowser[];
  put(tx: Transaction, browser: CalledBrowser): void;
  calledUpTo(tx: Transaction, id: string, seq: number): void;
  remove(tx: Transaction, id: string): void;
  write(work: (tx: Transaction) => void): Promise<void>;
}

/**
 * What a push service made of a call. `gone`: this browser cannot be called any more. `refused`: it never will take this one.
 * `later`: it may, after so long at the earliest. `unreached`: nobody answered, for the reason.
 */
export type PushOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'later'; readonly status: number; readonly afterMs: number }
  | { readonly kind: 'unreached'; readonly why: string };

export interface PushAttempt {
  readonly outcome: Promise<PushOutcome>;
  giveUp(): void;
}

/** The way to push services. */
export interface PushSender {
  /** By which browsers know whose calls they are; base64url. */
  readonly key: string;
  /** Raises `not-valid` for a browser that this appliance does not call: another host than that of a push service, keys that are none. */
  check(browser: Pick<CalledBrowser, 'endpoint' | 'p256dh' | 'auth'>): void;
  /** The host of its push service, which may stand in the log. */
  hostOf(browser: Pick<CalledBrowser, 'endpoint'>): string;
  send(browser: CalledBrowser, payload: string, lifeMs: number): PushAttempt;
}
