import { LIMITS, type PortalId, type TemplateId } from '../../kernel/index.ts';
import { nameKey } from '../../people/index.ts';
import type { Database } from '../../platform/database.ts';
import type { HtmlTemplate, HtmlTemplateStore } from '../index.ts';

interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly html: string;
  readonly revision: number;
}

interface ChosenRow {
  readonly site_id: string;
  readonly template_id: string;
}

/** Templates in the table `html_templates`, which site has which in `public_site_templates`. */
export function createHtmlTemplateStore(database: Database): HtmlTemplateStore {
  const { table } = database;
  return {
    all: () =>
      database
        .all<TemplateRow>(table('html_templates').orderBy('name_key').limit(LIMITS.htmlTemplates))
        .map(templateOf),
    find(id) {
      const row = database.first<TemplateRow>(table('html_templates').where({ id }));
      return row === undefined ? undefined : templateOf(row);
    },
    add(tx, template) {
      database.inside(tx).run(table('html_templates').insert(rowOf(template)));
    },
    update(tx, template) {
      const { id, ...values } = rowOf(template);
      database.inside(tx).run(table('html_templates').where({ id }).update(values));
    },
    remove(tx, id) {
      database.inside(tx).run(table('html_templates').where({ id }).delete());
    },
    chosen: () =>
      new Map(
        database
          .all<ChosenRow>(table('public_site_templates').limit(LIMITS.publicSites + 1))
          .map(({ site_id, template_id }) => [site_id as PortalId, template_id as TemplateId]),
      ),
    choose(tx, site, template) {
      const inside = database.inside(tx);
      inside.run(table('public_site_templates').where({ site_id: site }).delete());
      if (template !== undefined) {
        inside.run(table('public_site_templates').insert({ site_id: site, template_id: template }));
      }
    },
  };
}

function templateOf({ id, name, html, revision }: TemplateRow): HtmlTemplate {
  return { id: id as TemplateId, name, html, revision };
}

function rowOf({ id, name, html, revision }: HtmlTemplate): TemplateRow & { readonly name_key: string } {
  return { id, name, name_key: nameKey(name), html, revision };
}
