import { readdirSync } from 'node:fs';
import test from 'ava';
import { MIGRATIONS } from './index.ts';

test('every migration file is listed under its own name, in the order of the numbers', (t) => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => /^\d/.test(file))
    .map((file) => file.replace('.ts', ''))
    .sort();
  t.true(files.length > 0);
  t.deepEqual(
    MIGRATIONS.map(({ name }) => name),
    files,
  );
});
