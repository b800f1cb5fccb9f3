import type { PortalId, Transaction } from '../kernel/index.ts';
import type { Logo } from './logo.ts';
import type { PublicSite } from './site.ts';

/** Methods that take a Transaction write in it; the others read what is on the disk. */
export interface SiteStore {
  /** In no order, LIMITS.publicSites at most; the default site among them. */
  all(): readonly PublicSite[];
  find(id: PortalId): PublicSite | undefined;
  add(tx: Transaction, site: PublicSite): void;
  update(tx: Transaction, site: PublicSite): void;
  /** Its logo, its texts and its place in the Portal Access of teams go with it. */
  remove(tx: Transaction, id: PortalId): void;
  logo(id: PortalId): Logo | undefined;
  /** Replaces the one before; undefined takes it away. */
  putLogo(tx: Transaction, id: PortalId, logo: Logo | undefined): void;
}
