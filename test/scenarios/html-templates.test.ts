import test from 'ava';
import { company, type Company } from '../company.ts';
import { configureClient } from '../customer-client.ts';
import { readPage, servedFields } from '../html.ts';
import { keyFrom, Visitor } from '../world.ts';

const PAGE = `<main id="main"><h1>%%TITLE%%</h1>
<p class="ours">%%SITE_NAME%% {{7*7}} {{{{raw}}}} %%NOPE%%</p>
%%ONLY:de%%<p>Nur auf Deutsch</p>%%END%%%%ONLY:else%%<p>Not in German</p>%%END%%
%%NOTICES%%%%SESSION_KEY_FORM%%%%ISSUE_FORM%%%%REPRESENTATIVES%%%%LANGUAGES%%</main>`;
const SITE = '/login/public-sites/default-portal--------';

async function addTemplate({ administrator }: Company, html: string, name = 'Ours'): Promise<string> {
  const added = await administrator.submit('/login/templates/new', '/login/templates/new', { name, html });
  const id = /templates\/([A-Za-z0-9_-]{22})/.exec(added.headers.get('location') ?? '')?.[1];
  if (id === undefined) {
    throw new Error(`the template was not added: ${added.status} ${await added.text()}`);
  }
  return id;
}

const choose = ({ administrator }: Company, template: string) =>
  administrator.submit(SITE, `${SITE}/template`, { template });

test('a site shows its template in the customer’s language, and the default page again when it is gone', async (t) => {
  await using it = await company([]);
  const { world, administrator } = it;
  const before = await (await world.visitor().get('/')).text();
  const id = await addTemplate(it, PAGE);
  t.is(await (await world.visitor().get('/')).text().then((text) => text.includes('class="ours"')), false);
  t.is((await choose(it, id)).status, 303);
  const shown = await world.visitor().get('/');
  const html = await shown.text();
  t.regex(html, /<p class="ours">[^<]* \{\{7\*7\}\} \{\{\{\{raw\}\}\}\} %%NOPE%%<\/p>/);
  t.regex(html, /Not in German/);
  t.regex(html, /action="\/join"/);
  t.is(html.match(/name="key"/g)?.length, 1);
  t.regex(html, /^<!doctype html>/);
  const policy = shown.headers.get('content-security-policy') ?? '';
  t.regex(policy, /script-src 'self';/);
  t.regex(policy, /frame-ancestors 'none'/);
  const german = new Visitor(world.url);
  german.keep('handrail_language', 'de', '/');
  t.regex(await (await german.get('/')).text(), /Nur auf Deutsch/);
  t.regex(await (await administrator.get('/login/templates')).text(), /data-label="Public sites"><span/);

  const page = `/login/templates/${id}`;
  await administrator.submit(`${page}/delete`, `${page}/delete`, {});
  const after = await (await world.visitor().get('/')).text();
  t.is(after.replaceAll(/value="[^"]*"/g, ''), before.replaceAll(/value="[^"]*"/g, ''));
});

test('through a template a customer comes in by the key, and is told on the same page what is wrong with one', async (t) => {
  await using it = await company([]);
  const { world, rita } = it;
  await choose(it, await addTemplate(it, '<main><h1>Hello</h1></main>'));
  const visitor = world.visitor();
  // The template has no place for the key: it is added, so that there is a way in.
  const wrong = await visitor.submit('/', '/join', { key: 'WRNG-KEY2' });
  const html = await wrong.text();
  t.regex(html, /<h1>Hello<\/h1>/);
  t.regex(html, /id="key-error"/);
  t.regex(html, /value="WRNG-KEY2"/);
  const right = await visitor.submit('/', '/join', { key: await keyFrom(rita) });
  t.is(right.status, 200);
  t.regex(await right.text(), /action="\/start"/);
});

test('what would run is refused with the text kept; a preview shows what is not saved, framed by us alone', async (t) => {
  await using it = await company([]);
  const { administrator } = it;
  const evil = '<main><h1>x</h1><script>alert(1)</script></main>';
  const refused = await administrator.submit('/login/templates/new', '/login/templates/new', {
    name: 'X',
    html: evil,
  });
  t.is(refused.status, 422);
  const text = await refused.text();
  t.regex(text, /&lt;script&gt; cannot be used here/);
  t.regex(text, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  t.regex(refused.headers.get('content-security-policy') ?? '', /frame-src 'self'/);

  const preview = await administrator.submit('/login/templates/new', '/login/templates/preview', {
    name: '',
    html: '<main><h1>%%TITLE%%</h1>%%SESSION_KEY_FORM%%</main>',
    language: 'de',
  });
  t.is(preview.status, 200);
  const policy = preview.headers.get('content-security-policy') ?? '';
  t.regex(policy, /frame-ancestors 'self'/);
  t.regex(policy, /script-src 'self';/);
  t.regex(await preview.text(), /<html lang="de" dir="ltr">[\s\S]*<h1>Ihrer Support-Sitzung|<html lang="de"/);
  t.regex(await (await administrator.get('/login/templates')).text(), /No templates/);
});

test('a template is large at most, reset to the default, overtaken by nobody, and names the files it uses', async (t) => {
  await using it = await company([]);
  const { world, administrator } = it;
  const large = await administrator.submit('/login/templates/new', '/login/templates/new', {
    name: 'Large',
    html: `<main>${'あ'.repeat(20_001)}</main>`,
  });
  t.is(large.status, 422);
  t.regex(await large.text(), /20000 characters at most/);
  const huge = await administrator.submit('/login/templates/new', '/login/templates/new', {
    name: 'Huge',
    html: 'x'.repeat(1024 * 1024),
  });
  t.is(huge.status, 413);
  const id = await addTemplate(it, `<main><h1>あ</h1><link rel="stylesheet" href="/content/x"></main>`);
  const page = `/login/templates/${id}`;
  const overtaken = await administrator.submit(page, page, { name: 'Ours', html: '<p>x</p>', revision: '7' });
  t.is(overtaken.status, 409);
  await choose(it, id);
  // The default page is shown first: one press too many loses nobody's work.
  const reset = readPage(await (await administrator.get(`${page}?reset=1`)).text());
  t.true(
    reset.elements.some(({ text }) => text.startsWith('This is the default page. Nothing is saved yet')),
  );
  t.regex(await (await world.visitor().get('/')).text(), /<h1>あ<\/h1>/);
  const form = reset.forms.find(({ action }) => action === page);
  const saved = await administrator.post(
    page,
    Object.fromEntries(form === undefined ? [] : servedFields(form)),
  );
  t.is(saved.status, 303);
  const html = await (await world.visitor().get('/')).text();
  t.regex(html, /<h1>Join your support session<\/h1>/);
  t.notRegex(html, /%%/);
});

test('Enter in a field saves: it shows no preview, and puts no other text back to its default', async (t) => {
  await using it = await company([]);
  const { administrator } = it;
  const template = `/login/templates/${await addTemplate(it, PAGE)}`;
  const client = '/login/customer-client';
  await configureClient(administrator, { 'invitation-subject': 'Ours' });
  for (const page of [client, template, '/login/templates/new']) {
    const html = await (await administrator.get(page)).text();
    const form = html.slice(html.indexOf(`<form class="stack" method="post" action="${page}"`));
    t.regex(form, /formaction|name="reset"/, page);
    // Browsers press the first button of the form.
    t.notRegex(/<button[^>]*>/.exec(form)?.[0] ?? 'none', /formaction|name=|^none$/, page);
  }
});
