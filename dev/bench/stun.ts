/**
 * What one STUN answer costs, in CPU time of the server, against a plain Node echo; what a malformed
 * datagram costs; and what a flood does to the web server in the same process.
 *
 *   node dev/bench/stun.ts [--against=NAME:PID:PORT …]
 *
 * `--against` adds a server that is running already (coturn, npm's stun): it is asked the same and
 * its CPU time is read the same way. Contenders alternate; the first round is thrown away; ratios
 * are medians of the rounds. Everything stays on loopback and ends by itself, within a minute.
 */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { Agent, createServer, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Log } from '../../src/kernel/index.ts';
import { startStun } from '../../src/stun/edge/udp.ts';

const ROUNDS = 6;
const DATAGRAMS_PER_ROUND = 20_000;
/** Outstanding at once: requests that come alone, as in ordinary use, and in bursts. */
const WINDOWS = [1, 32] as const;
/** For the malformed, most of which get no answer to wait for; little enough to overflow no buffer. */
const MALFORMED_WINDOW = 32;
const FLOOD_PER_SECOND = 20_000;
const WEB_ROUNDS = 5;
const WEB_ROUND_MS = 3_000;
const WEB_REQUESTS_PER_SECOND = 200;
const UNLIMITED = { perSecond: 1e9, burst: 1e9 };

/** What Chromium sends: a header without attributes. */
const REQUEST = Buffer.from('000100002112a4424f3471346354446569525748', 'hex');

/** Each wrong in another place; the last costs most: all of it is read before it is found out. */
const MALFORMED = [
  // no magic cookie
  '000100002112a4434f3471346354446569525748',
  // a length that is not the datagram's
  '000100082112a4424f3471346354446569525748',
  // an attribute that is cut off
  '000100042112a4424f347134635444656952574880220040',
  // a FINGERPRINT that is wrong
  '000100082112a4424f34713463544465695257488028000400000000',
].map((hex) => Buffer.from(hex, 'hex'));

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

/** What a child of this file is started as. */
type Part = 'echo' | 'handrail' | 'handrail-and-web' | 'flood';

interface Contender {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
}

const part = process.env['STUN_BENCH_PART'];
if (part === undefined) {
  await compare();
} else {
  await play(part as Part);
}

async function play(role: Part): Promise<void> {
  switch (role) {
    case 'echo': {
      const socket = createSocket('udp4');
      socket.on('message', (datagram, { address, port }) => {
        socket.send(datagram, port, address);
      });
      await new Promise<void>((resolve) => {
        socket.bind(0, '127.0.0.1', resolve);
      });
      process.send?.({ port: socket.address().port });
      return;
    }
    case 'handrail': {
      const { port } = await listen();
      process.send?.({ port });
      return;
    }
    case 'handrail-and-web': {
      const stun = await listen();
      const web = createServer((_request, response) => {
        response.end('ok');
      }).listen(0, '127.0.0.1');
      await once(web, 'listening');
      const address = web.address();
      process.send?.({
        port: stun.port,
        webPort: typeof address === 'object' ? address?.port : undefined,
      });
      process.on('message', () => {
        const health = stun.health();
        process.send?.({ answered: health.ok ? health.answered : 0 });
      });
      return;
    }
    case 'flood':
      await flood(Number(process.env['STUN_BENCH_PORT']));
  }
}

function listen() {
  return startStun({ port: 0, addresses: ['127.0.0.1'], perSource: UNLIMITED, log: silent });
}

async function flood(port: number): Promise<void> {
  const socket = loopbackSocket();
  const started = performance.now();
  let sent = 0;
  // It ends by itself, should nobody kill it: that comes sooner.
  while (performance.now() - started < WEB_ROUND_MS * 2) {
    const due = ((performance.now() - started) * FLOOD_PER_SECOND) / 1000;
    for (; sent < due; sent++) {
      socket.send(REQUEST, port, '127.0.0.1');
    }
    await sleep(1);
  }
  socket.close();
}

async function compare(): Promise<void> {
  const { values } = parseArgs({ options: { against: { type: 'string', multiple: true } } });
  const children: ChildProcess[] = [];
  try {
    const handrail = await begin('handrail', children);
    const echo = await begin('echo', children);
    const contenders: readonly Contender[] = [
      handrail,
      echo,
      ...(values.against ?? []).map((each) => {
        const [name = '', pid, port] = each.split(':');
        return { name, pid: Number(pid), port: Number(port) };
      }),
    ];
    for (const window of WINDOWS) {
      await compareAnswers(contenders, window);
    }
    await compareMalformed(handrail);
    await compareWeb(children);
  } finally {
    for (const child of children) {
      child.kill();
    }
  }
}

async function compareAnswers(contenders: readonly Contender[], window: number): Promise<void> {
  const costs = contenders.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, contender] of contenders.entries()) {
      costs[index]?.push(await answerRound(contender, window));
    }
  }
  const [ours = [], ...others] = costs.map((each) => each.slice(1));
  print(`CPU per answer, ${window} at a time`, `${median(ours).toFixed(2)} µs`);
  for (const [index, theirs] of others.entries()) {
    const name = contenders[index + 1]?.name ?? '';
    const ratio = median(theirs.map((value, at) => value / (ours[at] ?? NaN)));
    print(`  ${name}`, `${median(theirs).toFixed(2)} µs`, `${ratio.toFixed(2)} × ours`, goalOf(name));
  }
}

async function compareMalformed(handrail: Contender): Promise<void> {
  const answers: number[] = [];
  const malformed: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const cost = await answerRound(handrail, MALFORMED_WINDOW);
    answers.push(cost);
    malformed.push(await malformedRound(handrail, cost));
  }
  const ratio = median(malformed.slice(1).map((value, at) => value / (answers[at + 1] ?? NaN)));
  print(
    'CPU per malformed datagram',
    `${median(malformed.slice(1)).toFixed(2)} µs`,
    `${ratio.toFixed(2)} × an answer`,
    '≤ 0.60',
  );
}

async function compareWeb(children: ChildProcess[]): Promise<void> {
  const { process, port, webPort } = await begin('handrail-and-web', children);
  const answered = async () => {
    process.send('how many');
    const [{ answered: count }] = (await once(process, 'message')) as [{ readonly answered: number }];
    return count;
  };
  const quiet: number[] = [];
  const flooded: number[] = [];
  const answersPerSecond: number[] = [];
  for (let round = 0; round < WEB_ROUNDS; round++) {
    quiet.push(await webP99(webPort));
    const source = child('flood', { STUN_BENCH_PORT: String(port) });
    children.push(source);
    // Until it has started and the flood is even.
    await sleep(500);
    const before = await answered();
    flooded.push(await webP99(webPort));
    answersPerSecond.push(((await answered()) - before) / (WEB_ROUND_MS / 1000));
    source.kill();
    await once(source, 'exit');
  }
  const ratio = median(flooded.slice(1).map((value, at) => value / (quiet[at + 1] ?? NaN)));
  print('Web p99, quiet', `${median(quiet.slice(1)).toFixed(2)} ms`);
  print(
    `Web p99, ${median(answersPerSecond).toFixed(0)} answers/s`,
    `${median(flooded.slice(1)).toFixed(2)} ms`,
    `${ratio.toFixed(2)} × quiet`,
    '≤ 2.00',
  );
}

function goalOf(name: string): string {
  const goals: Record<string, string> = { npm: '≥ 1.75', coturn: '≥ 0.70' };
  return goals[name] ?? 'for orientation';
}

function print(what: string, figure: string, ratio = '', goal = ''): void {
  process.stdout.write(
    `${what.padEnd(34)}${figure.padStart(12)}${ratio.padStart(22)}${goal === '' ? '' : `   goal ${goal}`}\n`,
  );
}

function child(role: Part, more: Readonly<Record<string, string>> = {}): ChildProcess {
  return fork(import.meta.filename, { env: { ...process.env, ...more, STUN_BENCH_PART: role } });
}

async function begin(name: Part, children: ChildProcess[]) {
  const process = child(name);
  children.push(process);
  const [{ port, webPort }] = (await once(process, 'message')) as [
    { readonly port: number; readonly webPort: number },
  ];
  return { name, process, pid: process.pid ?? 0, port, webPort };
}

/** Nanoseconds that a process has been on a core, all its threads together. */
function cpuNanoseconds(pid: number): number {
  let sum = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
  }
  return sum;
}

async function answerRound({ pid, port }: Contender, window: number): Promise<number> {
  const before = cpuNanoseconds(pid);
  const answered = await exchange(port, window, window, () => REQUEST);
  return (cpuNanoseconds(pid) - before) / answered / 1000;
}

/** Malformed ones get no answer, so the last of each window is sound: its answer ends the window. */
async function malformedRound({ pid, port }: Contender, microsecondsPerAnswer: number): Promise<number> {
  const before = cpuNanoseconds(pid);
  const answered = await exchange(port, MALFORMED_WINDOW, 1, (at) =>
    at % MALFORMED_WINDOW === MALFORMED_WINDOW - 1 ? REQUEST : (MALFORMED[at % MALFORMED.length] ?? REQUEST),
  );
  const microseconds = (cpuNanoseconds(pid) - before) / 1000;
  const wasted = answered * (MALFORMED_WINDOW - 1);
  return (microseconds - answered * microsecondsPerAnswer) / wasted;
}

/**
 * Sends DATAGRAMS_PER_ROUND, a window at a time, the next one when `answersPerWindow` have come.
 * Returns how many have come in all.
 */
async function exchange(
  port: number,
  window: number,
  answersPerWindow: number,
  datagramAt: (index: number) => Buffer,
): Promise<number> {
  const socket = loopbackSocket();
  let answered = 0;
  await new Promise<void>((resolve, reject) => {
    const giveUp = setTimeout(() => {
      reject(new Error(`port ${port} answered ${answered} and then no more`));
    }, 30_000);
    let sent = 0;
    const pump = () => {
      for (let end = sent + window; sent < end; sent++) {
        socket.send(datagramAt(sent), port, '127.0.0.1');
      }
    };
    socket.on('message', () => {
      answered++;
      if (answered < (sent / window) * answersPerWindow) {
        return;
      }
      if (sent >= DATAGRAMS_PER_ROUND) {
        clearTimeout(giveUp);
        resolve();
        return;
      }
      pump();
    });
    pump();
  });
  socket.close();
  return answered;
}

function loopbackSocket(): Socket {
  return createSocket({
    type: 'udp4',
    lookup: (hostname, _options, callback) => {
      callback(null, hostname, 4);
    },
  });
}

async function webP99(port: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const took: number[] = [];
  const ends = performance.now() + WEB_ROUND_MS;
  const pending: Promise<void>[] = [];
  while (performance.now() < ends) {
    const started = performance.now();
    pending.push(
      new Promise((resolve, reject) => {
        get({ port, host: '127.0.0.1', agent }, (response) => {
          response.resume().once('end', () => {
            took.push(performance.now() - started);
            resolve();
          });
        }).once('error', reject);
      }),
    );
    await sleep(1000 / WEB_REQUESTS_PER_SECOND);
  }
  await Promise.all(pending);
  agent.destroy();
  took.sort((a, b) => a - b);
  return took[Math.floor(took.length * 0.99)] ?? NaN;
}

function median(values: readonly number[] = []): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
