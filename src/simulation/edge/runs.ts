import { Worker } from 'node:worker_threads';
import { Fault, LIMITS, newId, type Brand, type Log, type Random } from '../../kernel/index.ts';
import type { ReplayOrders, ReplayReport, ReplayResult } from './orders.ts';

/** More than 50,000 stays with all their events ever took. */
const HEAP_MB_MAX = 512;

export type ReplayId = Brand<string, 'ReplayId'>;

type State =
  | { readonly kind: 'running'; readonly share: number }
  | { readonly kind: 'done'; readonly result: ReplayResult }
  /** The thread failed: it was written to the log. */
  | { readonly kind: 'failed' };

/** A replay that somebody asked for; `asked` is what the page says of it. */
export interface Run<Asked> {
  readonly id: ReplayId;
  readonly asked: Asked;
  readonly state: State;
}

/** Replays, each in a thread of its own. The latest are kept until the appliance ends, and nowhere else. */
export class ReplayRuns<Asked> implements AsyncDisposable {
  readonly #runs = new Map<ReplayId, Run<Asked>>();
  readonly #threads = new Set<Worker>();
  readonly #random: Random;
  readonly #log: Log;

  constructor(ports: { readonly random: Random; readonly log: Log }) {
    this.#random = ports.random;
    this.#log = ports.log;
  }

  /** Raises `too-many` while others run. */
  start(asked: Asked, orders: ReplayOrders): ReplayId {
    const running = [...this.#runs.values()].filter(({ state }) => state.kind === 'running');
    if (running.length >= LIMITS.replaysRunning) {
      throw new Fault('too-many', {
        sentence: 'Another replay is running, which takes some seconds. Please try again in a moment.',
      });
    }
    const id = newId<ReplayId>(this.#random);
    this.#put({ id, asked, state: { kind: 'running', share: 0 } });
    const thread = new Worker(new URL('./replay-thread.ts', import.meta.url), {
      name: 'replay',
      workerData: orders,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
    });
    this.#threads.add(thread);
    const become = (state: State) => {
      const run = this.#runs.get(id);
      if (run?.state.kind === 'running') {
        this.#runs.set(id, { ...run, state });
      }
    };
    thread.on('message', (report: ReplayReport) => {
      become(
        report.kind === 'progress'
          ? { kind: 'running', share: report.share }
          : { kind: 'done', result: report.result },
      );
    });
    thread.on('error', (error) => {
      this.#log.error({ err: error }, 'A replay failed.');
      become({ kind: 'failed' });
    });
    thread.on('exit', () => {
      this.#threads.delete(thread);
      become({ kind: 'failed' });
    });
    return id;
  }

  find(id: ReplayId): Run<Asked> | undefined {
    return this.#runs.get(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  #put(run: Run<Asked>): void {
    for (const oldest of this.#runs.keys()) {
      if (this.#runs.size < LIMITS.replaysKept) {
        break;
      }
      this.#runs.delete(oldest);
    }
    this.#runs.set(run.id, run);
  }
}
