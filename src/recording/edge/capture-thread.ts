import { parentPort } from 'node:worker_threads';
import { Captures } from './capture.ts';
import type { ToThread } from './thread-messages.ts';

/**
 * The thread that records. Packets are collected by the kernel while it sleeps and taken many at a
 * time: waking for each would cost twice the CPU (docs/decisions/recording.md).
 */
const SLEEP_MS = 20;
/** As many as Node takes from one socket at a time: then more are waiting. */
const BUSY_PACKETS = 32;

const sleeping = new Int32Array(new SharedArrayBuffer(4));
const captures = new Captures((message) => parentPort?.postMessage(message));
let isTurning = false;

function turn(): void {
  const packets = captures.turn(performance.now());
  if (captures.size === 0) {
    isTurning = false;
    return;
  }
  if (packets < BUSY_PACKETS) {
    Atomics.wait(sleeping, 0, 0, SLEEP_MS);
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
