import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import * as v from 'valibot';
import { Fault } from '../../kernel/index.ts';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { SeededRandom } from '../../kernel/testing/seeded-random.ts';
import { systemClock, systemTimers } from '../../platform/clock.ts';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from '../rtc.ts';
import {
  CHROMIUM_CAPABILITIES,
  chromiumRtpParameters,
  relayContract,
  SOME_FINGERPRINT,
} from '../testing/contract.ts';
import { createMediasoupRelay, type MediasoupRelay } from './mediasoup-relay.ts';

async function realRelay(port = 0): Promise<MediasoupRelay> {
  const log = new MemoryLog();
  return createMediasoupRelay({
    port,
    announcedAddresses: ['127.0.0.1'],
    clock: systemClock,
    timers: systemTimers(log),
    log,
  });
}

relayContract(test, 'mediasoup', async () => {
  const relay = await realRelay();
  return {
    relay,
    die() {
      process.kill(relay.workerPid ?? 0, 'SIGKILL');
    },
  };
});

test('a taken port is told by name and number', async (t) => {
  const other = createSocket('udp4');
  await new Promise<void>((resolve) => other.bind(0, '0.0.0.0', resolve));
  t.teardown(() => other.close());
  const { port } = other.address();
  const problem = await t.throwsAsync(realRelay(port));
  t.is(
    problem?.message,
    `HANDRAIL_MEDIA_PORT: port ${port} (UDP and TCP) cannot be used, something else listens there.`,
  );
});

test('a port that is still being given back is waited for', async (t) => {
  const other = createSocket('udp4');
  await new Promise<void>((resolve) => other.bind(0, '0.0.0.0', resolve));
  const starting = realRelay(other.address().port);
  setTimeout(() => other.close(), 500);
  const relay = await starting;
  t.teardown(() => relay.close());
  t.deepEqual(relay.health(), { ok: true });
});

test('browsers are told one port, by UDP first and by TCP', async (t) => {
  const relay = await realRelay();
  t.teardown(() => relay.close());
  const { opened } = await (await relay.openRoom()).openTransport();
  const candidates = opened.iceCandidates.map(({ protocol, ip, tcpType }) => ({ protocol, ip, tcpType }));
  t.deepEqual(candidates, [
    { protocol: 'udp', ip: '127.0.0.1', tcpType: undefined },
    { protocol: 'tcp', ip: '127.0.0.1', tcpType: 'passive' },
  ]);
  const [udp, tcp] = opened.iceCandidates.map((candidate) => Number(candidate['priority']));
  t.true((udp ?? 0) > (tcp ?? 0));
});

test('pages are told of the extensions that show how old a picture is and how long it may wait', async (t) => {
  const relay = await realRelay();
  t.teardown(() => relay.close());
  const { opened } = await (await relay.openRoom()).openTransport();
  const extensions = JSON.stringify(opened.routerRtpCapabilities);
  t.true(extensions.includes('rtp-hdrext/abs-capture-time'));
  t.true(extensions.includes('rtp-hdrext/playout-delay'));
  t.true(extensions.includes('transport-wide-cc'));
});

test('a signal to this process does not end the worker before its turn', async (t) => {
  const before = process.listenerCount('SIGTERM');
  const relay = await realRelay();
  t.teardown(() => relay.close());
  t.is(process.listenerCount('SIGTERM'), before);
});

test('closing ends the worker', async (t) => {
  const relay = await realRelay();
  const { workerPid } = relay;
  t.not(workerPid, undefined);
  await relay.close();
  t.throws(() => process.kill(workerPid ?? 0, 0), { code: 'ESRCH' });
  t.false(relay.health().ok);
});

test('kill -9 of the appliance ends the worker as well', async (t) => {
  const script = fileURLToPath(new URL('../testing/relay-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const workerPid = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(Number(text))),
  );
  t.notThrows(() => process.kill(workerPid, 0));
  child.kill('SIGKILL');
  const deadlineMs = performance.now() + 5_000;
  while (isRunning(workerPid) && performance.now() < deadlineMs) {
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
  t.false(isRunning(workerPid));
});

function isRunning(pid: number): boolean {
  try {
    // A process that has ended but was not waited for yet has no command line.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

test('a worker that hangs is killed and replaced', async (t) => {
  const time = new FakeTime();
  const log = new MemoryLog();
  const relay = await createMediasoupRelay({
    port: 0,
    announcedAddresses: ['127.0.0.1'],
    clock: time,
    timers: time,
    log,
  });
  t.teardown(() => relay.close());
  const hung = relay.workerPid ?? 0;
  process.kill(hung, 'SIGSTOP');
  const lost = new Promise<void>((resolve) => relay.onLost(resolve));
  const returned = new Promise<void>((resolve) => relay.onReturned(resolve));
  // The first watch asked when the worker started and may have been answered; two more cannot be.
  time.advance(15_000);
  await lost;
  time.advance(0);
  await returned;
  t.not(relay.workerPid, hung);
  t.true(log.lines.some(({ message }) => message.includes('does not answer')));
});

test('parameters that a page made up end in a refusal, never in the end of the worker', async (t) => {
  const relay = await realRelay();
  t.teardown(() => relay.close());
  const { workerPid } = relay;
  const random = new SeededRandom(20_261_121);
  const room = await relay.openRoom();
  let refused = 0;
  let accepted = 0;
  for (let round = 0; round < 400; round += 1) {
    const transport = await room.openTransport();
    const parameters = mutated(chromiumRtpParameters(10_000 + round * 4), random);
    const parsed = v.safeParse(rtpParametersSchema, parameters);
    const capabilities = v.safeParse(rtpCapabilitiesSchema, mutated(CHROMIUM_CAPABILITIES, random));
    const fingerprint = v.safeParse(dtlsParametersSchema, mutated(SOME_FINGERPRINT, random));
    const attempts: (() => Promise<unknown>)[] = [
      ...(parsed.success
        ? [
            async () => {
              const producer = await transport.produce(parsed.output);
              const viewer = await room.openTransport();
              const tap = await room.tap(producer.id, 9);
              await tap.resume();
              if (capabilities.success) {
                await (await viewer.consume(producer.id, capabilities.output)).resume();
              }
            },
          ]
        : []),
      ...(fingerprint.success ? [() => transport.connect(fingerprint.output)] : []),
    ];
    for (const attempt of attempts) {
      try {
        await attempt();
        accepted += 1;
      } catch (thrown) {
        t.true(thrown instanceof Fault && thrown.code !== 'internal', String(thrown));
        refused += 1;
      }
    }
    transport.close();
  }
  t.is(relay.workerPid, workerPid);
  t.deepEqual(relay.health(), { ok: true });
  t.true(refused > 20 && accepted > 20, `${refused} refused, ${accepted} accepted`);
});

/** The same with a few leaves replaced by what a hostile page could write there. */
function mutated(original: unknown, random: SeededRandom): unknown {
  const copy = structuredClone(original);
  const leaves: (() => void)[] = [];
  collect(copy);
  for (let change = random.below(3); change >= 0; change -= 1) {
    leaves[random.below(leaves.length)]?.();
  }
  return copy;

  function collect(node: unknown): void {
    if (typeof node !== 'object' || node === null) {
      return;
    }
    const parent = node as Record<string, unknown>;
    for (const name of Object.keys(parent)) {
      leaves.push(() => {
        const alike = HOSTILE.filter((value) => typeof value === typeof parent[name]);
        const choice = random.below(8) === 0 || alike.length === 0 ? HOSTILE : alike;
        parent[name] = choice[random.below(choice.length)];
      });
      collect(parent[name]);
    }
  }
}

const HOSTILE: readonly unknown[] = [
  0,
  1,
  -1,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  1.5,
  '',
  'x'.repeat(200),
  '$(id)',
  'sha-1',
  'server',
  'nack',
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  'urn:3gpp:video-orientation',
  'L1T3',
  'video/VP8',
  '\u0000',
  'video/VP9',
  'video/rtx',
  'audio/opus',
  null,
  [],
  {},
  [{}],
  true,
  { __proto__: null, apt: 96 },
  97,
  255,
];
