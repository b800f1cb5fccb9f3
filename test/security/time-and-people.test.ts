import test from 'ava';
import { WebSocket } from 'ws';
import { laterBy } from '../../src/kernel/index.ts';
import { CLOSE } from '../../src/protocol/index.ts';
import { CUSTOMER_RECONNECT_MS } from '../../src/sessions/deadlines.ts';
import { keyFrom, World, type Visitor } from '../world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function idOf(administrator: Visitor, username: string): Promise<string> {
  const users = await (await administrator.get('/login/users')).text();
  const row = new RegExp(`href="/login/users/([A-Za-z0-9_-]{22})"[^>]*>(?:(?!</a>).)*${username}`, 's');
  const [, id = ''] = row.exec(users) ?? [];
  return id;
}

for (const [direction, jumpMs] of [
  ['back', -DAY_MS],
  ['forward', DAY_MS],
] as const) {
  test(`a clock that is set ${direction} by a day neither ends a session nor keeps a lost one`, async (t) => {
    await using world = await World.open();
    const administrator = await world.administrator();
    using console = await administrator.page('/console');
    const { visitor, session } = await world.customer(await keyFrom(console));
    const page = await visitor.page(`/session/${session}`);
    await console.command({ type: 'accept', session });
    await world.lose(page);
    // The console stays although its sign-in has run out by the calendar: its heartbeat is not due yet.
    world.time.setCalendar(laterBy(world.time.now(), jumpMs / 4));
    await world.pass(7_000);
    await console.until(() => console.view(session).lost.size === 1);
    world.time.setCalendar(laterBy(world.time.now(), jumpMs));
    t.is(console.view(session).status, 'in-session');
    await world.pass(CUSTOMER_RECONNECT_MS - 60_000);
    using again = await (await signedIn(world)).page('/console');
    await again.until(() => again.view(session).status === 'in-session');
    await world.pass(90_000);
    await again.until(() => again.view(session).status === 'ended');
    t.is(again.view(session).endReason, 'customer-lost');
  });
}

async function signedIn(world: World): Promise<Visitor> {
  const visitor = world.visitor();
  await visitor.submit('/login', '/login', { username: 'ada', password: 'correct horse battery' });
  return visitor;
}

test('a customer whose time ran out while the appliance was away gets a moment to return', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session } = await world.customer(await keyFrom(console));
  const page = await visitor.page(`/session/${session}`);
  await console.command({ type: 'accept', session });
  await world.lose(page);
  await world.pass(7_000);
  await console.until(() => console.view(session).lost.size === 1);
  await world.stop();
  world.time.advance(2 * CUSTOMER_RECONNECT_MS);
  await world.start();
  await world.pass(5_000);
  using back = await visitor.at(world.url).page(`/session/${session}`);
  await world.pass(60_000);
  await back.until(() => !back.view(session).lost.has('customer' as never));
  t.is(back.view(session).status, 'in-session');
});

test('a page does not outlive its sign-in, however long it stays open', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const console = await administrator.page('/console');
  const isClosed = () => console.socket.readyState === WebSocket.CLOSED;
  for (let hour = 0; hour < 8 * 24 && !isClosed(); hour += 1) {
    world.time.setCalendar(laterBy(world.time.now(), HOUR_MS));
    await world.pass(20_000);
    if (hour === 24) {
      t.false(isClosed(), 'a page that is open is in use');
    }
  }
  t.is(await console.closed, CLOSE.signedOut);
});

for (const what of ['disable', 'delete'] as const) {
  test(`${what}: keys lead nowhere, and whoever waits or is helped is told that nobody comes`, async (t) => {
    await using world = await World.open();
    const administrator = await world.administrator();
    const rep = await world.person(administrator, 'rita', ['representative']);
    const console = await rep.page('/console');
    const key = await keyFrom(console);
    const waiting = await world.customer(await keyFrom(console));
    const helped = await world.customer(await keyFrom(console));
    await console.command({ type: 'accept', session: helped.session });
    using waitingPage = await waiting.visitor.page(`/session/${waiting.session}`);
    using helpedPage = await helped.visitor.page(`/session/${helped.session}`);
    const place = `/login/users/${await idOf(administrator, 'rita')}/${what}`;
    t.is((await administrator.submit(place, place, {})).status, 303);
    t.is(await console.closed, CLOSE.signedOut);
    await waitingPage.until(() => waitingPage.view(waiting.session).status === 'ended');
    await helpedPage.until(() => helpedPage.view(helped.session).status === 'ended');
    t.is(waitingPage.view(waiting.session).endReason, 'no-representative');
    t.is(helpedPage.view(helped.session).endReason, 'no-representative');
    t.is((await world.visitor().submit('/', '/join', { key })).status, 404);
  });
}

test('the cookie of a customer whose session runs for days stays good', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const { visitor, session } = await world.customer(await keyFrom(console));
  using page = await visitor.page(`/session/${session}`);
  await console.command({ type: 'accept', session });
  world.time.setCalendar(laterBy(world.time.now(), 3 * DAY_MS));
  using other = await (await signedIn(world)).page('/console');
  await world.customer(await keyFrom(other));
  t.is((await visitor.get(`/session/${session}`)).status, 200);
  t.is((await page.command({ type: 'end-session', session })).type, 'done');
});
