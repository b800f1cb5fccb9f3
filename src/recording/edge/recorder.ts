import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unreachable, type Log } from '../../kernel/index.ts';
import { RECORDING_LIMITS, reserveBytes } from '../plan.ts';
import {
  NO_FIGURES,
  RecorderProblem,
  type Capture,
  type CaptureEnd,
  type Recorder,
  type Sealed,
} from '../ports.ts';
import { probe, remux } from './ffmpeg.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const PART = '.part';
const STILL_MS = 250;
const STILL_LOOKS = 12;
const HASH_PIECE_BYTES = 256 * 1024;

interface Held {
  readonly begun: (port: number) => void;
  readonly failed: (problem: RecorderProblem) => void;
  readonly expecting: (() => void)[];
  readonly ended: (end: CaptureEnd) => void;
  keyFrameWanted: () => void;
}

/**
 * Recordings below `directory` (absolute): a thread takes the packets, one ffmpeg a recording writes
 * the file. The thread is started by the first recording.
 */
export function createRecorder(directory: string, log: Log): FfmpegRecorder {
  return new FfmpegRecorder(directory, log);
}

export class FfmpegRecorder implements Recorder {
  readonly #directory: string;
  readonly #log: Log;
  readonly #held = new Map<number, Held>();
  /** Shared with the thread: wakes it. */
  readonly #called = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  #thread: Worker | undefined;
  #count = 0;
  #isClosed = false;

  constructor(directory: string, log: Log) {
    this.#directory = directory;
    this.#log = log;
  }

  async begin(file: string): Promise<Capture> {
    if (this.#isClosed || this.#held.size >= RECORDING_LIMITS.captures) {
      throw new RecorderProblem('recorder-died', 'no more recordings are begun');
    }
    const path = join(this.#directory, file);
    try {
      await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
      // It may have been there before, open to others.
      await chmod(this.#directory, FOLDER_MODE);
      const { bavail, bsize, blocks } = await statfs(dirname(path));
      if (bavail * bsize < reserveBytes(blocks * bsize)) {
        throw new RecorderProblem('disk-full', `${bavail * bsize} bytes are free`);
      }
      // Made here, since ffmpeg would let others read it; ffmpeg then writes into this file.
      await (await open(path, 'wx', FILE_MODE)).close();
    } catch (thrown) {
      throw thrown instanceof RecorderProblem
        ? thrown
        : new RecorderProblem(isDiskFull(thrown) ? 'disk-full' : 'recorder-died', String(thrown));
    }
    return this.#capture(path);
  }

  async seal(file: string, end: 'whole' | 'cut' | 'left'): Promise<Sealed | undefined> {
    const path = join(this.#directory, file);
    await rm(path + PART, { force: true });
    if (end === 'left') {
      await untilStill(path);
    }
    const before = await probe(path);
    if (before === undefined || before.frames === 0) {
      await rm(path, { force: true });
      return undefined;
    }
    const lengthMs = end === 'whole' ? before.lengthMs : await this.#makeWhole(path, before.frames);
    return { lengthMs: lengthMs ?? 0, ...(await measured(path)) };
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#isClosed = true;
    this.#thread = undefined;
    await thread?.terminate();
  }

  /** Replaces the file only by one that was checked: it must hold every frame and say how long it is. */
  async #makeWhole(path: string, frames: number): Promise<number | undefined> {
    const part = path + PART;
    try {
      await (await open(part, 'w', FILE_MODE)).close();
      await remux(path, part);
      const after = await probe(part);
      if (after?.frames !== frames || after.lengthMs === undefined) {
        throw new Error(`${after?.frames ?? 0} of ${frames} frames would be left`);
      }
      const written = await open(part, 'r');
      await written.sync();
      await written.close();
      await rename(part, path);
      return after.lengthMs;
    } catch (thrown) {
      this.#log.error({ path, err: thrown }, 'A recording that was cut off stays as it is.');
      await rm(part, { force: true });
      return undefined;
    }
  }

  #capture(path: string): Promise<Capture> {
    const id = (this.#count += 1);
    return new Promise((resolve, reject) => {
      const ended = Promise.withResolvers<CaptureEnd>();
      const held: Held = {
        begun: (port) =>
          resolve({
            port,
            expect: ({ codec, ssrc, payloadType, relayPort }) =>
              new Promise((expecting) => {
                held.expecting.push(expecting);
                this.#say({ kind: 'expect', id, codec, ssrc, payloadType, relayPort });
              }),
            onKeyFrameWanted(listener) {
              held.keyFrameWanted = listener;
            },
            ended: ended.promise,
            finish: () => this.#say({ kind: 'finish', id }),
          }),
        failed: reject,
        expecting: [],
        ended: ended.resolve,
        keyFrameWanted: () => undefined,
      };
      this.#held.set(id, held);
      this.#say({ kind: 'begin', id, path });
    });
  }

  #say(message: ToThread): void {
    this.#thread ??= this.#startThread();
    this.#thread.postMessage(message);
    Atomics.store(this.#called, 0, 1);
    Atomics.notify(this.#called, 0);
  }

  #startThread(): Worker {
    const thread = new Worker(new URL('./capture-thread.ts', import.meta.url), {
      workerData: this.#called.buffer,
    });
    thread.on('message', (message: FromThread) => this.#hear(message));
    thread.on('error', (error) => this.#log.error({ err: error }, 'The recording thread failed.'));
    thread.on('exit', () => this.#threadEnded(thread));
    return thread;
  }

  #hear(message: FromThread): void {
    const held = this.#held.get(message.id);
    switch (message.kind) {
      case 'begun':
        held?.begun(message.port);
        return;
      case 'failed':
        this.#held.delete(message.id);
        held?.failed(new RecorderProblem('recorder-died', message.detail));
        return;
      case 'expecting':
        held?.expecting.shift()?.();
        return;
      case 'key-frame-wanted':
        held?.keyFrameWanted();
        return;
      case 'ended':
        this.#end(message.id, message.end);
        return;
      default:
        unreachable(message);
    }
  }

  #end(id: number, end: CaptureEnd): void {
    const held = this.#held.get(id);
    this.#held.delete(id);
    held?.failed(new RecorderProblem('recorder-died', end.detail));
    held?.expecting.forEach((expecting) => expecting());
    held?.ended(end);
  }

  /** Its ffmpegs lose their input with it and close their files. */
  #threadEnded(thread: Worker): void {
    if (this.#thread === thread) {
      this.#thread = undefined;
    }
    for (const id of this.#held.keys()) {
      this.#end(id, {
        how: 'recorder-died',
        isWhole: false,
        figures: NO_FIGURES,
        detail: 'the recording thread ended',
      });
    }
  }
}

/** An ffmpeg that lost its parent closes its file in a moment; it is not read before. */
async function untilStill(path: string): Promise<void> {
  let before = -1;
  for (let look = 0; look < STILL_LOOKS; look += 1) {
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    if (size === before) {
      return;
    }
    before = size;
    await new Promise((resolve) => {
      setTimeout(resolve, STILL_MS);
    });
  }
}

async function measured(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  await chmod(path, FILE_MODE);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: HASH_PIECE_BYTES })) {
    hash.update(piece as Buffer);
    bytes += (piece as Buffer).length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

function isDiskFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
}
