import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import type { WebSocket } from 'ws';
import { type SessionId } from '../../src/kernel/index.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { MISSES_AT_ONCE } from '../../src/keys/guesses.ts';
import { Database } from '../../src/platform/database.ts';
import { SENDERS, type Up } from '../../src/protocol/index.ts';
import { EXTERNAL_KEY_MS } from '../../src/sessions/index.ts';
import { revisionIn } from '../html.ts';
import { enter, keyForOutsider, outsider, placeOf } from '../outsider.ts';
import { until } from '../running-appliance.ts';
import { keyFrom, World, type PageEnd, type Visitor } from '../world.ts';

/** Ada helps two customers at once. */
async function twoSessions(world: World): Promise<{
  readonly administrator: Visitor;
  readonly ada: PageEnd;
  readonly one: SessionId;
  readonly other: SessionId;
}> {
  const administrator = await world.administrator();
  const ada = await administrator.page('/console');
  const [one, other] = [
    (await world.customer(await keyFrom(ada), 'Anna')).session,
    (await world.customer(await keyFrom(ada), 'Berta')).session,
  ];
  await ada.command({ type: 'accept', session: one });
  await ada.command({ type: 'accept', session: other });
  return { administrator, ada, one, other };
}

function opens(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => {
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', () => resolve(0));
  });
}

test('somebody from outside is heard about the own session only', async (t) => {
  await using world = await World.open();
  const { ada, one, other } = await twoSessions(world);
  using _ada = ada;
  const { page } = await outsider(world, ada, one);
  using _page = page;
  const text = { messageId: 'm'.padEnd(22, '-'), text: 'x' };
  const theirs: Readonly<Record<string, Record<string, unknown>>> = {
    say: text,
    'add-note': text,
    received: { upTo: 1 },
    typing: {},
    'media-open': {},
    'media-connect': { transportId: 't', dtlsParameters: { fingerprints: [], role: 'auto' } },
    'media-consume': { transportId: 't', producerId: 'p', rtpCapabilities: {} },
    'media-resume': { consumerId: 'c' },
  };
  const allowed = Object.entries(SENDERS)
    .filter(([, senders]) => (senders as readonly string[]).includes('external'))
    .map(([type]) => type);
  t.deepEqual(allowed.toSorted(), ['hello', 'ping', ...Object.keys(theirs)].toSorted(), 'all are tried');
  for (const [type, fields] of Object.entries(theirs)) {
    const before = page.received.length;
    page.send({ type, command: `${type}-other`.padEnd(22, '-'), session: other, ...fields } as unknown as Up);
    const refusal = await page.until((received) =>
      received.slice(before).find((each) => each.type === 'refused'),
    );
    t.like(refusal, { type: 'refused' }, type);
  }
  await ada.roundTrip();
  t.false(ada.view(other).timeline.some(({ event }) => event.type === 'chat' || event.type === 'note'));
  t.false(page.received.some((message) => 'session' in message && message.session === other));
  t.false(
    page.received.some(({ type }) => type === 'queues' || type === 'desk' || type === 'offer'),
    'no queues, nobody’s desk, no offers',
  );
});

test('a cookie is good for its own session’s page, ticket and socket, and for nothing else', async (t) => {
  await using world = await World.open();
  const { administrator, ada, one, other } = await twoSessions(world);
  using _ada = ada;
  const { visitor, page } = await outsider(world, ada, one);
  page[Symbol.dispose]();
  const cookie = visitor.cookiesFor(placeOf(one));
  t.regex(cookie, /handrail_external=/);
  t.notRegex(
    visitor.cookiesFor(placeOf(other)),
    /handrail_external/,
    'a browser does not even send it there',
  );
  const asked = (path: string, cookies: string, method = 'GET') =>
    fetch(`${world.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        Cookie: cookies,
        Origin: world.url,
        'X-Handrail': '1',
        'Content-Type': 'application/json',
      },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
  const value = cookie.split('handrail_external=')[1] ?? '';
  for (const [path, method, cookies] of [
    [placeOf(other), 'GET', cookie],
    [`${placeOf(other)}/ticket`, 'POST', cookie],
    ['/console', 'GET', cookie],
    ['/console/ticket', 'POST', cookie],
    [`/session/${one}`, 'GET', cookie],
    [`/session/${one}/ticket`, 'POST', cookie],
    ['/login/reports', 'GET', cookie],
    [`/login/reports/${one}`, 'GET', cookie],
    [`/session/${one}`, 'GET', `handrail_customer=${value}`],
    ['/login', 'GET', `handrail_sign_in=${value}`],
    ['/console', 'GET', `handrail_sign_in=${value}`],
    [placeOf(one), 'GET', `handrail_external=${value.slice(0, -1)}${value.endsWith('A') ? 'Q' : 'A'}`],
    [placeOf(one), 'GET', administrator.cookiesFor('/console')],
    [placeOf(one), 'GET', ''],
  ] as const) {
    const { status } = await asked(path, cookies, method);
    t.true(
      path === '/login' ? status === 200 : status >= 303 && status < 500,
      `${method} ${path}: ${status}`,
    );
  }
  t.is((await asked(placeOf(one), cookie)).status, 200);

  const ticket = () => visitor.ticket(placeOf(one));
  t.is(await opens(visitor.socket(placeOf(one), await ticket())), 101);
  const used = await ticket();
  t.is(await opens(visitor.socket(placeOf(one), used)), 101);
  t.is(await opens(visitor.socket(placeOf(one), used)), 403, 'a ticket used twice');
  t.is(await opens(visitor.socket(placeOf(one), await ticket(), { origin: 'https://evil.example' })), 403);
  t.is(await opens(visitor.socket(placeOf(one), await ticket(), { cookies: '' })), 403);
  for (const place of [placeOf(other), '/console', `/session/${one}`]) {
    t.is(await opens(visitor.socket(place, await ticket(), { cookies: cookie })), 403, place);
  }
  const adas = await administrator.ticket('/console');
  t.is(
    await opens(visitor.socket(placeOf(one), adas, { cookies: cookie })),
    403,
    'a representative’s ticket',
  );
});

test('a key is used up by the first; replayed, late, withdrawn, mistyped and after the end it gets the same answer', async (t) => {
  await using world = await World.open();
  const { ada, one, other } = await twoSessions(world);
  using _ada = ada;
  const contested = await keyForOutsider(ada, one, 'Contested');
  const statuses = await Promise.all(
    [0, 1, 2].map(async () => (await enter(world.visitor(), contested)).status),
  );
  t.deepEqual(
    statuses.toSorted((one, two) => one - two),
    [303, 404, 404],
  );
  t.is(ada.view(one).others.length, 1);

  const answers = new Set<string>();
  const refused = async (key: string) => {
    const visitor = world.visitor();
    const response = await visitor.submit('/console/external', '/console/external/enter', { key });
    t.is(response.status, 404, key);
    answers.add(/id="key-error"[^>]*>([^<]+)</.exec(await response.text())?.[1] ?? 'nothing');
    // Each of them is a miss of this machine's, and so is refused at some point: time gives them back.
    await world.pass(10_000);
  };
  await refused(contested.key);
  const [late, withdrawn, ended] = [
    await keyForOutsider(ada, one, 'Late'),
    await keyForOutsider(ada, one, 'Withdrawn'),
    await keyForOutsider(ada, other, 'Ended'),
  ];
  const invitation = ada.view(one).invitations.find(({ toName }) => toName.startsWith('Withdrawn'))?.id ?? '';
  await ada.command({ type: 'close-invitation', session: one, invitation });
  await refused(withdrawn.key);
  await ada.command({ type: 'end-session', session: other });
  await refused(ended.key);
  await world.pass(EXTERNAL_KEY_MS);
  await refused(late.key);
  for (const key of ['AAAA-BBBB-CCCC', 'x', '', await keyFrom(ada), `${late.key}0`, '<script>']) {
    await refused(key);
  }
  t.is(answers.size, 1, [...answers].join(' | '));
});

test('guessing costs as it does with session keys, and both count together', async (t) => {
  await using world = await World.open();
  const { ada, one } = await twoSessions(world);
  using _ada = ada;
  const key = await keyForOutsider(ada, one);
  const visitor = world.visitor();
  const guess = async (page: string, action: string, text: string) =>
    (await visitor.submit(page, action, { key: text })).status;
  for (let count = 0; count < MISSES_AT_ONCE; count += 1) {
    const atPortal = count % 2 === 0;
    t.is(
      await guess(
        atPortal ? '/' : '/console/external',
        atPortal ? '/join' : '/console/external',
        'AAAA-BBBB-CCCC',
      ),
      404,
    );
  }
  t.is(await guess('/console/external', '/console/external', 'AAAA-BBBB-CCCC'), 429);
  t.is(await guess('/console/external', '/console/external/enter', key.key), 429, 'not even the right one');
  await world.pass(60_000);
  t.is(await guess('/console/external', '/console/external/enter', key.key), 303);
});

test('neither key nor cookie is on the disk or in the log', async (t) => {
  await using world = await World.open();
  const { ada, one } = await twoSessions(world);
  using _ada = ada;
  const open = await keyForOutsider(ada, one, 'Open');
  const used = await keyForOutsider(ada, one, 'Used');
  const visitor = world.visitor();
  await enter(visitor, used);
  using page = await visitor.page(placeOf(one));
  await page.roundTrip();
  const cookie = /handrail_external=([^;]+)/.exec(visitor.cookiesFor(placeOf(one)))?.[1] ?? '';
  t.is(cookie.length, 43);
  const files = await readdir(world.directory);
  const disk = (
    await Promise.all(
      files
        .filter((name) => name.startsWith('handrail.sqlite'))
        .map((name) => readFile(join(world.directory, name), 'latin1')),
    )
  ).join('');
  t.true(disk.includes('Open (external)'), 'the disk was read');
  for (const secret of [open, used].flatMap(({ key }) => [key, key.replaceAll('-', '')]).concat(cookie)) {
    t.false(disk.includes(secret));
    t.false(JSON.stringify(world.log.lines).includes(secret));
  }
});

test('keys and sign-ins of a session that is over are forgotten, those of others are not', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using ada = await administrator.page('/console');
  const [one, other] = [await world.customer(await keyFrom(ada)), await world.customer(await keyFrom(ada))];
  using _customer = await other.visitor.page(`/session/${other.session}`);
  for (const { session } of [one, other]) {
    await ada.command({ type: 'accept', session });
    await enter(world.visitor(), await keyForOutsider(ada, session));
  }
  const kept = () => {
    using database = Database.openToRead({
      file: join(world.directory, 'handrail.sqlite'),
      log: new MemoryLog(),
    });
    return ['external_keys', 'external_sign_ins'].map((table) =>
      database
        .all<{ session_id: string }>(database.table(table).select('session_id'))
        .map((row) => row.session_id),
    );
  };
  t.deepEqual(
    kept().map((rows) => rows.length),
    [2, 2],
  );
  await ada.command({ type: 'end-session', session: one.session });
  await world.pass(3_600_000);
  await until('what is over to be swept away', () => kept().every((rows) => rows.length < 2));
  t.deepEqual(kept(), [[other.session], [other.session]]);
});

test('a name is text wherever it is shown', async (t) => {
  await using world = await World.open();
  const { administrator, ada, one } = await twoSessions(world);
  using _ada = ada;
  const evil = '<img src=x onerror=alert(1)>{{csrf}}';
  const key = await keyForOutsider(ada, one, evil, '<script>alert(2)</script>');
  const visitor = world.visitor();
  const { pathname, search } = new URL(key.url);
  const confirm = await (await visitor.get(`${pathname}${search}`)).text();
  t.true(confirm.includes('&lt;img'));
  t.false(confirm.includes('<img src=x'));
  await enter(visitor, key);
  const report = await (await administrator.get(`/login/reports/${one}`)).text();
  t.true(report.includes('&lt;img') && report.includes('&lt;script&gt;alert(2)'));
  t.false(report.includes('<img src=x') || report.includes('<script>alert'));
  t.is(
    (await visitor.get(`/console/external?key=${encodeURIComponent('"><script>alert(3)</script>')}`)).status,
    404,
  );
});

test('a used link leads the browser that entered back, and nobody else', async (t) => {
  await using world = await World.open();
  const { ada, one } = await twoSessions(world);
  using _ada = ada;
  const key = await keyForOutsider(ada, one);
  const visitor = world.visitor();
  await enter(visitor, key);
  const { pathname, search } = new URL(key.url);
  const again = await visitor.get(`${pathname}${search}`);
  t.is(again.headers.get('location'), placeOf(one));
  t.is((await visitor.get(placeOf(one))).status, 200);
  const forwarded = world.visitor();
  t.is((await forwarded.get(`${pathname}${search}`)).status, 303);
  const page = await forwarded.get(placeOf(one));
  t.is(page.status, 404);
  t.regex(await page.text(), /An invitation is good for one browser/);
});

test('without the permission nobody is invited', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const rita = await world.person(administrator, 'rita', ['representative']);
  using console = await rita.page('/console');
  const { session } = await world.customer(await keyFrom(console));
  await console.command({ type: 'accept', session });
  const users = await (await administrator.get('/login/users')).text();
  const [, href = ''] =
    /href="(\/login\/users\/[A-Za-z0-9_-]{22})"[^>]*>(?:(?!<\/a>).)*rita/s.exec(users) ?? [];
  const user = await (await administrator.get(href)).text();
  const form = user.slice(user.indexOf('id="permissions"'), user.indexOf('id="skills"'));
  const saved = await administrator.submit(href, `${href}/permissions`, {
    revision: revisionIn(form),
    sessionLimit: 'none',
    idleLimitMs: '0',
    displayNumber: '',
    'may-accept-team-sessions': 'on',
  });
  t.is(saved.status, 303);
  t.like(await console.command({ type: 'invite-external', session, name: 'Karl', comments: '' }), {
    type: 'refused',
    code: 'not-allowed',
  });
  await world.pass(1_000);
  t.is(
    console.received.findLast((message) => message.type === 'desk')?.may.inviteExternal,
    false,
    'and is not offered to',
  );
});
