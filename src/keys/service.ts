import {
  Fault,
  LIMITS,
  newId,
  type Clock,
  type Instant,
  type KeyId,
  type PortalId,
  type Random,
  type RepId,
  type SessionId,
  type Timers,
  type Transaction,
} from '../kernel/index.ts';
import { slowed, type Guesses } from './guesses.ts';
import type { KeyStore } from './ports.ts';
import {
  expiryOf,
  generateKeyText,
  isOpen,
  PROFILE_KEY_LENGTH,
  spokenKey,
  typedKey,
  type SessionKey,
} from './session-key.ts';

export class Keys {
  readonly #store: KeyStore;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #random: Random;
  readonly #digest: (text: string) => string;
  readonly #maximumMs: () => number;
  readonly #mayMake: (rep: RepId) => boolean;
  readonly #guesses: Guesses;

  constructor(ports: {
    readonly store: KeyStore;
    readonly clock: Clock;
    readonly timers: Timers;
    readonly random: Random;
    /** A one-way function of a key's text. */
    readonly digest: (text: string) => string;
    /** The site's Maximum Session Key Timeout. */
    readonly maximumMs: () => number;
    /** Whether this person may have keys now: asked whenever a key is, so that nothing depends on keys being taken back. */
    readonly mayMake: (rep: RepId) => boolean;
    readonly guesses: Guesses;
  }) {
    this.#store = ports.store;
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#random = ports.random;
    this.#digest = ports.digest;
    this.#maximumMs = ports.maximumMs;
    this.#mayMake = ports.mayMake;
    this.#guesses = ports.guesses;
  }

  /** A new key to this representative's personal queue. Its text is told here and never again. Raises `too-many`. */
  async generate(
    rep: { readonly id: RepId; readonly name: string },
    portal: PortalId,
    validForMs: number,
  ): Promise<{
    readonly id: KeyId;
    readonly text: string;
    readonly spoken: string;
    readonly expiresAt: Instant;
  }> {
    const now = this.#clock.now();
    if (this.openOf(rep.id).length >= LIMITS.liveKeysPerRep) {
      throw new Fault('too-many', {
        sentence: `You have ${LIMITS.liveKeysPerRep} open session keys already. Please withdraw some that are not needed.`,
      });
    }
    const text = generateKeyText(this.#random);
    const key: SessionKey = {
      id: newId<KeyId>(this.#random),
      rep: rep.id,
      repName: rep.name,
      portal,
      issuedAt: now,
      expiresAt: expiryOf(now, validForMs, this.#maximumMs()),
      state: { kind: 'open' },
    };
    await this.#store.add(key, this.#digest(text));
    return { id: key.id, text, spoken: spokenKey(text), expiresAt: key.expiresAt };
  }

  /**
   * The open key that was typed. Raises `key-refused` for wrong, expired and used ones alike, and
   * `too-many` for a source that guesses. `source` is the network address, as a group that one
   * attacker holds (IPv4 address, IPv6 /64).
   */
  async find(typed: string, source: string): Promise<SessionKey> {
    await slowed(this.#guesses, source, { clock: this.#clock, timers: this.#timers });
    const now = this.#clock.now();
    const text = typedKey(typed);
    const key = text === undefined ? undefined : this.#store.byDigest(this.#digest(text));
    if (key === undefined || !isOpen(key, now, this.#maximumMs()) || !this.#mayMake(key.rep)) {
      this.#guesses.missed(this.#clock.monotonicMs());
      const isForProfiles = typedKey(typed, PROFILE_KEY_LENGTH) !== undefined;
      throw new Fault('key-refused', {
        field: 'key',
        ...(isForProfiles ? { text: 'ios.no-session-key' } : {}),
      });
    }
    this.#guesses.right(source);
    return key;
  }

  /** Whether it is this key that brought somebody to that session. Asked about a session that the asking browser came to, it tells nobody which keys there were. */
  brought(typed: string, session: SessionId): boolean {
    const text = typedKey(typed);
    const key = text === undefined ? undefined : this.#store.byDigest(this.#digest(text));
    return key?.state.kind === 'used' && key.state.session === session;
  }

  /**
   * The open key of this representative that was read aloud as `spoken`, with its text. Raises
   * `key-refused`. Guessing is worth nothing here: only one's own keys are found.
   */
  own(rep: RepId, spoken: string): { readonly key: SessionKey; readonly text: string } {
    const text = typedKey(spoken);
    const key = text === undefined ? undefined : this.#store.byDigest(this.#digest(text));
    if (text === undefined || key?.rep !== rep || !isOpen(key, this.#clock.now(), this.#maximumMs())) {
      throw new Fault('key-refused', {
        sentence: 'This session key has been used or is not valid any more. Please generate another one.',
      });
    }
    return { key, text };
  }

  /** The keys of this representative with which a session can be begun now, the latest first. */
  openOf(rep: RepId): readonly SessionKey[] {
    const now = this.#clock.now();
    return this.#store.open(rep, now).filter((key) => isOpen(key, now, this.#maximumMs()));
  }

  /** From now on nobody begins a session with it. Raises `not-found` when it is not open, or another's. */
  async withdraw(rep: RepId, key: KeyId): Promise<void> {
    const isListed = this.openOf(rep).some(({ id }) => id === key);
    if (!isListed || !(await this.#store.revoke(rep, key))) {
      throw new Fault('not-found', {
        sentence: 'This session key was used or withdrawn already, or has expired.',
      });
    }
  }

  /** For a representative who may not help customers, or make keys, any more: nobody can be led there. */
  async revokeAll(rep: RepId): Promise<void> {
    await this.#store.revokeAll(rep);
  }

  /** Nobody came to the session that used it up: until it expires it begins another. Within the transaction that ends that session. */
  giveBack(tx: Transaction, key: KeyId, session: SessionId): void {
    this.#store.giveBack(tx, key, session);
  }

  /** Uses the key up, within the transaction that begins the session. Raises `key-refused` when another was first. */
  use(tx: Transaction, key: SessionKey, session: SessionId): void {
    const now = this.#clock.now();
    if (
      !isOpen(key, now, this.#maximumMs()) ||
      !this.#mayMake(key.rep) ||
      !this.#store.use(tx, key.id, session, now)
    ) {
      throw new Fault('key-refused', { field: 'key' });
    }
  }
}
