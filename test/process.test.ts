import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { statSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import test from 'ava';
import { RunningAppliance, until } from './running-appliance.ts';

const MAIN = join(import.meta.dirname, '../src/main.ts');

/** Runs the program to its end. Not synchronously: the tests beside it have processes of their own to listen to. */
async function run(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = await ended;
  return { status, stdout, stderr };
}

test('it says when it is ready, how it is, and closes within five seconds', async (t) => {
  await using appliance = await RunningAppliance.start();
  const response = await fetch(`${appliance.url}/healthz`);
  t.is(response.status, 200);
  t.like(await response.json(), {
    status: 'ok',
    database: { ok: true },
    relay: { ok: true },
    stun: { ok: true },
  });
  t.true((await appliance.stop()) < 5_000);
  for (const line of appliance.output.split('\n').filter((each) => each.startsWith('{'))) {
    t.notThrows(() => JSON.parse(line), line);
  }
});

test('the claim link is on the terminal and in a file for its owner only, and not in the log', async (t) => {
  await using appliance = await RunningAppliance.start();
  const link = await appliance.claimUrl();
  t.regex(link, /\/login\/setup\?claim=[A-Za-z0-9_-]{43}$/);
  t.is(statSync(join(appliance.dataDir, 'claim-url')).mode & 0o777, 0o600);
  t.true(appliance.output.includes(link));
  const claim = link.split('claim=')[1] ?? '';
  await fetch(link);
  t.false(
    appliance.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .some((line) => line.includes(claim)),
  );
});

test('the database is for its owner only, and a second appliance is kept off it', async (t) => {
  await using appliance = await RunningAppliance.start();
  t.is(statSync(join(appliance.dataDir, 'handrail.sqlite')).mode & 0o077, 0);
  const second = await run([], { HANDRAIL_DATA_DIR: appliance.dataDir, HANDRAIL_HTTP_PORT: '0' });
  t.is(second.status, 1);
  t.regex(second.stderr, /Another Handrail is running/);
});

test('a port that is taken is named in one sentence', async (t) => {
  await using appliance = await RunningAppliance.start();
  await appliance.stop();
  const environment = {
    HANDRAIL_DATA_DIR: appliance.dataDir,
    HANDRAIL_RECORDINGS_DIR: appliance.recordingsDir,
    HANDRAIL_HTTP_PORT: '0',
    HANDRAIL_STUN_PORT: '0',
    HANDRAIL_MEDIA_PORT: '0',
  };
  const tcp = createServer().listen(0);
  await once(tcp, 'listening');
  const { port } = tcp.address() as { port: number };
  for (const [name, taken] of [
    ['HANDRAIL_HTTP_PORT', port],
    ['HANDRAIL_MEDIA_PORT', port],
  ] as const) {
    const refused = await run([], { ...environment, [name]: String(taken) });
    t.is(refused.status, 1, refused.stdout);
    t.true(refused.stderr.includes(String(taken)), refused.stderr);
    t.false(refused.stderr.includes('    at '), `a stack trace: ${refused.stderr}`);
  }
  tcp.close();
  const udp = createSocket('udp4').bind(0);
  await once(udp, 'listening');
  const refused = await run([], { ...environment, HANDRAIL_STUN_PORT: String(udp.address().port) });
  t.is(refused.status, 1);
  t.true(refused.stderr.includes(String(udp.address().port)), refused.stderr);
  udp.close();
});

test('a wrong setting stops the start with the variable, the value and what is allowed', async (t) => {
  for (const [name, value] of Object.entries({
    HANDRAIL_HTTP_PORT: 'eighty',
    HANDRAIL_STUN_PORT: '70000',
    HANDRAIL_MEDIA_ADDRESS: 'example.com; id',
    HANDRAIL_PUBLIC_URL: 'ftp://example.com',
    HANDRAIL_TRUST_PROXY: '-1',
    HANDRAIL_LOG_LEVEL: 'loud',
  })) {
    const { status, stderr } = await run([], { [name]: value });
    t.is(status, 1, name);
    t.true(stderr.includes(name) && stderr.includes(value), stderr);
    t.is(stderr.trim().split('\n').length, 1, stderr);
  }
});

test('--help lists every variable, and the README has the same table', async (t) => {
  const { status, stdout } = await run(['--help'], {});
  t.is(status, 0);
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  for (const name of [
    'HANDRAIL_DATA_DIR',
    'HANDRAIL_HTTP_PORT',
    'HANDRAIL_PUBLIC_URL',
    'HANDRAIL_STUN_PORT',
    'HANDRAIL_MEDIA_PORT',
    'HANDRAIL_MEDIA_ADDRESS',
    'HANDRAIL_RECORDINGS_DIR',
    'HANDRAIL_TRUST_PROXY',
    'HANDRAIL_LOG_LEVEL',
  ]) {
    t.true(stdout.includes(name), name);
    t.true(readme.includes(`\`${name}\``), `README: ${name}`);
  }
});

test('verify-journal says that it is whole, also while the appliance runs', async (t) => {
  await using appliance = await RunningAppliance.start();
  const { status, stdout } = await run(['verify-journal'], { HANDRAIL_DATA_DIR: appliance.dataDir });
  t.is(status, 0, stdout);
});

test('a crashed relay is started again and said to be down meanwhile', async (t) => {
  await using appliance = await RunningAppliance.start();
  const worker = /"workerPid":(\d+)/.exec(appliance.output)?.[1];
  t.truthy(worker);
  process.kill(Number(worker), 'SIGKILL');
  await until('the relay to be up again', async () => {
    const pids = [...appliance.output.matchAll(/"workerPid":(\d+)/g)].map(([, pid]) => pid);
    return new Set(pids).size > 1 && (await fetch(`${appliance.url}/healthz`)).status === 200;
  });
  t.is((await fetch(`${appliance.url}/login`)).status, 200);
});
