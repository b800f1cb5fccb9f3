import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('settings', (table) => {
    table.text('name').primary();
    // JSON, since settings differ in type.
    table.text('value').notNullable();
    // The highest one tells whether somebody saved since a form was opened.
    table.integer('revision').notNullable();
  });
}
