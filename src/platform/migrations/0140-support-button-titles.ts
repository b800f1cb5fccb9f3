import type { Knex } from 'knex';

/** What customers of other languages read of a Support Button's title: JSON, by language. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('button_profiles', (table) => {
    table.text('titles').notNullable().defaultTo('{}');
  });
}
