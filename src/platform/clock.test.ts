import { setTimeout as pause } from 'node:timers/promises';
import test from 'ava';
import { MemoryLog } from '../kernel/testing/memory-log.ts';
import { systemClock, systemTimers } from './clock.ts';

test('the clock tells the calendar in milliseconds and measures without going back', (t) => {
  const before = Date.now();
  const now = systemClock.now();
  t.true(now >= before && now <= Date.now());
  const first = systemClock.monotonicMs();
  t.true(systemClock.monotonicMs() >= first);
});

test('a timer runs once after its delay, not before, and not when it is disposed', async (t) => {
  const timers = systemTimers(new MemoryLog());
  const ran: string[] = [];
  const begunMs = performance.now();
  let tookMs = 0;
  timers.after(30, () => {
    ran.push('kept');
    tookMs = performance.now() - begunMs;
  });
  timers.after(10, () => ran.push('disposed'))[Symbol.dispose]();
  await pause(120);
  t.deepEqual(ran, ['kept']);
  t.true(tookMs >= 30, `${tookMs} ms`);
});

test('a delay of years is waited for, where setTimeout alone would run at once', async (t) => {
  const timers = systemTimers(new MemoryLog());
  let ran = false;
  const timer = timers.after(100 * 365 * 86_400_000, () => {
    ran = true;
  });
  await pause(30);
  t.false(ran);
  timer[Symbol.dispose]();
  t.throws(() => timers.after(Number.NaN, () => undefined), { instanceOf: RangeError });
});

test('what a timer throws is logged and ends nothing', async (t) => {
  const log = new MemoryLog();
  systemTimers(log).after(0, () => {
    throw new Error('deadline');
  });
  await pause(30);
  t.deepEqual(
    log.lines.map(({ level, message }) => [level, message]),
    [['error', 'A timer failed.']],
  );
});
