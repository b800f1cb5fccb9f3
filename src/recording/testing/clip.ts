import { spawn } from 'node:child_process';

import type { PictureCodec } from '../../media/index.ts';
import { CODECS } from '../codec.ts';

/** Frames of a moving picture that ffmpeg encoded, with a key frame every half second. */
export interface Clip {
  readonly codec: PictureCodec;
  readonly frames: readonly { readonly data: Buffer; readonly isKey: boolean }[];
  readonly framesPerSecond: number;
}

const ENCODERS: Readonly<Record<PictureCodec, string>> = {
  VP8: 'libvpx',
  VP9: 'libvpx-vp9 -lag-in-frames 0 -auto-alt-ref 0 -error-resilient 1',
};

/** Four seconds of ffmpeg's test picture, small enough for many at once. */
export async function makeClip(
  codec: PictureCodec,
  size = '320x240',
  bitsPerSecond = 300_000,
): Promise<Clip> {
  const framesPerSecond = 30;
  const child = spawn(
    'ffmpeg',
    `-loglevel error -f lavfi -i testsrc2=size=${size}:rate=${framesPerSecond} -t 4 -c:v ${ENCODERS[codec]} -deadline realtime -cpu-used 8 -b:v ${bitsPerSecond} -g 15 -f ivf pipe:1`.split(
      ' ',
    ),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const pieces: Buffer[] = [];
  for await (const piece of child.stdout) {
    pieces.push(piece as Buffer);
  }
  const bytes = Buffer.concat(pieces);
  const frames: { data: Buffer; isKey: boolean }[] = [];
  for (let at = 32; at + 12 < bytes.length;) {
    const length = bytes.readUInt32LE(at);
    const data = bytes.subarray(at + 12, at + 12 + length);
    const kind = CODECS[codec].packetization.kind(data);
    frames.push({ data, isKey: typeof kind === 'object' });
    at += 12 + length;
  }
  if (frames.length !== 4 * framesPerSecond) {
    throw new Error(`ffmpeg made ${frames.length} frames`);
  }
  return { codec, frames, framesPerSecond };
}
