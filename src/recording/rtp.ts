/** One RTP packet (RFC 3550), as far as a recorder needs it. */
export interface RtpPacket {
  /** 16 bits, wraps. */
  readonly sequence: number;
  /** 32 bits of the sender's media clock, wraps. */
  readonly timestamp: number;
  /** The marker bit: the last packet of a frame. */
  readonly isLast: boolean;
  readonly payload: Uint8Array;
}

const HEADER_BYTES = 12;
const RTCP_FEEDBACK = 205;
const GENERIC_NACK = 1;
/** Names us in feedback; the relay does not look at it. */
const OUR_SSRC = 1;

/** Undefined for anything but a well-formed packet of this stream and payload type: RTCP, padding alone, noise. */
export function readRtp(datagram: Uint8Array, ssrc: number, payloadType: number): RtpPacket | undefined {
  const first = datagram[0] ?? 0;
  const second = datagram[1] ?? 0;
  if (
    datagram.length < HEADER_BYTES ||
    first >> 6 !== 2 ||
    (second & 0x7f) !== payloadType ||
    uint32(datagram, 8) !== ssrc
  ) {
    return undefined;
  }
  let start = HEADER_BYTES + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    start += 4 + uint16(datagram, start + 2) * 4;
  }
  const padding = (first & 0x20) === 0 ? 0 : (datagram[datagram.length - 1] ?? 0);
  const end = datagram.length - padding;
  if (start >= end) {
    return undefined;
  }
  return {
    sequence: uint16(datagram, 2),
    timestamp: uint32(datagram, 4),
    isLast: (second & 0x80) !== 0,
    payload: datagram.subarray(start, end),
  };
}

/** A request to send these packets again (RFC 4585, generic NACK). `sequences` in ascending order. */
export function writeNack(ssrc: number, sequences: readonly number[]): Uint8Array {
  const items: { first: number; following: number }[] = [];
  for (const sequence of sequences) {
    const item = items.at(-1);
    const distance = item === undefined ? 0 : (sequence - item.first) & 0xffff;
    if (item === undefined || distance === 0 || distance > 16) {
      items.push({ first: sequence, following: 0 });
    } else {
      item.following |= 1 << (distance - 1);
    }
  }
  const bytes = new Uint8Array(12 + items.length * 4);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80 | GENERIC_NACK);
  view.setUint8(1, RTCP_FEEDBACK);
  view.setUint16(2, bytes.length / 4 - 1);
  view.setUint32(4, OUR_SSRC);
  view.setUint32(8, ssrc);
  items.forEach(({ first, following }, index) => {
    view.setUint16(12 + index * 4, first);
    view.setUint16(14 + index * 4, following);
  });
  return bytes;
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function uint32(bytes: Uint8Array, at: number): number {
  return ((uint16(bytes, at) << 16) | uint16(bytes, at + 2)) >>> 0;
}
