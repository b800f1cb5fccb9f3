import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = join(import.meta.dirname, '..');
/** Half a second on a machine with nothing else to do. */
const START_MS = 60_000;

/**
 * The appliance as a person starts it: a process of its own, in folders of its own, on ports that
 * were free. It can be killed and started again on the same folders.
 */
export class RunningAppliance implements AsyncDisposable {
  readonly directory: string;
  readonly url: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #lines: string[] = [];
  #process: ChildProcess | undefined;

  private constructor(directory: string, environment: Readonly<Record<string, string>>) {
    this.directory = directory;
    this.#environment = environment;
    this.url = `http://localhost:${environment['HANDRAIL_HTTP_PORT']}`;
  }

  static async start(more: Readonly<Record<string, string>> = {}): Promise<RunningAppliance> {
    const directory = await mkdtemp(join(tmpdir(), 'handrail-test-'));
    const [http, stun, media] = await freePorts(3);
    const appliance = new RunningAppliance(directory, {
      HANDRAIL_DATA_DIR: join(directory, 'data'),
      HANDRAIL_RECORDINGS_DIR: join(directory, 'recordings'),
      HANDRAIL_HTTP_PORT: String(http),
      HANDRAIL_STUN_PORT: String(stun),
      HANDRAIL_MEDIA_PORT: String(media),
      HANDRAIL_MEDIA_ADDRESS: '127.0.0.1',
      HANDRAIL_LOG_LEVEL: 'info',
      ...more,
    });
    try {
      await appliance.start();
    } catch (thrown) {
      await appliance[Symbol.asyncDispose]();
      throw thrown;
    }
    return appliance;
  }

  get dataDir(): string {
    return join(this.directory, 'data');
  }

  get recordingsDir(): string {
    return join(this.directory, 'recordings');
  }

  get stunPort(): number {
    return Number(this.#environment['HANDRAIL_STUN_PORT']);
  }

  get pid(): number {
    const pid = this.#process?.pid;
    if (pid === undefined) {
      throw new Error('the appliance is not running');
    }
    return pid;
  }

  /** Everything that it wrote, of all its starts. */
  get output(): string {
    return this.#lines.join('\n');
  }

  /** The one-time link of an appliance that nobody has claimed. */
  async claimUrl(): Promise<string> {
    return (await readFile(join(this.dataDir, 'claim-url'), 'utf8')).trim();
  }

  /** Starts it (again) and waits until it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, 'src/main.ts')], {
      cwd: this.directory,
      env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`not ready after ${START_MS} ms\n${this.output}`)),
        START_MS,
      );
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          this.#lines.push(line);
          if (line.includes('Handrail is ready at')) {
            clearTimeout(late);
            resolve();
          }
        });
      }
      child.once('exit', (status, signal) => {
        clearTimeout(late);
        reject(new Error(`ended with ${status ?? signal} before it was ready\n${this.output}`));
      });
    });
  }

  /** Sends the signal and waits until the process is gone; answers how long that took. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number> {
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
      return 0;
    }
    const startedMs = performance.now();
    const gone = new Promise((resolve) => void child.once('exit', resolve));
    child.kill(signal);
    await gone;
    return performance.now() - startedMs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Ports that are free for TCP and UDP now, below those that the system gives to whoever asks for any: a browser's or
 * another test's socket does not take one of them while the appliance is being started again.
 */
async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(10_000, 32_000);
    if (!ports.has(port) && (await isFree(port))) {
      ports.add(port);
    }
  }
  return [...ports];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const socket = createSocket('udp4');
  try {
    server.listen(port);
    await once(server, 'listening');
    socket.bind(port);
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
    socket.close();
  }
}

/** How long a test waits for what must come: only a test that fails waits that long, so that a slow machine fails none. */
export const PATIENCE_MS = 30_000;

/** Waits until `look` answers something other than undefined or false; fails with `what` when it does not. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) {
      return found;
    }
    if (performance.now() > deadlineMs) {
      throw new Error(`waited ${PATIENCE_MS} ms in vain for: ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
