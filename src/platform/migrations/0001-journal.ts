import type { Knex } from 'knex';

/**
 * The journal's table keeps its own promises, whoever writes: rows are numbered 1, 2, 3 …, the
 * versions of a stream likewise, and nothing is ever changed or removed.
 */
export async function up(knex: Knex): Promise<void> {
  // AUTOINCREMENT keeps the highest number ever given, which is how a lost last row is noticed.
  await knex.raw(`
    create table journal (
      seq integer primary key autoincrement,
      stream text not null,
      version integer not null,
      at integer not null,
      type text not null,
      data text not null,
      hash text not null,
      unique (stream, version)
    ) strict
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
  await knex.raw(`
    create trigger journal_is_not_changed before update on journal
    begin select raise(abort, 'journal: entries are never changed'); end
  `);
  await knex.raw(`
    create trigger journal_is_not_shortened before delete on journal
    begin select raise(abort, 'journal: entries are never removed'); end
  `);
}
