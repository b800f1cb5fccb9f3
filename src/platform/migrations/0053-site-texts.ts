import type { Knex } from 'knex';

/** What an administrator says to the customers of a public site, where it is not the default text. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('site_texts', (table) => {
    table.text('site_id').notNullable().references('public_sites.id').onDelete('CASCADE');
    table.text('key').notNullable();
    table.text('language').notNullable();
    table.text('text').notNullable();
    table.primary(['site_id', 'key', 'language']);
  });
}
