import type { Knex } from 'knex';

/** What each public site asks after a session, where it is not what was installed, and what was answered. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('surveys', (table) => {
    table.text('site_id').notNullable().references('public_sites.id').onDelete('CASCADE');
    table.text('kind').notNullable();
    // JSON, in the order in which they are asked.
    table.text('questions').notNullable();
    table.integer('revision').notNullable();
    table.primary(['site_id', 'kind']);
  });
  // Nothing here refers to a site: an answer outlives it.
  await knex.schema.createTable('survey_answers', (table) => {
    table.text('session_id').notNullable();
    table.text('kind').notNullable();
    // The representative whose survey it is; '' for the customer's.
    table.text('rep_id').notNullable();
    table.text('name').notNullable();
    table.text('site_id').notNullable();
    table.text('site_name').notNullable();
    table.integer('answered_at').notNullable();
    table.text('language').notNullable();
    // JSON: each answer with its question as it was shown.
    table.text('answers').notNullable();
    table.primary(['session_id', 'kind', 'rep_id']);
    table.index(['kind', 'answered_at']);
  });
}
