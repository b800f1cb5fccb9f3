import { createSocket, type Socket } from 'node:dgram';
import type { PictureCodec } from '../../media/index.ts';
import type { Clip } from './clip.ts';

const LOOPBACK = '127.0.0.1';
const PAYLOAD_BYTES = 1_100;
const REMEMBERED = 1_024;
/** As the relay numbers them. */
export const PAYLOAD_TYPES: Readonly<Record<PictureCodec, number>> = { VP8: 96, VP9: 98 };

/**
 * Sends a clip over and over as a browser would: RTP in real time, a key frame when one is asked for,
 * lost packets again when they are asked for. Made for tests and benches.
 */
export class Sender implements AsyncDisposable {
  framesSent = 0;
  packetsSent = 0;
  keyFrameRequests = 0;
  resent = 0;
  /** The longest time between two frames. */
  longestPauseMs = 0;
  /** The share of packets that is lost on the way, 0 to 1; those sent again are lost as well. */
  loss = 0;
  /** Chance, for losses; a test gives a seeded one. */
  chance: () => number = Math.random;
  readonly #clip: Clip;
  readonly #ssrc: number;
  readonly #socket: Socket;
  readonly #sent = new Map<number, Buffer>();
  #port = 0;
  #sequence: number;
  #timestampBase: number;
  #beganMs = 0;
  #sentAtMs = 0;
  #frame = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(clip: Clip, ssrc: number) {
    this.#clip = clip;
    this.#ssrc = ssrc;
    // Near the ends of their ranges, so that every test wraps.
    this.#sequence = 65_500;
    this.#timestampBase = 2 ** 32 - 50_000;
    this.#socket = createSocket('udp4');
    this.#socket.on('message', (datagram) => this.#feedback(datagram));
  }

  /** Where its packets come from. */
  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#socket.bind(0, LOOPBACK, resolve));
    return this.#socket.address().port;
  }

  start(port: number): void {
    this.#port = port;
    this.#beganMs = performance.now();
    this.#sentAtMs = this.#beganMs;
    this.resume();
  }

  /** As when the network is gone: nothing is sent, the clock goes on. */
  pause(): void {
    clearInterval(this.#timer);
  }

  resume(): void {
    this.#timer = setInterval(() => this.#next(), 1000 / this.#clip.framesPerSecond);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.pause();
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()));
  }

  #next(): void {
    const frame = this.#clip.frames[this.#frame % this.#clip.frames.length];
    if (frame === undefined) {
      return;
    }
    this.#frame += 1;
    this.framesSent += 1;
    const nowMs = performance.now();
    this.longestPauseMs = Math.max(this.longestPauseMs, nowMs - this.#sentAtMs);
    this.#sentAtMs = nowMs;
    const timestamp = (this.#timestampBase + Math.round((nowMs - this.#beganMs) * 90)) >>> 0;
    for (let at = 0; at < frame.data.length; at += PAYLOAD_BYTES) {
      this.#sequence = (this.#sequence + 1) & 0xffff;
      const isLast = at + PAYLOAD_BYTES >= frame.data.length;
      const header = Buffer.alloc(13);
      header[0] = 0x80;
      header[1] = (isLast ? 0x80 : 0) | PAYLOAD_TYPES[this.#clip.codec];
      header.writeUInt16BE(this.#sequence, 2);
      header.writeUInt32BE(timestamp, 4);
      header.writeUInt32BE(this.#ssrc, 8);
      header[12] = descriptor(this.#clip.codec, frame.isKey, at === 0, isLast);
      const packet = Buffer.concat([header, frame.data.subarray(at, at + PAYLOAD_BYTES)]);
      this.#sent.set(this.#sequence, packet);
      this.#sent.delete((this.#sequence - REMEMBERED) & 0xffff);
      this.packetsSent += 1;
      this.#send(packet);
    }
  }

  #send(packet: Buffer): void {
    if (this.loss === 0 || this.chance() >= this.loss) {
      this.#socket.send(packet, this.#port, LOOPBACK);
    }
  }

  /** RTCP: one or more packets in a datagram. */
  #feedback(datagram: Buffer): void {
    for (let at = 0; at + 4 <= datagram.length;) {
      const format = (datagram[at] ?? 0) & 0x1f;
      const type = datagram[at + 1] ?? 0;
      const end = at + 4 + datagram.readUInt16BE(at + 2) * 4;
      if (type === 206 && (format === 1 || format === 4)) {
        this.keyFrameRequests += 1;
        while (this.#clip.frames[this.#frame % this.#clip.frames.length]?.isKey === false) {
          this.#frame += 1;
        }
      } else if (type === 205 && format === 1) {
        for (let item = at + 12; item + 4 <= end; item += 4) {
          this.#resend(datagram.readUInt16BE(item), datagram.readUInt16BE(item + 2));
        }
      }
      at = end;
    }
  }

  #resend(first: number, following: number): void {
    for (let offset = 0; offset <= 16; offset += 1) {
      const packet = this.#sent.get((first + offset) & 0xffff);
      if (packet !== undefined && (offset === 0 || ((following >> (offset - 1)) & 1) === 1)) {
        this.resent += 1;
        this.#send(packet);
      }
    }
  }
}

/** The shortest payload descriptor of RFC 7741 or RFC 9628. */
function descriptor(codec: PictureCodec, isKey: boolean, isFirst: boolean, isLast: boolean): number {
  return codec === 'VP8'
    ? isFirst
      ? 0x10
      : 0
    : (isKey ? 0 : 0x40) | (isFirst ? 0x08 : 0) | (isLast ? 0x04 : 0);
}
