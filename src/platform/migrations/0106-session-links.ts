import type { Knex } from 'knex';

/** One-time links that hand a session, which a program began, to a browser; found by a digest. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('session_links', (table) => {
    table.text('digest').primary();
    table.text('session_id').notNullable();
    table.integer('expires_at').notNullable().index();
  });
}
