/** An element of BER: its tag, where its content is, and where the next element begins. */
interface Element {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/** CMS is flatter by far. */
const DEPTH = 24;
const SEQUENCE = 0x30;
const SET = 0x31;
const OBJECT_IDENTIFIER = 0x06;
const INTEGER = 0x02;
const OCTETS = 0x04;
const OCTETS_IN_PARTS = 0x24;
const EXPLICIT_0 = 0xa0;
/** 1.2.840.113549.1.7.2 and 1.2.840.113549.1.7.1, as they stand in the bytes. */
const SIGNED_DATA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const DATA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];

/** Whether the bytes may be one: an element that is put together of others, as CMS begins. */
export function isSequence(bytes: Uint8Array): boolean {
  return bytes[0] === SEQUENCE;
}

/**
 * What was signed, of a CMS SignedData with its content inside (RFC 5652), in DER or in the BER that
 * Apple's own tools write; undefined for everything else, also with bytes behind it. Who signed is for the
 * device to check and to show: it knows whom its owner trusts.
 */
export function signedContent(bytes: Uint8Array): Uint8Array | undefined {
  const whole = elementAt(bytes, 0, bytes.length, 0);
  if (whole?.tag !== SEQUENCE || whole.next !== bytes.length) {
    return undefined;
  }
  const [type, inside, ...more] = childrenOf(bytes, whole) ?? [];
  if (!isObject(bytes, type, SIGNED_DATA) || inside?.tag !== EXPLICIT_0 || more.length > 0) {
    return undefined;
  }
  const [signedData] = childrenOf(bytes, inside) ?? [];
  if (signedData?.tag !== SEQUENCE) {
    return undefined;
  }
  const parts = childrenOf(bytes, signedData) ?? [];
  const [version, algorithms, content] = parts;
  if (version?.tag !== INTEGER || algorithms?.tag !== SET || content?.tag !== SEQUENCE) {
    return undefined;
  }
  const [contentType, wrapped] = childrenOf(bytes, content) ?? [];
  if (
    parts.length < 4 ||
    parts.at(-1)?.tag !== SET ||
    !isObject(bytes, contentType, DATA) ||
    wrapped?.tag !== EXPLICIT_0
  ) {
    return undefined;
  }
  const [octets] = childrenOf(bytes, wrapped) ?? [];
  return octets === undefined ? undefined : octetsOf(bytes, octets, 0);
}

function octetsOf(bytes: Uint8Array, element: Element, depth: number): Uint8Array | undefined {
  if (element.tag === OCTETS) {
    return bytes.subarray(element.from, element.to);
  }
  const parts =
    element.tag === OCTETS_IN_PARTS && depth < DEPTH
      ? childrenOf(bytes, element)?.map((part) => octetsOf(bytes, part, depth + 1))
      : undefined;
  if (parts === undefined || !parts.every((part) => part !== undefined)) {
    return undefined;
  }
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function isObject(bytes: Uint8Array, element: Element | undefined, object: readonly number[]): boolean {
  return (
    element?.tag === OBJECT_IDENTIFIER &&
    element.to - element.from === object.length &&
    object.every((byte, index) => bytes[element.from + index] === byte)
  );
}

/** undefined when they do not fill it exactly. */
function childrenOf(bytes: Uint8Array, { from, to }: Element): readonly Element[] | undefined {
  const children: Element[] = [];
  for (let at = from; at < to;) {
    const child = elementAt(bytes, at, to, 0);
    if (child === undefined) {
      return undefined;
    }
    children.push(child);
    at = child.next;
  }
  return children;
}

/** The element that begins at `at` and ends at `limit` or before; undefined when there is none. */
function elementAt(bytes: Uint8Array, at: number, limit: number, depth: number): Element | undefined {
  const tag = bytes[at] ?? 0;
  const first = bytes[at + 1] ?? 0xff;
  // A tag in several bytes, which CMS does not have; and no room for a length.
  if (at + 2 > limit || (tag & 0x1f) === 0x1f || depth > DEPTH) {
    return undefined;
  }
  if (first === 0x80) {
    return (tag & 0x20) === 0 ? undefined : openElement(bytes, tag, at + 2, limit, depth);
  }
  const lengthBytes = first < 0x80 ? 0 : first - 0x80;
  if (lengthBytes > 4 || at + 2 + lengthBytes > limit) {
    return undefined;
  }
  let length = lengthBytes === 0 ? first : 0;
  for (let index = 0; index < lengthBytes; index += 1) {
    length = length * 256 + (bytes[at + 2 + index] ?? 0);
  }
  const from = at + 2 + lengthBytes;
  const to = from + length;
  return to > limit ? undefined : { tag, from, to, next: to };
}

/** One that says no length: it goes on until two zeros stand where its next child would begin. */
function openElement(
  bytes: Uint8Array,
  tag: number,
  from: number,
  limit: number,
  depth: number,
): Element | undefined {
  for (let at = from; at + 2 <= limit;) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) {
      return { tag, from, to: at, next: at + 2 };
    }
    const child = elementAt(bytes, at, limit, depth + 1);
    if (child === undefined) {
      return undefined;
    }
    at = child.next;
  }
  return undefined;
}
