import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { RunningAppliance } from '../running-appliance.ts';
import { Visitor } from '../world.ts';

/** Strings that made products of this kind run programs (peers.md §7.2). */
const CORPUS = [
  '$(id)',
  '`id`',
  ';id',
  '|id',
  'a[$(id)]',
  'x[$(id)+0]',
  "-e \\xC0'; \\! id",
  '--help',
  '-i /etc/passwd',
  '%0aid',
  'nul\u0000byte',
  '\u202eevil',
  '{{7*7}}',
  ['$', '{7*7}'].join(''),
  '<%= 7*7 %>',
  "' or 1=1 --",
  'A'.repeat(100_000),
];

test('whatever strangers send, the appliance runs no program (T2)', async (t) => {
  t.timeout(60_000);
  await using appliance = await RunningAppliance.start();
  const trace = join(tmpdir(), `handrail-execve-${process.pid}`);
  const strace = spawn(
    'strace',
    ['-f', '-q', '-e', 'trace=execve,execveat', '-o', trace, '-p', String(appliance.pid)],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  t.is(strace.exitCode, null, 'strace could not attach');
  const visitor = new Visitor(appliance.url);
  let answered = 0;
  for (const text of CORPUS) {
    const coded = encodeURIComponent(text).slice(0, 4_000);
    const answers = await Promise.allSettled([
      visitor.submit('/', '/join', { key: text }),
      visitor.submit('/', '/start', { key: text, name: text, details: text }),
      visitor.submit('/', '/start', { issue: text, name: text, company: text, details: text }),
      visitor.submit('/', '/ask', { representative: text, details: text }),
      visitor.submit('/', '/message', { name: text, reach: text, message: text }),
      visitor.get(`/ask?issue=${coded}`),
      visitor.submit('/login', '/login', { username: text, password: text }),
      visitor.get(`/?key=${coded}`),
      visitor.get(`/login?next=${coded}`),
      visitor.get(`/login/setup?claim=${coded}`),
      visitor.get(`/session/${coded}`),
      visitor.request('/healthz', { headers: { 'X-Forwarded-For': coded, 'User-Agent': coded } }),
      visitor.request('/session/aaaaaaaaaaaaaaaaaaaaaa/ticket', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Handrail': '1', Origin: appliance.url },
        body: JSON.stringify({ text }),
      }),
    ]);
    for (const answer of answers) {
      if (answer.status === 'fulfilled') {
        t.true(answer.value.status < 500, `${answer.value.status} for ${text.slice(0, 20)}`);
        const body = await answer.value.text();
        t.false(body.includes('uid=0'), text.slice(0, 20));
        t.false(text === '{{7*7}}' && body.includes('>49<'), 'a template was run');
        answered += 1;
      }
    }
  }
  t.true(answered > CORPUS.length * 7, `only ${answered} answers`);
  const gone = new Promise((resolve) => void strace.once('exit', resolve));
  strace.kill('SIGINT');
  await gone;
  t.deepEqual(
    (await readFile(trace, 'utf8')).split('\n').filter((line) => line.includes('exec')),
    [],
  );
  await rm(trace);
  t.is((await fetch(`${appliance.url}/healthz`)).status, 200);
});
