import type { Knex } from 'knex';

/** How the customer's page of a public site behaves, and which agreements were shown. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('site_client_options', (table) => {
    table.text('site_id').primary().references('public_sites.id').onDelete('CASCADE');
    // JSON: by name; what is missing is its default.
    table.text('options').notNullable();
  });
  await knex.schema.createTable('agreement_texts', (table) => {
    table.text('sha256').primary();
    table.text('title').notNullable();
    table.text('text').notNullable();
  });
}
