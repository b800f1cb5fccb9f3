import type { RtpPacket } from './rtp.ts';

/** How one codec's frames lie in RTP packets. */
export interface Packetization {
  /** Where the frame's own bytes begin in this payload; undefined when there are none. */
  start(payload: Uint8Array): number | undefined;
  /** Whether a frame begins with this payload. */
  isFirst(payload: Uint8Array): boolean;
  /** What a frame that begins with these bytes is; `broken` when it says that it is a key frame but does not begin like one. */
  kind(head: Uint8Array): 'delta' | 'broken' | FrameSize;
}

/** In pixels. */
export interface FrameSize {
  readonly width: number;
  readonly height: number;
}

/** One whole picture. */
export interface Frame {
  /** The frame's bytes, in pieces as they came. */
  readonly parts: readonly Uint8Array[];
  readonly byteLength: number;
  /** 32 bits of the sender's media clock (90 kHz), wraps. */
  readonly timestamp: number;
  /** Set for a key frame. */
  readonly key: FrameSize | undefined;
}

/** More than any real frame: a key frame of a 4K desktop has about 1 MB. */
const FRAME_BYTES = 8 * 1024 * 1024;

/**
 * Frames from packets in order. After a loss everything up to the next key frame is left out: what
 * was predicted from a missing picture would be smeared.
 */
export class Frames {
  /** Frames that were left out, whole or not. */
  dropped = 0;
  /** Losses after which a key frame was needed. */
  gaps = 0;
  /** True until a key frame comes. */
  needsKeyFrame = true;
  readonly #packetization: Packetization;
  readonly #deliver: (frame: Frame) => void;
  #parts: Uint8Array[] = [];
  #byteLength = 0;
  #timestamp = 0;

  constructor(packetization: Packetization, deliver: (frame: Frame) => void) {
    this.#packetization = packetization;
    this.#deliver = deliver;
  }

  take(packet: RtpPacket, afterGap: boolean): void {
    if (afterGap) {
      this.lose();
    }
    const start = this.#packetization.start(packet.payload);
    if (start === undefined) {
      this.lose();
      return;
    }
    if (this.#parts.length > 0 && packet.timestamp !== this.#timestamp) {
      // Its end was never sent: Chromium drops what waits in its pacer when a key frame is asked for.
      this.lose();
    }
    if (this.#parts.length === 0 && !this.#packetization.isFirst(packet.payload)) {
      // The beginning of this frame was never seen.
      this.lose();
      return;
    }
    this.#timestamp = packet.timestamp;
    const part = packet.payload.subarray(start);
    this.#parts.push(part);
    this.#byteLength += part.length;
    if (this.#byteLength > FRAME_BYTES) {
      this.lose();
    } else if (packet.isLast) {
      this.#complete();
    }
  }

  /** Another source or a loss: the frame in hand is useless and the next must be a key frame. */
  lose(): void {
    if (this.#parts.length > 0) {
      this.dropped += 1;
    }
    this.#forget();
    if (!this.needsKeyFrame) {
      this.needsKeyFrame = true;
      this.gaps += 1;
    }
  }

  #complete(): void {
    const kind = this.#packetization.kind(this.#parts[0] ?? new Uint8Array());
    if (kind === 'broken') {
      this.lose();
      return;
    }
    const frame: Frame = {
      parts: this.#parts,
      byteLength: this.#byteLength,
      timestamp: this.#timestamp,
      key: kind === 'delta' ? undefined : kind,
    };
    this.#forget();
    if (this.needsKeyFrame && frame.key === undefined) {
      this.dropped += 1;
      return;
    }
    this.needsKeyFrame = false;
    this.#deliver(frame);
  }

  #forget(): void {
    this.#parts = [];
    this.#byteLength = 0;
  }
}
