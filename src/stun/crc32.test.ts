import { crc32 as reference } from 'node:zlib';
import test from 'ava';
import * as fc from 'fast-check';
import { crc32 } from './crc32.ts';

test('the check value of the ITU polynomial is met', (t) => {
  t.is(crc32(new TextEncoder().encode('123456789'), 9), 0xcbf43926);
});

test('any bytes give what zlib gives, and only the counted ones', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (bytes, count) => {
      const counted = Math.min(count, bytes.length);
      return crc32(bytes, counted) === reference(bytes.subarray(0, counted));
    }),
  );
  t.pass();
});
