import test from 'ava';
import { VP9 } from './vp9.ts';

function start(...bytes: number[]): number | undefined {
  return VP9.start(Uint8Array.from(bytes));
}

test('a descriptor may carry a picture id, layers, references and a structure', (t) => {
  t.is(start(0x0c, 1), 1);
  t.is(start(0x8c, 0x11, 1), 2, 'a short picture id');
  t.is(start(0x8c, 0x81, 0x11, 1), 3, 'a long picture id');
  t.is(start(0xac, 0x11, 0x00, 0x07, 1), 4, 'layers, not flexible');
  t.is(start(0xbc, 0x11, 0x00, 1), 3, 'layers, flexible');
  t.is(start(0xdc, 0x11, 0x02, 1), 3, 'one reference');
  t.is(start(0xdc, 0x11, 0x03, 0x05, 0x06, 1), 5, 'three references');
  t.is(start(0xdc, 0x11, 0x03, 0x05, 0x07, 1, 2), 5, 'never a fourth');
  t.is(start(0x8e, 0x11, 0x10, 0x05, 0x00, 0x02, 0xd0, 1), 7, 'the size of one layer');
  t.is(start(0x8e, 0x11, 0x08, 0x02, 0x04, 0x01, 0x08, 0x01, 0x02, 1), 9, 'two pictures of a group');
});

test('a descriptor that ends before its parts holds no frame', (t) => {
  t.is(start(), undefined);
  t.is(start(0x8c, 0x81), undefined);
  t.is(start(0x8e, 0x11, 0x18, 0xff), undefined);
  t.is(start(0x0e, 0x08, 0xff), undefined);
});

test('a frame begins where its descriptor says so', (t) => {
  t.true(VP9.isFirst(Uint8Array.of(0x08)));
  t.false(VP9.isFirst(Uint8Array.of(0x04)));
});

test('a key frame tells its size', (t) => {
  // Frame marker 2, profile 0, key frame, shown; sync code; BT.601; 1279 and 719 in sixteen bits each.
  const key = [0x82, 0x49, 0x83, 0x42, 0x20, 0x4f, 0xf0, 0x2c, 0xf0];
  t.deepEqual(VP9.kind(Uint8Array.from(key)), { width: 1280, height: 720 });
  t.is(VP9.kind(Uint8Array.from(key.with(0, 0x86))), 'delta', 'predicted');
  t.is(VP9.kind(Uint8Array.from(key.with(0, 0x88))), 'delta', 'shows a frame again');
  t.is(VP9.kind(Uint8Array.from(key.with(0, 0xa2))), 'broken', 'another profile');
  t.is(VP9.kind(Uint8Array.from(key.with(2, 0))), 'broken', 'no sync code');
  t.is(VP9.kind(Uint8Array.from(key.with(4, 0xe0))), 'broken', 'a colour space that profile 0 does not have');
  t.is(VP9.kind(Uint8Array.from(key.slice(0, 8))), 'broken', 'cut');
  t.is(VP9.kind(new Uint8Array()), 'broken');
});
