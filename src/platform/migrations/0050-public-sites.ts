import type { Knex } from 'knex';

/** What customers see of the company under which host names. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('public_sites', (table) => {
    table.text('id').primary();
    // '' for the default site, which has the name of the whole site.
    table.text('name').notNullable();
    // Two names may not differ in case alone.
    table.text('name_key').notNullable().unique();
    table.text('main_colour');
    table.text('header_colour');
    // Codes with a space between them.
    table.text('languages').notNullable();
    table.text('time_zone').notNullable();
    // 'always', or JSON: seven lists of { from, to } in minutes, Monday first.
    table.text('hours').notNullable();
    // JSON: a list of { day, name }.
    table.text('holidays').notNullable();
    table.boolean('keys_while_closed').notNullable();
    table.boolean('session_key_shown').notNullable();
    table.text('session_key_mode').notNullable();
    table.boolean('issues_shown').notNullable();
    table.text('issues_mode').notNullable();
    table.boolean('representatives_shown').notNullable();
    table.text('representatives_mode').notNullable();
    table.boolean('all_issue_teams').notNullable();
    table.boolean('company_code').notNullable();
    table.text('logo_digest');
    table.integer('revision').notNullable();
  });
  await knex.schema.createTable('public_site_addresses', (table) => {
    table.text('host').primary();
    table.text('site_id').notNullable().references('public_sites.id').onDelete('CASCADE');
    table.integer('place').notNullable();
    table.index(['site_id']);
  });
  await knex.schema.createTable('public_site_issue_teams', (table) => {
    table.text('site_id').notNullable().references('public_sites.id').onDelete('CASCADE');
    table.text('team_id').notNullable().references('teams.id').onDelete('CASCADE');
    table.primary(['site_id', 'team_id']);
    table.index(['team_id']);
  });
  await knex.schema.createTable('public_site_logos', (table) => {
    table.text('site_id').primary().references('public_sites.id').onDelete('CASCADE');
    table.text('type').notNullable();
    table.binary('bytes').notNullable();
    table.text('digest').notNullable();
  });
  await knex('public_sites').insert({
    id: 'default-portal--------',
    name: '',
    name_key: '',
    languages: 'en de fr es ja ar',
    time_zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    hours: 'always',
    holidays: '[]',
    keys_while_closed: 1,
    session_key_shown: 1,
    session_key_mode: 'full',
    issues_shown: 1,
    issues_mode: 'full',
    representatives_shown: 1,
    representatives_mode: 'full',
    all_issue_teams: 1,
    company_code: 0,
    revision: 1,
  });
}
