/** Datagrams as clients make them, and as they should not; built without the codec under test. */
import { crc32 } from 'node:zlib';

/** An attribute as [type, value]. */
export type Written = readonly [type: number, value: Uint8Array];

const TRANSACTION_ID = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');
const FINGERPRINT = 0x8028;

export interface RequestParts {
  /** 0x0001 is a Binding request. */
  readonly type?: number;
  readonly cookie?: number;
  readonly transactionId?: Uint8Array;
  readonly attributes?: readonly Written[];
  /** Put a right one last. */
  readonly fingerprint?: boolean;
}

/** A message that is right in its framing, whatever is in it. */
export function datagramOf(parts: RequestParts = {}): Buffer {
  const attributes = (parts.attributes ?? []).map(([type, value]) => attributeOf(type, value));
  const body = Buffer.concat(attributes);
  const header = Buffer.alloc(20);
  header.writeUInt16BE(parts.type ?? 0x0001, 0);
  header.writeUInt16BE(body.length + (parts.fingerprint === true ? 8 : 0), 2);
  header.writeUInt32BE(parts.cookie ?? 0x2112a442, 4);
  header.set(parts.transactionId ?? TRANSACTION_ID, 8);
  const message = Buffer.concat([header, body]);
  if (parts.fingerprint !== true) {
    return message;
  }
  const value = Buffer.alloc(4);
  value.writeUInt32BE((crc32(message) ^ 0x5354554e) >>> 0);
  return Buffer.concat([message, attributeOf(FINGERPRINT, value)]);
}

function attributeOf(type: number, value: Uint8Array): Buffer {
  const attribute = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  attribute.writeUInt16BE(type, 0);
  attribute.writeUInt16BE(value.length, 2);
  attribute.set(value, 4);
  return attribute;
}

/** A message taken apart, for looking at answers. Throws where its framing or its FINGERPRINT is wrong. */
export function dissect(message: Uint8Array): {
  readonly type: number;
  readonly transactionId: string;
  readonly attributes: ReadonlyMap<number, Buffer>;
} {
  const bytes = Buffer.from(message);
  if (bytes.readUInt16BE(2) !== bytes.length - 20 || bytes.readUInt32BE(4) !== 0x2112a442) {
    throw new Error(`not a STUN message: ${bytes.toString('hex')}`);
  }
  const attributes = new Map<number, Buffer>();
  let at = 20;
  while (at < bytes.length) {
    const type = bytes.readUInt16BE(at);
    const length = bytes.readUInt16BE(at + 2);
    const value = bytes.subarray(at + 4, at + 4 + length);
    if (value.length !== length) {
      throw new Error(`cut off: ${bytes.toString('hex')}`);
    }
    if (type === FINGERPRINT && value.readUInt32BE() !== (crc32(bytes.subarray(0, at)) ^ 0x5354554e) >>> 0) {
      throw new Error(`wrong FINGERPRINT: ${bytes.toString('hex')}`);
    }
    attributes.set(type, value);
    at += 4 + Math.ceil(length / 4) * 4;
  }
  if (at !== bytes.length) {
    throw new Error(`padding is missing: ${bytes.toString('hex')}`);
  }
  return {
    type: bytes.readUInt16BE(0),
    transactionId: bytes.subarray(8, 20).toString('hex'),
    attributes,
  };
}

/** Everything that has to be met with silence, by what is wrong with it. */
export function malformed(): ReadonlyMap<string, Uint8Array> {
  const bare = datagramOf();
  const software: Written = [0x8022, Buffer.from('test')];
  const withSoftware = datagramOf({ attributes: [software] });
  const fingerprinted = datagramOf({ attributes: [software], fingerprint: true });
  return new Map<string, Uint8Array>([
    ['nothing at all', Buffer.alloc(0)],
    ['one byte', Buffer.from([0])],
    ['a header that is cut off', bare.subarray(0, 19)],
    ['four bytes of zero', Buffer.alloc(4)],
    ['twenty bytes of zero', Buffer.alloc(20)],
    ['the first bit set, as in RTP', altered(bare, 0, 0x80)],
    ['the second bit set, as in TURN channel data', altered(bare, 0, 0x40)],
    ['no magic cookie, as in RFC 3489', datagramOf({ cookie: 0x12345678 })],
    ['a magic cookie in the other byte order', datagramOf({ cookie: 0x42a41221 })],
    ['a length beyond the datagram', altered(bare, 3, 4)],
    ['a length short of the datagram', altered(withSoftware, 3, 4)],
    ['a length that is no multiple of four', altered(withSoftware, 3, 6)],
    ['a length of 65,532', altered(altered(bare, 2, 0xff), 3, 0xfc)],
    ['bytes after the message', Buffer.concat([bare, Buffer.alloc(4)])],
    ['two bytes after the message', Buffer.concat([bare, Buffer.alloc(2)])],
    ['an attribute longer than the message', altered(withSoftware, 23, 5)],
    ['an attribute of 65,535 bytes', altered(altered(withSoftware, 22, 0xff), 23, 0xff)],
    ['a wrong FINGERPRINT', altered(fingerprinted, fingerprinted.length - 1, 0, true)],
    ['a FINGERPRINT over other bytes', altered(fingerprinted, 9, 0, true)],
    ['a FINGERPRINT of two bytes', datagramOf({ attributes: [[FINGERPRINT, Buffer.alloc(2)]] })],
    ['a FINGERPRINT that calls its last byte padding', altered(fingerprinted, fingerprinted.length - 5, 3)],
    ['an empty FINGERPRINT', datagramOf({ attributes: [[FINGERPRINT, Buffer.alloc(0)]] })],
    ['something after the FINGERPRINT', afterFingerprint()],
    ['two FINGERPRINTs', twoFingerprints()],
    ['a MESSAGE-INTEGRITY of 16 bytes', datagramOf({ attributes: [[0x0008, Buffer.alloc(16)]] })],
    ['a MESSAGE-INTEGRITY-SHA256 of 12 bytes', datagramOf({ attributes: [[0x001c, Buffer.alloc(12)]] })],
    ['a MESSAGE-INTEGRITY-SHA256 of 18 bytes', datagramOf({ attributes: [[0x001c, Buffer.alloc(18)]] })],
    ['a MESSAGE-INTEGRITY-SHA256 of 36 bytes', datagramOf({ attributes: [[0x001c, Buffer.alloc(36)]] })],
    ['more than fits a packet', datagramOf({ attributes: [[0x8022, Buffer.alloc(1480)]] })],
    ['an indication', datagramOf({ type: 0x0011 })],
    ['a success response', datagramOf({ type: 0x0101 })],
    ['an error response', datagramOf({ type: 0x0111 })],
    ['method 0', datagramOf({ type: 0x0000 })],
    ['a shared secret request of RFC 3489', datagramOf({ type: 0x0002 })],
    ['a TURN Allocate request', datagramOf({ type: 0x0003 })],
    ['method 0x101, whose low bits are those of Binding', datagramOf({ type: 0x0401 })],
    ['the highest method', datagramOf({ type: 0x3eef })],
    ['a DNS query', Buffer.from('1234010000010000000000000377777707657861', 'hex')],
  ]);
}

function altered(bytes: Buffer, at: number, value: number, flip = false): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = flip ? (copy[at] ?? 0) ^ 0xff : value;
  return copy;
}

/** A FINGERPRINT that is right for its place, with an attribute behind it. */
function afterFingerprint(): Buffer {
  const tail = attributeOf(0x8022, Buffer.from('test'));
  return withFingerprintThen(tail);
}

function twoFingerprints(): Buffer {
  return datagramOf({
    attributes: [[FINGERPRINT, withFingerprintThen(Buffer.alloc(8)).subarray(24, 28)]],
    fingerprint: true,
  });
}

function withFingerprintThen(tail: Buffer): Buffer {
  const header = datagramOf();
  header.writeUInt16BE(8 + tail.length, 2);
  const value = Buffer.alloc(4);
  value.writeUInt32BE((crc32(header) ^ 0x5354554e) >>> 0);
  return Buffer.concat([header, attributeOf(FINGERPRINT, value), tail]);
}
