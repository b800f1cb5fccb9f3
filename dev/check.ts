/**
 * The checks that need no running appliance: format, lint, types, who may enter whom, dead exports.
 *
 * usage: node dev/check.ts
 *
 * Every check runs whatever the others find; what a failed one says is printed whole. Exit status 1
 * when any failed.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

type Check = {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  /** What a run that has really looked at something says; without it the status alone counts. */
  readonly says?: RegExp;
};

/** The slowest first, so that none of them is left to run alone at the end. */
const CHECKS: readonly Check[] = [
  {
    name: 'room rules (dependency-cruiser, rooms.json)',
    command: ['depcruise', 'src', '--output-type', 'err'],
    // Where it lacks a parser for TypeScript it finds no modules, and so no fault in them.
    says: /[(][1-9]\d* modules, [1-9]\d* dependencies cruised[)]/,
  },
  { name: 'dead exports (knip)', command: ['knip', '--no-progress'] },
  { name: 'lint (oxlint, type-aware)', command: ['oxlint', '--type-aware', '.'] },
  { name: 'types of the tests (tsconfig.test.json)', command: ['tsc', '-p', 'tsconfig.test.json'] },
  { name: 'types of the edges (tsconfig.node.json)', command: ['tsc', '-p', 'tsconfig.node.json'] },
  {
    name: 'types of the browser code (tsconfig.browser.json)',
    command: ['tsc', '-p', 'tsconfig.browser.json'],
  },
  { name: 'types of the rooms (tsconfig.core.json)', command: ['tsc', '-p', 'tsconfig.core.json'] },
  { name: 'format (oxfmt)', command: ['oxfmt', '--check', '.'] },
];

type Outcome = { readonly passed: boolean; readonly output: string; readonly tookMs: number };

function runCheck({ command: [tool, ...args], says = /^/ }: Check): Promise<Outcome> {
  const began = performance.now();
  return new Promise((done) => {
    const output: Buffer[] = [];
    const finish = (succeeded: boolean) => {
      const said = Buffer.concat(output).toString();
      done({ passed: succeeded && says.test(said), output: said, tookMs: performance.now() - began });
    };
    const child = spawn(join(ROOT, 'node_modules/.bin', tool), args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      finish(false);
    });
    child.on('close', (status) => finish(status === 0));
  });
}

/** Runs all checks, a line each on the terminal. Resolves with the names of those that failed. */
export async function runChecks(): Promise<readonly string[]> {
  const waiting = [...CHECKS];
  const failed: string[] = [];
  const runner = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { passed, output, tookMs } = await runCheck(check);
      console.log(`${passed ? '✔' : '✘'} ${check.name}, ${(tookMs / 1000).toFixed(1)} s`);
      if (!passed) {
        failed.push(check.name);
        console.log(output.trimEnd().replaceAll(/^/gm, '  '));
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runner));
  return failed;
}

if (import.meta.main) {
  const failed = await runChecks();
  if (failed.length > 0) {
    console.log(`Failed: ${failed.join('; ')}`);
    process.exitCode = 1;
  }
}
