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
import { allowed, type AuditedList, createAuditedList, type SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import type { SupportButtonStore } from './ports.ts';
import {
  buttonExpiry,
  type ButtonProfile,
  type ButtonProfileFields,
  isAlive,
  profileProblems,
  recordedProfile,
  type SupportButton,
} from './support-button.ts';

/**
 * Support Buttons: their profiles, and those that were given out. Methods with `by` raise `not-allowed`.
 * A change of a profile counts for the buttons that are out there too, and they go with it.
 */
export interface SupportButtons extends AuditedList<ButtonProfileId, ButtonProfileFields, ButtonProfile> {
  /** By name. */
  profiles(): readonly ButtonProfile[];
  profile(id: ButtonProfileId): ButtonProfile | undefined;
  /** The latest first, LIMITS.buttonsListed at most. */
  of(profile: ButtonProfileId): readonly SupportButton[];
  count(profile: ButtonProfileId): { readonly buttons: number; readonly uses: number };
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

  const list = createAuditedList<ButtonProfileId, ButtonProfileFields, ButtonProfile>({
    store: store.profiles,
    audit,
    random,
    permission: 'manage-public-sites',
    event: 'support-button-profile',
    noun: 'profile',
    most: LIMITS.buttonProfiles,
    tooMany: `There can be ${LIMITS.buttonProfiles} profiles at most. Please delete one that is not needed.`,
    problems: (fields, others) => profileProblems(fields, others, ports),
    entry: (fields, kept) => ({ ...fields, ...kept }),
    recorded: recordedProfile,
  });

  return {
    ...list,
    profiles: () => store.profiles.all(),
    profile: (id) => store.profiles.find(id),
    of: (profile) => store.of(profile),
    count: (profile) => store.count(profile),

    async make(byPrincipal, id, description) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      const token = ports.newToken();
      await audit.write((tx, record) => {
        const profile = store.profiles.find(id);
        if (profile === undefined) {
          throw new Fault('not-found', { sentence: 'This profile does not exist any more.' });
        }
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
        if (description === undefined && audit.happened('support-button-removed', 'id', id)) {
          return;
        }
        if (description === undefined) {
          throw new Fault('not-found', { sentence: 'This button does not exist any more.' });
        }
        record({ type: 'support-button-removed', data: { by, id, description } });
      });
    },

    find(token) {
      const button = store.byDigest(digest(token));
      const profile = button === undefined ? undefined : store.profiles.find(button.profile);
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
