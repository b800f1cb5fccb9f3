import test from 'ava';
import * as fc from 'fast-check';
import { answerTo } from './answer.ts';
import { datagramOf, dissect } from './testing/datagrams.ts';

/** What IP and UDP add on the wire. */
const IPV4_AND_UDP_BYTES = 28;
const IPV6_AND_UDP_BYTES = 48;

const source = fc.record({
  address: fc.oneof(
    fc.uint8Array({ minLength: 4, maxLength: 4 }),
    fc.uint8Array({ minLength: 16, maxLength: 16 }),
  ),
  port: fc.integer({ min: 1, max: 65_535 }),
});

/** Neither an integrity attribute nor FINGERPRINT, whose lengths are fixed. */
const attribute = fc.tuple(
  fc.integer({ min: 0, max: 0xffff }).filter((type) => ![0x0008, 0x001c, 0x8028].includes(type)),
  fc.uint8Array({ maxLength: 40 }),
);

const request = fc.record({
  transactionId: fc.uint8Array({ minLength: 12, maxLength: 12 }),
  attributes: fc.array(attribute, { maxLength: 20 }),
  fingerprint: fc.boolean(),
});

test('bytes of any kind are met with silence', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1600 }), source, (datagram, from) => {
      // Twenty chance bytes are a Binding request once in 2^64.
      t.is(answerTo(datagram, from), undefined);
    }),
  );
});

test('a sound request is always answered, to its transaction, with its address or with what was not understood', (t) => {
  fc.assert(
    fc.property(request, source, (parts, from) => {
      const answer = dissect(answerTo(datagramOf(parts), from) ?? new Uint8Array());
      t.is(answer.transactionId, Buffer.from(parts.transactionId).toString('hex'));
      const refused = answer.attributes.get(0x000a);
      t.is(answer.type, refused === undefined ? 0x0101 : 0x0111);
      t.is(answer.attributes.has(0x0020), refused === undefined);
      t.true(!parts.fingerprint || answer.attributes.has(0x8028));
      const types = parts.attributes.map(([type]) => type);
      for (let at = 0; at < (refused?.length ?? 0); at += 2) {
        const type = refused?.readUInt16BE(at) ?? 0;
        t.true(type < 0x8000 && types.includes(type));
      }
    }),
    { numRuns: 2000 },
  );
});

test('on the wire no answer is larger than 1.5 times its request', (t) => {
  fc.assert(
    fc.property(request, source, (parts, from) => {
      const datagram = datagramOf(parts);
      const answer = answerTo(datagram, from) ?? new Uint8Array();
      const headers = from.address.length === 4 ? IPV4_AND_UDP_BYTES : IPV6_AND_UDP_BYTES;
      t.true(answer.length + headers <= 1.5 * (datagram.length + headers));
    }),
    { numRuns: 2000 },
  );
});

test('by the message alone it is not either, but where the smallest useful answer is', (t) => {
  fc.assert(
    fc.property(request, source, (parts, from) => {
      const datagram = datagramOf(parts);
      const answer = answerTo(datagram, from) ?? new Uint8Array();
      if (dissect(answer).type === 0x0111) {
        t.true(answer.length <= 1.5 * datagram.length);
        return;
      }
      // XOR-MAPPED-ADDRESS alone, and the FINGERPRINT that a request with one is owed.
      const smallest = 28 + from.address.length + (parts.fingerprint ? 8 : 0);
      t.true(answer.length <= Math.max(smallest, 1.5 * datagram.length));
    }),
    { numRuns: 2000 },
  );
});

test('a request in which one byte was changed does no harm', (t) => {
  fc.assert(
    fc.property(request, source, fc.nat(), fc.integer({ min: 1, max: 255 }), (parts, from, where, by) => {
      const datagram = datagramOf({ ...parts, fingerprint: true });
      const at = where % datagram.length;
      datagram[at] = (datagram[at] ?? 0) ^ by;
      const answer = answerTo(datagram, from);
      if (answer !== undefined) {
        // It passed for a request without FINGERPRINT: a length or a type was hit.
        t.true(dissect(answer).type === 0x0101 || dissect(answer).type === 0x0111);
        t.true(at >= 20);
      }
    }),
    { numRuns: 2000 },
  );
  t.pass();
});

test('a million random datagrams, half of them with a sound header, throw nothing and leak nothing', (t) => {
  const from = { address: new Uint8Array([192, 0, 2, 1]), port: 4000 };
  const random = xorshift(0x5eed);
  const noise = new Uint8Array(256);
  let answers = 0;
  let tooLarge = 0;
  for (let count = 0; count < 1_000_000; count++) {
    const length = random() % 65;
    const datagram = noise.subarray(0, length * 4);
    for (let at = 0; at < datagram.length; at += 4) {
      const value = random();
      datagram[at] = value;
      datagram[at + 1] = value >>> 8;
      // Short lengths, so that many an attribute ends inside the message.
      datagram[at + 2] = (value & 0x10000) === 0 ? 0 : value >>> 16;
      datagram[at + 3] = (value & 0x20000) === 0 ? value >>> 29 : value >>> 24;
    }
    if (count % 2 === 0 && length >= 5) {
      datagram.set([0, 1, (length * 4 - 20) >> 8, length * 4 - 20, 0x21, 0x12, 0xa4, 0x42]);
    }
    const answer = answerTo(datagram, from);
    if (answer !== undefined) {
      answers++;
      tooLarge += answer.length + IPV4_AND_UDP_BYTES > 1.5 * (length * 4 + IPV4_AND_UDP_BYTES) ? 1 : 0;
    }
  }
  t.is(tooLarge, 0);
  t.true(answers > 1000 && answers < 500_000, `${answers} passed for requests`);
});

/** A seeded generator of 32 bit numbers, so that a failure comes again. */
function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
