import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import test from 'ava';
import { LIMITS } from '../../kernel/index.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { Database } from '../../platform/database.ts';
import { openKilled } from '../testing/killed-database.ts';
import { verifyJournal } from './verify.ts';

const ROUNDS = 6;

test('after kill -9 at any moment every acknowledged entry is there, and nothing is half written', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'handrail-kill-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'handrail.sqlite');
  const acknowledged = new Map<number, string>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = acknowledged.size;
    for (const [seq, hash] of await runUntilKilled(file, Math.random() * 250)) {
      acknowledged.set(seq, hash);
    }
    t.true(acknowledged.size > before, `round ${round} acknowledged something`);
    // As an operator would look first, before the server is started again.
    using reader = Database.openToRead({ file, log: new MemoryLog() });
    t.true(verifyJournal(reader).ok, `round ${round}`);
  }

  const { database, journal } = await openKilled(file, new MemoryLog());
  using _closing = database;
  t.like(journal.verify(), { ok: true, entries: journal.head().seq });
  const versions = new Map<string, number>();
  let found = 0;
  for (
    let page = journal.page(0, LIMITS.journalBatch);
    page.length > 0;
    page = journal.page(page.at(-1)?.seq ?? 0, LIMITS.journalBatch)
  ) {
    for (const { seq, hash, stream, version } of page) {
      versions.set(stream, version);
      if (acknowledged.has(seq)) {
        t.is(acknowledged.get(seq), hash);
        found += 1;
      }
    }
  }
  t.is(found, acknowledged.size, 'every acknowledged entry is in the journal');
  const heights = database.all<{ stream: string; version: number }>(database.table('heights'));
  t.deepEqual(new Map(heights.map(({ stream, version }) => [stream, version])), versions);
});

/** The process appends, is killed that long after its first acknowledgement, and what it acknowledged comes back. */
async function runUntilKilled(
  file: string,
  delayMs: number,
): Promise<readonly (readonly [number, string])[]> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../testing/appending-process.ts'), file],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  await pause(delayMs);
  child.kill('SIGKILL');
  await closed;
  // What stands behind the last line feed was cut off by the kill.
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [seq, hash = ''] = line.split(' ');
      return [Number(seq), hash] as const;
    });
}
