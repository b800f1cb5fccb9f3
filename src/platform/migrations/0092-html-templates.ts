import type { Knex } from 'knex';

/** Portal pages as administrators wrote them, and which public site has which; the others have the default one. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('html_templates', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    // Two names may not differ in case alone.
    table.text('name_key').notNullable().unique();
    table.text('html').notNullable();
    table.integer('revision').notNullable();
  });
  await knex.schema.createTable('public_site_templates', (table) => {
    table.text('site_id').primary().references('public_sites.id').onDelete('CASCADE');
    table.text('template_id').notNullable().references('html_templates.id').onDelete('CASCADE');
    table.index(['template_id']);
  });
}
