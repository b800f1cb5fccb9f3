import { cpSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createAppliance, type Appliance } from '../src/appliance.ts';
import { laterBy, type Clock, type QueueId, type SessionId, type Timers } from '../src/kernel/index.ts';
import { FakeTime } from '../src/kernel/testing/fake-time.ts';
import { MemoryLog } from '../src/kernel/testing/memory-log.ts';
import { SeededRandom } from '../src/kernel/testing/seeded-random.ts';
import { FakeRelay } from '../src/media/testing/fake-relay.ts';
import type { Config } from '../src/platform/config.ts';
import { Database } from '../src/platform/database.ts';
import { DEFAULT_PORTAL } from '../src/portals/index.ts';
import {
  EMPTY_SESSION_VIEW,
  PROTOCOL_VERSION,
  readDown,
  withEntries,
  type Down,
  type DownOf,
  type SessionView,
  type Up,
} from '../src/protocol/index.ts';
import { CUSTOMER_COOKIE } from '../src/sessions/edge/customer-sign-in.ts';
import type { CommandOf } from '../src/sessions/index.ts';

import { AUTHORITY } from './certificates.ts';
import { PATIENCE_MS } from './running-appliance.ts';

/**
 * The whole appliance in this process: real Koa, real sockets, real SQLite; time stands still until
 * a test moves it, chance is seeded, and pictures are a fake relay's.
 */
export class World implements AsyncDisposable {
  readonly time: FakeTime;
  readonly relay = new FakeRelay();
  readonly log = new MemoryLog();
  readonly directory: string;
  /** Hosts with ports that customers may be called over; they count from the next start. */
  pushServices: readonly string[] = [];
  #appliance: Appliance | undefined;

  private constructor(directory: string, time = new FakeTime()) {
    this.directory = directory;
    this.time = time;
  }

  static async open(): Promise<World> {
    const world = new World(await mkdtemp(join(tmpdir(), 'handrail-world-')));
    await world.start();
    return world;
  }

  /**
   * What a `kill -9` in this moment leaves, started again `laterMs` later: the files as they are now, whatever is
   * on its way into them. This world goes on.
   */
  async killed(laterMs = 0, pushServices: readonly string[] = []): Promise<World> {
    const directory = await mkdtemp(join(tmpdir(), 'handrail-world-'));
    cpSync(this.directory, directory, { recursive: true, filter: (file) => !file.endsWith('-shm') });
    const world = new World(directory, new FakeTime(laterBy(this.time.now(), laterMs)));
    world.pushServices = pushServices;
    await world.start();
    return world;
  }

  get appliance(): Appliance {
    if (this.#appliance === undefined) {
      throw new Error('the appliance is not running');
    }
    return this.#appliance;
  }

  get url(): string {
    return this.appliance.url;
  }

  async start(): Promise<void> {
    const config: Config = {
      dataDir: this.directory,
      httpPort: 0,
      publicUrl: undefined,
      stunPort: 0,
      mediaPort: 0,
      mediaAddress: '127.0.0.1',
      recordingsDir: join(this.directory, 'recordings'),
      trustedHops: 0,
      pushServices: this.pushServices,
      logLevel: 'debug',
    };
    this.#appliance = await createAppliance({
      config,
      version: '0.0.0-test',
      clock: this.time satisfies Clock,
      timers: this.time satisfies Timers,
      random: new SeededRandom(Math.trunc(this.time.monotonicMs()) + 1),
      log: this.log,
      relay: this.relay,
      trusted: [AUTHORITY],
    });
  }

  async stop(): Promise<void> {
    const closing = this.#appliance?.[Symbol.asyncDispose]();
    this.#appliance = undefined;
    // Whoever waits for a time to pass while closing waits for this clock.
    for (let turn = 0; turn < 20; turn += 1) {
      await turnOfTheLoop();
      this.time.advance(500);
    }
    await closing;
  }

  /**
   * Lets time pass as it does outside: what others do meanwhile happens in between. A page is asked whether it is there
   * before it would be given up; a day with nobody there is short.
   */
  async pass(durationMs: number): Promise<void> {
    for (let leftMs = durationMs; leftMs > 0;) {
      const pages = pagesOf(this.url);
      const stepMs = Math.min(leftMs, pages.length === 0 ? 600_000 : 10_000);
      leftMs -= stepMs;
      this.time.advance(stepMs);
      await turnOfTheLoop();
      await Promise.all(pages.map((page) => page.roundTrip()));
    }
  }

  /** The page is gone, and the appliance has noticed; only then may time pass for it. */
  async lose(page: PageEnd): Promise<void> {
    const ended = () => this.log.lines.filter(({ message }) => message === 'a connection ended').length;
    const before = ended();
    page[Symbol.dispose]();
    while (ended() === before) {
      await turnOfTheLoop();
    }
  }

  async claimUrl(): Promise<string> {
    return (await readFile(join(this.directory, 'claim-url'), 'utf8')).trim();
  }

  /** `opensPages`: as a browser, which goes on to the page of a session that it has begun. */
  visitor(opensPages = true): Visitor {
    return new Visitor(this.url, opensPages ? (page) => this.lose(page) : undefined);
  }

  /** The first administrator, signed in. */
  async administrator(): Promise<Visitor> {
    const visitor = this.visitor();
    const claim = new URL(await this.claimUrl());
    await visitor.submit(`${claim.pathname}${claim.search}`, `${claim.pathname}${claim.search}`, {
      name: 'Ada Admin',
      username: 'ada',
      password: 'correct horse battery',
      siteName: 'Northwind',
    });
    return visitor;
  }

  /** Somebody whom the administrator added, signed in. */
  async person(administrator: Visitor, username: string, roles: readonly string[]): Promise<Visitor> {
    const added = await administrator.submit('/login/users/new', '/login/users/new', {
      name: `${username} Person`,
      username,
      password: `${username} has a long password`,
      ...Object.fromEntries(roles.map((role) => [role, 'on'])),
    });
    if (added.status !== 303) {
      throw new Error(`${username} was not added: ${added.status}`);
    }
    const visitor = this.visitor();
    await visitor.submit('/login', '/login', { username, password: `${username} has a long password` });
    return visitor;
  }

  /** A program has begun this session; somebody opens the page that it was answered. */
  async handedOver(answer: Response, session: SessionId): Promise<Visitor> {
    const visitor = this.visitor();
    visitor.take(answer);
    await visitor.come(session);
    return visitor;
  }

  /** A customer who typed this key and waits; their page was there for a moment. */
  async customer(key: string, name = 'Anna Lindqvist'): Promise<{ visitor: Visitor; session: SessionId }> {
    const visitor = this.visitor();
    const started = await visitor.submit(`/?key=${key}`, '/start', { key, name, details: 'It is broken' });
    const session = /\/session\/([A-Za-z0-9_-]{22})$/.exec(started.headers.get('location') ?? '')?.[1];
    if (session === undefined) {
      throw new Error(`the session did not start: ${started.status}`);
    }
    return { visitor, session: session as SessionId };
  }

  /** A customer who came to this queue, by an issue unless `request` says otherwise, and waits. */
  async arrival(
    queue: QueueId,
    request: Partial<CommandOf<'request'>> = {},
  ): Promise<{ visitor: Visitor; session: SessionId }> {
    const { session, cookie } = await this.appliance.begin({
      kind: 'request',
      customerName: 'Anna Lindqvist',
      details: 'It is broken',
      portalId: DEFAULT_PORTAL,
      portalName: 'Northwind',
      startMethod: 'issue',
      mode: 'full',
      language: 'en',
      queue,
      queueName: 'Queue',
      ...request,
    });
    const visitor = this.visitor();
    visitor.keep(CUSTOMER_COOKIE, cookie, `/session/${session}`);
    await visitor.come(session);
    return { visitor, session };
  }

  /** The queue where this session is, or was last, as the company calls it: customers are not told. */
  queueNameOf(session: SessionId): string {
    using database = Database.openToRead({
      file: join(this.directory, 'handrail.sqlite'),
      log: this.log,
      isChecked: true,
    });
    const stream = database
      .table('journal_streams')
      .select('id')
      .where({ name: `session:${session}` });
    const last = database.first<{ data: string }>(
      database
        .table('journal')
        .whereIn('stream', stream)
        .where({ type: 'queued' })
        .orderBy('seq', 'desc')
        .first('data'),
    );
    return (JSON.parse(last?.data ?? '{}') as { queueName?: string }).queueName ?? '';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }
}

export function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, 2));
}

/** Somebody with a browser's manners: keeps cookies, sends forms with the token that came with them. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, { value: string; path: string }>();
  readonly #close: ((page: PageEnd) => Promise<void>) | undefined;

  /** `close`: closes the page of a session that was begun, which is opened then; without it none is opened by itself. */
  constructor(url: string, close?: (page: PageEnd) => Promise<void>) {
    this.#url = url;
    this.#close = close;
  }

  get url(): string {
    return this.#url;
  }

  /** The same browser, after the appliance came back at another address. */
  at(url: string): Visitor {
    const moved = new Visitor(url);
    for (const [name, cookie] of this.#cookies) {
      moved.#cookies.set(name, cookie);
    }
    return moved;
  }

  keep(name: string, value: string, path: string): void {
    this.#cookies.set(name, { value, path });
  }

  get(path: string): Promise<Response> {
    return this.request(path, {});
  }

  /** Reads the form's page, fills it in and sends it to `action`. */
  async submit(page: string, action: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.post(action, { ...fields, ...(await this.given(page)) });
  }

  /** The hidden fields that the form of this page was given. */
  async given(page: string): Promise<Readonly<Record<string, string>>> {
    const answer = await this.request(page, { headers: { Accept: 'text/html' } });
    const html = await answer.text();
    const marks = [...html.matchAll(/name="(csrf|once)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    if (marks.length === 0) {
      throw new Error(`${page} has no form`);
    }
    return Object.fromEntries(marks) as Record<string, string>;
  }

  /** Reads the form's page and sends a file, or none, with its token to `action`. */
  async upload(
    page: string,
    action: string,
    field: string,
    file: File | undefined,
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const html = await (await this.get(page)).text();
    const body = new FormData();
    body.set('csrf', /name="csrf" value="([^"]+)"/.exec(html)?.[1] ?? '');
    for (const [name, value] of Object.entries(fields)) {
      body.set(name, value);
    }
    if (file !== undefined) {
      body.set(field, file);
    }
    return this.request(action, { method: 'POST', headers: { Origin: this.#url }, body });
  }

  post(path: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.request(path, {
      method: 'POST',
      headers: { Origin: this.#url, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  }

  /** Opens the page of this session for a moment: so it is put into its queue, or its customer is asked first. */
  async come(session: SessionId): Promise<void> {
    const page = await this.page(`/session/${session}`);
    await page.until(() => page.view(session).status !== 'starting');
    if (this.#close === undefined) {
      page[Symbol.dispose]();
      await page.closed;
    } else {
      await this.#close(page);
    }
  }

  /** The cookies of an answer, also of one that somebody else was given. */
  take(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = pair.split('=');
      const cookiePath = attributes.find((each) => each.startsWith('Path='))?.slice(5) ?? '/';
      this.#cookies.set(name, { value, path: cookiePath });
    }
  }

  async request(path: string, init: RequestInit): Promise<Response> {
    const response = await fetch(`${this.#url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), Cookie: this.cookiesFor(path) },
    });
    this.take(response);
    const begun = /^\/session\/([A-Za-z0-9_-]{22})$/.exec(response.headers.get('location') ?? '')?.[1];
    if (init.method === 'POST' && begun !== undefined && this.#close !== undefined) {
      await this.come(begun as SessionId);
    }
    return response;
  }

  cookiesFor(path: string): string {
    return [...this.#cookies]
      .filter(([, cookie]) => cookie.value !== '' && (cookie.path === '/' || path.startsWith(cookie.path)))
      .map(([name, cookie]) => `${name}=${cookie.value}`)
      .join('; ');
  }

  async ticket(place: string): Promise<string> {
    const response = await this.request(`${place}/ticket`, {
      method: 'POST',
      headers: { Origin: this.#url, 'Content-Type': 'application/json', 'X-Handrail': '1' },
      body: '{}',
    });
    const { ticket } = (await response.json()) as { ticket?: string };
    if (ticket === undefined) {
      throw new Error(`no ticket for ${place}: ${response.status}`);
    }
    return ticket;
  }

  /** A WebSocket as this visitor's browser would open it; `how` changes what it says. */
  socket(
    place: string,
    ticket: string,
    how: { readonly origin?: string | undefined; readonly cookies?: string } = {},
  ): WebSocket {
    const origin = 'origin' in how ? how.origin : this.#url;
    return new WebSocket(`${this.#url.replace('http', 'ws')}${place}/socket?ticket=${ticket}`, {
      headers: {
        Cookie: how.cookies ?? this.cookiesFor(place),
        ...(origin === undefined ? {} : { Origin: origin }),
      },
    });
  }

  /** A page that is connected and greeted. */
  async page(place: string): Promise<PageEnd> {
    const end = new PageEnd(this.socket(place, await this.ticket(place)));
    await end.greeted;
    return end;
  }
}

/** Pages whose answers to the appliance's heartbeats take real time while the clock is moved. */
const openPages = new Set<PageEnd>();

/** Of one appliance: those of a test that runs beside this one are not waited for. */
function pagesOf(url: string): readonly PageEnd[] {
  const { host } = new URL(url);
  return [...openPages].filter(({ socket }) => new URL(socket.url).host === host);
}

/** A page's end of the wire, as far as a test needs it. */
export class PageEnd implements Disposable {
  readonly socket: WebSocket;
  readonly received: Down[] = [];
  readonly greeted: Promise<void>;
  readonly closed: Promise<number>;
  readonly views = new Map<SessionId, SessionView>();
  readonly #waiting = new Set<() => void>();
  #commands = 0;

  constructor(socket: WebSocket, shown: readonly { session: SessionId; upTo: number }[] = []) {
    this.socket = socket;
    openPages.add(this);
    socket.once('close', () => void openPages.delete(this));
    this.closed = new Promise((resolve) => void socket.once('close', resolve));
    socket.on('message', (data) => {
      const message = readDown((data as Buffer).toString('utf8'));
      this.received.push(message);
      if (message.type === 'events') {
        const view = this.views.get(message.session) ?? EMPTY_SESSION_VIEW;
        this.views.set(message.session, withEntries(view, message.entries));
      }
      for (const wake of this.#waiting) {
        wake();
      }
    });
    this.greeted = new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.once('open', () => {
        this.send({ type: 'hello', version: PROTOCOL_VERSION, shown: [...shown] });
        this.next('welcome').then(() => resolve(), reject);
      });
    });
    // Not every test waits for it: whoever does is told.
    this.greeted.catch(() => undefined);
  }

  /** Everything that was sent either way before has arrived. */
  async roundTrip(): Promise<void> {
    if (this.socket.readyState === WebSocket.OPEN) {
      const answered = new Promise((resolve) => void this.socket.once('pong', resolve));
      this.socket.ping();
      await Promise.race([answered, this.closed]);
    }
  }

  send(message: Up): void {
    this.socket.send(JSON.stringify(message));
  }

  /** The answer, or the refusal, to a command. */
  async command(
    message: Record<string, unknown> & { readonly type: Up['type'] },
  ): Promise<DownOf<'done'> | DownOf<'answer'> | DownOf<'refused'>> {
    this.#commands += 1;
    const command = `command-${this.#commands}`.padEnd(22, '-');
    this.socket.send(JSON.stringify({ command, ...message }));
    return this.until((all) =>
      all.find(
        (each): each is DownOf<'done'> | DownOf<'answer'> | DownOf<'refused'> =>
          (each.type === 'done' || each.type === 'answer' || each.type === 'refused') &&
          each.command === (message['command'] ?? command),
      ),
    );
  }

  next<Type extends Down['type']>(type: Type): Promise<DownOf<Type>> {
    return this.until((all) => all.find((each): each is DownOf<Type> => each.type === type));
  }

  /** What `find` finds in all that has come so far, as soon as it is there. */
  async until<T>(find: (all: readonly Down[]) => T | undefined | false): Promise<T> {
    const deadlineMs = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = find(this.received);
      if (found !== undefined && found !== false) {
        return found;
      }
      if (performance.now() > deadlineMs) {
        throw new Error(`nothing of the kind came; last: ${JSON.stringify(this.received.slice(-3))}`);
      }
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(late);
          this.#waiting.delete(wake);
          resolve();
        };
        const late = setTimeout(wake, 100);
        this.#waiting.add(wake);
      });
    }
  }

  view(session: SessionId): SessionView {
    return this.views.get(session) ?? EMPTY_SESSION_VIEW;
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}

/** A key that this representative's console made. */
export async function keyFrom(console: PageEnd): Promise<string> {
  const answer = await console.command({
    type: 'generate-key',
    validForMs: 3_600_000,
    portal: 'default-portal--------',
  });
  if (answer.type !== 'answer') {
    throw new Error(`no key: ${JSON.stringify(answer)}`);
  }
  return (answer.body as { key: string }).key;
}
