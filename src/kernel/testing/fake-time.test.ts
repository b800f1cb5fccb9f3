import test from 'ava';
import { instant, laterBy } from '../index.ts';
import { FakeTime } from './fake-time.ts';

test('time stands still until it is advanced, calendar and measure together', (t) => {
  const time = new FakeTime(instant(1_000));
  t.is(time.now(), instant(1_000));
  time.advance(250);
  t.is(time.now(), instant(1_250));
  t.is(time.monotonicMs(), 250);
});

test('timers run when they fall due, in order, and see the moment they asked for', (t) => {
  const time = new FakeTime(instant(0));
  const ran: string[] = [];
  const note = (name: string) => () => ran.push(`${name} at ${time.now()}`);
  time.after(20, note('late'));
  time.after(10, note('first of two'));
  time.after(10, note('second of two'));
  time.after(5, () => {
    time.after(10, note('from a timer'));
    time.after(100, note('too late'));
  });
  time.after(15, note('disposed'))[Symbol.dispose]();
  time.advance(20);
  t.deepEqual(ran, ['first of two at 10', 'second of two at 10', 'from a timer at 15', 'late at 20']);
  t.is(time.waiting, 1);
});

test('a calendar that is set moves no timer', (t) => {
  const time = new FakeTime();
  let ran = false;
  time.after(1_000, () => {
    ran = true;
  });
  time.setCalendar(laterBy(time.now(), 86_400_000));
  time.advance(999);
  t.false(ran);
  time.advance(1);
  t.true(ran);
});
