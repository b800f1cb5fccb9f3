import type { Knex } from 'knex';

/** What representatives say of themselves. The three that every site has cannot be deleted. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('rep_statuses', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('name_key').notNullable().unique();
    table.text('code_name').notNullable();
    table.text('code_name_key').notNullable().unique();
    table.text('display_as').notNullable();
    table.boolean('built_in').notNullable();
    table.integer('revision').notNullable();
  });
  await knex('rep_statuses').insert(
    ['Available', 'Busy', 'Away'].map((name) => ({
      id: `${name.toLowerCase()}-status`.padEnd(22, '-'),
      name,
      name_key: name.toLowerCase(),
      code_name: name.toLowerCase(),
      code_name_key: name.toLowerCase(),
      display_as: name.toLowerCase(),
      built_in: 1,
      revision: 1,
    })),
  );
}
