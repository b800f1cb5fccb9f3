import type { Knex } from 'knex';

/** What the tools of a session may be used for: policies, the global default, and who has which. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('session_policies', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('name_key').notNullable().unique();
    table.text('code_name').notNullable();
    table.text('code_name_key').notNullable().unique();
    table.text('description').notNullable();
    // Words with a space between them.
    table.text('available_to').notNullable();
    // JSON: values by permission; what is not defined is missing.
    table.text('permissions').notNullable();
    table.integer('revision').notNullable();
  });
  await knex.schema.createTable('global_session_policy', (table) => {
    // One row at most: without it everything is as it is at first.
    table.integer('id').primary().checkIn(['1']);
    table.text('permissions').notNullable();
    table.integer('revision').notNullable();
  });
  await knex.schema.createTable('portal_session_policies', (table) => {
    table.text('portal_id').primary().references('public_sites.id').onDelete('CASCADE');
    table.text('policy_id').notNullable().references('session_policies.id');
    table.index(['policy_id']);
  });
  await knex.schema.createTable('user_session_policies', (table) => {
    table.text('user_id').primary().references('people.id').onDelete('CASCADE');
    table.text('policy_id').notNullable().references('session_policies.id');
    table.index(['policy_id']);
  });
}
