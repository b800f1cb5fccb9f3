import test from 'ava';
import type { QueueId, RepId, SessionId } from '../../src/kernel/index.ts';
import { CLOSE, type SessionEvent } from '../../src/protocol/index.ts';
import { REPRESENTATIVE_RECONNECT_MS } from '../../src/sessions/deadlines.ts';
import { EXTERNAL_KEY_MS } from '../../src/sessions/index.ts';
import { company, rowsIn, settle, waitsIn, type Company } from '../company.ts';
import { enter, keyForOutsider, outsider, placeOf } from '../outsider.ts';
import type { PageEnd } from '../world.ts';

const KARL = 'Karl Vendor (external)';

/** Rita helps Anna, whose page this is. */
async function ritaHelpsAnna(all: Company): Promise<{ session: SessionId; anna: PageEnd }> {
  const { session, page } = await waitsIn(all, all.queue('Laptops'));
  await all.rita.command({ type: 'accept', session });
  return { session, anna: page };
}

function events(end: PageEnd, session: SessionId): readonly SessionEvent[] {
  return end.view(session).timeline.map(({ event }) => event);
}

async function personalQueueOf(end: PageEnd): Promise<QueueId> {
  const { as } = await end.next('welcome');
  return as.kind === 'representative' ? as.personalQueue : ('' as QueueId);
}

function whoIsKarl(end: PageEnd, session: SessionId): RepId {
  return end.view(session).others.find(({ name }) => name === KARL)?.id as RepId;
}

test('somebody from outside comes by a link, sees the session and its screen, writes, notes; everybody is told who it is', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, anna } = await ritaHelpsAnna(all);
  await all.rita.command({ type: 'say', session, messageId: 'r'.padEnd(22, '-'), text: 'A colleague comes' });
  const key = await keyForOutsider(all.rita, session);
  t.regex(key.key, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  t.true(key.url.startsWith(`${all.world.url}/console/external?key=`));
  await all.rita.until(() => all.rita.view(session).invitations.length === 1);
  t.like(all.rita.view(session).invitations[0], { toName: KARL, until: key.until });

  const visitor = all.world.visitor();
  const confirm = await (await visitor.get(new URL(key.url).pathname + new URL(key.url).search)).text();
  t.true(confirm.includes(KARL) && confirm.includes('rita Person'));
  t.false(confirm.includes('Anna'), 'nothing of the customer before somebody is in');
  const entered = await enter(visitor, key);
  t.is(entered.headers.get('location'), placeOf(session));
  using karl = await visitor.page(placeOf(session));
  t.like((await karl.next('welcome')).as, { kind: 'external', name: KARL, session });
  await karl.until(() => events(karl, session).some(({ type }) => type === 'joined'));
  t.true(
    events(karl, session).some((event) => event.type === 'chat' && event.text === 'A colleague comes'),
    'what was said before',
  );

  for (const end of [anna, all.rita]) {
    await end.until(() => end.view(session).others.some(({ name }) => name === KARL));
  }
  t.is(
    (await karl.command({ type: 'say', session, messageId: 'k'.padEnd(22, '-'), text: 'Hello' })).type,
    'done',
  );
  await anna.until(() =>
    events(anna, session).some((event) => event.type === 'chat' && event.from.name === KARL),
  );
  t.is(
    (await karl.command({ type: 'add-note', session, messageId: 'n'.padEnd(22, '-'), text: 'Driver 7' }))
      .type,
    'done',
  );
  await all.rita.until(() =>
    events(all.rita, session).some((event) => event.type === 'note' && event.by.name === KARL),
  );
  t.is((await karl.command({ type: 'media-open', session })).type, 'answer');
  t.is(all.rita.view(session).invitations.length, 0);
  t.false(
    events(karl, session).some(({ type }) => type === 'external-invited' || type === 'invitation-closed'),
    'whom else somebody invites is not told to those from outside',
  );
  t.false(JSON.stringify(events(anna, session)).includes('plotter'), 'the customer reads no comments');
  t.false(JSON.stringify(karl.received).includes('plotter'));

  const report = await (await all.administrator.get(`/login/reports/${session}`)).text();
  for (const words of [`invited “${KARL}” from outside`, 'Knows the plotter', 'invited by rita Person']) {
    t.true(report.includes(words), words);
  }
});

test('the owner takes them out: their page is closed, and neither cookie nor key lets them back', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, anna } = await ritaHelpsAnna(all);
  const { visitor, page } = await outsider(all.world, all.rita, session);
  await all.rita.until(() => whoIsKarl(all.rita, session));
  const who = whoIsKarl(all.rita, session);
  t.is((await all.rita.command({ type: 'remove-participant', session, who })).type, 'done');
  t.is(await page.closed, CLOSE.signedOut);
  t.is(events(page, session).at(-1)?.type, 'left', 'and was told before');
  t.is((await visitor.get(placeOf(session))).status, 404);
  await anna.until(() => anna.view(session).others.length === 0);
});

test('they leave by themselves, which ends their sign-in', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelpsAnna(all);
  const { visitor, page } = await outsider(all.world, all.rita, session);
  const left = await visitor.submit(placeOf(session), `${placeOf(session)}/leave`, {});
  t.is(left.status, 200);
  t.true((await left.text()).includes('You left the session'));
  t.is(await page.closed, CLOSE.signedOut);
  t.is((await visitor.get(placeOf(session))).status, 404);
  await all.rita.until(() => all.rita.view(session).others.length === 0);
});

test('a transfer leaves the session without an owner: they are out, and open keys are good for nothing', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, anna } = await ritaHelpsAnna(all);
  const open = await keyForOutsider(all.rita, session, 'Nina Late');
  const { page } = await outsider(all.world, all.rita, session);
  const to = all.queue('Laptops');
  t.is((await all.rita.command({ type: 'transfer', session, to })).type, 'done');
  t.is(await page.closed, CLOSE.signedOut);
  t.like(
    events(page, session).findLast(({ type }) => type === 'left'),
    { how: 'ownerless' },
  );
  t.like(await all.bob.command({ type: 'accept', session }), { type: 'done' });
  await settle(all);
  t.is((await all.world.visitor().get(new URL(open.url).pathname + new URL(open.url).search)).status, 404);
  t.is(anna.view(session).others.length, 0);
});

test('the owner’s browser is lost: nobody from outside inherits, and they are out with the owner', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, anna } = await ritaHelpsAnna(all);
  const { page } = await outsider(all.world, all.rita, session);
  all.rita[Symbol.dispose]();
  await settle(all);
  await all.world.pass(20_000);
  t.is(anna.view(session).others.length, 1, 'the owner has a moment to come back');
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(anna.view(session).status, 'waiting');
  t.is(anna.view(session).others.length, 0);
  t.is(await page.closed, CLOSE.signedOut);
  t.is(rowsIn(all.bob, all.queue('Laptops'))[0]?.session, session);
});

test('with another owner they stay: who shares the session inherits it, not who has been there for longer', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, anna } = await ritaHelpsAnna(all);
  const { page } = await outsider(all.world, all.rita, session);
  await all.rita.command({ type: 'share', session, to: await personalQueueOf(all.bob) });
  await all.bob.command({ type: 'accept', session });
  all.rita[Symbol.dispose]();
  await settle(all);
  await all.world.pass(20_000 + REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(anna.view(session).owner?.name, 'bob Person');
  t.is(page.socket.readyState, page.socket.OPEN);
  t.deepEqual(
    page.view(session).others.map(({ name }) => name),
    [KARL],
  );
});

test('the end of the session is the end for them too', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelpsAnna(all);
  const open = await keyForOutsider(all.rita, session, 'Nina Late');
  const { visitor, page } = await outsider(all.world, all.rita, session);
  await all.rita.command({ type: 'end-session', session });
  t.is(await page.closed, CLOSE.signedOut);
  t.is(page.view(session).endReason, 'ended-by-representative');
  t.is((await visitor.get(placeOf(session))).status, 404);
  t.is((await all.world.visitor().get(new URL(open.url).pathname + new URL(open.url).search)).status, 404);
});

test('a break of their connection has the grace of everybody’s, and the browser that entered comes back even later', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, anna } = await ritaHelpsAnna(all);
  const { visitor, page } = await outsider(all.world, all.rita, session);
  page[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  t.is(anna.view(session).lost.size, 1);
  using back = await visitor.page(placeOf(session));
  await anna.until(() => anna.view(session).lost.size === 0);
  back[Symbol.dispose]();
  await settle(all);
  await all.world.pass(20_000 + REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(anna.view(session).others.length, 0);
  t.deepEqual(
    all.rita.view(session).away.map(({ name }) => name),
    [KARL],
  );
  using later = await visitor.page(placeOf(session));
  await anna.until(() => anna.view(session).others.some(({ name }) => name === KARL));
  t.is(
    (await later.command({ type: 'say', session, messageId: 'l'.padEnd(22, '-'), text: 'Back' })).type,
    'done',
  );
  t.is(all.rita.view(session).away.length, 0);
});

test('whoever is lost can be kept out for good', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelpsAnna(all);
  const { visitor, page } = await outsider(all.world, all.rita, session);
  page[Symbol.dispose]();
  await settle(all);
  await all.world.pass(20_000 + REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  const who = all.rita.view(session).away[0]?.id as RepId;
  t.is((await all.rita.command({ type: 'remove-participant', session, who })).type, 'done');
  t.is(all.rita.view(session).away.length, 0);
  t.is((await visitor.get(placeOf(session))).status, 404);
});

test('two hours are for coming in: who is in stays, and the key is gone from the list', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelpsAnna(all);
  const late = await keyForOutsider(all.rita, session, 'Nina Late');
  const { page } = await outsider(all.world, all.rita, session);
  await all.world.pass(EXTERNAL_KEY_MS - 5_000);
  t.is(all.rita.view(session).invitations.length, 1);
  await all.world.pass(6_000);
  await settle(all);
  t.is(all.rita.view(session).invitations.length, 0);
  t.like(
    events(all.rita, session).findLast(({ type }) => type === 'invitation-closed'),
    {
      outcome: 'expired',
    },
  );
  t.is(page.socket.readyState, page.socket.OPEN);
  const refused = await all.world
    .visitor()
    .submit('/console/external', '/console/external/enter', { key: late.key });
  t.is(refused.status, 404);
});

test('a restart in the middle: they are in the session still, an open key is good still, and nothing doubles', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelpsAnna(all);
  const open = await keyForOutsider(all.rita, session, 'Nina Late');
  const { visitor } = await outsider(all.world, all.rita, session);
  await all.world.stop();
  await all.world.start();
  using rita = await all.visitors.rita.at(all.world.url).page('/console');
  using karl = await visitor.at(all.world.url).page(placeOf(session));
  await karl.until(() => karl.view(session).others.length === 1);
  t.is(
    (await karl.command({ type: 'say', session, messageId: 's'.padEnd(22, '-'), text: 'Still here' })).type,
    'done',
  );
  const nina = all.world.visitor();
  t.is(
    (await enter(nina, { ...open, url: open.url.replace(/^.*?\/console/, `${all.world.url}/console`) }))
      .status,
    303,
  );
  await rita.until(() => rita.view(session).others.length === 2);
  await all.world.pass(20_000 + REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.deepEqual(
    rita.view(session).others.map(({ name }) => name),
    [KARL],
    'who never opened the page is lost after the grace',
  );
});

test('the owner withdraws an open invitation; several may be open at once', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelpsAnna(all);
  const [one, two] = [
    await keyForOutsider(all.rita, session, 'One'),
    await keyForOutsider(all.rita, session, 'Two'),
  ];
  await all.rita.until(() => all.rita.view(session).invitations.length === 2);
  const invitation = all.rita.view(session).invitations[0]?.id ?? '';
  t.is((await all.rita.command({ type: 'close-invitation', session, invitation })).type, 'done');
  t.is((await enter(all.world.visitor(), one)).status, 404);
  t.is((await enter(all.world.visitor(), two)).status, 303);
});

test('an invitation needs a name that can be shown, and the permission', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await ritaHelpsAnna(all);
  for (const name of ['', '   ', '\u200b', 'x'.repeat(81), 'Eve\u202egnp']) {
    t.like(await all.rita.command({ type: 'invite-external', session, name, comments: '' }), {
      type: 'refused',
      code: 'not-valid',
    });
  }
  t.like(
    await all.rita.command({ type: 'invite-external', session, name: 'Karl', comments: 'x'.repeat(1_001) }),
    { type: 'refused', code: 'not-valid' },
  );
  t.like(await all.bob.command({ type: 'invite-external', session, name: 'Karl', comments: '' }), {
    type: 'refused',
    code: 'no-such-session',
  });
  await all.rita.command({ type: 'share', session, to: await personalQueueOf(all.bob) });
  await all.bob.command({ type: 'accept', session });
  t.like(await all.bob.command({ type: 'invite-external', session, name: 'Karl', comments: '' }), {
    type: 'refused',
    code: 'not-owner',
  });
});
