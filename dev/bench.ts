/**
 * Runs the benchmarks of dev/bench/ one after the other, so that none disturbs another.
 *
 * usage: node dev/bench.ts [NAME…]    with NAMEs: only dev/bench/NAME.ts
 *
 * Each prints figure, baseline, ratio and goal, and bounds its own time. They are not tests: a goal
 * that is missed is a line on the terminal, and the exit status is 1 only when a benchmark could not
 * run.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';

const FOLDER = join(import.meta.dirname, 'bench');

function run(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(FOLDER, `${name}.ts`)], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('close', (status) => resolve(status === 0));
  });
}

const known = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => parse(file).name)
  .toSorted();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark called ${unknown.join(', ')}. There are: ${known.join(', ')}`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : known) {
    console.log(name);
    if (!(await run(name))) {
      console.log(`  could not run`);
      process.exitCode = 1;
    }
  }
}
