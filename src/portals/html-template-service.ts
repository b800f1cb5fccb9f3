import { Fault, LIMITS, newId, type PortalId, type Random, type TemplateId } from '../kernel/index.ts';
import { allowed, changesOf, mustHaveNone, type SignedInPrincipal } from '../people/index.ts';
import type { Audit } from '../settings/index.ts';
import { type HtmlTemplate, type HtmlTemplateFields, templateProblems } from './html-template.ts';
import type { HtmlTemplateStore } from './ports.ts';
import type { PublicSite } from './site.ts';

/**
 * HTML templates. Each method that changes something raises `not-allowed` unless `by` may manage public
 * sites, and `not-found` when the template or the site is gone.
 */
export interface HtmlTemplates {
  /** By name. From memory. */
  all(): readonly HtmlTemplate[];
  find(id: TemplateId): HtmlTemplate | undefined;
  /** The site's own; undefined for the default one. From memory. */
  of(site: PortalId): HtmlTemplate | undefined;
  /** Which sites have it. */
  sitesWith(id: TemplateId): readonly PortalId[];
  /** Raises `not-valid` with a field. */
  add(by: SignedInPrincipal, fields: HtmlTemplateFields): Promise<HtmlTemplate>;
  /** Raises `not-valid` with a field, `changed-meanwhile` when the template is not at `revision`. */
  change(by: SignedInPrincipal, id: TemplateId, fields: HtmlTemplateFields, revision: number): Promise<void>;
  /** Sites that had it have the default one then. */
  delete(by: SignedInPrincipal, id: TemplateId): Promise<void>;
  /** *Public Template* of a site; undefined for the default one. */
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
  function existing(id: TemplateId): HtmlTemplate {
    const template = store.find(id);
    if (template === undefined) {
      throw new Fault('not-found', { sentence: 'This template does not exist any more.' });
    }
    return template;
  }
  const recorded = ({ name, html }: HtmlTemplateFields) => ({ name, html });

  return {
    all: () => known,
    find: (id) => known.find((template) => template.id === id),
    of(site) {
      const id = chosen.get(site);
      return id === undefined ? undefined : known.find((template) => template.id === id);
    },
    sitesWith: (id) => [...chosen].filter(([, template]) => template === id).map(([site]) => site),
    async add(byPrincipal, fields) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      const template = await audit.write((tx, record) => {
        const others = store.all();
        if (others.length >= LIMITS.htmlTemplates) {
          throw new Fault('too-many', {
            sentence: `There can be ${LIMITS.htmlTemplates} templates at most. Please delete one that is not needed.`,
          });
        }
        mustHaveNone(templateProblems(fields, others));
        const added: HtmlTemplate = { ...fields, id: newId<TemplateId>(random), revision: 1 };
        store.add(tx, added);
        record({ type: 'html-template-added', data: { by, id: added.id, new: recorded(added) } });
        return added;
      });
      changed();
      return template;
    },
    async change(byPrincipal, id, fields, revision) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const before = existing(id);
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        mustHaveNone(
          templateProblems(
            fields,
            store.all().filter((other) => other.id !== id),
          ),
        );
        const changes = changesOf(recorded(before), recorded(fields));
        if (changes !== undefined) {
          store.update(tx, { ...fields, id, revision: before.revision + 1 });
          record({ type: 'html-template-changed', data: { by, id, ...changes } });
        }
      });
      changed();
    },
    async delete(byPrincipal, id) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        const before = existing(id);
        store.remove(tx, id);
        record({ type: 'html-template-deleted', data: { by, id, old: recorded(before) } });
      });
      changed();
    },
    async choose(byPrincipal, site, template) {
      const by = allowed(byPrincipal, 'manage-public-sites');
      await audit.write((tx, record) => {
        if (sites.find(site) === undefined) {
          throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
        }
        const before = store.chosen().get(site);
        if (before !== template) {
          const after = template === undefined ? undefined : existing(template);
          store.choose(tx, site, after?.id);
          record({
            type: 'public-site-changed',
            data: { by, id: site, old: { template: before ?? '' }, new: { template: after?.id ?? '' } },
          });
        }
      });
      changed();
    },
  };
}
