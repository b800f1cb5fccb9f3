import type { Knex } from 'knex';

/** What a site shows above its customers' chat, and over their pictures. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('site_pictures', (table) => {
    table.text('site_id').notNullable().references('public_sites.id').onDelete('CASCADE');
    // 'banner' or 'watermark'.
    table.text('kind').notNullable();
    table.text('type').notNullable();
    table.integer('width').notNullable();
    table.integer('height').notNullable();
    table.text('digest').notNullable();
    table.binary('bytes').notNullable();
    table.primary(['site_id', 'kind']);
  });
}
