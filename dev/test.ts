/**
 * Bundles the browser code, runs the checks, runs the tests.
 *
 * usage: node dev/test.ts [FILE…]    with FILEs: only these tests, without the checks
 *
 * The last line on standard output is `N passed, N failed`. A check or a bundle that fails, a test file
 * that crashes and a run without a test count as failed, so that this line never looks green when the
 * exit status is not 0.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundle } from './build.ts';
import { runChecks } from './check.ts';
import { readTapLine } from './tap.ts';

const ROOT = join(import.meta.dirname, '..');

type Count = {
  readonly passed: number;
  readonly skipped: number;
  /** What failed, each with its particulars: said again at the end, where whoever has only the tail of a log looks. */
  readonly failures: readonly string[];
};

/** Lines of one failure's particulars that are said again at the end. */
const MOST_DETAIL_LINES = 40;

/** Runs ava with each result on the terminal as it comes. What tests and browsers leave that were killed goes with `scratch`. */
async function runTests(files: readonly string[], scratch: string): Promise<Count> {
  const ava = spawn(join(ROOT, 'node_modules/.bin/ava'), ['--tap', ...files], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: scratch },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<string | undefined>((resolve) => {
    ava.on('error', (error) => resolve(`ava cannot be started: ${error.message}`));
    ava.on('close', (status, signal) => {
      resolve(status === 0 ? undefined : `ava ended with ${status ?? signal}`);
    });
  });

  let passed = 0;
  let skipped = 0;
  const failures: string[][] = [];
  let failing: string[] | undefined;
  for await (const text of createInterface({ input: ava.stdout })) {
    const line = readTapLine(text);
    switch (line.kind) {
      case 'passed':
        passed += 1;
        failing = undefined;
        console.log(`✔ ${line.title}`);
        break;
      case 'failed':
        failing = [`✘ ${line.title}`];
        failures.push(failing);
        console.log(failing[0]);
        break;
      case 'skipped':
        skipped += 1;
        failing = undefined;
        console.log(`- ${line.title} (skipped)`);
        break;
      case 'detail':
        if (failing !== undefined && failing.length <= MOST_DETAIL_LINES) {
          failing.push(line.text);
        }
        console.log(line.text);
        break;
      case 'frame':
        break;
      default:
        line satisfies never;
    }
  }

  const trouble = await ended;
  if (trouble !== undefined && failures.length === 0) {
    failures.push([`✘ ${trouble}, without a test that failed`]);
  } else if (passed + failures.length === 0) {
    failures.push(['✘ no test ran']);
  }
  return { passed, skipped, failures: failures.map((lines) => lines.join('\n')) };
}

async function bundleFails(): Promise<readonly string[]> {
  try {
    await bundle();
    return [];
  } catch {
    // esbuild has said where and why.
    return ['the bundle of the browser code'];
  }
}

const files = process.argv.slice(2);
const notTests = [...(await bundleFails()), ...(files.length === 0 ? await runChecks() : [])];
const scratch = mkdtempSync(join(tmpdir(), 'handrail-tests-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(1));
}
const tests = await runTests(files, scratch);
if (tests.skipped > 0) {
  console.log(`${tests.skipped} skipped`);
}
for (const failure of [...tests.failures, ...notTests.map((name) => `✘ ${name}, besides the tests`)]) {
  console.log(failure);
}
const failed = tests.failures.length + notTests.length;
console.log(`${tests.passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
