import test from 'ava';
import { clientAddress, isOwnOrigin, isPlainPath, isSecure, localPath, originAt } from './request.ts';

test('a path is plain or it is none', (t) => {
  for (const path of ['/', '/login', '/login/users/-_aA0', '/assets/console-4KZ5QVIY.js']) {
    t.true(isPlainPath(path), path);
  }
  for (const path of [
    '',
    'login',
    '//login',
    '/login/',
    '/login//users',
    '/./login',
    '/../login',
    '/.git',
    '/a/.b',
    '/%6cogin',
    '/a;b',
    '/a\\b',
    '/a b',
    '/ä',
    '*',
    'http://x/login',
    '/a?b',
    '/a#b',
    '/a\0',
  ]) {
    t.false(isPlainPath(path), path);
  }
});

test('without a trusted proxy nothing of X-Forwarded-For counts', (t) => {
  const peer = { remoteAddress: '10.0.0.1', trustedHops: 0 };
  t.is(clientAddress(peer, '1.2.3.4'), '10.0.0.1');
});

test('with n trusted proxies the n-th entry from the end counts', (t) => {
  const cases: readonly (readonly [number, string | undefined, string])[] = [
    [1, '6.6.6.6, 1.2.3.4', '1.2.3.4'],
    [2, '6.6.6.6, 1.2.3.4, 10.0.0.2', '1.2.3.4'],
    [2, '1.2.3.4', '1.2.3.4'],
    [1, undefined, '10.0.0.1'],
    [1, '', '10.0.0.1'],
    [1, 'unknown', '10.0.0.1'],
    [1, '$(id)', '10.0.0.1'],
    [1, '[2001:db8::1]:443', '2001:db8::1'],
    [1, '2001:db8::1', '2001:db8::1'],
    [1, '1.2.3.4:5678', '1.2.3.4'],
  ];
  for (const [trustedHops, header, address] of cases) {
    t.is(
      clientAddress({ remoteAddress: '10.0.0.1', trustedHops }, header),
      address,
      `${trustedHops} ${header}`,
    );
  }
});

test('TLS is believed of the socket, or of a trusted proxy', (t) => {
  const peer = { remoteAddress: '', trustedHops: 0, encrypted: false };
  t.false(isSecure(peer, 'https'));
  t.true(isSecure({ ...peer, encrypted: true }, undefined));
  t.true(isSecure({ ...peer, trustedHops: 1 }, 'HTTPS'));
  t.false(isSecure({ ...peer, trustedHops: 1 }, 'https, http'));
});

test('a request is ours when its origin is the host that was asked, or the public URL', (t) => {
  const from = (origin: string | undefined, more: Partial<Parameters<typeof isOwnOrigin>[0]> = {}) => ({
    origin,
    fetchSite: undefined,
    host: 'help.example:8080',
    secure: false,
    ...more,
  });
  t.true(isOwnOrigin(from('http://help.example:8080'), undefined));
  t.true(isOwnOrigin(from('https://help.example:8080'), undefined));
  t.true(isOwnOrigin(from('https://public.example'), 'https://public.example'));
  t.true(isOwnOrigin(from('http://help.example:8080'), 'https://public.example'));
  t.true(isOwnOrigin(from(undefined, { fetchSite: 'same-origin' }), undefined));
  const foreign = [
    from('https://help.example:8080.evil.example'),
    from('http://help.example'),
    from('http://evil.example'),
    from('null'),
    from(''),
    from(undefined),
    from('http://help.example:8080', { fetchSite: 'cross-site' }),
    from('http://help.example:8080', { fetchSite: 'same-site' }),
    from('http://help.example:8080', { host: undefined }),
    from('http://', { host: '' }),
  ];
  for (const request of foreign) {
    t.false(isOwnOrigin(request, undefined), JSON.stringify(request));
  }
  t.false(isOwnOrigin(from('https://help.example:8080'), 'https://public.example'), 'another scheme');
});

test('an origin is made of what names a host, and of nothing else', (t) => {
  for (const [host, origin] of [
    ['help.example', 'https://help.example'],
    ['HELP.example:8443', 'https://help.example:8443'],
    ['help.example:443', 'https://help.example'],
    ['[::1]:8080', 'https://[::1]:8080'],
    ['192.0.2.7', 'https://192.0.2.7'],
  ] as const) {
    t.is(originAt(host, true), origin);
  }
  for (const host of [
    undefined,
    '',
    '[',
    ':80',
    'a b',
    'a@b',
    'a/b',
    'a\\b',
    'a?b',
    'a#b',
    '%00',
    '1.2.3.4.5',
    'a:99999',
    'a<b>',
  ]) {
    t.is(originAt(host, false), undefined, host);
  }
});

test('going back leads to a page of this site and nowhere else', (t) => {
  for (const path of ['/console', '/login/users?page=2', '/login/reports?customer=Ann%20B']) {
    t.is(localPath(path, '/login'), path);
  }
  for (const path of [
    undefined,
    '',
    'console',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/%09/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/console#x',
    '/console\r\nSet-Cookie: a=b',
    '/console?a b',
    `/${'a'.repeat(600)}`,
    '/.//evil.example',
    '/@evil.example',
    '/console?\u2028',
  ]) {
    t.is(localPath(path, '/login'), '/login', String(path));
  }
});
