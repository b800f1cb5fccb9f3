import type { Knex } from 'knex';

/** What is said in team chats, and up to where each member has seen it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('team_chat_messages', (table) => {
    // AUTOINCREMENT: a place that is swept away is not given again, so that "seen up to" stays true.
    table.increments('place');
    // No reference: what a deleted team or user leaves goes, or stays, in small parts and by rules of the room.
    table.text('team_id').notNullable();
    table.text('author_id').notNullable();
    table.text('author_name').notNullable();
    // Chosen by the page: what is sent again is kept once.
    table.text('message_id').notNullable();
    table.integer('at').notNullable();
    table.text('text').notNullable();
    table.unique(['team_id', 'author_id', 'message_id']);
    // All that counting what is unread looks at.
    table.index(['team_id', 'place', 'author_id', 'at']);
    table.index(['at']);
  });
  await knex.schema.createTable('team_chat_seen', (table) => {
    table.text('team_id').notNullable();
    table.text('rep_id').notNullable();
    table.integer('up_to').notNullable();
    table.primary(['team_id', 'rep_id']);
    table.index(['rep_id']);
  });
}
