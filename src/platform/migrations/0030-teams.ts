import type { Knex } from 'knex';

/** Support teams and who is a member of which, in which role. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('teams', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    // Two names may not differ in case alone.
    table.text('name_key').notNullable().unique();
    table.text('code_name').notNullable();
    table.text('code_name_key').notNullable().unique();
    table.text('comments').notNullable();
    table.boolean('persistent').notNullable();
    table.text('algorithm').notNullable();
    table.integer('alert_timeout_ms').notNullable();
    // none, alert or transfer; the columns that a rule does not have are null.
    table.text('waiting_rule').notNullable();
    table.integer('waiting_after_ms');
    table.text('overflow_team_id').references('teams.id').onDelete('RESTRICT');
    table.boolean('take_over').notNullable();
    table.integer('revision').notNullable();
    table.index(['overflow_team_id']);
  });
  await knex.schema.createTable('team_members', (table) => {
    table.text('team_id').notNullable().references('teams.id').onDelete('CASCADE');
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE');
    table.text('role').notNullable();
    table.primary(['team_id', 'person_id']);
    table.index(['person_id']);
  });
}
