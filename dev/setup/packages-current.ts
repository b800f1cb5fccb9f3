/**
 * Says whether node_modules is what package-lock.json asks for, in milliseconds: npm itself needs
 * seconds to find out.
 *
 * Exit status 0: it is. 1: it is not, and the first reason is on the terminal.
 */
import { existsSync, readFileSync } from 'node:fs';

type LockedPackage = {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: string | readonly string[];
};

/** The oldest Node that runs the server as it is: TypeScript without a build step. */
const OLDEST_NODE_MAJOR = 24;

function lockedPackages(path: string): Map<string, LockedPackage> {
  const lock = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, LockedPackage> };
  return new Map(Object.entries(lock.packages));
}

/**
 * The first difference between what is asked for and what npm noted down when it installed; undefined
 * when there is none.
 */
function firstDifference(): string | undefined {
  const nodeMajor = Number.parseInt(process.versions.node, 10);
  if (nodeMajor < OLDEST_NODE_MAJOR) {
    return `this is Node ${process.versions.node}`;
  }
  // npm keeps this copy of the lock file, without what it left out for this platform.
  const note = 'node_modules/.package-lock.json';
  if (!existsSync(note)) {
    return `${note} is missing`;
  }
  const asked = lockedPackages('package-lock.json');
  const installed = lockedPackages(note);
  for (const [path, { version, integrity, optional }] of asked) {
    if (path === '') {
      continue;
    }
    const found = installed.get(path);
    if (found === undefined) {
      // Packages for other platforms are optional, and which of them npm takes is npm's to know.
      if (optional === true) {
        continue;
      }
      return `${path} is not installed`;
    }
    if (found.version !== version || found.integrity !== integrity) {
      return `${path} is ${found.version}, not ${version}`;
    }
    if (!existsSync(`${path}/package.json`)) {
      return `${path} is gone`;
    }
  }
  for (const path of installed.keys()) {
    if (!asked.has(path)) {
      return `${path} is not asked for`;
    }
  }
  return undefined;
}

const difference = firstDifference();
if (difference !== undefined) {
  console.error(difference);
  process.exitCode = 1;
}
