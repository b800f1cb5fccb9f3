import type { Knex } from 'knex';

/** What leads and managers of a team may see of those below them. Nothing, until an administrator says so. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('teams', (table) => {
    // disabled or representative-console.
    table.text('monitoring').notNullable().defaultTo('disabled');
    table.boolean('monitor_indicator').notNullable().defaultTo(true);
  });
}
