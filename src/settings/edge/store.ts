import type { Database } from '../../platform/database.ts';
import type { SettingsStore } from '../index.ts';

/** Settings in the table `settings`: one row a value, as JSON. */
export function createSettingsStore(database: Database): SettingsStore {
  return {
    load: () =>
      new Map(
        database
          .all<{ name: string; value: string }>(database.table('settings').select('name', 'value'))
          .map(({ name, value }) => [name, JSON.parse(value) as unknown]),
      ),
    revision: () =>
      database.first<{ revision: number | null }>(database.table('settings').max('revision as revision'))
        ?.revision ?? 0,
    put(tx, values) {
      const inside = database.inside(tx);
      const revision =
        (inside.first<{ revision: number | null }>(database.table('settings').max('revision as revision'))
          ?.revision ?? 0) + 1;
      for (const [name, value] of Object.entries(values)) {
        inside.run(
          database
            .table('settings')
            .insert({ name, value: JSON.stringify(value), revision })
            .onConflict('name')
            .merge(),
        );
      }
    },
  };
}
