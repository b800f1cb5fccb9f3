import type { Packetization } from './frames.ts';

/** Bits of the descriptor's first byte. */
const HAS_PICTURE_ID = 0x80;
const IS_PREDICTED = 0x40;
const HAS_LAYERS = 0x20;
const IS_FLEXIBLE = 0x10;
const BEGINS_FRAME = 0x08;
const HAS_STRUCTURE = 0x02;
const REFERENCES = 3;

/** VP9 in RTP, one spatial layer, profile 0: RFC 9628. */
export const VP9: Packetization = {
  /** §4.2: the payload descriptor. */
  start(payload) {
    const first = payload[0] ?? 0;
    let length = 1;
    if ((first & HAS_PICTURE_ID) !== 0) {
      length += ((payload[length] ?? 0) & 0x80) === 0 ? 1 : 2;
    }
    if ((first & HAS_LAYERS) !== 0) {
      length += (first & IS_FLEXIBLE) === 0 ? 2 : 1;
    }
    if ((first & IS_FLEXIBLE) !== 0 && (first & IS_PREDICTED) !== 0) {
      for (let reference = 1; reference <= REFERENCES; reference += 1) {
        const more = ((payload[length] ?? 0) & 1) === 1;
        length += 1;
        if (!more) {
          break;
        }
      }
    }
    if ((first & HAS_STRUCTURE) !== 0) {
      length += structureLength(payload, length);
    }
    return length < payload.length ? length : undefined;
  },
  isFirst: (payload) => ((payload[0] ?? 0) & BEGINS_FRAME) !== 0,
  /** The codec's specification, §6.2: the uncompressed header. */
  kind(head) {
    const first = head[0] ?? 0;
    const showsExisting = (first & 0x08) !== 0;
    if (first >> 4 !== 0b1000) {
      return 'broken';
    }
    if (showsExisting || (first & 0x04) !== 0) {
      return 'delta';
    }
    const hasSyncCode = head[1] === 0x49 && head[2] === 0x83 && head[3] === 0x42;
    // Three bits of colour space (seven is not for profile 0) and one of range come before the size.
    const hasColour = (head[4] ?? 0xff) >> 5 !== 7;
    return hasSyncCode && hasColour && head.length > 8
      ? { width: 1 + sixteenBits(head, 4), height: 1 + sixteenBits(head, 6) }
      : 'broken';
  },
};

/** §4.2.1: how the layers are built; said with key frames. */
function structureLength(payload: Uint8Array, at: number): number {
  const first = payload[at] ?? 0;
  let length = 1;
  if ((first & 0x10) !== 0) {
    length += ((first >> 5) + 1) * 4;
  }
  if ((first & 0x08) !== 0) {
    const pictures = payload[at + length] ?? 0;
    length += 1;
    for (let picture = 0; picture < pictures; picture += 1) {
      length += 1 + (((payload[at + length] ?? 0) >> 2) & 3);
    }
  }
  return length;
}

/** Sixteen bits from the middle of byte `at` on. */
function sixteenBits(bytes: Uint8Array, at: number): number {
  return (((bytes[at] ?? 0) & 0x0f) << 12) | ((bytes[at + 1] ?? 0) << 4) | ((bytes[at + 2] ?? 0) >> 4);
}
