import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { RepId } from '../../src/kernel/index.ts';
import { addUser, openClaimedSite, type Site, Visitor } from './site.ts';

function latest(site: Site) {
  const entry = site.journal.stream('audit').at(-1);
  return { type: entry?.type, data: entry?.data as Record<string, unknown> };
}

const SETTINGS = { displayNumber: '', sessionLimit: '3', idleLimitMs: '900000' } as const;

test('a new representative has the usual permissions, limits and the next Display Number', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const user = await addUser(ann);
    const rob = user.split('/').at(-1) as RepId;
    const { text } = await ann.see(user);
    for (const [label, checked] of [
      ['Allowed to manually accept sessions from a team queue', true],
      ['Allowed to get the next session from a queue', true],
      ['Allowed to transfer sessions to teams which they do not belong to', false],
      ['Allowed to share sessions with teams which they do not belong to', false],
      ['Allowed to opt out of session assignments', false],
      ['Allowed to invite external support representatives', true],
    ] as const) {
      t.regex(text, new RegExp(`${checked ? ' checked' : '"'}> ${label}`), label);
    }
    t.regex(text, /<option value="3" selected>3 sessions/);
    t.regex(text, /<option value="900000" selected>15 minutes/);
    t.regex(text, /name="displayNumber" type="text" value="2"/);
    t.deepEqual(site.directory.availabilityRulesOf(rob), { sessionLimit: 3, idleLimitMs: 900_000 });
    t.true(site.directory.may(rob, 'get-next-session'));
    t.false(site.directory.may(rob, 'opt-out-of-assignments'));
  } finally {
    await site.close();
  }
});

test('permissions and limits are changed, written down, and known at once', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const user = await addUser(ann);
    const rob = user.split('/').at(-1) as RepId;
    await ann.see(user);
    const saved = await ann.send(`${user}/permissions`, {
      displayNumber: '17',
      sessionLimit: 'none',
      idleLimitMs: '0',
      'may-opt-out-of-assignments': 'on',
      'may-rule-the-world': 'on',
    });
    t.is(saved.location, `${user}?done=saved`);
    t.deepEqual(site.directory.availabilityRulesOf(rob), { sessionLimit: undefined, idleLimitMs: 0 });
    t.true(site.directory.may(rob, 'opt-out-of-assignments'));
    t.false(site.directory.may(rob, 'get-next-session'));
    t.is(latest(site).type, 'user-permissions-changed');
    t.deepEqual(latest(site).data['new'], {
      displayNumber: 17,
      permissions: ['opt-out-of-assignments'],
      sessionLimit: 'none',
      idleLimitMs: 0,
    });
    const late = await ann.send(`${user}/permissions`, { ...SETTINGS, revision: '1' });
    t.is(late.status, 409);
    t.regex(late.text, /<dt>Idle for at least<\/dt><dd>No limit<\/dd>/);
    t.is(site.people.find(rob)?.displayNumber, 17);
  } finally {
    await site.close();
  }
});

test('what is not offered is refused, and nothing is saved', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const user = await addUser(ann);
    await ann.see(user);
    for (const [wrong, field] of [
      [{ displayNumber: '1' }, 'displayNumber'],
      [{ displayNumber: '0' }, 'displayNumber'],
      [{ displayNumber: '-1' }, 'displayNumber'],
      [{ displayNumber: '9999999' }, 'displayNumber'],
      [{ displayNumber: '1e3' }, 'displayNumber'],
      [{ sessionLimit: '21' }, 'sessionLimit'],
      [{ sessionLimit: '0' }, 'sessionLimit'],
      [{ sessionLimit: '$(id)' }, 'sessionLimit'],
      [{ idleLimitMs: '1000' }, 'idleLimitMs'],
      [{ idleLimitMs: '' }, 'idleLimitMs'],
    ] as const) {
      const answer = await ann.send(`${user}/permissions`, { ...SETTINGS, ...wrong });
      t.is(answer.status, 422, JSON.stringify(wrong));
      t.true(answer.text.includes(`id="${field}-problem"`), JSON.stringify(wrong));
    }
    t.is(latest(site).type, 'user-added');
  } finally {
    await site.close();
  }
});

test('a blank Display Number is the next one; representatives are listed by it', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const rob = await addUser(ann);
    await addUser(ann, { name: 'Bea', username: 'bea' });
    await ann.see(rob);
    await ann.send(`${rob}/permissions`, { ...SETTINGS });
    t.deepEqual(
      site.directory.representatives().map(({ name, displayNumber }) => [name, displayNumber]),
      [
        ['Ann Administrator', 1],
        ['Bea', 3],
        ['Rob Representative', 4],
      ],
    );
    await ann.see(`${rob}/disable`);
    await ann.send(`${rob}/disable`, {});
    t.deepEqual(
      site.directory.representatives().map(({ name }) => name),
      ['Ann Administrator', 'Bea'],
    );
    t.false(site.directory.may(rob.split('/').at(-1) as RepId, 'get-next-session'));
  } finally {
    await site.close();
  }
});

const WIFI = readFileSync(join(import.meta.dirname, '../ios-profiles/wifi.mobileconfig'));

/** Each part of the public portals that can be granted, and how something is added to it. */
const PARTS = [
  {
    grant: 'edit-html-templates',
    list: '/login/templates',
    form: '/login/templates/new',
    fields: { name: 'Ours', html: '<p>Hello</p>' },
  },
  {
    grant: 'edit-customer-notices',
    list: '/login/notices',
    form: '/login/notices/new',
    fields: { name: 'Outage', sites: 'all', 'title-en': 'Mail is down', 'message-en': 'We are on it.' },
  },
  {
    grant: 'edit-file-store',
    list: '/login/file-store',
    form: '/login/file-store',
    file: new File(['p { color: red }'], 'ours.css'),
    fields: {},
  },
  {
    grant: 'edit-ios-profiles',
    list: '/login/ios-profiles',
    form: '/login/ios-profiles/new',
    file: new File([WIFI], 'wifi.mobileconfig'),
    fields: { name: 'Wi-Fi', description: '' },
  },
] as const;

async function addTo(site: Site, visitor: Visitor, part: (typeof PARTS)[number]) {
  if (!('file' in part)) {
    return visitor.send(part.form, part.fields);
  }
  const form = new FormData();
  for (const [name, value] of Object.entries({ csrf: visitor.token, ...part.fields })) {
    form.set(name, value);
  }
  form.set('file', part.file);
  const headers = { cookie: visitor.cookie, origin: site.at };
  const answer = await fetch(site.at + part.form, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: form,
  });
  return { status: answer.status, location: answer.headers.get('location') };
}

test('each part of the public portals is edited by whom it is granted alone, until it is taken back', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const user = await addUser(ann);
    const rob = new Visitor(site);
    await rob.signIn('rob', 'a quiet blue kettle');
    const grant = async (...grants: readonly string[]) => {
      await ann.see(user);
      const ticks = Object.fromEntries(grants.map((each) => [`may-${each}`, 'on']));
      t.is((await ann.send(`${user}/permissions`, { ...SETTINGS, ...ticks })).status, 303);
    };
    for (const part of PARTS) {
      t.is((await rob.see(part.list)).status, 403, part.list);
      await grant(part.grant);
      const list = await rob.see(part.list);
      t.is(list.status, 200, part.list);
      t.regex(list.text, new RegExp(`href="${part.list}" aria-current="page"`));
      for (const other of [...PARTS.map((each) => each.list), '/login/public-sites', '/login/users']) {
        t.is((await rob.see(other)).status, other === part.list ? 200 : 403, `${part.grant} ${other}`);
      }
      await rob.see(part.form);
      const added = await addTo(site, rob, part);
      t.is(added.status, 303, part.form);

      const entry = new URL(added.location ?? '', 'http://x').pathname;
      for (const page of [part.list, part.form, entry]) {
        const { text } = await rob.see(page);
        for (const [, href = ''] of text.matchAll(/ href="(\/login[^"#?]*)/g)) {
          t.not((await rob.see(href)).status, 403, `${page} leads to ${href}`);
        }
      }
      await rob.see(part.form);
      await grant();
      t.is((await addTo(site, rob, part)).status, 403, part.form);
      t.is((await rob.see(part.list)).status, 403, part.list);
    }
    t.deepEqual(
      [site.templates.all(), site.notices.all(), site.files.all(), site.profiles.all()].map(
        (each) => each.length,
      ),
      [1, 1, 1, 1],
    );
    t.deepEqual(
      site.journal
        .stream('audit')
        .filter(({ type }) => /^(?:html-template|customer-notice|stored-file|ios-profile)-added$/.test(type))
        .map(({ data }) => (data as { by: { name: string } }).by.name),
      Array.from({ length: 4 }, () => 'Rob Representative'),
    );

    // Which template a site has stays with who manages the sites.
    await grant('edit-html-templates');
    await rob.see('/login/templates/new');
    const chosen = { template: site.templates.all()[0]?.id ?? '' };
    const choice = await rob.send('/login/public-sites/default-portal--------/template', chosen);
    t.is(choice.status, 403);
  } finally {
    await site.close();
  }
});
