import test from 'ava';
import { LIMITS } from '../kernel/index.ts';
import { logoType } from './logo.ts';
import { checkedSitePicture } from './site-picture.ts';

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : [...part],
    ),
  );
}
const zeros = (count: number) => Array<number>(count).fill(0);
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const png = (width: number, height: number) =>
  bytes(
    PNG,
    [0, 0, 0, 13],
    'IHDR',
    [0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255],
    zeros(30),
  );
const jpeg = (width: number, height: number) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe0, 0, 16],
    'JFIF\0',
    zeros(9),
    [0xff, 0xc4, 0, 4, 0, 0],
    [0xff, 0xc2, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255],
    zeros(20),
  );
const webp = (kind: string, rest: readonly number[]) =>
  bytes('RIFF', zeros(4), 'WEBP', kind, rest, zeros(20));

test('an image is what its bytes say', (t) => {
  t.is(logoType(png(200, 60)), 'image/png');
  t.is(logoType(jpeg(200, 60)), 'image/jpeg');
  t.is(logoType(webp('VP8X', [10, 0, 0, 0, 0, 0, 0, 0, 199, 0, 0, 59, 0, 0])), 'image/webp');
  t.is(logoType(webp('VP8 ', [...zeros(7), 0x9d, 0x01, 0x2a, 200, 0, 60, 0])), 'image/webp');
  t.is(logoType(webp('VP8L', [...zeros(4), 0x2f, 199, 0x40, 14, 0])), 'image/webp');
});

test('whatever is no image of these kinds is refused with a sentence', (t) => {
  const cases: readonly (readonly [Uint8Array, RegExp])[] = [
    [bytes(), /choose an image/],
    [bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /not a PNG/],
    [bytes('GIF89a', zeros(60)), /not a PNG/],
    [bytes('<!doctype html><script>alert(1)</script>'), /not a PNG/],
    [bytes(PNG), /not a PNG/],
    [bytes([0xff, 0xd8, 0xff], zeros(5)), /not a PNG/],
    [bytes([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff], zeros(40)), /not a PNG/],
    [webp('EVIL', zeros(20)), /not a PNG/],
    [png(LIMITS.logoPixels + 1, 10), /pixels/],
    [png(0, 10), /pixels/],
    [jpeg(10, 60_000), /pixels/],
    [webp('VP8X', [10, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 59, 0, 0]), /pixels/],
    [new Uint8Array(LIMITS.logoBytes + 1), new RegExp(`too large: ${LIMITS.logoBytes / 1024} kB fit`)],
  ];
  for (const [file, sentence] of cases) {
    const fault = t.throws(() => logoType(file)) as { readonly field?: string; readonly sentence?: string };
    t.is(fault.field, 'logo');
    t.regex(fault.sentence ?? '', sentence);
  }
});

test('a banner and a watermark have bounds of their own, and may move', (t) => {
  const gif = (width: number, height: number) =>
    bytes('GIF89a', [width & 255, width >> 8, height & 255, height >> 8], zeros(60));
  t.deepEqual(checkedSitePicture('banner', gif(2_000, 500)), {
    type: 'image/gif',
    width: 2_000,
    height: 500,
  });
  t.deepEqual(checkedSitePicture('watermark', png(1_000, 1_000)), {
    type: 'image/png',
    width: 1_000,
    height: 1_000,
  });
  for (const [kind, file, sentence] of [
    ['banner', gif(2_001, 500), /2001 × 500 pixels; 2000 × 500 fit/],
    ['banner', png(2_000, 501), /2000 × 501 pixels/],
    ['watermark', gif(1_001, 10), /1000 × 1000 fit/],
    ['watermark', gif(0, 0), /pixels/],
    ['banner', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), /not a PNG, JPEG, WebP or GIF image/],
    ['banner', bytes(), /choose an image/],
    ['banner', new Uint8Array(LIMITS.sitePictureBytes + 1), /256 kB fit/],
  ] as const) {
    const fault = t.throws(() => checkedSitePicture(kind, file)) as {
      readonly field?: string;
      readonly sentence?: string;
    };
    t.is(fault.field, 'picture');
    t.regex(fault.sentence ?? '', sentence);
  }
});
