import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import anyTest, { type TestFn } from 'ava';
import {
  CUSTOMER,
  newId,
  personalQueue,
  type IssueId,
  type KeyId,
  type MessageId,
  type PortalId,
  type Principal,
  type RecordingId,
  type RepId,
  type Role,
  type SessionId,
} from '../../kernel/index.ts';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { SeededRandom } from '../../kernel/testing/seeded-random.ts';
import { createJournal } from '../../journal/edge/store.ts';
import { Database } from '../../platform/database.ts';
import { createWeb, Views, type Web } from '../../platform/web.ts';
import { Sessions, type Request } from '../../sessions/index.ts';
import { createSessionIndex } from '../../sessions/edge/store.ts';
import { reportRoutes } from './http.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BYTES = Buffer.from(Uint8Array.from({ length: 10_000 }, (_, index) => index % 251));
const CANARY = 'canary-7f3a';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
}

interface Person {
  readonly id: RepId;
  readonly name: string;
}

/** The real routes on a real web, over a database that the real sessions have written. */
class World {
  readonly random = new SeededRandom(2026);
  readonly time = new FakeTime();
  readonly log = new MemoryLog();
  readonly anna: Person = { id: newId<RepId>(this.random), name: 'Anna Berg' };
  readonly ben: Person = { id: newId<RepId>(this.random), name: 'Ben <b>Carter</b>' };
  readonly ada: Person = { id: newId<RepId>(this.random), name: 'Ada Admin' };
  readonly portalId = newId<PortalId>(this.random);
  readonly directory: string;
  readonly recordingsDir: string;
  readonly sessions: Sessions;
  readonly web: Web;
  readonly #database: Database;
  /** Pages of the journal that were read. */
  pagesRead = 0;
  #port = 0;

  constructor(directory: string, database: Database) {
    this.directory = directory;
    this.recordingsDir = join(directory, 'recordings');
    this.#database = database;
    const journal = createJournal(database, this.log);
    this.sessions = new Sessions({
      journal,
      index: createSessionIndex(database),
      clock: this.time,
      random: this.random,
      log: this.log,
    });
    const people = new Map<string, Principal & { readonly kind: 'person' }>(
      (
        [
          ['ada', this.ada, ['administrator']],
          ['anna', this.anna, ['representative']],
          ['ben', this.ben, ['representative']],
          ['nobody', this.anna, []],
        ] as const satisfies readonly (readonly [string, Person, readonly Role[]])[]
      ).map(([cookie, person, roles]) => [
        cookie,
        { kind: 'person', ...person, roles: new Set<Role>(roles), grants: new Set(), signIn: cookie },
      ]),
    );
    this.web = createWeb({
      routes: reportRoutes({
        agreement: () => undefined,
        surveys: { submissions: () => [] },
        database,
        journal: {
          page: (...asked) => {
            this.pagesRead += 1;
            return journal.page(...asked);
          },
        },
        clock: this.time,
        recordingsDir: this.recordingsDir,
        timeZone: 'UTC',
      }),
      views: Views.load({
        directory: join(import.meta.dirname, '../../../views'),
        asset: (name) => `/assets/${name}`,
        clock: this.time,
      }),
      principals: {
        person: (cookies) => people.get(cookies('who') ?? ''),
        may: () => false,
        personCookie: 'who',
        customer: () => undefined,
        external: () => undefined,
        claimant: () => false,
      },
      page: () => ({
        isOurs: true,
        siteName: 'Example Help',
        menu: { groups: [], person: { name: 'Somebody', mayUseConsole: false } },
      }),
      signInPath: '/login/sign-in',
      publicUrl: undefined,
      trustedHops: 0,
      clock: this.time,
      random: this.random,
      log: this.log,
    });
  }

  static async open(): Promise<World> {
    const world = new World(
      await mkdtemp(join(tmpdir(), 'handrail-reports-')),
      await Database.open({ file: ':memory:', log: new MemoryLog() }),
    );
    world.#port = await world.web.listen(0, '127.0.0.1');
    return world;
  }

  async close(): Promise<void> {
    await this.web.close();
    this.#database[Symbol.dispose]();
    await rm(this.directory, { recursive: true });
  }

  get port(): number {
    return this.#port;
  }

  /** The path goes out exactly as it is written. */
  get(
    path: string,
    who?: string,
    headers: Readonly<Record<string, string>> = {},
    method = 'GET',
  ): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    request(
      {
        host: '127.0.0.1',
        port: this.#port,
        path,
        method,
        headers: { ...headers, ...(who === undefined ? {} : { cookie: `who=${who}` }) },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text: bytes.toString('utf8'),
          });
        });
      },
    )
      .on('error', reject)
      .end();
    return promise;
  }

  async request(
    rep: Person,
    customerName: string,
    details = '',
    more: Partial<Request> = {},
  ): Promise<SessionId> {
    return this.sessions.request(
      {
        kind: 'request',
        customerName,
        details,
        portalId: this.portalId,
        portalName: 'Help desk',
        startMethod: 'session-key',
        mode: 'full',
        language: 'en',
        keyId: newId<KeyId>(this.random),
        queue: personalQueue(rep.id),
        queueName: `Personal queue of ${rep.name}`,
        ...more,
      },
      () => undefined,
    );
  }

  /** Out of the personal queue. */
  async accept(rep: Person, session: SessionId): Promise<void> {
    await this.sessions.command(session, { kind: 'accept', by: rep, from: new Set([personalQueue(rep.id)]) });
  }

  /** A session that was accepted at once. */
  async inSession(rep: Person, customerName: string): Promise<SessionId> {
    const session = await this.request(rep, customerName);
    await this.accept(rep, session);
    return session;
  }

  /** A session that was requested, accepted and ended, a minute each. */
  async whole(rep: Person, customerName: string): Promise<SessionId> {
    const session = await this.request(rep, customerName);
    this.time.advance(MINUTE_MS);
    await this.accept(rep, session);
    this.time.advance(MINUTE_MS);
    await this.sessions.command(session, { kind: 'end', by: rep });
    this.time.advance(MINUTE_MS);
    return session;
  }

  async say(session: SessionId, from: Person | 'customer', text: string): Promise<void> {
    const who = from === 'customer' ? { id: CUSTOMER, name: this.#customerOf(session) } : from;
    await this.sessions.command(session, {
      kind: 'say',
      messageId: newId<MessageId>(this.random),
      from: who,
      text,
    });
  }

  /** A recording that runs, with its file. */
  async record(session: SessionId, bytes: Buffer | 'no-file' = BYTES): Promise<RecordingId> {
    const recordingId = newId<RecordingId>(this.random);
    const file = `${session}/${recordingId}.webm`;
    await this.sessions.command(session, { kind: 'start-screen', producerId: 'p1' });
    await this.sessions.command(session, { kind: 'start-recording', recordingId, file });
    if (bytes !== 'no-file') {
      await mkdir(join(this.recordingsDir, session), { recursive: true });
      await writeFile(join(this.recordingsDir, file), bytes);
    }
    return recordingId;
  }

  #customerOf(session: SessionId): string {
    const live = this.sessions.find(session);
    return live === undefined || live.status === 'new' ? '' : live.customerName;
  }
}

const test = anyTest as TestFn<World>;

test.beforeEach(async (t) => {
  t.context = await World.open();
});

test.afterEach.always(async (t) => {
  await t.context.close();
});

function linksIn(html: string): readonly string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='),
  );
}

/** The sessions that the list shows, in its order. */
function listed(html: string): readonly string[] {
  return linksIn(html).flatMap((href) => /^\/login\/reports\/([A-Za-z0-9_-]{22})$/.exec(href)?.[1] ?? []);
}

test('who may see what of a session: everybody else is told that there is nothing', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  const recording = await world.record(session);
  const paths = [
    `/login/reports/${session}`,
    `/login/reports/${session}/transcript.txt`,
    `/login/reports/${session}/recordings/${recording}`,
    `/login/reports/${session}/recordings/${recording}?download`,
  ];
  for (const path of paths) {
    for (const [who, expected] of [
      ['ada', 200],
      ['anna', 200],
      ['ben', 404],
      ['nobody', 404],
      ['stranger', 303],
      [undefined, 303],
    ] as const) {
      const { status, headers } = await world.get(path, who);
      t.is(status, expected, `${who} on ${path}`);
      if (expected === 303) {
        t.is(headers['location'], `/login/sign-in?next=${encodeURIComponent(path)}`);
      }
    }
  }
});

test('a report that one may not see looks like one that is not there', async (t) => {
  const world = t.context;
  const session = await world.whole(world.anna, 'Maria');
  const missing = newId<SessionId>(world.random);
  for (const path of ['', '/transcript.txt', `/recordings/${newId<RecordingId>(world.random)}`]) {
    const hidden = await world.get(`/login/reports/${session}${path}`, 'ben');
    const absent = await world.get(`/login/reports/${missing}${path}`, 'ben');
    t.is(hidden.status, 404);
    t.is(hidden.text, absent.text);
    t.false(hidden.text.includes('Maria'));
  }
});

test('a session that still waits is for administrators alone', async (t) => {
  const world = t.context;
  const session = await world.request(world.anna, 'Maria');
  t.is((await world.get(`/login/reports/${session}`, 'ada')).status, 200);
  t.is((await world.get(`/login/reports/${session}`, 'anna')).status, 404);
});

test('only GET is there, and only under the exact path', async (t) => {
  const world = t.context;
  const session = await world.whole(world.anna, 'Maria');
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    t.is((await world.get(`/login/reports/${session}`, 'ada', {}, method)).status, 405, method);
  }
  for (const path of [
    `/login/reports/${session}/`,
    `/login/reports/${session}/x`,
    '/login/reports/x',
    '/LOGIN/reports',
  ]) {
    t.is((await world.get(path, 'ada')).status, 404, path);
  }
});

test('the list shows administrators every session and representatives their own, newest first', async (t) => {
  const world = t.context;
  const first = await world.whole(world.anna, 'First');
  const second = await world.whole(world.ben, 'Second');
  const third = await world.whole(world.anna, 'Third');
  t.deepEqual(listed((await world.get('/login/reports', 'ada')).text), [third, second, first]);
  t.deepEqual(listed((await world.get('/login/reports', 'anna')).text), [third, first]);
  t.deepEqual(listed((await world.get('/login/reports', 'ben')).text), [second]);
  t.deepEqual(listed((await world.get('/login/reports', 'nobody')).text), []);
});

test('a line of the list says when, how long, who, where, how it ended and whether it was recorded', async (t) => {
  const world = t.context;
  const session = await world.request(world.anna, 'Maria Müller');
  world.time.advance(MINUTE_MS);
  await world.accept(world.anna, session);
  await world.record(session);
  world.time.advance(4 * MINUTE_MS);
  await world.sessions.command(session, { kind: 'end', by: { id: CUSTOMER, name: 'Maria Müller' } });
  const { text } = await world.get('/login/reports', 'ada');
  t.regex(text, /<time datetime="2026-11-21T12:00:00.000Z">/);
  t.regex(text, />5:00</);
  t.regex(text, /<bdi>Maria Müller<\/bdi>/);
  t.regex(text, /<bdi class="anywhere">Anna Berg<\/bdi>/);
  t.regex(text, /Help desk/);
  t.regex(text, /Ended by the customer/);
  t.regex(text, /<\/span>Yes<\/span>/);
});

test('a session that runs is listed as running', async (t) => {
  const world = t.context;
  const session = await world.request(world.anna, 'Maria');
  t.regex((await world.get('/login/reports', 'ada')).text, /Waiting now/);
  await world.accept(world.anna, session);
  t.regex((await world.get('/login/reports', 'anna')).text, /In session now/);
});

test('a report says how it began and what the customer brought, as it was written, and nothing that was not', async (t) => {
  const world = t.context;
  const evil = '<b>{{Contoso}}</b>';
  const session = await world.request(world.anna, 'Maria', '', {
    startMethod: 'issue',
    mode: 'chat',
    language: 'de',
    issue: {
      id: newId<IssueId>(world.random),
      codeName: 'printing',
      description: 'Printing & scanning',
      priority: 'high',
      skills: [],
    },
    company: evil,
    companyCode: 'con-1',
    externalKey: 'CASE-7',
    custom: { tier: 'gold' },
  });
  const { text } = await world.get(`/login/reports/${session}`, 'ada');
  const facts = text.replaceAll(/<\/?bdi[^>]*>/g, '').replaceAll(/ class="anywhere"/g, '');
  for (const fact of [
    '<dt>Start method</dt><dd>Issue, click-to-chat</dd>',
    '<dt>Issue</dt><dd>Printing &amp; scanning</dd>',
    '<dt>Priority</dt><dd>High</dd>',
    '<dt>Language</dt><dd>German</dd>',
    '<dt>External key</dt><dd>CASE-7</dd>',
    '<dt>Company</dt><dd>&lt;b&gt;{{Contoso}}&lt;/b&gt;</dd>',
    '<dt>Company code</dt><dd>con-1</dd>',
    '<dt>tier</dt><dd>gold</dd>',
  ]) {
    t.true(facts.includes(fact), fact);
  }
  const plain = await world.request(world.anna, 'Otto');
  const other = (await world.get(`/login/reports/${plain}`, 'ada')).text;
  t.regex(other, /<dt>Start method<\/dt><dd>Session key<\/dd>/);
  t.notRegex(other, /<dt[^>]*>(?:Issue|Priority|Company|External key)/);
});

test('an empty list says why it is empty', async (t) => {
  const world = t.context;
  t.regex((await world.get('/login/reports', 'ada')).text, /No sessions yet/);
  await world.whole(world.anna, 'Maria');
  t.regex((await world.get('/login/reports?customer=Otto', 'ada')).text, /No session matches/);
  t.regex((await world.get('/login/reports?from=2026-13-01', 'ada')).text, /Nothing was looked up/);
});

test('days narrow the list, both included', async (t) => {
  const world = t.context;
  const saturday = await world.whole(world.anna, 'Saturday');
  world.time.advance(24 * HOUR_MS);
  const sunday = await world.whole(world.anna, 'Sunday');
  world.time.advance(24 * HOUR_MS);
  const monday = await world.whole(world.anna, 'Monday');
  for (const [query, expected] of [
    ['from=2026-11-21&to=2026-11-21', [saturday]],
    ['from=2026-11-22', [monday, sunday]],
    ['to=2026-11-22', [sunday, saturday]],
    ['from=2026-11-22&to=2026-11-23', [monday, sunday]],
    ['from=2026-11-24', []],
    ['from=&to=&customer=&representative=', [monday, sunday, saturday]],
  ] as const) {
    t.deepEqual(listed((await world.get(`/login/reports?${query}`, 'ada')).text), [...expected], query);
  }
});

test('the representative is chosen among those who took part in what the viewer may see', async (t) => {
  const world = t.context;
  const annas = await world.whole(world.anna, 'Maria');
  const bens = await world.whole(world.ben, 'Otto');
  const { text } = await world.get(`/login/reports?representative=${world.ben.id}`, 'ada');
  t.deepEqual(listed(text), [bens]);
  t.regex(text, new RegExp(`<option value="${world.anna.id}">Anna Berg</option>`));
  t.regex(text, new RegExp(`<option value="${world.ben.id}" selected>Ben &lt;b&gt;Carter`));
  const own = await world.get(`/login/reports?representative=${world.anna.id}`, 'anna');
  t.deepEqual(listed(own.text), [annas]);
  t.false(own.text.includes(world.ben.id));
  t.is((await world.get(`/login/reports?representative=${world.ben.id}`, 'anna')).status, 422);
});

test('a part of the customer’s name is text and no pattern', async (t) => {
  const world = t.context;
  const percent = await world.whole(world.anna, '50% off_\\ GmbH');
  const umlaut = await world.whole(world.anna, 'MÜLLER & Söhne');
  for (const [part, expected] of [
    ['%', [percent]],
    ['_', [percent]],
    ['\\', [percent]],
    ['50% OFF_', [percent]],
    ['müller', [umlaut]],
    ['& sö', [umlaut]],
    ['M_LLER', []],
    ["' or ''='", []],
  ] as const) {
    const { status, text } = await world.get(`/login/reports?customer=${encodeURIComponent(part)}`, 'ada');
    t.is(status, 200, part);
    t.deepEqual(listed(text), [...expected], part);
  }
});

test('wrong filters get a sentence beside the field, what was typed, and no list', async (t) => {
  const world = t.context;
  await world.whole(world.anna, 'Maria');
  for (const hostile of [
    '{"$ne":1}',
    '1) or (1=1',
    'id desc; drop table sessions',
    "' or ''='",
    '$(id)',
    '{{constructor}}',
    '<script>alert(1)</script>',
    '\u0000',
    '\u202e',
  ]) {
    for (const field of ['from', 'to', 'representative', 'older', 'newer']) {
      const { status, text } = await world.get(
        `/login/reports?${field}=${encodeURIComponent(hostile)}&customer=Mar`,
        'ada',
      );
      t.is(status, 422, `${field}=${hostile}`);
      t.deepEqual(listed(text), []);
      t.regex(text, /role="alert"/);
      t.regex(text, /name="customer" value="Mar"/);
      t.false(text.includes('<script>alert'));
    }
  }
  for (const query of [
    'from=2026-11-21&from=2026-11-22',
    'customer=a&customer=b',
    'older=1&older=2',
    'from=2026-11-22&to=2026-11-21',
    `customer=${'x'.repeat(101)}`,
  ]) {
    t.is((await world.get(`/login/reports?${query}`, 'ada')).status, 422, query);
  }
});

test('names that the list does not know mean nothing', async (t) => {
  const world = t.context;
  const session = await world.whole(world.anna, 'Maria');
  const plain = (await world.get('/login/reports', 'ada')).text;
  for (const query of [
    'sort=id%20desc;drop',
    'from[]=2026-11-21',
    'from[$ne]=1',
    'customer[]=x',
    '__proto__=x',
    'constructor=x',
    'limit=1000000',
    'customer=%C0%80&customer[]=',
    '&&==&',
  ]) {
    const { status, text } = await world.get(`/login/reports?${query}`, 'ada');
    t.is(status, 200, query);
    t.is(query.startsWith('customer=') ? plain : text, plain, query);
  }
  t.deepEqual(listed(plain), [session]);
});

test('a long list comes in pages that keep the filters, each session on one of them', async (t) => {
  const world = t.context;
  const maria: SessionId[] = [];
  for (let index = 0; index < 120; index += 1) {
    maria.unshift(await world.request(world.anna, `Maria ${index}`));
    await world.request(world.anna, `Otto ${index}`);
    // Several start at the same moment.
    world.time.advance(index % 3 === 0 ? 1_000 : 0);
  }
  const found: string[] = [];
  let path: string | undefined = '/login/reports?from=2026-11-21&customer=maria';
  const pages: string[] = [];
  while (path !== undefined) {
    pages.push(path);
    const { text }: Answer = await world.get(path, 'ada');
    found.push(...listed(text));
    path = linksIn(text).find((href) => href.includes('older='));
    t.true(path === undefined || (path.includes('from=2026-11-21') && path.includes('customer=maria')), path);
  }
  t.deepEqual(found.toSorted(), maria.toSorted());
  t.is(new Set(found).size, 120);
  t.is(pages.length, 3);

  const last = await world.get(pages[2] ?? '', 'ada');
  const newer = linksIn(last.text).find((href) => href.includes('newer=')) ?? '';
  t.deepEqual(listed((await world.get(newer, 'ada')).text), found.slice(50, 100));
  const middle = await world.get(pages[1] ?? '', 'ada');
  const newest = linksIn(middle.text).find((href) => href.includes('newer=')) ?? '';
  t.deepEqual(listed((await world.get(newest, 'ada')).text), found.slice(0, 50));
});

test('the report has the people, every event, the transcript, the notes and the recording', async (t) => {
  const world = t.context;
  const session = await world.request(world.anna, 'Maria Müller', 'The printer\nprints nothing.');
  world.time.advance(90_000);
  await world.accept(world.anna, session);
  await world.say(session, 'customer', 'Hello');
  world.time.advance(5_000);
  const recording = await world.record(session);
  world.time.advance(12_500);
  await world.say(session, world.anna, 'I see it now');
  await world.sessions.command(session, {
    kind: 'add-note',
    messageId: newId<MessageId>(world.random),
    by: world.anna,
    text: 'Toner was empty.',
  });
  await world.sessions.command(session, {
    kind: 'stop-recording',
    recordingId: recording,
    lengthMs: 62_000,
    bytes: BYTES.length,
    sha256: 'ab'.repeat(32),
  });
  world.time.advance(30_000);
  await world.sessions.command(session, { kind: 'end', by: world.anna });
  const { status, text } = await world.get(`/login/reports/${session}`, 'anna');
  t.is(status, 200);
  for (const expected of [
    'Session with <bdi>Maria Müller</bdi>',
    'The printer\nprints nothing.',
    '<dt>Waiting</dt><dd class="numbers">1:30</dd>',
    '<dt>In session</dt><dd class="numbers">0:47</dd>',
    'Personal queue of Anna Berg',
    '<strong><bdi>Anna Berg</bdi></strong> accepted the session',
    '<p class="report-text anywhere" dir="auto">I see it now</p>',
    'Toner was empty.',
    'aria-label="Recording"',
    '<dt>Length</dt><dd>1:02</dd>',
    '<dt>Size</dt><dd>10.0 kB</dd>',
    'ab'.repeat(32),
    `src="/login/reports/${session}/recordings/${recording}"`,
    `href="/login/reports/${session}/recordings/${recording}?download" aria-label="Download"`,
    // 12.5 s after the recording began.
    `href="/login/reports/${session}?recording&#x3D;${recording}&amp;seconds&#x3D;12.5#player-${recording}" data-play="${recording}" data-seconds="12.5"`,
  ]) {
    t.true(text.includes(expected), expected);
  }
});

test('without JavaScript a moment brings the page with its player there', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  const recording = await world.record(session);
  world.time.advance(12_500);
  await world.say(session, 'customer', 'Here');
  const first = await world.get(`/login/reports/${session}`, 'ada');
  const link = linksIn(first.text).find((href) => href.includes('seconds=12.5')) ?? '';
  const second = await world.get(link.slice(0, link.indexOf('#')), 'ada');
  const source = `src="/login/reports/${session}/recordings/${recording}`;
  t.true(second.text.includes(`${source}#t&#x3D;12.5"`));
  for (const query of [
    `recording=${recording}&seconds="onerror=x`,
    `recording=${recording}&seconds=-1`,
    `recording=${newId<RecordingId>(world.random)}&seconds=3`,
    `recording=../x&seconds=3`,
    'seconds=3',
  ]) {
    t.true((await world.get(`/login/reports/${session}?${query}`, 'ada')).text.includes(`${source}"`), query);
  }
});

test('what people wrote is text, whatever it looks like', async (t) => {
  const world = t.context;
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '{{7*7}}',
    '{{#with "s" as |x|}}{{x}}{{/with}}',
    '{{lookup this "constructor"}}',
    '{{{{raw}}}}',
    // oxlint-disable-next-line no-template-curly-in-string -- as somebody may write it
    '${7*7}',
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    'javascript:alert(1)',
  ];
  for (const text of hostile) {
    const session = await world.request({ ...world.anna, name: text.slice(0, 100) }, text, text);
    await world.sessions.command(session, {
      kind: 'accept',
      by: { ...world.anna, name: text },
      from: new Set([personalQueue(world.anna.id)]),
    });
    await world.say(session, 'customer', text);
    await world.sessions.command(session, {
      kind: 'add-note',
      messageId: newId<MessageId>(world.random),
      by: { ...world.anna, name: text },
      text,
    });
    const escaped = text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#x27;')
      .replaceAll('`', '&#x60;')
      .replaceAll('=', '&#x3D;');
    const report = (await world.get(`/login/reports/${session}`, 'ada')).text;
    t.true(report.includes(`dir="auto">${escaped}</p>`), text);
    for (const html of [
      report,
      (await world.get(`/login/reports?customer=${encodeURIComponent(text)}`, 'ada')).text,
    ]) {
      t.false(html.includes('<img src=x'), text);
      t.false(html.includes('<script>'), text);
      t.false(/ on[a-z]+=/.test(html), text);
      t.true(html.includes(escaped), text);
    }
    t.true((await world.get(`/login/reports/${session}/transcript.txt`, 'ada')).text.includes(`: ${text}\n`));
  }
});

test('no page needs an inline script or style', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  await world.record(session);
  await world.say(session, 'customer', 'Hello');
  for (const path of ['/login/reports', `/login/reports/${session}`]) {
    const { text, headers } = await world.get(path, 'ada');
    t.false(/<style|\sstyle=|<script(?![^>]*\ssrc=)/.test(text), path);
    t.regex(String(headers['content-security-policy']), /default-src 'none'/);
  }
});

test('a recording that is not finished says so and plays as far as it is', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  const recording = await world.record(session, BYTES.subarray(0, 4_000));
  const path = `/login/reports/${session}/recordings/${recording}`;
  const { text } = await world.get(`/login/reports/${session}`, 'ada');
  t.regex(text, /Not finished/);
  t.regex(text, /aria-label="Recording"/);
  t.is((await world.get(path, 'ada')).bytes.length, 4_000);
  await writeFile(join(world.recordingsDir, session, `${recording}.webm`), BYTES);
  const grown = await world.get(path, 'ada', { range: 'bytes=4000-' });
  t.is(grown.status, 206);
  t.deepEqual(grown.bytes, BYTES.subarray(4_000));
});

test('a recording with a problem, an empty one and a missing one each say so', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  const problem = await world.record(session);
  await world.sessions.command(session, {
    kind: 'stop-recording',
    recordingId: problem,
    lengthMs: 1_000,
    bytes: BYTES.length,
    problem: 'The recorder stopped <early>.',
  });
  const empty = await world.record(session, Buffer.alloc(0));
  await world.sessions.command(session, {
    kind: 'stop-recording',
    recordingId: empty,
    lengthMs: 0,
    bytes: 0,
  });
  const nothing = await world.record(session, 'no-file');
  await world.sessions.command(session, {
    kind: 'stop-recording',
    recordingId: nothing,
    lengthMs: 0,
    bytes: 0,
  });
  const missing = await world.record(session, 'no-file');
  await world.sessions.command(session, {
    kind: 'stop-recording',
    recordingId: missing,
    lengthMs: 9,
    bytes: 9,
  });
  const { text } = await world.get(`/login/reports/${session}`, 'ada');
  t.regex(text, /The recorder stopped &lt;early&gt;\./);
  t.is(text.match(/This recording holds no picture/g)?.length, 2);
  t.is(text.match(/not on the appliance any more/g)?.length, 1);
  t.deepEqual(
    [...text.matchAll(/<video [^>]*aria-label="([^"]*)" aria-describedby="([^"]*)"/g)].map(
      ([, name, heading]) => [name, text.includes(`<h2 id="${heading}">Recording 1 of 4</h2>`)],
    ),
    [['Recording', true]],
  );
  t.is((await world.get(`/login/reports/${session}/recordings/${missing}`, 'ada')).status, 404);
});

test('a recording is served in the parts that a player asks for', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  const recording = await world.record(session);
  const path = `/login/reports/${session}/recordings/${recording}`;

  const whole = await world.get(path, 'ada');
  t.is(whole.status, 200);
  t.deepEqual(whole.bytes, BYTES);
  t.is(whole.headers['content-type'], 'video/webm');
  t.is(whole.headers['accept-ranges'], 'bytes');
  t.is(whole.headers['content-disposition'], undefined);
  t.regex(String(whole.headers['cache-control']), /private/);
  t.regex(String(whole.headers['content-security-policy']), /sandbox/);
  t.is(whole.headers['x-content-type-options'], 'nosniff');

  for (const [range, from, to] of [
    ['bytes=0-', 0, 9_999],
    ['bytes=0-0', 0, 0],
    ['bytes=100-199', 100, 199],
    ['bytes=9990-99999', 9_990, 9_999],
    ['bytes=-1', 9_999, 9_999],
    ['bytes=-500', 9_500, 9_999],
    ['bytes=-99999', 0, 9_999],
  ] as const) {
    const part = await world.get(path, 'anna', { range });
    t.is(part.status, 206, range);
    t.is(part.headers['content-range'], `bytes ${from}-${to}/10000`, range);
    t.is(part.headers['content-length'], String(to - from + 1), range);
    t.deepEqual(part.bytes, BYTES.subarray(from, to + 1), range);
  }
  for (const range of ['bytes=10000-', 'bytes=99999-100000', 'bytes=-0']) {
    const none = await world.get(path, 'ada', { range });
    t.is(none.status, 416, range);
    t.is(none.headers['content-range'], 'bytes */10000', range);
  }
  for (const range of ['bytes=5-2', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=a-b', 'bytes=-', 'bytes=--1']) {
    t.is((await world.get(path, 'ada', { range })).status, 200, range);
  }
  const head = await world.get(path, 'ada', {}, 'HEAD');
  t.is(head.status, 200);
  t.is(head.headers['content-length'], '10000');
  t.is(head.bytes.length, 0);
  t.is((await world.get(path, 'ada', { 'if-none-match': String(whole.headers['etag']) })).status, 304);
});

test('a download has a name that says whose session it was, and nothing else', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, '../"Müller"\\x.exe');
  const recording = await world.record(session);
  const path = `/login/reports/${session}/recordings/${recording}?download`;
  const one = await world.get(path, 'ada');
  t.is(one.status, 200);
  t.deepEqual(one.bytes, BYTES);
  t.regex(
    String(one.headers['content-disposition']),
    /^attachment; filename="2026-11-21-12-00-Muller-x-exe-recording\.webm"/,
  );
  await world.record(session);
  t.regex(
    String((await world.get(path, 'ada')).headers['content-disposition']),
    /Muller-x-exe-recording-1\.webm"/,
  );
  const transcript = await world.get(`/login/reports/${session}/transcript.txt`, 'ada');
  t.is(
    transcript.headers['content-disposition'],
    'attachment; filename="2026-11-21-12-00-Muller-x-exe-transcript.txt"',
  );
  t.is(transcript.headers['content-type'], 'text/plain; charset=utf-8');
});

test('for the parts of a download no more of the journal is read than its name takes', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  const first = await world.record(session);
  for (let index = 0; index < 320; index += 1) {
    await world.say(session, 'customer', `message ${index}`);
  }
  const part = async (recording: RecordingId) => {
    world.pagesRead = 0;
    const path = `/login/reports/${session}/recordings/${recording}?download`;
    const { status, headers } = await world.get(path, 'ada', { range: 'bytes=4000-4999' });
    t.is(status, 206);
    return [/recording.*webm(?=")/.exec(String(headers['content-disposition']))?.[0], world.pagesRead];
  };
  t.deepEqual(await part(first), ['recording.webm', 0]);
  const second = await world.record(session);
  for (let index = 0; index < 320; index += 1) {
    await world.say(session, 'customer', `more ${index}`);
  }
  t.deepEqual(await part(first), ['recording-1.webm', 1]);
  t.deepEqual(await part(second), ['recording-2.webm', 4]);
});

test('the transcript has the whole conversation, however long, and no notes', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  for (let index = 0; index < 620; index += 1) {
    await world.say(session, index % 2 === 0 ? 'customer' : world.anna, `message ${index}`);
  }
  await world.sessions.command(session, {
    kind: 'add-note',
    messageId: newId<MessageId>(world.random),
    by: world.anna,
    text: 'for us only',
  });
  await world.sessions.command(session, { kind: 'end', by: world.anna });
  const { text } = await world.get(`/login/reports/${session}/transcript.txt`, 'anna');
  const messages = text.split('\n').filter((line) => line.includes(': message '));
  t.is(messages.length, 620);
  t.is(messages[0], '[2026-11-21 12:00:00] Maria: message 0');
  t.is(messages[619], '[2026-11-21 12:00:00] Anna Berg: message 619');
  t.false(text.includes('for us only'));
  t.regex(text, /-- Anna Berg ended the session\n$/);

  const page = await world.get(`/login/reports/${session}?transcript=4`, 'anna');
  t.regex(page.text, /Page 4 of 4, 620 in all/);
  t.true(page.text.includes('>message 600</p>'));
  t.false(page.text.includes('>message 599</p>'));
  for (const beyond of ['99', '0', '-1', 'x', '1e3', '9'.repeat(400)]) {
    t.is((await world.get(`/login/reports/${session}?transcript=${beyond}`, 'anna')).status, 200, beyond);
  }
});

test('no address leads out of the directory of recordings', async (t) => {
  const world = t.context;
  const session = await world.inSession(world.anna, 'Maria');
  const recording = await world.record(session);
  const other = newId<RecordingId>(world.random);
  await writeFile(join(world.directory, 'canary'), CANARY);
  await writeFile(join(world.directory, 'canary.webm'), CANARY);
  await writeFile(join(world.recordingsDir, session, 'plain.webm'), CANARY);
  await symlink(join(world.directory, 'canary'), join(world.recordingsDir, session, `${other}.webm`));
  const climbs = [
    '..',
    '%2e%2e',
    '%252e%252e',
    '..;',
    '....',
    '.%00.',
    '%c0%ae%c0%ae',
    '%u002e%u002e',
    '..%5c',
    '..\\',
  ];
  const base = `/login/reports/${session}/recordings`;
  const paths = [
    `${base}/plain`,
    `${base}/${other}`,
    `${base}/${recording}.webm`,
    `${base}/${recording}%00`,
    `${base}//${recording}`,
    `${base}/${recording}/../${other}`,
    `/login/reports/${session}/../${session}/recordings/${recording}`,
    `http://127.0.0.1${base}/${recording}`,
    ...climbs.flatMap((climb) => [
      `${base}/${climb}/canary`,
      `${base}/${climb}/${climb}/canary`,
      `${base}/${climb}%2f${climb}%2fcanary`,
      `${base}/${climb}`,
      `/login/reports/${climb}/recordings/canary`,
      `/login/reports/${climb}/recordings/${climb}`,
      `/login/reports/${session}/${climb}/${climb}/canary`,
      `/login/reports/${climb}/transcript.txt`,
    ]),
  ];
  for (const path of paths) {
    const answer = await raw(world.port, path);
    t.regex(answer, /^HTTP\/1\.1 (?:404|400) /, path);
    t.false(answer.includes(CANARY), path);
  }
  t.regex(await raw(world.port, `${base}/${recording}`), /^HTTP\/1\.1 200 /);
});

/** What comes back for a request line that no client would let through. */
function raw(port: number, path: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const parts: Buffer[] = [];
  const socket = connect(port, '127.0.0.1', () => {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: who=ada\r\nConnection: close\r\n\r\n`);
  });
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('error', reject);
  socket.on('close', () => resolve(Buffer.concat(parts).toString('latin1')));
  return promise;
}
