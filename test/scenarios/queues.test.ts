import test from 'ava';
import type { QueueId, SessionId } from '../../src/kernel/index.ts';
import { REPRESENTATIVE_RECONNECT_MS } from '../../src/sessions/deadlines.ts';
import { builtInStatus, company, offerTo, rowsIn, settle, waitsIn } from '../company.ts';
import { revisionIn } from '../html.ts';
import { keyFrom } from '../world.ts';

test('a team queue shows to its members alone; the first accept wins and all are told', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const laptops = all.queue('Laptops');
  const { session, page } = await waitsIn(all, laptops);
  await settle(all);
  t.is(rowsIn(all.rita, laptops).length, 1);
  t.is(rowsIn(all.bob, laptops).length, 1);
  t.is(rowsIn(all.ada, laptops).length, 0);
  t.is((await all.ada.command({ type: 'accept', session })).type, 'refused');
  t.is((await all.bob.command({ type: 'accept', session })).type, 'done');
  t.like(await all.rita.command({ type: 'accept', session }), { type: 'refused', code: 'already-accepted' });
  await settle(all);
  t.is(rowsIn(all.rita, laptops).length, 0);
  t.is(page.view(session).owner?.name, 'bob Person');
});

test('Get Next takes the oldest over all team queues, never the personal queue', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Network', {}],
  ]);
  const own = await all.world.customer(await keyFrom(all.rita), 'Personal');
  using _ownPage = await own.visitor.page(`/session/${own.session}`);
  await all.world.pass(1_000);
  const older = await waitsIn(all, all.queue('Network'), 'Older');
  await all.world.pass(1_000);
  const younger = await waitsIn(all, all.queue('Laptops'), 'Younger');
  const next = async () => {
    const answer = await all.rita.command({ type: 'get-next' });
    return answer.type === 'answer' ? (answer.body as { session: SessionId }).session : answer.type;
  };
  t.is(await next(), older.session);
  t.is(await next(), younger.session);
  t.like(await all.rita.command({ type: 'get-next' }), { type: 'refused', code: 'nobody-waiting' });
});

test('Equilibrium asks the least busy, then the next; whoever declined is not asked again', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'least-busy' }]]);
  // Bob has been free for longer.
  const busy = await waitsIn(all, all.queue('Laptops'), 'First');
  await settle(all);
  const first = offerTo(all.rita) === undefined ? all.bob : all.rita;
  const second = first === all.rita ? all.bob : all.rita;
  t.is(offerTo(first)?.session, busy.session);
  t.is(offerTo(second), undefined);
  t.is(offerTo(first)?.request?.customerName, 'First');
  t.is((await first.command({ type: 'answer-offer', session: busy.session, accept: false })).type, 'done');
  await settle(all);
  t.is(offerTo(first), undefined);
  t.is(offerTo(second)?.session, busy.session);
  // Nobody answers: it stays in the queue, and neither is asked again.
  await all.world.pass(31_000);
  await settle(all);
  t.is(offerTo(first), undefined);
  t.is(offerTo(second), undefined);
  t.is(rowsIn(all.rita, all.queue('Laptops')).length, 1);
  t.is((await first.command({ type: 'accept', session: busy.session })).type, 'done');
});

test('whoever comes later is asked at once, oldest session first', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'least-busy', persistent: 'on' }]]);
  all.rita[Symbol.dispose]();
  all.bob[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  const older = await waitsIn(all, all.queue('Laptops'), 'Older');
  await all.world.pass(1_000);
  await waitsIn(all, all.queue('Laptops'), 'Younger');
  using back = await all.visitors.rita.page('/console');
  await settle(all);
  t.is(offerTo(back)?.session, older.session);
  await back.command({ type: 'answer-offer', session: older.session, accept: true });
  await settle(all);
  t.is(offerTo(back)?.request?.customerName, 'Younger');
});

test('somebody who is away or wants no assignments is not asked', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'least-busy' }]]);
  await all.rita.command({ type: 'set-status', status: builtInStatus('away'), assignments: true });
  all.bob.send({ type: 'presence', state: 'locked' });
  await settle(all);
  const { session } = await waitsIn(all, all.queue('Laptops'));
  await settle(all);
  t.is(offerTo(all.rita), undefined);
  t.is(offerTo(all.bob), undefined);
  await all.rita.command({ type: 'set-status', status: builtInStatus('available'), assignments: true });
  await settle(all);
  t.is(offerTo(all.rita)?.session, session);
  t.like(
    await all.bob.command({ type: 'set-status', status: builtInStatus('available'), assignments: false }),
    {
      type: 'refused',
      code: 'not-allowed',
    },
  );
});

test('overdue sessions are marked, or move between two overflow queues until somebody accepts', async (t) => {
  await using all = await company([
    ['Laptops', { waitingRule: 'alert', waitingAfterMs: '60000' }],
    ['Network', { waitingRule: 'none' }],
    ['Field', { waitingRule: 'transfer', waitingAfterMs: '60000', overflow: 'Network' }],
  ]);
  const marked = await waitsIn(all, all.queue('Laptops'));
  const moving = await waitsIn(all, all.queue('Field'));
  await all.world.pass(61_000);
  await settle(all);
  t.true(rowsIn(all.rita, all.queue('Laptops'))[0]?.isOverdue);
  t.is(rowsIn(all.rita, all.queue('Field')).length, 0);
  t.is(rowsIn(all.rita, all.queue('Network'))[0]?.session, moving.session);
  t.is(all.world.queueNameOf(moving.session), 'Network');
  t.not(marked.session, moving.session);
});

test('two overflow queues of each other pass a session to and fro until somebody accepts; who declined is not asked again, and the report counts', async (t) => {
  await using all = await company([
    ['Field', { algorithm: 'least-busy', alertTimeoutMs: '15000' }],
    [
      'Network',
      { waitingRule: 'transfer', waitingAfterMs: '60000', overflow: 'Field', algorithm: 'least-busy' },
    ],
  ]);
  const field = `/login/teams/${all.queue('Field').slice('team:'.length)}`;
  const html = await (await all.administrator.get(field)).text();
  const changed = await all.administrator.submit(field, field, {
    name: 'Field',
    codeName: 'field',
    comments: '',
    algorithm: 'least-busy',
    alertTimeoutMs: '15000',
    waitingRule: 'transfer',
    waitingAfterMs: '60000',
    overflowTeam: all.queue('Network').slice('team:'.length),
    revision: revisionIn(html),
  });
  t.is(changed.status, 303, await changed.text());
  const { session } = await all.world.arrival(all.queue('Field'), { queueName: 'Field' });
  for (const queue of ['Network', 'Field', 'Network']) {
    await all.world.pass(61_000);
    await settle(all);
    t.is(rowsIn(all.rita, all.queue(queue))[0]?.session, session, queue);
  }
  const offers = [all.rita, all.bob].map(
    (end) =>
      new Set(
        end.received.flatMap((each) =>
          each.type === 'offer' && each.offer !== undefined ? [each.offer.offeredAt] : [],
        ),
      ).size,
  );
  t.deepEqual(offers, [1, 1], 'each was asked once');
  t.is((await all.rita.command({ type: 'get-next' })).type, 'answer');
  const report = await (await all.administrator.get(`/login/reports/${session}`)).text();
  t.regex(
    report,
    /in 4 stays in a queue, moved on by a waiting session rule 3 times, of that back[^<]*2 times/,
  );
  // By hand to another queue it may be offered to them again, back where it was declined as well.
  t.is((await all.rita.command({ type: 'transfer', session, to: all.queue('Field') })).type, 'done');
  await settle(all);
  t.true([all.rita, all.bob].some((end) => offerTo(end)?.session === session));
});

test('a shared session: invited, joined, both write, the owner removes', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, page } = await waitsIn(all, all.queue('Laptops'));
  await all.rita.command({ type: 'accept', session });
  const bobsQueue = (await all.bob.next('welcome')).as;
  const to = bobsQueue.kind === 'representative' ? bobsQueue.personalQueue : ('' as QueueId);
  t.is((await all.rita.command({ type: 'share', session, to })).type, 'done');
  await settle(all);
  t.is(rowsIn(all.bob, to)[0]?.status, 'invitation');
  t.is((await all.bob.command({ type: 'accept', session })).type, 'done');
  t.is(
    (await all.bob.command({ type: 'say', session, messageId: 'b'.padEnd(22, '-'), text: 'Hello from Bob' }))
      .type,
    'done',
  );
  await page.until(() => page.view(session).others.some(({ name }) => name === 'bob Person'));
  t.like(await all.bob.command({ type: 'end-session', session }), { type: 'refused', code: 'not-owner' });
  const owner = all.rita.view(session).others[0]?.id ?? '';
  t.is((await all.rita.command({ type: 'remove-participant', session, who: owner })).type, 'done');
  await settle(all);
  t.like(await all.bob.command({ type: 'say', session, messageId: 'c'.padEnd(22, '-'), text: 'Still?' }), {
    type: 'refused',
  });
});

test('the owner’s browser is lost: whoever shares the session owns it, otherwise it returns to its queue', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, page } = await waitsIn(all, all.queue('Laptops'));
  await all.rita.command({ type: 'accept', session });
  all.rita[Symbol.dispose]();
  await settle(all);
  await all.world.pass(20_000);
  t.is(page.view(session).status, 'in-session');
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(page.view(session).status, 'waiting');
  t.is(rowsIn(all.bob, all.queue('Laptops'))[0]?.session, session);
  t.is((await all.bob.command({ type: 'accept', session })).type, 'done');
});

test('a restart holds every session exactly once, and an open offer runs out when it would have', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'least-busy' }]]);
  const { session } = await waitsIn(all, all.queue('Laptops'));
  await settle(all);
  const asked = offerTo(all.rita) === undefined ? 'bob' : 'rita';
  await all.world.pass(5_000);
  await all.world.stop();
  await all.world.start();
  using rita = await all.visitors.rita.at(all.world.url).page('/console');
  using bob = await all.visitors.bob.at(all.world.url).page('/console');
  t.is(offerTo(asked === 'rita' ? rita : bob)?.session, session);
  await all.world.pass(26_000);
  await settle(all);
  t.is(offerTo(asked === 'rita' ? bob : rita)?.session, session);
  t.is(rowsIn(rita, all.queue('Laptops')).length, 1);
});

test('with Require Closed Sessions nobody signs out of a session that is open', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session } = await waitsIn(all, all.queue('Laptops'));
  await all.rita.command({ type: 'accept', session });
  const signOut = async () =>
    (await all.visitors.rita.submit('/login/account', '/login/sign-out', {})).status;
  const options = await (await all.administrator.get('/login/options')).text();
  const saved = await all.administrator.submit('/login/options', '/login/options', {
    revision: revisionIn(options),
    siteName: 'Northwind',
    maximumSessionKeyTimeoutMs: '86400000',
    peerToPeer: 'disabled',
    fallbackTeam: 'none',
    requireClosedSessions: 'on',
  });
  t.is(saved.status, 303, await saved.text());
  t.is(await signOut(), 409);
  await settle(all);
  t.true(
    all.rita.received.findLast((message) => message.type === 'desk')?.closeSessionsFirst,
    'the page asks before it is closed',
  );
  t.is((await all.rita.command({ type: 'end-session', session })).type, 'done');
  t.is(await signOut(), 303);
});

test('a team that is deleted leaves nobody behind: its customers go back to where they came from', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const laptops = all.queue('Laptops');
  const { session } = await waitsIn(all, laptops);
  const href = `/login/teams/${laptops.slice('team:'.length)}/delete`;
  const deleted = await all.administrator.submit(href, href, {});
  t.is(deleted.status, 303);
  await settle(all);
  t.is(all.world.queueNameOf(session), 'Personal queue');
  t.is((await all.ada.command({ type: 'accept', session })).type, 'done');
});

test('an overdue session stays where nobody could take it on, and moves as soon as somebody can', async (t) => {
  await using all = await company([
    ['Night', {}],
    ['Laptops', { waitingRule: 'transfer', waitingAfterMs: '60000', overflow: 'Night', persistent: 'on' }],
  ]);
  all.rita[Symbol.dispose]();
  all.bob[Symbol.dispose]();
  await settle(all);
  await all.world.pass(20_000);
  const { session } = await waitsIn(all, all.queue('Laptops'));
  await all.world.pass(80_000);
  await settle(all);
  t.is(all.world.queueNameOf(session), 'Laptops');
  using back = await all.visitors.rita.page('/console');
  await settle(all);
  await all.world.pass(1_000);
  await settle(all);
  t.is(all.world.queueNameOf(session), 'Night');
  t.is(rowsIn(back, all.queue('Night'))[0]?.session, session);
});

test('the prompt shows what the customer asked for only when the site wants that', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'least-busy' }]]);
  const options = await (await all.administrator.get('/login/options')).text();
  const saved = await all.administrator.submit('/login/options', '/login/options', {
    revision: revisionIn(options),
    siteName: 'Northwind',
    maximumSessionKeyTimeoutMs: '86400000',
    peerToPeer: 'disabled',
    fallbackTeam: 'none',
  });
  t.is(saved.status, 303, await saved.text());
  const { session } = await waitsIn(all, all.queue('Laptops'));
  await settle(all);
  const offer = offerTo(all.rita) ?? offerTo(all.bob);
  t.is(offer?.session, session);
  t.is(offer?.queueName, 'Laptops');
  t.false('request' in (offer ?? {}));
});
