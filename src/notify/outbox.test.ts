import test from 'ava';
import { Fault } from '../kernel/index.ts';
import { FakeTime } from '../kernel/testing/fake-time.ts';
import { MemoryLog } from '../kernel/testing/memory-log.ts';
import type { Attempt, Delivery, Refusal } from './delivery.ts';
import { Outbox } from './outbox.ts';

const PACE = { waiting: 3, waitMs: 30_000, attemptMs: 20_000, againAfterMs: 3_000 };
const TAKEN: Delivery = { kind: 'taken', answer: '250 OK' };
const refused = (refusal: Refusal): Delivery => ({ kind: 'refused', refusal });
const LATER = refused({ kind: 'answered', step: 'recipient', answer: '451 later', temporary: true });
const NEVER = refused({ kind: 'answered', step: 'recipient', answer: '550 no', temporary: false });
const LATE = refused({ kind: 'no-answer' });

/** A server that answers when the test says so. */
class Server {
  readonly tries: { answer: (delivery: Delivery) => void; givenUp: boolean }[] = [];

  begin = (): Attempt => {
    const { promise: outcome, resolve } = Promise.withResolvers<Delivery>();
    const one = { answer: resolve, givenUp: false };
    this.tries.push(one);
    return {
      outcome,
      giveUp() {
        one.givenUp = true;
        resolve(LATE);
      },
    };
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
}

function open() {
  const time = new FakeTime();
  const outbox = new Outbox(PACE, { timers: time, nowMs: () => time.monotonicMs(), log: new MemoryLog() });
  return { time, outbox, server: new Server() };
}

test('one after another, and each gets its own answer', async (t) => {
  const { outbox, server } = open();
  const first = outbox.post(server.begin);
  const second = outbox.post(server.begin);
  await settled();
  t.is(server.tries.length, 1);
  server.tries[0]?.answer(NEVER);
  t.deepEqual(await first, NEVER);
  await settled();
  server.tries[1]?.answer(TAKEN);
  t.deepEqual(await second, TAKEN);
});

test('a temporary failure is tried once more after a pause, and only once', async (t) => {
  const { time, outbox, server } = open();
  const posted = outbox.post(server.begin);
  await settled();
  server.tries[0]?.answer(LATER);
  await settled();
  t.is(server.tries.length, 1);
  time.advance(PACE.againAfterMs);
  await settled();
  server.tries[1]?.answer(LATER);
  t.deepEqual(await posted, LATER);
  t.is(server.tries.length, 2);
  t.is(time.waiting, 0);
});

test('a permanent failure, and one that was asked for once only, are not tried again', async (t) => {
  const { outbox, server } = open();
  for (const [delivery, tries] of [
    [NEVER, 2],
    [LATER, 1],
    [{ kind: 'unclear' }, 2],
  ] as const) {
    const posted = outbox.post(server.begin, tries);
    await settled();
    server.tries.at(-1)?.answer(delivery);
    t.deepEqual(await posted, delivery);
  }
  t.is(server.tries.length, 3);
});

test('a server that hangs is given up in time, and whoever waited too long behind it is told so', async (t) => {
  const { time, outbox, server } = open();
  const posts = [outbox.post(server.begin), outbox.post(server.begin), outbox.post(server.begin)];
  await t.throwsAsync(outbox.post(server.begin), { instanceOf: Fault, message: /too-many/ });
  await settled();
  time.advance(PACE.attemptMs);
  t.deepEqual(await posts[0], LATE);
  t.true(server.tries[0]?.givenUp);
  await settled();
  time.advance(PACE.attemptMs);
  t.deepEqual(await posts[1], LATE);
  await t.throwsAsync(posts[2] as Promise<Delivery>, { message: /too-many/ });
  t.is(server.tries.length, 2);
});

test('closing refuses what waits, and gives what is under way a moment', async (t) => {
  const { time, outbox, server } = open();
  const under = outbox.post(server.begin);
  const waits = outbox.post(server.begin);
  await settled();
  const closed = outbox.close(2_000);
  await t.throwsAsync(outbox.post(server.begin), { message: /shutting-down/ });
  time.advance(1_999);
  t.false(server.tries[0]?.givenUp);
  time.advance(1);
  t.deepEqual(await under, LATE);
  await t.throwsAsync(waits, { message: /shutting-down/ });
  await closed;
  t.is(server.tries.length, 1);
  t.is(time.waiting, 0);
  await outbox.close(2_000);
});

test('closing does not wait for a second try', async (t) => {
  const { time, outbox, server } = open();
  const posted = outbox.post(server.begin);
  await settled();
  server.tries[0]?.answer(LATER);
  await settled();
  await outbox.close(2_000);
  t.deepEqual(await posted, LATER);
  t.is(server.tries.length, 1);
  t.is(time.waiting, 0);
});
