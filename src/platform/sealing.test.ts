import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { StartProblem } from '../kernel/index.ts';
import { MemoryLog } from '../kernel/testing/memory-log.ts';
import { Sealing } from './sealing.ts';

function directory(t: { teardown(work: () => void): void }): string {
  const made = mkdtempSync(join(tmpdir(), 'handrail-sealing-'));
  t.teardown(() => rmSync(made, { recursive: true }));
  return made;
}

test('what is sealed opens after a restart, for its purpose only, and never looks the same twice', async (t) => {
  const dataDir = directory(t);
  const first = await Sealing.open(dataDir, new MemoryLog());
  const sealed = first.seal('mail password', 'blå kattunge');
  t.false(sealed.includes('katt'));
  t.not(first.seal('mail password', 'blå kattunge'), sealed);
  const again = await Sealing.open(dataDir, new MemoryLog());
  t.is(again.unseal('mail password', sealed), 'blå kattunge');
  t.is(again.unseal('sms gateway', sealed), undefined);
  t.is(again.unseal('mail password', again.seal('mail password', '')), '');
});

test('what was changed, cut or made up does not open', async (t) => {
  const sealing = await Sealing.open(directory(t), new MemoryLog());
  const sealed = sealing.seal('p', 'secret');
  const flipped = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  for (const wrong of [
    flipped,
    sealed.slice(0, 20),
    sealed.slice(1),
    `2${sealed.slice(1)}`,
    '',
    '1.',
    '1.!!',
  ]) {
    t.is(sealing.unseal('p', wrong), undefined, wrong);
  }
  const other = await Sealing.open(directory(t), new MemoryLog());
  t.is(other.unseal('p', sealed), undefined);
});

test('the key is for the appliance’s own user alone', async (t) => {
  const dataDir = directory(t);
  const file = join(dataDir, 'sealing-key');
  await Sealing.open(dataDir, new MemoryLog());
  t.is(statSync(file).mode & 0o777, 0o600);
  const key = readFileSync(file, 'utf8');
  chmodSync(file, 0o644);
  const log = new MemoryLog();
  await Sealing.open(dataDir, log);
  t.is(statSync(file).mode & 0o777, 0o600);
  t.is(log.lines[0]?.level, 'warn');
  t.false(JSON.stringify(log.lines).includes(key.trim()));
});

test('a file that holds no key stops the start with a sentence, and is left as it is', async (t) => {
  const dataDir = directory(t);
  writeFileSync(join(dataDir, 'sealing-key'), 'short\n', { mode: 0o600 });
  await t.throwsAsync(Sealing.open(dataDir, new MemoryLog()), {
    instanceOf: StartProblem,
    message: /restore it from a backup/,
  });
  t.is(readFileSync(join(dataDir, 'sealing-key'), 'utf8'), 'short\n');
});
