import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { close, fdatasync, openSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { unreachable } from '../../kernel/index.ts';
import type { PictureCodec } from '../../media/index.ts';
import { CODECS } from '../codec.ts';
import { Frames, type Frame, type FrameSize } from '../frames.ts';
import { ivfFrameHeader, ivfHeader } from '../ivf.ts';
import { PacketOrder } from '../packet-order.ts';
import { isKeyFrameDue, RECORDING_LIMITS, reserveBytes } from '../plan.ts';
import type { CaptureEnd, CaptureFigures } from '../ports.ts';
import { readRtp, writeNack } from '../rtp.ts';
import { Timeline } from '../timeline.ts';
import { RunningFfmpeg, type FfmpegEnd } from './ffmpeg.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

const LOOPBACK = '127.0.0.1';
/** Large enough for every key frame at once; the system grants what it may. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;
/** Frames are handed to ffmpeg in batches: each wakes it once instead of once a frame. */
const BATCH_MS = 200;
const ASK_AGAIN_FOR_KEY_FRAME_MS = 1_000;
const SYNC_MS = 1_000;
/** A slow disk must not take all threads that Node keeps for files and passwords. */
const SYNCS_AT_ONCE = 3;
const LOOK_AT_DISK_MS = 2_000;
/** When nothing can be found out, writing goes on until it fails. */
const NO_DISK = { bavail: 0, bsize: 0, blocks: 0 };

/** The recordings of one thread. The thread calls turn() many times a second while there are any. */
export class Captures {
  readonly #captures = new Map<number, Capturing>();
  #syncs = 0;
  #lookedAtMs = 0;
  readonly #post: (message: FromThread) => void;

  constructor(post: (message: FromThread) => void) {
    this.#post = post;
  }

  get size(): number {
    return this.#captures.size;
  }

  /** Whether one waits for a picture, or for its end. */
  get isExpectant(): boolean {
    return this.#captures.values().some((capture) => capture.isExpectant);
  }

  handle(message: ToThread): void {
    switch (message.kind) {
      case 'begin': {
        const capture = new Capturing(message.path, {
          keyFrameWanted: () => this.#post({ kind: 'key-frame-wanted', id: message.id }),
          ended: (end) => {
            this.#captures.delete(message.id);
            this.#post({ kind: 'ended', id: message.id, end });
          },
        });
        capture.listen().then(
          (port) => {
            this.#captures.set(message.id, capture);
            this.#post({ kind: 'begun', id: message.id, port });
          },
          (thrown: unknown) => this.#post({ kind: 'failed', id: message.id, detail: String(thrown) }),
        );
        return;
      }
      case 'expect':
        this.#captures.get(message.id)?.expect(message);
        this.#post({ kind: 'expecting', id: message.id });
        return;
      case 'finish':
        this.#captures.get(message.id)?.finish();
        return;
      default:
        unreachable(message);
    }
  }

  /** Returns how many packets arrived since the last turn. */
  turn(nowMs: number): number {
    let packets = 0;
    for (const capture of this.#captures.values()) {
      packets += capture.turn(nowMs);
      if (this.#syncs < SYNCS_AT_ONCE && capture.isToSync(nowMs)) {
        this.#syncs += 1;
        capture.sync(nowMs, () => {
          this.#syncs -= 1;
        });
      }
    }
    if (nowMs - this.#lookedAtMs >= LOOK_AT_DISK_MS) {
      this.#lookedAtMs = nowMs;
      void this.#lookAtDisk();
    }
    return packets;
  }

  /** All recordings are on one disk. */
  async #lookAtDisk(): Promise<void> {
    const [capture] = this.#captures.values();
    if (capture === undefined) {
      return;
    }
    const { bavail, bsize, blocks } = await statfs(dirname(capture.path)).catch(() => NO_DISK);
    if (bavail * bsize < reserveBytes(blocks * bsize)) {
      for (const capture of this.#captures.values()) {
        capture.end('disk-full');
      }
    }
  }
}

interface Source {
  readonly codec: PictureCodec;
  readonly ssrc: number;
  readonly payloadType: number;
  readonly relayPort: number;
}

/** One recording: packets in, frames to ffmpeg. ffmpeg is started by the first key frame, so no file begins without one. */
class Capturing {
  readonly path: string;
  readonly #tell: { readonly keyFrameWanted: () => void; readonly ended: (end: CaptureEnd) => void };
  readonly #socket: Socket;
  readonly #timeline = new Timeline();
  #source: Source | undefined;
  #order = this.#newOrder();
  #frames: Frames | undefined;
  #ffmpeg: RunningFfmpeg | undefined;
  #file: number | undefined;
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  #written = 0;
  #nowMs = performance.now();
  #flushedAtMs = 0;
  #askedAtMs = -Infinity;
  #syncedAtMs = 0;
  #keyFrameAtMs = 0;
  #keyFrameBytes = 0;
  #bytesSinceKeyFrame = 0;
  #arrived = 0;
  #figures = { packets: 0, recovered: 0, lost: 0, frames: 0, keyFrames: 0 };
  #isFinishing = false;
  #detail = '';
  /** Why it ends; undefined while it goes on. */
  #ending: CaptureEnd['how'] | undefined;

  constructor(
    path: string,
    tell: { readonly keyFrameWanted: () => void; readonly ended: (end: CaptureEnd) => void },
  ) {
    this.path = path;
    this.#tell = tell;
    this.#socket = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER_BYTES });
  }

  /** Resolves with the port; rejects when there is none. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#socket.once('error', reject);
      this.#socket.bind(0, LOOPBACK, () => {
        this.#socket.off('error', reject);
        // What an unreachable peer sends back; the relay tells us when it is gone.
        this.#socket.on('error', () => undefined);
        this.#socket.on('message', (datagram, remote) => {
          this.#guarded(() => this.#receive(datagram, remote));
        });
        resolve(this.#socket.address().port);
      });
    });
  }

  get isExpectant(): boolean {
    return this.#frames?.needsKeyFrame === true || this.#isFinishing;
  }

  expect(source: Source): void {
    if (this.#ffmpeg !== undefined && this.#source?.codec !== source.codec) {
      // One file holds one codec.
      this.end('continued');
      return;
    }
    if (this.#source !== undefined) {
      this.#order.end();
      this.#count();
      this.#order = this.#newOrder();
      this.#timeline.changeSource();
    }
    if (this.#source?.codec !== source.codec) {
      this.#frames = undefined;
    }
    this.#frames?.lose();
    this.#frames ??= new Frames(CODECS[source.codec].packetization, (frame) => this.#write(frame));
    this.#source = source;
    // Resuming the tap asks for a key frame; another is asked for when that one does not come.
    this.#askedAtMs = this.#nowMs;
  }

  turn(nowMs: number): number {
    this.#nowMs = nowMs;
    const arrived = this.#arrived;
    this.#arrived = 0;
    if (this.#isFinishing && arrived === 0) {
      this.end('finished');
    } else if (this.#ending === undefined) {
      this.#guarded(() => {
        this.#askForMissing();
        this.#askForKeyFrame();
        if (nowMs - this.#flushedAtMs >= BATCH_MS) {
          this.#flush();
        }
      });
    }
    return arrived;
  }

  /** Ends as soon as what the kernel still holds has been taken. */
  finish(): void {
    this.#isFinishing = true;
  }

  isToSync(nowMs: number): boolean {
    return this.#file !== undefined && nowMs - this.#syncedAtMs >= SYNC_MS;
  }

  /** What is in the file also survives a loss of power. */
  sync(nowMs: number, done: () => void): void {
    this.#syncedAtMs = nowMs;
    fdatasync(this.#file ?? -1, done);
  }

  end(how: CaptureEnd['how']): void {
    if (this.#ending !== undefined) {
      return;
    }
    this.#order.end();
    this.#flush();
    this.#close(how);
  }

  /** What one sender sends must not end the recordings of others. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      this.#detail = String(thrown);
      this.#close('recorder-died');
    }
  }

  #newOrder(): PacketOrder {
    return new PacketOrder((packet, afterGap) => this.#frames?.take(packet, afterGap));
  }

  #receive(datagram: Uint8Array, remote: RemoteInfo): void {
    const source = this.#source;
    if (source === undefined || remote.port !== source.relayPort || this.#ending !== undefined) {
      return;
    }
    const packet = readRtp(datagram, source.ssrc, source.payloadType);
    if (packet !== undefined) {
      this.#arrived += 1;
      this.#nowMs = performance.now();
      this.#order.take(packet, this.#nowMs);
    }
  }

  #askForMissing(): void {
    const missing = this.#order.due(this.#nowMs);
    if (missing.length > 0 && this.#source !== undefined) {
      this.#socket.send(writeNack(this.#source.ssrc, missing), this.#source.relayPort, LOOPBACK);
    }
  }

  #askForKeyFrame(): void {
    const sinceMs = this.#nowMs - this.#askedAtMs;
    const isDue =
      this.#frames?.needsKeyFrame === true ||
      isKeyFrameDue({
        keyFrameMs: this.#nowMs - this.#keyFrameAtMs,
        keyFrameBytes: this.#keyFrameBytes,
        bytes: this.#bytesSinceKeyFrame,
      });
    if (this.#source !== undefined && isDue && sinceMs >= ASK_AGAIN_FOR_KEY_FRAME_MS) {
      this.#askedAtMs = this.#nowMs;
      this.#tell.keyFrameWanted();
    }
  }

  #write(frame: Frame): void {
    if (frame.key !== undefined) {
      if (this.#ffmpeg === undefined) {
        this.#start(frame.key);
      }
      this.#figures.keyFrames += 1;
      this.#keyFrameAtMs = this.#nowMs;
      this.#keyFrameBytes = frame.byteLength;
      this.#bytesSinceKeyFrame = 0;
    }
    this.#figures.frames += 1;
    this.#bytesSinceKeyFrame += frame.byteLength;
    const positionMs = this.#timeline.place(frame.timestamp, this.#nowMs);
    this.#put(ivfFrameHeader(frame.byteLength, positionMs), ...frame.parts);
  }

  #start({ width, height }: FrameSize): void {
    this.#ffmpeg = new RunningFfmpeg(this.path);
    this.#file = openSync(this.path, 'r');
    this.#syncedAtMs = this.#nowMs;
    void this.#ffmpeg.ended.then((end) => this.#ffmpegEnded(end));
    this.#put(ivfHeader(CODECS[this.#source?.codec ?? 'VP9'].ivfName, width, height));
    // The first batch goes at once: there is a file to play as soon as there is a picture.
    this.#flushedAtMs = 0;
  }

  #put(...pieces: readonly Uint8Array[]): void {
    for (const piece of pieces) {
      this.#batch.push(piece);
      this.#batchBytes += piece.length;
    }
  }

  #flush(): void {
    this.#flushedAtMs = this.#nowMs;
    if (this.#batch.length === 0) {
      return;
    }
    const bytes = Buffer.concat(this.#batch, this.#batchBytes);
    this.#batch = [];
    this.#batchBytes = 0;
    this.#written += bytes.length;
    this.#ffmpeg?.write(bytes);
    if (this.#written >= RECORDING_LIMITS.fileBytes) {
      this.#close('continued');
    }
  }

  /** Nothing more is written; ffmpeg closes the file. */
  #close(how: CaptureEnd['how']): void {
    if (this.#ending !== undefined) {
      return;
    }
    this.#ending = how;
    if (this.#ffmpeg === undefined) {
      this.#tellEnd({ exitCode: 0, signal: null, said: '' });
    } else {
      this.#ffmpeg.finish();
    }
  }

  #ffmpegEnded(end: FfmpegEnd): void {
    this.#ending ??= /No space left on device/.test(end.said) ? 'disk-full' : 'recorder-died';
    this.#tellEnd(end);
  }

  #tellEnd({ exitCode, signal, said }: FfmpegEnd): void {
    this.#count();
    this.#socket.close();
    if (this.#file !== undefined) {
      close(this.#file, () => undefined);
      this.#file = undefined;
    }
    const isWhole = exitCode === 0;
    this.#tell.ended({
      how: isWhole || this.#ending !== 'finished' ? (this.#ending ?? 'recorder-died') : 'recorder-died',
      isWhole,
      figures: this.#allFigures(),
      detail: [this.#detail, said, signal ?? (isWhole ? '' : `exit code ${exitCode}`)]
        .filter((text) => text !== '')
        .join('; '),
    });
  }

  #count(): void {
    this.#figures.packets += this.#order.received;
    this.#figures.recovered += this.#order.recovered;
    this.#figures.lost += this.#order.lost;
  }

  #allFigures(): CaptureFigures {
    return {
      ...this.#figures,
      dropped: this.#frames?.dropped ?? 0,
      gaps: this.#frames?.gaps ?? 0,
      lengthMs: this.#timeline.lastMs ?? 0,
    };
  }
}
