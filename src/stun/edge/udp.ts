import { Worker } from 'node:worker_threads';
import type { Log } from '../../kernel/index.ts';
import { StartProblem, unreachable } from '../../kernel/index.ts';
import type { SourceRate } from '../source-limit.ts';
import { SOURCE_RATE } from '../source-limit.ts';
import type { ThreadOrders, ThreadReport } from './orders.ts';
import { COUNTS } from './orders.ts';

export interface StunOptions {
  /** UDP port; 0 takes one that is free on every address. */
  readonly port: number;
  /**
   * Numeric addresses to answer on, all on the one port; every IPv4 and IPv6 address where absent.
   * A machine with several public addresses names them: an answer leaves from the address that was
   * asked only where that address has a socket of its own.
   */
  readonly addresses?: readonly string[];
  readonly perSource?: SourceRate;
  readonly log: Log;
}

/** How it is, with what became of the datagrams since the start. */
export type StunHealth =
  | {
      readonly ok: true;
      readonly port: number;
      readonly addresses: readonly string[];
      readonly received: number;
      readonly answered: number;
      /** Not a sound Binding request. */
      readonly ignored: number;
      /** A source that asked too often. */
      readonly limited: number;
    }
  | { readonly ok: false; readonly reason: string };

export interface StunServer extends AsyncDisposable {
  readonly port: number;
  readonly addresses: readonly string[];
  health(): StunHealth;
  /** Stops answering and frees the port. Idempotent; resolves when the port is free. */
  close(): Promise<void>;
}

/** The port could not be opened. The message is a sentence for the person who starts the appliance. */
export class StunPortError extends StartProblem {
  override readonly name = 'StunPortError';
  readonly port: number;
  readonly address: string;
  /** The system's name for the cause: EADDRINUSE, EACCES, EADDRNOTAVAIL … */
  readonly code: string;

  constructor(port: number, address: string, code: string) {
    super(`STUN cannot open UDP port ${port} on ${address}: ${causeOf(code)}.`);
    this.port = port;
    this.address = address;
    this.code = code;
  }
}

type State =
  | { readonly status: 'listening'; readonly thread: Worker }
  | { readonly status: 'restarting'; readonly reason: string }
  | { readonly status: 'closed' };

const EVERY_ADDRESS = ['0.0.0.0', '::'];
const RESTART_DELAY_MS = 1000;

/** The thread holds two sockets and one table: a leak ends the thread, not the appliance. */
const HEAP_MB_MAX = 64;

const THREAD = new URL('./thread.ts', import.meta.url);

/**
 * Opens the port and answers on it from a thread of its own until closed. A thread that dies is
 * started again on the same port; `health` says so meanwhile. `thread` is what runs there; a test
 * brings one that dies.
 *
 * @throws StunPortError where the port cannot be opened.
 */
export async function startStun(options: StunOptions, thread: URL = THREAD): Promise<StunServer> {
  const { log } = options;
  const counts = new Float64Array(
    new SharedArrayBuffer(Object.keys(COUNTS).length * Float64Array.BYTES_PER_ELEMENT),
  );
  const orders: ThreadOrders = {
    port: options.port,
    addresses: options.addresses ?? EVERY_ADDRESS,
    perSource: options.perSource ?? SOURCE_RATE,
    counts,
  };
  const first = await startThread(thread, orders);
  const { port, addresses } = first;
  let state: State = { status: 'listening', thread: first.worker };
  let restart: ReturnType<typeof setTimeout> | undefined;
  let restarting: Promise<void> = Promise.resolve();
  watch(first.worker);

  function watch(worker: Worker): void {
    let reason = 'its thread ended';
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.once('exit', () => {
      if (state.status !== 'closed') {
        retryLater(reason);
      }
    });
  }

  function retryLater(reason: string): void {
    log.error({ reason, port }, 'STUN stopped answering and starts again');
    state = { status: 'restarting', reason };
    restart = setTimeout(() => {
      restarting = startAgain();
    }, RESTART_DELAY_MS);
  }

  async function startAgain(): Promise<void> {
    try {
      const { worker } = await startThread(thread, { ...orders, port, addresses });
      if (state.status === 'closed') {
        await worker.terminate();
        return;
      }
      state = { status: 'listening', thread: worker };
      watch(worker);
      log.info({ port }, 'STUN answers again');
    } catch (error) {
      if (state.status !== 'closed') {
        retryLater(error instanceof Error ? error.message : String(error));
      }
    }
  }

  function health(): StunHealth {
    switch (state.status) {
      case 'listening':
        return {
          ok: true,
          port,
          addresses,
          received: counts[COUNTS.received] ?? 0,
          answered: counts[COUNTS.answered] ?? 0,
          ignored: counts[COUNTS.ignored] ?? 0,
          limited: counts[COUNTS.limited] ?? 0,
        };
      case 'restarting':
        return { ok: false, reason: `STUN is starting again: ${state.reason}` };
      case 'closed':
        return { ok: false, reason: 'STUN is off.' };
      default:
        return unreachable(state);
    }
  }

  let closing: Promise<void> | undefined;
  async function stop(): Promise<void> {
    const before = state;
    state = { status: 'closed' };
    clearTimeout(restart);
    if (before.status === 'listening') {
      await before.thread.terminate();
    }
    await restarting;
  }
  function close(): Promise<void> {
    closing ??= stop();
    return closing;
  }

  return { port, addresses, health, close, [Symbol.asyncDispose]: close };
}

/** A thread that has all its sockets open. Rejects when it has not; then no thread is left. */
async function startThread(
  thread: URL,
  orders: ThreadOrders,
): Promise<{ readonly worker: Worker; readonly port: number; readonly addresses: readonly string[] }> {
  const worker = new Worker(thread, {
    name: 'stun',
    workerData: orders,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
  });
  const report = await new Promise<ThreadReport>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => {
      reject(new Error('The STUN thread ended before it answered.'));
    });
  });
  switch (report.kind) {
    case 'bound':
      return { worker, port: report.port, addresses: report.addresses };
    case 'refused':
      await worker.terminate();
      throw new StunPortError(report.port, report.address, report.code);
    default:
      return unreachable(report);
  }
}

function causeOf(code: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return 'another program uses it';
    case 'EACCES':
      return 'the system does not allow it';
    case 'EADDRNOTAVAIL':
      return 'this machine does not have that address';
    case 'EAFNOSUPPORT':
      return 'this machine does not have that kind of address';
    default:
      return code;
  }
}
