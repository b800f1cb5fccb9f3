import type { Knex } from 'knex';

/** What customers of other languages read of the name and the description of an iOS profile: JSON, by language. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('ios_profiles', (table) => {
    table.text('names').notNullable().defaultTo('{}');
    table.text('descriptions').notNullable().defaultTo('{}');
  });
}
