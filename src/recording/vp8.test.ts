import test from 'ava';
import { VP8 } from './vp8.ts';

function start(...bytes: number[]): number | undefined {
  return VP8.start(Uint8Array.from(bytes));
}

test('a descriptor may carry a picture id of one or two bytes, a layer index and a key index', (t) => {
  t.is(start(0x10, 1), 1);
  t.is(start(0x90, 0x00, 1), 2);
  t.is(start(0x90, 0x80, 0x11, 1), 3);
  t.is(start(0x90, 0x80, 0x92, 0x34, 1), 4);
  t.is(start(0x90, 0xf0, 0x92, 0x34, 0x01, 0x20, 1), 6);
  t.is(start(0x90, 0x20, 0x20, 1), 3);
});

test('a descriptor with nothing behind it holds no frame', (t) => {
  t.is(start(), undefined);
  t.is(start(0x10), undefined);
  t.is(start(0x90, 0x80, 0x92, 0x34), undefined);
});

test('a frame begins with the start of the first partition', (t) => {
  t.true(VP8.isFirst(Uint8Array.of(0x10)));
  t.true(VP8.isFirst(Uint8Array.of(0xb0)));
  t.false(VP8.isFirst(Uint8Array.of(0x11)));
  t.false(VP8.isFirst(Uint8Array.of(0x00)));
});

test('a key frame tells its size', (t) => {
  t.deepEqual(VP8.kind(Uint8Array.of(0x10, 2, 0, 0x9d, 0x01, 0x2a, 0x80, 0x47, 0x38, 0x84)), {
    width: 1920,
    height: 1080,
  });
  t.is(VP8.kind(Uint8Array.of(0x11, 2, 0)), 'delta');
  t.is(VP8.kind(Uint8Array.of(0x10, 2, 0, 0x9d, 0x01, 0x2b, 0x80, 0x07, 0x38, 0x04)), 'broken');
  t.is(VP8.kind(Uint8Array.of(0x10, 2, 0, 0x9d)), 'broken');
});
