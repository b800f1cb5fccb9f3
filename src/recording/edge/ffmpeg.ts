import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import * as v from 'valibot';
import { captureArguments, probeArguments, RECORDING_LIMITS, remuxArguments } from '../plan.ts';

/** Enough of what a program said to find out why it ended. */
const SAID_CHARACTERS = 2_000;
const PROBE_BYTES = 64 * 1024;
const TERMINATE_MS = 1_000;

/** How an ffmpeg ended. */
export interface FfmpegEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/**
 * An ffmpeg that writes what it is given into a file. It ends by itself when its standard input is
 * closed: by finish(), or because this process died; so none is ever left behind.
 */
export class RunningFfmpeg {
  readonly ended: Promise<FfmpegEnd>;
  readonly #child: ChildProcessByStdio<Writable, null, Readable>;
  #isOver = false;

  constructor(path: string) {
    this.#child = spawn('ffmpeg', captureArguments(path), {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: environment(),
      // A process group of its own: Ctrl-C in the appliance's terminal must not end a recording.
      detached: true,
    });
    this.ended = ended(this.#child).finally(() => {
      this.#isOver = true;
    });
    // A closed pipe is told by the end of ffmpeg.
    this.#child.stdin.on('error', () => undefined);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  write(bytes: Uint8Array): void {
    if (this.#isOver) {
      return;
    }
    this.#child.stdin.write(bytes);
    if (this.#child.stdin.writableLength > RECORDING_LIMITS.backlogBytes) {
      this.#child.kill('SIGKILL');
    }
  }

  /** No more comes: ffmpeg closes the file and ends, by force if it must. */
  finish(): void {
    this.#child.stdin.end();
    const terminate = setTimeout(() => this.#child.kill('SIGTERM'), RECORDING_LIMITS.endMs);
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), RECORDING_LIMITS.endMs + TERMINATE_MS);
    void this.ended.then(() => {
      clearTimeout(terminate);
      clearTimeout(kill);
    });
  }
}

/** Writes the recording anew beside itself. Raises an Error with what ffmpeg said. */
export async function remux(from: string, to: string): Promise<void> {
  const { exitCode, signal, said } = await run('ffmpeg', remuxArguments(from, to));
  if (exitCode !== 0) {
    throw new Error(`ffmpeg could not write ${to}: ${said || (signal ?? exitCode)}`);
  }
}

export interface Probed {
  readonly frames: number;
  /** Undefined when the file does not say. */
  readonly lengthMs: number | undefined;
}

const probedSchema = v.object({
  streams: v.array(v.object({ nb_read_packets: v.pipe(v.string(), v.regex(/^\d{1,12}$/)) })),
  format: v.object({ duration: v.optional(v.string()) }),
});

/** Undefined when there is nothing in the file that could be played. */
export async function probe(path: string): Promise<Probed | undefined> {
  const { exitCode, out } = await run('ffprobe', probeArguments(path));
  const parsed = v.safeParse(probedSchema, exitCode === 0 ? (JSON.parse(out) as unknown) : undefined);
  const [stream] = parsed.success ? parsed.output.streams : [];
  if (!parsed.success || stream === undefined) {
    return undefined;
  }
  const seconds = Number(parsed.output.format.duration);
  return {
    frames: Number(stream.nb_read_packets),
    lengthMs: Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined,
  };
}

async function run(
  program: 'ffmpeg' | 'ffprobe',
  parameters: readonly string[],
): Promise<FfmpegEnd & { readonly out: string }> {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out = (out + text).slice(0, PROBE_BYTES);
  });
  return { ...(await ended(child)), out };
}

function ended(child: ChildProcessByStdio<Writable | null, Readable | null, Readable>): Promise<FfmpegEnd> {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-SAID_CHARACTERS);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ exitCode: null, signal: null, said: error.message }));
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, said: said.trim() }));
  });
}

/** What ffmpeg may know of ours: where programs are. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', AV_LOG_FORCE_NOCOLOR: '1' };
}
