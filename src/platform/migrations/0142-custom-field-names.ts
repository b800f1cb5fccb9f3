import type { Knex } from 'knex';

/** What customers of other languages read of a custom field's name: JSON, by language; and that it can be changed. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('custom_fields', (table) => {
    table.text('names').notNullable().defaultTo('{}');
    table.integer('revision').notNullable().defaultTo(1);
  });
}
