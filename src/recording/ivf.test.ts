import test from 'ava';
import { ivfFrameHeader, ivfHeader } from './ivf.ts';

test('the header says the codec, the size, and that times are milliseconds', (t) => {
  const header = Buffer.from(ivfHeader('VP90', 1920, 1080));
  t.is(header.toString('latin1', 0, 4), 'DKIF');
  t.is(header.readUInt16LE(6), 32);
  t.is(header.toString('latin1', 8, 12), 'VP90');
  t.deepEqual([header.readUInt16LE(12), header.readUInt16LE(14)], [1920, 1080]);
  t.deepEqual([header.readUInt32LE(16), header.readUInt32LE(20)], [1000, 1]);
});

test('a frame is preceded by its length and its time', (t) => {
  const header = Buffer.from(ivfFrameHeader(0x01020304, 86_400_000));
  t.is(header.length, 12);
  t.is(header.readUInt32LE(0), 0x01020304);
  t.is(header.readBigUInt64LE(4), 86_400_000n);
});
