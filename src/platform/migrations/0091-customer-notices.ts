import type { Knex } from 'knex';

/** What administrators tell customers who come or wait. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('customer_notices', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    // Two names may not differ in case alone.
    table.text('name_key').notNullable().unique();
    // 'all', or JSON: a list of ids of public sites.
    table.text('sites').notNullable();
    // JSON: by language, { title, message }.
    table.text('texts').notNullable();
    // The last day on which it is shown, by the clocks of the default site.
    table.text('last_day');
    table.boolean('on_portal').notNullable();
    table.boolean('while_waiting').notNullable();
    table.boolean('active').notNullable();
    table.integer('left_count').notNullable();
    table.integer('revision').notNullable();
  });
}
