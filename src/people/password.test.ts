import test from 'ava';
import { passwordText, problemWithPassword } from './password.ts';

const ann = { username: 'ann.miller', name: 'Ann Margaret Miller' };

test('a long enough password of any kind is good', (t) => {
  for (const password of [
    'three green ladders',
    'vuVzOkZq7!',
    'пароль и ключ',
    'ää ö üü ß é ñ',
    'aaaa bbbb cccc d',
  ]) {
    t.is(problemWithPassword(password, ann), undefined, password);
  }
});

test('too short and too long are said so', (t) => {
  t.regex(problemWithPassword('nine char', ann) ?? '', /10 characters or more/);
  t.regex(problemWithPassword('x y z '.repeat(50), ann) ?? '', /256 characters at most/);
  t.regex(problemWithPassword('👍'.repeat(9), ann) ?? '', /10 characters or more/, 'a character counts once');
});

test('what is tried first is refused', (t) => {
  for (const password of [
    'password123',
    'Password2026!',
    'administrator',
    'Welcome12345',
    '1234567890',
    '9876543210',
    'abcdefghijkl',
    'aaaaaaaaaaaa',
    'abababababab',
    'rob rob rob',
    'qwertyuiop',
    'handrail2026',
    'correcthorsebatterystaple',
  ]) {
    t.regex(problemWithPassword(password, ann) ?? '', /first that are tried/, password);
  }
});

test('one’s own name with a little behind it is refused', (t) => {
  t.regex(problemWithPassword('Ann.Miller1', ann) ?? '', /your own name/);
  t.regex(problemWithPassword('margaret12', ann) ?? '', /your own name/);
  t.is(problemWithPassword('margaret likes green ladders', ann), undefined);
});

test('what looks the same is the same password', (t) => {
  t.is(passwordText('ﬁne e\u0301cole'), passwordText('fine école'));
});
