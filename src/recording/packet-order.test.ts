import test from 'ava';
import * as fc from 'fast-check';
import { PacketOrder } from './packet-order.ts';
import type { RtpPacket } from './rtp.ts';

function packet(sequence: number): RtpPacket {
  return { sequence: sequence & 0xffff, timestamp: 0, isLast: true, payload: Uint8Array.from([1]) };
}

function ordering(): { order: PacketOrder; delivered: (number | string)[] } {
  const delivered: (number | string)[] = [];
  const order = new PacketOrder(({ sequence }, afterGap) =>
    delivered.push(...(afterGap ? ['gap'] : []), sequence),
  );
  return { order, delivered };
}

test('packets in order pass at once, past the end of the numbers', (t) => {
  const { order, delivered } = ordering();
  for (const sequence of [65_534, 65_535, 0, 1]) {
    order.take(packet(sequence), 0);
  }
  t.deepEqual(delivered, [65_534, 65_535, 0, 1]);
  t.deepEqual(order.due(0), []);
});

test('a missing packet is asked for at once, again after a while, and then delivered in its place', (t) => {
  const { order, delivered } = ordering();
  order.take(packet(10), 0);
  order.take(packet(13), 0);
  t.deepEqual(order.due(1), [11, 12]);
  t.deepEqual(order.due(30), []);
  t.deepEqual(order.due(70), [11, 12]);
  order.take(packet(12), 80);
  order.take(packet(11), 90);
  t.deepEqual(delivered, [10, 11, 12, 13]);
  t.is(order.recovered, 2);
  t.is(order.lost, 0);
  t.deepEqual(order.due(1000), []);
});

test('what does not come within a second is given up, and the next packet says so', (t) => {
  const { order, delivered } = ordering();
  order.take(packet(1), 0);
  order.take(packet(4), 0);
  order.take(packet(5), 10);
  for (const nowMs of [100, 200, 300, 999]) {
    order.due(nowMs);
  }
  t.deepEqual(delivered, [1]);
  order.due(1000);
  t.deepEqual(delivered, [1, 'gap', 4, 5]);
  t.is(order.lost, 2);
  order.take(packet(2), 1001);
  t.deepEqual(delivered, [1, 'gap', 4, 5], 'too late');
});

test('whoever was busy for a second asks before giving up', (t) => {
  const { order, delivered } = ordering();
  order.take(packet(1), 0);
  order.take(packet(3), 0);
  t.deepEqual(order.due(5_000), [2]);
  order.take(packet(2), 5_010);
  t.deepEqual(delivered, [1, 2, 3]);
});

test('a packet is asked for a limited number of times', (t) => {
  const { order } = ordering();
  order.take(packet(1), 0);
  order.take(packet(3), 0);
  let asked = 0;
  for (let nowMs = 0; nowMs < 999; nowMs += 20) {
    asked += order.due(nowMs).length;
  }
  t.is(asked, 10);
});

test('second copies are passed over', (t) => {
  const { order, delivered } = ordering();
  for (const sequence of [1, 1, 3, 3, 2, 2, 3]) {
    order.take(packet(sequence), 0);
  }
  t.deepEqual(delivered, [1, 2, 3]);
  t.is(order.received, 3);
});

test('a great step in the numbers is a new count after a gap', (t) => {
  const { order, delivered } = ordering();
  order.take(packet(1), 0);
  order.take(packet(3), 0);
  order.take(packet(30_000), 0);
  order.take(packet(30_001), 0);
  t.deepEqual(delivered, [1, 'gap', 3, 'gap', 30_000, 30_001]);
});

test('at the end nothing that arrived is kept back', (t) => {
  const { order, delivered } = ordering();
  order.take(packet(1), 0);
  order.take(packet(3), 0);
  order.end();
  t.deepEqual(delivered, [1, 'gap', 3]);
});

test('whatever is lost, doubled and shuffled, what is delivered ascends and is what arrived', (t) => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 65_535 }),
      fc.array(
        fc.record({ step: fc.integer({ min: -5, max: 8 }), waitMs: fc.integer({ min: 0, max: 400 }) }),
        {
          maxLength: 200,
        },
      ),
      (first, steps) => {
        const { order, delivered } = ordering();
        let [sequence, nowMs] = [first, 0];
        for (const { step, waitMs } of steps) {
          sequence += step;
          nowMs += waitMs;
          order.take(packet(sequence), nowMs);
          order.due(nowMs);
        }
        order.end();
        const numbers = delivered.filter((each) => typeof each === 'number');
        numbers.reduce(
          (before, after) => {
            t.true(((after - before) << 16) >> 16 > 0, `${before} before ${after}`);
            return after;
          },
          (numbers[0] ?? 1) - 1,
        );
        t.is(numbers.length, order.received);
      },
    ),
  );
});
