import type { Packetization } from './frames.ts';

/** VP8 in RTP: RFC 7741. */
export const VP8: Packetization = {
  /** §4.2: the payload descriptor. */
  start(payload) {
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
  },
  /** The start of partition 0. */
  isFirst: (payload) => ((payload[0] ?? 0) & 0x17) === 0x10,
  /** RFC 6386 §9.1: the frame tag, the start code and the size. */
  kind(head) {
    if (((head[0] ?? 1) & 1) === 1) {
      return 'delta';
    }
    const width = (head[6] ?? 0) | (((head[7] ?? 0) & 0x3f) << 8);
    const height = (head[8] ?? 0) | (((head[9] ?? 0) & 0x3f) << 8);
    const hasStartCode = head[3] === 0x9d && head[4] === 0x01 && head[5] === 0x2a;
    return hasStartCode && width > 0 && height > 0 ? { width, height } : 'broken';
  },
};
