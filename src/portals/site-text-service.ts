import { Fault, type PortalId } from '../kernel/index.ts';
import type { Language } from '../languages/index.ts';
import { allowed, changesOf, mustHaveNone, type SignedInPrincipal } from '../people/index.ts';
import type { ToAscii } from '../notify/index.ts';
import type { Audit } from '../settings/index.ts';
import { type ClientOptions, clientOptionProblems } from './client-options.ts';
import type { ClientOptionStore, SiteTextStore } from './ports.ts';
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

/** What public sites say to their customers, and how their pages behave. */
export interface SiteTexts {
  /** The site's own text in this language, else the default one; '' for none. */
  text(site: PortalId, key: SiteTextKey, language: Language): string;
  /** Those of one site in one language that are not the default. */
  options(site: PortalId): ClientOptions;
  /** `revision` is that of the options too. */
  own(site: PortalId, language: Language): { readonly texts: OwnTexts; readonly revision: number };
  /**
   * Keeps what differs from the defaults; `options` where they are given. Raises `not-allowed`, `not-found`, `not-valid` with a key as
   * field, `changed-meanwhile` when texts and options are not at `revision`.
   */
  change(
    by: SignedInPrincipal,
    site: PortalId,
    language: Language,
    texts: Readonly<Partial<Record<SiteTextKey, string>>>,
    revision: number,
    options?: ClientOptions,
  ): Promise<void>;
}

export function createSiteTexts(ports: {
  readonly store: SiteTextStore;
  readonly options: ClientOptionStore;
  readonly sites: { find(id: PortalId): PublicSite | undefined };
  readonly audit: Audit;
  readonly toAscii: ToAscii;
}): SiteTexts {
  const { store, sites, audit, toAscii } = ports;
  return {
    text: (site, key, language) => store.find(site, key, language) ?? defaultText(key, language),
    options: (site) => ports.options.find(site),
    own(site, language) {
      const texts = store.all(site, language);
      return { texts, revision: revisionOf(texts, JSON.stringify(ports.options.find(site))) };
    },
    async change(byPrincipal, site, language, sent, revision, wanted) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const { name } = existing(sites.find(site));
        const before = store.all(site, language);
        const optionsBefore = ports.options.find(site);
        const after = ownTexts(sent, language);
        const options = wanted ?? optionsBefore;
        const isAsAsked =
          changesOf(Object.fromEntries(before), Object.fromEntries(after)) === undefined &&
          changesOf({ ...optionsBefore }, { ...options }) === undefined;
        // A form that is pressed twice is sent twice.
        if (revisionOf(before, JSON.stringify(optionsBefore)) !== revision && !isAsAsked) {
          throw new Fault('changed-meanwhile');
        }
        mustHaveNone({ ...textProblems(after, toAscii), ...clientOptionProblems(options) });
        // A text each: all of them together may be more than one event of the journal holds.
        for (const key of SITE_TEXT_KEYS) {
          const changes = changesOf({ [key]: before.get(key) ?? '' }, { [key]: after.get(key) ?? '' });
          if (changes !== undefined) {
            store.put(tx, site, key, language, after.get(key));
            record({ type: 'site-texts-changed', data: { by, id: site, name, language, ...changes } });
          }
        }
        const changes = changesOf({ ...optionsBefore }, { ...options });
        if (changes !== undefined) {
          ports.options.put(tx, site, options);
          record({ type: 'customer-client-changed', data: { by, id: site, name, ...changes } });
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
