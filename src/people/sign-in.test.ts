import test from 'ava';
import * as fc from 'fast-check';
import { instant, laterBy } from '../kernel/index.ts';
import { AttemptLedger } from './attempts.ts';
import { afterAttempt, isAlive, isLocked, LOCK, NO_ATTEMPTS, SIGN_IN_LIFE } from './sign-in.ts';

const NOON = instant(1_800_000_000_000);
const MINUTE = 60_000;

test('five wrong passwords lock for fifteen minutes, and then all is forgotten', (t) => {
  let attempts = NO_ATTEMPTS;
  for (let count = 1; count <= 5; count += 1) {
    t.false(isLocked(attempts, NOON), `before attempt ${count}`);
    attempts = afterAttempt(attempts, NOON);
  }
  t.true(isLocked(attempts, NOON));
  t.true(isLocked(attempts, laterBy(NOON, 15 * MINUTE - 1)));
  t.false(isLocked(attempts, laterBy(NOON, 15 * MINUTE)));
  const again = afterAttempt(attempts, laterBy(NOON, 15 * MINUTE));
  t.like(again, { status: 'counting', wrong: 1 });
});

test('a lock is not made longer by trying on', (t) => {
  let attempts = NO_ATTEMPTS;
  for (let count = 0; count < 5; count += 1) {
    attempts = afterAttempt(attempts, NOON);
  }
  const later = afterAttempt(attempts, laterBy(NOON, 10 * MINUTE));
  t.false(isLocked(later, laterBy(NOON, 15 * MINUTE)));
});

test('wrong passwords of long ago do not count', (t) => {
  let attempts = NO_ATTEMPTS;
  for (let count = 0; count < 20; count += 1) {
    attempts = afterAttempt(attempts, laterBy(NOON, count * LOCK.memoryMs));
    t.false(isLocked(attempts, laterBy(NOON, count * LOCK.memoryMs)));
  }
});

test('whoever guesses, in whatever rhythm, has five tries in any fifteen minutes', (t) => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 10 * MINUTE }), { maxLength: 60 }), (waits) => {
      const tries: number[] = [];
      let attempts = NO_ATTEMPTS;
      let now = NOON;
      for (const wait of waits) {
        now = laterBy(now, wait);
        if (!isLocked(attempts, now)) {
          tries.push(now);
          attempts = afterAttempt(attempts, now);
        }
      }
      return tries.every((at, index) => {
        const sixth = tries[index + 5];
        return sixth === undefined || sixth - at >= LOCK.durationMs;
      });
    }),
  );
  t.pass();
});

test('an account and an invented name are locked alike', (t) => {
  const ledger = new AttemptLedger();
  for (const exists of [true, false]) {
    const key = `name-${exists}`;
    const answers = Array.from({ length: 7 }, () => ledger.begin(key, exists, NOON));
    t.deepEqual(answers, [true, true, true, true, true, false, false]);
    t.true(ledger.isLocked(key, NOON));
    ledger.forget(key);
    t.true(ledger.begin(key, exists, NOON));
  }
});

test('an attempt that could not be checked does not count, and frees nobody', (t) => {
  const ledger = new AttemptLedger();
  for (let count = 0; count < 20; count += 1) {
    t.true(ledger.begin('ann', true, NOON));
    ledger.undo('ann', NOON);
  }
  for (let count = 0; count < 5; count += 1) {
    t.true(ledger.begin('ann', true, NOON));
  }
  t.false(ledger.begin('ann', true, NOON));
  ledger.undo('ann', NOON);
  t.true(ledger.begin('ann', true, NOON), 'one of the five was not checked');
  t.false(ledger.begin('ann', true, NOON));
  ledger.undo('nobody', NOON);
  t.is(ledger.size, 1);
});

test('inventing names neither fills the memory nor frees a locked account', (t) => {
  const ledger = new AttemptLedger(100);
  for (let count = 0; count < 5; count += 1) {
    ledger.begin('ann', true, NOON);
  }
  for (let count = 0; count < 5_000; count += 1) {
    ledger.begin(`invented-${count}`, false, NOON);
  }
  t.true(ledger.size <= 101);
  t.false(ledger.begin('ann', true, NOON));
});

test('accounts with nothing to remember are forgotten when there are many', (t) => {
  const ledger = new AttemptLedger();
  for (let count = 0; count < 3_000; count += 1) {
    ledger.begin(`rep-${count}`, true, laterBy(NOON, count * MINUTE));
  }
  t.true(ledger.size <= 1_001);
});

test('a sign-in ends when it is not used for twelve hours, and after seven days in any case', (t) => {
  const made = { madeAt: NOON, seenAt: NOON };
  t.true(isAlive(made, NOON));
  t.true(isAlive(made, laterBy(NOON, SIGN_IN_LIFE.idleMs - 1)));
  t.false(isAlive(made, laterBy(NOON, SIGN_IN_LIFE.idleMs)));
  const end = laterBy(NOON, SIGN_IN_LIFE.absoluteMs);
  t.true(isAlive({ madeAt: NOON, seenAt: laterBy(end, -1) }, laterBy(end, -1)));
  t.false(isAlive({ madeAt: NOON, seenAt: laterBy(end, -1) }, end));
});
