/**
 * How long `make run` and `make test` take before they do anything, on a machine that has everything.
 *
 * Baseline: what npm needs to find out that the packages alone are there (`npm ls`). Goal: below 3 s,
 * and below the baseline.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const ROUNDS = 5;
const GOAL_MS = 3_000;

function wallMs(command: string, args: readonly string[]): number {
  const began = performance.now();
  const { status, error, stderr } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  }
  return performance.now() - began;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const setups: number[] = [];
const bundles: number[] = [];
const baselines: number[] = [];
// The contenders alternate and the first round is discarded: it warms the caches of all.
for (let round = 0; round <= ROUNDS; round += 1) {
  const times = {
    setup: wallMs('dev/setup.sh', ['run']),
    bundle: wallMs(process.execPath, ['dev/build.ts']),
    baseline: wallMs('npm', ['ls', '--all', '--parseable']),
  };
  if (round > 0) {
    setups.push(times.setup);
    bundles.push(times.bundle);
    baselines.push(times.baseline);
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const baseline = median(baselines);
for (const [name, ms] of [
  ['setup again', median(setups)],
  ['bundle', median(bundles)],
] as const) {
  const ratio = (ms / baseline).toFixed(2);
  console.log(
    `  ${name}: ${seconds(ms)}, npm ls ${seconds(baseline)}, ratio ${ratio}, goal ${seconds(GOAL_MS)} and ratio 1: ` +
      (ms < GOAL_MS && ms < baseline ? 'met' : 'missed'),
  );
}
