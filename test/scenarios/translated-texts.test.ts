import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import test from 'ava';
import { createIosProfileStore } from '../../src/ios-profiles/edge/store.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { Database } from '../../src/platform/database.ts';
import { MIGRATIONS } from '../../src/platform/migrations/index.ts';
import { createCustomFieldStore } from '../../src/portals/edge/custom-field-store.ts';
import { createSupportButtonStore } from '../../src/portals/edge/support-button-store.ts';
import { company, grant, settle, type Company } from '../company.ts';
import { PROFILE, uploadProfile } from '../furnished.ts';
import { addIssue, declare, save, SITE_FIELDS } from '../sites.ts';
import { addProfile, BUTTONS_PAGE, chooseDefault, makeButton, PROFILE_FIELDS } from '../support-buttons.ts';
import type { Visitor } from '../world.ts';

/** What an administrator writes and customers read, in other languages than it was written in. */

const HOSTILE = '{{title}}<b>مساعدة';
const ESCAPED = '{{title}}&lt;b&gt;مساعدة';
const DEFAULT_SITE = '/login/public-sites/default-portal--------';

/** In the language that the browser asks for. */
function read(visitor: Visitor, path: string, language: string): Promise<Response> {
  return visitor.request(path, { headers: { Accept: 'text/html', 'Accept-Language': language } });
}

async function pageIn(visitor: Visitor, path: string, language: string): Promise<string> {
  return (await read(visitor, path, language)).text();
}

/** The public site speaks these. */
async function speaks({ administrator }: Company, more: Readonly<Record<string, string>> = {}) {
  const languages = Object.fromEntries(['de', 'fr', 'ar'].map((each) => [`language-${each}`, 'on']));
  const saved = await save(administrator, DEFAULT_SITE, {
    ...SITE_FIELDS,
    addresses: '',
    ...languages,
    ...more,
  });
  if (saved.status !== 303) {
    throw new Error(`the site was not saved: ${saved.status} ${await saved.text()}`);
  }
}

/** What the audit kept of these changes, the latest last. */
function audited({ world }: Company, type: string): readonly Record<string, unknown>[] {
  using database = Database.openToRead({
    file: join(world.directory, 'handrail.sqlite'),
    log: new MemoryLog(),
  });
  return database
    .all<{ data: string }>(database.table('journal').where({ type }).orderBy('seq').select('data'))
    .map(({ data }) => JSON.parse(data) as Record<string, unknown>);
}

test('a Support Button is called in its customer’s language: its page, the app, the shortcuts; emptied, it is what was written', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { administrator, world, queue } = all;
  await speaks(all);
  const profile = await addProfile(all);
  const page = `${BUTTONS_PAGE}/${profile}`;
  const fields = { ...PROFILE_FIELDS, queue: queue('Laptops') };
  const refused = await save(administrator, page, {
    ...fields,
    'title-de': 'x'.repeat(41),
    'title-fr': 'ab\u202ec',
    'title-ar': HOSTILE,
  });
  t.is(refused.status, 422);
  const again = await refused.text();
  t.regex(again, /id="title-de-problem"[^>]*>[^<]*40/);
  t.regex(again, /id="title-fr-problem"[^>]*>[^<]*cannot be shown/);
  t.true(again.includes(`value="${ESCAPED}"`), 'what was typed is kept');
  t.regex(again, /<details [^>]*open>\s*<summary>Title for customers of other languages/);
  const titles = { 'title-de': 'Hilfe holen', 'title-fr': '\u200b', 'title-ar': HOSTILE };
  t.is((await save(administrator, page, { ...fields, ...titles })).status, 303);
  t.like(audited(all, 'support-button-profile-changed').at(-1), {
    new: { titles: [`ar: ${HOSTILE}`, 'de: Hilfe holen'] },
  });

  const button = await makeButton(all, profile);
  const customer = world.visitor();
  for (const [language, html, name] of [
    ['de', 'Hilfe holen', 'Hilfe holen'],
    ['ar', ESCAPED, HOSTILE],
    // Nothing can be seen of what was typed there.
    ['fr', 'Get help', 'Get help'],
    // Not spoken here.
    ['ja', 'Get help', 'Get help'],
  ] as const) {
    const shown = await pageIn(customer, button, language);
    t.true(shown.includes(`<h1 class="anywhere"><bdi>${html}</bdi></h1>`), language);
    const [, manifest = ''] = /rel="manifest" href="([^"]+)"/.exec(shown) ?? [];
    const spoken = language === 'ja' ? 'en' : language;
    // As a browser asks for it: without cookies, and in a language of its own.
    const answer = await read(world.visitor(), manifest, 'ja');
    t.is(answer.headers.get('vary'), 'Accept-Language, Cookie');
    t.like(await answer.json(), {
      id: button,
      name,
      short_name: name,
      lang: spoken,
      dir: spoken === 'ar' ? 'rtl' : 'ltr',
    });
    // An app that was installed before asks without saying a language.
    t.like(await (await read(customer, `${button}/support.webmanifest`, language)).json(), { name });
    const shortcut = await read(customer, `${button}/support.desktop`, language);
    t.true((await shortcut.text()).includes(`\nName=${name}\n`));
    const file = decodeURIComponent(shortcut.headers.get('content-disposition')?.split("''")[1] ?? '');
    t.is(file, `${name.replaceAll(/[<>]/g, ' ')}.desktop`);
  }
  const { lang } = (await (
    await read(customer, `${button}/support.webmanifest?language=%3Cb%3E`, 'de')
  ).json()) as { lang: string };
  t.is(lang, 'de', 'what is no language says nothing');

  const list = await (await administrator.get(BUTTONS_PAGE)).text();
  t.true(list.includes('Get help') && !list.includes('Hilfe holen'), 'the company reads what it wrote');
  t.is((await save(administrator, page, { ...fields, 'title-de': '' })).status, 303);
  t.true((await pageIn(customer, button, 'de')).includes('<bdi>Get help</bdi>'));
  t.true((await pageIn(customer, button, 'ar')).includes('<bdi>Get help</bdi>'));
});

test('what is asked in a session names the button in every language that its customer may turn to, and the company its own', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { administrator, world, queue, rita } = all;
  await grant(administrator, 'rita', [
    'may-accept-team-sessions',
    'may-deploy-team-support-buttons',
    'may-manage-team-support-buttons',
  ]);
  const profile = await addProfile(all, { 'title-de': 'Hilfe holen', 'title-ar': HOSTILE });
  await chooseDefault(all, profile);
  const { session, visitor } = await world.arrival(queue('Laptops'));
  using page = await visitor.page(`/session/${session}`);
  await settle(all);
  await rita.command({ type: 'accept', session });
  const deployed = {
    type: 'deploy-button',
    session,
    queue: queue('Laptops'),
    lifeMs: 0,
    description: '',
  } as const;
  t.is((await rita.command(deployed)).type, 'done');
  await settle(all);
  const titles = { de: 'Hilfe holen', ar: HOSTILE };
  const offer = page.view(session).buttonOffer;
  t.like(offer, { title: 'Get help', titles });
  t.deepEqual(Object.keys(rita.view(session).buttonOffer ?? {}).toSorted(), ['byName', 'id', 'title']);
  const answered = { type: 'answer-button', session, button: offer?.id ?? '', allow: true } as const;
  t.is((await page.command(answered)).type, 'done');
  // What the customer agreed to keeps its name, whatever is written later.
  const fields = { ...PROFILE_FIELDS, queue: queue('Laptops'), title: 'Other', 'title-de': 'Anders' };
  t.is((await save(administrator, `${BUTTONS_PAGE}/${profile}`, fields)).status, 303);
  const removed = { type: 'remove-button', session, button: offer?.id ?? '' } as const;
  await settle(all);
  t.like(page.view(session).buttons[0], { title: 'Get help', titles });
  t.is((await rita.command(removed)).type, 'done');
  await settle(all);
  const events = (end: typeof page) =>
    end.view(session).timeline.flatMap(({ event }) => (event.type.startsWith('button-') ? [event] : []));
  t.deepEqual(
    events(page).map((event) => ('titles' in event ? event.titles : undefined)),
    [titles, titles, titles],
  );
  t.false(JSON.stringify(rita.received).includes('Hilfe holen'));
  await rita.command({ type: 'end-session', session });
  const report = await (await administrator.get(`/login/reports/${session}`)).text();
  t.true(report.includes('Get help') && !report.includes('Hilfe holen'));
});

test('an iOS profile is named and described in its customer’s language, in that order, and the file stays the same', async (t) => {
  await using all = await company([]);
  const { administrator, world } = all;
  await speaks(all, { iosProfiles: 'on' });
  await uploadProfile(administrator, 'Mail', { isPublic: 'on', 'name-de': 'Übermittlung' });
  const id = await uploadProfile(administrator, 'Wi-Fi', {
    isPublic: 'on',
    description: 'For our shops.',
    'name-de': 'Funknetz',
    'name-ar': HOSTILE,
    'description-de': 'Für Läden.\nFragen Sie uns.',
  });
  const page = `/login/ios-profiles/${id}`;
  const fields = { name: 'Wi-Fi', description: 'For our shops.', isPublic: 'on' };
  const customer = world.visitor();
  const file = `/ios-profiles/${id}`;

  const german = await pageIn(customer, '/ios-profiles', 'de');
  t.regex(german, /<bdi>Funknetz<\/bdi>[\s\S]*<bdi>Für Läden\.<\/bdi><\/p><p[^>]*><bdi>Fragen Sie uns\./);
  t.true(german.indexOf('Funknetz') < german.indexOf('Übermittlung'), 'in the order of what is read');
  const arabic = await pageIn(customer, '/ios-profiles', 'ar');
  t.true(arabic.includes(`<bdi>${ESCAPED}</bdi>`) && arabic.includes('<bdi>For our shops.</bdi>'));
  t.true((await pageIn(customer, '/ios-profiles', 'fr')).includes('<bdi>Wi-Fi</bdi>'));
  for (const [language, name] of [
    ['de', 'Funknetz'],
    ['ar', HOSTILE],
    ['en', 'Wi-Fi'],
  ] as const) {
    const got = await read(customer, file, language);
    const called = decodeURIComponent(got.headers.get('content-disposition')?.split("''")[1] ?? '');
    t.is(called, `${name}.mobileconfig`);
    t.is(got.headers.get('vary'), 'Accept-Language, Cookie');
    const bytes = new Uint8Array(await got.arrayBuffer());
    t.is(sha(bytes), sha(PROFILE), 'a signature would not bear a changed byte');
  }

  const long = await save(administrator, page, {
    ...fields,
    'name-de': 'x'.repeat(61),
    'description-fr': 'x'.repeat(501),
    'description-ar': HOSTILE,
  });
  t.is(long.status, 422);
  const again = await long.text();
  t.regex(again, /id="name-de-problem"[^>]*>[^<]*60/);
  t.regex(again, /id="description-fr-problem"[^>]*>[^<]*500/);
  t.true(again.includes(`>${ESCAPED}</textarea>`));
  const refused = await administrator.upload(
    '/login/ios-profiles/new',
    '/login/ios-profiles/new',
    'file',
    new File([PROFILE], 'x.mobileconfig'),
    { name: 'Third', description: '', 'name-ja': 'a\u2066b' },
  );
  t.is(refused.status, 422);
  t.regex(await refused.text(), /id="name-ja-problem"[^>]*>[^<]*cannot be shown/);
  t.is((await save(administrator, page, fields)).status, 303);
  t.like(audited(all, 'ios-profile-changed').at(-1), {
    old: { names: [`ar: ${HOSTILE}`, 'de: Funknetz'] },
    new: { names: [], descriptions: [] },
  });
  t.true((await pageIn(customer, '/ios-profiles', 'de')).includes('<bdi>For our shops.</bdi>'));
});

function sha(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('a custom field is named in its customer’s language, and can be changed: emptied, it is what was written', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { administrator, world } = all;
  await speaks(all);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  await declare(all, 'Order number', 'order');
  await declare(all, 'Till', 'till');
  const list = await (await administrator.get('/login/api-configuration')).text();
  const [, page = ''] = /href="([^"]+)"><bdi class="anywhere">Order number/.exec(list) ?? [];
  const fields = { name: 'Order number', codeName: 'order' };
  const refused = await save(administrator, page, {
    ...fields,
    codeName: 'TILL',
    'name-de': 'x'.repeat(65),
    'name-ar': HOSTILE,
  });
  t.is(refused.status, 422);
  const again = await refused.text();
  t.regex(again, /id="name-de-problem"[^>]*>[^<]*64/);
  t.true(again.includes(`value="${ESCAPED}"`));
  const taken = await save(administrator, page, { ...fields, codeName: 'TILL' });
  t.is(taken.status, 422);
  t.regex(await taken.text(), /id="codeName-problem"/);
  const names = { 'name-de': 'Bestellnummer', 'name-ar': HOSTILE };
  t.is((await save(administrator, page, { ...fields, ...names })).status, 303);
  t.like(audited(all, 'custom-field-changed').at(-1), {
    old: { names: [] },
    new: { names: [`ar: ${HOSTILE}`, 'de: Bestellnummer'] },
  });

  const link = '/api/start_session?issue_menu=1&codeName=screen&session.custom.order=4711';
  const customer = world.visitor();
  for (const [language, name] of [
    ['de', 'Bestellnummer'],
    ['ar', ESCAPED],
    ['fr', 'Order number'],
  ] as const) {
    const shown = await pageIn(customer, link, language);
    t.true(new RegExp(`<bdi>${RegExp.escape(name)}</bdi></dt><dd[^>]*><bdi>4711`).test(shown), language);
  }
  // The language that a link asks for counts as the browser's does.
  t.true((await pageIn(customer, `${link}&locale=de`, 'en')).includes('<bdi>Bestellnummer</bdi>'));

  const stale = await administrator.submit(page, page, { ...fields, name: 'Order', revision: '1' });
  t.is(stale.status, 409);
  t.true((await stale.text()).includes('<dd>Bestellnummer</dd>'));
  t.is((await save(administrator, page, { ...fields, 'name-de': '' })).status, 303);
  t.true((await pageIn(customer, link, 'de')).includes('<bdi>Order number</bdi>'));
  t.is((await administrator.submit('/login/api-configuration', `${page}/remove`, {})).status, 303);
  t.is((await administrator.get(page)).status, 404);
});

test('a database of before the translations keeps what it has, untranslated', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'handrail-translations-'));
  t.teardown(() => rm(directory, { recursive: true, force: true }));
  const options = { file: join(directory, 'handrail.sqlite'), log: new MemoryLog() };
  const id = (name: string) => name.padEnd(22, '-') as never;
  {
    const before = MIGRATIONS.filter(({ name }) => name < '0140');
    using old = await Database.open({ ...options, migrations: before });
    await old.write((_tx, db) => {
      db.run(
        old.table('button_profiles').insert({
          id: id('front'),
          name: 'Front desk',
          name_key: 'front desk',
          title: 'Get help',
          portal_id: 'default-portal--------',
          asks: 'key',
          queue: null,
          life_ms: 0,
          revision: 4,
        }),
      );
      db.run(
        old.table('ios_profiles').insert({
          id: id('wifi'),
          name: 'Wi-Fi',
          name_key: 'wi-fi',
          description: 'For our shops.',
          is_public: 1,
          is_signed: 0,
          is_encrypted: 0,
          identifier: 'x',
          payloads: '',
          size: 1,
          digest: 'x',
          changed_at: 1,
          downloads: 7,
          last_downloaded_at: null,
          revision: 2,
        }),
      );
      db.run(
        old.table('custom_fields').insert({
          id: id('order'),
          name: 'Order number',
          name_key: 'order number',
          code_name: 'order',
          code_name_key: 'order',
        }),
      );
    });
  }
  using database = await Database.open({ ...options, migrations: MIGRATIONS });
  t.like(createSupportButtonStore(database).profiles.find(id('front')), {
    title: 'Get help',
    titles: {},
    revision: 4,
  });
  t.like(createIosProfileStore(database).find(id('wifi')), {
    name: 'Wi-Fi',
    names: {},
    description: 'For our shops.',
    descriptions: {},
    downloads: 7,
    revision: 2,
  });
  t.deepEqual(createCustomFieldStore(database).all(), [
    { id: id('order'), name: 'Order number', names: {}, codeName: 'order', revision: 1 },
  ]);
});
