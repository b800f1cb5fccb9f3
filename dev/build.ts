/**
 * Bundles the code and the styles that browsers load.
 *
 * usage: node dev/build.ts [--watch]    with --watch: again at each change, unminified
 *
 * Does nothing when nothing that went into the last bundle has changed since.
 *
 * In:   src/console/main.ts, src/customer/main.ts and worker.ts, what the customer's page says in each language
 *       (src/languages/customer-page/LANGUAGE.ts becomes words-LANGUAGE.js), and every file directly in
 *       views/assets/.
 * Out:  dist/NAME-HASH.EXT with source maps, and dist/manifest.json, which gives each name its file:
 *
 *   { "console.js": "console-4KZ5QVIY.js", "handrail.css": "handrail-C2R7BQ5X.css", … }
 *
 * The hash is of the content, so a browser may keep every file for ever and a server that is running
 * keeps finding those that it named. A file that nothing names any more goes after a day.
 */
import type { BuildOptions, BuildResult } from 'esbuild';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, extname, join, parse } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
/** What the last bundle was made of, see Making. */
const MAKING = join(DIST, '.making.json');
/** Neither is an output. */
const KEPT = ['manifest.json', basename(MAKING)];
const KEPT_UNNAMED_MS = 24 * 60 * 60 * 1000;

const CODE = [
  { in: 'src/console/main.ts', out: 'console' },
  { in: 'src/customer/main.ts', out: 'customer' },
  // A worker that is no module: browsers are still about that know no other.
  { in: 'src/customer/worker.ts', out: 'customer-worker' },
];

/**
 * Bundled like our own code: a style with what it imports, a script that a page loads before anything
 * is shown.
 */
const BUNDLED = ['.css', '.js'];
/** Copied as they are, whether a style names them or a page does. */
const COPIED = ['.svg', '.png', '.jpg', '.webp', '.ico', '.woff2', '.webmanifest', '.txt'];

type Bundle = BuildResult<{ metafile: true; write: false }>;

function wordsEntries(): { in: string; out: string }[] {
  const directory = 'src/languages/customer-page';
  return readdirSync(join(ROOT, directory))
    .toSorted()
    .map((name) => ({ in: `${directory}/${name}`, out: `words-${parse(name).name}` }));
}

function entryPoints(): { in: string; out: string }[] {
  const styles = 'views/assets';
  const names = existsSync(join(ROOT, styles)) ? readdirSync(join(ROOT, styles)).toSorted() : [];
  return [
    ...CODE.filter((entry) => existsSync(join(ROOT, entry.in))),
    ...wordsEntries(),
    ...names
      .filter((name) => [...BUNDLED, ...COPIED].includes(extname(name)))
      .map((name) => ({ in: `${styles}/${name}`, out: parse(name).name })),
  ];
}

function options(minify: boolean) {
  return {
    absWorkingDir: ROOT,
    entryPoints: entryPoints(),
    outdir: DIST,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    // What is imported when it is needed (the relay's client, for a page that shares) is a file of its
    // own.
    splitting: true,
    format: 'esm',
    platform: 'browser',
    // Browsers of the last three years: what mediasoup-client and getDisplayMedia ask for is no older.
    target: ['chrome120', 'edge120', 'firefox121', 'safari17'],
    minify,
    sourcemap: 'linked',
    legalComments: 'linked',
    // Not \u0627\u0644…: the texts in other scripts would be three times as long.
    charset: 'utf8',
    loader: Object.fromEntries(COPIED.map((extension) => [extension, 'copy'] as const)),
    metafile: true,
    write: false,
    logLevel: 'warning',
  } as const satisfies BuildOptions;
}

/** Puts the whole file where it belongs at once: somebody may be reading there. */
function writeWhole(path: string, contents: Uint8Array | string): void {
  const unfinished = `${path}.${process.pid}.new`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

/**
 * The name by which the server asks for an output: `console.js.map` for `console-4KZ5QVIY.js.map`.
 * Parts that several bundles share are asked for by those alone and keep their hash:
 * `chunk-4KZ5QVIY.js`.
 */
function nameOf(output: string): string {
  const name = basename(output);
  return name.startsWith('chunk-') ? name : name.replace(/-[0-9A-Z]{8}(?=[.])/, '');
}

function writeOut({ metafile, outputFiles }: Bundle): void {
  mkdirSync(DIST, { recursive: true });
  for (const { path, contents } of outputFiles) {
    if (!existsSync(path)) {
      writeWhole(path, contents);
    }
  }

  const manifest = Object.keys(metafile.outputs)
    .map((output) => [nameOf(output), basename(output)] as const)
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  writeWhole(join(DIST, 'manifest.json'), `${JSON.stringify(Object.fromEntries(manifest), null, 2)}\n`);

  const named = new Set(outputFiles.map(({ path }) => basename(path)));
  for (const name of readdirSync(DIST)) {
    const path = join(DIST, name);
    if (!named.has(name) && !KEPT.includes(name) && Date.now() - statSync(path).mtimeMs > KEPT_UNNAMED_MS) {
      rmSync(path, { force: true });
    }
  }
}

/**
 * What a bundle is made of and what became of it. The marks are size and time of change: reading them
 * for a few hundred files takes milliseconds.
 */
type Making = {
  readonly entryPoints: string;
  readonly marks: Readonly<Record<string, string>>;
  readonly outputs: readonly string[];
};

/** Besides its inputs, a bundle depends on this file, esbuild's version and the compiler's settings. */
const MAKERS = ['dev/build.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json'];

function markOf(path: string): string {
  const found = statSync(join(ROOT, path), { throwIfNoEntry: false });
  return found === undefined ? 'missing' : `${found.size} ${found.mtimeMs}`;
}

/** `began` is the moment before the bundle: what was saved since may be in it or not, so it gets no mark. */
function makingOf({ metafile, outputFiles }: Bundle, began: number): Making {
  const markUnlessNew = (path: string) => (statSync(join(ROOT, path)).mtimeMs < began ? markOf(path) : '');
  const inputs = [...Object.keys(metafile.inputs), ...MAKERS];
  return {
    entryPoints: JSON.stringify(entryPoints()),
    marks: Object.fromEntries(inputs.map((path) => [path, markUnlessNew(path)])),
    outputs: ['manifest.json', ...outputFiles.map(({ path }) => basename(path))],
  };
}

function isCurrent(): boolean {
  try {
    const { entryPoints: entries, marks, outputs } = JSON.parse(readFileSync(MAKING, 'utf8')) as Making;
    return (
      entries === JSON.stringify(entryPoints()) &&
      Object.entries(marks).every(([path, mark]) => markOf(path) === mark) &&
      outputs.every((name) => existsSync(join(DIST, name)))
    );
  } catch {
    // There was no bundle yet, or its record is damaged: a new one is right in both cases.
    return false;
  }
}

/**
 * Bundles everything once, if anything has changed. Rejects when a source has an error, which esbuild
 * has printed by then.
 */
export async function bundle(): Promise<void> {
  if (isCurrent()) {
    return;
  }
  const began = Date.now();
  const { build } = await import('esbuild');
  rmSync(MAKING, { force: true });
  const result = await build(options(true));
  writeOut(result);
  writeWhole(MAKING, JSON.stringify(makingOf(result, began)));
  const took = ((Date.now() - began) / 1000).toFixed(2);
  console.log(`Bundled ${result.outputFiles.length} files for browsers in ${took} s`);
}

async function watch(): Promise<void> {
  const { context } = await import('esbuild');
  // What watching writes is not minified: the next `make run` has to bundle again.
  rmSync(MAKING, { force: true });
  const watching = await context({
    ...options(false),
    plugins: [
      {
        name: 'write-out',
        setup(watched) {
          watched.onEnd((result) => {
            if (result.errors.length === 0) {
              writeOut(result as Bundle);
              console.log(`Bundled at ${new Date().toLocaleTimeString()}`);
            }
          });
        },
      },
    ],
  });
  await watching.watch();
}

if (import.meta.main) {
  try {
    await (process.argv.includes('--watch') ? watch() : bundle());
  } catch {
    process.exitCode = 1;
  }
}
