const CLOCK_PER_MS = 90;
/** More than retransmissions and a busy machine can shift an arrival; a sender's clock may not differ more from ours. */
const TOLERANCE_MS = 2_000;

/**
 * Where each frame stands in the recording, in whole milliseconds from its beginning. Within one
 * source the sender's clock is followed, so that the movement is as smooth as it was; where that
 * clock jumps, or another source goes on, the time that really passed counts. Never goes back.
 */
export class Timeline {
  /** Where the last frame stands; undefined before the first. */
  lastMs: number | undefined;
  #beganAtMs = 0;
  /** Of the present source: the last timestamp and where it stands, without rounding. */
  #timestamp: number | undefined;
  #positionMs = 0;

  /** `arrivedAtMs` is monotonic. */
  place(timestamp: number, arrivedAtMs: number): number {
    if (this.lastMs === undefined) {
      this.#beganAtMs = arrivedAtMs;
    }
    const realMs = arrivedAtMs - this.#beganAtMs;
    const stepMs = this.#timestamp === undefined ? 0 : ((timestamp - this.#timestamp) | 0) / CLOCK_PER_MS;
    let positionMs = this.#positionMs + stepMs;
    if (this.#timestamp === undefined || Math.abs(positionMs - realMs) > TOLERANCE_MS) {
      positionMs = realMs;
    }
    this.#timestamp = timestamp;
    this.#positionMs = positionMs;
    const placedMs = this.lastMs === undefined ? 0 : Math.max(this.lastMs + 1, Math.round(positionMs));
    this.lastMs = placedMs;
    return placedMs;
  }

  /** The next frame is another source's, with a clock of its own. */
  changeSource(): void {
    this.#timestamp = undefined;
  }
}
