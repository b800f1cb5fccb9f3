import test from 'ava';
import { PICTURE_CODECS, pictureCodec, restartDelayMs } from './plan.ts';

test('a relay that died once is started again at once, one that keeps dying waits longer each time', (t) => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 8].map((deaths) =>
    restartDelayMs(
      Array.from({ length: deaths }, () => 1000),
      1000,
    ),
  );
  t.deepEqual(delays, [0, 250, 500, 1000, 2000, 4000, 8000, 10_000]);
});

test('deaths of more than a minute ago are forgiven', (t) => {
  t.is(restartDelayMs([0, 1, 2, 3, 70_000], 70_000), 0);
});

test('every codec that is relayed is known by its name, and no other', (t) => {
  t.deepEqual(
    PICTURE_CODECS.map(({ mimeType }) => pictureCodec(mimeType)),
    ['VP9', 'VP8'],
  );
  t.is(pictureCodec('video/rtx'), undefined);
  t.is(pictureCodec('video/H264'), undefined);
});
