import type { Database } from '../../platform/database.ts';
import { SITE_TEXT_KEYS, type SiteTextKey, type SiteTextStore } from '../index.ts';

/** The texts of public sites in the table `site_texts`. */
export function createSiteTextStore(database: Database): SiteTextStore {
  const { table } = database;
  return {
    find: (site, key, language) =>
      database.first<{ text: string }>(
        table('site_texts').where({ site_id: site, key, language }).first('text'),
      )?.text,
    all: (site, language) =>
      new Map(
        database
          .all<{ key: string; text: string }>(
            table('site_texts').where({ site_id: site, language }).select('key', 'text'),
          )
          .filter(({ key }) => SITE_TEXT_KEYS.some((known) => known === key))
          .map(({ key, text }) => [key as SiteTextKey, text]),
      ),
    put(tx, site, key, language, text) {
      const inside = database.inside(tx);
      inside.run(table('site_texts').where({ site_id: site, key, language }).delete());
      if (text !== undefined) {
        inside.run(table('site_texts').insert({ site_id: site, key, language, text }));
      }
    },
  };
}
