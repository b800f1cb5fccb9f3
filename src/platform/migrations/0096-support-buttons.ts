import type { Knex } from 'knex';

/** Support Buttons: what they are by profile, and each one that was given out, found by a digest of its token. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('button_profiles', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('name_key').notNullable().unique();
    table.text('title').notNullable();
    table.text('portal_id').notNullable();
    table.text('asks').notNullable();
    table.text('queue');
    table.integer('life_ms').notNullable();
    table.integer('revision').notNullable();
  });
  await knex.schema.createTable('support_buttons', (table) => {
    table.text('id').primary();
    table.text('profile_id').notNullable().references('button_profiles.id');
    table.text('digest').notNullable().unique();
    table.text('description').notNullable();
    table.integer('made_at').notNullable();
    table.text('made_by').notNullable();
    table.integer('expires_at');
    table.integer('uses').notNullable();
    table.integer('last_used_at');
    table.index(['profile_id', 'made_at']);
  });
}
