import type { Knex } from 'knex';

/** The *Default Support Button Profile* of each public site. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('public_sites', (table) => {
    table.text('button_profile');
  });
}
