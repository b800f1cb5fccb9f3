import type * as Client from 'mediasoup-client';
import type { types } from 'mediasoup-client';
import * as v from 'valibot';
import type { SessionId } from '../../kernel/index.ts';
import type { Link } from '../../link/index.ts';
import { mediaOpenedSchema, mediaProducedSchema } from '../../protocol/index.ts';
import { FIRST_HINT, nextHint } from '../model/content-hint.ts';
import { NOTHING_SENT, senderDelay, type SenderDelay, type SenderFigures } from '../model/sender-delay.ts';
import type { PictureSender } from '../ports.ts';
import type { BrowserScreen } from './screen.ts';

/** Text on a screen needs about a tenth of it; a film fills it. */
const BITS_PER_SECOND_MAX = 4_000_000;
/** The encoder begins here instead of feeling its way up from 300 kbit/s, which shows as blurred text. */
const BITS_PER_SECOND_FIRST_K = 2_000;
const MEASURE_EVERY_MS = 1_000;
/** ICE often finds its way again by itself. */
const DISCONNECTED_FOR_MS = 4_000;

interface Way {
  readonly transport: types.Transport;
  close(): void;
}

type Listener = { lost(): void; delay(delay: SenderDelay): void };

/** Sends the capture by mediasoup-client, which is loaded when somebody shares. */
export class RelaySender implements PictureSender {
  readonly #ask: Link['ask'];
  readonly #session: SessionId;
  readonly #screen: BrowserScreen;
  #way: Way | undefined;
  /** Counts what was begun: a later `send` or `stop` makes an earlier one void. */
  #turn = 0;

  constructor(ask: Link['ask'], session: SessionId, screen: BrowserScreen) {
    this.#ask = ask;
    this.#session = session;
    this.#screen = screen;
  }

  prepare(): void {
    // A failure shows when it is needed.
    void load().catch(() => undefined);
  }

  stop(): void {
    this.#turn += 1;
    this.#way?.close();
    this.#way = undefined;
  }

  async send(listener: Listener): Promise<{ readonly producerId: string }> {
    this.#turn += 1;
    const turn = this.#turn;
    const { Device } = await load();
    const opened = v.parse(
      mediaOpenedSchema,
      await this.#ask({ type: 'media-open', session: this.#session }),
    );
    const track = this.#current(turn);
    const device = await Device.factory();
    await device.load({
      routerRtpCapabilities: opened.routerRtpCapabilities as unknown as types.RtpCapabilities,
    });
    const transport = device.createSendTransport({
      id: opened.transportId,
      iceParameters: opened.iceParameters as unknown as types.IceParameters,
      iceCandidates: opened.iceCandidates as unknown as types.IceCandidate[],
      dtlsParameters: opened.dtlsParameters as unknown as types.DtlsParameters,
    });
    let producerId = '';
    this.#answerFor(transport, (id) => (producerId = id));
    try {
      this.#current(turn);
      track.contentHint = FIRST_HINT.hint;
      const producer = await transport.produce({
        track,
        stopTracks: false,
        encodings: [{ maxBitrate: BITS_PER_SECOND_MAX, maxFramerate: 30 }],
        codecOptions: { videoGoogleStartBitrate: BITS_PER_SECOND_FIRST_K },
      });
      this.#current(turn);
      await keepResolution(producer.rtpSender);
      const measuring = measure(producer, track, listener);
      const watching = watch(transport, listener);
      this.#way?.close();
      this.#way = {
        transport,
        close() {
          measuring[Symbol.dispose]();
          watching[Symbol.dispose]();
          transport.close();
        },
      };
      return { producerId };
    } catch (why) {
      transport.close();
      throw why;
    }
  }

  /** The capture, when nothing has been begun or stopped since. Raises otherwise. */
  #current(turn: number): MediaStreamTrack {
    const { track } = this.#screen;
    if (turn !== this.#turn || track === undefined) {
      throw new Error('sharing was stopped or begun anew meanwhile');
    }
    return track;
  }

  #answerFor(transport: types.Transport, produced: (producerId: string) => void): void {
    const about = { session: this.#session, transportId: transport.id };
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      const connected = this.#ask({
        type: 'media-connect',
        ...about,
        dtlsParameters: dtlsParameters as unknown as Record<string, unknown>,
      });
      void settle(connected, () => done(), failed);
    });
    transport.on('produce', ({ rtpParameters }, done, failed) => {
      const answered = this.#ask({
        type: 'media-produce',
        ...about,
        rtpParameters: rtpParameters as unknown as Record<string, unknown>,
      });
      void settle(
        answered,
        (body) => {
          const { producerId } = v.parse(mediaProducedSchema, body);
          produced(producerId);
          done({ id: producerId });
        },
        failed,
      );
    });
  }
}

/** Tells mediasoup-client, which wants calls and not promises. */
async function settle(
  answer: Promise<unknown>,
  done: (body: unknown) => void,
  failed: (why: Error) => void,
): Promise<void> {
  try {
    done(await answer);
  } catch (why) {
    failed(why instanceof Error ? why : new Error(String(why)));
  }
}

let loading: Promise<typeof Client> | undefined;

function load(): Promise<typeof Client> {
  loading ??= import('mediasoup-client')
    // A CommonJS package that is bundled into a file of its own has nothing but a default.
    .then((loaded) => ('Device' in loaded ? loaded : (loaded as { readonly default: typeof Client }).default))
    .catch((why: unknown) => {
      // The next one tries again: the network may be back.
      loading = undefined;
      throw why;
    });
  return loading;
}

/** Rather fewer frames than unreadable text. */
async function keepResolution(sender: RTCRtpSender | undefined): Promise<void> {
  if (sender === undefined) {
    return;
  }
  try {
    await sender.setParameters({
      ...sender.getParameters(),
      degradationPreference: 'maintain-resolution',
    } as RTCRtpSendParameters);
  } catch {
    // A browser that does not know the preference keeps its own.
  }
}

/** Calls `lost` once when the way has failed, or has been broken for a while. */
function watch(transport: types.Transport, listener: Listener): Disposable {
  let over = false;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const lost = () => {
    if (!over) {
      over = true;
      listener.lost();
    }
  };
  transport.on('connectionstatechange', (state) => {
    clearTimeout(patience);
    if (state === 'failed') {
      lost();
    } else if (state === 'disconnected') {
      patience = setTimeout(lost, DISCONNECTED_FOR_MS);
    }
  });
  return {
    [Symbol.dispose]() {
      over = true;
      clearTimeout(patience);
    },
  };
}

/** Once a second: tells how late the picture is, and lets the encoder follow what it shows. */
function measure(producer: types.Producer, track: MediaStreamTrack, listener: Listener): Disposable {
  let before = NOTHING_SENT;
  let hint = FIRST_HINT;
  const timer = setInterval(() => {
    producer.getStats().then(
      (report) => {
        const now = figuresFrom(report);
        const delay = senderDelay(before, now);
        if (delay !== undefined) {
          listener.delay(delay);
        }
        const isLimited = now.limitedBy === 'cpu' || now.limitedBy === 'bandwidth';
        hint = nextHint(hint, now.sentBytes - before.sentBytes, isLimited);
        // Setting it, even to what it is, makes the encoder begin anew.
        if (track.contentHint !== hint.hint) {
          track.contentHint = hint.hint;
        }
        before = now;
      },
      () => {
        // The producer is closed: its timer is about to go.
      },
    );
  }, MEASURE_EVERY_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

/** What of a report is needed; sums over its streams. */
function figuresFrom(report: RTCStatsReport): SenderFigures {
  let roundTripMs: number | undefined;
  let limitedBy: string | undefined;
  const sums = { encodedFrames: 0, encodeMs: 0, sentPackets: 0, sentBytes: 0, pacerMs: 0 };
  report.forEach((stat: Readonly<Record<string, unknown>>) => {
    switch (stat['type']) {
      case 'candidate-pair':
        if (stat['nominated'] === true && typeof stat['currentRoundTripTime'] === 'number') {
          roundTripMs = stat['currentRoundTripTime'] * 1000;
        }
        break;
      case 'remote-inbound-rtp':
        if (roundTripMs === undefined && typeof stat['roundTripTime'] === 'number') {
          roundTripMs = stat['roundTripTime'] * 1000;
        }
        break;
      case 'outbound-rtp':
        sums.encodedFrames += number(stat['framesEncoded']);
        sums.encodeMs += number(stat['totalEncodeTime']) * 1000;
        sums.sentPackets += number(stat['packetsSent']);
        sums.sentBytes += number(stat['bytesSent']);
        sums.pacerMs += number(stat['totalPacketSendDelay']) * 1000;
        limitedBy =
          typeof stat['qualityLimitationReason'] === 'string' ? stat['qualityLimitationReason'] : limitedBy;
        break;
      default:
        break;
    }
  });
  return { roundTripMs, limitedBy, ...sums };
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
