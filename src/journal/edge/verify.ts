import type { Database } from '../../platform/database.ts';
import { checkRow, GENESIS, type Link, type Row, type Verdict } from '../index.ts';
import { sha256 } from './sha256.ts';

const ROWS = 1_000;

/**
 * Walks the whole chain, a page at a time, and names the first row that is not as it was written:
 * its content or hash changed, it is missing, or it stands in another place. Holds the loop while it
 * reads; the command `verify-journal` gives it a database opened to read, so that it can run beside
 * the server.
 *
 * A chain cannot show that all of it was written anew by somebody who can write the file: for that,
 * compare `head` with one noted elsewhere.
 */
export function verifyJournal(database: Database): Verdict {
  const pageAfter = database.prepare<{ seq: number }>((at) =>
    database.table.raw('select * from journal_entries where seq > ? order by seq limit ?', [at.seq, ROWS]),
  );
  let previous: Link = GENESIS;
  let entries = 0;
  let after = Number.MIN_SAFE_INTEGER;
  try {
    for (;;) {
      const rows = database.all<Row>(pageAfter({ seq: after }));
      for (const row of rows) {
        const bad = checkRow(previous, row, sha256);
        if (bad !== undefined) {
          return { ok: false, ...bad };
        }
        previous = row;
        after = row.seq;
        entries += 1;
      }
      if (rows.length < ROWS) {
        break;
      }
    }
    const highest = highestGiven(database);
    return highest > previous.seq
      ? { ok: false, seq: previous.seq + 1, why: `is missing: entries up to ${highest} have been written` }
      : { ok: true, entries, head: { seq: previous.seq, hash: previous.hash } };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { ok: false, seq: previous.seq + 1, why: `cannot be read (${why})` };
  }
}

/** The verdict as a sentence for a terminal. */
export function verdictSentence(verdict: Verdict): string {
  if (!verdict.ok) {
    return `The journal is broken: entry ${verdict.seq} ${verdict.why}.`;
  }
  return verdict.entries === 0
    ? 'The journal is whole: nothing has been written yet.'
    : `The journal is whole: ${verdict.entries} entries, the last with hash ${verdict.head.hash}.`;
}

/** SQLite remembers the highest number that it has ever given to the table. */
function highestGiven(database: Database): number {
  return (
    database.first<{ seq: number }>(database.table('sqlite_sequence').where({ name: 'journal' }))?.seq ?? 0
  );
}
