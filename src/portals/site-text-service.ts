import { Fault, type PortalId } from '../kernel/index.ts';
import type { Language } from '../languages/index.ts';
import { allowed, changesOf, mustHaveNone, type SignedInPrincipal } from '../people/index.ts';
import type { ToAscii } from '../notify/index.ts';
import type { Audit } from '../settings/index.ts';
import type { SiteTextStore } from './ports.ts';
import type { PublicSite } from './site.ts';
import {
  defaultText,
  type OwnTexts,
  ownTexts,
  revisionOf,
  SITE_TEXT_KEYS,
  type SiteTextKey,
  textProblems,
} from './site-text.ts';

/** What public sites say to their customers. */
export interface SiteTexts {
  /** The site's own text in this language, else the default one; '' for none. */
  text(site: PortalId, key: SiteTextKey, language: Language): string;
  /** Those of one site in one language that are not the default. */
  own(site: PortalId, language: Language): { readonly texts: OwnTexts; readonly revision: number };
  /**
   * Keeps what differs from the defaults. Raises `not-allowed`, `not-found`, `not-valid` with a key as
   * field, `changed-meanwhile` when the texts are not at `revision`.
   */
  change(
    by: SignedInPrincipal,
    site: PortalId,
    language: Language,
    texts: Readonly<Partial<Record<SiteTextKey, string>>>,
    revision: number,
  ): Promise<void>;
}

export function createSiteTexts(ports: {
  readonly store: SiteTextStore;
  readonly sites: { find(id: PortalId): PublicSite | undefined };
  readonly audit: Audit;
  readonly toAscii: ToAscii;
}): SiteTexts {
  const { store, sites, audit, toAscii } = ports;
  return {
    text: (site, key, language) => store.find(site, key, language) ?? defaultText(key, language),
    own(site, language) {
      const texts = store.all(site, language);
      return { texts, revision: revisionOf(texts) };
    },
    async change(byPrincipal, site, language, sent, revision) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const { name } = existing(sites.find(site));
        const before = store.all(site, language);
        if (revisionOf(before) !== revision) {
          throw new Fault('changed-meanwhile');
        }
        const after = ownTexts(sent, language);
        mustHaveNone(textProblems(after, toAscii));
        const changes = changesOf(recorded(before), recorded(after));
        if (changes !== undefined) {
          for (const key of SITE_TEXT_KEYS) {
            store.put(tx, site, key, language, after.get(key));
          }
          record({ type: 'site-texts-changed', data: { by, id: site, name, language, ...changes } });
        }
      });
    },
  };
}

function existing(site: PublicSite | undefined): PublicSite {
  if (site === undefined) {
    throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
  }
  return site;
}

/** '' stands for the default. */
function recorded(texts: OwnTexts): Readonly<Record<string, string>> {
  return Object.fromEntries(SITE_TEXT_KEYS.map((key) => [key, texts.get(key) ?? '']));
}
