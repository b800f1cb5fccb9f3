import test from 'ava';
import * as fc from 'fast-check';
import { Frames, type Frame } from './frames.ts';
import { VP8 } from './vp8.ts';
import { VP9 } from './vp9.ts';

const KEY = [0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00, 7];
const DELTA = [0x11, 1, 2, 3];

function frames(): { vp8: Frames; delivered: Frame[] } {
  const delivered: Frame[] = [];
  return { vp8: new Frames(VP8, (frame) => delivered.push(frame)), delivered };
}

/** `S` starts a frame; a picture id and the like make the descriptor longer. */
function send(
  vp8: Frames,
  timestamp: number,
  bytes: readonly number[],
  { descriptor = [0x10], isLast = true, afterGap = false } = {},
): void {
  vp8.take({ sequence: 0, timestamp, isLast, payload: Uint8Array.from([...descriptor, ...bytes]) }, afterGap);
}

function bytesOf(frame: Frame | undefined): readonly number[] {
  return (frame?.parts ?? []).flatMap((part) => [...part]);
}

test('a frame of several packets is put together, whatever its descriptors', (t) => {
  const { vp8, delivered } = frames();
  send(vp8, 1, KEY.slice(0, 10), { descriptor: [0x90, 0x80, 0x81, 0x02], isLast: false });
  send(vp8, 1, KEY.slice(10), { descriptor: [0x80, 0xf0, 0x05, 0x01, 0x20], isLast: true });
  t.is(delivered.length, 1);
  t.deepEqual(bytesOf(delivered[0]), KEY);
  t.deepEqual(delivered[0]?.key, { width: 320, height: 240 });
  t.is(delivered[0]?.byteLength, KEY.length);
});

test('nothing is delivered before the first key frame', (t) => {
  const { vp8, delivered } = frames();
  send(vp8, 1, DELTA);
  send(vp8, 2, DELTA);
  send(vp8, 3, KEY);
  send(vp8, 4, DELTA);
  t.deepEqual(
    delivered.map(({ timestamp }) => timestamp),
    [3, 4],
  );
  t.is(vp8.dropped, 2);
  t.is(vp8.gaps, 0);
});

test('after a loss everything is left out until the next key frame', (t) => {
  const { vp8, delivered } = frames();
  send(vp8, 1, KEY);
  t.false(vp8.needsKeyFrame);
  send(vp8, 2, DELTA, { isLast: false });
  send(vp8, 3, DELTA, { afterGap: true });
  t.true(vp8.needsKeyFrame);
  send(vp8, 4, DELTA);
  send(vp8, 5, KEY);
  send(vp8, 6, DELTA);
  t.deepEqual(
    delivered.map(({ timestamp }) => timestamp),
    [1, 5, 6],
  );
  t.is(vp8.gaps, 1);
  t.is(vp8.dropped, 3);
});

test('a frame whose end was never sent is left out, and what was predicted from it', (t) => {
  const { vp8, delivered } = frames();
  send(vp8, 1, KEY);
  send(vp8, 2, DELTA, { isLast: false });
  send(vp8, 3, DELTA);
  t.true(vp8.needsKeyFrame);
  send(vp8, 4, KEY);
  send(vp8, 5, KEY, { isLast: false });
  send(vp8, 6, KEY);
  t.deepEqual(
    delivered.map(({ timestamp }) => timestamp),
    [1, 4, 6],
  );
});

test('what only says that it is a key frame is not written', (t) => {
  const { vp8, delivered } = frames();
  send(vp8, 1, [0x10, 0, 0, 1, 2, 3, 4, 5, 6, 7]);
  send(vp8, 2, [0x10, 0, 0, 0x9d, 0x01, 0x2a, 0, 0, 0, 0]);
  send(vp8, 3, KEY);
  send(vp8, 4, [0x10, 0, 0, 1, 2, 3, 4, 5, 6, 7]);
  t.is(delivered.length, 1);
  t.true(vp8.needsKeyFrame);
});

test('a frame without end is given up before it fills the memory', (t) => {
  const { vp8, delivered } = frames();
  send(vp8, 1, KEY, { isLast: false });
  const filler = Array.from({ length: 1_000 }, () => 0);
  for (let count = 0; count < 9_000; count += 1) {
    send(vp8, 1, filler, { descriptor: [0x00], isLast: false });
  }
  t.is(delivered.length, 0);
  send(vp8, 2, KEY);
  t.is(delivered.length, 1);
});

for (const [codec, packetization] of Object.entries({ VP8, VP9 })) {
  test(`no payload of ${codec} makes it throw, and nothing comes before a key frame`, (t) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            payload: fc.uint8Array({ maxLength: 30 }),
            isLast: fc.boolean(),
            afterGap: fc.boolean(),
            timestamp: fc.nat(3),
          }),
          { maxLength: 20 },
        ),
        (packets) => {
          const delivered: Frame[] = [];
          const frames = new Frames(packetization, (frame) => delivered.push(frame));
          for (const { afterGap, ...packet } of packets) {
            frames.take({ sequence: 0, ...packet }, afterGap);
          }
          t.true(delivered.length === 0 || delivered[0]?.key !== undefined);
        },
      ),
    );
  });
}
