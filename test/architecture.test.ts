import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { SENDERS } from '../src/protocol/index.ts';

const root = join(import.meta.dirname, '..');
const rooms = JSON.parse(readFileSync(join(root, 'rooms.json'), 'utf8')) as Record<string, readonly string[]>;
const map = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

/** Rooms that are entered only through appliance.ts and so need no door. */
const WITHOUT_DOOR = new Set(['platform', 'console', 'customer']);

function filesBelow(directory: string): readonly string[] {
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test('every folder of src is a room of rooms.json, and the reverse', (t) => {
  const folders = readdirSync(join(root, 'src')).filter((name) =>
    statSync(join(root, 'src', name)).isDirectory(),
  );
  t.deepEqual(folders.sort(), Object.keys(rooms).sort());
});

test('a room may only enter rooms that exist', (t) => {
  for (const [room, may] of Object.entries(rooms)) {
    t.deepEqual(
      may.filter((each) => !(each in rooms)),
      [],
      room,
    );
  }
});

test('the map names every room', (t) => {
  for (const room of Object.keys(rooms)) {
    t.true(map.includes(`\`${room}\``), `ARCHITECTURE.md does not say what ${room} is for`);
  }
});

test('every door carries its card', (t) => {
  for (const room of Object.keys(rooms).filter((each) => !WITHOUT_DOOR.has(each))) {
    const door = readFileSync(join(root, 'src', room, 'index.ts'), 'utf8');
    for (const word of ['Owns ', 'Never ', 'Seed ']) {
      t.true(door.slice(0, 1500).includes(` * ${word}`), `${room}/index.ts has no line "${word}"`);
    }
  }
});

test('the glossary names rooms that exist', (t) => {
  const lines = readFileSync(join(root, 'docs/glossary.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1);
  t.true(lines.length > 20);
  for (const line of lines) {
    for (const room of line.split('|')[3]?.trim().split(', ') ?? []) {
      t.true(room in rooms, `"${room}" in: ${line}`);
    }
  }
});

test('docs/protocol.md has a line for every message', (t) => {
  const lines = readFileSync(join(root, 'docs/protocol.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const named = lines.flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)]);
  const names = new Set(named.map(([, name]) => name));
  t.deepEqual(
    Object.keys(SENDERS).filter((type) => !names.has(type)),
    [],
  );
});

test('files are kebab-case and no folder or file is called utils, helpers, manager or common', (t) => {
  for (const file of [...filesBelow('src'), ...filesBelow('test'), ...filesBelow('dev')]) {
    const name = file.slice(root.length + 1);
    t.notRegex(name, /(^|\/)(utils?|helpers?|managers?|common)(\/|\.|$)/i, name);
    if (name.endsWith('.ts')) {
      t.regex(name.split('/').at(-1) ?? '', /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.ts$/, name);
    }
  }
});

test('nothing in the project reads the folder of shared notes', (t) => {
  for (const file of [
    ...filesBelow('src'),
    ...filesBelow('dev'),
    ...filesBelow('views'),
    join(root, 'Makefile'),
  ]) {
    t.false(readFileSync(file, 'utf8').includes('../shared/'), file);
  }
});

test('only the view engine compiles templates, and only knex builds SQL', (t) => {
  for (const file of filesBelow('src').filter((each) => each.endsWith('.ts') && !each.endsWith('.test.ts'))) {
    const text = readFileSync(file, 'utf8');
    if (!file.endsWith('platform/web/view.ts')) {
      t.notRegex(text, /Handlebars\.(pre)?compile|handlebars\.(pre)?compile/, file);
    }
    t.notRegex(
      text,
      /\bexec(File)?(Sync)?\b[^;]*from 'node:child_process'|shell: true/,
      `${file} may reach a shell`,
    );
    t.notRegex(text, /\.raw\(\s*(`[^`]*\$\{|[a-z]+ ?\+)/, `${file} builds SQL from strings`);
  }
});

test('dependency-cruiser sees the tree and finds every room rule kept', (t) => {
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      'src',
      '--output-type',
      'json',
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(run.stdout) as {
    summary: {
      totalCruised: number;
      violations: readonly { rule: { name: string }; from: string; to: string }[];
    };
  };
  t.true(summary.totalCruised > 100, `only ${summary.totalCruised} modules were seen`);
  t.deepEqual(
    summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    [],
  );
});

test('every decision is linked from the list of decisions', (t) => {
  const list = readFileSync(join(root, 'docs/decisions/README.md'), 'utf8');
  const pages = readdirSync(join(root, 'docs/decisions')).filter((name) => name !== 'README.md');
  t.true(pages.length > 5);
  for (const page of pages) {
    t.true(list.includes(`(${page})`), page);
  }
  for (const [, page] of list.matchAll(/\(([a-z0-9-]+\.md)\)/g)) {
    t.true(existsSync(join(root, 'docs/decisions', page ?? '')), page);
  }
});
