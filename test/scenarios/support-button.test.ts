import test from 'ava';
import { FakeTime } from '../../src/kernel/testing/fake-time.ts';
import { company, rowsIn, settle } from '../company.ts';
import { addSite, picture, save } from '../sites.ts';
import { addProfile, BUTTONS_PAGE as PAGE, makeButton, PROFILE_FIELDS } from '../support-buttons.ts';
import { keyFrom } from '../world.ts';

const DAY_MS = 24 * 3_600_000;

test('a button leads to the queue of its profile, or with a key to whoever made that, and is counted', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const profile = await addProfile(all);
  const button = await makeButton(all, profile);
  const customer = all.world.visitor();
  const html = await (await customer.get(button)).text();
  t.regex(html, /<h1[^>]*><bdi>Get help<\/bdi><\/h1>/);
  t.true(html.includes(`<link rel="manifest" href="${button}/support.webmanifest?language=en">`));
  const begun = await customer.submit(button, button, { key: '', name: 'Anna', details: 'It {{7*7}}' });
  t.is(begun.status, 303);
  await settle(all);
  t.like(rowsIn(all.rita, all.queue('Laptops'))[0], {
    customerName: 'Anna',
    details: 'It {{7*7}}',
    startMethod: 'support-button',
    mode: 'full',
  });
  const key = await keyFrom(all.ada);
  const withKey = await customer.submit(button, button, { key, name: 'Ben', details: '' });
  t.is(withKey.status, 303);
  await settle(all);
  const { as } = await all.ada.next('welcome');
  const mine = as.kind === 'representative' ? rowsIn(all.ada, as.personalQueue) : [];
  t.like(mine[0], { customerName: 'Ben', startMethod: 'support-button' });
  const wrong = await customer.submit(button, button, { key, name: 'Cleo', details: '' });
  t.is(wrong.status, 404);
  t.regex(await wrong.text(), /id="key-error"[^>]*>This session key is not valid/);
  t.regex(await (await all.administrator.get(`${PAGE}/${profile}`)).text(), /Till 4[\s\S]*2 sessions,/);
  // The report says so too.
  t.regex(await (await all.administrator.get('/login/reports')).text(), /Anna/);
});

test('what a button asks for is its profile’s; a change counts for those that are out there', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const profile = await addProfile(all, { asks: 'straight' });
  const button = await makeButton(all, profile);
  const straight = await (await all.world.visitor().get(button)).text();
  t.notRegex(straight, /id="key"|id="details"/);
  t.is((await all.world.visitor().submit(button, button, { name: '' })).status, 422);
  t.is((await all.world.visitor().submit(button, button, { name: 'Anna' })).status, 303);
  const changed = await save(all.administrator, `${PAGE}/${profile}`, {
    ...PROFILE_FIELDS,
    asks: 'key',
    queue: '',
  });
  t.is(changed.status, 303);
  t.regex(await (await all.world.visitor().get(button)).text(), /id="key"/);
  const missing = await all.world.visitor().submit(button, button, { name: 'Anna', key: '' });
  t.is(missing.status, 422);
  t.regex(await missing.text(), /id="key-error"/);
  const nowhere = await all.administrator.submit(`${PAGE}/new`, `${PAGE}/new`, {
    name: 'Nowhere',
    title: 'x',
    portal: 'default-portal--------',
    asks: 'either',
    queue: 'team:nobody----------------',
    lifeMs: '5',
  });
  t.is(nowhere.status, 422);
  t.regex(await nowhere.text(), /Please choose the queue/);
});

test('a button that was removed, has run out, or never was is one page that says what to do', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const profile = await addProfile(all, { lifeMs: String(DAY_MS) });
  const removed = await makeButton(all, profile);
  const html = await (await all.administrator.get(`${PAGE}/${profile}`)).text();
  const remove = /action="([^"]+\/buttons\/[^"]+\/remove)"/.exec(html)?.[1] ?? '';
  t.is((await all.administrator.submit(`${PAGE}/${profile}`, remove, {})).status, 303);
  const runsOut = await makeButton(all, profile);
  const customer = all.world.visitor();
  t.is((await customer.get(runsOut)).status, 200);
  const token = /name="csrf" value="([^"]+)"/.exec(await (await customer.get(runsOut)).text())?.[1] ?? '';
  t.true(all.world.time instanceof FakeTime);
  // A day with nobody there is short.
  for (const page of [all.ada, all.rita, all.bob]) {
    await all.world.lose(page);
  }
  await all.world.pass(DAY_MS);
  for (const path of [removed, runsOut, `/button/${'x'.repeat(32)}`]) {
    const gone = await customer.get(path);
    t.is(gone.status, 404);
    t.regex(await gone.text(), /does not work any more[\s\S]*href="\/"/);
    t.is((await customer.post(path, { csrf: token, name: 'Anna' })).status, 404);
    for (const file of ['support.webmanifest', 'support.url']) {
      t.is((await customer.get(`${path}/${file}`)).status, 404);
    }
  }
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, 0);
});

test('a button belongs to the public site of its profile, whatever host it is pressed at, and has that site’s logo', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const site = await addSite(all, { 'mode-issues': 'chat' });
  const page = `/login/public-sites/${site}`;
  const uploaded = await all.administrator.upload(page, `${page}/logo`, 'logo', picture(64));
  t.is(uploaded.status, 303);
  const button = await makeButton(all, await addProfile(all, { portal: site }));
  // Pressed at the default site's host.
  const customer = all.world.visitor();
  t.is((await customer.submit(button, button, { key: '', name: 'Anna', details: '' })).status, 303);
  await settle(all);
  t.like(rowsIn(all.rita, all.queue('Laptops'))[0], { portalName: 'Contoso Help', mode: 'chat' });
  const shortcut = await (await customer.get(`${button}/support.url`)).text();
  t.true(shortcut.includes(`URL=${all.world.url.replace('localhost', '127.0.0.1')}${button}`));
  const { icons } = (await (await customer.get(`${button}/support.webmanifest`)).json()) as {
    icons: readonly { src: string; sizes: string }[];
  };
  t.deepEqual(
    icons.map(({ sizes }) => sizes),
    ['192x192', 'any'],
  );
  t.is((await customer.get(icons[0]?.src ?? '')).status, 200);
});

test('where nobody is, a button’s customer may leave a message', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const button = await makeButton(all, await addProfile(all));
  all.rita[Symbol.dispose]();
  all.bob[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  const answer = await all.world
    .visitor()
    .submit(button, button, { key: '', name: 'Anna', details: 'Broken' });
  t.is(answer.status, 409);
  t.regex(await answer.text(), /Nobody is there right now[\s\S]*>Broken<\/textarea>/);
});

test('a button is a web app to install and a shortcut for each desktop, and its token stands in no log and in no form of ours', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const button = await makeButton(
    all,
    await addProfile(all, { title: 'Help <b> \u0007me'.replace('\u0007', '') }),
  );
  const customer = all.world.visitor();
  const manifest = await customer.get(`${button}/support.webmanifest`);
  t.is(manifest.headers.get('content-type'), 'application/manifest+json');
  const app = (await manifest.json()) as { icons: readonly { src: string }[] };
  // Its window shows the session's page as its own, and no bar over it that leads out of the session.
  t.like(app, { id: button, name: 'Help <b> me', start_url: button, scope: '/', display: 'standalone' });
  t.is((await customer.get(app.icons[0]?.src ?? '')).status, 200);
  const url = `${all.world.url}${button}`;
  for (const [ending, expected] of [
    ['url', `[InternetShortcut]\r\nURL=${url}\r\n`],
    ['webloc', `<string>${url}</string>`],
    ['desktop', `Type=Link\nName=Help <b> me\nURL=${url}\n`],
  ] as const) {
    const file = await customer.get(`${button}/support.${ending}`);
    t.is(file.status, 200);
    t.true((file.headers.get('content-disposition') ?? '').startsWith('attachment; '));
    t.true((await file.text()).includes(expected), ending);
  }
  t.is((await customer.get(`${button}/support.exe`)).status, 404);
  await customer.submit(button, button, { key: '', name: 'Anna', details: '' });
  await customer.request(button, { method: 'PUT' });
  const token = button.slice('/button/'.length);
  t.false(JSON.stringify(all.world.log.lines).includes(token));
  t.true(JSON.stringify(all.world.log.lines).includes('/button/…'));
  // Another origin sends nothing in a button's name.
  const foreign = await fetch(`${all.world.url}${button}`, {
    method: 'POST',
    headers: { Origin: 'https://evil.example', 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'name=Anna',
  });
  t.is(foreign.status, 403);
});

test('pressed twice, a button begins one session and counts once', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const button = await makeButton(all, await addProfile(all));
  const customer = all.world.visitor();
  const form = { key: '', name: 'Anna', details: 'It is broken', ...(await customer.given(button)) };
  const answers = await Promise.all([customer.post(button, form), customer.post(button, form)]);
  t.is(new Set(answers.map((answer) => answer.headers.get('location'))).size, 1);
  await settle(all);
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, 1);
  const key = await keyFrom(all.ada);
  const keyed = { ...form, key, ...(await customer.given(button)) };
  const first = await customer.post(button, keyed);
  t.is(first.status, 303);
  t.is((await customer.post(button, keyed)).headers.get('location'), first.headers.get('location'));
});
