import test from 'ava';
import { instant, laterBy, LIMITS } from '../kernel/index.ts';
import { Guesses, MISS_REFILL_MS, MISSES_AT_ONCE, SLOWEST_MS } from './guesses.ts';
import { KEY_ALPHABET, KEY_LENGTH } from './session-key.ts';

const start = instant(1_800_000_000_000);

test('a source that misses too often is refused, the others are not', (t) => {
  const guesses = new Guesses();
  for (let miss = 0; miss < MISSES_AT_ONCE; miss += 1) {
    t.false(guesses.admit('a', start).refused);
    guesses.missed('a', start);
  }
  t.true(guesses.admit('a', start).refused);
  t.false(guesses.admit('b', start).refused);
  t.false(guesses.admit('a', laterBy(start, MISS_REFILL_MS)).refused);
});

test('when the whole site misses, everybody is slowed and nobody is shut out', (t) => {
  const guesses = new Guesses();
  for (let source = 0; source < 5_000; source += 1) {
    guesses.missed(`botnet ${source}`, start);
  }
  const honest = guesses.admit('an honest customer', start);
  t.deepEqual(honest, { refused: false, delayMs: SLOWEST_MS });
  t.deepEqual(guesses.admit('an honest customer', laterBy(start, 60_000)), { refused: false, delayMs: 0 });
});

test('usual typing errors slow nobody', (t) => {
  const guesses = new Guesses();
  for (let miss = 0; miss < 60; miss += 1) {
    guesses.missed(`customer ${miss}`, laterBy(start, miss * 1_000));
  }
  t.deepEqual(guesses.admit('next', laterBy(start, 60_000)), { refused: false, delayMs: 0 });
});

test('a key is not guessed in 300 days by one network nor in 30 by ten thousand (peers.md §7.3)', (t) => {
  const space = KEY_ALPHABET.length ** KEY_LENGTH;
  const openKeys = LIMITS.liveKeysPerRep;
  const missesADayPerSource = (24 * 3_600_000) / MISS_REFILL_MS + MISSES_AT_ONCE;
  const daysUntilEvenChance = (sources: number) => space / 2 / openKeys / (sources * missesADayPerSource);
  t.true(daysUntilEvenChance(1) > 300, `${daysUntilEvenChance(1)} days`);
  t.true(daysUntilEvenChance(10_000) > 30, `${daysUntilEvenChance(10_000)} days`);
});
