/**
 * The STUN message codec (RFC 8489 §5 and §14): bytes in, message out, and back. It knows how a
 * message is framed and when that frame is broken; what to answer is decided in answer.ts.
 */
import { crc32 } from './crc32.ts';

export const BINDING = 0x001;

/** RFC 8489 §18.3, with the one of RFC 8445 that a connectivity check must carry. */
export const ATTRIBUTE = {
  mappedAddress: 0x0001,
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  realm: 0x0014,
  nonce: 0x0015,
  messageIntegritySha256: 0x001c,
  passwordAlgorithm: 0x001d,
  userhash: 0x001e,
  xorMappedAddress: 0x0020,
  priority: 0x0024,
  fingerprint: 0x8028,
} as const;

/** The message's class: what it is in its exchange. */
export type Role = 'request' | 'indication' | 'success' | 'error';

export interface Attribute {
  /** Below 0x8000 the receiver must understand it (comprehension-required). */
  readonly type: number;
  /** Where its value lies in the datagram, without padding. */
  readonly valueAt: number;
  readonly valueBytes: number;
}

export interface Message {
  readonly role: Role;
  /** 12 bits; 1 is Binding. */
  readonly method: number;
  /** In order, but for FINGERPRINT and for what RFC 8489 §14.5 says to ignore. */
  readonly attributes: readonly Attribute[];
  /** It carried a FINGERPRINT, and that was right. */
  readonly fingerprinted: boolean;
}

export const HEADER_BYTES = 20;
export const FINGERPRINT_BYTES = 8;

/** Over UDP a message stays below the path's MTU (RFC 8489 §6.1): nothing longer is looked at. */
const MESSAGE_BYTES_MAX = 1500;

const ATTRIBUTE_HEADER_BYTES = 4;
const MAGIC_COOKIE = 0x2112a442;
const FINGERPRINT_XOR = 0x5354554e;
const MESSAGE_INTEGRITY_BYTES = 20;
const BINDING_REQUEST_TYPE = messageType('request', BINDING);

/**
 * Whether the 20 bytes of header are those of a Binding request as long as its datagram: the cheap
 * test that comes before anything else is spent on a datagram.
 */
export function isBindingRequest(datagram: Uint8Array): boolean {
  return isFramed(datagram) && uint16(datagram, 0) === BINDING_REQUEST_TYPE;
}

/**
 * The message in one datagram, or `undefined` where RFC 8489 wants it silently discarded: no magic
 * cookie, a length that is not the datagram's, an attribute that is cut off, a FINGERPRINT that is
 * wrong or not last, an integrity attribute of impossible length.
 */
export function parseMessage(datagram: Uint8Array): Message | undefined {
  if (!isFramed(datagram)) {
    return undefined;
  }
  const attributes: Attribute[] = [];
  let fingerprinted = false;
  let integrity = false;
  for (let at = HEADER_BYTES; at < datagram.length;) {
    // The length is a multiple of four and so is every step, so these four bytes are there.
    const type = uint16(datagram, at);
    const valueBytes = uint16(datagram, at + 2);
    const next = at + attributeBytes(valueBytes);
    if (next > datagram.length) {
      return undefined;
    }
    if (type === ATTRIBUTE.fingerprint) {
      if (next !== datagram.length || !isFingerprint(datagram, at, valueBytes)) {
        return undefined;
      }
      fingerprinted = true;
    } else if (isIntegrity(type)) {
      if (!isIntegrityLength(type, valueBytes)) {
        return undefined;
      }
      integrity = true;
    } else if (!integrity) {
      attributes.push({ type, valueAt: at + ATTRIBUTE_HEADER_BYTES, valueBytes });
    }
    at = next;
  }
  const type = uint16(datagram, 0);
  return {
    role: roleOf(type),
    method: (type & 0x000f) | ((type & 0x00e0) >> 1) | ((type & 0x3e00) >> 2),
    attributes,
    fingerprinted,
  };
}

// Writing goes in order, into bytes that have exactly the message's length and may hold anything
// before: the header, then each attribute at the place that the one before it returned.

/** What an attribute takes up in a message, with its header and padding. */
export function attributeBytes(valueBytes: number): number {
  return ATTRIBUTE_HEADER_BYTES + ((valueBytes + 3) & ~3);
}

/** The header of an answer to `request`, whose cookie and transaction it repeats. */
export function putHeader(bytes: Uint8Array, role: Role, method: number, request: Uint8Array): number {
  setUint16(bytes, 0, messageType(role, method));
  setUint16(bytes, 2, bytes.length - HEADER_BYTES);
  for (let at = 4; at < HEADER_BYTES; at++) {
    bytes[at] = request[at] ?? 0;
  }
  return HEADER_BYTES;
}

/** The value of XOR-MAPPED-ADDRESS: 8 bytes for an address of 4 bytes, 20 for one of 16. */
export function xorMappedAddressBytes(address: Uint8Array): number {
  return 4 + address.length;
}

/** XOR-MAPPED-ADDRESS (RFC 8489 §14.2): the mask is the header's cookie and transaction. */
export function putXorMappedAddress(
  bytes: Uint8Array,
  at: number,
  address: Uint8Array,
  port: number,
): number {
  const valueAt = putAttributeHeader(bytes, at, ATTRIBUTE.xorMappedAddress, xorMappedAddressBytes(address));
  setUint16(bytes, valueAt, address.length === 4 ? 0x0001 : 0x0002);
  setUint16(bytes, valueAt + 2, port ^ uint16(bytes, 4));
  for (let index = 0; index < address.length; index++) {
    bytes[valueAt + 4 + index] = (address[index] ?? 0) ^ (bytes[4 + index] ?? 0);
  }
  return valueAt + 4 + address.length;
}

/** The value of ERROR-CODE with an ASCII reason, which may be empty. */
export function errorCodeBytes(reason: string): number {
  return 4 + reason.length;
}

/** ERROR-CODE (RFC 8489 §14.8): the hundreds and the rest of the code lie apart. */
export function putErrorCode(bytes: Uint8Array, at: number, code: number, reason: string): number {
  const valueAt = putAttributeHeader(bytes, at, ATTRIBUTE.errorCode, errorCodeBytes(reason));
  const hundreds = Math.floor(code / 100);
  setUint16(bytes, valueAt, 0);
  setUint16(bytes, valueAt + 2, (hundreds << 8) | (code - hundreds * 100));
  for (let index = 0; index < reason.length; index++) {
    bytes[valueAt + 4 + index] = reason.charCodeAt(index);
  }
  return putPadding(bytes, valueAt + 4 + reason.length);
}

/** The value of UNKNOWN-ATTRIBUTES. */
export function unknownAttributesBytes(types: readonly number[]): number {
  return types.length * 2;
}

/** UNKNOWN-ATTRIBUTES (RFC 8489 §14.13): the types, two bytes each. */
export function putUnknownAttributes(bytes: Uint8Array, at: number, types: readonly number[]): number {
  const valueBytes = unknownAttributesBytes(types);
  const valueAt = putAttributeHeader(bytes, at, ATTRIBUTE.unknownAttributes, valueBytes);
  for (const [index, type] of types.entries()) {
    setUint16(bytes, valueAt + index * 2, type);
  }
  return putPadding(bytes, valueAt + valueBytes);
}

/** FINGERPRINT: the last attribute, since it covers all before it. */
export function putFingerprint(bytes: Uint8Array, at: number): number {
  const valueAt = putAttributeHeader(bytes, at, ATTRIBUTE.fingerprint, 4);
  const fingerprint = fingerprintOf(bytes, at);
  setUint16(bytes, valueAt, fingerprint >>> 16);
  setUint16(bytes, valueAt + 2, fingerprint);
  return valueAt + 4;
}

function putAttributeHeader(bytes: Uint8Array, at: number, type: number, valueBytes: number): number {
  setUint16(bytes, at, type);
  setUint16(bytes, at + 2, valueBytes);
  return at + ATTRIBUTE_HEADER_BYTES;
}

function putPadding(bytes: Uint8Array, at: number): number {
  let end = at;
  for (; end % 4 !== 0; end++) {
    bytes[end] = 0;
  }
  return end;
}

/** RFC 8489 §6.3: two zero bits, the cookie, a sensible length that is also the datagram's. */
function isFramed(datagram: Uint8Array): boolean {
  const { length } = datagram;
  return (
    length >= HEADER_BYTES &&
    length <= MESSAGE_BYTES_MAX &&
    length % 4 === 0 &&
    (datagram[0] ?? 0) < 0x40 &&
    uint16(datagram, 2) === length - HEADER_BYTES &&
    uint32(datagram, 4) === MAGIC_COOKIE
  );
}

/** The class bits lie between the method's: M11–M7 C1 M6–M4 C0 M3–M0. */
function messageType(role: Role, method: number): number {
  const classBits = { request: 0x0000, indication: 0x0010, success: 0x0100, error: 0x0110 }[role];
  return classBits | (method & 0x000f) | ((method & 0x0070) << 1) | ((method & 0x0f80) << 2);
}

function roleOf(type: number): Role {
  if ((type & 0x0100) === 0) {
    return (type & 0x0010) === 0 ? 'request' : 'indication';
  }
  return (type & 0x0010) === 0 ? 'success' : 'error';
}

function isIntegrity(type: number): boolean {
  return type === ATTRIBUTE.messageIntegrity || type === ATTRIBUTE.messageIntegritySha256;
}

/** SHA-1 is whole; SHA-256 may be cut to four-byte steps from 16 (RFC 8489 §14.5, §14.6). */
function isIntegrityLength(type: number, bytes: number): boolean {
  return type === ATTRIBUTE.messageIntegrity
    ? bytes === MESSAGE_INTEGRITY_BYTES
    : bytes >= 16 && bytes <= 32 && bytes % 4 === 0;
}

function isFingerprint(datagram: Uint8Array, at: number, valueBytes: number): boolean {
  return valueBytes === 4 && uint32(datagram, at + 4) === fingerprintOf(datagram, at);
}

/** RFC 8489 §14.7: over all before it, in a message whose length already counts it. */
function fingerprintOf(bytes: Uint8Array, at: number): number {
  return (crc32(bytes, at) ^ FINGERPRINT_XOR) >>> 0;
}

// Byte by byte: a DataView costs more to make than the rest of an answer.
function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

function uint32(bytes: Uint8Array, at: number): number {
  return ((uint16(bytes, at) << 16) | uint16(bytes, at + 2)) >>> 0;
}

function setUint16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}
