import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import * as fc from 'fast-check';
import { LIMITS } from '../kernel/index.ts';
import { profileContent, profileFileName, profileProblems } from './profile.ts';
import { readPropertyList } from './property-list.ts';
import { signedContent } from './signed-data.ts';

const FILES = join(import.meta.dirname, '../../test/ios-profiles');
const file = (name: string) => new Uint8Array(readFileSync(join(FILES, `${name}.mobileconfig`)));
const PLAIN = file('wifi');
const SIGNED = file('signed');
const STREAMED = file('streamed');
const XML = new TextDecoder().decode(PLAIN);

function read(bytes: Uint8Array | string) {
  return profileContent(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, (each) => {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(each);
    } catch {
      return undefined;
    }
  });
}

test('a profile is one as XML, and within a signature, whichever way that is written', (t) => {
  const content = {
    isEncrypted: false,
    identifier: 'example.northwind.wifi',
    payloads: ['com.apple.wifi.managed'],
  };
  t.deepEqual(read(PLAIN), { ok: true, content: { ...content, isSigned: false } });
  t.deepEqual(read(SIGNED), { ok: true, content: { ...content, isSigned: true } });
  t.deepEqual(read(STREAMED), { ok: true, content: { ...content, isSigned: true } });
  t.deepEqual(signedContent(SIGNED), PLAIN);
  t.deepEqual(signedContent(STREAMED), PLAIN);
});

test('XML may be written in other ways and still be the same', (t) => {
  for (const same of [
    `\ufeff${XML}`,
    XML.replaceAll('\n', '\r\n'),
    XML.replace(/<!DOCTYPE[^>]*>/, ''),
    XML.replace(/<\?xml[^>]*>\s*/, ''),
    XML.replace('<dict>', '<!-- of Northwind --><dict>'),
    XML.replace('example.northwind.wifi', '<![CDATA[example.northwind.wifi]]>'),
    XML.replace('example.northwind.wifi', 'example.&#110;orthwind.&#x77;ifi'),
    XML.replace('<dict>', '<dict><key>PayloadRemovalDisallowed</key><true/><key>Empty</key><array/>'),
    `${XML}\n<!-- end -->\n`,
  ]) {
    t.like(read(same), { ok: true, content: { identifier: 'example.northwind.wifi' } }, same.slice(0, 90));
  }
  const encrypted = XML.replace(
    /<key>PayloadContent<\/key>\s*<array>[^]*?<\/array>/,
    '<key>EncryptedPayloadContent</key><data>AAAA</data>',
  );
  t.like(read(encrypted), { ok: true, content: { isEncrypted: true, payloads: [] } });
});

test('what only is called a profile, or is something else as well, is none', (t) => {
  const wrong: Readonly<Record<string, Uint8Array | string>> = {
    nothing: '',
    html: '<!doctype html><script>alert(1)</script>',
    'html that is XML': '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    'html in front': `<script>alert(1)</script>${XML}`,
    'html behind': `${XML}<script>alert(1)</script>`,
    'a script in the dict': XML.replace('<dict>', '<dict><script>alert(1)</script>'),
    'markup in a text': XML.replace('example.northwind.wifi', '<b>example</b>'),
    'a text in front': `GIF89a${XML}`,
    'an entity of its own': XML.replace(
      /<!DOCTYPE[^>]*>/,
      '<!DOCTYPE plist [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ).replace('example.northwind.wifi', '&x;'),
    'an entity that nobody knows': XML.replace('example.northwind.wifi', '&nbsp;'),
    'another encoding': XML.replace('UTF-8', 'UTF-16'),
    'a style sheet': XML.replace('<!DOCTYPE', '<?xml-stylesheet href="x.xsl"?><!DOCTYPE'),
    'a key twice': XML.replace('<dict>', '<dict><key>PayloadType</key><string>Configuration</string>'),
    'a key without a value': XML.replace('<dict>', '<dict><key>x</key><key>y</key>'),
    'no end': XML.slice(0, -10),
    'an array': '<plist version="1.0"><array/></plist>',
    'a control character': XML.replace('Northwind', 'North\u0000wind'),
    'one given by its number': XML.replace('Northwind', 'North&#0;wind'),
    'half a pair': XML.replace('Northwind', 'North&#xD800;wind'),
    'a binary property list': new TextEncoder().encode('bplist00\u0001\u0002'),
    'not UTF-8': new Uint8Array([...PLAIN.subarray(0, 60), 0xff, ...PLAIN.subarray(60)]),
    'only a signature': file('detached'),
    'bytes behind the signature': new Uint8Array([...SIGNED, 0]),
    'bytes in front of it': new Uint8Array([0, ...SIGNED]),
    'a signature cut off': SIGNED.subarray(0, -1),
    'a certificate': SIGNED.subarray(700),
    'a zip': new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]),
  };
  for (const [name, bytes] of Object.entries(wrong)) {
    const found = read(bytes);
    t.false(found.ok, name);
    t.regex(found.ok ? '' : found.sentence, /no configuration profile/, name);
  }
});

test('a property list that is no profile, or cannot be installed, is refused with the reason', (t) => {
  for (const [xml, sentence] of [
    [XML.replace('>Configuration<', '>Profile Service<'), /its PayloadType is not “Configuration”/],
    ['<plist version="1.0"><dict/></plist>', /its PayloadType is not/],
    [XML.replace('example.northwind.wifi', ''), /no PayloadIdentifier/],
    [XML.replace('PayloadUUID', 'PayloadUuid'), /no PayloadUUID/],
    [XML.replace('<key>PayloadContent</key>', '<key>Other</key>'), /no PayloadContent/],
  ] as const) {
    const found = read(xml);
    t.regex(found.ok ? '' : found.sentence, sentence);
  }
});

test('however deep or long, reading ends soon and with an answer', (t) => {
  const started = performance.now();
  const opened = (tag: string) => `<plist version="1.0">${`<${tag}>`.repeat(100_000)}`;
  t.is(readPropertyList(opened('array')), undefined);
  t.is(readPropertyList(opened('dict')), undefined);
  t.is(readPropertyList(`<plist version="1.0"><string>${'<!--'.repeat(100_000)}`), undefined);
  t.is(readPropertyList(`<plist version="1.0"><string>${'&'.repeat(100_000)}</string></plist>`), undefined);
  t.is(signedContent(new Uint8Array(1_000_000).fill(0x30)), undefined);
  t.is(signedContent(new Uint8Array(1_000_000).map((_, at) => (at % 2 === 0 ? 0x30 : 0x80))), undefined);
  t.true(performance.now() - started < 5_000);
});

test('any bytes at all have an answer, and a signature that was changed gives nothing else', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      t.false(read(bytes).ok);
    }),
  );
  fc.assert(
    fc.property(fc.nat(SIGNED.length - 1), fc.nat(255), (at, byte) => {
      const changed = SIGNED.slice();
      changed[at] = byte;
      t.notThrows(() => read(changed));
    }),
  );
  fc.assert(
    fc.property(fc.nat(PLAIN.length), fc.string({ maxLength: 12 }), (at, text) => {
      t.notThrows(() => read(XML.slice(0, at) + text + XML.slice(at)));
    }),
  );
});

test('what a file says of itself is shown without what hides or turns text', (t) => {
  const found = read(XML.replace('example.northwind.wifi', 'a\u202eb&#x2066;  c'));
  t.like(found, { ok: true, content: { identifier: 'a b c' } });
  const long = read(XML.replace('example.northwind.wifi', 'x'.repeat(5_000)));
  t.is(long.ok ? long.content.identifier.length : 0, 120);
});

test('names are unique and fit, descriptions fit, and nothing of them is hidden', (t) => {
  const good = { name: 'Wi-Fi', description: '', size: 1 };
  t.deepEqual(profileProblems(good, []), {});
  t.deepEqual(profileProblems({ ...good, name: '{{7*7}} <b>' }, []), {});
  for (const name of [
    '',
    ' ',
    '\u200b',
    'x'.repeat(LIMITS.iosProfileNameCharacters + 1),
    'a\u202eb',
    'a\nb',
    'a\u0000b',
  ]) {
    t.regex(profileProblems({ ...good, name }, [])['name'] ?? '', /name of 1 to 60 characters/, name);
  }
  t.regex(profileProblems({ ...good, name: 'WI-FI' }, [{ name: 'Wi-fi' }])['name'] ?? '', /Another profile/);
  t.regex(
    profileProblems({ ...good, description: 'x'.repeat(501) }, [])['description'] ?? '',
    /500 characters at most/,
  );
  t.regex(profileProblems({ ...good, description: 'a\u2066b' }, [])['description'] ?? '', /cannot be shown/);
  t.regex(profileProblems({ ...good, size: LIMITS.iosProfileBytes + 1 }, [])['file'] ?? '', /1024 kB fit/);
  const others = Array.from({ length: LIMITS.iosProfiles }, (_, at) => ({ name: `${at}` }));
  t.regex(profileProblems(good, others)['file'] ?? '', /100 profiles at most/);
});

test('the name of a download is never a path', (t) => {
  t.is(profileFileName({ name: 'Wi-Fi', names: { de: 'WLAN' } }, 'fr'), 'Wi-Fi.mobileconfig');
  t.is(profileFileName({ name: 'Wi-Fi', names: { de: 'WLAN/../Büro' } }, 'de'), 'WLAN .. Büro.mobileconfig');
  t.is(profileFileName({ name: '../../etc\\passwd' }, 'de'), '.. .. etc passwd.mobileconfig');
  t.is(profileFileName({ name: '//' }, 'de'), 'profile.mobileconfig');
});
