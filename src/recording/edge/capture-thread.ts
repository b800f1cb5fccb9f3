import { parentPort, workerData } from 'node:worker_threads';
import { Captures } from './capture.ts';
import type { ToThread } from './thread-messages.ts';

/**
 * The thread that records. The kernel collects packets while it sleeps and they are taken many at a
 * time: waking for each would cost twice the CPU (docs/decisions/recording.md).
 */
const SLEEP_MS = 100;
/** While a picture or an end is waited for. */
const NAP_MS = 10;
/** As many as Node takes from one socket at a time: then more are waiting. */
const BUSY_PACKETS = 32;

/** Not 0 when the appliance has said something. */
const called = new Int32Array(workerData as SharedArrayBuffer);
const captures = new Captures((message) => parentPort?.postMessage(message));
let isTurning = false;

function turn(): void {
  const packets = captures.turn(performance.now());
  if (captures.size === 0) {
    isTurning = false;
    return;
  }
  if (packets < BUSY_PACKETS) {
    Atomics.wait(called, 0, 0, captures.isExpectant ? NAP_MS : SLEEP_MS);
    Atomics.store(called, 0, 0);
  }
  setImmediate(turn);
}

parentPort?.on('message', (message: ToThread) => {
  captures.handle(message);
  if (!isTurning) {
    isTurning = true;
    setImmediate(turn);
  }
});
