import type { Knex } from 'knex';

/** What a representative said of themselves last, so that a reload or a restart does not unsay it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('duty_statuses', (table) => {
    table.text('rep_id').primary();
    // Whoever signs in anew begins as available.
    table.text('sign_in').notNullable();
    table.text('status_id').notNullable();
    // What counts when the status is no more.
    table.text('displayed_as').notNullable();
    table.boolean('assignments').notNullable();
  });
}
