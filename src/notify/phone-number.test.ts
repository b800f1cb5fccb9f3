import test from 'ava';
import { phoneNumber } from './phone-number.ts';

test('what people write between digits does not count', (t) => {
  for (const [typed, number] of [
    ['+46 70-123 45 67', '+46701234567'],
    ['(070) 123 45.67', '0701234567'],
    ['0046\u00a0701\u2011234567', '0046701234567'],
    ['112345', '112345'],
  ] as const) {
    t.is(phoneNumber(typed), number);
  }
});

test('what is no number is none', (t) => {
  for (const typed of [
    '',
    '+',
    '123',
    '+1234567890123456',
    '12+34567',
    '++46701234567',
    '070 123 45 67, 070 123 45 68',
    '0701234567\r\nX: y',
    '+4670123456７',
    '0701234567;ext=1',
    'call me',
    '{number}',
    '1'.repeat(1_000_000),
  ]) {
    t.is(phoneNumber(typed), undefined, JSON.stringify(typed.slice(0, 40)));
  }
});
