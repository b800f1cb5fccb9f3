import type { Knex } from 'knex';

/** Whether a representative who may be shown on public sites wants to be. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (table) => {
    table.boolean('listed').notNullable().defaultTo(true);
  });
}
