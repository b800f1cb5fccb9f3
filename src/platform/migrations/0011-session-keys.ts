import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('session_keys', (table) => {
    table.text('id').primary();
    table.text('digest').notNullable().unique();
    table.text('rep_id').notNullable();
    table.text('rep_name').notNullable();
    table.text('portal_id').notNullable();
    table.integer('issued_at').notNullable();
    table.integer('expires_at').notNullable();
    table.text('state').notNullable();
    table.text('session_id');
    table.index(['rep_id', 'state']);
    table.index(['expires_at']);
  });
}
