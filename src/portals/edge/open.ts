import { createHash } from 'node:crypto';
import type { Random } from '../../kernel/index.ts';
import type { Directory } from '../../people/index.ts';
import type { Audit, Settings } from '../../settings/index.ts';
import { createSites, type Sites, type SiteStore } from '../index.ts';

/** The public sites on one database. */
export function openPortals(world: {
  readonly store: SiteStore;
  readonly settings: Pick<Settings, 'current'>;
  readonly audit: Audit;
  readonly directory: Pick<Directory, 'team'>;
  readonly random: Random;
}): { readonly sites: Sites } {
  const { store, settings, audit, directory, random } = world;
  const sites = createSites({
    store,
    audit,
    siteName: () => settings.current().siteName,
    isTeam: (team) => directory.team(team) !== undefined,
    digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    random,
  });
  return { sites };
}
