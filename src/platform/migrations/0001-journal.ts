import type { Knex } from 'knex';

/**
 * The journal's tables keep their own promises, whoever writes: entries are numbered 1, 2, 3 …, the
 * versions of a stream likewise, and nothing is ever changed or removed.
 */
export async function up(knex: Knex): Promise<void> {
  // Streams are numbered in the order they begin, so that the index of the living ones is a few
  // pages that are written again and again, and not one page somewhere else for each of them.
  await knex.raw(`
    create table journal_streams (
      id integer primary key,
      name text not null unique
    ) strict
  `);
  // AUTOINCREMENT keeps the highest number ever given, which is how a lost last entry is noticed.
  await knex.raw(`
    create table journal (
      seq integer primary key autoincrement,
      stream integer not null references journal_streams (id),
      version integer not null,
      at integer not null,
      type text not null,
      data text not null,
      hash text not null,
      unique (stream, version)
    ) strict
  `);
  // A left join: an entry whose stream is gone has to be seen by whoever verifies.
  await knex.raw(`
    create view journal_entries as
    select seq, name as stream, version, at, type, data, hash
    from journal left join journal_streams on journal_streams.id = journal.stream
  `);
  await knex.raw(`
    create trigger journal_is_numbered before insert on journal
    when new.seq is not coalesce((select max(seq) from journal), 0) + 1
    begin select raise(abort, 'journal: seq must be the next number'); end
  `);
  await knex.raw(`
    create trigger journal_streams_are_numbered before insert on journal
    when new.version is not
      coalesce((select max(version) from journal where stream = new.stream), 0) + 1
    begin select raise(abort, 'journal: version must be the next of its stream'); end
  `);
  for (const table of ['journal', 'journal_streams']) {
    await knex.raw(
      `create trigger ?? before update on ??
       begin select raise(abort, 'journal: entries are never changed'); end`,
      [`${table}_is_not_changed`, table],
    );
    await knex.raw(
      `create trigger ?? before delete on ??
       begin select raise(abort, 'journal: entries are never removed'); end`,
      [`${table}_is_not_shortened`, table],
    );
  }
}
