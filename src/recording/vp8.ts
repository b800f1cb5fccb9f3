import type { RtpPacket } from './rtp.ts';

/** One whole picture of VP8. */
export interface Frame {
  /** The frame's bytes, in pieces as they came. */
  readonly parts: readonly Uint8Array[];
  readonly byteLength: number;
  /** 32 bits of the sender's media clock (90 kHz), wraps. */
  readonly timestamp: number;
  /** Set for a key frame: its size in pixels. */
  readonly key: { readonly width: number; readonly height: number } | undefined;
}

/** More than any real frame: a key frame of a 4K desktop has about 1 MB. */
const FRAME_BYTES = 8 * 1024 * 1024;

/**
 * Frames from the packets of RFC 7741. After a loss everything up to the next key frame is left
 * out: what was predicted from a missing picture would be smeared.
 */
export class Vp8Frames {
  /** Frames that were left out, whole or not. */
  dropped = 0;
  /** Losses after which a key frame was needed. */
  gaps = 0;
  /** True until a key frame comes. */
  needsKeyFrame = true;
  readonly #deliver: (frame: Frame) => void;
  #parts: Uint8Array[] = [];
  #byteLength = 0;
  #timestamp = 0;

  constructor(deliver: (frame: Frame) => void) {
    this.#deliver = deliver;
  }

  take(packet: RtpPacket, afterGap: boolean): void {
    if (afterGap) {
      this.lose();
    }
    const start = descriptorLength(packet.payload);
    if (start === undefined) {
      this.lose();
      return;
    }
    const isFirst = ((packet.payload[0] ?? 0) & 0x17) === 0x10;
    if (this.#parts.length > 0 && packet.timestamp !== this.#timestamp) {
      this.#complete();
    }
    if (this.#parts.length === 0 && !isFirst) {
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
    const frame: Frame = {
      parts: this.#parts,
      byteLength: this.#byteLength,
      timestamp: this.#timestamp,
      key: keyFrameSize(this.#parts),
    };
    if (frame.key === undefined && ((frame.parts[0]?.[0] ?? 0) & 1) === 0) {
      // It says that it is a key frame but does not begin like one.
      this.lose();
      return;
    }
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

/** RFC 7741 §4.2. Undefined when nothing follows the descriptor. */
function descriptorLength(payload: Uint8Array): number | undefined {
  let length = 1;
  if (((payload[0] ?? 0) & 0x80) !== 0) {
    const extension = payload[1] ?? 0;
    length = 2;
    if ((extension & 0x80) !== 0) {
      length += ((payload[length] ?? 0) & 0x80) === 0 ? 1 : 2;
    }
    if ((extension & 0x40) !== 0) {
      length += 1;
    }
    if ((extension & 0x30) !== 0) {
      length += 1;
    }
  }
  return length < payload.length ? length : undefined;
}

/** RFC 6386 §9.1: the frame tag, the start code and the size; undefined for anything but a key frame. */
function keyFrameSize(parts: readonly Uint8Array[]): Frame['key'] {
  const head = parts[0] ?? new Uint8Array();
  if (
    head.length < 10 ||
    ((head[0] ?? 1) & 1) !== 0 ||
    head[3] !== 0x9d ||
    head[4] !== 0x01 ||
    head[5] !== 0x2a
  ) {
    return undefined;
  }
  const width = (head[6] ?? 0) | (((head[7] ?? 0) & 0x3f) << 8);
  const height = (head[8] ?? 0) | (((head[9] ?? 0) & 0x3f) << 8);
  return width === 0 || height === 0 ? undefined : { width, height };
}
