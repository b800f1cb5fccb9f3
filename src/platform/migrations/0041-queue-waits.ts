import type { Knex } from 'knex';

/** The latest waits that ended with somebody accepting, derived from the journal and written with it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('queue_waits', (table) => {
    table.increments('id');
    table.text('queue').notNullable();
    table.integer('accepted_at').notNullable();
    table.integer('wait_ms').notNullable();
    table.index(['accepted_at']);
  });
}
