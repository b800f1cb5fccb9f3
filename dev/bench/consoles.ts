/**
 * A queue that changes in front of many consoles: how long until every one of them shows it, and how
 * many frames a storm of changes costs.
 *
 *   node dev/bench/consoles.ts
 *
 * The whole appliance in a process of its own (SQLite on disk, a fake relay), every console a real
 * WebSocket from this process, all members of one team. Latency is from just before a customer's
 * session begins to the frame's arrival at each console. The naive number of messages is one for each
 * change and each console that shows the queue. Both processes share the machine's cores. Ends by itself
 * within 60 s.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAppliance } from '../../src/appliance.ts';
import type { QueueId } from '../../src/kernel/index.ts';
import { MemoryLog } from '../../src/kernel/testing/memory-log.ts';
import { FakeRelay } from '../../src/media/testing/fake-relay.ts';
import { systemClock, systemTimers } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { systemRandom } from '../../src/platform/random.ts';
import { DEFAULT_PORTAL } from '../../src/portals/index.ts';
import { Visitor } from '../../test/world.ts';
import { bundle } from '../build.ts';

const REPRESENTATIVES = 100;
const PAGES_EACH_IN_THE_STORM = 5;
const CHANGES_ONE_BY_ONE = 60;
/** One change after the other, each alone. */
const PAUSE_MS = 150;
const STORM = 1_000;
const P95_GOAL_MS = 100;
const MESSAGES_GOAL = 0.05;

type Order = { readonly kind: 'begin'; readonly queue: QueueId; readonly names: readonly string[] };
type Told =
  | { readonly kind: 'ready'; readonly url: string; readonly claim: string }
  | { readonly kind: 'begun'; readonly tookMs: number; readonly cpuMs: number };

if (process.send === undefined) {
  await measure();
} else {
  await serve();
}

async function serve(): Promise<void> {
  const directory = process.argv[2] ?? '';
  const log = createLog('info', { write: () => undefined });
  const appliance = await createAppliance({
    config: {
      dataDir: directory,
      httpPort: 0,
      publicUrl: undefined,
      stunPort: 0,
      mediaPort: 0,
      mediaAddress: '127.0.0.1',
      recordingsDir: join(directory, 'recordings'),
      trustedHops: 0,
      pushServices: [],
      logLevel: 'info',
    },
    version: '0.0.0-bench',
    clock: systemClock,
    timers: systemTimers(new MemoryLog()),
    random: systemRandom,
    log,
    relay: new FakeRelay(),
  });
  process.on('message', (order: Order) => {
    void (async () => {
      const startedMs = performance.now();
      const cpuBefore = process.cpuUsage();
      await Promise.all(
        order.names.map((customerName) =>
          appliance.begin({
            kind: 'request',
            customerName,
            details: 'It is broken',
            portalId: DEFAULT_PORTAL,
            portalName: 'Northwind',
            startMethod: 'issue',
            mode: 'full',
            language: 'en',
            queue: order.queue,
            queueName: 'Everybody',
          }),
        ),
      );
      const { user, system } = process.cpuUsage(cpuBefore);
      tell({ kind: 'begun', tookMs: performance.now() - startedMs, cpuMs: (user + system) / 1000 });
    })();
  });
  process.on('disconnect', () => process.exit());
  tell({ kind: 'ready', url: appliance.url, claim: await readFile(join(directory, 'claim-url'), 'utf8') });
}

function tell(told: Told): void {
  process.send?.(told);
}

async function measure(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'handrail-bench-'));
  await bundle();
  const child = fork(import.meta.filename, [directory]);
  try {
    const ready = await heard(child, 'ready');
    const { queue, people } = await company(ready.url, ready.claim.trim());
    const consoles = await Promise.all(people.map(open));
    const shown = new Map<string, number>();
    const latenciesMs: number[] = [];
    let frames = 0;
    function listen(socket: WebSocketLike): void {
      const seen = new Set<string>();
      socket.on('message', (data) => {
        const atMs = performance.now();
        const text = (data as Buffer).toString('utf8');
        if (text.startsWith('{"type":"queues"')) {
          frames += 1;
          for (const [, name = ''] of text.matchAll(/"customerName":"(Customer \d+)"/g)) {
            const beganMs = shown.get(name);
            if (beganMs !== undefined && !seen.has(name)) {
              seen.add(name);
              latenciesMs.push(atMs - beganMs);
            }
          }
        }
      });
    }
    consoles.forEach(listen);
    await sleep(1_500);
    for (let number = 0; number < CHANGES_ONE_BY_ONE; number += 1) {
      const name = `Customer ${number}`;
      shown.set(name, performance.now());
      await begin(child, queue, [name]);
      await sleep(PAUSE_MS);
    }
    latenciesMs.sort((one, other) => one - other);
    const p95 = latenciesMs[Math.floor(latenciesMs.length * 0.95)] ?? NaN;
    console.log(
      `  a change → all of ${REPRESENTATIVES} consoles: median ${ms(latenciesMs[latenciesMs.length >> 1])}, p95 ${ms(p95)}, ` +
        `longest ${ms(latenciesMs.at(-1))}, ${latenciesMs.length} of ${CHANGES_ONE_BY_ONE * REPRESENTATIVES} seen; goal p95 ≤ ${P95_GOAL_MS} ms: ${said(p95 <= P95_GOAL_MS)}`,
    );
    shown.clear();
    for (let page = 1; page < PAGES_EACH_IN_THE_STORM; page += 1) {
      (await Promise.all(people.map(open))).forEach(listen);
    }
    await sleep(3_000);
    frames = 0;
    const { tookMs, cpuMs } = await begin(
      child,
      queue,
      Array.from({ length: STORM }, (_, number) => `Storm ${number}`),
    );
    await sleep(2_000);
    const watchers = REPRESENTATIVES * PAGES_EACH_IN_THE_STORM;
    const share = frames / (STORM * watchers);
    console.log(
      `  ${STORM} changes, ${watchers} consoles: ${frames} frames where one each would be ${STORM * watchers}: ratio ${share.toFixed(4)}, ` +
        `goal ≤ ${MESSAGES_GOAL}: ${said(share <= MESSAGES_GOAL)}; in the journal after ${ms(tookMs)}, ${ms(cpuMs)} of CPU`,
    );
  } finally {
    child.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  }
}

type WebSocketLike = ReturnType<Visitor['socket']>;

async function open(visitor: Visitor): Promise<WebSocketLike> {
  const page = await visitor.page('/console');
  // From here on frames are only counted: parsing each would measure this process.
  page.socket.removeAllListeners('message');
  return page.socket;
}

/** A team with everybody in it. */
async function company(
  url: string,
  claimUrl: string,
): Promise<{ readonly queue: QueueId; readonly people: readonly Visitor[] }> {
  const administrator = new Visitor(url);
  const claim = new URL(claimUrl);
  const path = `${claim.pathname}${claim.search}`;
  await administrator.submit(path, path, {
    name: 'Ada Admin',
    username: 'ada',
    password: 'correct horse battery',
    siteName: 'Northwind',
  });
  const added = await administrator.submit('/login/teams/new', '/login/teams/new', {
    name: 'Everybody',
    codeName: '',
    comments: '',
    algorithm: 'none',
    alertTimeoutMs: '30000',
    waitingRule: 'none',
    waitingAfterMs: '60000',
  });
  const team = /\/login\/teams\/([A-Za-z0-9_-]{22})/.exec(added.headers.get('location') ?? '')?.[1] ?? '';
  const people: Visitor[] = [];
  for (let number = 0; number < REPRESENTATIVES; number += 1) {
    const username = `rep${number}`;
    const password = `${username} has a long password`;
    await administrator.submit('/login/users/new', '/login/users/new', {
      name: `Rep ${number}`,
      username,
      password,
      representative: 'on',
    });
    await administrator.submit(`/login/teams/${team}`, `/login/teams/${team}/members`, {
      username,
      role: 'member',
    });
    const visitor = new Visitor(url);
    await visitor.submit('/login', '/login', { username, password });
    people.push(visitor);
  }
  return { queue: `team:${team}` as QueueId, people };
}

function begin(
  child: ChildProcess,
  queue: QueueId,
  names: readonly string[],
): Promise<Extract<Told, { kind: 'begun' }>> {
  const begun = heard(child, 'begun');
  child.send({ kind: 'begin', queue, names } satisfies Order);
  return begun;
}

function heard<Kind extends Told['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<Told, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error('the appliance ended'));
    child.once('exit', gone);
    child.once('message', (told: Told) => {
      child.off('exit', gone);
      if (told.kind === kind) {
        resolve(told as Extract<Told, { kind: Kind }>);
      } else {
        reject(new Error(`heard ${told.kind} instead of ${kind}`));
      }
    });
  });
}

function sleep(durationMs: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, durationMs));
}

function ms(value = NaN): string {
  return `${value.toFixed(1)} ms`;
}

function said(isReached: boolean): string {
  return isReached ? 'reached' : 'missed';
}
