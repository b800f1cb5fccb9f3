import type { Knex } from 'knex';

/** Who may come into a session from outside, and who has. Whether it still counts is in the session's events. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('external_keys', (table) => {
    // SHA-256 of the key: the database alone opens nobody's session.
    table.text('digest').primary();
    table.text('session_id').notNullable();
    table.text('invitation_id').notNullable();
    table.integer('expires_at').notNullable();
    table.index(['session_id']);
  });
  await knex.schema.createTable('external_sign_ins', (table) => {
    // SHA-256 of the cookie's value.
    table.text('digest').primary();
    table.text('session_id').notNullable();
    table.text('person_id').notNullable();
    table.index(['session_id']);
  });
}
