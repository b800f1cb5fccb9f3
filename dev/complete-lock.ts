/**
 * Completes package-lock.json after an `npm install` from a registry that does not carry every
 * platform's packages.
 *
 * usage: node dev/complete-lock.ts
 *
 * Tools like esbuild list a package for each platform as optional. npm leaves those that the registry
 * lacks out of the lock file, and `npm ci` then refuses the whole file, on every registry. This adds an
 * entry for each: its version, and the platform that its name tells, so that npm passes it by on all
 * others. Such an entry has no checksum; only a developer on that platform would fetch it.
 */
import { readFileSync, writeFileSync } from 'node:fs';

type LockEntry = {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
};

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'ppc',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

const LOCK = 'package-lock.json';
const lock = JSON.parse(readFileSync(LOCK, 'utf8')) as { packages: Record<string, LockEntry> };

/** What a name like `@swc/core-linux-arm-gnueabihf` says. */
function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = [
    ...(words.some((word) => word.startsWith('gnu')) ? ['glibc'] : []),
    ...(words.some((word) => word.startsWith('musl')) ? ['musl'] : []),
  ];
  if (os.length === 0 && !cpu.includes('wasm32')) {
    throw new Error(`${name} does not name a system: please add it to ${LOCK} by hand`);
  }
  return { ...(cpu.length > 0 && { cpu }), ...(libc.length > 0 && { libc }), ...(os.length > 0 && { os }) };
}

/** Where npm would find `name` for the package at `path`: beside it or further up. */
function isLocked(path: string, name: string): boolean {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] !== undefined) {
      return true;
    }
    if (from === '' || !from.includes('node_modules')) {
      return false;
    }
  }
}

/**
 * The version first and the rest by name, as npm writes it: the next `npm install` then changes nothing.
 */
function inNpmsOrder({ version, ...rest }: LockEntry & { readonly version: string }): LockEntry {
  return {
    version,
    ...Object.fromEntries(Object.entries(rest).toSorted(([a], [b]) => a.localeCompare(b, 'en'))),
  };
}

const added: string[] = [];
for (const [path, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (!isLocked(path, name)) {
      if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) {
        throw new Error(
          `${path} asks for ${name} ${version}, which is not one version: please add it to ${LOCK} by hand`,
        );
      }
      lock.packages[`node_modules/${name}`] = inNpmsOrder({
        version,
        ...(dev === true && { dev }),
        optional: true,
        ...platformOf(name),
      });
      added.push(name);
    }
  }
}

if (added.length > 0) {
  const sorted = Object.entries(lock.packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(LOCK, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
}
console.log(`${LOCK}: ${added.length} packages of other platforms added`);
