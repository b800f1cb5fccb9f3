import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import {
  ConfigProblem,
  helpText,
  machineAddress,
  prepareDirectories,
  readConfig,
  readmeTable,
} from './config.ts';

function temporaryDirectory(t: ExecutionContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'handrail-config-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('an empty environment gives the defaults, and so does one of empty variables', (t) => {
  const { config, warnings } = readConfig({ PATH: '/bin' });
  t.deepEqual(
    { ...config, mediaAddress: '' },
    {
      dataDir: resolve('data'),
      httpPort: 8080,
      publicUrl: undefined,
      stunPort: 3478,
      mediaPort: 40_000,
      mediaAddress: '',
      recordingsDir: resolve('recordings'),
      trustedHops: 0,
      pushServices: [],
      logLevel: 'info',
    },
  );
  t.regex(config.mediaAddress, /^\d+\.\d+\.\d+\.\d+$/);
  t.deepEqual(warnings, []);
  t.deepEqual(
    readConfig({ HANDRAIL_HTTP_PORT: '', HANDRAIL_DATA_DIR: '', HANDRAIL_LOG_LEVEL: '' }).config,
    config,
  );
});

test('each variable is read', (t) => {
  const { config } = readConfig({
    HANDRAIL_DATA_DIR: '/srv/handrail/../data',
    HANDRAIL_HTTP_PORT: '0',
    HANDRAIL_PUBLIC_URL: 'https://Help.example.com:443/',
    HANDRAIL_STUN_PORT: '3479',
    HANDRAIL_MEDIA_PORT: '65535',
    HANDRAIL_MEDIA_ADDRESS: '2001:db8::1',
    HANDRAIL_RECORDINGS_DIR: 'here',
    HANDRAIL_TRUST_PROXY: '10',
    HANDRAIL_PUSH_SERVICES: 'push.Example.com, localhost:8443',
    HANDRAIL_LOG_LEVEL: 'silent',
  });
  t.deepEqual(config, {
    dataDir: '/srv/data',
    httpPort: 0,
    publicUrl: 'https://help.example.com',
    stunPort: 3479,
    mediaPort: 65_535,
    mediaAddress: '2001:db8::1',
    recordingsDir: resolve('here'),
    trustedHops: 10,
    pushServices: ['push.example.com', 'localhost:8443'],
    logLevel: 'silent',
  });
});

const refused = {
  HANDRAIL_DATA_DIR: ['a\0b', 'x'.repeat(4_001)],
  HANDRAIL_HTTP_PORT: ['http', '-1', '65536', '80.5', '8080 ', '0x50', '1e3', '٣'],
  HANDRAIL_PUBLIC_URL: [
    'help.example.com',
    'ftp://help.example.com',
    'https://help.example.com/path',
    'https://help.example.com/?x',
    'https://help.example.com/#',
    'https://name:word@help.example.com',
    'https://help.example.com\\',
    ' https://help.example.com',
    'javascript:alert(1)',
    'https://',
  ],
  HANDRAIL_STUN_PORT: ['99999'],
  HANDRAIL_MEDIA_PORT: ['a'],
  HANDRAIL_MEDIA_ADDRESS: ['help.example.com', '0.0.0.0', '::', '10.0.0', '10.0.0.256', '10.0.0.1/8'],
  HANDRAIL_RECORDINGS_DIR: ['\0'],
  HANDRAIL_TRUST_PROXY: ['11', 'true', '-1', '1.0'],
  HANDRAIL_PUSH_SERVICES: ['https://push.example.com', 'a b', 'a,,b', 'x/y', '*.example.com', 'a:99999', ','],
  HANDRAIL_LOG_LEVEL: ['INFO', 'trace', 'verbose'],
};

test('a value that is not allowed is told in one sentence, with its variable and what is allowed', (t) => {
  for (const [name, values] of Object.entries(refused)) {
    for (const value of values) {
      const problem = t.throws(
        () => readConfig({ [name]: value }),
        { instanceOf: ConfigProblem },
        `${name}=${value}`,
      );
      const shown = JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
      t.true(problem?.message.startsWith(`${name} is ${shown}: it must be `), problem?.message);
      t.true(problem?.message.endsWith('.') && !problem.message.includes('\n'));
    }
  }
  t.is(
    t.throws(() => readConfig({ HANDRAIL_HTTP_PORT: 'http' }))?.message,
    'HANDRAIL_HTTP_PORT is "http": it must be a whole number from 1 to 65535, or 0 for any free port.',
  );
});

test('two ports that would collide are told; the same number for TCP and UDP is not a collision', (t) => {
  t.is(
    t.throws(() => readConfig({ HANDRAIL_MEDIA_PORT: '8080' }), { instanceOf: ConfigProblem })?.message,
    'HANDRAIL_MEDIA_PORT is "8080", which is HANDRAIL_HTTP_PORT too: both use TCP, so they must differ.',
  );
  t.throws(() => readConfig({ HANDRAIL_MEDIA_PORT: '3478' }), {
    message: /HANDRAIL_STUN_PORT too: both use UDP/,
  });
  t.notThrows(() => readConfig({ HANDRAIL_HTTP_PORT: '3478' }));
  t.notThrows(() =>
    readConfig({ HANDRAIL_HTTP_PORT: '0', HANDRAIL_MEDIA_PORT: '0', HANDRAIL_STUN_PORT: '0' }),
  );
});

test('a variable that nobody reads is named, with the one that was probably meant', (t) => {
  const { warnings } = readConfig({
    HANDRAIL_HTTP_PROT: '80',
    HANDRAIL_COLOUR: 'blue',
    HANDRAIL_WORKER_FROM_SOURCE: '1',
    OTHER_HTTP_PROT: '80',
  });
  t.deepEqual(warnings, [
    'HANDRAIL_COLOUR is set, but there is no such variable.',
    'HANDRAIL_HTTP_PROT is set, but there is no such variable: did you mean HANDRAIL_HTTP_PORT?',
  ]);
});

test('the help and the table for the README tell of every variable', (t) => {
  for (const name of Object.keys(refused)) {
    t.true(helpText().includes(`  ${name}\n`));
    t.true(readmeTable().includes(`| \`${name}\` | `));
  }
});

test('the address to announce is the first that is not internal, containers last', (t) => {
  const lo = [{ address: '127.0.0.1', family: 'IPv4', internal: true }];
  const docker0 = [{ address: '172.17.0.1', family: 'IPv4', internal: false }];
  const eth0 = [
    { address: 'fe80::1', family: 'IPv6', internal: false },
    { address: '192.0.2.7', family: 'IPv4', internal: false },
  ];
  t.is(machineAddress({ lo, docker0, eth0 }), '192.0.2.7');
  t.is(machineAddress({ lo, docker0 }), '172.17.0.1');
  t.is(machineAddress({ lo, eth1: undefined }), '127.0.0.1');
});

test('directories are made for their owner alone; what cannot be one is told', (t) => {
  const base = temporaryDirectory(t);
  const { config } = readConfig({
    HANDRAIL_DATA_DIR: join(base, 'a', 'data'),
    HANDRAIL_RECORDINGS_DIR: join(base, 'recordings'),
  });
  t.deepEqual(prepareDirectories(config), []);
  t.is(statSync(config.dataDir).mode & 0o777, 0o700);
  t.is(statSync(config.recordingsDir).mode & 0o777, 0o700);
  chmodSync(config.dataDir, 0o755);
  t.regex(prepareDirectories(config)[0] ?? '', /data can be entered by other users of this machine/);
  const file = join(base, 'file');
  writeFileSync(file, '');
  const problem = t.throws(() => prepareDirectories({ ...config, recordingsDir: join(file, 'below') }), {
    instanceOf: ConfigProblem,
  });
  t.regex(
    problem?.message ?? '',
    /^HANDRAIL_RECORDINGS_DIR is ".*", which cannot be used \(ENOTDIR\): it must be a directory/,
  );
});
