import { createHash } from 'node:crypto';
import test from 'ava';
import * as fc from 'fast-check';
import { instant } from '../kernel/index.ts';
import { checkRow, entryOf, GENESIS, rowsOf, type BadRow, type Link, type Row } from './chain.ts';
import type { NewEvent } from './entry.ts';

const AT = instant(1_795_262_400_000);

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The chain that these events give, each in the stream of its turn. */
function chain(texts: readonly string[]): Row[] {
  const rows: Row[] = [];
  const versions = new Map<string, number>();
  for (const [index, text] of texts.entries()) {
    const stream = index % 3 === 0 ? 'audit' : `session:${index % 3}`;
    const version = versions.get(stream) ?? 0;
    versions.set(stream, version + 1);
    const event: NewEvent = { type: 'said', data: { text, index } };
    rows.push(...rowsOf(rows.at(-1) ?? GENESIS, stream, version, [event], instant(AT + index), sha256));
  }
  return rows;
}

function firstBadRow(rows: readonly Row[]): BadRow | undefined {
  let previous: Link = GENESIS;
  for (const row of rows) {
    const bad = checkRow(previous, row, sha256);
    if (bad !== undefined) {
      return bad;
    }
    previous = row;
  }
  return undefined;
}

test('the hash is SHA-256 over the previous hash, the place and the hash of the canonical data', (t) => {
  const [first, second] = rowsOf(
    GENESIS,
    'session:a',
    4,
    [
      { type: 'said', data: { text: 'ä', by: 'x' } },
      { type: 'ended', data: {} },
    ],
    AT,
    sha256,
  );
  const data = sha256('{"by":"x","text":"ä"}');
  const text = `["${'0'.repeat(64)}",1,"session:a",5,1795262400000,"said","${data}"]`;
  t.is(first?.hash, sha256(text));
  // By sha256sum, so that the form of the chain is not changed unnoticed.
  t.is(first?.hash, 'c6a34a7406a3c58cc2ab4ce1c4958c4d792cd1af3af47298305bd6d81b705d08');
  t.is(second?.hash, sha256(`["${first?.hash}",2,"session:a",6,1795262400000,"ended","${sha256('{}')}"]`));
});

test('an unchanged chain is whole, and its rows come back as entries', (t) => {
  const rows = chain(['a', 'b', 'c', 'd', 'e']);
  t.is(firstBadRow(rows), undefined);
  t.deepEqual(rows.map(entryOf).at(-1), {
    seq: 5,
    stream: 'session:1',
    version: 2,
    at: instant(AT + 4),
    type: 'said',
    data: { text: 'e', index: 4 },
    hash: rows.at(-1)?.hash ?? '',
  });
});

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { minLength: 2, maxLength: 20 });

test('any single bit of any row that is changed is found, and named in that row', (t) => {
  const columns = ['seq', 'stream', 'version', 'at', 'type', 'data', 'hash'] as const;
  fc.assert(
    fc.property(texts, fc.nat(), fc.constantFrom(...columns), fc.nat(), (said, place, column, bit) => {
      const rows = chain(said);
      const index = place % rows.length;
      const row = rows[index] as Row;
      const changed = { ...row, [column]: flipped(row[column], bit) };
      rows[index] = changed;
      const bad = firstBadRow(rows);
      // A changed number is either told as such, or as the one that is missing in its place.
      t.true(
        bad?.seq === row.seq || (column === 'seq' && bad?.seq === changed.seq),
        `${column} of ${row.seq}: ${bad?.why}`,
      );
    }),
    { numRuns: 500 },
  );
});

test('a row that is taken out is named as missing, whether one or several', (t) => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 3 }), (said, place, count) => {
      const rows = chain(said);
      const index = place % (rows.length - 1);
      rows.splice(index, Math.min(count, rows.length - 1 - index));
      t.like(firstBadRow(rows), { seq: index + 1 });
      t.regex(firstBadRow(rows)?.why ?? '', /^is missing/);
    }),
  );
});

test('rows that change places are found at the first of them, also when they are numbered anew', (t) => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.boolean(), (said, place, renumbered) => {
      const rows = chain(said);
      const index = place % (rows.length - 1);
      const [one, other] = [rows[index] as Row, rows[index + 1] as Row];
      rows[index] = renumbered ? { ...other, seq: one.seq } : other;
      rows[index + 1] = renumbered ? { ...one, seq: other.seq } : one;
      t.is(firstBadRow(rows)?.seq, one.seq);
    }),
  );
});

test('a row that is put in is found there', (t) => {
  fc.assert(
    fc.property(texts, fc.nat(), (said, place) => {
      const rows = chain(said);
      const index = place % rows.length;
      const before: Link = rows[index - 1] ?? GENESIS;
      const [forged] = rowsOf(before, 'audit', 90, [{ type: 'forged', data: {} }], AT, sha256);
      rows.splice(index, 0, forged as Row);
      // The forged row fits behind its neighbour; what follows it does not.
      t.is(firstBadRow(rows)?.seq, before.seq + 1);
      t.regex(firstBadRow(rows)?.why ?? '', /^is out of order/);
    }),
  );
});

/** The value with one bit changed: of a number's 53, or of a text's UTF-8. */
function flipped(value: string | number, bit: number): string | number {
  if (typeof value === 'number') {
    const weight = 2 ** (bit % 53);
    return Math.floor(value / weight) % 2 === 1 ? value - weight : value + weight;
  }
  const bytes = Buffer.from(value);
  const at = Math.floor(bit / 8) % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (bit % 8)), at);
  return bytes.toString();
}
