import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import test from 'ava';
import { LIMITS } from '../../src/kernel/index.ts';
import { LANGUAGES, type CustomerWords, type Language } from '../../src/languages/index.ts';
import { company } from '../company.ts';
import { furnishPortal, picture } from '../sites.ts';

const SITE = '/login/public-sites/default-portal--------';
const DIST = join(import.meta.dirname, '../../dist');

/** Every byte of the page and of all that it loads, heads included, as a browser asks for it. */
async function weigh(url: string): Promise<{ readonly bytes: number; readonly loaded: readonly string[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let bytes = 0;
  async function fetched(path: string): Promise<string> {
    const request = get(`${url}${path}`, { agent, headers: { 'Accept-Encoding': 'gzip, deflate, br' } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) {
      throw new Error(`${path}: ${response.statusCode}`);
    }
    const content = await buffer(response);
    bytes = request.socket?.bytesRead ?? 0;
    return content.toString('utf8');
  }
  const html = await fetched('/');
  const addresses = [...html.matchAll(/<(?:link|script|img)\b[^>]*?\s(?:href|src)="(\/[^"]*)"/g)];
  const loaded = new Set(addresses.map(([, path]) => (path ?? '').replaceAll('&#x3D;', '=')));
  for (const path of loaded) {
    await fetched(path);
  }
  agent.destroy();
  return { bytes, loaded: [...loaded] };
}

test('the portal with the largest logo, a long notice and twenty issues weighs less than it may, by default and by a template', async (t) => {
  await using all = await company([['Printers', {}]]);
  const { world, administrator } = all;
  const bare = await weigh(world.url);
  t.true(bare.bytes > 5_000 && bare.bytes < 30_000, `the bare portal weighs ${bare.bytes} bytes`);
  await furnishPortal(all);
  const full = await weigh(world.url);
  t.true(full.loaded.some((path) => path.includes('/logo?')));
  t.true(
    full.bytes > LIMITS.logoBytes && full.bytes < LIMITS.portalPageBytes,
    `it weighs ${full.bytes} bytes`,
  );

  const stored = await administrator.upload(
    '/login/file-store',
    '/login/file-store',
    'file',
    picture(20_000),
  );
  const id = /file-store\/([A-Za-z0-9_-]{22})/.exec(stored.headers.get('location') ?? '')?.[1] ?? '';
  const html = `<main id="main"><h1>%%TITLE%%</h1><img src="/content/${id}" alt="">%%NOTICES%%%%SESSION_KEY_FORM%%%%ISSUE_FORM%%</main>`;
  const added = await administrator.submit('/login/templates/new', '/login/templates/new', {
    name: 'Ours',
    html,
  });
  const template = /templates\/([A-Za-z0-9_-]{22})/.exec(added.headers.get('location') ?? '')?.[1] ?? '';
  await administrator.submit(SITE, `${SITE}/template`, { template });
  const own = await weigh(world.url);
  t.true(own.loaded.includes(`/content/${id}`));
  t.true(own.bytes < LIMITS.portalPageBytes, `by a template it weighs ${own.bytes} bytes`);
  const page = `/login/templates/${template}`;
  t.notRegex(await (await administrator.get(page)).text(), /the page weighs/);
  t.log(`bare ${bare.bytes}, with all of it ${full.bytes}, by a template ${own.bytes} bytes`);

  // The same address holds something large now: the administrator is told.
  const file = `/login/file-store/${id}`;
  await administrator.upload(file, `${file}/content`, 'file', picture(400_000));
  t.true((await weigh(world.url)).bytes > LIMITS.portalPageBytes);
  t.regex(
    await (await administrator.get(page)).text(),
    /the page weighs about 5\d\d kB[^<]*picture\.png \(400 kB\)/,
  );
  t.regex(await (await administrator.get('/login/templates')).text(), /Ours/);
});

test('so many issues that the page is too heavy are said on the page of the site, of its template, and of the issues', async (t) => {
  await using all = await company([['Printers', {}]]);
  const { world, administrator, queue } = all;
  await administrator.upload(SITE, `${SITE}/logo`, 'logo', picture(LIMITS.logoBytes));
  const pages = [SITE, '/login/issues'];
  const said = async () => Promise.all(pages.map(async (page) => (await administrator.get(page)).text()));
  for (const page of await said()) {
    t.notRegex(page, /page weighs/);
  }
  const add = '/login/issues/new';
  for (let issue = 100; issue < 200; issue += 1) {
    const description = `${'長'.repeat(LIMITS.issueCharacters - 3)}${issue}`;
    const team = queue('Printers').slice('team:'.length);
    const added = await administrator.submit(add, add, { description, codeName: '', team, priority: 'high' });
    t.is(added.status, 303);
  }
  const { bytes } = await weigh(world.url);
  t.true(bytes > LIMITS.portalPageBytes, `it weighs ${bytes} bytes`);
  const [site = '', issues = ''] = await said();
  const told =
    /the page weighs about (\d+) kB[^<]*The heaviest: the logo \(99 kB\), 10\d issues \(41 kB\)/.exec(site);
  t.true(Math.abs(Number(told?.[1]) * 1_000 - bytes) < 10_000, `${told?.[0]}: ${bytes} bytes`);
  t.regex(
    issues,
    /With so many issues the portal page weighs more than 150 kB[^<]*on: <bdi>Northwind<\/bdi>/,
  );

  // A template without the list is light; one with it is not.
  for (const [name, isHeavy] of [
    ['With', true],
    ['Without', false],
  ] as const) {
    const html = `<main id="main"><h1>%%TITLE%%</h1>%%LOGO%%%%SESSION_KEY_FORM%%${isHeavy ? '%%ISSUE_FORM%%' : ''}</main>`;
    const made = await administrator.submit('/login/templates/new', '/login/templates/new', { name, html });
    const template = /templates\/([A-Za-z0-9_-]{22})/.exec(made.headers.get('location') ?? '')?.[1] ?? '';
    await administrator.submit(SITE, `${SITE}/template`, { template });
    const page = await (await administrator.get(`/login/templates/${template}`)).text();
    t.is(page.includes('the page weighs'), isHeavy, name);
    t.is(
      (await said()).every((each) => each.includes('page weighs')),
      isHeavy,
      name,
    );
  }
});

test('the styles of the portal load nothing themselves, which would not be counted', (t) => {
  for (const name of ['handrail.css', 'portal.css']) {
    t.notRegex(
      readFileSync(join(import.meta.dirname, '../../views/assets', name), 'utf8'),
      /url\(|@import/,
      name,
    );
  }
});

/** What a browser has loaded when this script runs, itself among it. */
function scriptWithImports(name: string): string {
  const files = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as Record<string, string>;
  const scripts = new Map<string, string>();
  const ahead = [files[name] ?? name];
  for (let file = ahead.shift(); file !== undefined; file = ahead.shift()) {
    if (!scripts.has(file)) {
      const script = readFileSync(join(DIST, file), 'utf8');
      scripts.set(file, script);
      ahead.push(...[...script.matchAll(/(?:\bfrom|\bimport)"\.\/([^"]+)"/g)].map(([, path]) => path ?? ''));
    }
  }
  return [...scripts.values()].join('\n');
}

test('the customer’s page loads what it says in one language', async (t) => {
  const page = scriptWithImports('customer.js');
  t.true(page.length > 50_000);
  const sentences = new Map<Language, readonly string[]>();
  for (const language of LANGUAGES) {
    const { words } = (await import(`../../src/languages/customer-page/${language}.ts`)) as {
      readonly words: CustomerWords;
    };
    // Refusals are in English in our code too, for programs.
    const said = Object.entries(words.texts).flatMap(([key, text]) =>
      /^customer\.(?!unanswered)/.test(key) && typeof text === 'string' && /^[^\n'"`\\{]{12,}$/.test(text)
        ? [text]
        : [],
    );
    t.true(said.length > 50);
    sentences.set(language, said);
  }
  for (const language of LANGUAGES) {
    const loaded = page + scriptWithImports(`words-${language}.js`);
    const own = sentences.get(language) ?? [];
    t.true(own.every((text) => loaded.includes(text)));
    const others = LANGUAGES.flatMap((each) => (each === language ? [] : (sentences.get(each) ?? [])));
    const foreign = others.filter((text) => loaded.includes(text) && !own.includes(text));
    t.deepEqual(foreign, [], `beside ${language}`);
  }
});
