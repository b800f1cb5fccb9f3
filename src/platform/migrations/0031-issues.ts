import type { Knex } from 'knex';

/** What customers choose from; each leads to the queue of one team. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('issues', (table) => {
    table.text('id').primary();
    table.text('description').notNullable();
    table.text('description_key').notNullable().unique();
    table.text('code_name').notNullable();
    table.text('code_name_key').notNullable().unique();
    table.text('team_id').notNullable().references('teams.id').onDelete('RESTRICT');
    table.text('priority').notNullable();
    table.integer('revision').notNullable();
    table.index(['team_id']);
  });
}
