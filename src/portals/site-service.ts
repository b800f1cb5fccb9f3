import {
  type ButtonProfileId,
  Fault,
  LIMITS,
  newId,
  type PortalId,
  type Random,
  type TeamId,
  type Transaction,
} from '../kernel/index.ts';
import { allowed, changesOf, mustHaveNone, nameKey, type SignedInPrincipal } from '../people/index.ts';
import type { Audit, AuditEvent, By } from '../settings/index.ts';
import { type Logo, logoType } from './logo.ts';
import type { SiteStore } from './ports.ts';
import {
  DEFAULT_PORTAL,
  inTheWayOfDeleting,
  type PublicSite,
  recordedSite,
  type SiteFields,
  siteOf,
  siteProblems,
} from './site.ts';

/**
 * The public sites. Each method that changes something raises `not-allowed` unless `by` may manage
 * public sites, and `not-found` when the site is gone.
 */
export interface Sites {
  /** The default site first, the others by name. From memory. */
  all(): readonly PublicSite[];
  find(id: PortalId): PublicSite | undefined;
  /** The site that a `Host` header asks for. */
  at(host: string | undefined): PublicSite;
  /** Whether a public site beside the default one has this name. */
  hasName(name: string): boolean;
  /** Raises `not-valid` with a field. */
  add(by: SignedInPrincipal, fields: SiteFields): Promise<PublicSite>;
  /** Raises `not-valid` with a field, `changed-meanwhile` when the site is not at `revision`. */
  change(by: SignedInPrincipal, id: PortalId, fields: SiteFields, revision: number): Promise<PublicSite>;
  /** Sessions that began there go on, and reports keep its name; notices for it alone go with it. Raises `not-allowed` for the default site, and while Support Buttons lead there. */
  delete(by: SignedInPrincipal, id: PortalId): Promise<void>;
  logo(id: PortalId): Logo | undefined;
  /** Raises `not-valid` or `too-large` for the field `logo`. */
  putLogo(by: SignedInPrincipal, id: PortalId, bytes: Uint8Array): Promise<void>;
  removeLogo(by: SignedInPrincipal, id: PortalId): Promise<void>;
  /** Calls `listener` after each change that is on the disk. */
  onChanged(listener: () => void): Disposable;
}

export function createSites(ports: {
  readonly store: SiteStore;
  readonly audit: Audit;
  /** The name of the default site. */
  readonly siteName: () => string;
  readonly isTeam: (team: TeamId) => boolean;
  /** Of Support Buttons. */
  readonly buttonProfiles: () => readonly {
    readonly id: ButtonProfileId;
    readonly name: string;
    readonly portal: PortalId;
  }[];
  /** Within the write that deletes a site: takes along what is for it alone. */
  readonly forgetSite: (tx: Transaction, record: (event: AuditEvent) => void, by: By, site: PortalId) => void;
  /** Names bytes by their content. */
  readonly digest: (bytes: Uint8Array) => string;
  readonly random: Random;
}): Sites {
  const { store, audit, siteName, digest, random } = ports;
  const offered = {
    isTeam: ports.isTeam,
    isProfileOf: (profile: ButtonProfileId, site: PortalId) =>
      ports.buttonProfiles().some(({ id, portal }) => id === profile && portal === site),
  };
  const listeners = new Set<() => void>();
  let known = read();

  function read() {
    const byId = new Map(store.all().map((site) => [site.id, site]));
    const standard = byId.get(DEFAULT_PORTAL);
    if (standard === undefined) {
      throw new Error('the default public site is missing');
    }
    const byHost = new Map([...byId.values()].flatMap((site) => site.addresses.map((host) => [host, site])));
    return { byId, byHost, standard };
  }
  function changed(): void {
    known = read();
    for (const listener of listeners) {
      listener();
    }
  }
  /** The default site has the name of the whole site. */
  function named(site: PublicSite): PublicSite {
    return site.id === DEFAULT_PORTAL ? { ...site, name: siteName() } : site;
  }
  function existing(id: PortalId): PublicSite {
    const site = store.find(id);
    if (site === undefined) {
      throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
    }
    return named(site);
  }
  function othersOf(id: PortalId | undefined): readonly PublicSite[] {
    return store
      .all()
      .filter((other) => other.id !== id)
      .map(named);
  }

  async function writeLogo(
    byPrincipal: SignedInPrincipal,
    id: PortalId,
    logo: Logo | undefined,
  ): Promise<void> {
    const by = allowed(byPrincipal, 'manage-public-sites');
    await audit.write((tx, record) => {
      const before = existing(id);
      if (before.logo === logo?.digest) {
        return;
      }
      store.putLogo(tx, id, logo);
      record({
        type: 'public-site-changed',
        data: { by, id, old: { logo: before.logo ?? '' }, new: { logo: logo?.digest ?? '' } },
      });
    });
    changed();
  }

  return {
    all: () =>
      [...known.byId.values()]
        .map(named)
        .toSorted(
          (one, other) =>
            Number(other.id === DEFAULT_PORTAL) - Number(one.id === DEFAULT_PORTAL) ||
            (nameKey(one.name) < nameKey(other.name) ? -1 : 1),
        ),
    find(id) {
      const site = known.byId.get(id);
      return site === undefined ? undefined : named(site);
    },
    at: (host) => named(siteOf(host, known)),
    hasName: (name) =>
      [...known.byId.values()].some(
        (site) => site.id !== DEFAULT_PORTAL && nameKey(site.name) === nameKey(name),
      ),
    async add(byPrincipal, fields) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      const site = await audit.write((tx, record) => {
        const others = othersOf(undefined);
        // A form that is pressed twice is sent twice.
        const same = others.find((each) => changesOf(recordedSite(each), recordedSite(fields)) === undefined);
        if (same !== undefined) {
          return same;
        }
        if (others.length >= LIMITS.publicSites) {
          throw new Fault('too-many', {
            sentence: `There can be ${LIMITS.publicSites} public sites at most. Please delete one that is not needed.`,
          });
        }
        mustHaveNone(siteProblems(fields, undefined, others, offered));
        const added: PublicSite = {
          ...fields,
          id: newId<PortalId>(random),
          logo: undefined,
          revision: 1,
        };
        store.add(tx, added);
        record({ type: 'public-site-added', data: { by, id: added.id, new: recordedSite(added) } });
        return added;
      });
      changed();
      return site;
    },
    async change(byPrincipal, id, wanted, revision) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      const site = await audit.write((tx, record) => {
        const before = existing(id);
        const fields = id === DEFAULT_PORTAL ? { ...wanted, name: before.name } : wanted;
        const changes = changesOf(recordedSite(before), recordedSite(fields));
        // A form that is pressed twice is sent twice.
        if (before.revision !== revision && changes !== undefined) {
          throw new Fault('changed-meanwhile');
        }
        mustHaveNone(siteProblems(fields, id, othersOf(id), offered));
        if (changes === undefined) {
          return before;
        }
        const after: PublicSite = { ...fields, id, logo: before.logo, revision: before.revision + 1 };
        store.update(tx, after);
        record({ type: 'public-site-changed', data: { by, id, ...changes } });
        return after;
      });
      changed();
      return site;
    },
    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        if (store.find(id) === undefined && audit.happened('public-site-deleted', 'id', id)) {
          return;
        }
        const before = existing(id);
        const sentence = inTheWayOfDeleting(id, ports.buttonProfiles());
        if (sentence !== '') {
          throw new Fault('not-allowed', { sentence });
        }
        store.remove(tx, id);
        ports.forgetSite(tx, record, by, id);
        record({ type: 'public-site-deleted', data: { by, id, old: recordedSite(before) } });
      });
      changed();
    },
    logo: (id) => store.logo(id),
    async putLogo(by, id, bytes) {
      await writeLogo(by, id, { type: logoType(bytes), bytes, digest: digest(bytes) });
    },
    removeLogo: (by, id) => writeLogo(by, id, undefined),
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
  };
}
