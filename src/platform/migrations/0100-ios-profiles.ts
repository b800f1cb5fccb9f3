import type { Knex } from 'knex';

/** Apple iOS: configuration profiles, and the access keys to them. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('ios_profiles', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    // Two names may not differ in case alone.
    table.text('name_key').notNullable().unique();
    table.text('description').notNullable();
    table.boolean('is_public').notNullable();
    // What the file says of itself; the payloads' types with a line break between them.
    table.boolean('is_signed').notNullable();
    table.boolean('is_encrypted').notNullable();
    table.text('identifier').notNullable();
    table.text('payloads').notNullable();
    table.integer('size').notNullable();
    table.text('digest').notNullable();
    table.integer('changed_at').notNullable();
    table.integer('downloads').notNullable();
    table.integer('last_downloaded_at');
    table.integer('revision').notNullable();
  });
  // Apart, so that a list of the profiles does not read them.
  await knex.schema.createTable('ios_profile_bytes', (table) => {
    table.text('profile_id').primary().references('ios_profiles.id').onDelete('CASCADE');
    table.binary('bytes').notNullable();
  });
  await knex.schema.createTable('ios_access_keys', (table) => {
    table.text('id').primary();
    table.text('digest').notNullable().unique();
    table.text('rep_id').notNullable();
    table.text('rep_name').notNullable();
    table.text('portal_id').notNullable();
    table.integer('issued_at').notNullable();
    table.integer('expires_at').notNullable();
    table.boolean('is_revoked').notNullable();
    table.integer('downloads').notNullable();
    table.index(['rep_id', 'expires_at']);
  });
  // What a key gives; a profile that is deleted goes from all of them.
  await knex.schema.createTable('ios_access_key_profiles', (table) => {
    table.text('key_id').notNullable().references('ios_access_keys.id').onDelete('CASCADE');
    table.text('profile_id').notNullable().references('ios_profiles.id').onDelete('CASCADE');
    table.primary(['key_id', 'profile_id']);
    table.index(['profile_id']);
  });
}
