import test from 'ava';
import { instant, LIMITS, type StoredFileId } from '../kernel/index.ts';
import { fileKindOf, shownFileName, type StoredFile, storedFileProblems } from './stored-file.ts';

const text = (content: string) => new TextEncoder().encode(content);
const bytes = (...content: readonly (string | number)[]) =>
  Uint8Array.from(content.flatMap((each) => (typeof each === 'number' ? [each] : [...text(each)])));

function decode(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADUlEQVR4nGP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==',
  'base64',
);

test('what a file is, its bytes say, whatever it is called', (t) => {
  const kinds: readonly (readonly [string, Uint8Array, string, string])[] = [
    ['evil.html', PNG, 'image', 'image/png'],
    ['a.txt', bytes('GIF89a', 1, 0), 'image', 'image/gif'],
    ['a', bytes('wOF2', 0, 1, 0, 0), 'font', 'font/woff2'],
    ['a.png', bytes(0, 1, 0, 0, 0, 9), 'font', 'font/ttf'],
    ['a.png', text('<!doctype html><script>alert(1)</script>'), 'document', 'application/octet-stream'],
    ['a.js', text('alert(1)'), 'document', 'application/octet-stream'],
    ['a.css', text('<script>alert(1)</script>'), 'document', 'application/octet-stream'],
    ['a.css', text('  \ufeff<!doctype html>'), 'document', 'application/octet-stream'],
    ['a.css', bytes('a{}', 0), 'document', 'application/octet-stream'],
    ['a.css', bytes(0xff, 0xfe, 'a'), 'document', 'application/octet-stream'],
    ['A.CSS', text('a { color: red }\n'), 'stylesheet', 'text/css; charset=utf-8'],
    ['a.css.txt', text('a { color: red }'), 'document', 'application/octet-stream'],
    ['a.png', text('<?xml version="1.0"?>\n<svg xmlns="x"/>'), 'drawing', 'image/svg+xml'],
    ['a', text('<svg onload="alert(1)">'), 'drawing', 'image/svg+xml'],
    ['a.svg', text('<svgx>'), 'document', 'application/octet-stream'],
    ['a.zip', bytes('PK', 3, 4), 'document', 'application/octet-stream'],
    ['a.png', text('%PDF-1.7'), 'document', 'application/pdf'],
    // Good as GIF and as a script: it is served as a GIF, which no browser takes for a script.
    ['a.js', text('GIF89a=1;alert(1)'), 'image', 'image/gif'],
  ];
  for (const [name, content, kind, type] of kinds) {
    t.deepEqual(fileKindOf(name, content, decode), { kind, type } as ReturnType<typeof fileKindOf>, name);
  }
});

test('no name that a browser gives is a path, or shows otherwise than it reads', (t) => {
  t.is(shownFileName('../../etc/passwd'), 'passwd');
  t.is(shownFileName('C:\\Users\\ann\\logo.png'), 'logo.png');
  t.is(shownFileName('photo\u202Egnp.exe\u0000'), 'photo gnp.exe');
  t.is(shownFileName(' a\n b '), 'a b');
  t.is(shownFileName('x'.repeat(300)).length, LIMITS.storedFileNameCharacters);
  for (const nothing of ['', '/', '..\\', '\u0000']) {
    t.is(shownFileName(nothing), 'file', JSON.stringify(nothing));
  }
});

function stored(more: Partial<StoredFile> = {}): StoredFile {
  return {
    id: 'f'.repeat(22) as StoredFileId,
    name: 'logo.png',
    kind: 'image',
    type: 'image/png',
    size: 10,
    digest: 'd',
    changedAt: instant(0),
    revision: 1,
    ...more,
  };
}

test('names are different, and there is an end to each file, to their number and to all together', (t) => {
  t.deepEqual(storedFileProblems(stored(), []), {});
  t.regex(storedFileProblems(stored({ name: 'LOGO.png' }), [stored()])['name'] ?? '', /replace it/);
  t.regex(storedFileProblems(stored({ name: '\u200b' }), [])['name'] ?? '', /Please give a name/);
  t.regex(storedFileProblems(stored({ size: LIMITS.storedFileBytes + 1 }), [])['file'] ?? '', /4096 kB fit/);
  const many = Array.from({ length: LIMITS.storedFiles }, (_, at) => stored({ name: `${at}` }));
  t.regex(storedFileProblems(stored(), many)['file'] ?? '', /500 files at most/);
  t.deepEqual(storedFileProblems(stored(), many.slice(1)), {});
  const large = Array.from({ length: 32 }, (_, at) =>
    stored({ name: `${at}`, size: LIMITS.storedFileBytes }),
  );
  t.regex(storedFileProblems(stored(), large)['file'] ?? '', /128 MB/);
  t.deepEqual(storedFileProblems(stored({ size: LIMITS.storedFileBytes }), large.slice(1)), {});
});
