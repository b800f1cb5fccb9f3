import test from 'ava';
import * as fc from 'fast-check';
import { Timeline } from './timeline.ts';

const TICKS_PER_MS = 90;

test('frames stand where the sender’s clock says, past the end of its numbers', (t) => {
  const timeline = new Timeline();
  const first = 2 ** 32 - 1_000;
  const placed = [0, 33, 66, 100].map((ms) =>
    timeline.place((first + ms * TICKS_PER_MS) >>> 0, 5_000 + ms + (ms % 7) * 20),
  );
  t.deepEqual(placed, [0, 33, 66, 100]);
});

test('a pause of the sender is as long in the recording', (t) => {
  const timeline = new Timeline();
  timeline.place(0, 0);
  t.is(timeline.place(5_000 * TICKS_PER_MS, 5_060), 5_000);
});

test('another source goes on where the time really stands', (t) => {
  const timeline = new Timeline();
  timeline.place(1_000_000, 0);
  timeline.place(1_000_000 + 1_000 * TICKS_PER_MS, 1_000);
  timeline.changeSource();
  t.is(timeline.place(7, 4_000), 4_000);
  t.is(timeline.place(7 + 40 * TICKS_PER_MS, 4_050), 4_040);
});

test('a clock that jumps or stands still is not believed', (t) => {
  const timeline = new Timeline();
  timeline.place(0, 0);
  t.is(timeline.place(1_000_000_000, 100), 100);
  t.is(timeline.place(1_000_000_000, 3_000), 3_000);
  t.is(timeline.place(0, 3_033), 3_033);
});

test('whatever a sender writes, time never goes back and keeps near the real one', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(2 ** 32 - 1), fc.nat(500)), { minLength: 1, maxLength: 100 }),
      (frames) => {
        const timeline = new Timeline();
        let arrivedAtMs = 1_000;
        let before = -1;
        for (const [timestamp, waitMs] of frames) {
          arrivedAtMs += waitMs;
          const placed = timeline.place(timestamp, arrivedAtMs);
          t.true(placed > before);
          t.true(Math.abs(placed - (arrivedAtMs - 1_000 - (frames[0]?.[1] ?? 0))) <= 2_000 + frames.length);
          before = placed;
        }
      },
    ),
  );
});
