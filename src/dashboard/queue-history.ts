import type { QueueId } from '../kernel/index.ts';

export const MINUTE_MS = 60_000;
/** How far back it remembers. */
const MINUTES = 60;

/**
 * How many waited at most in each minute of the last hour, queue by queue. It remembers what it was told
 * since it was made, and nothing before: a line that is shorter than an hour is all there is.
 */
export class QueueHistory {
  readonly #beganMinute: number;
  /** By the minute, counted from when it was made; a minute without an entry is as the one before it ended. */
  readonly #lines = new Map<QueueId, { minute: number; now: number; longest: number[] }>();

  /** Times are of the monotonic clock: setting the calendar makes no hole. */
  constructor(nowMs: number) {
    this.#beganMinute = minuteOf(nowMs);
  }

  /** So many wait there from now on. */
  put(queue: QueueId, waiting: number, nowMs: number): void {
    const line = this.#lines.get(queue);
    if (line === undefined) {
      if (waiting > 0) {
        const minute = minuteOf(nowMs);
        const empty = Array<number>(Math.min(MINUTES - 1, minute - this.#beganMinute)).fill(0);
        this.#lines.set(queue, { minute, now: waiting, longest: [...empty, waiting] });
      }
      return;
    }
    reach(line, minuteOf(nowMs));
    line.now = waiting;
    line.longest[line.longest.length - 1] = Math.max(line.longest.at(-1) ?? 0, waiting);
  }

  /** Oldest first, the running minute last. */
  of(queue: QueueId, nowMs: number): readonly number[] {
    const line = this.#lines.get(queue);
    if (line === undefined) {
      return Array<number>(Math.min(MINUTES, minuteOf(nowMs) - this.#beganMinute + 1)).fill(0);
    }
    reach(line, minuteOf(nowMs));
    return line.longest;
  }
}

function minuteOf(ms: number): number {
  return Math.floor(ms / MINUTE_MS);
}

/** Brings a line to that minute: whoever waited when the last one ended still does. */
function reach(line: { minute: number; now: number; longest: number[] }, minute: number): void {
  const passed = Math.min(MINUTES, minute - line.minute);
  if (passed > 0) {
    line.longest = [...line.longest, ...Array<number>(passed).fill(line.now)].slice(-MINUTES);
    line.minute = minute;
  }
}
