import {
  type ButtonProfileId,
  type Clock,
  Fault,
  type Instant,
  LIMITS,
  newId,
  type PortalId,
  type QueueId,
  type Random,
  type SupportButtonId,
  type Transaction,
} from '../kernel/index.ts';
import {
  allowed,
  changesOf,
  mustHaveNone,
  nameKey,
  type Recorded,
  type SignedInPrincipal,
} from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import type { SupportButtonStore } from './ports.ts';
import {
  buttonExpiry,
  type ButtonProfile,
  type ButtonProfileFields,
  isAlive,
  profileProblems,
  type SupportButton,
  tooManyProfiles,
} from './support-button.ts';

/** Support Buttons: their profiles, and those that were given out. Methods with `by` raise `not-allowed`. */
export interface SupportButtons {
  /** By name. */
  profiles(): readonly ButtonProfile[];
  profile(id: ButtonProfileId): ButtonProfile | undefined;
  /** The latest first, LIMITS.buttonsListed at most. */
  of(profile: ButtonProfileId): readonly SupportButton[];
  count(profile: ButtonProfileId): { readonly buttons: number; readonly uses: number };
  /** Raises `not-valid` with a field, `too-many`. */
  add(by: SignedInPrincipal, fields: ButtonProfileFields): Promise<ButtonProfile>;
  /** Counts for the buttons that are out there too. Raises `not-found`, `not-valid`, `changed-meanwhile`. */
  change(
    by: SignedInPrincipal,
    id: ButtonProfileId,
    fields: ButtonProfileFields,
    revision: number,
  ): Promise<void>;
  /** Its buttons go with it. Raises `not-found`. */
  delete(by: SignedInPrincipal, id: ButtonProfileId): Promise<void>;
  /** A new button; its token is told here and never again. Raises `not-found`, `too-many`. */
  make(by: SignedInPrincipal, id: ButtonProfileId, description: string): Promise<{ readonly token: string }>;
  /** From now on it begins nothing. Raises `not-found`. */
  remove(by: SignedInPrincipal, id: SupportButtonId): Promise<void>;
  /** What this token opens now: undefined when it was never given out, is removed, or has run out. */
  find(token: string): { readonly button: SupportButton; readonly profile: ButtonProfile } | undefined;
  /** Counts a session, within what begins it. Raises `not-found` when the button is gone by now. */
  use(tx: Transaction, id: SupportButtonId): void;
}

export function createSupportButtons(ports: {
  readonly store: SupportButtonStore;
  readonly audit: Audit;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  /** A one-way function of a token. */
  readonly digest: (token: string) => string;
  readonly newToken: () => string;
  readonly isPortal: (id: PortalId) => boolean;
  readonly isQueue: (id: QueueId) => boolean;
}): SupportButtons {
  const { store, audit, clock, random, digest } = ports;

  function existing(id: ButtonProfileId): ButtonProfile {
    const profile = store.profiles().find((each) => each.id === id);
    if (profile === undefined) {
      throw new Fault('not-found', { sentence: 'This profile does not exist any more.' });
    }
    return profile;
  }

  return {
    profiles: () =>
      store.profiles().toSorted((one, other) => (nameKey(one.name) < nameKey(other.name) ? -1 : 1)),
    profile: (id) => store.profiles().find((each) => each.id === id),
    of: (profile) => store.of(profile),
    count: (profile) => store.count(profile),

    async add(byPrincipal, fields) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      return audit.write((tx, record) => {
        const others = store.profiles();
        if (others.length >= LIMITS.buttonProfiles) {
          throw new Fault('too-many', { sentence: tooManyProfiles() });
        }
        mustHaveNone(profileProblems(fields, others, ports));
        const added: ButtonProfile = { ...fields, id: newId<ButtonProfileId>(random), revision: 1 };
        store.addProfile(tx, added);
        record({ type: 'support-button-profile-added', data: { by, id: added.id, new: recorded(added) } });
        return added;
      });
    },

    async change(byPrincipal, id, fields, revision) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const before = existing(id);
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        const others = store.profiles().filter((other) => other.id !== id);
        mustHaveNone(profileProblems(fields, others, ports));
        const changes = changesOf(recorded(before), recorded(fields));
        if (changes !== undefined) {
          store.updateProfile(tx, { ...fields, id, revision: before.revision + 1 });
          record({ type: 'support-button-profile-changed', data: { by, id, ...changes } });
        }
      });
    },

    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const before = existing(id);
        store.removeProfile(tx, id);
        record({ type: 'support-button-profile-deleted', data: { by, id, old: recorded(before) } });
      });
    },

    async make(byPrincipal, id, description) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      const token = ports.newToken();
      await audit.write((tx, record) => {
        const profile = existing(id);
        mustHaveRoom(store.count(id).buttons);
        const now: Instant = clock.now();
        const button: SupportButton = {
          id: newId<SupportButtonId>(random),
          profile: id,
          queue: undefined,
          description,
          madeAt: now,
          madeBy: byPrincipal.name,
          expiresAt: buttonExpiry(profile, now),
          uses: 0,
          lastUsedAt: undefined,
        };
        store.add(tx, button, digest(token));
        record({
          type: 'support-button-made',
          data: { by, id: button.id, profile: profile.name, description },
        });
      });
      return { token };
    },

    async remove(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const description = store.remove(tx, id);
        if (description === undefined) {
          throw new Fault('not-found', { sentence: 'This button was removed already.' });
        }
        record({ type: 'support-button-removed', data: { by, id, description } });
      });
    },

    find(token) {
      const button = store.byDigest(digest(token));
      const profile =
        button === undefined ? undefined : store.profiles().find(({ id }) => id === button.profile);
      return button === undefined || profile === undefined || !isAlive(button, clock.now())
        ? undefined
        : { button, profile };
    },

    use(tx, id) {
      if (!store.use(tx, id, clock.now())) {
        throw new Fault('not-found');
      }
    },
  };
}

/** Raises `too-many` for a profile that has as many buttons as it can. */
export function mustHaveRoom(buttons: number): void {
  if (buttons >= LIMITS.buttonsPerProfile) {
    throw new Fault('too-many', {
      sentence: `A profile can have ${LIMITS.buttonsPerProfile} buttons at most. Please remove some that are not needed.`,
    });
  }
}

function recorded({ name, title, portal, asks, queue, lifeMs }: ButtonProfileFields): Recorded {
  return { name, title, portal, asks, queue: queue ?? '', lifeMs };
}
