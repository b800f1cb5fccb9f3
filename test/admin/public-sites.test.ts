import test from 'ava';
import { LIMITS, type PortalId } from '../../src/kernel/index.ts';
import { SIGN_IN_COOKIE } from '../../src/people/index.ts';
import { brandingRoutes } from '../../src/portals/edge/branding.ts';
import { DEFAULT_PORTAL, type Sites } from '../../src/portals/index.ts';
import { openClaimedSite, type Site, Visitor } from './site.ts';

const HELP = {
  name: 'Help',
  addresses: 'https://Help.Example.com/\nHÜLFE.example',
  mainColour: '#A01030',
  headerColour: '',
  'show-sessionKey': 'on',
  'mode-sessionKey': 'full',
  'show-issues': 'on',
  'mode-issues': 'chat',
  'mode-representatives': 'full',
  issueTeams: 'all',
  timeZone: 'Europe/Berlin',
  hours: 'hours',
  'hours-0': '9-12:30, 13:30-17',
  'hours-4': '9-15',
  holidays: '2026-12-25 Christmas Day',
  keysWhileClosed: 'on',
  'language-en': 'on',
  'language-de': 'on',
  defaultLanguage: 'de',
} as const;

/** 2 × 1 pixels. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADUlEQVR4nGP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==',
  'base64',
);

function audit(site: Site) {
  return site.journal
    .stream('audit')
    .map(({ type, data }) => ({ type, data: data as Record<string, unknown> }));
}

async function addSite(ann: Visitor, fields: Readonly<Record<string, string>> = {}) {
  await ann.see('/login/public-sites/new');
  const added = await ann.send('/login/public-sites/new', { ...HELP, ...fields });
  const path = new URL(added.location ?? '', 'http://x').pathname;
  return { path, id: path.split('/').at(-1) as PortalId, status: added.status };
}

/** Sends a file as a browser does, with the token of the page seen last. */
async function upload(
  site: Site,
  visitor: Visitor,
  page: string,
  file: Uint8Array | undefined,
  name = 'logo',
) {
  const token = /name="csrf" value="([^"]+)"/.exec((await visitor.see(page)).text)?.[1] ?? '';
  const form = new FormData();
  form.set('csrf', token);
  if (file !== undefined) {
    form.set(name, new File([Uint8Array.from(file)], '../../etc/passwd.svg', { type: 'image/svg+xml' }));
  }
  const answer = await fetch(`${site.at}${page}/logo`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: visitor.cookie, origin: site.at },
    body: form,
  });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

test('every appliance has its default site, which shows every way in and cannot be deleted', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const list = (await ann.see('/login/public-sites')).text;
    for (const label of ['Name', 'Site Addresses', 'Schedule', 'Example Help', 'Always open']) {
      t.true(list.includes(label), label);
    }
    const path = `/login/public-sites/${DEFAULT_PORTAL}`;
    t.notRegex((await ann.see(path)).text, />Delete</);
    t.regex((await ann.see(`${path}/delete`)).text, /The default public site cannot be deleted/);
    await ann.see(path);
    const refused = await ann.send(`${path}/delete`, {});
    t.is(refused.status, 403);
    t.is(site.sites.all().length, 1);
    t.is(site.sites.at('whatever.example').id, DEFAULT_PORTAL);
    // Its name is the site's own, whatever is sent.
    await ann.see(path);
    const { name: _, ...fields } = HELP;
    t.is((await ann.send(path, { ...fields, name: 'Evil', addresses: '' })).status, 303);
    t.like(site.sites.find(DEFAULT_PORTAL), { name: 'Example Help', addresses: [], revision: 2 });
  } finally {
    await site.close();
  }
});

test('a public site is added with its fields, shown, found by its hosts, and written down', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const { id, path } = await addSite(ann);
    t.like(site.sites.find(id), {
      name: 'Help',
      addresses: ['help.example.com', 'xn--hlfe-0ra.example'],
      mainColour: '#a01030',
      headerColour: undefined,
      languages: ['de', 'en'],
      keysWhileClosed: true,
      issueTeams: 'all',
      companyCode: false,
      revision: 1,
    });
    t.like(site.sites.find(id)?.ways, {
      sessionKey: { shown: true, mode: 'full' },
      issues: { shown: true, mode: 'chat' },
      representatives: { shown: false, mode: 'full' },
    });
    t.deepEqual(site.sites.find(id)?.schedule.hours[4], [{ from: 540, to: 900 }]);
    t.is(site.sites.at('HELP.example.com:8080').id, id);
    t.like(audit(site).at(-1), { type: 'public-site-added' });
    t.like(audit(site).at(-1)?.data['new'], {
      name: 'Help',
      issues: 'shown, chat',
      timeZone: 'Europe/Berlin',
    });
    const list = (await ann.see('/login/public-sites')).text;
    t.regex(
      list,
      /Help[\s\S]*help\.example\.com, xn--hlfe-0ra\.example[\s\S]*Mon 09:00–12:30, 13:30–17:00; Fri 09:00–15:00 \(Europe\/Berlin\); 1 holiday/,
    );
    const form = (await ann.see(path)).text;
    t.regex(form, /name="hours-0" value="09:00–12:30, 13:30–17:00"/);
    t.regex(form, /<textarea[^>]*name="holidays"[^>]*>2026-12-25 Christmas Day<\/textarea>/);
  } finally {
    await site.close();
  }
});

test('what is wrong with a public site is said beside the field with the text kept, and nothing is saved', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await addSite(ann);
    const cases: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ name: '' }, 'name'],
      [{ name: 'help' }, 'name'],
      [{ name: 'EXAMPLE HELP' }, 'name'],
      [{ name: '\u202eevil' }, 'name'],
      [{ name: 'x'.repeat(81) }, 'name'],
      [{ addresses: '' }, 'addresses'],
      [{ addresses: 'help.example.com' }, 'addresses'],
      [{ addresses: 'ok.example $(id)' }, 'addresses'],
      [{ addresses: '../../etc' }, 'addresses'],
      [{ addresses: 'x'.repeat(10_001) }, 'addresses'],
      [{ mainColour: '#ffff00' }, 'mainColour'],
      [{ mainColour: 'red}' }, 'mainColour'],
      [{ headerColour: 'expression(1)' }, 'headerColour'],
      [{ timeZone: '../UTC' }, 'timeZone'],
      [{ 'hours-0': '17-9' }, 'hours-0'],
      [{ 'hours-6': 'x'.repeat(201) }, 'hours-6'],
      [{ 'hours-0': '', 'hours-4': '' }, 'hours'],
      [{ holidays: '2026-12-25 A\n30.2.2026' }, 'holidays'],
      [{ holidays: '2026-12-24 9-12\n2026-12-24 14-16' }, 'holidays'],
      [{ issueTeams: 'selected' }, 'issueTeams'],
      [{ issueTeams: 'selected', 'issues-of-nobody----------------': 'on' }, 'issueTeams'],
    ];
    for (const [fields, field] of cases) {
      await ann.see('/login/public-sites/new');
      const answer = await ann.send('/login/public-sites/new', {
        ...HELP,
        name: 'Second',
        addresses: 'second.example.com',
        ...fields,
      });
      t.is(answer.status, 422, JSON.stringify(fields).slice(0, 80));
      t.regex(answer.text, /class="error"[^>]*role="alert"/, JSON.stringify(fields).slice(0, 80));
      const beside = ['issueTeams', 'hours'].includes(field)
        ? new RegExp(`class="error"(?: id="${field}-problem")? role="alert"`)
        : new RegExp(`id="${field}-problem" role="alert"`);
      t.regex(answer.text, beside, field);
      if (!('name' in fields)) {
        t.regex(answer.text, /name="name"[^>]* value="Second"/);
      }
    }
    const { 'show-sessionKey': _key, 'show-issues': _issues, ...hidden } = HELP;
    t.regex(
      (await ann.send('/login/public-sites/new', { ...hidden, name: 'S', addresses: 's.example' })).text,
      /at least one way in/,
    );
    const { 'language-en': _en, 'language-de': _de, ...dumb } = HELP;
    t.regex(
      (await ann.send('/login/public-sites/new', { ...dumb, name: 'S', addresses: 's.example' })).text,
      /at least one language/,
    );
    t.is(site.sites.all().length, 2);
    t.is((await ann.see('/login/options')).status, 200);
  } finally {
    await site.close();
  }
});

test('of two who edit a site the later loses nothing; a change writes down what changed alone', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const { path, id } = await addSite(ann);
    const other = new Visitor(site);
    await other.signIn('ann', 'three green ladders');
    await other.see(path);
    await ann.see(path);
    t.is((await ann.send(path, { ...HELP, headerColour: '#fff' })).location, `${path}?done=saved`);
    t.deepEqual(audit(site).at(-1)?.data['old'], { headerColour: '' });
    t.deepEqual(audit(site).at(-1)?.data['new'], { headerColour: '#ffffff' });
    const late = await other.send(path, { ...HELP, name: 'Later' });
    t.is(late.status, 409);
    t.regex(late.text, /Somebody else saved while you were typing[\s\S]*Header colour[\s\S]*#ffffff/);
    t.regex(late.text, /name="name"[^>]* value="Later"/);
    t.like(site.sites.find(id), { name: 'Help', headerColour: '#ffffff', revision: 2 });
    const again = await other.send(path, { ...HELP, name: 'Later' });
    t.is(again.status, 303);
    t.like(site.sites.find(id), { name: 'Later', revision: 3 });
    // Nothing changed: nothing is written.
    const before = audit(site).length;
    await ann.see(path);
    await ann.send(path, { ...HELP, name: 'Later' });
    t.is(audit(site).length, before);
  } finally {
    await site.close();
  }
});

test('a site goes after a question; its hosts are free and lead to the default site', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const { path, id } = await addSite(ann);
    t.regex((await ann.see(`${path}/delete`)).text, /Delete the public site Help\?[\s\S]*help\.example\.com/);
    t.is((await ann.send(`${path}/delete`, {})).location, '/login/public-sites?done=public-site-deleted');
    t.is(site.sites.find(id), undefined);
    t.is(site.sites.at('help.example.com').id, DEFAULT_PORTAL);
    t.like(audit(site).at(-1), { type: 'public-site-deleted' });
    t.is((await ann.see(path)).status, 404);
    t.is((await addSite(ann)).status, 303);
  } finally {
    await site.close();
  }
});

test('the whole site cannot take the name of a public site', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await addSite(ann);
    await ann.see('/login/options');
    const answer = await ann.send('/login/options', {
      siteName: 'HELP',
      maximumSessionKeyTimeoutMs: '3600000',
      peerToPeer: 'appliance',
      fallbackTeam: 'none',
    });
    t.is(answer.status, 422);
    t.regex(answer.text, /id="siteName-problem"/);
    t.is(site.settings.current().siteName, 'Example Help');
  } finally {
    await site.close();
  }
});

test('Portal Access of a team says which sites its members may use', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const help = await addSite(ann);
    const third = await addSite(ann, { name: 'Third', addresses: 'third.example.com' });
    const [general] = site.directory.teams();
    const [rep] = site.directory.representatives();
    t.is(site.directory.portalsOf(rep?.id as never), 'all');
    const path = `/login/teams/${general?.id}`;
    const form = (await ann.see(path)).text;
    t.regex(form, /Portal Access[\s\S]*Allow members of this team to access all portals/);
    t.regex(form, new RegExp(`name="portal-${DEFAULT_PORTAL}" checked disabled`));
    const team = {
      name: 'General',
      codeName: 'general',
      comments: '',
      algorithm: 'none',
      alertTimeoutMs: '30000',
      waitingRule: 'none',
      waitingAfterMs: '300000',
      portalAccess: 'selected',
    };
    t.is((await ann.send(path, { ...team, [`portal-${help.id}`]: 'on' })).status, 303);
    t.deepEqual(site.directory.portalsOf(rep?.id as never), new Set([help.id]));
    t.like(audit(site).at(-1)?.data['new'], { portalAccess: [help.id] });
    const shown = (await ann.see(path)).text;
    t.regex(shown, new RegExp(`name="portal-${help.id}" checked`));
    t.notRegex(shown, new RegExp(`name="portal-${third.id}" checked`));
    const forged = await ann.send(path, { ...team, 'portal-nobody----------------': 'on' });
    t.is(forged.status, 422);
    t.regex(forged.text, /One of the public sites does not exist any more/);
  } finally {
    await site.close();
  }
});

test('a logo is what its bytes say, is served as that alone, and can be removed', async (t) => {
  let sites: Sites | undefined;
  const { site, ann } = await openClaimedSite({
    routes: brandingRoutes(
      {
        find: (id) => sites?.find(id),
        logo: (id) => sites?.logo(id),
      },
      { find: () => undefined, bytes: () => undefined },
    ),
  });
  ({ sites } = site);
  try {
    const { path, id } = await addSite(ann);
    for (const [file, status, sentence] of [
      [undefined, 422, /choose a file/],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 422, /not a PNG/],
      [Buffer.concat([PNG, Buffer.alloc(LIMITS.logoBytes)]), 413, /too large: 96 kB fit/],
      [Buffer.alloc(2_000_000), 413, /too large: 96 kB fit/],
    ] as const) {
      const refused = await upload(site, ann, path, file);
      t.is(refused.status, status);
      t.regex(refused.text, sentence);
      t.regex(refused.text, /id="logo-problem" role="alert"/);
    }
    t.is((await upload(site, ann, path, PNG, 'other')).status, 422);
    t.is(site.sites.logo(id), undefined);

    t.is((await upload(site, ann, path, PNG)).location, `${path}?done=logo-saved#logo-heading`);
    t.like(audit(site).at(-1), { type: 'public-site-changed' });
    const address = /<img src="([^"]+)" alt="The logo/
      .exec((await ann.see(path)).text)?.[1]
      ?.replaceAll('&#x3D;', '=');
    t.regex(address ?? '', new RegExp(`^/sites/${id}/logo\\?v=[0-9a-f]{16}$`));
    const served = await fetch(`${site.at}${address}`);
    t.is(served.headers.get('content-type'), 'image/png');
    t.is(served.headers.get('x-content-type-options'), 'nosniff');
    t.is(served.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    t.is(served.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    t.deepEqual(Buffer.from(await served.arrayBuffer()), PNG);
    t.is((await fetch(`${site.at}/sites/${id}/logo`)).headers.get('cache-control'), 'no-cache');

    const colours = await fetch(`${site.at}/sites/${id}/colours.css?v=1`);
    t.is(colours.headers.get('content-type'), 'text/css; charset=utf-8');
    t.regex(await colours.text(), /--brand: #a01030/);

    await ann.see(path);
    t.is((await ann.send(`${path}/logo/remove`, {})).status, 303);
    t.is((await fetch(`${site.at}${address}`)).status, 404);
    t.is((await fetch(`${site.at}/sites/nobody----------------/logo`)).status, 404);
  } finally {
    await site.close();
  }
});

test('an upload needs the token of its form, our own origin, and a body that is one', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const { path, id } = await addSite(ann);
    const form = new FormData();
    form.set('csrf', 'x'.repeat(43));
    form.set('logo', new File([PNG], 'a.png', { type: 'image/png' }));
    const send = (init: RequestInit) =>
      fetch(`${site.at}${path}/logo`, {
        method: 'POST',
        redirect: 'manual',
        ...init,
        headers: { cookie: ann.cookie, origin: site.at, ...(init.headers as Record<string, string>) },
      });
    t.is((await send({ body: form })).status, 403);
    t.is((await send({ body: form, headers: { origin: 'http://evil.example' } })).status, 403);
    t.is((await send({ body: form, headers: { cookie: '' } })).status, 401);
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', 'logo=x'],
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=', 'x'],
      [multipart['content-type'], ''],
      [
        multipart['content-type'],
        '--x\r\nContent-Disposition: form-data; name="logo"; filename="a"\r\n\r\nabc',
      ],
      [
        multipart['content-type'],
        '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n',
      ],
      [
        multipart['content-type'],
        `${'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(50)}--x--\r\n`,
      ],
      [multipart['content-type'], `--x\r\n${'A: b\r\n'.repeat(5_000)}\r\n\r\n--x--`],
    ] as const) {
      const answer = await send({ body, headers: { 'content-type': type } });
      t.true(answer.status >= 400 && answer.status < 500, `${answer.status} for ${body.slice(0, 60)}`);
    }
    t.is(site.sites.logo(id), undefined);
  } finally {
    await site.close();
  }
});

test('representatives whom a site lists count in the weight that is told of its page', async (t) => {
  const { site, ann } = await openClaimedSite({
    passwords: { hash: async () => 'x', verify: async () => true, isCurrent: () => true },
  });
  try {
    const page = `/login/public-sites/${DEFAULT_PORTAL}`;
    const before = site.sites.find(DEFAULT_PORTAL);
    const by = site.people.principalOf(ann.cookies.get(SIGN_IN_COOKIE) ?? '');
    if (before === undefined || by === undefined) {
      throw new Error('there is no site, or nobody');
    }
    const { ways } = before;
    const representatives = { shown: true, mode: 'full' } as const;
    await site.sites.change(
      by,
      before.id,
      { ...before, ways: { ...ways, representatives } },
      before.revision,
    );
    await upload(site, ann, page, Buffer.concat([PNG, Buffer.alloc(LIMITS.logoBytes - PNG.length)]));
    const add = async (count: number, name: string) => {
      for (let index = 0; index < count; index += 1) {
        const added = await site.people.add(by, {
          name: `${name}${1_000 + index}`,
          username: `${name.length}-${index}`,
          password: 'a quiet blue kettle',
          administrator: false,
          representative: true,
        });
        const grants = new Set(['show-on-public-site'] as const);
        const settings = { grants, displayNumber: undefined, sessionLimit: 3, idleLimitMs: 0 };
        await site.people.changeRepSettings(by, added.id, settings, added.revision);
      }
    };
    await add(20, '長'.repeat(90));
    t.notRegex((await ann.see(page)).text, /page weighs/);
    await add(120, '長'.repeat(95));
    t.regex(
      (await ann.see(page)).text,
      /page weighs about 1[67]\d kB[^<]*The heaviest: the logo \(99 kB\), 100 representatives \(46 kB\)/,
    );
    // They are not because of issues.
    t.notRegex((await ann.see('/login/issues')).text, /page weighs/);
  } finally {
    await site.close();
  }
});
