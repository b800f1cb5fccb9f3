import type { Knex } from 'knex';

/** What customers left when nobody was there. Nothing here refers to a row elsewhere: a message outlives its team and site. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('left_messages', (table) => {
    table.text('id').primary();
    table.text('site_id').notNullable();
    table.text('site_name').notNullable();
    // For whom it was left: a team, a representative, or neither.
    table.text('team_id');
    table.text('rep_id');
    // What the customer had chosen, in words; '' for nothing.
    table.text('about').notNullable();
    table.text('name').notNullable();
    table.text('reach').notNullable();
    table.text('message').notNullable();
    table.text('language').notNullable();
    table.integer('left_at').notNullable();
    table.integer('done_at');
    table.text('done_by');
    table.index(['done_at', 'left_at']);
  });
}
