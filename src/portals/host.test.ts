import test from 'ava';
import { hostOf, hostTyped, isHostName } from './host.ts';

test('the host of a request is compared without port, case and the dot of the root', (t) => {
  const cases: readonly (readonly [string | undefined, string | undefined])[] = [
    ['help.example.com', 'help.example.com'],
    ['HELP.Example.COM:8080', 'help.example.com'],
    ['help.example.com.', 'help.example.com'],
    ['[::1]:8080', '[::1]'],
    ['127.0.0.1:80', '127.0.0.1'],
    [undefined, undefined],
    ['', undefined],
    ['help.example.com:80:80', undefined],
    ['evil.example/help.example.com', undefined],
    ['user@help.example.com', undefined],
    ['a b', undefined],
    ['a'.repeat(254), undefined],
  ];
  for (const [header, host] of cases) {
    t.is(hostOf(header), host, header);
  }
});

test('host names are DNS names', (t) => {
  for (const name of [
    'help.example.com',
    'xn--hlfe-6qa.example',
    'localhost',
    'a-b.example',
    '10.0.0.1',
    'x'.repeat(63),
  ]) {
    t.true(isHostName(name), name);
  }
  for (const name of [
    '',
    'Help.example.com',
    '-a.example',
    'a-.example',
    'a..example',
    '.example',
    'a_b.example',
    'hülfe.example',
    '*.example.com',
    'a/b',
    'a b',
    '$(id)',
    'x'.repeat(64),
    `${'a.'.repeat(127)}aa`,
  ]) {
    t.false(isHostName(name), name);
  }
});

test('an address that was pasted whole is taken for its host', (t) => {
  t.is(hostTyped('https://Help.Example.com/some/page?x=1'), 'Help.Example.com');
  t.is(hostTyped(' help.example.com:8443 '), 'help.example.com');
  t.is(hostTyped('help.example.com.'), 'help.example.com');
});
