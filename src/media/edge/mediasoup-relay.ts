import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createWorker, type types } from 'mediasoup';
import { Fault, StartProblem, type Clock, type Log, type Timers } from '../../kernel/index.ts';
import type { MediaConsumed, MediaOpened } from '../../protocol/index.ts';
import {
  MEDIA_LIMITS,
  PICTURE_CODECS,
  pictureCodec,
  RECORDER_CAPABILITIES,
  restartDelayMs,
  type PictureCodec,
} from '../plan.ts';
import type {
  PictureTap,
  Relay,
  RelayConsumer,
  RelayHealth,
  RelayProducer,
  RelayRoom,
  RelayTransport,
} from '../ports.ts';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '../rtc.ts';

export interface MediasoupOptions {
  /** One port, UDP and TCP, for all browsers. 0 takes any. */
  readonly port: number;
  /** What browsers are told: at most one address of each family. The relay listens on all of that family. */
  readonly announcedAddresses: readonly string[];
  /** Undefined: `build/mediasoup-worker` where `make setup` put one, else mediasoup's own choice. */
  readonly workerBin?: string | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** Key frames are large: whoever watches or records may not cause more of them than this. */
const KEY_FRAME_PAUSE_MS = 300;
/** The worker is asked for a sign of life this often and killed when it owes one for as long. */
const WATCH_MS = 5_000;
const CLOSE_MS = 2_000;
/**
 * The worker of an appliance that was killed holds the port until it notices. Whoever starts the
 * next one at once is made to wait for that, and for no longer.
 */
const PORT_WAIT_MS = 3_000;
const PORT_AGAIN_MS = 200;
const LOOPBACK = '127.0.0.1';
const TAP_SEND_BUFFER_BYTES = 4 * 1024 * 1024;
const BUILT_WORKER = fileURLToPath(new URL('../../../build/mediasoup-worker', import.meta.url));

type Running = {
  readonly state: 'running';
  readonly worker: types.Worker;
  readonly server: types.WebRtcServer;
};
type State = Running | { readonly state: 'starting' } | { readonly state: 'closed' };

/**
 * mediasoup behind the port: one worker process, restarted when it dies. Raises an Error with a
 * sentence when the port is taken or the worker does not start.
 */
export async function createMediasoupRelay(options: MediasoupOptions): Promise<MediasoupRelay> {
  const relay = new MediasoupRelay(options);
  await relay.start();
  return relay;
}

export class MediasoupRelay implements Relay {
  readonly #options: MediasoupOptions;
  readonly #log: Log;
  readonly #lost = new Set<() => void>();
  readonly #returned = new Set<() => void>();
  readonly #deathsAtMs: number[] = [];
  #state: State = { state: 'starting' };
  #watch: Disposable | undefined;
  #restart: Disposable | undefined;

  constructor(options: MediasoupOptions) {
    this.#options = options;
    this.#log = options.log;
  }

  async start(): Promise<void> {
    const { clock, timers, port } = this.#options;
    const giveUpAtMs = clock.monotonicMs() + PORT_WAIT_MS;
    for (;;) {
      try {
        await this.#begin();
        return;
      } catch (thrown) {
        if (!isPortTaken(thrown) || clock.monotonicMs() > giveUpAtMs) {
          this.#state = { state: 'closed' };
          throw portSentence(thrown, port);
        }
        await new Promise<void>((resolve) => void timers.after(PORT_AGAIN_MS, resolve));
      }
    }
  }

  async openRoom(): Promise<MediasoupRoom> {
    const running = this.#running();
    return ours(async () => {
      const router = await running.worker.createRouter({ mediaCodecs: [...PICTURE_CODECS] });
      return new MediasoupRoom(router, running.server);
    });
  }

  health(): RelayHealth {
    switch (this.#state.state) {
      case 'running':
        return { ok: true };
      case 'starting':
        return { ok: false, why: 'The relay is starting again.' };
      case 'closed':
        return { ok: false, why: 'The relay is closed.' };
      default:
        return this.#state satisfies never;
    }
  }

  onLost(listener: () => void): Disposable {
    return listened(this.#lost, listener);
  }

  onReturned(listener: () => void): Disposable {
    return listened(this.#returned, listener);
  }

  /** The worker's process, for measuring and for tests that kill it; undefined while there is none. */
  get workerPid(): number | undefined {
    return this.#state.state === 'running' ? this.#state.worker.pid : undefined;
  }

  async close(): Promise<void> {
    const before = this.#state;
    this.#state = { state: 'closed' };
    this.#watch?.[Symbol.dispose]();
    this.#restart?.[Symbol.dispose]();
    if (before.state === 'running') {
      await ended(before.worker, this.#options.timers);
    }
  }

  async #begin(): Promise<void> {
    const worker = await withoutSignals(() =>
      createWorker({ ...workerBin(this.#options.workerBin), logLevel: 'warn' }),
    );
    try {
      const server = await worker.createWebRtcServer({
        listenInfos: listenInfos(this.#options.port, this.#options.announcedAddresses),
      });
      if (worker.closed || this.#state.state === 'closed') {
        throw new Error('The relay ended while it was starting.');
      }
      const running: Running = { state: 'running', worker, server };
      this.#state = running;
      worker.on('died', (error) => this.#died(running, error));
      this.#watchOver(running);
      this.#log.info({ workerPid: worker.pid }, 'The relay is running.');
    } catch (thrown) {
      await ended(worker, this.#options.timers);
      throw thrown;
    }
  }

  #died(running: Running, error: Error): void {
    if (this.#state !== running) {
      return;
    }
    this.#log.error({ workerPid: running.worker.pid, err: error }, 'The relay died and is started again.');
    this.#state = { state: 'starting' };
    this.#watch?.[Symbol.dispose]();
    this.#lost.forEach((listener) => listener());
    this.#startAgain();
  }

  #startAgain(): void {
    const nowMs = this.#options.clock.monotonicMs();
    this.#deathsAtMs.push(nowMs);
    this.#deathsAtMs.splice(0, this.#deathsAtMs.length - 10);
    this.#restart = this.#options.timers.after(restartDelayMs(this.#deathsAtMs, nowMs), () => {
      this.#begin().then(
        () => this.#returned.forEach((listener) => listener()),
        (thrown: unknown) => {
          if (this.#state.state !== 'closed') {
            this.#log.error({ err: thrown }, 'The relay did not start; it is tried again.');
            this.#startAgain();
          }
        },
      );
    });
  }

  /** A worker that hangs is as lost as a dead one, and only a dead one is noticed. */
  #watchOver(running: Running): void {
    let answered = true;
    const watch = (): void => {
      if (this.#state !== running) {
        return;
      }
      if (!answered) {
        this.#log.error({ workerPid: running.worker.pid }, 'The relay does not answer and is killed.');
        kill(running.worker.pid);
        return;
      }
      answered = false;
      running.worker.getResourceUsage().then(
        () => {
          answered = true;
        },
        () => undefined,
      );
      this.#watch = this.#options.timers.after(WATCH_MS, watch);
    };
    watch();
  }

  #running(): Running {
    if (this.#state.state !== 'running') {
      throw new Fault('relay-down');
    }
    return this.#state;
  }
}

export class MediasoupRoom implements RelayRoom {
  /** mediasoup's own, for tests and benches that send pictures without a browser. */
  readonly router: types.Router;
  readonly #server: types.WebRtcServer;

  constructor(router: types.Router, server: types.WebRtcServer) {
    this.router = router;
    this.#server = server;
  }

  async openTransport(): Promise<RelayTransport> {
    return ours(async () => {
      const transport = await this.router.createWebRtcTransport({
        webRtcServer: this.#server,
        enableUdp: true,
        enableTcp: true,
        preferUdp: true,
        iceConsentTimeout: MEDIA_LIMITS.iceConsentSeconds,
      });
      await transport.setMaxIncomingBitrate(MEDIA_LIMITS.pictureBitsPerSecond);
      return new MediasoupTransport(transport, this.router);
    });
  }

  async tap(producerId: string, port: number): Promise<PictureTap> {
    return ours(async () => {
      const transport = await this.router.createPlainTransport({
        listenInfo: { protocol: 'udp', ip: LOOPBACK, sendBufferSize: TAP_SEND_BUFFER_BYTES },
        rtcpMux: true,
        comedia: false,
      });
      try {
        await transport.connect({ ip: LOOPBACK, port });
        const consumer = await transport.consume({
          producerId,
          rtpCapabilities: RECORDER_CAPABILITIES as types.RtpCapabilities,
          // Without it mediasoup ignores requests to send lost packets again.
          enableRtx: true,
          paused: true,
        });
        const [codec] = consumer.rtpParameters.codecs;
        const known = codec && pictureCodec(codec.mimeType);
        if (known === undefined) {
          throw new Fault('not-sharing', { detail: `a picture in ${codec?.mimeType}` });
        }
        return new MediasoupTap(transport, consumer, known);
      } catch (thrown) {
        transport.close();
        throw isUnknownProducer(thrown) ? new Fault('not-sharing') : thrown;
      }
    });
  }

  close(): void {
    this.router.close();
  }
}

class MediasoupTransport implements RelayTransport {
  readonly id: string;
  readonly opened: MediaOpened;
  readonly #transport: types.WebRtcTransport;
  #gone: (() => void) | undefined;

  constructor(transport: types.WebRtcTransport, router: types.Router) {
    this.#transport = transport;
    this.id = transport.id;
    this.opened = {
      transportId: transport.id,
      routerRtpCapabilities: { ...router.rtpCapabilities },
      iceParameters: { ...transport.iceParameters },
      iceCandidates: transport.iceCandidates.map((candidate) => ({ ...candidate })),
      dtlsParameters: { ...transport.dtlsParameters },
    };
    transport.on('icestatechange', (state) => this.#ended(state === 'disconnected' || state === 'closed'));
    transport.on('dtlsstatechange', (state) => this.#ended(state === 'failed' || state === 'closed'));
  }

  async connect(dtlsParameters: DtlsParameters): Promise<void> {
    await theirs(this.#transport, () =>
      this.#transport.connect({ dtlsParameters: dtlsParameters as types.DtlsParameters }),
    );
  }

  async produce(rtpParameters: RtpParameters): Promise<RelayProducer> {
    return theirs(this.#transport, async () => {
      const producer = await this.#transport.produce({
        kind: 'video',
        rtpParameters: rtpParameters as types.RtpParameters,
        keyFrameRequestDelay: KEY_FRAME_PAUSE_MS,
      });
      return { id: producer.id, close: () => producer.close() };
    });
  }

  async consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<RelayConsumer> {
    return theirs(this.#transport, async () => {
      try {
        const consumer = await this.#transport.consume({
          producerId,
          rtpCapabilities: rtpCapabilities as types.RtpCapabilities,
          paused: true,
        });
        return new MediasoupConsumer(consumer);
      } catch (thrown) {
        throw isUnknownProducer(thrown) ? new Fault('not-sharing') : thrown;
      }
    });
  }

  onGone(listener: () => void): void {
    this.#gone = listener;
  }

  close(): void {
    this.#gone = undefined;
    this.#transport.close();
  }

  #ended(isOver: boolean): void {
    if (isOver && !this.#transport.closed) {
      const gone = this.#gone;
      this.close();
      gone?.();
    }
  }
}

class MediasoupConsumer implements RelayConsumer {
  readonly id: string;
  readonly consumed: MediaConsumed;
  readonly #consumer: types.Consumer;

  constructor(consumer: types.Consumer) {
    this.#consumer = consumer;
    this.id = consumer.id;
    this.consumed = {
      consumerId: consumer.id,
      producerId: consumer.producerId,
      kind: 'video',
      rtpParameters: { ...consumer.rtpParameters },
    };
  }

  async resume(): Promise<void> {
    if (this.#consumer.closed) {
      throw new Fault('not-sharing');
    }
    await ours(() => this.#consumer.resume());
  }

  close(): void {
    this.#consumer.close();
  }
}

class MediasoupTap implements PictureTap {
  readonly codec: PictureCodec;
  readonly ssrc: number;
  readonly payloadType: number;
  readonly relayPort: number;
  readonly #transport: types.PlainTransport;
  readonly #consumer: types.Consumer;
  #gone: (() => void) | undefined;

  constructor(transport: types.PlainTransport, consumer: types.Consumer, codec: PictureCodec) {
    this.codec = codec;
    this.#transport = transport;
    this.#consumer = consumer;
    this.ssrc = consumer.rtpParameters.encodings?.[0]?.ssrc ?? 0;
    this.payloadType = consumer.rtpParameters.codecs[0]?.payloadType ?? 0;
    this.relayPort = transport.tuple.localPort;
    consumer.on('producerclose', () => this.#ended());
    consumer.on('transportclose', () => this.#ended());
  }

  async resume(): Promise<void> {
    await this.#asked(() => this.#consumer.resume());
  }

  async requestKeyFrame(): Promise<void> {
    await this.#asked(() => this.#consumer.requestKeyFrame());
  }

  async packetsSent(): Promise<number> {
    const stats = await this.#asked(() => this.#consumer.getStats());
    return stats.find((stat) => stat.type === 'outbound-rtp')?.packetCount ?? 0;
  }

  onGone(listener: () => void): void {
    this.#gone = listener;
  }

  close(): void {
    this.#gone = undefined;
    this.#transport.close();
  }

  #ended(): void {
    const gone = this.#gone;
    this.close();
    gone?.();
  }

  async #asked<T>(work: () => Promise<T>): Promise<T> {
    if (this.#consumer.closed) {
      throw new Fault('not-sharing');
    }
    return ours(work);
  }
}

/** For what the relay does of its own: whatever goes wrong is the relay's fault. */
async function ours<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw thrown instanceof Fault ? thrown : new Fault('relay-down', { detail: textOf(thrown) });
  }
}

/** For what a page asked with parameters of its own: a refusal is the page's, unless the relay is gone. */
async function theirs<T>(transport: types.WebRtcTransport, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Fault) {
      throw thrown;
    }
    throw new Fault(transport.closed ? 'relay-down' : 'bad-request', { detail: textOf(thrown) });
  }
}

function textOf(thrown: unknown): string {
  return (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 500);
}

/** How mediasoup says that the router does not know the producer (any more). */
function isUnknownProducer(thrown: unknown): boolean {
  return thrown instanceof Error && /Producer with id ".*" not found|Producer not found/.test(thrown.message);
}

function listened(listeners: Set<() => void>, listener: () => void): Disposable {
  listeners.add(listener);
  return { [Symbol.dispose]: () => void listeners.delete(listener) };
}

function workerBin(given: string | undefined): { readonly workerBin?: string } {
  const workerBin = given ?? (existsSync(BUILT_WORKER) ? BUILT_WORKER : undefined);
  return workerBin === undefined ? {} : { workerBin };
}

/**
 * mediasoup ends its worker by itself when this process receives SIGTERM or SIGINT. The order of
 * closing is ours (docs/closing.md: recordings first), so its listeners are taken off again.
 */
async function withoutSignals<T>(create: () => Promise<T>): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const before = signals.map((signal) => new Set(process.listeners(signal)));
  const creating = create();
  signals.forEach((signal, index) => {
    for (const listener of process.listeners(signal)) {
      if (before[index]?.has(listener) !== true) {
        process.off(signal, listener);
      }
    }
  });
  return creating;
}

async function ended(worker: types.Worker, timers: Timers): Promise<void> {
  if (worker.subprocessClosed) {
    return;
  }
  const closed = new Promise<void>((resolve) => worker.on('subprocessclose', () => resolve()));
  const deadline = timers.after(CLOSE_MS, () => kill(worker.pid));
  worker.close();
  await closed;
  deadline[Symbol.dispose]();
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function listenInfos(port: number, addresses: readonly string[]): types.TransportListenInfo[] {
  const version6 = addresses.find((address) => isIPv6(address));
  const version4 = addresses.find((address) => !isIPv6(address));
  return (['udp', 'tcp'] as const).flatMap((protocol) => [
    ...(version4 === undefined ? [] : [{ protocol, ip: '0.0.0.0', announcedAddress: version4, port }]),
    ...(version6 === undefined
      ? []
      : [{ protocol, ip: '::', announcedAddress: version6, port, flags: { ipv6Only: true } }]),
  ]);
}

function portSentence(thrown: unknown, port: number): StartProblem {
  return isPortTaken(thrown)
    ? new StartProblem(
        `HANDRAIL_MEDIA_PORT: port ${port} (UDP and TCP) cannot be used, something else listens there.`,
        {
          cause: thrown,
        },
      )
    : new StartProblem(`The relay did not start: ${textOf(thrown)}`, { cause: thrown });
}

function isPortTaken(thrown: unknown): boolean {
  return /address already in use|EADDRINUSE|bind failed/i.test(textOf(thrown));
}
