/**
 * What a session costs the relay's worker: one picture of 1.5 Mbit/s comes in encrypted, goes on to
 * one viewer encrypted and to the recorder on loopback. In CPU time of the worker, for the two
 * encryptions that browsers offer.
 *
 *   node dev/bench/relay.ts [--against=WORKER]
 *
 * `--against` names another worker binary, which is measured the same way in turn with ours. The
 * pictures are encrypted by a worker of their own, which is not counted. Contenders alternate; the
 * first round is thrown away; figures are medians of the rounds. Ends by itself within a minute or two.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createWorker, type types } from 'mediasoup';
import { makeClip, type Clip } from '../../src/recording/testing/clip.ts';
import { PAYLOAD_TYPES, Sender } from '../../src/recording/testing/sender.ts';

const SESSIONS = 20;
const ROUNDS = 3;
const WARM_MS = 1_000;
const MEASURED_MS = 4_000;
/** 1.5 Mbit/s in packets of 1,100 bytes. */
const LEAST_PACKETS = 150;
const LOOPBACK = '127.0.0.1';
/** design/performance.md: a stock worker on Debian's libsrtp2 on such a machine. */
const STOCK_MS = 9.1;
const SUITES = ['AEAD_AES_128_GCM', 'AES_CM_128_HMAC_SHA1_80'] as const;
/** A desktop of 1280 × 720 at 1.5 Mbit/s. */
const clip = process.argv[2] === 'senders' ? undefined : makeClip('VP8', '1280x720', 1_500_000);
type Suite = (typeof SUITES)[number];
const SECRET_BYTES: Readonly<Record<Suite, number>> = {
  AEAD_AES_128_GCM: 28,
  AES_CM_128_HMAC_SHA1_80: 30,
};
const CODEC = { mimeType: 'video/VP8', clockRate: 90_000 } as const;
const FEEDBACK = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }];
const CAPABILITIES: types.RtpCapabilities = {
  codecs: [{ kind: 'video', ...CODEC, preferredPayloadType: PAYLOAD_TYPES.VP8, rtcpFeedback: FEEDBACK }],
};

async function compare(): Promise<void> {
  const { values } = parseArgs({ options: { against: { type: 'string' } } });
  const ours = join(import.meta.dirname, '../../build/mediasoup-worker');
  const contenders = SUITES.flatMap((suite) => [
    { name: `ours, ${suite}`, suite, workerBin: ours, costs: [] as number[] },
    ...(values.against === undefined
      ? []
      : [{ name: `${values.against}, ${suite}`, suite, workerBin: values.against, costs: [] as number[] }]),
  ]);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of contenders) {
      contender.costs.push(await cost(contender.workerBin, contender.suite));
    }
  }
  for (const { name, costs } of contenders) {
    const ms = median(costs.slice(1));
    console.log(
      `  ${name}: ${ms.toFixed(2)} ms a session and second (stock ${STOCK_MS} ms), ratio ${(ms / STOCK_MS).toFixed(2)}, goal ≤ 0.55`,
    );
  }
}

/** Milliseconds of CPU that the worker spends a second on each of the sessions. */
async function cost(workerBin: string, suite: Suite): Promise<number> {
  const sending = await createWorker({ workerBin, logLevel: 'none' });
  const relaying = await createWorker({ workerBin, logLevel: 'none' });
  const sink = await openSink();
  const mediaCodecs = [{ kind: 'video' as const, ...CODEC, preferredPayloadType: PAYLOAD_TYPES.VP8 }];
  const into = await sending.createRouter({ mediaCodecs });
  const through = await relaying.createRouter({ mediaCodecs });
  const sessions = await Promise.all(
    Array.from({ length: SESSIONS }, (_, index) =>
      session(into, through, suite, sink.address().port, 1_000 + index),
    ),
  );
  const senders = await startSenders(sessions.map(({ port }) => port));
  await sleep(WARM_MS);
  const packetsBefore = await packetsOf(sessions);
  const before = cpuMs(relaying.pid);
  const startedMs = performance.now();
  await sleep(MEASURED_MS);
  const seconds = (performance.now() - startedMs) / 1_000;
  const spentMs = cpuMs(relaying.pid) - before;
  const packets = ((await packetsOf(sessions)) - packetsBefore) / seconds / SESSIONS;
  if (packets < LEAST_PACKETS) {
    throw new Error(`only ${Math.round(packets)} packets a second reached each viewer`);
  }
  senders.disconnect();
  await once(senders, 'exit');
  await Promise.all(
    [sending, relaying].map((worker) => {
      const closed = once(worker as unknown as NodeJS.EventEmitter, 'subprocessclose');
      worker.close();
      return closed;
    }),
  );
  sink.close();
  return spentMs / seconds / SESSIONS;
}

interface Session {
  /** Where the picture is sent. */
  readonly port: number;
  readonly viewer: types.Consumer;
}

async function packetsOf(sessions: readonly Session[]): Promise<number> {
  const counts = await Promise.all(
    sessions.map(async ({ viewer }) => {
      const stats = await viewer.getStats();
      return stats.find(({ type }) => type === 'outbound-rtp')?.packetCount ?? 0;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function session(
  into: types.Router,
  through: types.Router,
  suite: Suite,
  sinkPort: number,
  ssrc: number,
): Promise<Session> {
  const plain = await into.createPlainTransport({ listenInfo: listenInfo(), comedia: true });
  const source = await plain.produce({ kind: 'video', rtpParameters: rtpParameters(ssrc) });
  const encrypting = await into.createPlainTransport({
    listenInfo: listenInfo(),
    enableSrtp: true,
    srtpCryptoSuite: suite,
  });
  const decrypting = await through.createPlainTransport({
    listenInfo: listenInfo(),
    enableSrtp: true,
    srtpCryptoSuite: suite,
  });
  await joined(encrypting, decrypting);
  const sent = await encrypting.consume({
    producerId: source.id,
    rtpCapabilities: CAPABILITIES,
    enableRtx: true,
  });
  const producer = await decrypting.produce({ kind: 'video', rtpParameters: sent.rtpParameters });

  const viewing = await through.createPlainTransport({
    listenInfo: listenInfo(),
    enableSrtp: true,
    srtpCryptoSuite: suite,
  });
  await viewing.connect({ ip: LOOPBACK, port: sinkPort, srtpParameters: secret(suite) });
  const viewer = await viewing.consume({
    producerId: producer.id,
    rtpCapabilities: CAPABILITIES,
    enableRtx: true,
  });
  const recorder = await through.createPlainTransport({ listenInfo: listenInfo() });
  await recorder.connect({ ip: LOOPBACK, port: sinkPort });
  await recorder.consume({ producerId: producer.id, rtpCapabilities: CAPABILITIES, enableRtx: true });
  return { port: plain.tuple.localPort, viewer };
}

async function joined(one: types.PlainTransport, other: types.PlainTransport): Promise<void> {
  await one.connect({ ip: LOOPBACK, port: other.tuple.localPort, srtpParameters: given(other) });
  await other.connect({ ip: LOOPBACK, port: one.tuple.localPort, srtpParameters: given(one) });
}

function given({ srtpParameters }: types.PlainTransport): types.SrtpParameters {
  if (srtpParameters === undefined) {
    throw new Error('a transport without encryption');
  }
  return srtpParameters;
}

function secret(suite: Suite): types.SrtpParameters {
  return { cryptoSuite: suite, keyBase64: randomBytes(SECRET_BYTES[suite]).toString('base64') };
}

function listenInfo(): types.TransportListenInfo {
  return { protocol: 'udp', ip: LOOPBACK };
}

function rtpParameters(ssrc: number): types.RtpParameters {
  return {
    codecs: [{ ...CODEC, payloadType: PAYLOAD_TYPES.VP8, rtcpFeedback: FEEDBACK }],
    encodings: [{ ssrc }],
  };
}

/** Where everything goes and nobody reads it: the kernel drops what is too much. */
async function openSink(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, LOOPBACK);
  await once(socket, 'listening');
  return socket;
}

async function startSenders(ports: readonly number[]): Promise<ChildProcess> {
  const child = fork(import.meta.filename, ['senders'], { serialization: 'advanced' });
  child.send({ clip: await clip, ports });
  await once(child, 'message');
  return child;
}

/** The child: the clip to each port. */
async function send({
  clip,
  ports,
}: {
  readonly clip: Clip;
  readonly ports: readonly number[];
}): Promise<void> {
  for (const [index, port] of ports.entries()) {
    const sender = new Sender(clip, 1_000 + index);
    await sender.open();
    sender.start(port);
  }
  process.send?.('ready');
}

function cpuMs(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => {
    const [ns = '0'] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
    return sum + Number(ns) / 1e6;
  }, 0);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

if (process.argv[2] === 'senders') {
  process.once('message', (message) => void send(message as Parameters<typeof send>[0]));
  process.on('disconnect', () => process.exit(0));
} else {
  await compare();
}
