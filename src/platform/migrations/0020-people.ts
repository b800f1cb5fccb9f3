import type { Knex } from 'knex';

/** Who may sign in, who is signed in, and the one-time claim of an appliance that nobody owns yet. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('people', (table) => {
    table.text('id').primary();
    table.text('username').notNullable();
    // Lower case: two usernames may not differ in case alone.
    table.text('username_key').notNullable().unique();
    table.text('name').notNullable();
    table.boolean('administrator').notNullable();
    table.boolean('representative').notNullable();
    table.integer('disabled_at');
    table.text('password_hash').notNullable();
    table.integer('created_at').notNullable();
    table.integer('last_sign_in_at');
    table.integer('revision').notNullable();
    table.index(['name', 'id']);
  });
  await knex.schema.createTable('sign_ins', (table) => {
    // SHA-256 of the cookie's value: the database alone signs nobody in.
    table.text('digest').primary();
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE');
    table.integer('made_at').notNullable();
    table.integer('seen_at').notNullable();
    table.text('address').notNullable();
    table.index(['person_id']);
    table.index(['seen_at']);
  });
  await knex.schema.createTable('claim', (table) => {
    // One row at most.
    table.integer('id').primary().checkIn(['1']);
    table.text('digest').notNullable();
    table.integer('expires_at').notNullable();
  });
}
