/**
 * Datagram in, datagram out or nothing: the whole of what this server says (RFC 8489 §6.3).
 * A source address can be forged, so every answer is measured against what it answers
 * (docs/decisions/stun.md): it must not turn the appliance into an amplifier.
 */
import type { Attribute } from './message.ts';
import {
  ATTRIBUTE,
  BINDING,
  FINGERPRINT_BYTES,
  HEADER_BYTES,
  attributeBytes,
  errorCodeBytes,
  parseMessage,
  putErrorCode,
  putFingerprint,
  putHeader,
  putUnknownAttributes,
  putXorMappedAddress,
  unknownAttributesBytes,
  xorMappedAddressBytes,
} from './message.ts';

/** Where a datagram came from, as the appliance sees it. */
export interface Source {
  /** 4 bytes (IPv4) or 16 (IPv6), in network order: see readIpAddress. */
  readonly address: Uint8Array;
  readonly port: number;
}

const ANSWER_TO_REQUEST_MAX = 1.5;
const UNKNOWN_ATTRIBUTE = 420;
const REASON = 'Unknown Attribute';

/**
 * What does not change the answer of a server that wants no credentials. PRIORITY belongs to
 * connectivity checks between two browsers; RFC 5769's sample request has it, and coturn answers it.
 */
const UNDERSTOOD: ReadonlySet<number> = new Set([
  ATTRIBUTE.mappedAddress,
  ATTRIBUTE.username,
  ATTRIBUTE.errorCode,
  ATTRIBUTE.unknownAttributes,
  ATTRIBUTE.realm,
  ATTRIBUTE.nonce,
  ATTRIBUTE.passwordAlgorithm,
  ATTRIBUTE.userhash,
  ATTRIBUTE.xorMappedAddress,
  ATTRIBUTE.priority,
]);

/** Memory for an answer: exactly `bytes` long, in whatever state. */
export type Allocate = (bytes: number) => Uint8Array;

/**
 * The answer to one datagram: the address it came from (XOR-MAPPED-ADDRESS), or error 420 with the
 * attributes that are not understood. `undefined` for everything that is not a sound Binding
 * request. Never throws, whatever the bytes are.
 */
export function answerTo(
  datagram: Uint8Array,
  from: Source,
  allocate: Allocate = (bytes) => new Uint8Array(bytes),
): Uint8Array | undefined {
  const request = parseMessage(datagram);
  if (request === undefined || request.method !== BINDING || request.role !== 'request') {
    return undefined;
  }
  const unknown = notUnderstood(request.attributes);
  return unknown === undefined
    ? success(datagram, request.fingerprinted, from, allocate)
    : refusal(datagram, [...unknown], allocate);
}

function success(
  request: Uint8Array,
  fingerprinted: boolean,
  { address, port }: Source,
  allocate: Allocate,
): Uint8Array {
  const bareBytes = HEADER_BYTES + attributeBytes(xorMappedAddressBytes(address));
  const withFingerprint = fingerprinted || fits(bareBytes + FINGERPRINT_BYTES, request);
  const answer = allocate(withFingerprint ? bareBytes + FINGERPRINT_BYTES : bareBytes);
  const at = putHeader(answer, 'success', BINDING, request);
  const end = putXorMappedAddress(answer, at, address, port);
  if (withFingerprint) {
    putFingerprint(answer, end);
  }
  return answer;
}

function refusal(request: Uint8Array, unknown: readonly number[], allocate: Allocate): Uint8Array {
  const bareBytes = HEADER_BYTES + attributeBytes(unknownAttributesBytes(unknown));
  const briefBytes = bareBytes + attributeBytes(errorCodeBytes(''));
  const fullBytes = bareBytes + attributeBytes(errorCodeBytes(REASON));
  const reason = fits(fullBytes + FINGERPRINT_BYTES, request) ? REASON : '';
  const errorBytes = reason === '' ? briefBytes : fullBytes;
  // Always so where the request has one: an unknown attribute and a FINGERPRINT make it long enough.
  const withFingerprint = fits(errorBytes + FINGERPRINT_BYTES, request);
  const answer = allocate(withFingerprint ? errorBytes + FINGERPRINT_BYTES : errorBytes);
  const at = putHeader(answer, 'error', BINDING, request);
  const end = putUnknownAttributes(answer, putErrorCode(answer, at, UNKNOWN_ATTRIBUTE, reason), unknown);
  if (withFingerprint) {
    putFingerprint(answer, end);
  }
  return answer;
}

/** Each comprehension-required type that we do not know, once; `undefined` where there is none. */
function notUnderstood(attributes: readonly Attribute[]): ReadonlySet<number> | undefined {
  let unknown: Set<number> | undefined;
  for (const { type } of attributes) {
    if (type < 0x8000 && !UNDERSTOOD.has(type)) {
      unknown ??= new Set();
      unknown.add(type);
    }
  }
  return unknown;
}

function fits(answerBytes: number, request: Uint8Array): boolean {
  return answerBytes <= request.length * ANSWER_TO_REQUEST_MAX;
}
