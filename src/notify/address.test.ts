import { domainToASCII } from 'node:url';
import test from 'ava';
import { mailAddress } from './address.ts';

const parsed = (typed: string) => mailAddress(typed, domainToASCII);

test('one address is taken as it is, its domain in lower case and in ASCII', (t) => {
  for (const [typed, address] of [
    ['anna@example.com', 'anna@example.com'],
    ['  Anna.Lind+help@Mail.EXAMPLE.com ', 'Anna.Lind+help@mail.example.com'],
    ["o'brien@example.co.uk", "o'brien@example.co.uk"],
    ['info@bücher.example', 'info@xn--bcher-kva.example'],
    ['info@xn--bcher-kva.example', 'info@xn--bcher-kva.example'],
    ['info@例え.テスト', 'info@xn--r8jz45g.xn--zckzah'],
    ['%%%@example.com', '%%%@example.com'],
  ] as const) {
    t.deepEqual(parsed(typed), { ok: true, address }, typed);
  }
});

test('nothing else is taken: no second address, no name, no line break, no quoting, no address of a machine', (t) => {
  for (const typed of [
    '',
    'anna',
    '@example.com',
    'anna@',
    'anna@localhost',
    'anna@example.com, bert@example.com',
    'anna@example.com;bert@example.com',
    'anna@example.com bert@example.com',
    'Anna <anna@example.com>',
    '<anna@example.com>',
    'anna@example.com\r\nBcc: eve@example.com',
    'anna\r\nBcc: eve@example.com@example.com',
    'anna@example.com\nDATA',
    'anna@exam\u0000ple.com',
    'anna@example.com%0d%0aBcc:eve',
    '"anna b"@example.com',
    '"a@b"@example.com',
    'anna@b@example.com',
    'anna..b@example.com',
    '.anna@example.com',
    'anna@-example.com',
    'anna@example..com',
    'anna@127.0.0.1',
    'anna@[127.0.0.1]',
    'anna@2130706433',
    'anna@exa%6dple.com',
    'anna@example.com.',
    'anna@exam_ple.com',
    'anna\u202e@example.com',
    'anna@example\u202e.com',
    'änna@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(250)}.com`,
    `a@${'b.'.repeat(126)}com`,
    'a'.repeat(1_000_000),
    'a@'.repeat(500_000),
  ]) {
    t.false(parsed(typed).ok, JSON.stringify(typed.slice(0, 60)));
  }
});

test('what is wrong is said', (t) => {
  t.like(parsed('änna@example.com'), {
    sentence: 'Before the @, only letters from a to z, digits and signs such as . and - can be used.',
  });
  t.like(parsed('anna@example'), {
    sentence: 'What is after the @ is not the name of a mail domain, such as example.com.',
  });
});
