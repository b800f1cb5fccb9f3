import { connect } from 'node:net';
import test from 'ava';
import { DEFAULT_PORTAL } from '../../src/portals/index.ts';
import { addUser, ANN, openClaimedSite, openSite, type Site, Visitor } from './site.ts';

type Who = 'nobody' | 'representative' | 'administrator' | 'roleless';

/** Who may open these pages and send these forms; every other one of `/login` is for administrators alone. What nobody left for a reader, no reader sees or marks. */
const OPEN_TO: Readonly<Record<'GET' | 'POST', Readonly<Record<string, readonly Who[]>>>> = {
  GET: {
    '/login': ['nobody', 'representative', 'administrator', 'roleless'],
    '/login/account': ['representative', 'administrator', 'roleless'],
    '/login/messages': ['representative', 'administrator', 'roleless'],
    '/login/setup': [],
  },
  POST: {
    '/login': ['nobody', 'representative', 'administrator', 'roleless'],
    '/login/sign-out': ['representative', 'administrator', 'roleless'],
    '/login/account': ['representative', 'administrator', 'roleless'],
    '/login/messages/:id/done': ['representative', 'administrator', 'roleless'],
    '/login/messages/:id/reopen': ['representative', 'administrator', 'roleless'],
    '/login/setup': [],
  },
};

/** Where there is nothing to open yet. */
const NOTHING = 'n'.repeat(22);

async function everybody(site: Site, ann: Visitor): Promise<Readonly<Record<Who, Visitor>>> {
  const password = 'a quiet blue kettle';
  await addUser(ann, { username: 'rep' });
  const roleless = await addUser(ann, { username: 'roleless' });
  const rep = new Visitor(site);
  await rep.signIn('rep', password);
  await ann.see(roleless);
  await ann.send(roleless, { name: 'Nobody in particular', username: 'roleless', revision: '1' });
  // addUser ticks Representative; the form above, sent without it, took the role away.
  const none = new Visitor(site);
  await none.signIn('roleless', password);
  return { nobody: new Visitor(site), representative: rep, administrator: ann, roleless: none };
}

test('everybody has been tried on every page and form, and only administrators get far (T6)', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const listed = (method: 'GET' | 'POST') => {
      const paths = site.web.routes
        .filter((route) => route.method === method)
        .map(({ path }): string => path);
      t.deepEqual(
        Object.keys(OPEN_TO[method]).filter((path) => !paths.includes(path)),
        [],
      );
      return paths.map((path) => [path, OPEN_TO[method][path] ?? ['administrator']] as const);
    };
    const visitors = await everybody(site, ann);
    const target = await addUser(ann, { username: 'target', representative: 'on' });
    const person = target.slice(target.lastIndexOf('/') + 1);
    await ann.see('/login/skills/new');
    await ann.send('/login/skills/new', { name: 'Network', codeName: '', parent: '' });
    const ids: Readonly<Record<string, string | undefined>> = {
      users: person,
      teams: site.directory.teams()[0]?.id,
      issues: site.directory.issues()[0]?.id,
      skills: site.directory.skills()[0]?.id,
      statuses: site.directory.statuses()[0]?.id,
      'public-sites': DEFAULT_PORTAL,
    };
    const addressOf = (path: string) =>
      path
        .replace(':id', ids[path.split('/')[2] ?? ''] ?? NOTHING)
        .replace(':person', person)
        .replace(':button', NOTHING)
        .replace(':kind', 'banner');
    for (const [path, allowed] of listed('GET')) {
      for (const [who, visitor] of Object.entries(visitors)) {
        const address = addressOf(path);
        const { status } = await visitor.see(address);
        const expected = allowed.includes(who as Who)
          ? address.includes(NOTHING)
            ? 404
            : 200
          : path === '/login/setup'
            ? 404
            : who === 'nobody'
              ? 303
              : 403;
        t.is(status, expected, `${who} GET ${path}`);
      }
    }
    for (const [path, allowed] of listed('POST')) {
      for (const [who, visitor] of Object.entries(visitors)) {
        const admitted = allowed.includes(who as Who);
        if (admitted && path === '/login/sign-out') {
          continue;
        }
        await visitor.see('/login/account');
        // Without fields: who is admitted gets as far as the form's own checks or its deed, nobody else does.
        const { status } = await visitor.send(addressOf(path), {});
        if (admitted) {
          t.true([303, 400, 401, 403, 404, 422].includes(status), `${who} POST ${path}: ${status}`);
        } else {
          // Whoever is signed out already has what they wanted.
          const signedOut = path === '/login/sign-out' ? 303 : 401;
          t.is(
            status,
            path === '/login/setup' ? 404 : who === 'nobody' ? signedOut : 403,
            `${who} POST ${path}`,
          );
        }
      }
    }
  } finally {
    await site.close();
  }
});

test('a cookie that is almost right opens nothing (T37)', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const cookie = ann.cookies.get('handrail_sign_in') ?? '';
    const [row] = site.database.all<{ digest: string; person_id: string }>(site.database.table('sign_ins'));
    for (const value of [
      '',
      cookie.slice(1),
      `${cookie}A`,
      cookie.toUpperCase(),
      `${cookie}; roles=administrator`,
      row?.digest ?? '',
      row?.person_id ?? '',
      `"${cookie}"`,
      '../',
      'administrator',
      `${cookie}%00`,
    ]) {
      const answer = await fetch(`${site.at}/login/users`, {
        redirect: 'manual',
        headers: {
          cookie: `handrail_sign_in=${value}`,
          'x-role': 'administrator',
          'x-forwarded-user': 'ann',
        },
      });
      t.true(answer.status === 303 || value === `${cookie}; roles=administrator`, value);
    }
    const named = await fetch(`${site.at}/login/users`, {
      redirect: 'manual',
      headers: { cookie: `handrail_form=${cookie}` },
    });
    t.is(named.status, 303);
  } finally {
    await site.close();
  }
});

test('text that looks like a template or like HTML is text on every page (T5)', async (t) => {
  const corpus = [
    '{{7*7}}',
    '{{constructor}}',
    '{{#with "s" as |x|}}{{x}}{{/with}}',
    '{{lookup this "constructor"}}',
    '{{{{raw}}}}',
    '{{> layouts/admin}}',
    '<%= 7*7 %>',
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    '&lt;b&gt;',
    ['$', '{7*7}'].join(''),
  ];
  const { site, ann } = await openClaimedSite();
  try {
    for (const [index, text] of corpus.entries()) {
      const path = await addUser(ann, { name: text, username: `user${index}` });
      await ann.see('/login/options');
      await ann.send('/login/options', {
        siteName: text.slice(0, 80),
        maximumSessionKeyTimeoutMs: '3600000',
        peerToPeer: 'disabled',
      });
      const victim = new Visitor(site);
      await victim.signIn(`user${index}`, 'a quiet blue kettle');
      const pages = [
        await ann.see('/login/users'),
        await ann.see(`/login/users?search=${encodeURIComponent(text)}`),
        await ann.see(path),
        await ann.see(`${path}/delete`),
        await ann.see('/login/options'),
        await ann.see('/login'),
        await victim.see('/login'),
        await victim.see('/login/account'),
        await ann.see(`/login/nothing${index}`),
        await new Visitor(site).send('/login', { username: text, password: 'x' }),
      ];
      for (const page of pages) {
        const html = page.text.replaceAll(/<input type="hidden"[^>]*>/g, '');
        t.notRegex(html, /<script>alert|<img src=x|onfocus='alert|>49</, text);
        t.true(html.includes(escaped(text)), text);
      }
      await ann.see(`${path}/delete`);
      await ann.send(`${path}/delete`, {});
    }
  } finally {
    await site.close();
  }
});

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')
    .replaceAll('`', '&#x60;')
    .replaceAll('=', '&#x3D;');
}

test('no page has an inline script, style or handler, a form without a token, or an unlabelled field', async (t) => {
  const { site, ann } = await openClaimedSite();
  const unclaimed = await openSite();
  try {
    const path = await addUser(ann);
    const pages = [
      await new Visitor(unclaimed).see(`/login/setup?claim=${unclaimed.claim}`),
      await new Visitor(site).see('/login'),
      ...(await Promise.all(
        [
          '/login',
          '/login/users',
          '/login/users/new',
          path,
          `${path}/disable`,
          '/login/options',
          '/login/account',
          '/login/nothing',
        ].map((page) => ann.see(page)),
      )),
    ];
    for (const { text } of pages) {
      t.notRegex(text, /<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]* src=)/i);
      t.regex(text, /<html lang="en"[ >]/);
      t.regex(text, /<title>[^<]+ – [^<]+<\/title>/);
      for (const [form] of text.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)) {
        t.is(form.match(/name="csrf"/g)?.length, 1, form.slice(0, 80));
      }
      const labels = new Set([...text.matchAll(/<label[^>]*for="([^"]+)"/g)].map((match) => match[1]));
      for (const [tag] of text.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)) {
        const id = /\bid="([^"]+)"/.exec(tag)?.[1];
        const isLabelled = labels.has(id) || /type="(?:hidden|checkbox|radio)"|aria-hidden="true"/.test(tag);
        t.true(isLabelled, tag);
      }
      const ids = [...text.matchAll(/\bid="([^"]+)"/g)].map((match) => match[1]);
      t.is(new Set(ids).size, ids.length, 'each id is there once');
      for (const [, wanted] of text.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g)) {
        t.true(ids.includes(wanted), wanted);
      }
    }
  } finally {
    await site.close();
    await unclaimed.close();
  }
});

test('nothing outside is read through a path (T17)', async (t) => {
  const { site } = await openClaimedSite();
  try {
    const dots = ['..', '%2e%2e', '%252e%252e', '..;', '..%00', '....', '%c0%ae%c0%ae', '..\\', '%5c..'];
    for (const base of ['/login', '/assets', '/login/users', '/login/reports', '/views', '']) {
      for (const dot of dots) {
        for (const file of [
          'package.json',
          'views/login/users.hbs',
          'etc/passwd',
          'handrail.sqlite',
          'claim-url',
        ]) {
          const target = `${base}/${dot}/${dot}/${file}`;
          const text = await rawGet(site, target);
          t.regex(text, /^HTTP\/1.1 404 /, target);
          t.notRegex(text, /"dependencies"|\{\{|root:|SQLite format/, target);
        }
      }
    }
  } finally {
    await site.close();
  }
});

function rawGet(site: Site, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(site.port, '127.0.0.1', () => {
      socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (part: string) => (text += part));
    socket.on('end', () => resolve(text));
    socket.on('error', reject);
  });
}

test('a forged address in a header changes neither the lock of a source nor what is written down (T31)', async (t) => {
  const { site } = await openClaimedSite();
  try {
    for (let count = 0; count < 32; count += 1) {
      const forged = new Visitor(site, { 'x-forwarded-for': `10.9.8.${count}` });
      const { status } = await forged.signIn(`name${count}`, 'x');
      t.is(status, count < 30 ? 401 : 429);
    }
    site.time.advance(3_600_000);
    await new Visitor(site, { 'x-forwarded-for': '10.9.8.7' }).signIn('ann', ANN.password);
    const written = JSON.stringify(site.journal.stream('audit'));
    t.false(written.includes('10.9.8.'));
    t.true(written.includes('127.0.0.1'));
  } finally {
    await site.close();
  }
});
