import {
  type ButtonProfileId,
  type Clock,
  Fault,
  laterBy,
  newId,
  type PortalId,
  type QueueId,
  type Random,
  type RepId,
  type SessionId,
  type SupportButtonId,
  type Transaction,
} from '../kernel/index.ts';
import { changesOf, nameKey, type Recorded } from '../people/index.ts';
import type { OfferedButton, Representative } from '../sessions/index.ts';
import type { Audit } from '../settings/index.ts';
import {
  type ButtonRights,
  deployQueues,
  leadsTo,
  managedQueues,
  offeredLives,
  seenQueues,
} from './button-rights.ts';
import type { SupportButtonStore } from './ports.ts';
import { mayUseSite, type PublicSite } from './site.ts';
import {
  BUTTON_LIVES_MS,
  buttonExpiry,
  type ButtonProfile,
  descriptionProblem,
  type SupportButton,
  titlesOf,
} from './support-button.ts';
import { mustHaveRoom } from './support-button-service.ts';

const DAY_MS = 24 * 3_600_000;
/** So long after their consent the customer of a session gets at the address of the button. */
const HANDOVER_MS = DAY_MS;
/** A button that has run out stays in the lists for so long. */
const OVER_KEPT_MS = 30 * DAY_MS;

/** One of a list, with what its profile says. */
export interface SeenButton {
  readonly button: SupportButton;
  readonly profile: ButtonProfile;
  readonly queue: QueueId | undefined;
  readonly mayManage: boolean;
}

/**
 * Support Buttons as representatives deploy and keep them, each within what they are granted: methods
 * with a representative raise `not-allowed`.
 */
export interface DeployedButtons {
  rights(rep: RepId): ButtonRights;
  /** The *Default Support Button Profile* of that public site. */
  defaultProfile(site: PortalId): ButtonProfile | undefined;
  /** By name: what this representative may choose for a session of that site, or for what is out there. */
  profilesFor(rep: RepId, site: PortalId | undefined): readonly ButtonProfile[];
  /** What the customer can be asked to take. Raises `not-valid` with a field, `too-many`. */
  offered(
    rep: RepId,
    site: PortalId,
    wanted: {
      readonly profile: ButtonProfileId | undefined;
      readonly queue: QueueId;
      readonly lifeMs: number;
      readonly description: string;
    },
  ): Omit<OfferedButton, 'queueName'>;
  /** Whether the customer's consent still makes it one. */
  isToBeHad(offered: OfferedButton): boolean;
  /** Within the transaction that keeps the customer's consent. */
  deploy(tx: Transaction, offered: OfferedButton, by: Representative, session: SessionId): void;
  /** The token of a button that was deployed in that session, for its customer; undefined when it is over or was never one. */
  tokenFor(session: SessionId, id: SupportButtonId): string | undefined;
  search(
    rep: RepId,
    text: string,
    after: number,
  ): { readonly buttons: readonly SeenButton[]; readonly total: number };
  /** Raises `not-found`, `not-valid` with a field. */
  change(
    by: Representative,
    id: SupportButtonId,
    wanted: {
      readonly queue: QueueId;
      readonly description: string;
      /** undefined: until when it was. */
      readonly lifeMs: number | undefined;
    },
  ): Promise<void>;
  /** Raises `not-found`. */
  remove(by: Representative, id: SupportButtonId): Promise<void>;
  /** For a button of the session's customer: raises `not-allowed` for one of another queue. */
  mayRemove(rep: RepId, id: SupportButtonId): void;
  /** Within a transaction; what is gone already stays so. */
  drop(tx: Transaction, id: SupportButtonId): void;
  sweep(): Promise<void>;
}

export function createDeployedButtons(ports: {
  readonly store: SupportButtonStore;
  readonly audit: Audit;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Random;
  readonly newToken: () => string;
  readonly digest: (token: string) => string;
  readonly seal: (id: SupportButtonId, token: string) => string;
  readonly unseal: (id: SupportButtonId, sealed: string) => string | undefined;
  readonly rightsOf: (rep: RepId) => ButtonRights;
  /** The public sites of the teams of this representative. */
  readonly sitesOf: (rep: RepId) => 'all' | ReadonlySet<PortalId>;
  readonly site: (id: PortalId) => PublicSite | undefined;
}): DeployedButtons {
  const { store, audit, clock, rightsOf } = ports;

  function profileOf(id: ButtonProfileId | undefined): ButtonProfile | undefined {
    return id === undefined ? undefined : store.profiles.find(id);
  }
  function defaultProfile(site: PortalId): ButtonProfile | undefined {
    const profile = profileOf(ports.site(site)?.buttonProfile);
    return profile?.portal === site ? profile : undefined;
  }
  function profilesFor(rep: RepId, site: PortalId | undefined): readonly ButtonProfile[] {
    const standard = site === undefined ? undefined : defaultProfile(site);
    const sites = ports.sitesOf(rep);
    const { changeProfile } = rightsOf(rep);
    return store.profiles
      .all()
      .filter(
        ({ id, portal }) =>
          id === standard?.id || (changeProfile && (portal === site || mayUseSite(sites, portal))),
      );
  }
  function mustBeDescribed(description: string): void {
    const problem = descriptionProblem(description);
    if (problem !== undefined) {
      throw new Fault('not-valid', { field: 'description', sentence: problem });
    }
  }
  function mustLive(profile: ButtonProfile, lifeMs: number): void {
    if (!offeredLives(BUTTON_LIVES_MS, profile).includes(lifeMs)) {
      throw new Fault('not-valid', {
        field: 'lifeMs',
        sentence:
          'The profile does not let its buttons live that long. Please choose one of the offered times.',
      });
    }
  }
  /** Raises `not-found`; `not-allowed` for one that leads elsewhere than to a queue that they manage. */
  function managed(rep: RepId, id: SupportButtonId): { button: SupportButton; profile: ButtonProfile } {
    const button = store.find(id);
    const profile = profileOf(button?.profile);
    const queue = button === undefined || profile === undefined ? undefined : leadsTo(button, profile);
    const rights = rightsOf(rep);
    if (button === undefined || profile === undefined || !sees(rights, queue)) {
      throw new Fault('not-found', { sentence: 'This Support Button does not exist any more.' });
    }
    if (queue === undefined || !managedQueues(rights).includes(queue)) {
      throw new Fault('not-allowed');
    }
    return { button, profile };
  }
  function sees(rights: ButtonRights, queue: QueueId | undefined): boolean {
    return queue !== undefined && seenQueues(rights).includes(queue);
  }

  return {
    rights: rightsOf,
    defaultProfile,
    profilesFor,

    offered(rep, site, { profile: wanted, queue, lifeMs, description }) {
      const rights = rightsOf(rep);
      if (!deployQueues(rights).includes(queue)) {
        throw new Fault('not-allowed', {
          sentence: 'You are not allowed to deploy Support Buttons for this queue.',
        });
      }
      const standard = defaultProfile(site);
      const profile = wanted === undefined ? standard : profileOf(wanted);
      if (profile === undefined) {
        throw new Fault('not-valid', {
          field: 'profile',
          sentence:
            wanted === undefined
              ? 'The public site of this session has no default profile. An administrator chooses one under Public Sites.'
              : 'This profile does not exist any more. Please choose another one.',
        });
      }
      if (!profilesFor(rep, site).some(({ id }) => id === profile.id)) {
        throw new Fault('not-allowed', {
          sentence: 'You are not allowed to choose another profile than that of the public site.',
        });
      }
      mustLive(profile, lifeMs);
      mustBeDescribed(description);
      mustHaveRoom(store.count(profile.id).buttons);
      return {
        id: newId<SupportButtonId>(ports.random),
        ...titlesOf(profile),
        profile: profile.id,
        queue,
        lifeMs,
        description,
      };
    },

    isToBeHad: ({ profile }) => profileOf(profile) !== undefined,

    deploy(tx, { id, profile, queue, lifeMs, description }, by, session) {
      const token = ports.newToken();
      const now = clock.now();
      const button: SupportButton = {
        id,
        profile,
        queue,
        description,
        madeAt: now,
        madeBy: by.name,
        expiresAt: buttonExpiry({ lifeMs }, now),
        uses: 0,
        lastUsedAt: undefined,
      };
      store.add(tx, button, ports.digest(token), { session, sealedToken: ports.seal(id, token) });
    },

    tokenFor(session, id) {
      const button = store.find(id);
      const sealed = store.handover(id, session);
      return button === undefined ||
        sealed === undefined ||
        clock.now() >= laterBy(button.madeAt, HANDOVER_MS)
        ? undefined
        : ports.unseal(id, sealed);
    },

    search(rep, text, after) {
      const rights = rightsOf(rep);
      const queues = seenQueues(rights);
      const profiles = store.profiles.all();
      const key = nameKey(text.trim());
      const named = profiles.filter(
        ({ name, title }) => nameKey(name).includes(key) || nameKey(title).includes(key),
      );
      const { buttons, total } = store.search({
        queues,
        profiles: profiles.filter(({ queue }) => sees(rights, queue)).map(({ id }) => id),
        text: key,
        named: named.map(({ id }) => id),
        after,
      });
      const managedHere = new Set(managedQueues(rights));
      return {
        total,
        buttons: buttons.flatMap((button) => {
          const profile = profiles.find(({ id }) => id === button.profile);
          const queue = profile === undefined ? undefined : leadsTo(button, profile);
          return profile === undefined
            ? []
            : [{ button, profile, queue, mayManage: queue !== undefined && managedHere.has(queue) }];
        }),
      };
    },

    async change(by, id, { queue, description, lifeMs }) {
      await audit.write((tx, record) => {
        const { button, profile } = managed(by.id, id);
        if (queue !== leadsTo(button, profile) && !managedQueues(rightsOf(by.id)).includes(queue)) {
          throw new Fault('not-allowed', {
            sentence: 'You are not allowed to manage Support Buttons of this queue.',
          });
        }
        mustBeDescribed(description);
        if (lifeMs !== undefined) {
          mustLive(profile, lifeMs);
        }
        const after: SupportButton = {
          ...button,
          queue: queue === profile.queue ? button.queue : queue,
          description,
          ...(lifeMs === undefined ? {} : { expiresAt: buttonExpiry({ lifeMs }, clock.now()) }),
        };
        const changes = changesOf(recorded(button, profile), recorded(after, profile));
        if (changes !== undefined) {
          store.update(tx, after);
          record({
            type: 'support-button-changed',
            data: { by: { id: by.id, name: by.name }, id, ...changes },
          });
        }
      });
    },

    async remove(by, id) {
      await audit.write((tx, record) => {
        const { button } = managed(by.id, id);
        store.remove(tx, id);
        record({
          type: 'support-button-removed',
          data: { by: { id: by.id, name: by.name }, id, description: button.description },
        });
      });
    },

    mayRemove(rep, id) {
      if (store.find(id) === undefined) {
        const { personal, manageInTeams } = rightsOf(rep);
        if (!personal && !manageInTeams) {
          throw new Fault('not-allowed');
        }
        return;
      }
      try {
        managed(rep, id);
      } catch {
        throw new Fault('not-allowed', {
          sentence: 'This Support Button leads to a queue whose Support Buttons you do not manage.',
        });
      }
    },

    drop: (tx, id) => void store.remove(tx, id),

    sweep: () => store.forget(laterBy(clock.now(), -HANDOVER_MS), laterBy(clock.now(), -OVER_KEPT_MS)),
  };
}

function recorded(button: SupportButton, profile: ButtonProfile): Recorded {
  const { description, expiresAt } = button;
  return { queue: leadsTo(button, profile) ?? '', description, expiresAt: expiresAt ?? 0 };
}
