import test from 'ava';
import { Fault } from '../kernel/index.ts';
import { createLog, REDACTED, redacted } from './log.ts';

function logTo(lines: Record<string, unknown>[], level: Parameters<typeof createLog>[0] = 'debug') {
  return createLog(level, {
    write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  });
}

test('a line is one JSON object with its time, its level, the fields and the message', (t) => {
  const lines: Record<string, unknown>[] = [];
  const log = logTo(lines).child({ session: 'abc' });
  log.info({ attempt: 2 }, 'Hello.');
  log.debug({}, 'd');
  log.warn({}, 'w');
  log.error({}, 'e');
  const { time, ...rest } = lines[0] ?? {};
  t.deepEqual(rest, { level: 'info', session: 'abc', attempt: 2, msg: 'Hello.' });
  t.regex(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  t.deepEqual(
    lines.map(({ level }) => level),
    ['info', 'debug', 'warn', 'error'],
  );
});

test('what is less important than the level is not written', (t) => {
  const lines: Record<string, unknown>[] = [];
  const log = logTo(lines, 'warn');
  log.debug({}, 'd');
  log.info({}, 'i');
  log.child({}).info({}, 'i');
  log.warn({}, 'w');
  logTo(lines, 'silent').error({}, 'e');
  t.deepEqual(
    lines.map(({ msg }) => msg),
    ['w'],
  );
});

test('text under the name of a secret is blanked at any shallow depth, ids and counts are not', (t) => {
  t.deepEqual(
    redacted({
      password: 'hunter2',
      newPassword: 'hunter2',
      body: { 'session-key': 'ABC', list: [{ ticket: 'x' }], deeper: { authorization: 'Basic x' } },
      headers: new Map([['Set-Cookie', 'a=b']]),
      CLAIM_TOKEN: { value: 'x' },
      key: Buffer.from('x'),
      keyId: 'k1',
      tickets: 4,
      cookie: undefined,
      monkey: 'banana',
      keyboard: 'qwerty',
    }),
    {
      password: REDACTED,
      newPassword: REDACTED,
      body: { 'session-key': REDACTED, list: [{ ticket: REDACTED }], deeper: { authorization: REDACTED } },
      headers: { 'Set-Cookie': REDACTED },
      CLAIM_TOKEN: REDACTED,
      key: REDACTED,
      keyId: 'k1',
      tickets: 4,
      cookie: undefined,
      monkey: 'banana',
      keyboard: 'qwerty',
    },
  );
});

test('a secret in an address is blanked within the text', (t) => {
  t.deepEqual(
    redacted({ url: '/session/1/socket?ticket=abc&x=1', from: new URL('http://h/?x=1&key=ABC%20D#top') }),
    {
      url: `/session/1/socket?ticket=${REDACTED}&x=1`,
      from: `http://h/?x=1&key=${REDACTED}#top`,
    },
  );
});

test('an error keeps its kind, text, code and cause, less the secrets in them', (t) => {
  const cause = Object.assign(new Error('GET /?key=ABC failed'), { code: 'ECONNRESET', token: 'x' });
  const fault = new Fault('database-busy', { detail: 'SQLITE_FULL' });
  fault.cause = cause;
  const { err } = redacted({ err: fault }) as { err: Record<string, unknown> };
  const inner = err['cause'] as Record<string, unknown>;
  t.like(err, {
    type: 'Fault',
    message: 'database-busy: SQLITE_FULL',
    code: 'database-busy',
    detail: 'SQLITE_FULL',
  });
  t.regex(String(err['stack']), /log\.test\.ts/);
  t.like(inner, {
    type: 'Error',
    message: `GET /?key=${REDACTED} failed`,
    code: 'ECONNRESET',
    token: REDACTED,
  });
});

test('what is endless is cut: text, lists, depth, circles', (t) => {
  const circle: Record<string, unknown> = { name: 'circle' };
  circle['self'] = circle;
  const { text, list, self } = redacted({
    text: 'x'.repeat(10_000),
    list: Array.from({ length: 999 }, () => 1),
    self: circle,
  });
  t.is(String(text).length, 4_001);
  t.is((list as unknown[]).length, 50);
  t.regex(JSON.stringify(self), /\[deep\]/);
  t.is(redacted({ big: 1n })['big'], '1');
  t.is(redacted({ bytes: new Uint8Array(9) })['bytes'], '[9 bytes]');
});

test('nothing in a line is a command to a terminal or turns the line around', (t) => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const hostile = 'a\u001b[2J\u009b2Jb\u202ec\u2066d\u2028e\u007f\r\n{"level":"error"}';
  log.child({ hostile }).info({ path: hostile, err: new Error(hostile), list: [hostile] }, 'Request');
  t.is(lines.length, 1);
  const line = (lines[0] ?? '').slice(0, -1);
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  t.notRegex(line, /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/u);
  t.like(JSON.parse(line), {
    level: 'info',
    path: 'a\u001b[2J\\u009b2Jb\\u202ec\\u2066d\\u2028e\\u007f\r\n{"level":"error"}',
  });
});
