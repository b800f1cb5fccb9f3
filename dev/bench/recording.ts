/**
 * What one recorded second costs, in CPU time of the appliance and its ffmpeg, against an ffmpeg that
 * reads the relay's RTP by itself; whether every relayed packet is in the file with 50 recordings at
 * once; how soon the first picture is in it; and what `kill -9` of ffmpeg leaves.
 *
 *   node dev/bench/recording.ts
 *
 * The senders are a process of their own and not counted, nor is the relay's worker, which does the
 * same for both. Contenders alternate; the first round is thrown away; ratios are medians of the
 * rounds. Ends by itself within two minutes.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMediasoupRelay, type MediasoupRoom } from '../../src/media/edge/mediasoup-relay.ts';
import { createLog } from '../../src/platform/log.ts';
import { systemClock, systemTimers } from '../../src/platform/clock.ts';
import { probe } from '../../src/recording/edge/ffmpeg.ts';
import { createRecorder } from '../../src/recording/edge/recorder.ts';
import type { Capture } from '../../src/recording/index.ts';
import { makeClip, type Clip } from '../../src/recording/testing/clip.ts';
import { PAYLOAD_TYPES, Sender } from '../../src/recording/testing/sender.ts';

const ROUNDS = 4;
const RECORDINGS = 8;
const MANY = 50;
const MEASURED_MS = 4_000;
const WARM_MS = 1_000;
const MANY_MS = 5_000;
const LOOPBACK = '127.0.0.1';
/** A desktop of 1280 × 720 at 1.5 Mbit/s. */
const clip = process.argv[2] === 'senders' ? undefined : makeClip('VP8', '1280x720', 1_500_000);
const FEEDBACK = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }];

/** The child: the clip to each port, each a little later than the other. */
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
    setTimeout(() => sender.start(port), (index * 33) % 1_000);
  }
  process.send?.('ready');
}

interface Picture {
  readonly producerId: string;
  readonly port: number;
}

async function compare(): Promise<void> {
  const log = createLog('silent');
  const directory = mkdtempSync(join(tmpdir(), 'handrail-bench-'));
  const relay = await createMediasoupRelay({
    port: 0,
    announcedAddresses: [LOOPBACK],
    clock: systemClock,
    timers: systemTimers(log),
    log,
  });
  const room = await relay.openRoom();
  const recorder = createRecorder(directory, log);
  let files = 0;
  try {
    const few = await pictures(room, RECORDINGS, 1_000);
    const fewSenders = await startSenders(few);
    const [ours, theirs] = [new Contest(), new Contest()];
    for (let round = 0; round < ROUNDS; round += 1) {
      await ours.measure(await begin(few));
      await theirs.measure(await byItself(few));
    }
    const [cost, baseline] = [ours.costMs(), theirs.costMs()];
    print('CPU a recorded second', `${cost.toFixed(2)} ms`, {
      baseline: `${baseline.toFixed(2)} ms, ffmpeg reading RTP by itself`,
      ratio: ours.ratioTo(theirs),
      goal: '≤ 1.00, and ≤ 3 % of a core (30 ms)',
    });
    print('first picture in the file', `${Math.round(ours.firstMs())} ms`, {
      baseline: `${Math.round(theirs.firstMs())} ms`,
      ratio: ours.firstMs() / theirs.firstMs(),
      goal: '≤ 0.50',
    });
    const kept = await killed(few);
    print('frames kept at kill -9 of ffmpeg', `${kept.lost.toFixed(1)} of ${kept.given} lost`, {
      baseline: `a minute has ${60 * 30}`,
      ratio: 1 - kept.lost / (60 * 30),
      goal: '≥ 0.99 of a minute',
    });
    fewSenders.disconnect();
    await once(fewSenders, 'exit');

    const many = await pictures(room, MANY, 1_000);
    const manySenders = await startSenders(many);
    const all = await begin(many);
    await sleep(MANY_MS);
    const figures = await all.end();
    manySenders.disconnect();
    print(
      `packets written of those relayed, ${MANY} recordings`,
      `${figures.written} of ${figures.relayed}`,
      {
        baseline: `${figures.recovered} asked for again`,
        ratio: figures.written / figures.relayed,
        goal: '≥ 0.999',
      },
    );
  } finally {
    await recorder.close();
    await relay.close();
    rmSync(directory, { recursive: true, force: true });
  }

  async function begin(from: readonly Picture[]): Promise<Recording<Written>> {
    const running = await Promise.all(
      from.map(async ({ producerId }) => {
        files += 1;
        const file = `bench/${files}.webm`;
        const beganMs = performance.now();
        const capture = await recorder.begin(file);
        const tap = await room.tap(producerId, capture.port);
        capture.onKeyFrameWanted(() => void tap.requestKeyFrame());
        await capture.expect(tap);
        await tap.resume();
        return { capture, tap, firstMs: firstBytes(join(directory, file), beganMs) };
      }),
    );
    return {
      firstMs: Promise.all(running.map(({ firstMs }) => firstMs)),
      cpuMs: () => cpuMsOf(directory),
      count: from.length,
      async end() {
        const written: Written = { relayed: 0, written: 0, recovered: 0 };
        await Promise.all(
          running.map(async ({ capture, tap }) => {
            const relayed = await tap.packetsSent();
            tap.close();
            await sleep(100);
            capture.finish();
            const { figures } = await capture.ended;
            written.relayed += relayed;
            // What was sent between the count and the end is in the file as well.
            written.written += Math.min(figures.packets, relayed);
            written.recovered += figures.recovered;
          }),
        );
        return written;
      },
    };
  }

  /** What is done without a recorder: one ffmpeg a picture, told by an SDP where its RTP comes. */
  async function byItself(from: readonly Picture[]): Promise<Recording<void>> {
    const running = await Promise.all(
      from.map(async ({ producerId }, index) => {
        files += 1;
        const path = join(directory, `${files}.webm`);
        const port = 20_000 + 2 * index;
        const beganMs = performance.now();
        const child = spawn('ffmpeg', sdpArguments(path), { stdio: ['pipe', 'ignore', 'ignore'] });
        child.stdin.end(sdp(port));
        const tap = await room.tap(producerId, port);
        await bound(port);
        await tap.resume();
        return { child, tap, firstMs: firstBytes(path, beganMs) };
      }),
    );
    return {
      firstMs: Promise.all(running.map(({ firstMs }) => firstMs)),
      cpuMs: () => cpuMsOf(directory),
      count: from.length,
      async end() {
        await Promise.all(
          running.map(async ({ child, tap }) => {
            tap.close();
            child.kill('SIGTERM');
            await once(child, 'exit');
          }),
        );
      },
    };
  }

  /** Kills every ffmpeg at a moment of its own and compares what it had been given with what is in the file. */
  async function killed(from: readonly Picture[]): Promise<{ lost: number; given: number }> {
    const losses: number[] = [];
    let given = 0;
    await Promise.all(
      from.map(async ({ producerId }, index) => {
        await sleep(index * 300);
        const file = `bench/killed-${index}.webm`;
        const path = join(directory, file);
        const capture: Capture = await recorder.begin(file);
        const tap = await room.tap(producerId, capture.port);
        await capture.expect(tap);
        await tap.resume();
        await sleep(4_000 + index * 137);
        for (const pid of ffmpegs(path)) {
          process.kill(pid, 'SIGKILL');
        }
        const { figures } = await capture.ended;
        tap.close();
        const { frames = 0 } = (await probe(path)) ?? {};
        given += figures.frames;
        losses.push(figures.frames - frames);
      }),
    );
    return { lost: losses.reduce((sum, each) => sum + each, 0) / losses.length, given };
  }
}

interface Written {
  relayed: number;
  written: number;
  recovered: number;
}

interface Recording<End> {
  readonly firstMs: Promise<readonly number[]>;
  readonly cpuMs: () => number;
  readonly count: number;
  readonly end: () => Promise<End>;
}

/** One contender's rounds. */
class Contest {
  readonly #costs: number[] = [];
  readonly #firsts: number[] = [];

  async measure(recording: Recording<unknown>): Promise<void> {
    await sleep(WARM_MS);
    const before = recording.cpuMs();
    const startedMs = performance.now();
    await sleep(MEASURED_MS);
    const seconds = (performance.now() - startedMs) / 1_000;
    this.#costs.push((recording.cpuMs() - before) / seconds / recording.count);
    this.#firsts.push(median(await recording.firstMs));
    await recording.end();
  }

  costMs(): number {
    return median(this.#costs.slice(1));
  }

  firstMs(): number {
    return median(this.#firsts.slice(1));
  }

  ratioTo(other: Contest): number {
    return median(this.#costs.slice(1).map((cost, round) => cost / (other.#costs[round + 1] ?? Number.NaN)));
  }
}

async function pictures(room: MediasoupRoom, count: number, firstSsrc: number): Promise<readonly Picture[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const transport = await room.router.createPlainTransport({
        listenInfo: { protocol: 'udp', ip: LOOPBACK },
        comedia: true,
      });
      const producer = await transport.produce({
        kind: 'video',
        rtpParameters: {
          codecs: [
            {
              mimeType: 'video/VP8',
              payloadType: PAYLOAD_TYPES.VP8,
              clockRate: 90_000,
              rtcpFeedback: FEEDBACK,
            },
          ],
          encodings: [{ ssrc: firstSsrc + index }],
        },
      });
      return { producerId: producer.id, port: transport.tuple.localPort };
    }),
  );
}

async function startSenders(to: readonly Picture[]): Promise<ChildProcess> {
  const child = fork(import.meta.filename, ['senders'], { serialization: 'advanced' });
  child.send({ clip: await clip, ports: to.map(({ port }) => port) });
  await once(child, 'message');
  await sleep(1_200);
  return child;
}

async function firstBytes(path: string, sinceMs: number): Promise<number> {
  while (performance.now() - sinceMs < WARM_MS + MEASURED_MS) {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0) {
      break;
    }
    await sleep(5);
  }
  return performance.now() - sinceMs;
}

function sdp(port: number): string {
  return [
    'v=0',
    `o=- 0 0 IN IP4 ${LOOPBACK}`,
    's=-',
    `c=IN IP4 ${LOOPBACK}`,
    't=0 0',
    `m=video ${port} RTP/AVPF ${PAYLOAD_TYPES.VP8}`,
    `a=rtpmap:${PAYLOAD_TYPES.VP8} VP8/90000`,
    '',
  ].join('\r\n');
}

function sdpArguments(path: string): readonly string[] {
  const words =
    '-loglevel error -nostats -protocol_whitelist pipe,udp,rtp -buffer_size 4000000 -f sdp -i pipe:0 -c copy -f webm -cluster_time_limit 500 -flush_packets 1 -y';
  return [...words.split(' '), `file:${path}`];
}

/** Waits until somebody listens on this UDP port. */
async function bound(port: number): Promise<void> {
  const hex = `:${port.toString(16).toUpperCase().padStart(4, '0')} `;
  for (let look = 0; look < 400 && !readFileSync('/proc/net/udp', 'utf8').includes(hex); look += 1) {
    await sleep(5);
  }
}

/** Of this process and of every ffmpeg that writes below this folder. */
function cpuMsOf(directory: string): number {
  return [process.pid, ...ffmpegs(directory)].reduce((sum, pid) => sum + cpuMs(pid), 0);
}

/** Linux counts a process in hundredths of a second, but its threads in nanoseconds. */
function cpuMs(pid: number): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, task) => {
    const [ns = '0'] = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ');
    return sum + Number(ns) / 1e6;
  }, 0);
}

function ffmpegs(path: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandLine(pid).startsWith('ffmpeg') && commandLine(pid).includes(path));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function print(
  what: string,
  figure: string,
  { baseline, ratio, goal }: { readonly baseline: string; readonly ratio: number; readonly goal: string },
): void {
  console.log(`  ${what}: ${figure} (${baseline}), ratio ${ratio.toFixed(3)}, goal ${goal}`);
}

if (process.argv[2] === 'senders') {
  process.once('message', (message) => void send(message as Parameters<typeof send>[0]));
  process.on('disconnect', () => process.exit(0));
} else {
  await compare();
}
