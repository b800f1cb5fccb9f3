import test from 'ava';
import type { Source } from './answer.ts';
import { answerTo } from './answer.ts';
import type { Written } from './testing/datagrams.ts';
import { datagramOf, dissect, malformed } from './testing/datagrams.ts';
import {
  IPV4_RESPONSE,
  IPV6_RESPONSE,
  LONG_TERM_REQUEST,
  MAPPED_IPV4,
  MAPPED_IPV6,
  MAPPED_PORT,
  SAMPLE_REQUEST,
} from './testing/rfc5769.ts';

const XOR_MAPPED_ADDRESS = 0x0020;
const ERROR_CODE = 0x0009;
const UNKNOWN_ATTRIBUTES = 0x000a;
const FINGERPRINT = 0x8028;

const IPV4: Source = { address: MAPPED_IPV4, port: MAPPED_PORT };
const IPV6: Source = { address: MAPPED_IPV6, port: MAPPED_PORT };

function answered(datagram: Uint8Array, from: Source = IPV4) {
  const answer = answerTo(datagram, from);
  if (answer === undefined) {
    throw new Error('was not answered');
  }
  return { bytes: answer.length, ...dissect(answer) };
}

test('a browser’s request, a header alone, is told its address in 32 bytes', (t) => {
  const { type, transactionId, bytes, attributes } = answered(datagramOf());
  t.is(type, 0x0101);
  t.is(transactionId, 'b7e7a701bc34d686fa87dfae');
  t.is(bytes, 32);
  t.deepEqual([...attributes.keys()], [XOR_MAPPED_ADDRESS]);
  t.is(attributes.get(XOR_MAPPED_ADDRESS)?.toString('hex'), '0001a147e112a643');
});

test('over IPv6 it is told its address in 44 bytes', (t) => {
  const { bytes, attributes } = answered(datagramOf(), IPV6);
  t.is(bytes, 44);
  t.is(attributes.get(XOR_MAPPED_ADDRESS)?.toString('hex'), '0002a1470113a9faa5d3f179bc25f4b5bed2b9d9');
});

test('a request with a FINGERPRINT is answered with one, on either family', (t) => {
  const request = datagramOf({ fingerprint: true });
  for (const [source, bytes] of [
    [IPV4, 40],
    [IPV6, 52],
  ] as const) {
    const answer = answered(request, source);
    t.is(answer.bytes, bytes);
    t.deepEqual([...answer.attributes.keys()], [XOR_MAPPED_ADDRESS, FINGERPRINT]);
  }
});

test('a request without one is answered with a FINGERPRINT where it is long enough to bear it', (t) => {
  const long = datagramOf({ attributes: [[0x8022, Buffer.from('a browser, 1.0')]] });
  t.true(answered(long).attributes.has(FINGERPRINT));
  t.true(answered(long, IPV6).attributes.has(FINGERPRINT));
  const short = datagramOf({ attributes: [[0x8022, Buffer.alloc(0)]] });
  t.false(answered(short).attributes.has(FINGERPRINT));
});

for (const [name, request] of [
  ['short-term', SAMPLE_REQUEST],
  ['long-term', LONG_TERM_REQUEST],
] as const) {
  test(`RFC 5769’s ${name} request is answered with the address, its credentials ignored`, (t) => {
    const { type, transactionId, attributes } = answered(request);
    t.is(type, 0x0101);
    t.is(transactionId, Buffer.from(request).toString('hex', 8, 20));
    t.deepEqual([...attributes.keys()], [XOR_MAPPED_ADDRESS, FINGERPRINT]);
  });
}

test('the address told is the one in RFC 5769’s responses', (t) => {
  t.deepEqual(
    answered(SAMPLE_REQUEST, IPV4).attributes.get(XOR_MAPPED_ADDRESS),
    dissect(IPV4_RESPONSE).attributes.get(XOR_MAPPED_ADDRESS),
  );
  t.deepEqual(
    answered(SAMPLE_REQUEST, IPV6).attributes.get(XOR_MAPPED_ADDRESS),
    dissect(IPV6_RESPONSE).attributes.get(XOR_MAPPED_ADDRESS),
  );
});

for (const [type, name] of [
  [0x0001, 'MAPPED-ADDRESS'],
  [0x0006, 'USERNAME'],
  [0x0009, 'ERROR-CODE'],
  [0x000a, 'UNKNOWN-ATTRIBUTES'],
  [0x0014, 'REALM'],
  [0x0015, 'NONCE'],
  [0x001d, 'PASSWORD-ALGORITHM'],
  [0x001e, 'USERHASH'],
  [0x0020, 'XOR-MAPPED-ADDRESS'],
  [0x0024, 'PRIORITY'],
] as const) {
  test(`${name} is known, and changes nothing`, (t) => {
    t.is(answered(datagramOf({ attributes: [[type, Buffer.alloc(4)]] })).type, 0x0101);
  });
}

test('a comprehension-required attribute that nobody knows is refused with 420 and its type', (t) => {
  const { type, attributes } = answered(datagramOf({ attributes: [[0x7ffe, Buffer.alloc(0)]] }));
  t.is(type, 0x0111);
  t.is(
    attributes.get(ERROR_CODE)?.toString('hex'),
    '00000414',
    'four hundreds and twenty, no room for a reason',
  );
  t.is(attributes.get(UNKNOWN_ATTRIBUTES)?.toString('hex'), '7ffe');
  t.false(attributes.has(XOR_MAPPED_ADDRESS));
});

test('a longer request is also told the reason, with a FINGERPRINT', (t) => {
  const { attributes } = answered(datagramOf({ attributes: [[0x7ffe, Buffer.alloc(40)]] }));
  t.is(attributes.get(ERROR_CODE)?.toString('latin1', 4), 'Unknown Attribute');
  t.true(attributes.has(FINGERPRINT));
});

test('each unknown type is listed once, in order, beside what is known', (t) => {
  const attributes: readonly Written[] = [
    [0x0006, Buffer.from('user')],
    [0x7ffe, Buffer.alloc(1)],
    [0x8022, Buffer.from('software')],
    [0x0003, Buffer.alloc(4)],
    [0x7ffe, Buffer.alloc(2)],
    [0x0000, Buffer.alloc(0)],
  ];
  const answer = answered(datagramOf({ attributes, fingerprint: true }));
  t.is(answer.attributes.get(UNKNOWN_ATTRIBUTES)?.toString('hex'), '7ffe00030000');
  t.true(answer.attributes.has(FINGERPRINT));
});

test('a server with one address does not know CHANGE-REQUEST (RFC 5780)', (t) => {
  t.is(answered(datagramOf({ attributes: [[0x0003, Buffer.from([0, 0, 0, 6])]] })).type, 0x0111);
});

test('an unknown attribute that may be ignored is ignored', (t) => {
  const { type } = answered(
    datagramOf({
      attributes: [
        [0x8000, Buffer.from('x')],
        [0xffff, Buffer.alloc(9)],
      ],
    }),
  );
  t.is(type, 0x0101);
});

test('an unknown attribute behind the integrity is ignored, since nothing vouches for it', (t) => {
  const attributes: readonly Written[] = [
    [0x0008, Buffer.alloc(20)],
    [0x7ffe, Buffer.alloc(4)],
  ];
  t.is(answered(datagramOf({ attributes })).type, 0x0101);
});

for (const [what, datagram] of malformed()) {
  test(`silence: ${what}`, (t) => {
    t.is(answerTo(datagram, IPV4), undefined);
    t.is(answerTo(datagram, IPV6), undefined);
  });
}

test('memory that held something else does not leak into an answer', (t) => {
  for (const attributes of [[], [[0x7ffe, Buffer.alloc(40)]]] as readonly (readonly Written[])[]) {
    const request = datagramOf({ attributes });
    t.deepEqual(
      answerTo(request, IPV4, (bytes) => new Uint8Array(bytes).fill(0xee)),
      answerTo(request, IPV4),
    );
  }
});
