import { randomInt } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import test from 'ava';
import { verifyJournal } from '../../src/journal/edge/verify.ts';
import { LIMITS, type SessionId } from '../../src/kernel/index.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { Database } from '../../src/platform/database.ts';
import { CLOSE, type Up } from '../../src/protocol/index.ts';
import { RunningAppliance } from '../running-appliance.ts';
import { keyFrom, Visitor, type PageEnd } from '../world.ts';

const KILLS = 5;
const LONGEST_LIFE_MS = 1_200;
const PASSWORD = 'a password of kings';

/** What the appliance said was done, and everything that must never be in its log. */
class Told {
  readonly done: { readonly session: SessionId; readonly type: Up['type']; readonly messageId?: string }[] =
    [];
  readonly secrets = new Set<string>([PASSWORD]);

  async command(
    end: PageEnd,
    message: { type: Up['type']; session: SessionId; messageId?: string; text?: string },
  ): Promise<void> {
    if (message.text !== undefined) {
      this.secrets.add(message.text);
    }
    const answer = await end.command(message);
    if (answer.type === 'done') {
      this.done.push(message);
    }
  }
}

async function claimed(appliance: RunningAppliance): Promise<Visitor> {
  const visitor = new Visitor(appliance.url);
  const { pathname, search } = new URL(await appliance.claimUrl());
  const place = `${pathname}${search}`;
  await visitor.submit(place, place, {
    name: 'Ada Admin',
    username: 'ada',
    password: PASSWORD,
    siteName: 'Northwind',
  });
  return visitor;
}

async function begin(
  appliance: RunningAppliance,
  key: string,
): Promise<{ visitor: Visitor; session: SessionId }> {
  const visitor = new Visitor(appliance.url);
  const answer = await visitor.submit(`/?key=${key}`, '/start', { key, name: 'Anna', details: 'Broken' });
  const session = (answer.headers.get('location') ?? '').split('/session/')[1] as SessionId | undefined;
  if (session === undefined) {
    throw new Error(`no session: ${answer.status}`);
  }
  return { visitor, session };
}

/** Sessions from key to end, one after another, until somebody pulls the plug. */
async function work(appliance: RunningAppliance, rep: Visitor, told: Told): Promise<void> {
  const ticket = await rep.ticket('/console');
  told.secrets.add(ticket);
  const console = await rep.page('/console');
  await Promise.race([console.closed, serve(appliance, console, told)]);
}

async function serve(appliance: RunningAppliance, console: PageEnd, told: Told): Promise<never> {
  for (let count = 0; ; count += 1) {
    const key = await keyFrom(console);
    told.secrets.add(key).add(key.replace('-', ''));
    const { visitor, session } = await begin(appliance, key);
    told.done.push({ session, type: 'hello' });
    for (const pair of visitor.cookiesFor(`/session/${session}`).split('; ')) {
      const [, value = pair] = pair.split('=');
      // Which session it was is the address of its page: a cookie that says it lets nobody in.
      if (value !== session) {
        told.secrets.add(value);
      }
    }
    const page = await visitor.page(`/session/${session}`);
    const id = (what: string) => `${what}${count}${randomInt(1e9)}`.padEnd(22, '-');
    await told.command(page, { type: 'say', session, messageId: id('a'), text: `I need help ${id('x')}` });
    await told.command(console, { type: 'accept', session });
    await Promise.all([
      told.command(console, { type: 'say', session, messageId: id('b'), text: `Here I am ${id('y')}` }),
      told.command(page, { type: 'say', session, messageId: id('c'), text: `My PIN is ${id('z')}` }),
      told.command(console, { type: 'add-note', session, messageId: id('d'), text: `A note ${id('n')}` }),
    ]);
    if (count % 2 === 0) {
      await told.command(page, { type: 'end-session', session });
    }
    page[Symbol.dispose]();
  }
}

interface IndexRow {
  readonly id: SessionId;
  readonly status: string;
}

test('killed again and again, it has kept all that it said was done, once, and its log holds no secret', async (t) => {
  t.timeout(60_000);
  await using appliance = await RunningAppliance.start({ HANDRAIL_LOG_LEVEL: 'debug' });
  const rep = await claimed(appliance);
  const told = new Told();
  for (const pair of rep.cookiesFor('/').split('; ')) {
    told.secrets.add(pair.split('=')[1] ?? pair);
  }
  for (let kill = 0; kill < KILLS; kill += 1) {
    const lifeMs = randomInt(100, LONGEST_LIFE_MS);
    const cut = new Promise((resolve) => void setTimeout(resolve, lifeMs));
    const working = work(appliance, rep, told).catch(() => undefined);
    await cut;
    await appliance.stop('SIGKILL');
    await working;
    using database = Database.openToRead({
      file: join(appliance.dataDir, 'handrail.sqlite'),
      log: new MemoryLog(),
    });
    const verdict = verifyJournal(database);
    t.true(verdict.ok, JSON.stringify(verdict));
    const rows = database.all<IndexRow>(database.table('sessions').select('id', 'status'));
    const statuses = new Map(rows.map(({ id, status }) => [id, status]));
    const entries = database.all<{ stream: string; type: string; data: string }>(
      database.table('journal_entries').where('stream', 'like', 'session:%').orderBy('seq'),
    );
    const byJournal = new Map<string, string>();
    const kept: string[] = [];
    for (const { stream, type, data } of entries) {
      const session = stream.slice('session:'.length);
      const status = {
        requested: 'preparing',
        queued: 'waiting',
        accepted: 'in-session',
        ended: 'ended',
      }[type];
      byJournal.set(session, status ?? byJournal.get(session) ?? 'nothing');
      const { messageId } = JSON.parse(data) as { messageId?: string };
      if (messageId !== undefined) {
        kept.push(messageId);
      }
    }
    t.deepEqual(statuses, byJournal as typeof statuses, 'the list of sessions and the journal differ');
    t.is(new Set(kept).size, kept.length, 'a message is there twice');
    const types = new Map([
      ['accept', ['in-session', 'ended']],
      ['end-session', ['ended']],
    ] as const);
    for (const { session, type, messageId } of told.done) {
      t.true(statuses.has(session), `${session} was begun and is lost after ${lifeMs} ms`);
      t.true(messageId === undefined || kept.includes(messageId), `${type} is lost after ${lifeMs} ms`);
      const allowed: readonly string[] | undefined = types.get(type as 'accept');
      t.true(allowed?.includes(statuses.get(session) ?? '') ?? true, `${type} is lost after ${lifeMs} ms`);
    }
    await appliance.start();
  }
  t.true(told.done.length > 10, `only ${told.done.length} commands were carried out`);
  const log = appliance.output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .join('\n');
  t.true(log.length > 1_000);
  for (const secret of told.secrets) {
    t.false(log.includes(secret), `the log says ${secret}`);
  }
});

test('it closes within five seconds, whoever holds on to it, and tells the others first', async (t) => {
  t.timeout(30_000);
  await using appliance = await RunningAppliance.start();
  const rep = await claimed(appliance);
  const polite = await rep.page('/console');
  const deaf = await rep.page('/console');
  const { _socket: network } = deaf.socket as unknown as { readonly _socket: Socket };
  network.pause();
  const port = Number(new URL(appliance.url).port);
  const holding = [
    'POST /join HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
      `Origin: ${appliance.url}\r\nContent-Length: ${LIMITS.formBytes}\r\n\r\nkey=`,
    'GET / HTTP/1.1\r\nHost: local',
    'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n',
    '',
  ].map((text) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined);
    socket.write(text);
    return socket;
  });
  await fetch(`${appliance.url}/healthz`);
  const stopping = appliance.stop();
  t.is(await polite.closed, CLOSE.goingAway);
  const tookMs = await stopping;
  t.true(tookMs < 5_000, `${tookMs} ms`);
  deaf[Symbol.dispose]();
  for (const socket of holding) {
    socket.destroy();
  }
});
