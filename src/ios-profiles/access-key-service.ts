import {
  type Clock,
  Fault,
  type IosProfileId,
  type KeyId,
  laterBy,
  LIMITS,
  newId,
  type PortalId,
  type Random,
  type RepId,
  type Timers,
} from '../kernel/index.ts';
import {
  expiryOf,
  generateKeyText,
  type Guesses,
  isSessionKey,
  PROFILE_KEY_LENGTH,
  slowed,
  typedKey,
} from '../keys/index.ts';
import type { Audit } from '../settings/index.ts';
import { type AccessKey, isGood, passText, readPass } from './access-key.ts';
import type { AccessKeyStore, IosProfileStore, Sealing } from './ports.ts';
import type { IosProfile } from './profile.ts';

const PASS = 'ios profile download';
/** Ended keys are known so long that a report of the audit can be looked into. */
const KEYS_KEPT_MS = 30 * 24 * 3_600_000;

/** Access keys to profiles: made by representatives, typed by customers. Every download is counted and recorded. */
export class AccessKeys {
  readonly #profiles: IosProfileStore;
  readonly #store: AccessKeyStore;
  readonly #audit: Audit;
  readonly #sealing: Sealing;
  readonly #guesses: Guesses;
  readonly #downloads: { take(source: string): boolean };
  readonly #digest: (text: string) => string;
  readonly #maximumMs: () => number;
  readonly #maySend: (rep: RepId) => boolean;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #random: Random;

  constructor(ports: {
    readonly profiles: IosProfileStore;
    readonly store: AccessKeyStore;
    readonly audit: Audit;
    readonly sealing: Sealing;
    readonly guesses: Guesses;
    /** Counts downloads by source: each is written down. */
    readonly downloads: { take(source: string): boolean };
    /** A one-way function of a key's text. */
    readonly digest: (text: string) => string;
    /** The site's Maximum Session Key Timeout. */
    readonly maximumMs: () => number;
    /** Whether this person may give profiles now: asked whenever a key is, so that nothing depends on keys being taken back. */
    readonly maySend: (rep: RepId) => boolean;
    readonly clock: Clock;
    readonly timers: Timers;
    readonly random: Random;
  }) {
    this.#profiles = ports.profiles;
    this.#store = ports.store;
    this.#audit = ports.audit;
    this.#sealing = ports.sealing;
    this.#guesses = ports.guesses;
    this.#downloads = ports.downloads;
    this.#digest = ports.digest;
    this.#maximumMs = ports.maximumMs;
    this.#maySend = ports.maySend;
    this.#clock = ports.clock;
    this.#timers = ports.timers;
    this.#random = ports.random;
  }

  /** A new key to these profiles on this site. Its text is told here and never again. Raises `not-found` for a profile that is gone, `too-many`. */
  async generate(
    rep: { readonly id: RepId; readonly name: string },
    portal: PortalId,
    profiles: readonly IosProfileId[],
    validForMs: number,
  ): Promise<{ readonly text: string }> {
    const now = this.#clock.now();
    if (this.openOf(rep.id).length >= LIMITS.liveKeysPerRep) {
      throw new Fault('too-many', {
        sentence: `You have ${LIMITS.liveKeysPerRep} open access keys already. Please withdraw some that are not needed.`,
      });
    }
    const text = generateKeyText(this.#random, PROFILE_KEY_LENGTH);
    const key: AccessKey = {
      id: newId<KeyId>(this.#random),
      rep: rep.id,
      repName: rep.name,
      portal,
      profiles: [...new Set(profiles)],
      issuedAt: now,
      expiresAt: expiryOf(now, validForMs, this.#maximumMs()),
      isRevoked: false,
      downloads: 0,
    };
    await this.#audit.write((tx, record) => {
      const names = key.profiles.map((id) => this.#profiles.find(id)?.name);
      if (!names.every((name) => name !== undefined)) {
        throw new Fault('not-found', {
          sentence: 'One of the profiles does not exist any more. Please look again.',
        });
      }
      this.#store.add(tx, key, this.#digest(text));
      record({
        type: 'ios-access-key-generated',
        data: {
          by: { id: rep.id, name: rep.name },
          id: key.id,
          portal,
          profiles: names,
          expiresAt: key.expiresAt,
        },
      });
    });
    return { text };
  }

  /**
   * What the key that was typed on this site gives. Raises `key-refused` for wrong, expired and withdrawn
   * ones and those of other sites alike, and `too-many` for a source that guesses.
   */
  async find(
    typed: string,
    portal: PortalId,
    source: string,
  ): Promise<{ readonly key: AccessKey; readonly text: string; readonly profiles: readonly IosProfile[] }> {
    await slowed(this.#guesses, source, { clock: this.#clock, timers: this.#timers });
    const text = typedKey(typed, PROFILE_KEY_LENGTH);
    const key = text === undefined ? undefined : this.#store.byDigest(this.#digest(text));
    if (text === undefined || key === undefined || !this.#isGood(key, portal)) {
      this.#guesses.missed(this.#clock.monotonicMs());
      throw new Fault('key-refused', {
        field: 'key',
        text: isSessionKey(typed) ? 'ios.is-session-key' : 'ios.key-refused',
      });
    }
    this.#guesses.right(source);
    return { key, text, profiles: key.profiles.flatMap((id) => this.#profiles.find(id) ?? []) };
  }

  /** The good key of this representative that was read aloud as `spoken`, with its text. Raises `key-refused`. */
  own(rep: RepId, spoken: string): { readonly key: AccessKey; readonly text: string } {
    const text = typedKey(spoken, PROFILE_KEY_LENGTH);
    const key = text === undefined ? undefined : this.#store.byDigest(this.#digest(text));
    if (text === undefined || key?.rep !== rep || !this.#isGood(key, key.portal)) {
      throw new Fault('key-refused', {
        sentence: 'This access key is not valid any more. Please generate another one.',
      });
    }
    return { key, text };
  }

  /** Lets this profile be fetched with this key for a short time, by whoever is given it. */
  passFor({ id, portal, expiresAt }: AccessKey, profile: IosProfileId): string {
    const until = Math.min(expiresAt, laterBy(this.#clock.now(), LIMITS.iosPassLifeMs));
    return this.#sealing.seal(PASS, passText({ key: id, profile, portal, until }));
  }

  /**
   * The file of a profile, for somebody on this site: counted and recorded, or not given. Raises `not-found`
   * for one that is not there, and for a private one without a pass that is good now, alike; `too-many`
   * for a source that asks too often.
   */
  async download(
    id: IosProfileId,
    at: { readonly portal: PortalId; readonly siteName: string; readonly source: string },
    pass: string | undefined,
  ): Promise<{ readonly profile: IosProfile; readonly bytes: Uint8Array }> {
    if (!this.#downloads.take(at.source)) {
      throw new Fault('too-many');
    }
    return this.#audit.write((tx, record) => {
      const profile = this.#profiles.find(id);
      const key = pass === undefined || pass.length > 1_000 ? undefined : this.#keyOf(pass, id, at.portal);
      const bytes = profile === undefined ? undefined : this.#profiles.bytes(id);
      if (
        profile === undefined ||
        bytes === undefined ||
        (!profile.isPublic && key === undefined) ||
        !this.#profiles.countDownload(tx, id, this.#clock.now())
      ) {
        throw new Fault('not-found');
      }
      if (key !== undefined) {
        this.#store.countDownload(tx, key.id);
      }
      record({
        type: 'ios-profile-downloaded',
        data: {
          by: 'appliance',
          id,
          name: profile.name,
          digest: profile.digest,
          portal: at.siteName,
          ...(key === undefined ? {} : { key: key.id, keyMadeBy: key.repName }),
        },
      });
      return { profile, bytes };
    });
  }

  /** The keys of this representative that give something now, the latest first. */
  openOf(rep: RepId): readonly AccessKey[] {
    const now = this.#clock.now();
    return this.#store.open(rep, now).filter((key) => isGood(key, now, this.#maximumMs()));
  }

  /** From now on nobody gets profiles with it. Raises `not-found` when it is not open, or another's. */
  async withdraw(rep: RepId, key: KeyId): Promise<void> {
    const isListed = this.openOf(rep).some(({ id }) => id === key);
    if (!isListed || !(await this.#store.revoke(rep, key, this.#clock.now()))) {
      throw new Fault('not-found', {
        sentence: 'This access key was withdrawn already, or has expired.',
      });
    }
  }

  /** For a representative who may not give profiles any more. */
  revokeAll(rep: RepId): Promise<void> {
    return this.#store.revokeAll(rep);
  }

  sweep(): Promise<void> {
    return this.#store.forget(laterBy(this.#clock.now(), -KEYS_KEPT_MS));
  }

  #keyOf(pass: string, profile: IosProfileId, portal: PortalId): AccessKey | undefined {
    const text = this.#sealing.unseal(PASS, pass);
    const id = text === undefined ? undefined : readPass(text, { profile, portal, now: this.#clock.now() });
    const key = id === undefined ? undefined : this.#store.find(id);
    return key !== undefined && this.#isGood(key, portal) && key.profiles.includes(profile) ? key : undefined;
  }

  #isGood(key: AccessKey, portal: PortalId): boolean {
    return (
      key.portal === portal && isGood(key, this.#clock.now(), this.#maximumMs()) && this.#maySend(key.rep)
    );
  }
}
