import type { Knex } from 'knex';

/** What each representative may do, when they are asked for sessions, and their place in lists. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('people', (table) => {
    // Names with a space between them.
    table
      .text('grants')
      .notNullable()
      .defaultTo('accept-team-sessions get-next-session invite-external-representatives');
    // Null: asked in however many sessions.
    table.integer('session_limit').defaultTo(3);
    // 0: asked however long idle.
    table.integer('idle_limit_ms').notNullable().defaultTo(900_000);
    table.integer('display_number').notNullable().defaultTo(0);
  });
  // Who was there first comes first.
  await knex.raw(
    'update people set display_number = (select count(*) from people as earlier where (earlier.created_at, earlier.id) <= (people.created_at, people.id))',
  );
  await knex.schema.alterTable('people', (table) => {
    table.unique(['display_number']);
  });
}
