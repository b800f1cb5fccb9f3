import test from 'ava';
import type { QueueId, SessionId } from '../../src/kernel/index.ts';
import { REPRESENTATIVE_RECONNECT_MS } from '../../src/sessions/deadlines.ts';
import { BACK_WITHIN_MS } from '../../src/sessions/edge/expected-back.ts';
import { company, rowsIn, settle, waitsIn, type Company } from '../company.ts';
import { revisionIn } from '../html.ts';
import { keyFrom, type PageEnd } from '../world.ts';

/** Until a closed console counts as gone, and a little. */
const GONE_MS = 7_000;

async function personalQueueOf(console: PageEnd): Promise<QueueId> {
  const { as } = await console.next('welcome');
  return as.kind === 'representative' ? as.personalQueue : ('' as QueueId);
}

/** The last that this waiting customer was told of who is there. */
function attendance(page: PageEnd): string {
  const last = page.received.findLast((message) => message.type === 'waiting');
  return last?.type === 'waiting' ? (last.unattended ?? 'somebody') : 'nothing';
}

async function everybodyLeaves({ world, rita, bob }: Company): Promise<void> {
  await world.lose(rita);
  await world.lose(bob);
  await world.pass(GONE_MS);
}

/** Somebody came by an issue and waits. */
async function arrives(all: Company, queue: QueueId): Promise<{ session: SessionId; page: PageEnd }> {
  const { session, visitor } = await all.world.arrival(queue, { queueName: 'Laptops' });
  const page = await visitor.page(`/session/${session}`);
  await settle(all);
  return { session, page };
}

async function setFallback(
  all: Company,
  queue: QueueId,
  fields: Readonly<Record<string, string>> = { fallbackForNormalSessions: 'on' },
): Promise<void> {
  const options = await (await all.administrator.get('/login/options')).text();
  const saved = await all.administrator.submit('/login/options', '/login/options', {
    revision: revisionIn(options),
    siteName: 'Northwind',
    maximumSessionKeyTimeoutMs: '86400000',
    peerToPeer: 'disabled',
    fallbackTeam: queue.slice('team:'.length),
    ...fields,
  });
  if (saved.status !== 303) {
    throw new Error(`not saved: ${saved.status} ${await saved.text()}`);
  }
}

function happenings(page: PageEnd, session: SessionId): readonly string[] {
  return page
    .view(session)
    .timeline.map(({ event }) => (event.type === 'queued' ? `queued ${event.how}` : event.type));
}

test('the last one leaves a team: whoever waits there is told, waited with for a minute, and told how it ended', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, page } = await arrives(all, all.queue('Laptops'));
  t.is(attendance(page), 'somebody');
  await all.world.lose(all.rita);
  await all.world.pass(GONE_MS);
  await settle(all);
  t.is(attendance(page), 'somebody', 'Bob is there');
  await all.world.lose(all.bob);
  await all.world.pass(GONE_MS);
  await settle(all);
  t.is(attendance(page), 'awaited');
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS - 5_000);
  t.is(page.view(session).status, 'waiting');
  await all.world.pass(5_000);
  await page.until(() => page.view(session).status === 'ended');
  t.is(page.view(session).endReason, 'no-representative');
  const message = await (await all.world.visitor().get('/message?nobody=1')).text();
  t.regex(message, /name="reach"/, 'a message may be left');
});

test('who comes back in time finds everybody where they waited, with their place and their time', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const laptops = all.queue('Laptops');
  const first = await arrives(all, laptops);
  await arrives(all, laptops);
  const queuedAt = rowsIn(all.rita, laptops).map((row) => row.queuedAt);
  await everybodyLeaves(all);
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS - 10_000);
  using back = await all.visitors.bob.page('/console');
  await settle(all);
  t.is(attendance(first.page), 'somebody');
  await all.world.pass(2 * REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.deepEqual(
    rowsIn(back, laptops).map((row) => row.queuedAt),
    queuedAt,
  );
  t.is((await back.command({ type: 'accept', session: first.session })).type, 'done');
});

test('a persistent queue keeps whoever waits there, and says that nobody is there', async (t) => {
  await using all = await company([['Night', { persistent: 'on' }]]);
  const { session, page } = await arrives(all, all.queue('Night'));
  await everybodyLeaves(all);
  await settle(all);
  t.is(attendance(page), 'kept');
  await all.world.pass(10 * REPRESENTATIVE_RECONNECT_MS);
  t.is(page.view(session).status, 'waiting');
  t.deepEqual(happenings(page, session), ['requested', 'queued arrival']);
});

test('rule 3 and then rule 4: back to where it entered, otherwise to the designated queue, which may be persistent', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Night', { persistent: 'on' }],
  ]);
  await setFallback(all, all.queue('Night'));
  // Anna came by a key of Ada's, who is still there; Bert came by an issue.
  const anna = await waitsIn(all, all.queue('Laptops'), 'Anna');
  const bert = await arrives(all, all.queue('Laptops'));
  await everybodyLeaves(all);
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(all.world.queueNameOf(anna.session), 'Personal queue');
  t.is(rowsIn(all.ada, await personalQueueOf(all.ada))[0]?.session, anna.session);
  t.is(all.world.queueNameOf(bert.session), 'Night');
  t.is(attendance(bert.page), 'kept');
  t.deepEqual(happenings(bert.page, bert.session), ['requested', 'queued arrival', 'queued fallback']);
});

test('with rules 2 to 4 off it ends, except in a persistent queue', async (t) => {
  await using all = await company([
    ['Laptops', {}],
    ['Night', { persistent: 'on' }],
  ]);
  await setFallback(all, all.queue('Night'), {});
  const ends = await waitsIn(all, all.queue('Laptops'), 'Anna');
  const stays = await arrives(all, all.queue('Night'));
  await everybodyLeaves(all);
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(ends.page.view(ends.session).endReason, 'no-representative');
  t.is(stays.page.view(stays.session).status, 'waiting');
});

test('whoever waits for one representative by a key, who logs off, falls back too', async (t) => {
  await using all = await company([['Night', { persistent: 'on' }]]);
  await setFallback(all, all.queue('Night'));
  const { session, visitor } = await all.world.customer(await keyFrom(all.rita));
  using page = await visitor.page(`/session/${session}`);
  await settle(all);
  t.is((await all.visitors.rita.submit('/login/account', '/login/sign-out', {})).status, 303);
  await all.rita.closed;
  await settle(all);
  await all.world.pass(GONE_MS);
  await settle(all);
  t.is(attendance(page), 'awaited');
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(all.world.queueNameOf(session), 'Night');
  t.is((await all.bob.command({ type: 'accept', session })).type, 'done');
});

test('whoever shares a session that waits where nobody is left owns it: rule 1 holds there too', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { session, visitor } = await all.world.customer(await keyFrom(all.ada));
  using page = await visitor.page(`/session/${session}`);
  await all.ada.command({ type: 'accept', session });
  await all.ada.command({ type: 'share', session, to: await personalQueueOf(all.bob) });
  await all.bob.command({ type: 'accept', session });
  t.is(
    (await all.ada.command({ type: 'transfer', session, to: await personalQueueOf(all.rita) })).type,
    'done',
  );
  await all.world.lose(all.rita);
  await all.world.pass(GONE_MS + REPRESENTATIVE_RECONNECT_MS);
  await settle(all);
  t.is(page.view(session).owner?.name, 'bob Person');
  t.is(page.view(session).others.length, 0);
});

test('after a restart whoever was there is about to be back: customers may come, nobody falls back, nothing is said', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const laptops = all.queue('Laptops');
  await all.world.pass(2_000);
  const { session } = await arrives(all, laptops);
  await all.world.stop();
  await all.world.start();
  const second = await arrives(all, laptops);
  t.is(attendance(second.page), 'somebody');
  await all.world.pass(BACK_WITHIN_MS);
  await settle(all);
  t.is(attendance(second.page), 'awaited', 'nobody has come back');
  await t.throwsAsync(all.world.arrival(laptops), { message: /nobody|Nobody/ });
  using bob = await all.visitors.bob.at(all.world.url).page('/console');
  await settle(all);
  t.is(attendance(second.page), 'somebody');
  await all.world.pass(2 * REPRESENTATIVE_RECONNECT_MS);
  t.deepEqual(
    rowsIn(bob, laptops).map((row) => row.session),
    [session, second.session],
  );
});

test('after a restart nobody is expected who had left before it; a minute later whoever waits falls back', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const laptops = all.queue('Laptops');
  await all.world.pass(2_000);
  const { session } = await arrives(all, laptops);
  await everybodyLeaves(all);
  await all.world.pass(2_000);
  await all.world.stop();
  await all.world.start();
  await t.throwsAsync(all.world.arrival(laptops), { message: /nobody|Nobody/ });
  // Nor after another one, although nothing was written of them meanwhile.
  await all.world.stop();
  await all.world.start();
  await t.throwsAsync(all.world.arrival(laptops), { message: /nobody|Nobody/ });
  await all.world.pass(REPRESENTATIVE_RECONNECT_MS - 2_000);
  const report = async () =>
    (await all.administrator.at(all.world.url).get(`/login/reports/${session}`)).text();
  t.notRegex(await report(), /nobody was there|no representative/i);
  await all.world.pass(4_000);
  await settle(all);
  t.regex(await report(), /no representative|nobody/i);
});
