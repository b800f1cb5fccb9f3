import type { Database } from '../../platform/database.ts';
import { type AgreementStore, type ClientOptionStore, parseClientOptions } from '../index.ts';

/** How customers' pages behave, a row for each site that is not as it began. */
export function createClientOptionStore(database: Database): ClientOptionStore {
  const { table } = database;
  return {
    find(site) {
      const row = database.first<{ options: string }>(
        table('site_client_options').where({ site_id: site }).first('options'),
      );
      return parseClientOptions(
        row === undefined ? {} : (JSON.parse(row.options) as Record<string, unknown>),
      );
    },
    put(tx, site, options) {
      const row = { site_id: site, options: JSON.stringify(options) };
      database.inside(tx).run(table('site_client_options').insert(row).onConflict('site_id').merge());
    },
  };
}

export function createAgreementStore(database: Database): AgreementStore {
  const { table } = database;
  return {
    find: (sha256) =>
      database.first<{ title: string; text: string }>(
        table('agreement_texts').where({ sha256 }).first('title', 'text'),
      ),
    keep(tx, sha256, { title, text }) {
      const row = { sha256, title, text };
      database.inside(tx).run(table('agreement_texts').insert(row).onConflict('sha256').ignore());
    },
  };
}
