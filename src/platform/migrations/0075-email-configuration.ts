import type { Knex } from 'knex';

/** How the appliance sends mail; one row. The password is sealed with the key in the data directory. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('email_configuration', (table) => {
    table.integer('id').primary();
    table.text('server').notNullable();
    table.integer('port').notNullable();
    table.text('encryption').notNullable();
    table.text('username').notNullable();
    table.text('password_sealed');
    table.text('from_address').notNullable();
    table.integer('revision').notNullable();
  });
}
