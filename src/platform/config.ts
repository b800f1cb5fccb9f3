import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { StartProblem } from '../kernel/index.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

/** What the appliance is told from outside, by the environment variables of VARIABLES. */
export interface Config {
  /** Absolute path. */
  readonly dataDir: string;
  readonly httpPort: number;
  /** An origin, `https://help.example.com`; undefined when the appliance is to take what it is asked under. */
  readonly publicUrl: string | undefined;
  readonly stunPort: number;
  readonly mediaPort: number;
  /** An IP address that browsers can reach. */
  readonly mediaAddress: string;
  /** Absolute path. */
  readonly recordingsDir: string;
  /** How many proxies in front of the appliance are believed about the client's address. */
  readonly trustedHops: number;
  /** `host` or `host:port` of push services beside those of the browsers' makers. */
  readonly pushServices: readonly string[];
  readonly logLevel: LogLevel;
}

/** Why the appliance cannot start as it was told to; `message` is one sentence. */
export class ConfigProblem extends StartProblem {
  override readonly name = 'ConfigProblem';
}

interface Variable<Value> {
  readonly name: string;
  /** What counts when the variable is not set, or empty. */
  readonly default: string;
  /** What is said of the default, where its value would say too little. */
  readonly defaultText?: string;
  readonly meaning: string;
  /** Ends the sentence "NAME is VALUE: it must be …". */
  readonly allowed: string;
  readonly schema: v.GenericSchema<string, Value>;
}

const PORT_ALLOWED = 'a whole number from 1 to 65535, or 0 for any free port';

const portSchema = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535));
const directorySchema = v.pipe(
  v.string(),
  v.maxLength(4_000),
  v.check((path) => !path.includes('\0')),
  v.transform((path) => resolve(path)),
);
const originSchema = v.pipe(
  v.string(),
  v.check((text) => text === '' || isOrigin(text)),
  v.transform((text) => (text === '' ? undefined : new URL(text).origin)),
);
const addressSchema = v.pipe(
  v.string(),
  v.check((text) => isIP(text) !== 0 && !/^[0:.]+$/.test(text)),
);

/** Every variable: what it is read by, and what --help and the README say of it. */
const VARIABLES: { readonly [Key in keyof Config]: Variable<Config[Key]> } = {
  dataDir: {
    name: 'HANDRAIL_DATA_DIR',
    default: './data',
    meaning: 'Directory of the database and of the claim URL; made when it is missing.',
    allowed: 'the path of a directory',
    schema: directorySchema,
  },
  httpPort: {
    name: 'HANDRAIL_HTTP_PORT',
    default: '8080',
    meaning: 'TCP port of the web pages.',
    allowed: PORT_ALLOWED,
    schema: portSchema,
  },
  publicUrl: {
    name: 'HANDRAIL_PUBLIC_URL',
    default: '',
    defaultText: 'the address the browser uses',
    meaning:
      'Where people reach the appliance, when a proxy gives it another name; https makes cookies secure.',
    allowed: 'an http or https address without a path, such as https://help.example.com',
    schema: originSchema,
  },
  stunPort: {
    name: 'HANDRAIL_STUN_PORT',
    default: '3478',
    meaning: 'UDP port of STUN.',
    allowed: PORT_ALLOWED,
    schema: portSchema,
  },
  mediaPort: {
    name: 'HANDRAIL_MEDIA_PORT',
    default: '40000',
    meaning: 'UDP and TCP port of the shared screens.',
    allowed: PORT_ALLOWED,
    schema: portSchema,
  },
  mediaAddress: {
    name: 'HANDRAIL_MEDIA_ADDRESS',
    default: machineAddress(networkInterfaces()),
    defaultText: "the machine's first IPv4 address that is not internal, else 127.0.0.1",
    meaning:
      'IP address of the media port as browsers reach it: the public one when the appliance is behind NAT.',
    allowed: 'an IPv4 or IPv6 address',
    schema: addressSchema,
  },
  recordingsDir: {
    name: 'HANDRAIL_RECORDINGS_DIR',
    default: './recordings',
    meaning: 'Directory of the recordings; made when it is missing.',
    allowed: 'the path of a directory',
    schema: directorySchema,
  },
  trustedHops: {
    name: 'HANDRAIL_TRUST_PROXY',
    default: '0',
    meaning:
      "Number of proxies in front whose X-Forwarded-For is believed; 0: the connection's own address counts.",
    allowed: 'a whole number from 0 to 10',
    schema: v.pipe(v.string(), v.regex(/^(\d|10)$/), v.transform(Number)),
  },
  pushServices: {
    name: 'HANDRAIL_PUSH_SERVICES',
    default: '',
    defaultText: 'those of Google, Mozilla, Apple and Microsoft alone',
    meaning: 'Hosts of further push services that may call waiting customers, such as your own.',
    allowed: 'host names with a comma between them, each with its port unless that is 443',
    schema: v.pipe(
      v.string(),
      v.transform((text) => text.split(',').map((host) => host.trim().toLowerCase())),
      v.check((hosts) => hosts.length === 1 || !hosts.includes('')),
      v.transform((hosts) => hosts.filter((host) => host !== '')),
      v.check((hosts) =>
        hosts.every(
          (host) => /^[a-z0-9.-]{1,253}(?::\d{1,5})?$/.test(host) && URL.canParse(`https://${host}`),
        ),
      ),
    ),
  },
  logLevel: {
    name: 'HANDRAIL_LOG_LEVEL',
    default: 'info',
    meaning: 'The least important lines that are logged.',
    allowed: `one of ${LOG_LEVELS.join(', ')}`,
    schema: v.picklist(LOG_LEVELS),
  },
};
const NAMES: ReadonlySet<string> = new Set(Object.values(VARIABLES).map(({ name }) => name));
/** Read by dev/setup.sh, not by the appliance. */
const OTHER_NAMES: ReadonlySet<string> = new Set(['HANDRAIL_WORKER_FROM_SOURCE']);

/**
 * The configuration, and a sentence for each variable that nobody reads. Raises ConfigProblem at the
 * first value that is not allowed.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): {
  readonly config: Config;
  readonly warnings: readonly string[];
} {
  const config: Config = {
    dataDir: read(VARIABLES.dataDir, environment),
    httpPort: read(VARIABLES.httpPort, environment),
    publicUrl: read(VARIABLES.publicUrl, environment),
    stunPort: read(VARIABLES.stunPort, environment),
    mediaPort: read(VARIABLES.mediaPort, environment),
    mediaAddress: read(VARIABLES.mediaAddress, environment),
    recordingsDir: read(VARIABLES.recordingsDir, environment),
    trustedHops: read(VARIABLES.trustedHops, environment),
    pushServices: read(VARIABLES.pushServices, environment),
    logLevel: read(VARIABLES.logLevel, environment),
  };
  apart(config, 'mediaPort', 'httpPort', 'TCP');
  apart(config, 'mediaPort', 'stunPort', 'UDP');
  return { config, warnings: warningsOf(environment) };
}

function read<Value>(
  variable: Variable<Value>,
  environment: Readonly<Record<string, string | undefined>>,
): Value {
  const given = environment[variable.name];
  const parsed = v.safeParse(variable.schema, given === undefined || given === '' ? variable.default : given);
  if (!parsed.success) {
    throw new ConfigProblem(`${variable.name} is ${quoted(given ?? '')}: it must be ${variable.allowed}.`);
  }
  return parsed.output;
}

function apart(config: Config, one: 'mediaPort', other: 'httpPort' | 'stunPort', protocol: string): void {
  if (config[one] !== 0 && config[one] === config[other]) {
    throw new ConfigProblem(
      `${VARIABLES[one].name} is "${config[one]}", which is ${VARIABLES[other].name} too: both use ${protocol}, so they must differ.`,
    );
  }
}

function warningsOf(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('HANDRAIL_') && !NAMES.has(name) && !OTHER_NAMES.has(name))
    .sort()
    .map((name) => {
      const near = [...NAMES].find((known) => distance(known, name) <= 3);
      return `${quoted(name).slice(1, -1)} is set, but there is no such variable${near === undefined ? '.' : `: did you mean ${near}?`}`;
    });
}

/** The lines that --help says of the environment. */
export function helpText(): string {
  const lines = Object.values(VARIABLES).map((variable) => {
    return `  ${variable.name}\n      ${variable.meaning}\n      Default: ${defaultOf(variable)}\n      Allowed: ${variable.allowed}`;
  });
  return `Environment variables; an empty one counts as not set.\n\n${lines.join('\n')}\n`;
}

/** The same as a table of Markdown, for the README. */
export function readmeTable(): string {
  const rows = Object.values(VARIABLES).map(
    (variable) => `| \`${variable.name}\` | ${defaultOf(variable)} | ${variable.meaning} |`,
  );
  return ['| variable | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

function defaultOf(variable: Variable<unknown>): string {
  return variable.defaultText ?? variable.default;
}

/**
 * Makes the directories that the appliance keeps things in, for its own user alone, and returns a
 * sentence for whatever is wrong with one but lets it start. Raises ConfigProblem when one cannot be used.
 */
export function prepareDirectories(config: Config): readonly string[] {
  makeDirectory(VARIABLES.dataDir.name, config.dataDir);
  makeDirectory(VARIABLES.recordingsDir.name, config.recordingsDir);
  return (statSync(config.dataDir).mode & 0o077) === 0
    ? []
    : [`${config.dataDir} can be entered by other users of this machine: chmod 700 keeps them out.`];
}

function makeDirectory(name: string, path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (thrown) {
    const why = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
    throw new ConfigProblem(
      `${name} is ${quoted(path)}, which cannot be used (${why}): it must be a directory that this user may write to.`,
      { cause: thrown },
    );
  }
}

/** The first address that other machines may know this one by; bridges of containers come last. */
export function machineAddress(
  interfaces: Readonly<
    Record<
      string,
      readonly { readonly address: string; readonly family: string; readonly internal: boolean }[] | undefined
    >
  >,
): string {
  const found = Object.entries(interfaces)
    .flatMap(([name, addresses = []]) =>
      addresses.map(({ address, family, internal }) => ({ name, address, family, internal })),
    )
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    );
  return (
    (found.find(({ name }) => !/^(docker|br-|veth|virbr)/.test(name)) ?? found[0])?.address ?? '127.0.0.1'
  );
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  return (
    url !== null &&
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.href === `${url.origin}/` &&
    // The parser forgives white space and back slashes; a person who wrote them meant something else.
    /^https?:\/\/[^\s\\?#@]+$/i.test(text)
  );
}

/** Fit for a terminal: one line, not endless. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}

/** Letters to change, add, leave out or exchange to get from one name to the other (optimal string alignment). */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(
        at(rows, row - 1, column) + 1,
        (line[column - 1] ?? 0) + 1,
        at(rows, row - 1, column - 1) + same,
      );
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, at(rows, row - 2, column - 2) + 1);
      }
      line.push(least);
    }
    rows.push(line);
  }
  return at(rows, one.length, other.length);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? 0;
}
