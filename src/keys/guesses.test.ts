import test from 'ava';
import { LIMITS } from '../kernel/index.ts';
import { Guesses, MISS_REFILL_MS, MISSES_AT_ONCE, SLOWEST_MS } from './guesses.ts';
import { KEY_ALPHABET, KEY_LENGTH } from './session-key.ts';

const start = 1_000;

test('a source that misses too often is refused, the others are not', (t) => {
  const guesses = new Guesses();
  for (let miss = 0; miss < MISSES_AT_ONCE; miss += 1) {
    t.false(guesses.begin('a', start).refused);
    guesses.missed(start);
  }
  t.true(guesses.begin('a', start).refused);
  t.false(guesses.begin('b', start).refused);
  t.false(guesses.begin('a', start + MISS_REFILL_MS).refused);
});

test('guesses that wait for their answer at the same time count already, and right ones do not', (t) => {
  const guesses = new Guesses();
  for (let guess = 0; guess < MISSES_AT_ONCE; guess += 1) {
    t.false(guesses.begin('a', start).refused);
  }
  t.true(guesses.begin('a', start).refused);
  for (let guess = 0; guess < MISSES_AT_ONCE; guess += 1) {
    guesses.right('a');
  }
  for (let customer = 0; customer < 1_000; customer += 1) {
    t.false(guesses.begin('a', start).refused);
    guesses.right('a');
  }
});

test('when the whole site misses, everybody is slowed and nobody is shut out', (t) => {
  const guesses = new Guesses();
  for (let source = 0; source < 5_000; source += 1) {
    guesses.begin(`botnet ${source}`, start);
    guesses.missed(start);
  }
  const honest = guesses.begin('an honest customer', start);
  t.deepEqual(honest, { refused: false, delayMs: SLOWEST_MS });
  t.deepEqual(guesses.begin('an honest customer', start + 60_000), { refused: false, delayMs: 0 });
});

test('usual typing errors slow nobody', (t) => {
  const guesses = new Guesses();
  for (let miss = 0; miss < 60; miss += 1) {
    guesses.begin(`customer ${miss}`, start + miss * 1_000);
    guesses.missed(start + miss * 1_000);
  }
  t.deepEqual(guesses.begin('next', start + 60_000), { refused: false, delayMs: 0 });
});

test('a key is not guessed in 300 days by one network nor in 30 by ten thousand (peers.md §7.3)', (t) => {
  const space = KEY_ALPHABET.length ** KEY_LENGTH;
  const openKeys = LIMITS.liveKeysPerRep;
  const missesADayPerSource = (24 * 3_600_000) / MISS_REFILL_MS + MISSES_AT_ONCE;
  const daysUntilEvenChance = (sources: number) => space / 2 / openKeys / (sources * missesADayPerSource);
  t.true(daysUntilEvenChance(1) > 300, `${daysUntilEvenChance(1)} days`);
  t.true(daysUntilEvenChance(10_000) > 30, `${daysUntilEvenChance(10_000)} days`);
});
