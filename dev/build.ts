/**
 * Bundles the code and the styles that browsers load.
 *
 * usage: node dev/build.ts [--watch]    with --watch: again at each change, unminified
 *
 * In:   src/console/main.ts, src/customer/main.ts, and every file directly in views/assets/.
 * Out:  dist/NAME-HASH.EXT with source maps, and dist/manifest.json, which gives each name its file:
 *
 *   { "console.js": "console-4KZ5QVIY.js", "handrail.css": "handrail-C2R7BQ5X.css", … }
 *
 * The hash is of the content, so a browser may keep every file for ever and a server that is running
 * keeps finding those that it named. A file that nothing names any more goes after a day.
 */
import { build, type BuildOptions, type BuildResult, context } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join, parse } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const KEPT_UNNAMED_MS = 24 * 60 * 60 * 1000;

const CODE = [
  { in: 'src/console/main.ts', out: 'console' },
  { in: 'src/customer/main.ts', out: 'customer' },
];

/**
 * Bundled like our own code: a style with what it imports, a script that a page loads before anything
 * is shown.
 */
const BUNDLED = ['.css', '.js'];
/** Copied as they are, whether a style names them or a page does. */
const COPIED = ['.svg', '.png', '.jpg', '.webp', '.ico', '.woff2', '.webmanifest', '.txt'];

type Bundle = BuildResult<{ metafile: true; write: false }>;

function entryPoints(): { in: string; out: string }[] {
  const styles = 'views/assets';
  const names = existsSync(join(ROOT, styles)) ? readdirSync(join(ROOT, styles)).toSorted() : [];
  return [
    ...CODE.filter((entry) => existsSync(join(ROOT, entry.in))),
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
    if (
      !named.has(name) &&
      name !== 'manifest.json' &&
      Date.now() - statSync(path).mtimeMs > KEPT_UNNAMED_MS
    ) {
      rmSync(path, { force: true });
    }
  }
}

/** Bundles everything once. Rejects when a source has an error, which esbuild has printed by then. */
export async function bundle(): Promise<void> {
  const began = performance.now();
  const result = await build(options(true));
  writeOut(result);
  const took = ((performance.now() - began) / 1000).toFixed(2);
  console.log(`Bundled ${result.outputFiles.length} files for browsers in ${took} s`);
}

async function watch(): Promise<void> {
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
