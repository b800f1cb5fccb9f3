import test from 'ava';
import { CUSTOMER, type SessionId } from '../../src/kernel/index.ts';
import { CUSTOMER_RECONNECT_MS } from '../../src/sessions/deadlines.ts';
import { keyFrom, PageEnd, turnOfTheLoop, World, type Visitor } from '../world.ts';

interface Meeting extends AsyncDisposable {
  readonly world: World;
  readonly rep: Visitor;
  readonly console: PageEnd;
  readonly customer: Visitor;
  readonly page: PageEnd;
  readonly session: SessionId;
  readonly key: string;
}

/** A representative and a customer who waits for her. */
async function meeting(): Promise<Meeting> {
  const world = await World.open();
  const administrator = await world.administrator();
  const rep = await world.person(administrator, 'rita', ['representative']);
  const console = await rep.page('/console');
  const key = await keyFrom(console);
  const { visitor, session } = await world.customer(key);
  const page = await visitor.page(`/session/${session}`);
  return {
    world,
    rep,
    console,
    customer: visitor,
    page,
    session,
    key,
    async [Symbol.asyncDispose]() {
      console[Symbol.dispose]();
      page[Symbol.dispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}

function chats(end: PageEnd, session: SessionId): readonly string[] {
  return end
    .view(session)
    .timeline.flatMap(({ event }) => (event.type === 'chat' ? [`${event.from.name}: ${event.text}`] : []));
}

const say = (session: SessionId, messageId: string, text: string) =>
  ({ type: 'say', session, messageId: messageId.padEnd(22, '-'), text }) as const;

test('a customer with a key waits, is accepted, talks, and the session ends', async (t) => {
  await using all = await meeting();
  const { world, console, page, session } = all;
  t.is((await page.next('waiting')).position, 1);
  t.is((await page.command(say(session, 'm1', 'Hello?'))).type, 'done');

  world.time.advance(100);
  const row = await console.until((received) =>
    received
      .flatMap((each) => (each.type === 'queues' ? each.rows : []))
      .find((each) => each.session === session && each.connected),
  );
  t.like(row, {
    status: 'waiting',
    customerName: 'Anna Lindqvist',
    details: 'It is broken',
    connected: true,
  });

  t.is((await console.command({ type: 'accept', session })).type, 'done');
  await console.until(() => chats(console, session).length === 1);
  t.is((await console.command(say(session, 'm2', 'I am here.'))).type, 'done');
  await page.until(() => chats(page, session).length === 2);
  t.deepEqual(chats(page, session), ['Anna Lindqvist: Hello?', 'rita Person: I am here.']);

  page.send({ type: 'received', session, upTo: page.view(session).lastSeq });
  await console.until(() => (console.view(session).deliveredTo.get(CUSTOMER) ?? 0) > 0);

  t.is(
    (await console.command({ type: 'add-note', session, messageId: 'n'.padEnd(22, '-'), text: 'Sim card' }))
      .type,
    'done',
  );
  await console.until(() => console.view(session).timeline.some(({ event }) => event.type === 'note'));
  t.is((await page.command({ type: 'end-session', session })).type, 'done');
  await console.until(() => console.view(session).status === 'ended');
  await page.until(() => page.view(session).status === 'ended');
  t.false(
    page.view(session).timeline.some(({ event }) => event.type === 'note'),
    'the customer saw a note',
  );
  const refused = await console.command(say(session, 'm3', 'Too late'));
  t.like(refused, { type: 'refused', code: 'already-ended' });
});

test('a key starts one session, and wrong and used ones get the same sentence', async (t) => {
  await using all = await meeting();
  const { world, key } = all;
  const visitor = world.visitor();
  const [used, wrong, odd] = await Promise.all(
    [key, '2222-2222', '$(id)'].map(async (typed) => {
      const response = await world.visitor().submit('/', '/join', { key: typed });
      return { status: response.status, alert: /role="alert">([^<]*)</.exec(await response.text())?.[1] };
    }),
  );
  t.truthy(used?.alert);
  t.deepEqual(used, wrong);
  t.deepEqual(used, odd);
  await t.throwsAsync(
    visitor.submit(`/?key=${key}`, '/start', { key, name: 'Eve', details: '' }).then((response) => {
      t.not(response.status, 303);
      throw new Error('refused');
    }),
  );
});

test('two who send the same key at the same moment: one session starts', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  using console = await administrator.page('/console');
  const key = await keyFrom(console);
  const answers = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const visitor = world.visitor();
      return (await visitor.submit('/', '/start', { key, name: 'Anna', details: '' })).status;
    }),
  );
  t.is(answers.filter((status) => status === 303).length, 1, answers.join(' '));
});

test('a key that has expired starts nothing, and expiry does not touch the session that runs', async (t) => {
  await using all = await meeting();
  const { world, console, page, session } = all;
  const key = await keyFrom(console);
  await world.pass(3_600_001);
  const late = await world.visitor().submit('/', '/start', { key, name: 'Late', details: '' });
  t.is(late.status, 404);
  t.is((await page.command(say(session, 'm1', 'Still here'))).type, 'done');
});

test('another representative can neither see, accept nor write', async (t) => {
  await using all = await meeting();
  const { world, session } = all;
  const administrator = world.visitor();
  await administrator.submit('/login', '/login', { username: 'ada', password: 'correct horse battery' });
  using other = await administrator.page('/console');
  t.deepEqual(
    other.received.flatMap((each) => (each.type === 'queues' ? each.rows : [])),
    [],
  );
  for (const message of [
    { type: 'accept', session },
    say(session, 'm1', 'Let me in'),
    { type: 'request-screen', session },
    { type: 'end-session', session },
    { type: 'media-open', session },
  ] as const) {
    const answer = await other.command(message);
    t.is(answer.type, 'refused', message.type);
  }
});

test('a page that comes back gets what it missed, once', async (t) => {
  await using all = await meeting();
  const { console, customer, page, session } = all;
  await console.command({ type: 'accept', session });
  await page.until(() => page.view(session).status === 'in-session');
  const upTo = page.view(session).lastSeq;
  page[Symbol.dispose]();
  for (const [index, text] of ['one', 'two', 'three'].entries()) {
    await console.command(say(session, `m${index}`, text));
  }
  // The second copy of a message whose answer got lost.
  await console.command(say(session, 'm2', 'three'));
  using back = new PageEnd(
    customer.socket(`/session/${session}`, await customer.ticket(`/session/${session}`)),
    [{ session, upTo }],
  );
  await back.greeted;
  await back.until(() => chats(back, session).length >= 3);
  await turnOfTheLoop();
  t.deepEqual(
    chats(back, session).map((line) => line.split(': ')[1]),
    ['one', 'two', 'three'],
  );
  t.true(
    back.received
      .flatMap((each) => (each.type === 'events' ? each.entries : []))
      .every(({ seq }) => seq > upTo),
    'something was sent that was shown already',
  );
});

test('a lost connection is told after a while, a reload is not, and a customer who never returns ends it', async (t) => {
  await using all = await meeting();
  const { world, console, customer, page, session } = all;
  await console.command({ type: 'accept', session });
  page[Symbol.dispose]();
  await turnOfTheLoop();
  await world.pass(2_000);
  using back = await customer.page(`/session/${session}`);
  await world.pass(10_000);
  t.false(console.view(session).lost.has(CUSTOMER));

  back[Symbol.dispose]();
  await turnOfTheLoop();
  await turnOfTheLoop();
  await world.pass(7_000);
  await console.until(() => console.view(session).lost.has(CUSTOMER));
  await world.pass(CUSTOMER_RECONNECT_MS + 1_000);
  await console.until(() => console.view(session).status === 'ended');
  t.is(console.view(session).endReason, 'customer-lost');
});

test('a restarted appliance goes on where the journal says', async (t) => {
  await using all = await meeting();
  const { world, rep, console, customer, page, session } = all;
  await console.command({ type: 'accept', session });
  await page.command(say(session, 'm1', 'Before'));
  await world.stop();
  await world.start();
  const again = (visitor: Visitor) => visitor.at(world.url);
  using repBack = await again(rep).page('/console');
  using customerBack = await again(customer).page(`/session/${session}`);
  await repBack.until(() => chats(repBack, session).length === 1);
  t.is((await customerBack.command(say(session, 'm2', 'After'))).type, 'done');
  await repBack.until(() => chats(repBack, session).length === 2);
  t.is(repBack.view(session).status, 'in-session');
});

test('places in the queue are exact and move up', async (t) => {
  await using all = await meeting();
  const { world, console, page, session } = all;
  await world.pass(1_000);
  const second = await world.customer(await keyFrom(console), 'Bruno');
  using secondPage = await second.visitor.page(`/session/${second.session}`);
  t.is((await secondPage.next('waiting')).position, 2);
  await page.command({ type: 'end-session', session });
  await secondPage.until((received) =>
    received.some((each) => each.type === 'waiting' && each.position === 1),
  );
  t.pass();
});

test('keys of somebody who is disabled lead nowhere any more', async (t) => {
  await using world = await World.open();
  const administrator = await world.administrator();
  const rep = await world.person(administrator, 'rita', ['representative']);
  using console = await rep.page('/console');
  const key = await keyFrom(console);
  t.is((await world.visitor().submit('/', '/join', { key })).status, 200);
  const users = await (await administrator.get('/login/users')).text();
  const [, id] = /href="\/login\/users\/([A-Za-z0-9_-]{22})"[^>]*>(?:(?!<\/a>).)*rita/s.exec(users) ?? [];
  t.truthy(id);
  await administrator.submit(`/login/users/${id}/disable`, `/login/users/${id}/disable`, {});
  await console.closed;
  t.is((await world.visitor().submit('/', '/join', { key })).status, 404);
});
