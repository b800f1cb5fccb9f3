import { spawn } from 'node:child_process';

/** Frames of a moving picture that ffmpeg encoded, with a key frame every half second. */
export interface Clip {
  readonly frames: readonly { readonly data: Buffer; readonly isKey: boolean }[];
  readonly framesPerSecond: number;
}

/** Four seconds of ffmpeg's test picture in VP8, small enough for many at once. */
export async function makeClip(size = '320x240', bitsPerSecond = 300_000): Promise<Clip> {
  const framesPerSecond = 30;
  const child = spawn(
    'ffmpeg',
    `-loglevel error -f lavfi -i testsrc2=size=${size}:rate=${framesPerSecond} -t 4 -c:v libvpx -deadline realtime -cpu-used 8 -b:v ${bitsPerSecond} -g 15 -f ivf pipe:1`.split(
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
    frames.push({ data, isKey: ((data[0] ?? 1) & 1) === 0 });
    at += 12 + length;
  }
  if (frames.length !== 4 * framesPerSecond) {
    throw new Error(`ffmpeg made ${frames.length} frames`);
  }
  return { frames, framesPerSecond };
}
