import type { Language } from '../../languages/index.ts';
import type { Database } from '../../platform/database.ts';
import { isForEveryLanguage, SITE_TEXT_KEYS, type SiteTextKey, type SiteTextStore } from '../index.ts';

/** Where a text is kept that is the same in every language. */
const EVERY_LANGUAGE = '*';

function keptAs(key: SiteTextKey, language: Language): string {
  return isForEveryLanguage(key) ? EVERY_LANGUAGE : language;
}

/** The texts of public sites in the table `site_texts`. */
export function createSiteTextStore(database: Database): SiteTextStore {
  const { table } = database;
  return {
    find: (site, key, language) =>
      database.first<{ text: string }>(
        table('site_texts')
          .where({ site_id: site, key, language: keptAs(key, language) })
          .first('text'),
      )?.text,
    all: (site, language) =>
      new Map(
        database
          .all<{ key: string; text: string }>(
            table('site_texts')
              .where({ site_id: site })
              .whereIn('language', [language, EVERY_LANGUAGE])
              .select('key', 'text'),
          )
          .filter(({ key }) => SITE_TEXT_KEYS.some((known) => known === key))
          .map(({ key, text }) => [key as SiteTextKey, text]),
      ),
    put(tx, site, key, language, text) {
      const inside = database.inside(tx);
      const kept = { site_id: site, key, language: keptAs(key, language) };
      inside.run(table('site_texts').where(kept).delete());
      if (text !== undefined) {
        inside.run(table('site_texts').insert({ ...kept, text }));
      }
    },
  };
}
