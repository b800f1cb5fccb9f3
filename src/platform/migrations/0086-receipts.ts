import type { Knex } from 'knex';

/** The keys that sign receipts, and what each public site lets its customers keep. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('receipt_keys', (table) => {
    table.text('id').primary();
    // SPKI in base64. It stays when the key is used no more: what it signed can still be checked.
    table.text('public_key').notNullable();
    // PKCS #8 in base64, sealed.
    table.text('private_key').notNullable();
    table.integer('made_at').notNullable();
  });
  await knex.schema.alterTable('public_sites', (table) => {
    table.boolean('offers_transcript').notNullable().defaultTo(true);
    table.boolean('offers_receipt').notNullable().defaultTo(true);
  });
}
