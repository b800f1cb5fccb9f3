import test from 'ava';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../dev/build.ts';
import { readTapLine } from '../dev/tap.ts';

const ROOT = join(import.meta.dirname, '..');

function runScript(script: string, args: readonly string[], cwd: string) {
  return spawnSync(process.execPath, [join(ROOT, script), ...args], { cwd, encoding: 'utf8' });
}

test("a line of ava's TAP output says whether a test passed, failed or was left out", (t) => {
  t.deepEqual(readTapLine('ok 12 - queues › the oldest is served first'), {
    kind: 'passed',
    title: 'queues › the oldest is served first',
  });
  t.deepEqual(readTapLine('not ok 3 - keys › an expired key is refused'), {
    kind: 'failed',
    title: 'keys › an expired key is refused',
  });
  t.deepEqual(readTapLine('ok 4 - later # SKIP'), { kind: 'skipped', title: 'later' });
  t.deepEqual(readTapLine('not ok 5 - to be written # TODO'), { kind: 'skipped', title: 'to be written' });
});

test("what a test prints or an error's particulars say is never taken for a result", (t) => {
  for (const text of ['    ok 1 - nested', '#   ok 1 - logged', '  ---', "    message: 'not ok 2 - no'"]) {
    t.deepEqual(readTapLine(text), { kind: 'detail', text });
  }
  for (const text of ['TAP version 13', '1..14', '# tests 14', '# pass 13', '# fail 1', '']) {
    t.deepEqual(readTapLine(text), { kind: 'frame' });
  }
});

/** A folder with one package as locked and as installed; `change` makes them differ. */
function checkoutWith(
  change: (installed: Record<string, { version: string }>, folder: string) => void,
): string {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-packages-'));
  const asked = {
    'node_modules/koa': { version: '3.3.0' },
    'node_modules/for-another-system': { version: '1.0.0', optional: true },
  };
  const installed: Record<string, { version: string }> = { 'node_modules/koa': { version: '3.3.0' } };
  mkdirSync(join(folder, 'node_modules/koa'), { recursive: true });
  writeFileSync(join(folder, 'node_modules/koa/package.json'), '{}');
  change(installed, folder);
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...asked } }));
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }));
  return folder;
}

for (const [name, change, said] of [
  ['the packages are as the lock file asks', () => {}, undefined],
  [
    'a package has another version',
    (installed) => {
      installed['node_modules/koa'] = { version: '3.2.0' };
    },
    'node_modules/koa is 3.2.0, not 3.3.0',
  ],
  [
    'a package is missing',
    (installed) => {
      delete installed['node_modules/koa'];
    },
    'node_modules/koa is not installed',
  ],
  [
    'a package was deleted behind the back of npm',
    (_, folder) => rmSync(join(folder, 'node_modules/koa'), { recursive: true }),
    'node_modules/koa is gone',
  ],
  [
    'a package is left over',
    (installed) => {
      installed['node_modules/express'] = { version: '5.0.0' };
    },
    'node_modules/express is not asked for',
  ],
] as const satisfies readonly (readonly [string, Parameters<typeof checkoutWith>[0], string | undefined])[]) {
  test(`setup ${said === undefined ? 'leaves npm alone' : 'calls npm'} when ${name}`, (t) => {
    const folder = checkoutWith(change);
    t.teardown(() => rmSync(folder, { recursive: true }));
    const { status, stderr } = runScript('dev/setup/packages-current.ts', [], folder);
    t.is(stderr.trim(), said ?? '');
    t.is(status, said === undefined ? 0 : 1);
  });
}

test('the lock file names every platform of every package, so that npm ci takes it on every registry', (t) => {
  const before = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'handrail-lock-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'package-lock.json'), before);
  const { status, stderr } = runScript('dev/complete-lock.ts', [], folder);
  t.is(status, 0, stderr);
  t.is(
    readFileSync(join(folder, 'package-lock.json'), 'utf8'),
    before,
    'please run: node dev/complete-lock.ts',
  );
});

test('the bundle names each file by its content and the manifest finds it', async (t) => {
  await bundle();
  const manifest = JSON.parse(readFileSync(join(ROOT, 'dist/manifest.json'), 'utf8')) as Record<
    string,
    string
  >;
  const names = Object.keys(manifest);
  t.true(
    names.includes('handrail.css') && names.includes('console.js') && names.includes('customer.js'),
    names.join(' '),
  );
  for (const [name, file] of Object.entries(manifest)) {
    t.true(existsSync(join(ROOT, 'dist', file)), `${name} is said to be ${file}`);
    t.regex(file, /-[0-9A-Z]{8}[.]/, 'the name carries the content');
    t.is(name.startsWith('chunk-') ? file : file.replace(/-[0-9A-Z]{8}/, ''), name);
  }
});

test('the mediasoup worker that setup brought carries a packet through every SRTP suite', (t) => {
  const worker = process.env['MEDIASOUP_WORKER_BIN'] ?? join(ROOT, 'build/mediasoup-worker');
  const { status, stderr } = runScript('dev/worker/prove.ts', [worker], ROOT);
  t.is(status, 0, stderr);
});

test('a program that is not a mediasoup worker is not taken for one', (t) => {
  const { status, stderr } = runScript('dev/worker/prove.ts', ['/bin/true'], ROOT);
  t.is(status, 1);
  t.regex(stderr, /true does not work/);
});
