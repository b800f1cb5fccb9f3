import type { Knex } from 'knex';

/** Forms that began something, by mark, for as long as the same form is answered as it was: a session, or (null) a message. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('sent_forms', (table) => {
    table.text('mark').primary();
    table.text('session_id');
    table.integer('sent_at').notNullable();
    table.index(['sent_at']);
  });
}
