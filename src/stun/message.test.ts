import { createHash, createHmac } from 'node:crypto';
import test from 'ava';
import {
  ATTRIBUTE,
  BINDING,
  isBindingRequest,
  parseMessage,
  putFingerprint,
  putHeader,
  putXorMappedAddress,
} from './message.ts';
import { datagramOf, malformed } from './testing/datagrams.ts';
import {
  IPV4_RESPONSE,
  IPV6_RESPONSE,
  LONG_TERM_CREDENTIALS,
  LONG_TERM_REQUEST,
  MAPPED_IPV4,
  MAPPED_IPV6,
  MAPPED_PORT,
  SAMPLE_REQUEST,
  SHORT_TERM_PASSWORD,
} from './testing/rfc5769.ts';

const LONG_TERM_KEY = createHash('md5').update(LONG_TERM_CREDENTIALS.join(':')).digest();

const VECTORS = [
  {
    name: '2.1 request',
    bytes: SAMPLE_REQUEST,
    key: SHORT_TERM_PASSWORD,
    integrityAt: 76,
    role: 'request',
    types: [0x8022, 0x0024, 0x8029, 0x0006],
    fingerprinted: true,
  },
  {
    name: '2.2 IPv4 response',
    bytes: IPV4_RESPONSE,
    key: SHORT_TERM_PASSWORD,
    integrityAt: 48,
    role: 'success',
    types: [0x8022, 0x0020],
    fingerprinted: true,
  },
  {
    name: '2.3 IPv6 response',
    bytes: IPV6_RESPONSE,
    key: SHORT_TERM_PASSWORD,
    integrityAt: 60,
    role: 'success',
    types: [0x8022, 0x0020],
    fingerprinted: true,
  },
  {
    name: '2.4 long-term request',
    bytes: LONG_TERM_REQUEST,
    key: LONG_TERM_KEY,
    integrityAt: 92,
    role: 'request',
    types: [0x0006, 0x0015, 0x0014],
    fingerprinted: false,
  },
] as const;

for (const vector of VECTORS) {
  test(`RFC 5769 §${vector.name}: the copy is true, by its MESSAGE-INTEGRITY`, (t) => {
    const { bytes, integrityAt } = vector;
    const covered = Buffer.from(bytes.subarray(0, integrityAt));
    // The length counts up to the integrity attribute and no further (RFC 8489 §14.5).
    covered.writeUInt16BE(integrityAt + 24 - 20, 2);
    t.is(Buffer.from(bytes).readUInt16BE(integrityAt), ATTRIBUTE.messageIntegrity);
    t.deepEqual(
      createHmac('sha1', vector.key).update(covered).digest(),
      Buffer.from(bytes.subarray(integrityAt + 4, integrityAt + 24)),
    );
  });

  test(`RFC 5769 §${vector.name} is parsed, with its FINGERPRINT checked`, (t) => {
    const message = parseMessage(vector.bytes);
    t.is(message?.role, vector.role);
    t.is(message?.method, BINDING);
    t.is(message?.fingerprinted, vector.fingerprinted);
    t.deepEqual(
      message?.attributes.map((each) => each.type),
      [...vector.types],
    );
  });
}

test('an attribute ends where its length says, not where its padding does', (t) => {
  const username = parseMessage(SAMPLE_REQUEST)?.attributes.find((each) => each.type === ATTRIBUTE.username);
  t.truthy(username);
  const { valueAt = 0, valueBytes = 0 } = username ?? {};
  t.is(Buffer.from(SAMPLE_REQUEST).toString('utf8', valueAt, valueAt + valueBytes), 'evtj:h6vY');
});

for (const [family, response, address] of [
  ['IPv4', IPV4_RESPONSE, MAPPED_IPV4],
  ['IPv6', IPV6_RESPONSE, MAPPED_IPV6],
] as const) {
  test(`XOR-MAPPED-ADDRESS is written as RFC 5769 has it for ${family}`, (t) => {
    const written = new Uint8Array(20 + 8 + address.length).fill(0xee);
    const at = putHeader(written, 'success', BINDING, SAMPLE_REQUEST);
    t.is(putXorMappedAddress(written, at, address, MAPPED_PORT), written.length);
    // There it stands behind SOFTWARE, which takes 16 bytes.
    t.deepEqual(written.subarray(20), response.slice(36, 36 + 8 + address.length));
  });

  test(`FINGERPRINT is written as RFC 5769 has it for ${family}`, (t) => {
    const written = response.slice();
    written.fill(0xee, written.length - 8);
    t.is(putFingerprint(written, written.length - 8), written.length);
    t.deepEqual(written, response);
  });
}

test('a changed bit anywhere in a message with a FINGERPRINT makes it malformed, or takes the FINGERPRINT away', (t) => {
  for (let bit = 0; bit < SAMPLE_REQUEST.length * 8; bit++) {
    const changed = SAMPLE_REQUEST.slice();
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
    const message = parseMessage(changed);
    t.not(message?.fingerprinted, true, `bit ${bit}`);
    // A length or a type that was changed can hide the FINGERPRINT; nothing else can.
    if (bit >= 32 && bit < 160) {
      t.is(message, undefined, `bit ${bit} of the cookie or the transaction`);
    }
  }
});

test('method and class are read from their scattered bits', (t) => {
  for (const [type, role, method] of [
    [0x0001, 'request', 0x001],
    [0x0011, 'indication', 0x001],
    [0x0101, 'success', 0x001],
    [0x0111, 'error', 0x001],
    [0x0003, 'request', 0x003],
    [0x0017, 'indication', 0x007],
    [0x0021, 'request', 0x011],
    [0x0201, 'request', 0x081],
    [0x3fff, 'error', 0xfff],
  ] as const) {
    const message = parseMessage(datagramOf({ type }));
    t.is(message?.role, role, type.toString(16));
    t.is(message?.method, method, type.toString(16));
  }
});

test('what follows an integrity attribute is ignored, but for the FINGERPRINT', (t) => {
  const datagram = datagramOf({
    attributes: [
      [ATTRIBUTE.messageIntegrity, Buffer.alloc(20)],
      [0x7ffe, Buffer.alloc(4)],
      [ATTRIBUTE.messageIntegritySha256, Buffer.alloc(32)],
    ],
    fingerprint: true,
  });
  t.deepEqual(parseMessage(datagram)?.attributes, []);
  t.true(parseMessage(datagram)?.fingerprinted);
});

test('the cheap test lets every request of RFC 5769 through and no response', (t) => {
  t.deepEqual(
    VECTORS.map(({ bytes, role }) => isBindingRequest(bytes) === (role === 'request')),
    VECTORS.map(() => true),
  );
});

test('the cheap test never refuses what the parser takes for a Binding request', (t) => {
  for (const [what, datagram] of malformed()) {
    const message = parseMessage(datagram);
    const isRequest = message?.method === BINDING && message.role === 'request';
    t.false(isRequest && !isBindingRequest(datagram), what);
  }
  t.true(isBindingRequest(datagramOf()));
});
