import test from 'ava';
import { hostOf } from './edge/domain.ts';
import { filledGateway, gatewayProblem } from './gateway-url.ts';

const GOOD = 'https://sms.example.com/send?key=s3cret&to={number}&text={message}';

test('an https address with both placeholders after the host is good', (t) => {
  for (const url of [
    GOOD,
    'https://user:pass@sms.example.com:8443/{number}/{message}',
    'https://sms.example.com?to={number}&text={message}&again={number}',
    'https://[2001:db8::1]/s?n={number}&m={message}',
  ]) {
    t.is(gatewayProblem(url, hostOf), undefined, url);
  }
});

test('anything else is refused with a sentence', (t) => {
  for (const [url, sentence] of [
    ['http://sms.example.com/?to={number}&text={message}', /begins with https/],
    ['HTTPS//x', /begins with https/],
    ['javascript:alert({number}{message})', /begins with https/],
    ['https://sms.example.com/send?to={number}', /must have \{message\}/],
    ['https://sms.example.com/send', /\{number\} and \{message\}/],
    ['https://{number}.example.com/?m={message}', /\{number\}/],
    ['https://{message}@sms.example.com/?n={number}&m={message}', /Only \{number\}/],
    [`${GOOD}&x={secret}`, /Only \{number\}/],
    [`${GOOD}&x={{7*7}}`, /Only \{number\}/],
    [`${GOOD}#fragment`, /special characters/],
    [`${GOOD}&a b`, /special characters/],
    [`${GOOD}\r\nHost: evil`, /special characters/],
    ['https:///?n={number}&m={message}', /special characters/],
    ['https://sms.example.com\\@evil.example/?n={number}&m={message}', /special characters/],
    ['https://exam ple.com/?n={number}&m={message}', /special characters/],
    ['https://ex%zzample/?n={number}&m={message}', /special characters/],
    [`${GOOD}&pad=${'x'.repeat(2_000)}`, /2000 characters/],
  ] as const) {
    t.regex(gatewayProblem(url, hostOf) ?? 'good', sentence, url.slice(0, 80));
  }
});

test('what is filled in stays in its place, whatever it is', (t) => {
  const message = 'a&text=b#c/../d?e=%20 {number} {{7*7}} ünïcode 😀 \ud800 (\'"*!)\r\nX: y';
  const filled = new URL(filledGateway(GOOD, '+46701234567', message));
  t.is(filled.host, 'sms.example.com');
  t.is(filled.pathname, '/send');
  t.deepEqual([...filled.searchParams.keys()], ['key', 'to', 'text']);
  t.is(filled.searchParams.get('to'), '+46701234567');
  t.is(filled.searchParams.get('text'), message.toWellFormed());
  t.regex(
    filledGateway('https://h/{message}/end?n={number}', '1', '../../x?y#z'),
    /^https:\/\/h\/..%2F..%2Fx%3Fy%23z\/end\?n=1$/,
  );
});

test('the host that is shown has nothing of the secret', (t) => {
  t.is(hostOf('https://user:pass@sms.example.com:8443/{number}?k=s3cret'), 'sms.example.com:8443');
  t.is(hostOf('http://sms.example.com/'), undefined);
  t.is(hostOf('nothing'), undefined);
});
