import { Fault, LIMITS, type PortalId, type Random, type TemplateId } from '../kernel/index.ts';
import { allowed, type AuditedList, createAuditedList, type SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import { type HtmlTemplate, type HtmlTemplateFields, templateProblems } from './html-template.ts';
import type { HtmlTemplateStore } from './ports.ts';
import type { PublicSite } from './site.ts';

/**
 * HTML templates, for those who may edit them; which site has which is for those who may manage public
 * sites. Sites whose template is deleted have the default one then.
 */
export interface HtmlTemplates extends AuditedList<TemplateId, HtmlTemplateFields, HtmlTemplate> {
  /** By name. From memory. */
  all(): readonly HtmlTemplate[];
  find(id: TemplateId): HtmlTemplate | undefined;
  /** The site's own; undefined for the default one. From memory. */
  of(site: PortalId): HtmlTemplate | undefined;
  /** Which sites have it. */
  sitesWith(id: TemplateId): readonly PortalId[];
  /** *Public Template* of a site; undefined for the default one. Raises `not-found` when either is gone. */
  choose(by: SignedInPrincipal, site: PortalId, template: TemplateId | undefined): Promise<void>;
}

export function createHtmlTemplates(ports: {
  readonly store: HtmlTemplateStore;
  readonly audit: Audit;
  readonly sites: { find(id: PortalId): PublicSite | undefined };
  readonly random: Random;
}): HtmlTemplates {
  const { store, audit, sites, random } = ports;
  let known = store.all();
  let chosen = store.chosen();

  function changed(): void {
    known = store.all();
    chosen = store.chosen();
  }
  const list = createAuditedList<TemplateId, HtmlTemplateFields, HtmlTemplate>({
    store,
    audit,
    random,
    permission: 'edit-html-templates',
    event: 'html-template',
    noun: 'template',
    most: LIMITS.htmlTemplates,
    tooMany: `There can be ${LIMITS.htmlTemplates} templates at most. Please delete one that is not needed.`,
    problems: templateProblems,
    entry: ({ name, html }, kept) => ({ name, html, ...kept }),
    recorded: ({ name, html }) => ({ name, html }),
    changed,
  });

  return {
    ...list,
    all: () => known,
    find: (id) => known.find((template) => template.id === id),
    of(site) {
      const id = chosen.get(site);
      return id === undefined ? undefined : known.find((template) => template.id === id);
    },
    sitesWith: (id) => [...chosen].filter(([, template]) => template === id).map(([site]) => site),
    async choose(byPrincipal, site, template) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        if (sites.find(site) === undefined) {
          throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
        }
        const before = store.chosen().get(site);
        if (before !== template) {
          if (template !== undefined && store.find(template) === undefined) {
            throw new Fault('not-found', { sentence: 'This template does not exist any more.' });
          }
          store.choose(tx, site, template);
          record({
            type: 'public-site-changed',
            data: { by, id: site, old: { template: before ?? '' }, new: { template: template ?? '' } },
          });
        }
      });
      changed();
    },
  };
}
