import type { Knex } from 'knex';

/** What links and other web pages may say of a session beside what every customer says. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('custom_fields', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('name_key').notNullable().unique();
    table.text('code_name').notNullable();
    table.text('code_name_key').notNullable().unique();
  });
}
