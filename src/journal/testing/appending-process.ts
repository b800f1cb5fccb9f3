/**
 * Appends to the journal in the file that it is given, as fast as it can and from many writers, and
 * prints `seq hash` of each write once that is acknowledged. Made to be killed (../edge/kill.test.ts).
 */
import { writeSync } from 'node:fs';
import { instant } from '../../kernel/index.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { openKilled } from './killed-database.ts';

const WRITERS = 16;
const [, , file = ''] = process.argv;
const { database, journal } = await openKilled(file, new MemoryLog());

await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(`session:w${writer}`, writer)));

async function write(stream: string, writer: number): Promise<never> {
  for (let version = journal.stream(stream).length; ;) {
    const events = Array.from({ length: 1 + (version % 3) }, (_, index) => ({
      type: 'said',
      data: { text: 'x'.repeat((writer * 37) % 500), index },
    }));
    const after = version + events.length;
    const entries = await journal.write((tx, append) => {
      const appended = append(stream, version, events, instant(Date.now()));
      database
        .inside(tx)
        .run(database.table('heights').insert({ stream, version: after }).onConflict('stream').merge());
      return appended;
    });
    const last = entries.at(-1);
    writeSync(1, `${last?.seq} ${last?.hash}\n`);
    version = after;
  }
}
