import type { PortalId } from '../kernel/index.ts';

/** A public site: what customers see of the company. */
export interface Portal {
  readonly id: PortalId;
  readonly name: string;
}

/** The site that is always there and cannot be deleted. Its name is the site's own. */
export const DEFAULT_PORTAL = 'default-portal--------' as PortalId;
