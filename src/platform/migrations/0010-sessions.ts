import type { Knex } from 'knex';

/** The list of sessions, derived from the journal and written with it; and who may come back to one. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('sessions', (table) => {
    table.text('id').primary();
    table.text('status').notNullable();
    table.text('customer_name').notNullable();
    table.text('details').notNullable();
    table.text('portal_id').notNullable();
    table.text('portal_name').notNullable();
    table.text('start_method').notNullable();
    table.text('owner_id');
    table.text('owner_name');
    table.integer('started_at').notNullable();
    table.integer('accepted_at');
    table.integer('ended_at');
    table.text('end_reason');
    table.integer('recordings').notNullable();
    table.integer('open_recordings').notNullable();
    table.index(['started_at', 'id']);
    table.index(['status']);
  });
  await knex.schema.createTable('session_people', (table) => {
    table.text('session_id').notNullable().references('sessions.id');
    table.text('person_id').notNullable();
    table.primary(['session_id', 'person_id']);
    table.index(['person_id']);
  });
  await knex.schema.createTable('customer_sign_ins', (table) => {
    // SHA-256 of the cookie's value: the database alone opens nobody's session.
    table.text('digest').primary();
    table.text('session_id').notNullable();
    table.integer('made_at').notNullable();
    table.index(['made_at']);
  });
}
