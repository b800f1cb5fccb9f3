import test from 'ava';
import { cookieLine, readCookie } from './cookie.ts';

test('a cookie is found by its whole name', (t) => {
  const header = 'a=1; handrail_sign_in=abc-_9; b=2; xhandrail_sign_in=wrong; c=a=b';
  t.is(readCookie(header, 'handrail_sign_in'), 'abc-_9');
  t.is(readCookie(header, 'sign_in'), undefined);
  t.is(readCookie(header, 'c'), 'a=b');
  t.is(readCookie(undefined, 'a'), undefined);
  t.is(readCookie('', 'a'), undefined);
});

test('an endless cookie is not read', (t) => {
  t.is(readCookie(`a=${'x'.repeat(600)}`, 'a'), undefined);
  t.is(readCookie(`b=${'x'.repeat(9_000)}; a=1`, 'a'), undefined);
});

test('every cookie is HttpOnly and SameSite=Lax, and nothing in it can add to the line', (t) => {
  t.is(
    cookieLine({ name: 'handrail_customer', value: 'abc', path: '/session/x', lifeMs: 1_500, secure: true }),
    'handrail_customer=abc; Path=/session/x; Max-Age=1; HttpOnly; SameSite=Lax; Secure',
  );
  t.throws(() => cookieLine({ name: 'a', value: 'b; Domain=evil', secure: true }));
  t.throws(() => cookieLine({ name: 'a=b', value: 'c', secure: true }));
});
