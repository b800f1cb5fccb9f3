import { createHash } from 'node:crypto';
import test, { type ExecutionContext } from 'ava';
import { LIMITS } from '../../src/kernel/index.ts';
import type { DownOf, ListedKey } from '../../src/protocol/index.ts';
import { company, settle, type Company, userPage } from '../company.ts';
import { PROFILE, uploadProfile } from '../furnished.ts';
import { revisionIn } from '../html.ts';
import { MailRelay, readMail } from '../mail-relay.ts';
import { addSite, atOther, mailBy, OPTIONS, OTHER_HOST, save, SITE_FIELDS } from '../sites.ts';
import { SmsGateway } from '../sms-gateway.ts';
import { keyFrom, type PageEnd, type Visitor } from '../world.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const DEFAULT = 'default-portal--------';
const HOUR_MS = 3_600_000;

/** What the form of a public site says, in two languages. */
const SITE = { ...SITE_FIELDS, addresses: '', 'language-de': 'on' };

async function show({ administrator }: Company, isShown = true): Promise<void> {
  const saved = await save(administrator, `/login/public-sites/${DEFAULT}`, {
    ...SITE,
    ...(isShown ? { iosProfiles: 'on' } : {}),
  });
  if (saved.status !== 303) {
    throw new Error(`the site was not saved: ${saved.status} ${await saved.text()}`);
  }
}

function addOther(all: Company): Promise<string> {
  return addSite(all, { iosProfiles: 'on' });
}

function upload({ administrator }: Company, name: string, fields: Readonly<Record<string, string>> = {}) {
  return uploadProfile(administrator, name, fields);
}

interface Made {
  readonly id: string;
  readonly key: string;
  readonly url: string;
  readonly expiresAt: number;
  readonly ways: {
    readonly localMail?: { readonly subject: string; readonly body: string };
    readonly serverMail: boolean;
    readonly sms: boolean;
  };
}

function generate(
  console: PageEnd,
  profiles: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
) {
  return console.command({
    type: 'generate-ios-key',
    profiles,
    portal: DEFAULT,
    validForMs: HOUR_MS,
    ...more,
  });
}
async function keyTo(
  console: PageEnd,
  profiles: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Promise<Made> {
  const answer = await generate(console, profiles, more);
  if (answer.type !== 'answer') {
    throw new Error(`no key: ${JSON.stringify(answer)}`);
  }
  return answer.body as Made;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

/** The downloads that a page offers. */
function linksIn(html: string): readonly string[] {
  return [...html.matchAll(/href="(\/ios-profiles\/[^"]+)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );
}

function asIphone(visitor: Visitor, path: string): Promise<Response> {
  return visitor.request(path, { headers: { 'User-Agent': IPHONE } });
}

function sha(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function deskOf(console: PageEnd): DownOf<'desk'> | undefined {
  return console.received.findLast((message): message is DownOf<'desk'> => message.type === 'desk');
}
function offersKeys(console: PageEnd): boolean {
  return deskOf(console)?.publicSite.portals.some(({ iosProfiles }) => iosProfiles === true) === true;
}

/** Every page and file that a customer might try, and what they get. */
async function refusedEverywhere(
  t: ExecutionContext,
  visitor: Visitor,
  hrefs: readonly string[],
  why: string,
) {
  for (const href of hrefs) {
    const answer = await visitor.get(href);
    t.is(answer.status, 404, `${why}: ${href}`);
    t.is(answer.headers.get('content-disposition'), null, why);
    t.regex(await answer.text(), /<a class="button primary" href="\/ios-profiles">Back to the profiles/, why);
  }
}

test.serial(
  'uploaded, keyed in the console, mailed, opened on an iPhone: a private profile reaches its customer, and it is counted',
  async (t) => {
    await using relay = await MailRelay.open();
    await using all = await company([]);
    const { administrator, rita, world } = all;
    await show(all);
    const hidden = await upload(all, 'Wi-Fi of the office', { description: 'Only for our people.\nAsk us.' });
    const open = await upload(all, 'Web clip', { isPublic: 'on' });
    await mailBy(administrator, relay);
    await save(administrator, '/login/options', {
      ...OPTIONS,
      serverSideEmails: 'on',
      clientSideEmails: 'on',
    });

    const listed = await rita.command({ type: 'list-ios-profiles' });
    t.like(listed, {
      type: 'answer',
      body: {
        profiles: [
          { id: open, name: 'Web clip', isPublic: true },
          { id: hidden, name: 'Wi-Fi of the office', isPublic: false },
        ],
      },
    });
    const made = await keyTo(rita, [hidden]);
    t.regex(made.key, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}$/);
    t.is(made.url, `${world.url}/ios-profiles?key=${made.key.replaceAll('-', '')}`);
    t.like(made.ways, { serverMail: true, sms: false });
    t.is(made.ways.localMail?.subject, 'Northwind: profiles for your iPhone or iPad');
    const sent = await rita.command({
      type: 'send-invitation',
      invitedTo: 'ios-profiles',
      key: made.key,
      way: 'mail',
      to: 'anna@example.com',
      language: 'de',
    });
    t.is(sent.type, 'done');
    const mail = readMail(relay.arrived[0]?.raw ?? '');
    t.deepEqual(mail.headers.get('subject'), ['Northwind: Profile für Ihr iPhone oder iPad']);
    t.true(mail.text.includes(made.url) && mail.text.includes(made.key));

    const anna = world.visitor();
    const home = await (await asIphone(anna, '/')).text();
    t.true(home.indexOf('id="ios-heading"') < home.indexOf('<h1>') && home.includes('id="ios-heading"'));
    const link = /https?:\/\/\S+\?key=\S+/.exec(mail.text)?.[0] ?? '';
    const page = await (await asIphone(anna, pathOf(link))).text();
    t.regex(
      page,
      /<bdi>Wi-Fi of the office<\/bdi>[\s\S]*Only for our people\.<\/bdi><\/p><p[^>]*><bdi>Ask us\./,
    );
    t.regex(page, /<bdi>Web clip<\/bdi>/);
    t.notRegex(page, /please open this page there/i);
    const [href = ''] = linksIn(page).filter((each) => each.includes(hidden));
    for (const _ of ['', 'as iOS may fetch it twice']) {
      const got = await asIphone(anna, href);
      t.is(got.status, 200);
      t.is(got.headers.get('content-type'), 'application/x-apple-aspen-config');
      t.is(got.headers.get('x-content-type-options'), 'nosniff');
      t.is(got.headers.get('cache-control'), 'no-store');
      t.is(
        got.headers.get('content-disposition'),
        `attachment; filename="Wi-Fi of the office.mobileconfig"; filename*=UTF-8''Wi-Fi%20of%20the%20office.mobileconfig`,
      );
      t.regex(got.headers.get('content-security-policy') ?? '', /default-src 'none'/);
      t.is(sha(new Uint8Array(await got.arrayBuffer())), sha(PROFILE));
    }
    t.is((await asIphone(world.visitor(), `/ios-profiles/${open}`)).status, 200);

    const list = await (await administrator.get('/login/ios-profiles')).text();
    t.regex(list, /Web clip<\/bdi>[\s\S]*>1 time<[\s\S]*Wi-Fi of the office<\/bdi>[\s\S]*>2 times</);
    // Nothing that opens a profile is written down anywhere.
    const log = JSON.stringify(world.log.lines);
    t.false(log.includes(made.key.replaceAll('-', '')) || log.includes(href.split('pass=')[1] ?? '!'));
  },
);

test('a private profile is given to nobody without a pass that is good now, for it, here', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { rita, world } = all;
  await show(all);
  const other = await addOther(all);
  const hidden = await upload(all, 'Hidden');
  const second = await upload(all, 'Second');
  const open = await upload(all, 'Open', { isPublic: 'on' });
  const made = await keyTo(rita, [hidden, open]);
  const visitor = world.visitor();
  const page = await (await visitor.get(pathOf(made.url))).text();
  const [href = ''] = linksIn(page).filter((each) => each.includes(hidden));
  const pass = new URLSearchParams(href.split('?')[1]).get('pass') ?? '';
  t.true(pass.length > 60);
  const withPass = (id: string, text: string) => `/ios-profiles/${id}?pass=${encodeURIComponent(text)}`;

  t.deepEqual(linksIn(await (await visitor.get('/ios-profiles')).text()), [`/ios-profiles/${open}`]);
  // The last symbol says less than six bits: one beside it may say the same.
  const forged = `${pass.slice(0, -1)}${pass.endsWith('A') ? 'Q' : 'A'}`;
  await refusedEverywhere(
    t,
    visitor,
    [
      `/ios-profiles/${hidden}`,
      `/ios-profiles/${'n'.repeat(22)}`,
      withPass(hidden, ''),
      withPass(hidden, forged),
      withPass(hidden, '1.AAAA'),
      withPass(hidden, made.key),
      withPass(second, pass),
      `${href}&pass=x`,
    ],
    'without a pass for it',
  );
  await refusedEverywhere(t, atOther(all), [href], 'at another site');
  const elsewhere = await atOther(all).get(pathOf(made.url));
  t.is(elsewhere.status, 404);
  t.regex(await elsewhere.text(), /This access key is not valid on this site/);
  t.is((await visitor.get(href)).status, 200);

  // Replayed when its time is over; the key itself is still good, and gives another.
  await world.pass(LIMITS.iosPassLifeMs);
  await refusedEverywhere(t, visitor, [href], 'too late');
  const again = linksIn(await (await visitor.get(pathOf(made.url))).text()).find((each) =>
    each.includes(hidden),
  );
  t.is((await visitor.get(again ?? '')).status, 200);
  await world.pass(HOUR_MS);
  await refusedEverywhere(t, visitor, [again ?? ''], 'the key has expired');
  t.is((await visitor.get(pathOf(made.url))).status, 404);

  // A key to the other site leads there, and is good there alone.
  const theirs = await keyTo(rita, [hidden], { portal: other });
  t.is(new URL(theirs.url).hostname, OTHER_HOST);
  t.is((await atOther(all).get(pathOf(theirs.url))).status, 200);
  t.is((await visitor.get(pathOf(theirs.url))).status, 404);
});

test('a key ends with its profiles, its downloads, its maker’s permission, and the setting of its site', async (t) => {
  await using all = await company([]);
  const { administrator, rita, bob, world } = all;
  await show(all);
  const [one, two] = [await upload(all, 'One'), await upload(all, 'Two')];
  const made = await keyTo(rita, [one, two]);
  const visitor = world.visitor();
  const links = async () => linksIn(await (await visitor.get(pathOf(made.url))).text());
  const before = await links();
  t.is(before.length, 2);

  await administrator.submit(`/login/ios-profiles/${one}/delete`, `/login/ios-profiles/${one}/delete`, {});
  t.is((await links()).length, 1);
  await refusedEverywhere(
    t,
    visitor,
    before.filter((each) => each.includes(one)),
    'deleted',
  );
  const left = before.filter((each) => each.includes(two));

  await show(all, false);
  await settle(all);
  t.false(offersKeys(rita));
  t.like(await generate(rita, [two]), { type: 'refused', code: 'not-allowed' });
  t.like(await rita.command({ type: 'list-ios-profiles' }), { type: 'refused', code: 'not-allowed' });
  t.like(
    await rita.command({
      type: 'send-invitation',
      invitedTo: 'ios-profiles',
      key: made.key,
      way: 'mail',
      to: 'a@example.com',
    }),
    { type: 'refused', code: 'not-allowed' },
  );
  for (const path of ['/ios-profiles', pathOf(made.url), ...left]) {
    const off = await visitor.get(path);
    t.is(off.status, 404, path);
    t.regex(
      await off.text(),
      /There are no profiles here[\s\S]*ask whoever gave it to you for the right address/,
    );
  }
  t.notRegex(await (await asIphone(visitor, '/')).text(), /ios-profiles/);
  await show(all);
  await settle(all);
  t.true(offersKeys(rita));
  t.is((await visitor.get(left[0] ?? '')).status, 200);

  // Somebody who may not, and somebody who may not any more.
  const user = await userPage(administrator, 'rita');
  const form = await (await administrator.get(user)).text();
  const part = form.slice(form.indexOf('id="permissions"'));
  t.regex(part, /Allowed to generate access keys for sending iOS profiles/);
  const revision = revisionIn(part);
  await administrator.submit(user, `${user}/permissions`, {
    revision,
    sessionLimit: 'none',
    idleLimitMs: '0',
    displayNumber: '',
    'may-get-next-session': 'on',
  });
  await settle(all);
  t.false(offersKeys(rita));
  t.true(offersKeys(bob));
  t.like(await generate(rita, [two]), { type: 'refused', code: 'not-allowed' });
  t.is((await visitor.get(pathOf(made.url))).status, 404);
  await refusedEverywhere(t, visitor, left, 'whoever made the key may not any more');
  t.like(
    await bob.command({
      type: 'send-invitation',
      invitedTo: 'ios-profiles',
      key: made.key,
      way: 'mail',
      to: 'a@example.com',
    }),
    {
      type: 'refused',
      code: 'key-refused',
    },
  );

  t.like(await generate(bob, [two, 'n'.repeat(22)]), { type: 'refused', code: 'not-found' });
  // In no team, so with the default site alone.
  const other = await addOther(all);
  t.like(await generate(bob, [two], { portal: other }), { type: 'refused', code: 'not-allowed' });
  t.like(await generate(bob, [two], { portal: 'n'.repeat(22) }), { type: 'refused', code: 'not-allowed' });
});

test('whoever made a key takes it back, and nobody else does', async (t) => {
  await using all = await company([]);
  const { rita, bob, world } = all;
  await show(all);
  const hidden = await upload(all, 'Hidden');
  const made = await keyTo(rita, [hidden]);
  const visitor = world.visitor();
  const [href = ''] = linksIn(await (await visitor.get(pathOf(made.url))).text());
  t.like(await bob.command({ type: 'withdraw-ios-key', key: made.id }), {
    type: 'refused',
    code: 'not-found',
  });
  t.is((await visitor.get(href)).status, 200);
  t.is((await rita.command({ type: 'withdraw-ios-key', key: made.id })).type, 'done');
  t.is((await visitor.get(pathOf(made.url))).status, 404);
  await refusedEverywhere(t, visitor, [href], 'taken back');
  t.like(await rita.command({ type: 'withdraw-ios-key', key: made.id }), {
    type: 'refused',
    code: 'not-found',
  });
});

async function listed(console: PageEnd): Promise<readonly ListedKey[]> {
  const answer = await console.command({ type: 'list-ios-keys' });
  return ((answer as DownOf<'answer'>).body as { keys: readonly ListedKey[] }).keys;
}

test('open access keys are listed to whoever made them, with what they give, and withdrawn from there', async (t) => {
  await using all = await company([]);
  const { rita, bob, world } = all;
  await show(all);
  const ids = [];
  for (const name of ['Wi-Fi', 'Mail', 'VPN', 'Calendar']) {
    ids.push(await upload(all, name));
  }
  const first = await keyTo(rita, ids);
  await world.pass(1_000);
  const second = await keyTo(rita, ids.slice(0, 1), { validForMs: 2 * HOUR_MS });
  const keys = await listed(rita);
  t.deepEqual(
    keys.map(({ id, portal, gives }) => ({ id, portal, gives })),
    [
      { id: second.id, portal: DEFAULT, gives: { profiles: ['Wi-Fi'], others: 0 } },
      { id: first.id, portal: DEFAULT, gives: { profiles: ['Calendar', 'Mail', 'VPN'], others: 1 } },
    ] as never,
  );
  t.is(keys[0]?.expiresAt, second.expiresAt as never);
  for (const { key } of [first, second]) {
    t.false(JSON.stringify(keys).includes(key));
  }
  t.deepEqual(await listed(bob), []);

  t.is((await rita.command({ type: 'withdraw-ios-key', key: second.id })).type, 'done');
  t.deepEqual(
    (await listed(rita)).map(({ id }) => id as string),
    [first.id],
  );
  t.is((await world.visitor().get(pathOf(second.url))).status, 404);
  t.is((await world.visitor().get(pathOf(first.url))).status, 200);
  await world.pass(HOUR_MS);
  t.deepEqual(await listed(rita), []);

  // What is withdrawn makes room.
  const made = [];
  for (let count = 0; count < LIMITS.liveKeysPerRep; count += 1) {
    made.push(await keyTo(rita, ids.slice(0, 1)));
  }
  t.like(await generate(rita, ids), { type: 'refused', code: 'too-many' });
  t.is((await listed(rita)).length, LIMITS.liveKeysPerRep);
  await rita.command({ type: 'withdraw-ios-key', key: made[0]?.id ?? '' });
  t.is((await generate(rita, ids)).type, 'answer');
});

test('each kind of key says where the other belongs, and guessing one costs as guessing the other', async (t) => {
  await using all = await company([]);
  const { rita, world } = all;
  await show(all);
  const hidden = await upload(all, 'Hidden');
  const made = await keyTo(rita, [hidden]);
  const session = await keyFrom(rita);
  const visitor = world.visitor();
  const wrongHere = await visitor.submit('/ios-profiles', '/ios-profiles', { key: session });
  t.is(wrongHere.status, 404);
  t.regex(await wrongHere.text(), /This looks like a session key, not like an access key\./);
  const wrongThere = await visitor.submit('/', '/join', { key: made.key });
  t.is(wrongThere.status, 404);
  t.regex(await wrongThere.text(), /This looks like an access key to profiles for iPhone and iPad/);
  const german = await world
    .visitor()
    .request(`/ios-profiles?key=${session}`, { headers: { 'Accept-Language': 'de' } });
  t.regex(await german.text(), /Das sieht nach einem Sitzungsschlüssel aus/);
  // Typed by hand, with spaces and small letters.
  const typed = await visitor.submit('/ios-profiles', '/ios-profiles', {
    key: made.key.toLowerCase().replaceAll('-', ' '),
  });
  t.is(typed.status, 200);
  t.regex(await typed.text(), /<bdi>Hidden<\/bdi>/);
  const empty = await visitor.submit('/ios-profiles', '/ios-profiles', { key: ' ' });
  t.is(empty.status, 422);
  t.regex(await empty.text(), /Please type the access key/);
  const hostile = `"><script>alert(1)</script>{{7*7}}`;
  const kept = await (await visitor.submit('/ios-profiles', '/ios-profiles', { key: hostile })).text();
  t.regex(kept, /value="&quot;&gt;&lt;script&gt;/);
  t.is((await visitor.submit('/ios-profiles', '/ios-profiles', { key: 'x'.repeat(60_000) })).status, 404);

  let status = 0;
  for (let guess = 0; guess < 12; guess += 1) {
    ({ status } = await visitor.get(
      `/ios-profiles?key=ABCD2345E${(guess % 9) + 2 > 9 ? 2 : (guess % 9) + 2}`,
    ));
  }
  t.is(status, 429);
  t.is((await visitor.get(pathOf(made.url))).status, 429);
  t.is((await visitor.get(`/?key=${session}`)).status, 429);
});

test('downloads are written down, and nobody can have so many written that nothing else is', async (t) => {
  await using all = await company([]);
  const { world } = all;
  await show(all);
  const open = await upload(all, 'Open', { isPublic: 'on' });
  const visitor = world.visitor();
  let got = 0;
  let last = 0;
  for (let time = 0; time < LIMITS.iosDownloadsBurst + 3; time += 1) {
    last = (await visitor.get(`/ios-profiles/${open}`)).status;
    got += last === 200 ? 1 : 0;
  }
  t.is(got, LIMITS.iosDownloadsBurst);
  t.is(last, 429);
  const list = await (await all.administrator.get('/login/ios-profiles')).text();
  t.regex(list, new RegExp(`>${LIMITS.iosDownloadsBurst} times<`));
  // What was given is counted by whoever is started next, too.
  const after = await world.killed();
  const again = all.administrator.at(after.url);
  t.regex(
    await (await again.get('/login/ios-profiles')).text(),
    new RegExp(`>${LIMITS.iosDownloadsBurst} times<`),
  );
  await after[Symbol.asyncDispose]();
});

test.serial('a text message carries the link, and its text is the site’s own', async (t) => {
  await using gateway = await SmsGateway.open();
  await using all = await company([]);
  const { administrator, rita } = all;
  await show(all);
  const hidden = await upload(all, 'Hidden');
  await save(administrator, '/login/options', {
    siteName: 'Northwind',
    maximumSessionKeyTimeoutMs: '86400000',
    peerToPeer: 'appliance',
    fallbackTeam: 'none',
    smsGatewayUrl: gateway.url,
  });
  const client = `/login/customer-client?site=${DEFAULT}&language=en`;
  const html = await (await administrator.get(client)).text();
  t.regex(html, /Apple iOS Profile Invitation[\s\S]*%ACCESS_KEY_URL%/);
  const revision = revisionIn(html);
  const saved = await administrator.submit(client, '/login/customer-client', {
    site: DEFAULT,
    language: 'en',
    revision,
    'ios-sms': 'From %REP_NAME% {{7*7}}: %ACCESS_KEY_URL%',
  });
  t.is(saved.status, 303);
  const made = await keyTo(rita, [hidden]);
  t.deepEqual(made.ways, { serverMail: false, sms: true });
  const sent = await rita.command({
    type: 'send-invitation',
    invitedTo: 'ios-profiles',
    key: made.key,
    way: 'sms',
    to: '+46701234567',
  });
  t.is(sent.type, 'done');
  t.is(gateway.asked[0]?.searchParams.get('text'), `From rita Person {{7*7}}: ${made.url}`);
});
