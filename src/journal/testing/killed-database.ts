import type { Log } from '../../kernel/index.ts';
import { Database } from '../../platform/database.ts';
import { MIGRATIONS } from '../../platform/migrations/index.ts';
import { createJournal } from '../edge/store.ts';
import type { Journal } from '../index.ts';

/** A database with one table more, which is written together with the journal. */
export async function openKilled(file: string, log: Log): Promise<{ database: Database; journal: Journal }> {
  const database = await Database.open({
    file,
    log,
    migrations: [
      ...MIGRATIONS,
      {
        name: '9999-heights',
        async up(knex) {
          await knex.schema.createTable('heights', (table) => {
            table.text('stream').primary();
            table.integer('version').notNullable();
          });
        },
      },
    ],
  });
  return { database, journal: createJournal(database, log) };
}
