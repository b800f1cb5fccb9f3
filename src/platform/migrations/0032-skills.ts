import type { Knex } from 'knex';

/** The tree of skills, what issues need of it, and in which of them people are More Preferred. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('skills', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('code_name').notNullable();
    table.text('code_name_key').notNullable().unique();
    // Null: a root.
    table.text('parent_id').references('skills.id').onDelete('RESTRICT');
    // Among the roots, 0 is the most critical; 0 below a root.
    table.integer('rank').notNullable();
    table.integer('revision').notNullable();
    table.index(['parent_id']);
  });
  await knex.schema.createTable('issue_skills', (table) => {
    table.text('issue_id').notNullable().references('issues.id').onDelete('CASCADE');
    table.text('skill_id').notNullable().references('skills.id').onDelete('CASCADE');
    table.primary(['issue_id', 'skill_id']);
    table.index(['skill_id']);
  });
  await knex.schema.createTable('person_skills', (table) => {
    table.text('person_id').notNullable().references('people.id').onDelete('CASCADE');
    table.text('skill_id').notNullable().references('skills.id').onDelete('CASCADE');
    table.primary(['person_id', 'skill_id']);
    table.index(['skill_id']);
  });
}
