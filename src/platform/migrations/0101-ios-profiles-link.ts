import type { Knex } from 'knex';

/** *iOS Configuration Profiles Link Enabled* of each public site. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('public_sites', (table) => {
    table.boolean('ios_profiles').notNullable().defaultTo(false);
  });
}
