import { instant, type Clock, type Log, type Timers } from '../kernel/index.ts';

/** What setTimeout can wait for; a longer delay would run at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => instant(Date.now()),
  monotonicMs: () => performance.now(),
};

/**
 * Timers of the running process. They do not keep it alive, and what one throws is logged, so that
 * one session's deadline cannot end all others.
 */
export function systemTimers(log: Log): Timers {
  return {
    after(delayMs, work) {
      if (Number.isNaN(delayMs)) {
        throw new RangeError('delayMs is not a number');
      }
      const dueMs = performance.now() + delayMs;
      let timeout: NodeJS.Timeout;
      function wait(): void {
        const leftMs = Math.ceil(dueMs - performance.now());
        timeout = setTimeout(fire, Math.min(leftMs, LONGEST_TIMEOUT_MS));
        timeout.unref();
      }
      function fire(): void {
        // A delay may be too long for one timeout, and setTimeout may be up to a millisecond early.
        if (performance.now() < dueMs) {
          wait();
          return;
        }
        try {
          work();
        } catch (thrown) {
          log.error({ err: thrown }, 'A timer failed.');
        }
      }
      wait();
      return { [Symbol.dispose]: () => clearTimeout(timeout) };
    },
  };
}
