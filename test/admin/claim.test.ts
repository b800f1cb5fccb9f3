import { connect } from 'node:net';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { CLAIM_LIFE_MS } from '../../src/people/index.ts';
import { ANN, openClaimedSite, openSite, type Site, Visitor } from './site.ts';

/** Status line of a request exactly as it is written here. */
function statusOf(site: Site, requestLine: string, body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(site.port, '127.0.0.1', () => {
      socket.write(
        `${requestLine}\r\nHost: 127.0.0.1:${site.port}\r\nOrigin: ${site.at}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
    });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (text += part));
    socket.on('end', () => resolve(text.split('\r\n')[0] ?? ''));
    socket.on('error', reject);
  });
}

test('the claim makes the first administrator, who is signed in and can try everything', async (t) => {
  const site = await openSite();
  try {
    const file = join(site.dataDir, 'claim-url');
    t.is(statSync(file).mode & 0o777, 0o600);
    t.regex(readFileSync(file, 'utf8'), new RegExp(`claim=${site.claim}\n$`));
    t.is(Buffer.from(site.claim, 'base64url').length, 32, '256 bits');
    const stored = JSON.stringify(site.database.all(site.database.table('claim')));
    t.false(stored.includes(site.claim), 'only its digest is kept');

    const ann = new Visitor(site);
    const page = await ann.see(`/login/setup?claim=${site.claim}`);
    for (const label of ['Your name', 'Username', 'Password', 'Site name', 'Create administrator']) {
      t.true(page.text.includes(`>${label}<`), label);
    }
    const made = await ann.send(`/login/setup?claim=${site.claim}`, ANN);
    t.is(made.location, '/login');
    t.false(existsSync(file));
    const status = await ann.see('/login');
    t.regex(status.text, /<h1>Status<\/h1>/);
    t.regex(status.text, /Open the console/);
    t.regex(status.text, /Example Help/);
    t.is((await ann.see('/login/users')).status, 200);
    t.is(site.settings.current().siteName, 'Example Help');
    const [entry] = site.journal.stream('audit');
    t.is(entry?.type, 'set-up');
    t.false(JSON.stringify(site.journal.stream('audit')).includes(ANN.password));
  } finally {
    await site.close();
  }
});

test('of two who claim at the same moment, one becomes administrator and the other finds nothing', async (t) => {
  const site = await openSite();
  try {
    const path = `/login/setup?claim=${site.claim}`;
    const visitors = await Promise.all(
      ['ann', 'mallory', 'eve'].map(async (username) => {
        const visitor = new Visitor(site);
        await visitor.see(path);
        return { visitor, username };
      }),
    );
    const answers = await Promise.all(
      visitors.map(({ visitor, username }) => visitor.send(path, { ...ANN, username })),
    );
    t.deepEqual(
      answers.map(({ status }) => status).toSorted((left, right) => left - right),
      [303, 404, 404],
    );
    t.is(site.people.list({ search: '', page: 1 }).total, 1);
  } finally {
    await site.close();
  }
});

test('after set-up every form of the path is nothing, and nothing changes (T12)', async (t) => {
  const { site } = await openClaimedSite();
  try {
    const before = JSON.stringify(site.database.all(site.database.table('people')));
    const old = `claim=${site.claim}`;
    const targets = [
      '/login/setup',
      '/login/setup/',
      '/login/setup/x',
      '//login/setup',
      '/login//setup',
      '/LOGIN/SETUP',
      '/login/SETUP',
      '/login/%73etup',
      '/login/setup;x',
      '/login/setup%2f',
      '/./login/setup',
      '/login/./setup',
      '/x/../login/setup',
      `http://127.0.0.1:${site.port}/login/setup`,
      `/login/setup?${old}`,
      `/login/setup?${old}&x=1`,
      `/login/setup?CLAIM=${site.claim}`,
      `/login/setup/?${old}`,
      `/login/setup%3f${old}`,
      '/setup',
      '/setup/',
      '//setup',
      '/SETUP',
      '/%73etup',
      '/setup;x',
      '/setup%2f',
      '/./setup',
      '/login/setup\\',
      '/login\\setup',
      '/login/setup%00',
      '/login/setup.hbs',
    ];
    const body = new URLSearchParams({
      name: 'Eve',
      username: 'eve',
      password: 'three green ladders',
      siteName: 'Mine',
    }).toString();
    for (const target of targets) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const line = await statusOf(
          site,
          `${method} ${target} HTTP/1.1`,
          method === 'GET' || method === 'HEAD' ? '' : body,
        );
        t.regex(line, /^HTTP\/1.1 404 /, `${method} ${target}`);
      }
    }
    t.is(JSON.stringify(site.database.all(site.database.table('people'))), before);
    t.is(await site.people.openClaim(), undefined, 'a later start makes no claim');
  } finally {
    await site.close();
  }
});

test('a wrong, an old and an expired claim find nothing; a new start makes the one before void', async (t) => {
  const site = await openSite();
  try {
    const visitor = new Visitor(site);
    const page = (claim: string) => visitor.see(`/login/setup?claim=${encodeURIComponent(claim)}`);
    for (const claim of [
      '',
      'x',
      'A'.repeat(43),
      `${site.claim}A`,
      site.claim.slice(1),
      site.claim.toLowerCase(),
      '__proto__',
    ]) {
      t.is((await page(claim)).status, 404, claim);
    }
    t.is((await page(site.claim)).status, 200);
    const next = (await site.people.openClaim()) ?? '';
    t.is((await page(site.claim)).status, 404);
    t.is((await page(next)).status, 200);
    site.time.advance(CLAIM_LIFE_MS);
    t.is((await page(next)).status, 404);
    t.is((await visitor.send(`/login/setup?claim=${next}`, ANN)).status, 404);
    t.is(site.people.list({ search: '', page: 1 }).total, 0);
  } finally {
    await site.close();
  }
});

test('a mistake in the set-up form keeps the claim and what was typed, but never the password', async (t) => {
  const site = await openSite();
  try {
    const ann = new Visitor(site);
    const path = `/login/setup?claim=${site.claim}`;
    await ann.see(path);
    const short = await ann.send(path, { ...ANN, password: 'ladders' });
    t.is(short.status, 422);
    t.regex(short.text, /Please use 10 characters or more/);
    t.regex(short.text, /value="Ann Administrator"/);
    t.false(short.text.includes('ladders"'));
    const wrong = await ann.send(path, { ...ANN, username: 'ann smith' });
    t.is(wrong.status, 422);
    t.regex(wrong.text, /id="username-problem"/);
    const foreign = await new Visitor(site).send(path, ANN);
    t.is(foreign.status, 403, 'without the form’s token');
    t.regex(foreign.text, /value="Example Help"/);
    t.is((await ann.send(path, ANN)).status, 303);
  } finally {
    await site.close();
  }
});
