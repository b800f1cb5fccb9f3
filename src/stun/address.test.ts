import { isIPv4, isIPv6 } from 'node:net';
import test from 'ava';
import * as fc from 'fast-check';
import { readIpAddress } from './address.ts';

function read(text: string, length: 4 | 16): string | undefined {
  // What was there before must not shine through.
  const bytes = new Uint8Array(length).fill(0xee);
  return readIpAddress(text, bytes) ? Buffer.from(bytes).toString('hex') : undefined;
}

for (const [text, hex] of [
  ['192.0.2.1', 'c0000201'],
  ['0.0.0.0', '00000000'],
  ['255.255.255.255', 'ffffffff'],
  ['127.0.0.1', '7f000001'],
] as const) {
  test(`${text} is read`, (t) => {
    t.is(read(text, 4), hex);
  });
}

for (const [text, hex] of [
  ['::', '00000000000000000000000000000000'],
  ['::1', '00000000000000000000000000000001'],
  ['1::', '00010000000000000000000000000000'],
  ['2001:db8::1', '20010db8000000000000000000000001'],
  ['2001:DB8::A', '20010db800000000000000000000000a'],
  ['2001:db8:1234:5678:11:2233:4455:6677', '20010db8123456780011223344556677'],
  ['1:2:3:4:5:6:7::', '00010002000300040005000600070000'],
  ['::2:3:4:5:6:7:8', '00000002000300040005000600070008'],
  ['fe80::1%eth0', 'fe800000000000000000000000000001'],
  ['::ffff:192.0.2.1', '00000000000000000000ffffc0000201'],
  ['64:ff9b::192.0.2.33', '0064ff9b0000000000000000c0000221'],
] as const) {
  test(`${text} is read`, (t) => {
    t.is(read(text, 16), hex);
  });
}

for (const text of [
  '',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '01.2.3.4',
  '1.2.3.',
  '.1.2.3',
  'a.b.c.d',
  '1.2.3.4 ',
  '::1',
  '1,2,3,4',
  '0x1.2.3.4',
]) {
  test(`"${text}" is no IPv4 address`, (t) => {
    t.false(isIPv4(text), 'Node agrees');
    t.is(read(text, 4), undefined);
  });
}

for (const text of [
  '',
  ':',
  ':::',
  '1',
  '1:',
  ':1',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '::1::',
  '1::2:3:4:5:6:7:8',
  '12345::',
  'g::',
  '::1.2.3',
  '1.2.3.4',
  '::1.2.3.4:5',
  '1:2:3:4:5:6:7:1.2.3.4',
  '%eth0',
]) {
  test(`"${text}" is no IPv6 address`, (t) => {
    t.is(read(text, 16), undefined);
  });
}

test('every address that can be written is read back', (t) => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      t.is(
        read(text, 4),
        text
          .split('.')
          .map((each) => Number(each).toString(16).padStart(2, '0'))
          .join(''),
      );
    }),
  );
  fc.assert(
    fc.property(fc.ipV6(), (text) => {
      t.is(read(text, 16), canonicalHex(text));
    }),
  );
});

test('any text is read exactly where Node takes it for an address', (t) => {
  const text = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef:::...')), maxLength: 24 });
  fc.assert(
    fc.property(text, (candidate) => {
      t.is(read(candidate, 4) !== undefined, isIPv4(candidate), candidate);
      t.is(read(candidate, 16) !== undefined, isIPv6(candidate), candidate);
    }),
    { numRuns: 5000 },
  );
});

/** By the URL parser, which writes IPv6 in one way only. */
function canonicalHex(text: string): string {
  const [head = '', tail] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].map((group) => group.padStart(4, '0')).join('');
}
