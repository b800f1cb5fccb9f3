import test from 'ava';
import * as fc from 'fast-check';
import { textParts } from './text-parts.ts';

function links(text: string): readonly string[] {
  return textParts(text).flatMap((part) => (part.kind === 'link' ? [part.href] : []));
}

test('addresses of the web become links, with the host in sight', (t) => {
  t.deepEqual(textParts('Look at https://example.com/a?b=c#d please'), [
    { kind: 'text', text: 'Look at ' },
    {
      kind: 'link',
      text: 'https://example.com/a?b=c#d',
      href: 'https://example.com/a?b=c#d',
      host: 'example.com',
    },
    { kind: 'text', text: ' please' },
  ]);
  t.deepEqual(links('http://10.0.0.1:8080/x and HTTPS://EXAMPLE.ORG'), [
    'http://10.0.0.1:8080/x',
    'HTTPS://EXAMPLE.ORG',
  ]);
  t.deepEqual(links('http://[::1]:80/ https://bücher.example/ü'), [
    'http://[::1]:80/',
    'https://bücher.example/ü',
  ]);
});

test('the end of a sentence is not part of an address', (t) => {
  t.deepEqual(links('(see https://example.com/a_(b)). And https://example.com/c!'), [
    'https://example.com/a_(b)',
    'https://example.com/c',
  ]);
});

for (const text of [
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'https://bank.example@evil.example/',
  'https://bank.example:pass@evil.example/',
  'https://',
  'https:///path',
  'https://-evil.example',
  'https://bank.example\u202egnp.exe',
  'https://ban\u200bk.example/',
  'xhttps//example.com',
  'https://exa%6dple.com/',
]) {
  test(`not a link: ${JSON.stringify(text)}`, (t) => {
    t.deepEqual(links(text), []);
  });
}

test('the pieces joined are exactly the text, and every link is one that a browser opens where it says', (t) => {
  const pieces = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'https://',
        'http://',
        'a.example',
        '@',
        ':',
        '/',
        '\\',
        '[::1]',
        '\u202e',
        ')',
        '.',
        ' ',
        '#',
        '?',
      ),
    ),
  );
  fc.assert(
    fc.property(pieces, (some) => {
      const text = some.join('');
      const parts = textParts(text);
      t.is(parts.map((part) => part.text).join(''), text);
      for (const part of parts) {
        if (part.kind === 'link') {
          const url = URL.parse(part.href);
          // What a browser cannot read as an address leads nowhere.
          if (url !== null) {
            t.regex(url.protocol, /^https?:$/);
            t.is(url.username + url.password, '');
            t.is(url.hostname, new URL(`http://${part.host}`).hostname);
          }
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
