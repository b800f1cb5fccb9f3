import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { LIMITS } from '../../src/kernel/index.ts';
import { openClaimedSite, type Site, type Visitor } from './site.ts';

const FILES = join(import.meta.dirname, '../ios-profiles');
const file = (name: string) => readFileSync(join(FILES, `${name}.mobileconfig`));
const LIST = '/login/ios-profiles';
const ADD = `${LIST}/new`;
const HOSTILE = `<script>alert(1)</script>{{7*7}}`;

async function upload(
  site: Site,
  visitor: Visitor,
  page: string,
  action: string,
  content: BlobPart,
  fields: Readonly<Record<string, string>> = {},
  called = 'wifi.mobileconfig',
) {
  const token = /name="csrf" value="([^"]+)"/.exec((await visitor.see(page)).text)?.[1] ?? '';
  const form = new FormData();
  for (const [name, value] of Object.entries({ csrf: token, ...fields })) {
    form.set(name, value);
  }
  form.set('file', new File([content], called, { type: 'application/x-apple-aspen-config' }));
  const answer = await fetch(`${site.at}${action}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: visitor.cookie, origin: site.at },
    body: form,
  });
  const path = new URL(answer.headers.get('location') ?? '/', 'http://x').pathname;
  return { status: answer.status, path, text: await answer.text() };
}

function add(site: Site, visitor: Visitor, content: BlobPart, fields: Readonly<Record<string, string>>) {
  return upload(site, visitor, ADD, ADD, content, fields);
}

test('a profile is uploaded, changed, replaced and deleted, and all of it is written down without what is in it', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const { path, status } = await add(site, ann, file('wifi'), {
      name: 'Wi-Fi',
      description: 'Ours',
      isPublic: 'on',
    });
    t.is(status, 303);
    t.like(site.profiles.all(), [
      { name: 'Wi-Fi', isPublic: true, isSigned: false, payloads: ['com.apple.wifi.managed'], downloads: 0 },
    ]);
    t.regex((await ann.see(LIST)).text, /Wi-Fi<\/bdi>[\s\S]*>Public<[\s\S]*>Never</);

    t.regex((await ann.see(path)).text, /“Not Signed”/);
    t.is((await ann.send(path, { name: 'Wi-Fi', description: 'Ours' })).status, 303);
    t.like(site.profiles.all(), [{ isPublic: false, revision: 2 }]);
    t.regex((await ann.send(path, { name: 'Mine', revision: '1' })).text, /Somebody else saved/);

    const replaced = await upload(site, ann, path, `${path}/content`, file('streamed'));
    t.is(replaced.status, 303);
    t.like(site.profiles.all(), [{ name: 'Wi-Fi', isSigned: true, revision: 3 }]);

    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
    t.deepEqual(site.profiles.all(), []);
    t.is((await ann.see(path)).status, 404);
    const written = site.journal.stream('audit').filter(({ type }) => type.startsWith('ios-profile-'));
    t.deepEqual(
      written.map(({ type }) => type.slice('ios-profile-'.length)),
      ['added', 'changed', 'changed', 'deleted'],
    );
    t.notRegex(JSON.stringify(written), /SSID|Northwind<|PayloadContent/);
  } finally {
    await site.close();
  }
});

test('what only is called a profile is refused beside its field, with what was typed kept', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    for (const content of [
      '<!doctype html><script>alert(1)</script>',
      `#!/bin/sh\nrm -rf /`,
      `${file('wifi').toString()}<script>alert(1)</script>`,
      Buffer.concat([Buffer.from('PK\u0003\u0004'), file('wifi')]),
      file('detached'),
    ]) {
      const refused = await add(site, ann, content, { name: HOSTILE, description: HOSTILE, isPublic: 'on' });
      t.is(refused.status, 422);
      t.regex(refused.text, /id="file-problem" role="alert">This is no configuration profile\./);
      t.regex(refused.text, /value="&lt;script&gt;alert\(1\)&lt;\/script&gt;{{7\*7}}"/);
      t.regex(refused.text, /name="isPublic"[^>]* checked/);
      t.notRegex(refused.text, /<script>alert/);
    }
    const empty = await add(site, ann, '', { name: 'Wi-Fi' });
    t.is(empty.status, 422);
    t.regex(empty.text, /value="Wi-Fi"/);
    for (const bytes of [LIMITS.iosProfileBytes + 1, 2 * LIMITS.iosProfileBytes]) {
      const large = await add(site, ann, Buffer.alloc(bytes, ' '), { name: 'Wi-Fi', isPublic: 'on' });
      t.is(large.status, 413);
      t.regex(large.text, /file-problem[^>]*>This file is too large: 1024 kB fit/);
      t.regex(large.text, /value="Wi-Fi"/);
      t.regex(large.text, /name="isPublic"[^>]* checked/);
      t.is(large.text.match(/class="error"/g)?.length, 1);
    }
    t.deepEqual(site.profiles.all(), []);
  } finally {
    await site.close();
  }
});

test('names and descriptions: 1 MB, markup, templates and marks that turn text are refused or shown as they are', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    for (const [fields, sentence] of [
      [{ name: '' }, /Please fill in Name/],
      [{ name: 'x'.repeat(LIMITS.iosProfileNameCharacters + 1) }, /Name can have 60 characters at most/],
      [{ name: 'exe.\u202egifnocelibom' }, /a character that cannot be shown/],
      [{ name: 'ok', description: 'x'.repeat(501) }, /Description can have 500 characters/],
      [{ name: 'ok', description: 'a\u2066b' }, /a character that cannot be shown/],
    ] as const) {
      const refused = await add(site, ann, file('wifi'), fields);
      t.is(refused.status, 422);
      t.regex(refused.text, sentence);
    }
    // More than a form of ours can send is refused as a whole.
    const whole = await add(site, ann, file('wifi'), { name: 'x'.repeat(1_200_000) });
    t.true(whole.status >= 400 && whole.status < 500, String(whole.status));
    t.deepEqual(site.profiles.all(), []);

    const { path } = await add(site, ann, file('wifi'), { name: HOSTILE, description: HOSTILE });
    for (const page of [LIST, path, `${path}/delete`]) {
      const { text } = await ann.see(page);
      t.true(text.includes('&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}'), page);
      t.notRegex(text, /<script>alert|script&gt;49/, page);
    }
    const twice = await add(site, ann, file('wifi'), { name: HOSTILE.toUpperCase() });
    t.regex(twice.text, /Another profile has this name/);
    t.is(site.profiles.all().length, 1);
  } finally {
    await site.close();
  }
});
