import test from 'ava';
import * as fc from 'fast-check';
import { readRtp, writeNack } from './rtp.ts';

/** A packet of payload type 96 and stream 0x01020304 with `head` between header and payload. */
function packet(first: number, head: readonly number[], tail: readonly number[] = [0xaa, 0xbb]): Uint8Array {
  return Uint8Array.from([
    first,
    0x80 | 96,
    0x12,
    0x34,
    0xff,
    0xff,
    0xff,
    0xfe,
    1,
    2,
    3,
    4,
    ...head,
    ...tail,
  ]);
}

test('a packet is read: number, time, mark, payload', (t) => {
  t.deepEqual(readRtp(packet(0x80, []), 0x01020304, 96), {
    sequence: 0x1234,
    timestamp: 0xfffffffe,
    isLast: true,
    payload: Uint8Array.from([0xaa, 0xbb]),
  });
});

test('sources, an extension and padding are left out of the payload', (t) => {
  const extension = [0xbe, 0xde, 0, 1, 0x10, 1, 0, 0];
  const contributing = [9, 9, 9, 9, 8, 8, 8, 8];
  const datagram = packet(0x80 | 0x20 | 0x10 | 2, [...contributing, ...extension], [0xaa, 0xbb, 0, 0, 3]);
  t.deepEqual(readRtp(datagram, 0x01020304, 96)?.payload, Uint8Array.from([0xaa, 0xbb]));
});

const notOurs: Readonly<Record<string, Uint8Array>> = {
  'an empty datagram': new Uint8Array(),
  'a cut header': packet(0x80, [], []).subarray(0, 11),
  'a header without payload': packet(0x80, [], []),
  'another version': packet(0x40, []),
  'more sources than bytes': packet(0x8f, []),
  'an extension longer than the packet': packet(0x90, [0xbe, 0xde, 0xff, 0xff]),
  'more padding than bytes': packet(0xa0, [], [0xaa, 255]),
};
for (const [name, datagram] of Object.entries(notOurs)) {
  test(`${name} is no packet`, (t) => {
    t.is(readRtp(datagram, 0x01020304, 96), undefined);
  });
}

test('another stream or payload type is passed over', (t) => {
  t.is(readRtp(packet(0x80, []), 5, 96), undefined);
  t.is(readRtp(packet(0x80, []), 0x01020304, 97), undefined);
});

test('no datagram makes it throw or read beyond its end', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (datagram) => {
      const read = readRtp(datagram, 0, datagram[1] ?? 0);
      t.true(read === undefined || (read.payload.length > 0 && read.payload.length <= datagram.length - 12));
    }),
  );
});

test('missing packets are asked for in as few items as hold them', (t) => {
  t.is(
    Buffer.from(writeNack(0x01020304, [65_534, 65_535, 0, 15, 14_000])).toString('hex'),
    '81cd0005_00000001_01020304_fffe0003_000f0000_36b00000'.replaceAll('_', ''),
  );
});
