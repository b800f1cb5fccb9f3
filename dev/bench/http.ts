/**
 * What a request costs: signed-in JSON through the whole web platform against bare Koa, pages, and
 * what sign-ins do to everybody else's waiting time.
 *
 *   node dev/bench/http.ts
 *
 * CPU time (user and system) of the server process for a request, contenders in processes of their own,
 * alternated in one run; the first round is thrown away, figures and ratios are medians of the others.
 * Ours logs, knows who is signed in and sends every header. Ends by itself
 * within 60 s.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { Agent, createServer, get, request as post } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { SIGN_IN_COOKIE } from '../../src/people/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createLog } from '../../src/platform/log.ts';
import { jsonRoute, type Route } from '../../src/platform/web.ts';
import { ANN, openSite, Visitor } from '../../test/admin/site.ts';

const ROUNDS = 15;
const REQUESTS = 1_200;
const CONNECTIONS = 8;
const SIGN_INS_PER_SECOND = 50;
const SIGN_IN_SECONDS = 4;
const PEOPLE = 50;
const JSON_GOAL = 1.6;
/** MeshCentral's sign-in page costs 6,833 µs on such a machine (measured, November 2026); the goal is a thirtieth. */
const PAGE_GOAL_US = 6_833 / 30;

const ANSWER = { id: 'x'.repeat(22), name: 'Ann Administrator', sessions: 3 };

type Told =
  | { readonly kind: 'ready'; readonly at: string; readonly cookie: string }
  | { readonly kind: 'cpu'; readonly microseconds: number };

if (process.send === undefined) {
  await compare();
} else {
  await serve(process.argv[2] ?? '');
}

/** A contender's process: serves, and answers each message with the CPU time that it has used. */
async function serve(which: string): Promise<void> {
  const ready = which === 'bare' ? await serveBare() : await serveOurs();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    tell({ kind: 'cpu', microseconds: user + system });
  });
  process.on('disconnect', () => process.exit());
  tell({ kind: 'ready', ...ready });
}

function tell(told: Told): void {
  process.send?.(told);
}

async function serveBare(): Promise<{ at: string; cookie: string }> {
  const app = new Koa();
  app.use((ctx) => {
    ctx.body = ANSWER;
  });
  const handler = app.callback();
  const server = createServer((incoming, outgoing) => void handler(incoming, outgoing));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cookie: 'a=b' };
}

async function serveOurs(): Promise<{ at: string; cookie: string }> {
  const routes: readonly Route[] = [
    jsonRoute({ method: 'GET', path: '/bench', who: 'representative', handle: () => ANSWER }),
  ];
  const log = createLog('info', { write: () => undefined });
  const site = await openSite({ routes, clock: systemClock, log });
  const ann = new Visitor(site);
  await ann.see(`/login/setup?claim=${site.claim}`);
  await ann.send(`/login/setup?claim=${site.claim}`, ANN);
  const by = site.people.principalOf(ann.cookies.get(SIGN_IN_COOKIE));
  if (by === undefined) {
    throw new Error('nobody is signed in');
  }
  for (let count = 0; count < PEOPLE; count += 1) {
    const person = { name: 'Rob', username: `rob${count}`, administrator: false, representative: true };
    await site.people.add(by, { ...person, password: ANN.password });
  }
  return { at: site.at, cookie: ann.cookie };
}

interface Contender {
  readonly process: ChildProcess;
  readonly at: string;
  readonly cookie: string;
  /** Each of these connections carries one request at a time. */
  readonly agent: Agent;
}

function start(which: 'bare' | 'ours'): Promise<Contender> {
  return new Promise((resolve, reject) => {
    const child = fork(import.meta.filename, [which]);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${which} ended`)));
    child.once('message', (told: Told) => {
      if (told.kind === 'ready') {
        const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
        resolve({ process: child, at: told.at, cookie: told.cookie, agent });
      }
    });
  });
}

function cpuOf(contender: Contender): Promise<number> {
  return new Promise((resolve) => {
    contender.process.once('message', (told: Told) => resolve(told.kind === 'cpu' ? told.microseconds : 0));
    contender.process.send('cpu');
  });
}

/** Resolves with the milliseconds until the answer was there. Rejects for another status than 200. */
function fetched(contender: Contender, path: string): Promise<number> {
  const begunMs = performance.now();
  return new Promise((resolve, reject) => {
    get(contender.at + path, { agent: contender.agent, headers: { cookie: contender.cookie } }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        if (answer.statusCode === 200) {
          resolve(performance.now() - begunMs);
        } else {
          reject(new Error(`${path}: ${answer.statusCode}`));
        }
      });
    }).on('error', reject);
  });
}

/** Microseconds of the server's CPU a request. */
async function costOf(contender: Contender, path: string, requests: number): Promise<number> {
  const before = await cpuOf(contender);
  let left = requests;
  async function oneAfterAnother(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await fetched(contender, path);
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, oneAfterAnother));
  return ((await cpuOf(contender)) - before) / requests;
}

async function compare(): Promise<void> {
  const bare = await start('bare');
  const ours = await start('ours');
  try {
    const pairs: { readonly bare: number; readonly ours: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      pairs.push({
        bare: await costOf(bare, '/bench', REQUESTS),
        ours: await costOf(ours, '/bench', REQUESTS),
      });
    }
    const counted = pairs.slice(1);
    const ratio = median(counted.map((pair) => pair.ours / pair.bare));
    report('signed-in JSON, whole stack', median(counted.map((pair) => pair.ours)));
    report('JSON, bare Koa', median(counted.map((pair) => pair.bare)));
    console.log(
      `  ratio ${ratio.toFixed(2)}, goal ≤ ${JSON_GOAL}: ${ratio <= JSON_GOAL ? 'reached' : 'missed'}`,
    );

    const signedOut: Contender = { ...ours, cookie: '' };
    const page = await costOf(signedOut, '/login', REQUESTS / 4).then(() =>
      costOf(signedOut, '/login', REQUESTS / 2),
    );
    report('sign-in page', page);
    console.log(`  goal ≤ ${PAGE_GOAL_US.toFixed(0)} µs: ${page <= PAGE_GOAL_US ? 'reached' : 'missed'}`);
    report('Status page, signed in', await costOf(ours, '/login', REQUESTS / 2));
    await compareWaiting(ours);
  } finally {
    bare.process.disconnect();
    ours.process.disconnect();
    bare.agent.destroy();
    ours.agent.destroy();
  }
}

/** p99 of JSON at a modest pace, quiet and while people sign in. */
async function compareWaiting(ours: Contender): Promise<void> {
  const quiet = await waitingTimes(ours);
  const signIns = signInsOn(ours);
  const busy = await waitingTimes(ours);
  const { done, refused } = await signIns;
  const ratio = p99(busy) / p99(quiet);
  console.log(
    `  p99 of JSON, quiet: ${p99(quiet).toFixed(1)} ms; at ${SIGN_INS_PER_SECOND} sign-ins/s (${done} done, ${refused} refused): ${p99(busy).toFixed(1)} ms`,
  );
  console.log(`  ratio ${ratio.toFixed(2)}, goal ≤ 2: ${ratio <= 2 ? 'reached' : 'missed'}`);
}

async function waitingTimes(contender: Contender): Promise<readonly number[]> {
  const times: Promise<number>[] = [];
  for (let count = 0; count < SIGN_IN_SECONDS * 200; count += 1) {
    times.push(fetched(contender, '/bench'));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Promise.all(times);
}

/** Signs in many people at the pace. */
async function signInsOn(ours: Contender): Promise<{ done: number; refused: number }> {
  const visitor = new Visitor(ours);
  const page = await visitor.see('/login');
  const token = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  const agent = new Agent({ keepAlive: true });
  const answers: Promise<boolean>[] = [];
  for (let count = 0; count < SIGN_INS_PER_SECOND * SIGN_IN_SECONDS; count += 1) {
    const body = new URLSearchParams({
      csrf: token,
      username: `rob${count % PEOPLE}`,
      password: ANN.password,
    }).toString();
    answers.push(
      new Promise((resolve, reject) => {
        const sent = post(
          `${ours.at}/login`,
          {
            method: 'POST',
            agent,
            headers: {
              cookie: visitor.cookie,
              origin: ours.at,
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': body.length,
            },
          },
          (answer) => {
            answer.resume();
            answer.on('end', () => resolve(answer.statusCode === 303));
          },
        );
        sent.on('error', reject);
        sent.end(body);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 1000 / SIGN_INS_PER_SECOND));
  }
  const results = await Promise.all(answers);
  agent.destroy();
  const done = results.filter(Boolean).length;
  return { done, refused: results.length - done };
}

function report(what: string, microseconds: number): void {
  console.log(`  ${what}: ${microseconds.toFixed(1)} µs of CPU a request`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function p99(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
}
