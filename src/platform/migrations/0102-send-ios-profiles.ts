import type { Knex } from 'knex';

/**
 * *Allowed to generate access keys for sending iOS profiles*: everybody who is here, as new users are. It
 * counts for nothing before an administrator uploads profiles and lets a public site show them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("update people set grants = trim(grants || ' send-ios-profiles')");
}
