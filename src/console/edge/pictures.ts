import { Device } from 'mediasoup-client';
import type { Consumer, DtlsParameters, Transport } from 'mediasoup-client/types';
import * as v from 'valibot';
import type { SessionId } from '../../kernel/index.ts';
import type { Link } from '../../link/index.ts';
import {
  mediaConsumedSchema,
  mediaOpenedSchema,
  type DownOf,
  type PictureWatermark,
} from '../../protocol/index.ts';
import type { Watched } from '../model/console-state.ts';
import {
  newMeter,
  watchedAgain,
  withFrame,
  withRelayDelay,
  withSenderWord,
  type PictureMeter,
  type PictureStatistics,
} from '../model/picture.ts';
import type { Pictures } from '../ports.ts';
import { readStatistics, type Counters } from './picture-statistics.ts';

/** How often what is said on the picture is renewed. */
const REPORT_EVERY_MS = 250;
const STATISTICS_EVERY_MS = 1000;
/** ICE often finds its way again by itself; after this long the way is made anew. */
const DISCONNECTED_MS = 2000;
/** A connected way without a first frame for this long is made anew. */
const FIRST_FRAME_MS = 8000;
const RETRY_FIRST_MS = 300;
const RETRY_MOST_MS = 5000;

interface Way {
  readonly transport: Transport;
  consumer: Consumer | undefined;
}

interface Receiver {
  readonly session: SessionId;
  producerId: string;
  /** Counts beginnings: whatever an earlier one still does is void. */
  generation: number;
  failures: number;
  way: Way | undefined;
  retry: ReturnType<typeof setTimeout> | undefined;
  transport: Watched['transport'];
  watermark: PictureWatermark | undefined;
  /** One for as long as the screen is shared, so that the element keeps the last picture while the way is made anew. */
  readonly stream: MediaStream;
  video: HTMLVideoElement | undefined;
  frameCallback: number;
  meter: PictureMeter;
  statistics: PictureStatistics | undefined;
  counters: Counters | undefined;
  firstFrameDueMs: number;
}

/**
 * Receives the customers' screens through the relay, one way a session: media-open → media-consume
 * → media-connect → media-resume (src/protocol/messages/media.ts), and begins again by itself
 * whenever that way is lost. `changed` is told of every step and, while a picture is looked at, of
 * its age four times a second.
 */
export class BrowserPictures implements Pictures, Disposable {
  readonly #link: Pick<Link, 'ask'>;
  readonly #changed: (session: SessionId, watched: Watched | undefined) => void;
  readonly #receivers = new Map<SessionId, Receiver>();
  readonly #reporting: ReturnType<typeof setInterval>;
  readonly #measuring: ReturnType<typeof setInterval>;

  constructor(link: Pick<Link, 'ask'>, changed: (session: SessionId, watched: Watched | undefined) => void) {
    this.#link = link;
    this.#changed = changed;
    this.#reporting = setInterval(() => this.#report(), REPORT_EVERY_MS);
    this.#measuring = setInterval(() => void this.#measure(), STATISTICS_EVERY_MS);
    document.addEventListener('visibilitychange', this.#sightChanged);
  }

  watch(session: SessionId, producerId: string): void {
    const known = this.#receivers.get(session);
    if (known?.producerId === producerId) {
      return;
    }
    const receiver = known ?? newReceiver(session);
    receiver.producerId = producerId;
    receiver.meter = newMeter(performance.now());
    this.#receivers.set(session, receiver);
    this.#begin(receiver);
  }

  stop(session: SessionId): void {
    const receiver = this.#receivers.get(session);
    if (receiver === undefined) {
      return;
    }
    this.#receivers.delete(session);
    receiver.generation += 1;
    clearTimeout(receiver.retry);
    this.#detach(receiver);
    closeWay(receiver);
    this.#changed(session, undefined);
  }

  renew(session: SessionId): void {
    const receiver = this.#receivers.get(session);
    if (receiver !== undefined) {
      this.#begin(receiver);
    }
  }

  heard(message: DownOf<'sender-delay'>): void {
    const receiver = this.#receivers.get(message.session);
    if (receiver !== undefined) {
      receiver.meter = withSenderWord(receiver.meter, {
        delayMs: message.delayMs,
        limitedBy: message.limitedBy,
        heardAtMs: performance.now(),
      });
    }
  }

  /** The element that shows the session's picture now; undefined when its tab went out of sight. */
  attach(session: SessionId, video: HTMLVideoElement | undefined): void {
    const receiver = this.#receivers.get(session);
    if (receiver === undefined || receiver.video === video) {
      return;
    }
    this.#detach(receiver);
    if (video !== undefined) {
      receiver.video = video;
      video.srcObject = receiver.stream;
      receiver.meter = watchedAgain(receiver.meter, performance.now());
      this.#awaitFrame(receiver, video);
      play(video);
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#reporting);
    clearInterval(this.#measuring);
    document.removeEventListener('visibilitychange', this.#sightChanged);
    for (const session of this.#receivers.keys()) {
      this.stop(session);
    }
  }

  // --- The way through the relay ------------------------------------------------------------

  #begin(receiver: Receiver): void {
    clearTimeout(receiver.retry);
    receiver.generation += 1;
    const { generation } = receiver;
    this.#setTransport(receiver, receiver.transport === 'connected' ? 'broken' : receiver.transport);
    this.#open(receiver, generation).catch(() => this.#failed(receiver, generation));
  }

  #failed(receiver: Receiver, generation: number): void {
    if (receiver.generation !== generation) {
      return;
    }
    const pauseMs = Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** Math.min(receiver.failures, 10));
    receiver.failures += 1;
    this.#setTransport(receiver, 'broken');
    clearTimeout(receiver.retry);
    receiver.retry = setTimeout(() => this.#begin(receiver), pauseMs);
  }

  async #open(receiver: Receiver, generation: number): Promise<void> {
    const { session } = receiver;
    const link = this.#link;
    const opened = v.parse(mediaOpenedSchema, await link.ask({ type: 'media-open', session }));
    const device = await Device.factory();
    // The relay's own structures pass through as they came: mediasoup-client checks them in depth.
    await device.load({
      routerRtpCapabilities: opened.routerRtpCapabilities as Parameters<
        Device['load']
      >[0]['routerRtpCapabilities'],
    });
    if (receiver.generation !== generation) {
      return;
    }
    const { transportId } = opened;
    const transport = device.createRecvTransport({
      id: transportId,
      iceParameters: opened.iceParameters,
      iceCandidates: opened.iceCandidates,
      dtlsParameters: opened.dtlsParameters,
    } as unknown as Parameters<Device['createRecvTransport']>[0]);
    closeWay(receiver);
    const way: Way = { transport, consumer: undefined };
    receiver.way = way;
    transport.on('connect', ({ dtlsParameters }, connected, refused) => {
      const ask = async () => {
        try {
          await link.ask({
            type: 'media-connect',
            session,
            transportId,
            dtlsParameters: asRecord(dtlsParameters),
          });
          connected();
        } catch (thrown) {
          refused(thrown instanceof Error ? thrown : new Error(String(thrown)));
        }
      };
      void ask();
    });
    transport.on('connectionstatechange', (state) => this.#transportChanged(receiver, generation, state));
    const consumed = v.parse(
      mediaConsumedSchema,
      await link.ask({
        type: 'media-consume',
        session,
        transportId,
        producerId: receiver.producerId,
        rtpCapabilities: { ...device.recvRtpCapabilities },
      }),
    );
    const consumer = await transport.consume({
      id: consumed.consumerId,
      producerId: consumed.producerId,
      kind: consumed.kind,
      rtpParameters: consumed.rtpParameters as unknown as Consumer['rtpParameters'],
    });
    if (receiver.generation !== generation) {
      transport.close();
      return;
    }
    way.consumer = consumer;
    // Before the first picture.
    receiver.watermark = consumed.watermark;
    showAtOnce(consumer.rtpReceiver);
    consumer.on('trackended', () => this.#failed(receiver, generation));
    await link.ask({ type: 'media-resume', session, consumerId: consumer.id });
    if (receiver.generation === generation) {
      this.#show(receiver, consumer.track);
    }
  }

  /** Changes the track within the stream. */
  #show(receiver: Receiver, track: MediaStreamTrack): void {
    for (const old of receiver.stream.getTracks()) {
      receiver.stream.removeTrack(old);
    }
    receiver.stream.addTrack(track);
    if (receiver.video !== undefined) {
      play(receiver.video);
    }
    receiver.counters = undefined;
    receiver.firstFrameDueMs = performance.now() + FIRST_FRAME_MS;
    this.#tell(receiver);
  }

  #transportChanged(receiver: Receiver, generation: number, state: Transport['connectionState']): void {
    if (receiver.generation !== generation) {
      return;
    }
    switch (state) {
      case 'connected':
        clearTimeout(receiver.retry);
        receiver.failures = 0;
        this.#setTransport(receiver, 'connected');
        return;
      case 'disconnected':
        this.#setTransport(receiver, 'broken');
        clearTimeout(receiver.retry);
        receiver.retry = setTimeout(() => this.#begin(receiver), DISCONNECTED_MS);
        return;
      case 'failed':
        this.#failed(receiver, generation);
        return;
      case 'new':
      case 'connecting':
      case 'closed':
        return;
      default:
        return;
    }
  }

  #setTransport(receiver: Receiver, transport: Watched['transport']): void {
    receiver.transport = transport;
    this.#tell(receiver);
  }

  // --- What is seen of it -------------------------------------------------------------------

  #awaitFrame(receiver: Receiver, video: HTMLVideoElement): void {
    receiver.frameCallback = video.requestVideoFrameCallback((_now, frame) => {
      if (receiver.video !== video) {
        return;
      }
      receiver.firstFrameDueMs = Infinity;
      receiver.meter = withFrame(receiver.meter, {
        shownAtMs: frame.expectedDisplayTime,
        displayDelayMs:
          frame.receiveTime === undefined ? undefined : frame.expectedDisplayTime - frame.receiveTime,
      });
      this.#awaitFrame(receiver, video);
    });
  }

  #detach(receiver: Receiver): void {
    receiver.video?.cancelVideoFrameCallback(receiver.frameCallback);
    receiver.video = undefined;
  }

  /** A hidden page draws no frames; what it did not draw must not look like a picture that stopped. */
  readonly #sightChanged = (): void => {
    if (document.visibilityState !== 'visible') {
      return;
    }
    for (const receiver of this.#receivers.values()) {
      receiver.meter = watchedAgain(receiver.meter, performance.now());
    }
  };

  #report(): void {
    if (document.visibilityState !== 'visible') {
      return;
    }
    for (const receiver of this.#receivers.values()) {
      if (receiver.video === undefined) {
        continue;
      }
      this.#tell(receiver);
      if (performance.now() > receiver.firstFrameDueMs && receiver.transport === 'connected') {
        receiver.firstFrameDueMs = Infinity;
        this.#begin(receiver);
      }
    }
  }

  async #measure(): Promise<void> {
    for (const receiver of this.#receivers.values()) {
      const { way } = receiver;
      if (receiver.video === undefined || way?.consumer === undefined || way.consumer.closed) {
        continue;
      }
      const report = await way.consumer.getStats();
      const { statistics, counters } = readStatistics(report, receiver.counters);
      receiver.statistics = statistics;
      receiver.counters = counters;
      receiver.meter = withRelayDelay(
        receiver.meter,
        statistics.roundTripMs === undefined ? undefined : statistics.roundTripMs / 2,
      );
    }
  }

  #tell(receiver: Receiver): void {
    if (this.#receivers.get(receiver.session) !== receiver) {
      return;
    }
    this.#changed(receiver.session, {
      transport: receiver.transport,
      meter: receiver.meter,
      atMs: performance.now(),
      statistics: receiver.statistics,
      watermark: receiver.watermark,
    });
  }
}

function newReceiver(session: SessionId): Receiver {
  return {
    session,
    producerId: '',
    generation: 0,
    failures: 0,
    way: undefined,
    retry: undefined,
    transport: 'starting',
    watermark: undefined,
    stream: new MediaStream(),
    video: undefined,
    frameCallback: 0,
    meter: newMeter(performance.now()),
    statistics: undefined,
    counters: undefined,
    firstFrameDueMs: Infinity,
  };
}

function closeWay(receiver: Receiver): void {
  receiver.way?.transport.close();
  receiver.way = undefined;
}

/** No frame is kept back to smooth the flow: a support session wants the newest picture. */
function showAtOnce(rtpReceiver: RTCRtpReceiver | undefined): void {
  if (rtpReceiver !== undefined) {
    rtpReceiver.jitterBufferTarget = 0;
  }
}

function asRecord(parameters: DtlsParameters): Record<string, unknown> {
  return { ...parameters };
}

/** `autoplay` alone waits until the browser has found out that the picture can be seen, which a busy machine delays for long. */
function play(video: HTMLVideoElement): void {
  // A video that is taken away again before it plays says so; there is nothing to do about it.
  video.play().catch(() => undefined);
}
