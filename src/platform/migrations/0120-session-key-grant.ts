import type { Knex } from 'knex';

/** *Allowed to generate session keys* is granted or not; whoever could do it until now still can. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw("update people set grants = trim(grants || ' generate-session-keys')");
}
