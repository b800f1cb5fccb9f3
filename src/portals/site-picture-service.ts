import { Fault, type PortalId } from '../kernel/index.ts';
import { allowed, type SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import type { SitePictureStore } from './ports.ts';
import type { PublicSite } from './site.ts';
import { checkedSitePicture, type SitePicture, type SitePictureKind } from './site-picture.ts';

/**
 * *Chat Window Banner* and the image of *Watermark*. What changes one raises `not-allowed` unless `by` may
 * manage public sites, and `not-found` when the site is gone.
 */
export interface SitePictures {
  find(site: PortalId, kind: SitePictureKind): SitePicture | undefined;
  bytes(site: PortalId, kind: SitePictureKind): Uint8Array | undefined;
  /** Replaces the one before. Raises `not-valid` or `too-large` for the field `picture`. */
  put(by: SignedInPrincipal, site: PortalId, kind: SitePictureKind, bytes: Uint8Array): Promise<void>;
  remove(by: SignedInPrincipal, site: PortalId, kind: SitePictureKind): Promise<void>;
}

export function createSitePictures(ports: {
  readonly store: SitePictureStore;
  readonly sites: { find(id: PortalId): PublicSite | undefined };
  readonly audit: Audit;
  readonly digest: (bytes: Uint8Array) => string;
}): SitePictures {
  const { store, sites, audit } = ports;

  async function write(
    byPrincipal: SignedInPrincipal,
    site: PortalId,
    kind: SitePictureKind,
    after: { readonly picture: SitePicture; readonly bytes: Uint8Array } | undefined,
  ): Promise<void> {
    const by = allowed(byPrincipal, 'manage-public-sites');
    await audit.write((tx, record) => {
      const found = sites.find(site);
      if (found === undefined) {
        throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
      }
      const before = store.find(site, kind);
      if (before?.digest === after?.picture.digest) {
        return;
      }
      store.put(tx, site, kind, after);
      record({
        type: 'customer-client-changed',
        data: {
          by,
          id: site,
          name: found.name,
          old: { [kind]: before?.digest ?? '' },
          new: { [kind]: after?.picture.digest ?? '' },
        },
      });
    });
  }

  return {
    find: (site, kind) => store.find(site, kind),
    bytes: (site, kind) => store.bytes(site, kind),
    async put(by, site, kind, bytes) {
      const picture = { ...checkedSitePicture(kind, bytes), digest: ports.digest(bytes) };
      await write(by, site, kind, { picture, bytes });
    },
    remove: (by, site, kind) => write(by, site, kind, undefined),
  };
}
