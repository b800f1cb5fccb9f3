import type { Knex } from 'knex';

/** The key by which push services know the appliance, and the browsers that it may call, as long as their session lasts. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('push_keys', (table) => {
    table.text('id').primary();
    // An uncompressed point of P-256, base64url.
    table.text('public_key').notNullable();
    // Sealed.
    table.text('private_key').notNullable();
    table.integer('made_at').notNullable();
  });
  await knex.schema.createTable('push_subscriptions', (table) => {
    // SHA-256 of session and endpoint.
    table.text('id').primary();
    table.text('session_id').notNullable().index();
    // Endpoint and keys, sealed: whoever has them can call that browser.
    table.text('sealed').notNullable();
    // What happened up to here calls nobody any more.
    table.integer('called_up_to').notNullable();
    table.integer('made_at').notNullable();
  });
}
