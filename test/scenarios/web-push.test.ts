import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { SessionId } from '../../src/kernel/index.ts';
import { Database } from '../../src/platform/database.ts';
import { CLIENT_PAGE, configureClient } from '../customer-client.ts';
import { company, rowsIn, settle, type Company } from '../company.ts';
import { PushService, type Subscriber, vapidClaims } from '../push-service.ts';
import { until } from '../running-appliance.ts';
import { turnOfTheLoop, type PageEnd, type Visitor, type World } from '../world.ts';

const MINUTE_MS = 60_000;

/** Waits by the loop, not by the clock: what goes out is real, time stands still. */
function comes(what: string, look: () => boolean): Promise<true> {
  return until(what, look);
}

/** Time passes so slowly that what is on its way arrives meanwhile. */
async function slowly({ world }: Company, what: string, look: () => boolean): Promise<void> {
  await until(what, async () => {
    await world.pass(500);
    return look();
  });
}

function failures({ world }: Company): number {
  return world.log.lines.filter(({ message }) => message === 'a push service did not take a call').length;
}

/** A company whose appliance may call over this service. */
async function calling(service: PushService): Promise<Company> {
  const all = await company([['Laptops', { persistent: 'on' }]]);
  all.world.pushServices = [service.host];
  for (const end of [all.ada, all.rita, all.bob]) {
    end[Symbol.dispose]();
  }
  await all.world.stop();
  await all.world.start();
  const rita = await all.visitors.rita.at(all.world.url).page('/console');
  const administrator = all.administrator.at(all.world.url);
  return {
    ...all,
    rita,
    administrator,
    async [Symbol.asyncDispose]() {
      rita[Symbol.dispose]();
      await all[Symbol.asyncDispose]();
    },
  };
}

interface Waiting {
  readonly session: SessionId;
  readonly visitor: Visitor;
  readonly page: PageEnd;
  readonly browser: Subscriber;
  readonly key: string;
}

/** Somebody waits, has pressed *Notify me*, and is called. */
async function waits(all: Company, service: PushService, language = 'en'): Promise<Waiting> {
  const { session, visitor } = await all.world.arrival(all.queue('Laptops'), { language });
  const page = await visitor.page(`/session/${session}`);
  const { key = '' } = await page.next('push-offer');
  const browser = service.browser();
  const answer = await page.command({ type: 'subscribe-push', session, ...browser.address });
  if (answer.type !== 'done') {
    throw new Error(`not subscribed: ${JSON.stringify(answer)}`);
  }
  return { session, visitor, page, browser, key };
}

async function left(all: Company, { page }: Waiting): Promise<void> {
  await all.world.lose(page);
  await all.world.pass(10_000);
}

/** What is kept of browsers that are called. */
function rows({ directory, log }: World): readonly unknown[] {
  using database = Database.openToRead({ file: join(directory, 'handrail.sqlite'), log });
  return database.all(database.table('push_subscriptions'));
}

test('who has closed the page is called when somebody accepts: encrypted for that browser, signed by the appliance, without what was said', async (t) => {
  await using service = await PushService.open();
  await using all = await calling(service);
  const waiting = await waits(all, service, 'de');
  await left(all, waiting);
  await all.world.pass(1_000);
  t.like(
    rowsIn(all.rita, all.queue('Laptops')).find(({ session }) => session === waiting.session),
    { connected: false, called: true },
    'representatives see that to accept brings them back',
  );
  t.is((await all.rita.command({ type: 'accept', session: waiting.session })).type, 'done');
  await comes('the call', () => service.received.length > 0);
  const [pushed] = service.received;
  t.truthy(pushed);
  if (pushed === undefined) {
    return;
  }
  t.is(`https://${service.host}${pushed.path}`, waiting.browser.endpoint);
  t.like(pushed.headers, {
    'content-encoding': 'aes128gcm',
    ttl: '300',
    urgency: 'high',
    topic: 'handrail',
  });
  const claims = vapidClaims(pushed, waiting.key);
  t.is(claims['aud'], `https://${service.host}`);
  const lastsS = Number(claims['exp']) - Date.now() / 1_000;
  t.true(lastsS > 0 && lastsS <= 24 * 3_600, 'RFC 8292: a day at most');
  t.regex(String(claims['sub']), /^(https:|mailto:)/);
  const told = waiting.browser.read(pushed);
  t.like(told, {
    title: 'rita Person ist da',
    body: 'Ihre Support-Sitzung hat begonnen.',
    language: 'de',
    direction: 'ltr',
  });
  t.deepEqual(Object.keys(told).sort(), ['body', 'direction', 'language', 'seq', 'title']);
  t.throws(() => service.browser().read(pushed), undefined, 'no other browser reads it');
  t.notRegex(JSON.stringify(all.world.log.lines), /\/push\//, 'the address is in no log');
  t.notRegex(
    readFileSync(join(all.world.directory, 'handrail.sqlite-wal'), 'latin1'),
    new RegExp(waiting.browser.endpoint.slice(-16)),
    'nor readable in the database',
  );
});

test('who looks at the page is not called; who looks elsewhere is, for what is written too, and not with its words', async (t) => {
  await using service = await PushService.open();
  await using all = await calling(service);
  const waiting = await waits(all, service);
  const { session, page, browser } = waiting;
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  t.is(service.received.length, 0, 'somebody looks');
  page.send({ type: 'looking', session, looks: false });
  await page.roundTrip();
  const say = (text: string, id: string) =>
    all.rita.command({ type: 'say', session, messageId: id.padEnd(22, '-'), text });
  await say('My password is hunter2', 'one');
  await comes('the call', () => service.received.length === 1);
  await say('And another', 'two');
  await settle(all);
  t.is(service.received.length, 1, 'not a call for each line');
  await all.world.pass(20_000);
  await comes('the second', () => service.received.length === 2);
  const [first] = service.received;
  t.like(first === undefined ? {} : browser.read(first), {
    title: 'rita Person has written to you',
    body: 'Open the page to read it.',
  });
  page.send({ type: 'looking', session, looks: true });
  await page.roundTrip();
  await say('And one more', 'three');
  await all.world.pass(30_000);
  t.is(service.received.length, 2);
});

test('who is called keeps the place with the page closed, and has the usual time to come once somebody is there', async (t) => {
  await using service = await PushService.open();
  await using all = await calling(service);
  const called = await waits(all, service);
  const other = await all.world.arrival(all.queue('Laptops'));
  await all.world.lose(await other.visitor.page(`/session/${other.session}`));
  await left(all, called);
  await all.world.pass(30 * MINUTE_MS);
  const statusOf = async (visitor: Visitor, session: SessionId) => {
    using page = await visitor.page(`/session/${session}`);
    await page.until(() => page.view(session).status !== 'starting');
    return page.view(session).status;
  };
  t.is(await statusOf(other.visitor, other.session), 'ended', 'who is not called is waited for 5 minutes');
  await all.rita.command({ type: 'accept', session: called.session });
  await all.world.pass(4 * MINUTE_MS);
  t.is((await all.rita.command({ type: 'request-screen', session: called.session })).type, 'done');
  await all.world.pass(2 * MINUTE_MS);
  t.is((await all.rita.command({ type: 'request-screen', session: called.session })).type, 'refused');
  t.is(await statusOf(called.visitor, called.session), 'ended');
});

test('it is nobody’s business after the end: nothing is kept, nobody is called, and nobody can ask for it any more', async (t) => {
  await using service = await PushService.open();
  await using all = await calling(service);
  const ended = await waits(all, service);
  t.is(rows(all.world).length, 1);
  await all.rita.command({ type: 'accept', session: ended.session });
  ended.page.send({ type: 'looking', session: ended.session, looks: false });
  await ended.page.roundTrip();
  await all.rita.command({ type: 'end-session', session: ended.session });
  await settle(all);
  t.is(rows(all.world).length, 0);
  const before = service.received.length;
  const again = await ended.page.command({
    type: 'subscribe-push',
    session: ended.session,
    ...ended.browser.address,
  });
  t.like(again, { type: 'refused', code: 'already-ended' });
  await all.world.pass(5 * MINUTE_MS);
  t.is(service.received.length, before);
});

test('where everybody left, who waits with the page closed is told so, and then no more', async (t) => {
  await using service = await PushService.open();
  await using all = await calling(service);
  const { session, visitor } = await all.world.arrival(
    `personal:${await ownId(all.rita)}` as Parameters<World['arrival']>[0],
    { startMethod: 'representative', language: 'ar' },
  );
  const page = await visitor.page(`/session/${session}`);
  const browser = service.browser();
  await page.command({ type: 'subscribe-push', session, ...browser.address });
  await all.world.lose(page);
  await all.world.lose(all.rita);
  await all.world.pass(MINUTE_MS);
  await slowly(all, 'the call', () => service.received.length > 0);
  await all.world.pass(MINUTE_MS);
  t.is(service.received.length, 1);
  const [last] = service.received;
  t.like(last === undefined ? {} : browser.read(last), {
    title: 'لا أحد متاح للمساعدة حاليًا',
    direction: 'rtl',
  });
  t.is(rows(all.world).length, 0);
});

test('a browser that is gone is called no more, and its customer is waited for as everybody', async (t) => {
  await using service = await PushService.open((response) => void response.writeHead(410).end());
  await using all = await calling(service);
  const waiting = await waits(all, service);
  waiting.page.send({ type: 'looking', session: waiting.session, looks: false });
  await waiting.page.roundTrip();
  await all.rita.command({ type: 'accept', session: waiting.session });
  await comes('it is forgotten', () => rows(all.world).length === 0);
  await all.rita.command({
    type: 'say',
    session: waiting.session,
    messageId: 'm'.padEnd(22, '-'),
    text: 'Hello',
  });
  await all.world.pass(MINUTE_MS);
  t.is(service.received.length, 1);
});

test('a push service that fails is asked again and then left, the session does not wait for it, and the administrator sees it', async (t) => {
  let status = 503;
  await using service = await PushService.open(
    (response) => void response.writeHead(status, { 'Retry-After': '20' }).end(),
  );
  await using all = await calling(service);
  const one = await waits(all, service);
  await left(all, one);
  t.is((await all.rita.command({ type: 'accept', session: one.session })).type, 'done');
  await comes('the first try', () => failures(all) === 1);
  await all.world.pass(10_000);
  t.is(service.received.length, 1, 'it said 20 seconds');
  t.regex(await (await all.administrator.get('/login')).text(), /Web push.*could not be reached/s);
  status = 201;
  await all.world.pass(9_000);
  await slowly(all, 'the second', () => service.received.length === 2);
  await comes('taken', () =>
    all.world.log.lines.some(({ message }) => message === 'a customer was called by web push'),
  );
  await all.world.pass(5 * MINUTE_MS);
  t.is(service.received.length, 2, 'taken is taken');
  t.notRegex(await (await all.administrator.get('/login')).text(), /could not be reached/);
});

test('without a way to it, four tries more and then none; a service that never answers is given up each time', async (t) => {
  await using service = await PushService.open(() => undefined);
  await using all = await calling(service);
  const one = await waits(all, service);
  await left(all, one);
  await all.rita.command({ type: 'accept', session: one.session });
  for (let tries = 1; tries <= 5; tries += 1) {
    await comes(`try ${tries}`, () => service.received.length === tries);
    // Its ten seconds, then the pause.
    await all.world.pass(10_000);
    await turnOfTheLoop();
    await all.world.pass(tries < 5 ? ([2_000, 10_000, 30_000, 60_000][tries - 1] ?? 0) : MINUTE_MS);
  }
  t.is(service.received.length, 5);
  t.is(failures(all), 5);
});

test('whoever is back before a call is taken is not called any more', async (t) => {
  await using service = await PushService.open((response) => void response.writeHead(500).end());
  await using all = await calling(service);
  const one = await waits(all, service);
  await left(all, one);
  await all.rita.command({ type: 'accept', session: one.session });
  await comes('the first try', () => failures(all) === 1);
  using _back = await one.visitor.page(`/session/${one.session}`);
  await all.world.pass(2 * MINUTE_MS);
  t.is(service.received.length, 1);
});

test('killed between the acceptance and the call, it calls after the start; what was called for before is not called again', async (t) => {
  await using service = await PushService.open((response, count) => {
    if (count > 1) {
      response.writeHead(201).end();
    }
  });
  await using all = await calling(service);
  const one = await waits(all, service);
  await left(all, one);
  await all.rita.command({ type: 'accept', session: one.session });
  await comes('the try that is never answered', () => service.received.length === 1);
  await using killed = await all.world.killed(1_000, [service.host]);
  await killed.pass(15_000);
  await comes('the call', () => service.received.length === 2);
  const [first, second] = service.received.map((pushed) => one.browser.read(pushed));
  t.deepEqual(first, second, 'the same call, by its place in the journal: a browser shows it once');
  await turnOfTheLoop();
  await using again = await killed.killed(1_000, [service.host]);
  await again.pass(MINUTE_MS);
  t.is(service.received.length, 2);
});

test('the appliance asks no address but those of push services, and no browser more than it can call', async (t) => {
  await using service = await PushService.open();
  await using all = await calling(service);
  const { page, session, browser } = await waits(all, service);
  const { p256dh, auth } = browser.address;
  for (const endpoint of [
    'https://127.0.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    `http://${service.host}/x`,
    'https://localhost/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://fcm.googleapis.com:8443/x',
    `https://user@${service.host}/x`,
    'file:///etc/passwd',
    'x',
  ]) {
    const answer = await page.command({ type: 'subscribe-push', session, endpoint, p256dh, auth });
    t.like(answer, { type: 'refused', code: 'not-valid' }, endpoint);
  }
  const notAPoint = await page.command({
    type: 'subscribe-push',
    session,
    endpoint: browser.endpoint,
    p256dh: 'A'.repeat(87),
    auth,
  });
  t.like(notAPoint, { type: 'refused', code: 'not-valid' });
  for (let more = 0; more < 5; more += 1) {
    await page.command({ type: 'subscribe-push', session, ...service.browser().address });
    await page.command({ type: 'subscribe-push', session, ...browser.address });
  }
  t.is(rows(all.world).length, 3);
  await Promise.all(
    Array.from({ length: 5 }, () =>
      page.command({ type: 'subscribe-push', session, ...service.browser().address }),
    ),
  );
  t.is(rows(all.world).length, 3, 'however many ask at once');
  t.is((await page.command({ type: 'unsubscribe-push', session })).type, 'done');
  t.is(rows(all.world).length, 0);
  page.send({ type: 'looking', session, looks: false });
  await page.roundTrip();
  await all.rita.command({ type: 'accept', session });
  await settle(all);
  t.is(service.received.length, 0);
});

test('a redirect is not followed', async (t) => {
  await using elsewhere = await PushService.open();
  await using service = await PushService.open(
    (response) => void response.writeHead(307, { Location: `https://${elsewhere.host}/secret` }).end(),
  );
  await using all = await calling(service);
  const one = await waits(all, service);
  await left(all, one);
  await all.rita.command({ type: 'accept', session: one.session });
  await comes('the call', () => service.received.length === 1);
  await all.world.pass(3 * MINUTE_MS);
  t.is(service.received.length, 1);
  t.is(elsewhere.received.length, 0);
});

test('a site that does not call its customers offers no key, and the worker is the session’s alone', async (t) => {
  await using service = await PushService.open();
  await using all = await calling(service);
  const waiting = await waits(all, service);
  const worker = await waiting.visitor.get(`/session/${waiting.session}/worker.js`);
  t.is(worker.status, 200);
  t.is(worker.headers.get('service-worker-allowed'), `/session/${waiting.session}`);
  t.is(worker.headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'");
  t.notRegex(
    await worker.text(),
    /^\s*import |\bimport\(/m,
    'one file, for browsers whose workers are no modules',
  );

  t.regex(await (await all.administrator.get(CLIENT_PAGE)).text(), /name="webPush"[^>]* checked/);
  // What is not ticked is off.
  await configureClient(all.administrator, {}, ['webPush']);
  const off = await all.world.arrival(all.queue('Laptops'));
  using offPage = await off.visitor.page(`/session/${off.session}`);
  t.is((await offPage.next('push-offer')).key, undefined);
  t.like(
    await offPage.command({
      type: 'subscribe-push',
      session: off.session,
      ...service.browser().address,
    }),
    { type: 'refused', code: 'not-allowed' },
  );
  await left(all, waiting);
  await all.rita.command({ type: 'accept', session: waiting.session });
  await settle(all);
  t.is(service.received.length, 0, 'those who were called before are not, either');
});

async function ownId(console: PageEnd): Promise<string> {
  const { as } = await console.next('welcome');
  return as.kind === 'representative' ? as.id : '';
}
