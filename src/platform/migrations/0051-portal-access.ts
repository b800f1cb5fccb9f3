import type { Knex } from 'knex';

/** Which public sites the members of a team may use beside the default one. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('teams', (table) => {
    table.boolean('all_portals').notNullable().defaultTo(true);
  });
  await knex.schema.createTable('team_portals', (table) => {
    table.text('team_id').notNullable().references('teams.id').onDelete('CASCADE');
    table.text('site_id').notNullable().references('public_sites.id').onDelete('CASCADE');
    table.primary(['team_id', 'site_id']);
    table.index(['site_id']);
  });
}
