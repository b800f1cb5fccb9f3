import test from 'ava';
import * as fc from 'fast-check';
import { instant, laterBy, type Random } from '../kernel/index.ts';
import {
  expiryOf,
  generateKeyText,
  isOpen,
  KEY_ALPHABET,
  KEY_LENGTH,
  spokenKey,
  typedKey,
  type SessionKey,
} from './session-key.ts';

const now = instant(1_800_000_000_000);
const openKey = {
  issuedAt: now,
  expiresAt: laterBy(now, 60_000),
  state: { kind: 'open' },
} as unknown as SessionKey;

function counting(): Random {
  let next = 0;
  return { bytes: (count) => new Uint8Array(count), below: (limit) => next++ % limit };
}

test('a key has at least seven symbols of an alphabet without look-alikes', (t) => {
  const text = generateKeyText(counting());
  t.true(KEY_LENGTH >= 7);
  t.is(text.length, KEY_LENGTH);
  t.regex(KEY_ALPHABET, /^[2-9A-HJKMNP-Z]+$/);
  t.is(new Set(KEY_ALPHABET).size, KEY_ALPHABET.length);
});

test('case, spaces and hyphens of what is typed do not matter', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...Array.from(KEY_ALPHABET)), {
        minLength: KEY_LENGTH,
        maxLength: KEY_LENGTH,
      }),
      fc.array(fc.constantFrom(' ', '-', '\u00a0', '\u2011', '\t'), { maxLength: 6 }),
      fc.nat(KEY_LENGTH),
      (symbols, noise, at) => {
        const text = symbols.join('');
        const typed = text.slice(0, at).toLowerCase() + noise.join('') + text.slice(at);
        t.is(typedKey(typed), text);
      },
    ),
  );
  t.is(typedKey(spokenKey('ABCD2345').toLowerCase()), 'ABCD2345');
});

test('a key that was copied with what stood around it, or typed in full width, is that key', (t) => {
  for (const typed of [
    'ABCD2345.',
    '(ABCD-2345)',
    '<ABCD2345>',
    '“ABCD 2345”,',
    'ABCD_2345',
    'ABCD2345\u200b',
    '\u2068ABCD\u00ad2345\u2069',
    'ＡＢＣＤ－２３４５',
    'ａｂｃｄ　２３４５。',
  ]) {
    t.is(typedKey(typed), 'ABCD2345', typed);
  }
});

test('what cannot be a key is none', (t) => {
  for (const typed of ['', 'ABC', 'ABCD234O', 'ABCD23456', 'ÄBCD2345', '$(id)', 'A'.repeat(1_000_000)]) {
    t.is(typedKey(typed), undefined, typed.slice(0, 20));
  }
});

test('a key opens until it expires, is used or is revoked', (t) => {
  t.true(isOpen(openKey, now, 3_600_000));
  t.true(isOpen(openKey, laterBy(now, 59_999), 3_600_000));
  t.false(isOpen(openKey, laterBy(now, 60_000), 3_600_000));
  t.false(isOpen({ ...openKey, state: { kind: 'used', session: 'x' as never } }, now, 3_600_000));
  t.false(isOpen({ ...openKey, state: { kind: 'revoked' } }, now, 3_600_000));
});

test('a maximum that was lowered since counts for keys that are out there', (t) => {
  t.true(isOpen(openKey, laterBy(now, 29_999), 30_000));
  t.false(isOpen(openKey, laterBy(now, 30_000), 30_000));
});

test('validity never exceeds the Maximum Session Key Timeout', (t) => {
  t.is(expiryOf(now, 10_000_000, 3_600_000), laterBy(now, 3_600_000));
  t.is(expiryOf(now, 120_000, 3_600_000), laterBy(now, 120_000));
});
