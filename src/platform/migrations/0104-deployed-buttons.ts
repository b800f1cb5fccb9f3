import type { Knex } from 'knex';

/** Support Buttons that representatives deploy: each with a queue of its own, and its sealed token until its customer has it. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('support_buttons', (table) => {
    /** null: that of its profile. */
    table.text('queue');
    /** What it is searched by, written as all such keys are. */
    table.text('search_key').notNullable().defaultTo('');
    table.text('session_id');
    table.text('sealed_token');
    table.index(['queue', 'made_at']);
  });
  const rows = (await knex('support_buttons').select('id', 'description', 'made_by')) as readonly {
    readonly id: string;
    readonly description: string;
    readonly made_by: string;
  }[];
  for (const { id, description, made_by } of rows) {
    const search_key = `${description}\n${made_by}`.normalize('NFKC').toLowerCase();
    await knex('support_buttons').where({ id }).update({ search_key });
  }
}
