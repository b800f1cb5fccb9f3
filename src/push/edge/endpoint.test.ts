import test from 'ava';
import { endpointOf } from './endpoint.ts';
import { isPublicAddress } from './public-address.ts';

test('the push services of the browsers are called, over https on the usual port', (t) => {
  for (const address of [
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/QGuQyavXutnMH',
    'https://wns2-by3p.notify.windows.com/w/?token=abc',
    'https://FCM.googleapis.com:443/wp/abc',
  ]) {
    t.like(endpointOf(address, []), { isNamed: false }, address);
  }
});

test('nothing else is called, however it is written', (t) => {
  for (const address of [
    '',
    'fcm.googleapis.com',
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
    'https://user@fcm.googleapis.com/x',
    'https://fcm.googleapis.com@evil.example/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evilfcm.googleapis.com/x',
    'https://push.services.mozilla.com.evil.example/x',
    'https://evilpush.apple.com/x',
    'https://notify.windows.com/x',
    'https://localhost/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://2130706433/x',
    'https://evil.example/?https://fcm.googleapis.com/',
    'https://evil.example\\@fcm.googleapis.com/',
    'ftp://fcm.googleapis.com/x',
    'javascript:alert(1)',
  ]) {
    t.is(endpointOf(address, []), undefined, address);
  }
});

test('an administrator names others, exactly', (t) => {
  t.like(endpointOf('https://push.example.com/x', ['push.example.com']), { isNamed: true });
  t.like(endpointOf('https://localhost:4711/x', ['localhost:4711']), { isNamed: true });
  t.is(endpointOf('https://localhost:4712/x', ['localhost:4711']), undefined);
  t.is(endpointOf('https://a.push.example.com/x', ['push.example.com']), undefined);
  t.is(endpointOf('http://push.example.com/x', ['push.example.com']), undefined);
});

test('an address within a network of our own is not one of the internet', (t) => {
  for (const address of ['8.8.8.8', '142.250.1.1', '2a00:1450:4001::200a']) {
    t.true(isPublicAddress(address), address);
  }
  for (const address of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    'localhost',
    '',
  ]) {
    t.false(isPublicAddress(address), address);
  }
});
