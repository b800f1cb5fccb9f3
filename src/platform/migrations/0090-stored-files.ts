import type { Knex } from 'knex';

/** The File Store: what administrators upload for the pages of their public sites. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('stored_files', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    // 'image', 'drawing', 'stylesheet', 'font' or 'document', by its content.
    table.text('kind').notNullable();
    table.text('type').notNullable();
    table.integer('size').notNullable();
    table.text('digest').notNullable();
    table.integer('changed_at').notNullable();
    table.integer('revision').notNullable();
  });
  // Apart, so that a list of the files does not read them.
  await knex.schema.createTable('stored_file_bytes', (table) => {
    table.text('file_id').primary().references('stored_files.id').onDelete('CASCADE');
    table.binary('bytes').notNullable();
  });
}
