import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { removeClaimFile, writeClaimFile } from './claim-file.ts';

test('the claim URL is in a file that only its owner can read, and goes', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'handrail-claim-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'claim-url');
  writeFileSync(`${file}.next`, 'left by a start that was cut off');
  chmodSync(`${file}.next`, 0o666);
  await writeClaimFile(directory, 'http://x/login/setup?claim=a');
  t.is(readFileSync(file, 'utf8'), 'http://x/login/setup?claim=a\n');
  t.is(statSync(file).mode & 0o777, 0o600);
  await writeClaimFile(directory, 'http://x/login/setup?claim=b');
  t.is(readFileSync(file, 'utf8'), 'http://x/login/setup?claim=b\n');
  await removeClaimFile(directory);
  await removeClaimFile(directory);
  t.false(existsSync(file));
});
