import test from 'ava';
import { LIMITS } from '../../src/kernel/index.ts';
import { storedFileRoutes } from '../../src/portals/edge/stored-files.ts';
import type { StoredFiles } from '../../src/portals/index.ts';
import { openClaimedSite, type Site, type Visitor } from './site.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADUlEQVR4nGP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==',
  'base64',
);
const SCRIPT = '<!doctype html><script>document.title = "run"</script>';

/** A site with a File Store that everybody can read. */
async function openStore() {
  let files: StoredFiles | undefined;
  const opened = await openClaimedSite({
    routes: storedFileRoutes({
      find: (id) => files?.find(id),
      bytes: (id) => files?.bytes(id),
    }),
  });
  files = opened.site.files;
  return { ...opened, files };
}

async function upload(site: Site, visitor: Visitor, page: string, action: string, file: File) {
  const token = /name="csrf" value="([^"]+)"/.exec((await visitor.see(page)).text)?.[1] ?? '';
  const form = new FormData();
  form.set('csrf', token);
  form.set('file', file);
  const answer = await fetch(`${site.at}${action}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: visitor.cookie, origin: site.at },
    body: form,
  });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

async function add(site: Site, visitor: Visitor, name: string, content: BlobPart, type = 'image/png') {
  const list = '/login/file-store';
  const answer = await upload(site, visitor, list, list, new File([content], name, { type }));
  const path = new URL(answer.location ?? '/', 'http://x').pathname;
  return { ...answer, path, address: path.replace('/login/file-store', '/content') };
}

test('a file is uploaded, shown, served, renamed, replaced at its address and deleted, and all of it is written down', async (t) => {
  const { site, ann, files } = await openStore();
  try {
    const { path, address, status } = await add(site, ann, 'C:\\my files\\<b>logo</b>.png', PNG);
    t.is(status, 303);
    t.like(files.all(), [{ name: 'b>.png', kind: 'image' }]);
    t.regex((await ann.see('/login/file-store')).text, /1 file, 70 bytes of 128 MB/);

    const served = await fetch(site.at + address);
    t.is(served.headers.get('content-type'), 'image/png');
    t.is(served.headers.get('content-disposition'), 'inline');
    t.is(served.headers.get('x-content-type-options'), 'nosniff');
    t.is(served.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    t.is(served.headers.get('cache-control'), 'public, no-cache');
    t.deepEqual(Buffer.from(await served.arrayBuffer()), PNG);
    const etag = served.headers.get('etag') ?? '';
    const again = await fetch(site.at + address, { headers: { 'if-none-match': etag } });
    t.is(again.status, 304);
    t.is(await again.text(), '');
    const kept = await fetch(`${site.at}${address}?v=${files.all()[0]?.digest.slice(0, 16)}`);
    t.regex(kept.headers.get('cache-control') ?? '', /immutable/);

    await ann.see(path);
    t.is((await ann.send(path, { name: 'Our logo ✓' })).status, 303);
    t.is(files.all()[0]?.name, 'Our logo ✓');
    t.regex((await ann.send(path, { name: 'Another', revision: '1' })).text, /Our logo ✓/);
    t.is(files.all()[0]?.name, 'Our logo ✓');

    const other = new File([SCRIPT], 'x.png', { type: 'image/png' });
    const refused = await upload(site, ann, path, `${path}/content`, other);
    t.is(refused.status, 422);
    t.regex(refused.text, /another kind of file/);
    t.is((await fetch(site.at + address)).headers.get('etag'), etag);
    const gif = new File(['GIF89a......'], 'x.png');
    t.is((await upload(site, ann, path, `${path}/content`, gif)).status, 303);
    const replaced = await fetch(site.at + address, { headers: { 'if-none-match': etag } });
    t.is(replaced.status, 200);
    t.is(replaced.headers.get('content-type'), 'image/gif');

    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
    t.is((await fetch(site.at + address)).status, 404);
    t.is((await ann.see(path)).status, 404);
    t.deepEqual(
      site.journal
        .stream('audit')
        .map(({ type }) => type)
        .filter((type) => type.startsWith('stored-file')),
      ['stored-file-added', 'stored-file-changed', 'stored-file-changed', 'stored-file-deleted'],
    );
  } finally {
    await site.close();
  }
});

test('what is no picture, style sheet or font is only ever saved, under a name that ends no header (T36)', async (t) => {
  const { site, ann } = await openStore();
  try {
    const files: readonly (readonly [string, string, string, string])[] = [
      ['page.png', SCRIPT, 'application/octet-stream', 'attachment; filename="page.png"'],
      ['code.js', 'alert(1)', 'application/octet-stream', 'attachment; filename="code.js"'],
      ['d.png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml', 'attachment'],
      ['né"w.pdf', '%PDF-1.7', 'application/pdf', 'attachment; filename="n__22w.pdf"; filename*=UTF-8'],
    ];
    for (const [name, content, type, disposition] of files) {
      const { address, status, text } = await add(site, ann, name, content);
      t.is(status, 303, text);
      const served = await fetch(site.at + address);
      t.is(served.headers.get('content-type'), type, name);
      t.true(served.headers.get('content-disposition')?.startsWith(disposition), name);
      t.is(served.headers.get('x-content-type-options'), 'nosniff');
      t.is(served.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    }
    for (const address of [
      '/content/..%2f..%2fetc%2fpasswd',
      '/content/code.js',
      `/content/${'n'.repeat(22)}`,
    ]) {
      t.is((await fetch(site.at + address)).status, 404, address);
    }
  } finally {
    await site.close();
  }
});

test('too large, twice the same name, and without the token: refused with the reason, and nothing is kept', async (t) => {
  const { site, ann, files } = await openStore();
  try {
    const large = await add(site, ann, 'a.png', Buffer.alloc(LIMITS.storedFileBytes + 1, 'x'));
    t.is(large.status, 413);
    t.regex(large.text, /too large: 4096 kB fit/);
    await add(site, ann, 'a.css', 'a { color: red }', 'text/html');
    const twice = await add(site, ann, 'A.css', 'b { color: red }');
    t.is(twice.status, 422);
    t.regex(twice.text, /There is a file called “A\.css”/);
    const form = new FormData();
    form.set('csrf', 'wrong');
    form.set('file', new File([PNG], 'b.png'));
    const forged = await fetch(`${site.at}/login/file-store`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: ann.cookie, origin: site.at },
      body: form,
    });
    t.not(forged.status, 303);
    t.deepEqual(
      files.all().map(({ name }) => name),
      ['a.css'],
    );
  } finally {
    await site.close();
  }
});

test('a style sheet that uses a file is named before the file is deleted', async (t) => {
  const { site, ann } = await openStore();
  try {
    const picture = await add(site, ann, 'back.png', PNG);
    t.regex((await ann.see(picture.path)).text, /Nothing that is known here/);
    await add(site, ann, 'ours.css', `body { background: url("${picture.address}") }`);
    t.regex((await ann.see(picture.path)).text, /Used in<\/dt><dd><ul><li[^>]*><bdi>ours\.css/);
    const warning = (await ann.see(`${picture.path}/delete`)).text;
    t.regex(warning, /still used here[\s\S]*ours\.css/);
  } finally {
    await site.close();
  }
});

test('a style sheet that was renamed is replaced as one', async (t) => {
  const { site, ann } = await openStore();
  try {
    const { path, address } = await add(site, ann, 'ours.css', 'a {}');
    await ann.see(path);
    t.is((await ann.send(path, { name: 'Our styles' })).status, 303);
    const next = new File(['b {}'], 'new.txt');
    t.is((await upload(site, ann, path, `${path}/content`, next)).status, 303);
    const served = await fetch(site.at + address);
    t.is(served.headers.get('content-type'), 'text/css; charset=utf-8');
    t.is(await served.text(), 'b {}');
    const page = new File(['<script></script>'], 'ours.css');
    t.regex((await upload(site, ann, path, `${path}/content`, page)).text, /another kind of file/);
  } finally {
    await site.close();
  }
});
