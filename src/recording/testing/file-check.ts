import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export interface PlayedFile {
  /** What a player would complain about; empty when it decodes. */
  readonly complaints: string;
  readonly frames: number;
  readonly firstIsKey: boolean;
  /** Of each frame, in milliseconds. */
  readonly positionsMs: readonly number[];
  /** As the file says; NaN when it does not. */
  readonly lengthMs: number;
  readonly hasIndex: boolean;
}

/** Matroska's element Cues; the same bytes stand in the file's head as well, where the index is pointed to. */
const CUES = Buffer.from('1c53bb6b', 'hex');
const MATROSKA_HEAD_BYTES = 1_024;
const DECODED = '-fps_mode passthrough -enc_time_base 1/1000 -f null -'.split(' ');
const LISTED =
  '-v error -select_streams v:0 -show_entries packet=pts_time,flags:format=duration -of json'.split(' ');

/** Decodes a recording to its end with the real ffmpeg, as a player would. */
export async function play(path: string): Promise<PlayedFile> {
  const decoded = await run('ffmpeg', ['-v', 'error', '-i', `file:${path}`, ...DECODED]);
  const packets = await run('ffprobe', [...LISTED, `file:${path}`]);
  const parsed = JSON.parse(packets.out || '{}') as {
    packets?: { pts_time: string; flags: string }[];
    format?: { duration?: string };
  };
  return {
    complaints: decoded.said,
    frames: parsed.packets?.length ?? 0,
    firstIsKey: parsed.packets?.[0]?.flags.startsWith('K') ?? false,
    positionsMs: (parsed.packets ?? []).map((packet) => Math.round(Number(packet.pts_time) * 1000)),
    lengthMs: Math.round(Number(parsed.format?.duration) * 1000),
    hasIndex: (await readFile(path)).lastIndexOf(CUES) > MATROSKA_HEAD_BYTES,
  };
}

async function run(
  program: string,
  parameters: readonly string[],
): Promise<{ readonly out: string; readonly said: string }> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return { out, said: said.trim() };
}
